"""A page's text as positioned words.

PDFium gives the page's characters in the order in which the file draws them, with blanks where it
saw gaps and ``U+FFFE`` for a hyphen at a line's end. Words are cut at blanks, at changes of look and
where the pen jumps; only the first and the last character of a word are asked for their boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.document import Box
from ingest.layout.page import Word
from ingest.reading.pdf import native
from ingest.reading.pdf.geometry import Frame
from ingest.reading.pdf.looks import Font, Look, Looks
from ingest.reading.symbols import to_unicode

_WORD = re.compile("[^\\s\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_ASCENT, _DESCENT = 0.76, 0.22  # of a line of Latin text, in ems: the same for all fonts, so that lines are even
_JUMP = 0.45  # ems between two characters of one word beyond which they are two words
_CLEAN = str.maketrans(
    {
        "\x02": "-",
        "\ufffe": "-",
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
    }
)


class Text(NamedTuple):
    """A page's words, those drawn invisibly (the text layer of a scan) apart.

    `slanted` are words along a line that is no quarter turn: a watermark.
    """

    words: list[Word]
    invisible: list[Word]
    slanted: list[Word]


class _Piece(NamedTuple):
    """Part of a word in one look: characters `start` to `last`, both included."""

    start: int
    last: int
    look: Look
    joined: bool


def read_text(text_page: int, count: int, frame: Frame, fonts: dict[int, Font]) -> Text:
    """The words of a loaded text page with `count` characters; `fonts` is kept through the document."""
    text = native.characters(text_page, count)
    pieces = list(_pieces(text_page, text, Looks(text_page, frame, fonts)))
    ends = [index for piece in pieces for index in (piece.start, piece.last)]
    boxes = native.char_boxes(text_page, ends)
    found = Text([], [], [])
    for place, piece in enumerate(pieces):
        characters = text[piece.start : piece.last + 1].translate(_CLEAN)
        look = piece.look
        if look.symbol or not characters.isascii():
            characters = to_unicode(look.symbol, characters)
        if not characters:
            continue
        box = _box(frame, look, boxes[8 * place : 8 * place + 8])
        word = Word(
            characters, box, look.size, look.style, look.colour, None, 1.0, piece.joined, look.turn or 0
        )
        if look.turn is None:
            found.slanted.append(word)
        elif look.visible:
            found.words.append(word)
        else:
            found.invisible.append(word)
    return found


def _pieces(text_page: int, text: str, looks: Looks) -> Iterator[_Piece]:
    spans = [match.span() for match in _WORD.finditer(text)]
    first_objects = native.char_objects(text_page, [start for start, _ in spans])
    last_objects = native.char_objects(text_page, [end - 1 for _, end in spans])
    for (start, end), first, last in zip(spans, first_objects, last_objects, strict=True):
        if not first and not last:
            continue
        if first == last:
            yield _Piece(start, end - 1, looks.of(first, start), False)
        else:
            yield from _split(text_page, start, end, looks)


def _split(text_page: int, start: int, end: int, looks: Looks) -> Iterator[_Piece]:
    """Cut a word that several text objects draw, where the look changes or the pen jumps."""
    objects = native.char_objects(text_page, range(start, end))
    edges: list[float] | None = None
    begin, look, joined = start, None, False
    for index in range(start, end):
        pointer = objects[index - start]
        if not pointer or (index > start and pointer == objects[index - start - 1]):
            continue
        now = looks.of(pointer, index)
        if look is None:
            begin, look = index, now
            continue
        edges = edges or native.char_boxes(text_page, range(start, end))
        jump = _jumps(edges, index - start, now)
        if jump or not look.alike(now):
            yield _Piece(begin, index - 1, look, joined)
            begin, look, joined = index, now, not jump
    if look is not None:
        yield _Piece(begin, end - 1, look, joined)


def _jumps(edges: list[float], place: int, look: Look) -> bool:
    """Whether the pen jumped before character `place` of a word: along its line, or back."""
    left, top, right, bottom = edges[4 * place : 4 * place + 4]
    before = edges[4 * place - 4 : 4 * place]
    if look.turn in (90, 270):
        gap = max(bottom - before[1], before[3] - top)
    else:
        gap = max(left - before[2], before[0] - right)
    return gap > _JUMP * look.size


def _box(frame: Frame, look: Look, ends: list[float]) -> Box:
    """The box of a word: as wide as from its first to its last character, as high as a line of its size."""
    left, right = min(ends[0], ends[4]), max(ends[2], ends[6])
    bottom, top = min(ends[3], ends[7]), max(ends[1], ends[5])
    box = frame.box(left, bottom, right, top)
    if look.turn == 0:
        return Box(box.x0, look.y - _ASCENT * look.size, box.x1, look.y + _DESCENT * look.size)
    return box
