"""How the workbook looks: one place for its colours, formats, widths and heights."""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import StrEnum
from itertools import product
from typing import Any, NamedTuple

from schema.form import Kind

CELL_LIMIT = 32_767
"""Characters that a cell holds (ECMA-376 Part 1, 18.18.11 and Excel's own limit)."""

LINE = 15.0
"""Points that a line of Calibri 11 takes."""

TALLEST = 12 * LINE

MAXIMAL = {
    Kind.TEXT: 40, Kind.LONG_TEXT: 80, Kind.NAME: 28, Kind.DATE: 18, Kind.PLACE: 34, Kind.CHOICE: 20,
    Kind.CHOICES: 32, Kind.YES_NO: 12, Kind.NUMBER: 14, Kind.LIST: 34, Kind.URLS: 42, Kind.EMAIL: 32, Kind.PHONE: 20,
}  # fmt: skip
"""The widest a column of a kind gets, in characters."""


class Tint(StrEnum):
    """What a cell's colour says."""

    NONE = ""
    ERROR = "#FFC7CE"
    WARNING = "#FFEB9C"
    GOOD = "#E2EFDA"
    CORRECTED = "#DDEBF7"


class Face(StrEnum):
    """What kind of thing a cell shows."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    TITLE = "title"
    LINK = "link"


class Style(NamedTuple):
    """How a cell of a table looks."""

    face: Face = Face.TEXT
    tint: Tint = Tint.NONE


STYLES = tuple(Style(face, tint) for face, tint in product(Face, Tint))
"""All looks that a table's cell can have."""


class Look:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def _format(self, **properties: object) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(properties))
        return self._formats[key]

    @property
    def header(self) -> Any:
        """A column's heading."""
        return self._format(
            bold=True, font_color="#FFFFFF", bg_color="#1F4E78", text_wrap=True, valign="vcenter", border=1,
            border_color="#8EA9C1",
        )  # fmt: skip

    @property
    def title(self) -> Any:
        """A sheet's or block's title."""
        return self._format(bold=True, font_size=14, font_color="#1F4E78")

    @property
    def subtitle(self) -> Any:
        """The heading of a small table."""
        return self._format(bold=True, bottom=1, bottom_color="#1F4E78", font_color="#1F4E78")

    @property
    def plain(self) -> Any:
        """A cell of a small table."""
        return self._format(valign="top")

    @property
    def prose(self) -> Any:
        """A paragraph."""
        return self._format(valign="top", text_wrap=True)

    @property
    def share(self) -> Any:
        """A part of the whole, in per cent."""
        return self._format(num_format="0 %", font_color="#595959")

    @property
    def divider(self) -> Any:
        """A line over the first row of a group."""
        return self._format(top=1, top_color="#1F4E78")

    def cell(self, style: Style, date_format: str) -> Any:
        """A cell of a table: top-aligned, wrapped, in a tint."""
        properties: dict[str, object] = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#D9D9D9"}
        if style.tint:
            properties["bg_color"] = str(style.tint)
        match style.face:
            case Face.DATE:
                properties |= {"num_format": date_format, "align": "left"}
            case Face.LINK:
                properties |= {"font_color": "#0563C1", "underline": 1}
            case Face.TITLE:
                properties["bold"] = True
            case Face.NUMBER:
                properties["align"] = "center"
        return self._format(**properties)


MEASURED = 1_000
"""Rows by which a table's columns get their widths: they must be known before the first row is written."""


def longest_line(text: str) -> int:
    """The length of a text's longest line."""
    return max(map(len, text.split("\n"))) if "\n" in text else len(text)


def width(heading: str, longest: int, most: int) -> float:
    """A column's width in characters: what its longest line needs, between the heading's longest word and `most`."""
    word = max((len(word) for word in heading.split()), default=0) + 4
    return float(min(max(word, longest + 2, 9), max(most, word)))


def height(cells: Iterable[tuple[str, float]]) -> float:
    """A row's height in points for its cells' texts and widths: all lines, up to twelve."""
    lines = max((_lines(text, wide) for text, wide in cells if text), default=1)
    return min(TALLEST, max(1, lines) * LINE + 1)


def _lines(text: str, wide: float) -> int:
    if "\n" not in text and len(text) <= wide:
        return 1
    return sum(max(1, math.ceil(len(line) / max(1.0, wide * 1.05))) for line in text.split("\n"))


def fitting(text: str, continues: str) -> str:
    """A text that a cell holds; one too long ends by saying where it goes on."""
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(continues)] + continues
