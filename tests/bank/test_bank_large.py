"""A bank's contents as views: in order however they are asked for, never outdated, and found by index."""

from __future__ import annotations

import sqlite3
import zipfile
from datetime import date, datetime

import openpyxl
import pyarrow.parquet as pq
import pytest
from bank_sheets import BANK, issue, sheet
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.bank import Bank, Reading
from ingest.bank.entry import contents_of
from ingest.bank.initiatives import Initiatives
from ingest.bank.parquet import ROW_GROUP, write_parquet
from ingest.bank.same import Name, same
from ingest.bank.workbook import splice, write_workbook
from ingest.bank.workbook.sheetdata import serial
from schema.result import IssueCode


@pytest.fixture
def bank(tmp_path):
    with Bank.open(tmp_path / "bank.db", BANK) as bank:
        bank.begin_run()
        yield bank


def put(bank, *results):
    bank.add(Reading(result.source.path, result.source.sha256, (result,)) for result in results)


def several(number):
    return [sheet(f"{name}.docx", identificacion=f"Radio {name}", origen=name) for name in "abcdefghij"[:number]]


def test_a_view_gives_the_same_however_it_is_asked(bank):
    put(bank, *several(6))
    entries = bank.contents().entries
    paths = [f"{name}.docx" for name in "abcdef"]
    assert [entry.source.path for entry in entries] == paths
    assert [entries[place].source.path for place in range(-6, 6)] == paths * 2
    assert [entry.source.path for entry in entries[1:5:2]] == ["b.docx", "d.docx"]
    with pytest.raises(IndexError):
        entries[6]


def test_two_goes_through_a_view_do_not_disturb_each_other(bank):
    put(bank, *several(3))
    entries = bank.contents().entries
    pairs = [(one.source.path[0], other.source.path[0]) for one in entries for other in entries]
    assert pairs == [(one, other) for one in "abc" for other in "abc"]


def test_contents_of_before_a_change_are_not_read_after_it(bank):
    put(bank, *several(1))
    before = bank.contents()
    put(bank, *several(2))
    with pytest.raises(RuntimeError, match="changed"):
        list(before.entries)
    assert len(bank.contents().entries) == 2


def test_a_sheet_is_found_with_the_row_that_stands_for_it(bank):
    first, last = (
        sheet("a.docx", received="2020-05-01T09:00:00-03:00"),
        sheet("b.docx", resumen="Ahora son 60.", received="2020-06-01T09:00:00-03:00"),
    )
    put(bank, first, last)
    contents = bank.contents()
    [row] = contents.entries
    old = contents.repeats[0].entry
    found = contents.find([old.id, row.id, "nobody"])
    assert {id_: entry.source.path for id_, entry in found.items()} == {old.id: "a.docx", row.id: "b.docx"}
    assert [contents.row_of(id_) for id_ in (old.id, row.id, "nobody")] == [row, row, None]


def test_the_contents_of_a_ledger_and_of_results_are_ordered_alike(bank):
    doubt = issue(IssueCode.MISSING, "palabras_clave")
    senders = ("Zoe@example.org", None, "ana@example.org")
    results = [
        sheet(f"{number}.docx", doubt, identificacion=f"Radio {number}", sender=sender)
        for number, sender in enumerate(senders)
    ]
    put(bank, *results)
    ledger, memory = bank.contents(), contents_of(BANK, results)
    for ours, theirs in ((ledger.by_sender(), memory.by_sender()), (ledger.everything, memory.everything)):
        assert [entry.id for entry in ours] == [entry.id for entry in theirs]


WORDS = st.lists(st.sampled_from(["huerta", "huertas", "radio", "norte", "barrio", "2020"]), min_size=1, max_size=3)
PLACES = st.sampled_from([("goya", "corrientes"), ("", "corrientes"), ("", ""), ("mercedes", "corrientes")])
NAMES = st.builds(
    lambda words, place, said: Name(tuple(words), (*place, ""), " ".join(filter(None, place)) or said),
    WORDS, PLACES, st.sampled_from(["paraje uno", "paraje unos", "otro lado"]),
)  # fmt: skip


