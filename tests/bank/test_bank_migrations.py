"""Ledgers of every version of the tables open, and hold what they held."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from bank_sheets import BANK

from ingest.bank import Bank
from ingest.bank.ledger import MIGRATIONS

GOLDEN = sorted((Path(__file__).parent / "golden").glob("ledger-*.sql"))


def test_there_is_a_golden_ledger_of_every_version():
    assert [path.name for path in GOLDEN] == [f"ledger-{number}.sql" for number in range(1, len(MIGRATIONS) + 1)]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_ledger_of_an_older_program_holds_what_it_held(path, tmp_path):
    with sqlite3.connect(tmp_path / "bank.db") as ledger:
        ledger.executescript(path.read_text("utf-8"))
    with Bank.open(tmp_path / "bank.db", BANK) as bank:
        contents = bank.contents()
        assert [entry.source.path for entry in contents.entries] == [f"/inbox/{name}.docx" for name in "abc"]
        assert [entry.source.path for entry in contents.rejected] == ["/inbox/d.pdf"]
        assert contents.entries[2].values["identificacion"] == "Radio del monte"
        assert contents.entries[0].issues[0].field == "resumen"
        bank.export(tmp_path)
    with sqlite3.connect(tmp_path / "bank.db") as ledger:
        assert ledger.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
