"""The ledger: it grows, skips what it knows, and says clearly when it can't."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from bank_sheets import BANK, CLUB, issue, refused, sheet

from ingest.bank import Bank, BankError, Reading
from ingest.bank.errors import BankBusy, BankDamaged, BankTooNew, BankUnwritable
from ingest.bank.ledger import MIGRATIONS
from schema.result import IssueCode


def reading(*results, sha256=None):
    return Reading(results[0].source.path, sha256 or results[0].source.sha256, results)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "output" / "bank.db"


def files(folder):
    return {item.name: item.read_bytes() for item in folder.iterdir() if not item.name.startswith("bank.db")}


def test_what_was_read_is_known_until_the_form_or_the_program_changes(path):
    with Bank.open(path, BANK, program="1.0") as bank:
        bank.add([reading(sheet("a.docx"), sha256="a"), reading(refused("b.pdf", IssueCode.ENCRYPTED), sha256="b")])
        assert bank.known(["a", "b", "c"]) == {"a", "b"}
    with Bank.open(path, BANK, program="1.1") as bank:
        assert bank.known(["a"]) == set()
    with Bank.open(path, replace(BANK, filler=()), program="1.0") as bank:
        assert bank.known(["a"]) == set()


def test_an_entry_comes_back_as_it_was_read(path):
    doubt = issue(IssueCode.OVER_LIMIT, "resumen", words=151, limit=150)
    result = sheet("a.eml", doubt, member="x.docx", sender="a@example.org")
    with Bank.open(path, BANK) as bank:
        bank.add([reading(result)])
        [entry] = bank.contents().entries
    assert entry.source == result.source
    assert entry.values == result.record.model_dump(mode="json")
    assert (entry.issues, entry.evidence) == (result.issues, result.evidence)


def test_reading_again_takes_the_place_of_what_the_same_bytes_gave(path):
    first, second = sheet("a.docx", number=1), sheet("a.docx", number=2, bytes_="x", identificacion="Otra")
    first = replace(first, source=replace(first.source, sha256=second.source.sha256))
    with Bank.open(path, BANK) as bank:
        bank.add([reading(first, second, sha256="f")])
        bank.add([reading(first, sha256="f")])
        assert [entry.values["identificacion"] for entry in bank.contents().entries] == ["Huertas en los patios"]


def test_a_batch_is_taken_whole_or_not_at_all(path):
    with Bank.open(path, BANK) as bank:
        alien = replace(sheet("b.docx"), form="another")
        with pytest.raises(ValueError, match="another"):
            bank.add([reading(sheet("a.docx")), reading(alien)])
        assert not bank.contents().entries


def test_exports_change_only_when_something_changed(path):
    with Bank.open(path, BANK) as bank:
        bank.add([reading(sheet("a.docx")), reading(sheet("b.docx", identificacion="Otra"))])
        assert "bank.xlsx" in bank.export(path.parent).written
        before = files(path.parent)
        assert bank.export(path.parent).written == ()
        (path.parent / "bank.csv").unlink()
        assert bank.export(path.parent).written == ("bank.csv",)
        assert files(path.parent) == before
        bank.add([reading(sheet("a.docx")), reading(sheet("b.docx", identificacion="Otra"))])
        bank.export(path.parent, again=True)
        assert files(path.parent) == before


def test_a_workbook_that_someone_changed_is_never_written_over(path):
    with Bank.open(path, BANK) as bank:
        bank.add([reading(sheet("a.docx"))])
        bank.export(path.parent)
        (path.parent / "bank.xlsx").write_bytes(b"with a correction")
        outcome = bank.export(path.parent)
        assert (outcome.written, outcome.edited) == ((), path.parent / "bank.xlsx")
        bank.add([reading(sheet("b.docx", identificacion="Otra"))])
        outcome = bank.export(path.parent)
        assert outcome.edited.read_bytes() == b"with a correction" and outcome.edited.name != "bank.xlsx"
        assert bank.export(path.parent).edited is None


def test_a_copy_of_a_known_file_is_one_entry(path, tmp_path):
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_text("the same")
    one, two = str(tmp_path / "a.docx"), str(tmp_path / "b.docx")
    with Bank.open(path, BANK) as bank:
        bank.add([reading(sheet(one), sha256="f")])
        assert bank.skip([(two, "f")]) == 1
        assert bank.skip([(two, "f"), (one, "f")]) == 0
        contents = bank.contents()
        assert [entry.source.path for entry in contents.entries] == [one]
        assert [(str(repeat.sameness), repeat.entry.source.path) for repeat in contents.repeats] == [("bytes", two)]
        Path(one).unlink()
        assert bank.skip([(str(tmp_path / "moved.docx"), "f")]) == 1
        assert one not in {entry.source.path for entry in bank.contents().entries}


def test_a_second_run_waits_or_says_so(path):
    told = []
    with Bank.open(path, BANK), pytest.raises(BankBusy, match="Otra corrida"):
        Bank.open(path, BANK, wait=0.1, waiting=lambda: told.append(1))
    assert told == [1]
    Bank.open(path, BANK, wait=0).close()


def test_another_forms_bank_is_refused(path):
    Bank.open(path, BANK).close()
    with pytest.raises(BankError, match="banco-iniciativas"):
        Bank.open(path, CLUB)
    Bank.open(path, BANK).close()


def test_a_file_that_is_no_bank_is_refused_and_kept(path):
    path.parent.mkdir()
    path.write_bytes(b"a letter to the coordinators, not a database at all" * 50)
    with pytest.raises(BankDamaged):
        Bank.open(path, BANK)
    assert path.read_bytes().startswith(b"a letter")
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name)")
    other.close()
    with pytest.raises(BankDamaged):
        Bank.open(path, BANK)


def test_a_bank_of_a_later_program_is_refused(path):
    Bank.open(path, BANK).close()
    later = sqlite3.connect(path)
    later.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    later.close()
    with pytest.raises(BankTooNew, match="más nueva"):
        Bank.open(path, BANK)


def test_a_full_disk_is_one_clear_error_and_loses_nothing(path):
    with Bank.open(path, BANK) as bank:
        bank.add([reading(sheet("a.docx"))])
        pages = bank._connection.execute("PRAGMA page_count").fetchone()[0]
        bank._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(BankUnwritable, match="disco está lleno"):
            bank.add([reading(sheet("b.docx", origen="largo " * 20_000, identificacion="Otra"))])
        bank._connection.execute("PRAGMA max_page_count = 100000")
        assert [entry.source.path for entry in bank.contents().entries] == ["a.docx"]


def test_a_place_that_takes_no_folder_is_one_clear_error(tmp_path):
    (tmp_path / "output").write_text("a file")
    with pytest.raises(BankUnwritable, match="no es una carpeta"):
        Bank.open(tmp_path / "output" / "bank.db", BANK)


def test_a_run_counts_what_it_read_and_skipped(path):
    with Bank.open(path, BANK) as bank:
        bank.begin_run()
        bank.add([reading(sheet("a.docx", sender="x@example.org"))])
        bank.skip([("a.docx", sheet("a.docx").source.sha256)])
        bank.end_run()
        bank.export(path.parent)
        standing = bank.standing()
        assert (standing.files, standing.entries, standing.complete, standing.runs) == (1, 1, 1, 1)
        row = bank._connection.execute("SELECT read, skipped, finished IS NOT NULL FROM runs").fetchone()
        assert row == (1, 1, 1)
        assert bank.shown() == {"complete": 1}
