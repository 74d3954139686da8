"""What the workbook's tables are made of: cells, rows, pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from ingest.bank.words import Words
from ingest.bank.workbook.look import MEASURED, Face, Look, Style, Tint, height, longest_line, width

_A4 = 9  # the size of paper (ECMA-376 Part 1, 18.3.1.63)

ROWS_MOST = 1_048_560
"""Rows of a sheet (Excel takes 1,048,576); where there are more, the last one says where they are."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text (or moment, or number), its colour, its note, the address that it opens with a tip on it."""

    text: str | date | int | float = ""
    tint: Tint = Tint.NONE
    note: str = ""
    link: str = ""
    tip: str = ""
    title: bool = False
    bare: bool = False  # without borders and format

    @property
    def style(self) -> Style:
        """How it looks."""
        if isinstance(self.text, date):
            return Style(Face.DATE, self.tint)
        if isinstance(self.text, int):
            return Style(Face.NUMBER, self.tint)
        return Style(Face.LINK if self.link else Face.TITLE if self.title else Face.TEXT, self.tint)

    def unlinked(self) -> Cell:
        """The same without its link."""
        return replace(self, link="", tip="")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its heading, the widest it gets in characters, whether it is shown."""

    text: str
    most: float = 40
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row and its height in points (None: as the program that opens it likes)."""

    cells: Sequence[Cell]
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet's rows from row `first` on (counted from 0), made anew each time they are gone through.

    `widths` are those of its columns in characters, 0 for a hidden one.
    """

    name: str
    first: int
    count: int
    widths: Sequence[float]
    rows: Callable[[], Iterable[Row]]


def widths(headings: Sequence[Heading], rows: Iterable[Sequence[Cell]], words: Words) -> list[float]:
    """The columns' widths, by the first `MEASURED` rows."""
    longest = [0] * len(headings)
    for row in islice(rows, MEASURED):
        for place, cell in enumerate(row):
            longest[place] = max(longest[place], longest_line(shown(cell.text, words)))
    return [width(heading.text, seen, int(heading.most)) for heading, seen in zip(headings, longest, strict=True)]


def shown_widths(headings: Sequence[Heading], wide: Sequence[float]) -> list[float]:
    """The columns' widths, 0 for a hidden one."""
    return [0.0 if heading.hidden else room for heading, room in zip(headings, wide, strict=True)]


def frame_columns(sheet: Any, headings: Sequence[Heading], wide: Sequence[float], look: Look) -> None:
    """Set up a sheet's columns, write their headings, and have it print across an A4 sheet."""
    for place, (heading, room) in enumerate(zip(headings, wide, strict=True)):
        sheet.set_column(place, place, room, None, {"hidden": heading.hidden})
        sheet.write_string(0, place, heading.text, look.header)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def laid_out(cells: Sequence[Cell], headings: Sequence[Heading], wide: Sequence[float], words: Words) -> Row:
    """A row as high as its shown texts need."""
    texts = (
        (shown(cell.text, words), room)
        for cell, heading, room in zip(cells, headings, wide, strict=True)
        if not heading.hidden
    )
    return Row(cells, height(texts))


def shown(text: str | date | int | float, words: Words) -> str:
    """What a cell will show, for measuring it."""
    return text.strftime("%d/%m/%Y") if isinstance(text, datetime) else str(text)