@given(st.lists(NAMES, max_size=12))
@settings(deadline=None)
def test_the_index_finds_what_comparing_all_with_all_finds(names):
    connection = sqlite3.connect(":memory:")
    initiatives = Initiatives(connection)
    groups: list[list[Name]] = []
    for name in names:
        place = next((n for n, group in enumerate(groups) if all(same(name, other) for other in group)), len(groups))
        groups[place:] = [*groups[place:], []] if place == len(groups) else groups[place:]
        groups[place].append(name)
        assert initiatives.of(name) == place
    connection.close()


def test_a_table_longer_than_a_group_is_read_back_whole(tmp_path):
    entry = contents_of(BANK, [sheet("a.docx", palabras_clave=[], contacto_email=None)]).entries[0]
    write_parquet(BANK, (entry for _ in range(ROW_GROUP + 3)), tmp_path / "long.parquet")
    table = pq.read_table(tmp_path / "long.parquet")
    assert pq.ParquetFile(tmp_path / "long.parquet").num_row_groups == 2
    assert table["identificacion"].to_pylist() == ["Huertas en los patios"] * (ROW_GROUP + 3)
    assert table["contacto_email"].null_count == ROW_GROUP + 3 and table["palabras_clave"][-1].as_py() == []


def test_a_sheet_with_more_rows_than_fit_says_where_the_others_are(tmp_path, monkeypatch):
    monkeypatch.setattr(splice, "ROWS_MOST", 4)
    write_workbook(contents_of(BANK, several(6)), tmp_path / "bank.xlsx")
    page = openpyxl.load_workbook(tmp_path / "bank.xlsx")["Iniciativas"]
    last = [cell.value for cell in page[page.max_row] if cell.value]
    assert page.max_row == 6 and len(last) == 1 and "bank.csv" in last[0]


def test_only_so_many_cells_are_links_and_the_rest_keep_their_text(tmp_path, monkeypatch):
    monkeypatch.setattr(splice, "LINKS_MOST", 3)
    write_workbook(contents_of(BANK, several(2)), tmp_path / "bank.xlsx")
    page = openpyxl.load_workbook(tmp_path / "bank.xlsx")["Iniciativas"]
    links = [cell for row in page for cell in row if cell.hyperlink]
    assert len(links) == 3
    assert [cell.value for row in page for cell in row if "@" in str(cell.value)] == ["rosa@example.org"] * 2


def test_a_text_of_odd_characters_comes_back_from_the_workbook(tmp_path):
    odd = ' <a> & "b" \x07 _x0041_ ]]> \n fin '
    write_workbook(contents_of(BANK, [sheet(origen=odd)]), tmp_path / "bank.xlsx")
    book = openpyxl.load_workbook(tmp_path / "bank.xlsx")
    said = [cell.value for row in book["Iniciativas"] for cell in row if "]]>" in str(cell.value)]
    assert said and said[0].replace("_x0007_", "\x07").replace("_x005F_x0041_", "_x0041_").split() == odd.split()


def test_every_part_of_the_package_is_known_to_it(tmp_path):
    doubt = issue(IssueCode.MISSING, "origen")
    write_workbook(contents_of(BANK, [sheet("a.docx", doubt, origen=None)]), tmp_path / "bank.xlsx")
    with zipfile.ZipFile(tmp_path / "bank.xlsx") as package:
        types = package.read("[Content_Types].xml").decode()
        parts = [name for name in package.namelist() if name.startswith("xl/") and name.endswith(".xml")]
        assert "xl/comments1.xml" in parts and all(f'"/{name}"' in types for name in parts)
        assert len(set(package.namelist())) == len(package.namelist())


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(1900, 2, 28), 59), (date(1900, 3, 1), 61), (date(2020, 5, 4), 43955), (datetime(2020, 5, 4, 18), 43955.75)],
)
def test_a_day_is_counted_as_excel_does(day, number):
    assert serial(day) == number
