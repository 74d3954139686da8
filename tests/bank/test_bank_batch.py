"""Runs over folders: what is new is read, what is known is not, whatever lies where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bank_sheets import BANK

from ingest.bank import Bank, ingest_paths
from ingest.options import Options

SAMPLES = Path(__file__).parents[2] / "samples" / "inbox"
OPTIONS = Options((BANK,), isolated=False)


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("trenque-lauquen.txt", "bariloche-impresoras.txt", "tandil-dos-marcas.docx"):
        shutil.copy(SAMPLES / name, folder)
    return folder


def entries(output):
    with Bank.open(output / "bank.db", BANK) as bank:
        return list(bank.contents().entries)


def test_a_folder_becomes_a_bank_and_a_second_run_reads_and_changes_nothing(inbox, tmp_path):
    output = tmp_path / "output"
    first = ingest_paths([str(inbox)], output, OPTIONS)
    assert (first.read, first.skipped, first.all_complete) == (3, 0, False)
    assert first.shown == {"complete": 2, "incomplete": 1}
    before = {path.name: path.read_bytes() for path in output.iterdir() if "bank.db" not in path.name}
    assert set(before) == {"bank.xlsx", "bank.csv", "bank.parquet", "issues.csv", "corrections.csv", "report.html"}

    second = ingest_paths([str(inbox)], output, OPTIONS)
    assert (second.read, second.skipped, second.exported.written) == (0, 3, ())
    assert second.shown == first.shown
    assert {path.name: path.read_bytes() for path in output.iterdir() if "bank.db" not in path.name} == before


def test_only_what_is_new_is_read_and_again_reads_all(inbox, tmp_path):
    ingest_paths([str(inbox)], tmp_path / "output", OPTIONS)
    shutil.copy(SAMPLES / "montevideo-ollas.txt", inbox)
    added = ingest_paths([str(inbox)], tmp_path / "output", OPTIONS)
    assert (added.read, added.skipped) == (1, 3)
    assert ingest_paths([str(inbox)], tmp_path / "output", OPTIONS, again=True).read == 4
    assert len(entries(tmp_path / "output")) == 4


def test_the_same_sheet_in_other_files_is_one_entry(inbox, tmp_path):
    shutil.copy(SAMPLES / "trenque-lauquen.pdf", inbox)
    shutil.copy(inbox / "trenque-lauquen.txt", inbox / "copia.txt")
    summary = ingest_paths([str(inbox)], tmp_path / "output", OPTIONS)
    assert summary.shown == {"complete": 2, "incomplete": 1, "repeat": 1}
    with Bank.open(tmp_path / "output" / "bank.db", BANK) as bank:
        same = sorted(str(repeat.sameness) for repeat in bank.contents().repeats)
    assert same == ["answers", "bytes"]


def test_a_renamed_inbox_makes_no_copies(inbox, tmp_path):
    ingest_paths([str(inbox)], tmp_path / "output", OPTIONS)
    moved = inbox.rename(tmp_path / "archivo")
    ingest_paths([str(moved)], tmp_path / "output", OPTIONS)
    with Bank.open(tmp_path / "output" / "bank.db", BANK) as bank:
        contents = bank.contents()
        assert not contents.repeats and {Path(entry.source.path).parent for entry in contents.entries} == {moved}


def test_a_path_that_is_not_there_is_a_rejected_file(inbox, tmp_path):
    summary = ingest_paths([str(tmp_path / "none.docx"), str(inbox)], tmp_path / "output", OPTIONS)
    assert summary.shown["rejected"] == 1 and not summary.all_complete


def test_an_odd_file_name_does_no_harm(inbox, tmp_path):
    odd = bytes(inbox) + b"/planilla-\xf1.txt"
    try:
        Path(odd.decode("utf-8", "surrogateescape")).write_bytes((SAMPLES / "montevideo-ollas.txt").read_bytes())
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    for _ in range(2):
        ingest_paths([str(inbox)], tmp_path / "output", OPTIONS)
    assert any("planilla-\ufffd.txt" in entry.source.path for entry in entries(tmp_path / "output"))


def test_a_bank_made_without_naming_the_form_is_that_of_the_first_sheet(inbox, tmp_path):
    from bank_sheets import CLUB

    ingest_paths([str(inbox)], tmp_path / "output", Options((CLUB, BANK), isolated=False))
    assert len(entries(tmp_path / "output")) == 3
