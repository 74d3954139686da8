"""The coordinators' workbook: entries, what waits, what was rejected, what came twice, a summary."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ingest.bank.entry import Contents
from ingest.bank.tally import counted
from ingest.bank.words import words_for
from ingest.bank.workbook.entries import BASE_SHEET, LISTS_SHEET, EntrySheet
from ingest.bank.workbook.help import write_help
from ingest.bank.workbook.lists import write_lists
from ingest.bank.workbook.look import Look
from ingest.bank.workbook.summary import write_summary

MADE = datetime(2020, 1, 1)
"""The date that every workbook says it was made, so that the same contents give the same bytes."""


def write_workbook(contents: Contents, path: Path) -> None:
    """Write `bank.xlsx`: the same bytes for the same contents; no cell can run as a formula."""
    import xlsxwriter

    words = words_for(contents.form.language)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": contents.form.title, "author": "planilla", "created": MADE})
        book.set_size(2400, 1400)
        names = words.sheets
        for name in (names.entries, names.pending, names.rejected, names.repeats, names.summary, words.help):
            book.add_worksheet(name)
        for name in (LISTS_SHEET, BASE_SHEET):
            book.add_worksheet(name).very_hidden()
        look = Look(book)
        EntrySheet(book, contents, look, words).write()
        write_lists(book, contents, look, words)
        write_summary(book, contents, counted(contents), look, words)
        write_help(book, look, words)
        book.get_worksheet_by_name(names.entries).activate()
