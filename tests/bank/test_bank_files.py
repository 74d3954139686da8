"""Exports appear whole or not at all."""

from __future__ import annotations

import errno
import os

import pytest
from bank_sheets import BANK, sheet

from ingest.bank.entry import contents_of
from ingest.bank.errors import BankUnwritable
from ingest.bank.export import write_exports
from ingest.bank.files import write_files
from ingest.bank.words import words_for

WORDS = words_for("es")


def test_all_exports_are_written_and_nothing_else_is_left(tmp_path):
    write_exports(contents_of(BANK, [sheet()]), tmp_path / "new" / "output")
    written = sorted(path.name for path in (tmp_path / "new" / "output").iterdir())
    assert written == ["bank.csv", "bank.parquet", "bank.xlsx", "corrections.csv", "issues.csv", "report.html"]


def test_a_full_disk_leaves_every_old_file(tmp_path):
    (tmp_path / "one").write_text("old one")
    (tmp_path / "two").write_text("old two")

    def full(path):
        path.write_text("half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(BankUnwritable, match="el disco está lleno"):
        write_files(tmp_path, {"one": lambda path: path.write_text("new"), "two": full}, WORDS)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"one": "old one", "two": "old two"}


def test_a_folder_that_is_a_file_is_one_clear_error(tmp_path):
    (tmp_path / "output").write_text("")
    with pytest.raises(BankUnwritable, match="no es una carpeta"):
        write_exports(contents_of(BANK, []), tmp_path / "output")
