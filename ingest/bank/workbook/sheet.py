"""A plain table on a sheet of the workbook: headings frozen, filter, widths, heights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ingest.bank.words import Words
from ingest.bank.workbook.look import Look, Tint, fitting, height, width


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text (or moment), its colour, its note."""

    text: str | datetime | int = ""
    tint: Tint = Tint.NONE
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its heading, the widest it gets in characters, whether it is shown."""

    text: str
    most: int = 40
    hidden: bool = False


def write_table(
    sheet: Any, headings: Sequence[Heading], rows: Sequence[Sequence[Cell]], look: Look, words: Words, empty: str
) -> None:
    """Write a table from the sheet's first cell on; `empty` stands there where it has no rows."""
    wide = [
        width(heading.text, (shown(row[place].text, words) for row in rows), heading.most)
        for place, heading in enumerate(headings)
    ]
    for place, heading in enumerate(headings):
        sheet.set_column(place, place, wide[place], None, {"hidden": heading.hidden})
        sheet.write_string(0, place, heading.text, look.header)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 0)
    if not rows:
        visible = next(place for place, heading in enumerate(headings) if not heading.hidden)
        sheet.write_string(1, visible, empty)
        return
    sheet.autofilter(0, 0, len(rows), len(headings) - 1)
    for number, row in enumerate(rows, 1):
        texts = [(shown(cell.text, words), wide[place]) for place, cell in enumerate(row) if not headings[place].hidden]
        sheet.set_row(number, height(texts))
        for place, cell in enumerate(row):
            write_cell(sheet, number, place, cell, look, words)


def write_cell(sheet: Any, row: int, place: int, cell: Cell, look: Look, words: Words) -> None:
    """Write one cell, never as a formula."""
    if isinstance(cell.text, datetime):
        sheet.write_datetime(row, place, cell.text.replace(tzinfo=None), look.cell(cell.tint, words.date_format))
    elif isinstance(cell.text, int):
        sheet.write_number(row, place, cell.text, look.cell(cell.tint, centre=True))
    elif cell.text:
        sheet.write_string(row, place, fitting(cell.text, words.continues), look.cell(cell.tint))
    else:
        sheet.write_blank(row, place, None, look.cell(cell.tint))
    if cell.note:
        write_note(sheet, row, place, cell.note)


def write_note(sheet: Any, row: int, place: int, text: str) -> None:
    """Hang a note on a cell, large enough for its text; control characters, which XML 1.0 forbids, left out."""
    text = "".join(letter for letter in text if letter >= " " or letter == "\n")
    lines = sum(1 + len(line) // 45 for line in text.split("\n"))
    sheet.write_comment(row, place, text, {"width": 320, "height": min(400, 24 + 17 * lines), "font_size": 9})


def shown(text: str | datetime | int, words: Words) -> str:
    """What a cell will show, for measuring it."""
    return text.strftime("%d/%m/%Y") if isinstance(text, datetime) else str(text)
