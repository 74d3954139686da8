"""Where text stands, estimated: enough to tell over which of a few short lines a shape was drawn.

Word processors store no positions of text. A line is as high as its font says (1.22 times its size
in Calibri), paragraphs are spaced as they say, letters are about half as wide as they are high.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

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


def typeface(name: str | None) -> Typeface:
    """The measures of a font; those of Times for one that is not known."""
    return _TYPEFACES.get((name or "").lower(), _TIMES)


class Setting(NamedTuple):
    """How a paragraph is set, in points: its type, the space round it, the column that it stands in.

    `line` is the height of a line; `align` is where a line goes: 0 left, 0.5 centred, 1 right.
    """

    size: float
    face: Typeface
    line: float
    before: float = 0.0
    after: float = 0.0
    width: float = 450.0
    indent: float = 0.0
    align: float = 0.0


class Word(NamedTuple):
    """A word: its characters `start` to `end` of the paragraph's text, and the points it takes up."""

    start: int
    end: int
    x0: float
    x1: float
    line: int


class Laid(NamedTuple):
    """A paragraph's words by the line that they stand in, and how many lines it has."""

    words: Mapping[int, Sequence[Word]]
    lines: int


class Frame(NamedTuple):
    """A laid paragraph in its place: `top` of its first line and the height of a line, in points."""

    top: float
    line: float
    lines: int
    words: Mapping[int, Sequence[Word]]

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


def lay(text: str, setting: Setting) -> Laid:
    """Wrap a paragraph's words at the width of its column."""
    em, blank = setting.size * setting.face.width, setting.size * setting.face.blank
    words, lines = _words(text, em, blank, setting.width, setting.indent)
    by_line: dict[int, list[Word]] = {}
    for word in words:
        by_line.setdefault(word.line, []).append(word)
    return Laid({line: _aligned(found, setting) for line, found in by_line.items()}, lines)


def frames(paragraphs: Iterable[tuple[Laid, Setting]]) -> list[Frame]:
    """Put paragraphs one under the other, from 0 down."""
    placed: list[Frame] = []
    bottom = 0.0
    for laid, setting in paragraphs:
        frame = Frame(bottom + setting.before, setting.line, laid.lines, laid.words)
        placed.append(frame)
        bottom = frame.bottom + setting.after
    return placed


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


def _aligned(words: list[Word], setting: Setting) -> list[Word]:
    """A centred or right-aligned line moved to its place."""
    if not setting.align:
        return words
    shift = (setting.width - max(word.x1 for word in words)) * setting.align
    return [word._replace(x0=word.x0 + shift, x1=word.x1 + shift) for word in words]
