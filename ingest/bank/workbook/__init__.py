"""The coordinators' workbook: entries, what waits, what was rejected, what came twice, a summary.

It is made in two steps: xlsxwriter makes all of it but the tables' rows (their number is known, and
their columns' widths), then the rows are put in one by one. So it takes the same memory however
many rows there are.
"""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from ingest.bank.entry import Contents
from ingest.bank.tally import Count, counted
from ingest.bank.words import Words, words_for
from ingest.bank.workbook.entries import BASE_SHEET, LISTS_SHEET, EntrySheet
from ingest.bank.workbook.help import write_help
from ingest.bank.workbook.lists import List, pending, rejected, repeats
from ingest.bank.workbook.look import STYLES, Look, Style
from ingest.bank.workbook.splice import Package
from ingest.bank.workbook.summary import write_summary

MADE = datetime(2020, 1, 1)
"""The date that every workbook says it was made, so that the same contents give the same bytes."""

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_SAMPLE = re.compile(r'<c r="[A-Z]+1" s="(\d+)"/>')


def write_workbook(contents: Contents, path: Path) -> None:
    """Write `bank.xlsx`: the same bytes for the same contents; no cell can run as a formula."""
    words = words_for(contents.form.language)
    count = counted(contents)
    entries = EntrySheet(contents, words)
    lists = [pending(contents, count.doubts, words), rejected(contents, words), repeats(contents, words)]
    with BytesIO() as file:
        parts = _write_shell(file, contents, count, entries, lists, words)
        with ZipFile(file) as shell:
            pages = {parts[page.name]: page for page in (entries.page, entries.base)}
            pages |= {parts[item.name]: item.page for item in lists if item.count}
            styles = _styles(shell.read(parts[BASE_SHEET]).decode("utf-8"))
            Package(path, styles, words.continues).splice(shell, pages)


def _write_shell(
    file: BytesIO, contents: Contents, count: Count, entries: EntrySheet, lists: list[List], words: Words
) -> dict[str, str]:
    """Write the workbook without its tables' rows; return the part that each sheet is, by its name.

    A cell format's number is known when the workbook is done: the hidden sheet has a sample of each style.
    """
    import xlsxwriter

    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        book.set_properties({"title": contents.form.title, "author": "planilla", "created": MADE})
        book.set_size(2400, 1400)
        names = words.sheets
        shown = (names.entries, names.pending, names.rejected, names.repeats, names.summary, words.help)
        sheets = {name: book.add_worksheet(name) for name in (*shown, LISTS_SHEET, BASE_SHEET)}
        look = Look(book)
        entries.frame(sheets[names.entries], look)
        entries.offer(sheets[names.entries], sheets[LISTS_SHEET])
        for item, empty in zip(
            lists, (words.nothing_pending, words.nothing_rejected, words.nothing_repeated), strict=True
        ):
            item.frame(sheets[item.name], look, empty)
        lists[0].offer_ok(sheets[names.pending], look)
        write_summary(book, contents, count, look, words)
        write_help(book, look, words)
        _write_samples(sheets[BASE_SHEET], look, words)
        for name in (LISTS_SHEET, BASE_SHEET):
            sheets[name].very_hidden()
        sheets[names.entries].activate()
    return {name: f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(sheets, 1)}


def _write_samples(sheet: Any, look: Look, words: Words) -> None:
    for place, style in enumerate(STYLES):
        sheet.write_blank(0, place, None, look.cell(style, words.date_format))


def _styles(samples: str) -> dict[Style, int]:
    """The number of each style's format."""
    return dict(zip(STYLES, map(int, _SAMPLE.findall(samples)), strict=True))
