"""Automatic list labels (ISO/IEC 29500-1, 17.9): «•», «3.», «2.1)», which are no part of the text.

A paragraph names a list and a level, a list the abstract list that counts for it:

    <w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
      <w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
    <w:num w:numId="3"><w:abstractNumId w:val="4"/></w:num>
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from ingest.reading.docx.names import VAL, W
from ingest.reading.docx.parts import Part
from ingest.reading.symbols import to_unicode

_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
          (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    font: str | None = None


@dataclass(slots=True)
class _List:
    """One abstract list: its levels, and how far each has been counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numberings:
    """The lists of one document, counted as its paragraphs come."""

    def __init__(self, main: Part) -> None:
        self._main = main
        self._abstract: dict[str, etree._Element] = {}
        self._concrete: dict[str, etree._Element] = {}
        self._lists: dict[str, _List] = {}
        self._started: set[str] = set()
        self._opened = False

    def label(self, list_id: str, level: int) -> str | None:
        """The label of the next paragraph of a list's level; None where it shows none."""
        if list_id == "0":
            return None
        self._open()
        concrete = self._concrete.get(list_id)
        if concrete is None:
            return None
        reference = concrete.find(W + "abstractNumId")
        found = self._list(reference.get(VAL, "") if reference is not None else "")
        levels = self._overridden(concrete, found, list_id)
        counts = found.counts
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        for upper in range(level):
            counts.setdefault(upper, levels.get(upper, _Level()).start)
        own = levels.get(level)
        if own is None:
            return None
        counts[level] = counts[level] + 1 if level in counts else own.start
        return self._text(own, levels, counts)

    def _text(self, level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str | None:
        if level.format == "none":
            return None
        if level.format == "bullet":
            return to_unicode(level.font, level.text).strip() or None

        def number(found: re.Match[str]) -> str:
            index = int(found.group(1)) - 1
            return in_format(counts.get(index, 1), levels.get(index, level).format)

        return _PLACEHOLDER.sub(number, level.text).strip() or None

    def _open(self) -> None:
        if self._opened:
            return
        self._opened = True
        part = self._main.related("numbering")
        root = part.xml() if part is not None else None
        for element in root if root is not None else ():
            if element.tag == W + "abstractNum":
                self._abstract[element.get(W + "abstractNumId", "")] = element
            elif element.tag == W + "num":
                self._concrete[element.get(W + "numId", "")] = element

    def _list(self, id: str) -> _List:
        found = self._lists.get(id)
        if found is None:
            element = self._abstract.get(id)
            levels = _levels(element) if element is not None else {}
            if element is not None and not levels:
                levels = self._linked_levels(element)
            found = self._lists[id] = _List(levels)
        return found

    def _linked_levels(self, abstract: etree._Element) -> dict[int, _Level]:
        """The levels of a list that only names a numbering style, kept in the list that defines it."""
        link = abstract.find(W + "numStyleLink")
        for other in self._abstract.values() if link is not None else ():
            style = other.find(W + "styleLink")
            if style is not None and link is not None and style.get(VAL) == link.get(VAL):
                return _levels(other)
        return {}

    def _overridden(self, concrete: etree._Element, found: _List, id: str) -> dict[int, _Level]:
        """The levels as this list uses them; counting starts again where it says so, once."""
        levels = found.levels
        for override in concrete.iterfind(W + "lvlOverride"):
            index = _integer(override.get(W + "ilvl"), 0)
            for element in override.iterfind(W + "lvl"):
                levels = {**levels, index: _level(element)}
            start = override.find(W + "startOverride")
            if start is not None and id not in self._started:
                found.counts[index] = _integer(start.get(VAL), 1) - 1
        self._started.add(id)
        return levels


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    return {_integer(element.get(W + "ilvl"), 0): _level(element) for element in abstract.iterfind(W + "lvl")}


def _level(element: etree._Element) -> _Level:
    level = _Level()
    for child in element:
        value = child.get(VAL, "")
        if child.tag == W + "numFmt":
            level.format = value
        elif child.tag == W + "lvlText":
            level.text = value
        elif child.tag == W + "start":
            level.start = _integer(value, 1)
        elif child.tag == W + "rPr":
            fonts = child.find(W + "rFonts")
            level.font = fonts.get(W + "ascii") or fonts.get(W + "hAnsi") if fonts is not None else None
    return level


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return otherwise


def in_format(number: int, format: str) -> str:
    """A number as a list writes it (17.18.59).

    >>> [in_format(14, name) for name in ("decimal", "lowerLetter", "upperRoman", "decimalZero", "ordinal")]
    ['14', 'n', 'XIV', '14', '14º']
    """
    if format in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 20 + 1)
        return letter if format == "lowerLetter" else letter.upper()
    if format in ("lowerRoman", "upperRoman") and 0 < number < 5000:
        roman = _roman(number)
        return roman if format == "lowerRoman" else roman.upper()
    if format == "decimalZero":
        return f"{number:02}"
    if format == "ordinal":
        return f"{number}º"
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written
