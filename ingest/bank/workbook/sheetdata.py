"""Rows as SpreadsheetML (ECMA-376 Part 1, 18.3.1.80), written one after the other.

A row of a text, a number and an empty cell, texts in the cells themselves, so that none is remembered::

    <row r="2" ht="16" customHeight="1"><c r="A2" s="3" t="inlineStr"><is><t>Goya</t></is></c><c r="B2"
    s="5"><v>2</v></c><c r="C2" s="3"/></row>
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache

from ingest.bank.workbook.cells import Cell
from ingest.bank.workbook.look import Style, fitting

_SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPED = re.compile(r"_(x[0-9A-Fa-f]{4}_)")
_NEW_YEAR = datetime(1899, 12, 31)
_FALSE_LEAP_DAY = 59  # Excel's 1900 has a 29 February


def row_xml(number: int, row: Sequence[Cell], height: float | None, styles: Mapping[Style, int], continues: str) -> str:
    """A row, `number` counted from 0; a text that no cell holds is cut and ends with `continues`."""
    name = str(number + 1)
    cells = "".join(
        [
            _cell(f"{letters(place)}{name}", cell, 0 if cell.bare else styles[cell.style], continues)
            for place, cell in enumerate(row)
            if cell.text != "" or not cell.bare
        ]
    )
    high = "" if height is None else f' ht="{height:.16g}" customHeight="1"'
    return f'<row r="{name}"{high}>{cells}</row>'


def _cell(name: str, cell: Cell, style: int, continues: str) -> str:
    look = f' s="{style}"' if style else ""
    if isinstance(cell.text, str):
        if not cell.text:
            return f'<c r="{name}"{look}/>'
        text = escaped(fitting(cell.text, continues))
        return f'<c r="{name}"{look} t="inlineStr"><is><t{spaced(text)}>{text}</t></is></c>'
    value = serial(cell.text) if isinstance(cell.text, date) else cell.text
    return f'<c r="{name}"{look}><v>{value:.16G}</v></c>'


def spaced(text: str) -> str:
    """The attribute that keeps a text's blanks at its ends."""
    return ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""


def escaped(text: str) -> str:
    r"""A text as XML; what XML can't hold is written ``_x000B_``, and so is what looks like that (22.9.2.19).

    >>> escaped("a < b"), escaped("bell \x07, _x0041_")
    ('a &lt; b', 'bell _x0007_, _x005F_x0041_')
    """
    if not _SPECIAL.search(text):
        return text
    text = _ESCAPED.sub(r"_x005F_\1", text)
    text = _CONTROL.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """A text as an attribute's value."""
    return escaped(text).replace('"', "&quot;").replace("\n", "&#xA;")


def serial(day: date) -> float:
    """A day or moment as Excel counts them, in days from 1 January 1900.

    >>> serial(date(1900, 1, 1)), serial(datetime(2020, 4, 24, 12))
    (1.0, 43945.5)
    """
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    days = (moment.replace(tzinfo=None) - _NEW_YEAR) / timedelta(days=1)
    return days + 1 if days > _FALSE_LEAP_DAY else days


@cache
def letters(place: int) -> str:
    """A column's name: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
