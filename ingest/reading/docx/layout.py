"""Where text stands, estimated: enough to tell over which of a few short lines a shape was drawn.

Word processors store no positions of text. A line is as high as its font says (1.22 times its size
in Calibri), paragraphs are spaced by `w:spacing`, letters are about half as wide as they are high.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from ingest.document import Paragraph
from ingest.reading.docx.names import VAL, W
from ingest.reading.docx.styles import Styles

_TAB = 36.0

_WIDTHS = {
    **dict.fromkeys("ijlíì'|", 0.22),
    **dict.fromkeys("ftI.,:;/[]\\! \u00a0", 0.28),
    **dict.fromkeys("r-()¡", 0.34),
    **dict.fromkeys("cksvxyzJ", 0.5),
    **dict.fromkeys("FTZ¿", 0.62),
    **dict.fromkeys("ABEKPSVXYÁÉ&", 0.67),
    **dict.fromkeys("wCDHNRUÑÚ☐☒☑", 0.72),
    **dict.fromkeys("GOQÓ", 0.78),
    **dict.fromkeys("mMW%@", 0.87),
}
"""Widths of Arial's characters, as shares of its size; the others are `_USUAL_WIDTH` wide."""
_USUAL_WIDTH = 0.556


class Typeface(NamedTuple):
    """How a font compares: its widths with Arial's; its lines' height and its blank as shares of its size."""

    width: float
    line: float
    blank: float


_TYPEFACES = {
    "calibri": Typeface(0.89, 1.22, 0.226),
    "carlito": Typeface(0.89, 1.22, 0.226),
    "arial": Typeface(1.0, 1.15, 0.278),
    "helvetica": Typeface(1.0, 1.15, 0.278),
    "liberation sans": Typeface(1.0, 1.15, 0.278),
    "verdana": Typeface(1.16, 1.215, 0.352),
    "tahoma": Typeface(0.99, 1.207, 0.313),
    "cambria": Typeface(0.97, 1.17, 0.22),
}
_TIMES = Typeface(0.93, 1.15, 0.25)


class Word(NamedTuple):
    """A word: its characters `start` to `end` of the paragraph's text, and the points it takes up."""

    start: int
    end: int
    x0: float
    x1: float
    line: int


class Frame(NamedTuple):
    """A paragraph laid out: `top` of its first line and the height of a line, in points."""

    top: float
    line: float
    lines: int
    words: tuple[Word, ...]

    @property
    def bottom(self) -> float:
        """The foot of its last line."""
        return self.top + self.line * self.lines


def advance(character: str, em: float) -> float:
    """How wide a character is where Arial's size is `em` points.

    >>> round(sum(advance(character, 10) for character in "Mixta"), 1)
    24.3
    """
    return _WIDTHS.get(character, _USUAL_WIDTH) * em


def frames(paragraphs: Iterable[tuple[Paragraph, etree._Element]], styles: Styles) -> list[Frame]:
    """Lay paragraphs out one under the other, from 0 down."""
    laid: list[Frame] = []
    bottom = 0.0
    for paragraph, element in paragraphs:
        sources = _sources(element, styles)
        size = _size(element, sources)
        face = _typeface(element, sources)
        before, after, line = _spacing(sources, size * face.line)
        width = _width(element)
        words, lines = _words(paragraph.text, size * face.width, size * face.blank, width, _indent(sources))
        words = _aligned(words, sources, width)
        frame = Frame(bottom + before, line, lines, words)
        laid.append(frame)
        bottom = frame.bottom + after
    return laid


def _sources(element: etree._Element, styles: Styles) -> list[etree._Element]:
    """Where a paragraph's properties stand, the strongest first."""
    own = element.find(W + "pPr")
    style = own.find(W + "pStyle") if own is not None else None
    chain = styles.chain(style.get(VAL) if style is not None else None)
    return ([own] if own is not None else []) + chain


