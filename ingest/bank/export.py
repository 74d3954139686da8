"""The files made from a bank's contents, all at once or not at all."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ingest.bank import delimited
from ingest.bank.entry import Contents
from ingest.bank.files import Writer, write_files
from ingest.bank.parquet import write_parquet
from ingest.bank.words import words_for
from ingest.bank.workbook import write_workbook


def writers(contents: Contents) -> dict[str, Writer]:
    """The name of each exported file and what writes it."""
    return {
        "bank.parquet": partial(write_parquet, contents.form, contents.entries),
        "bank.csv": partial(delimited.write_entries, contents),
        "issues.csv": partial(delimited.write_issues, contents),
        "bank.xlsx": partial(write_workbook, contents),
    }


def write_exports(contents: Contents, folder: Path) -> None:
    """Write all files into `folder`; raises `BankUnwritable`, with every old file kept, where it can't."""
    write_files(folder, writers(contents), words_for(contents.form.language))