def _first(sources: list[etree._Element], path: str, attribute: str) -> int | None:
    for source in sources:
        for found in source.iter(W + path):
            value = found.get(W + attribute, "")
            if value.lstrip("-").isdigit():
                return int(value)
    return None


def _size(element: etree._Element, sources: list[etree._Element]) -> float:
    """The font's size in points: of the first run that says it, or of the styles."""
    for run in element.iterfind(f"{W}r/{W}rPr/{W}sz"):
        value = run.get(VAL, "")
        if value.isdigit() and value != "0":
            return int(value) / 2
    styled = sources[1:] if sources and sources[0].tag == W + "pPr" else sources
    return (_first(styled, "sz", "val") or 20) / 2


def _typeface(element: etree._Element, sources: list[etree._Element]) -> Typeface:
    """The font of the first run that names one, or of the styles."""
    for source in (*element.iterfind(f"{W}r/{W}rPr"), *sources):
        for fonts in source.iter(W + "rFonts"):
            name = fonts.get(W + "ascii", "").lower()
            theme = fonts.get(W + "asciiTheme")
            if name or theme:
                return _TYPEFACES.get(name or "calibri", _TIMES)
    return _TIMES


def _spacing(sources: list[etree._Element], height: float) -> tuple[float, float, float]:
    """Space before, space after, and the height of a line that is `height` where nothing is said."""
    before, after = _first(sources, "spacing", "before") or 0, _first(sources, "spacing", "after") or 0
    line = _first(sources, "spacing", "line")
    if line is not None and line > 0:
        rule = next((found.get(W + "lineRule") for source in sources for found in source.iter(W + "spacing")
                     if found.get(W + "line")), None)  # fmt: skip
        height = line / 20 if rule in ("exact", "atLeast") else height * line / 240
    return before / 20, after / 20, height


def _indent(sources: list[etree._Element]) -> float:
    left = _first(sources, "ind", "left") or _first(sources, "ind", "start") or 0
    return (left + (_first(sources, "ind", "firstLine") or 0) - (_first(sources, "ind", "hanging") or 0)) / 20


def _width(element: etree._Element) -> float:
    """How wide the column is: of its cell, or of a page's usual text."""
    parent = element.getparent()
    while parent is not None and parent.tag != W + "tc":
        parent = parent.getparent()
    stated = parent.find(f"{W}tcPr/{W}tcW") if parent is not None else None
    value = stated.get(W + "w", "") if stated is not None and stated.get(W + "type", "dxa") == "dxa" else ""
    return max(int(value) / 20 - 10.8, 20.0) if value.isdigit() else 450.0


def _words(text: str, em: float, blank: float, width: float, indent: float) -> tuple[tuple[Word, ...], int]:
    """The words of a text where they fall, wrapped at the column's width; and the number of lines."""
    words: list[Word] = []
    x, line, start = indent, 0, None
    x0 = indent
    for at, character in enumerate(text + " "):
        if not character.isspace():
            if start is None:
                start, x0 = at, x
            x += advance(character, em)
            continue
        if start is not None:
            if x > width and x0 > indent:
                line, x, x0 = line + 1, x - x0, 0.0
            words.append(Word(start, at, x0, x, line))
            start = None
        if character == "\n":
            line, x = line + 1, 0.0
        elif character == "\t":
            x = (x // _TAB + 1) * _TAB
        else:
            x += blank
    return tuple(words), line + 1


def _aligned(words: tuple[Word, ...], sources: list[etree._Element], width: float) -> tuple[Word, ...]:
    """Centred or right-aligned lines moved to their place."""
    alignment = next((found.get(VAL) for source in sources for found in source.iter(W + "jc")), None)
    if alignment not in ("center", "right", "end"):
        return words
    ends = {line: max(word.x1 for word in words if word.line == line) for line in {word.line for word in words}}
    share = 0.5 if alignment == "center" else 1.0
    return tuple(
        word._replace(x0=word.x0 + (width - ends[word.line]) * share, x1=word.x1 + (width - ends[word.line]) * share)
        for word in words
    )
