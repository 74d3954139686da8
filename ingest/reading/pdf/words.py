"""The words of a line, each measured: lines in several looks, with gaps, set wide, or turned.

Words are cut at blanks, at changes of look and where the pen jumps; the first and the last character
of each are asked for their boxes. Words of one look that stand as close to each other as blanks put
them are one run.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from itertools import chain
from typing import TypeAlias

from ingest.layout.page import Run
from ingest.reading.pdf import native
from ingest.reading.pdf.characters import HYPHENS, clean, is_special
from ingest.reading.pdf.geometry import Frame
from ingest.reading.pdf.looks import Kind, Look, Looks

_WORD = re.compile(f"[^\\s{HYPHENS}]+[{HYPHENS}]?|[{HYPHENS}]")
_JUMP = 0.45  # ems between two characters of one word beyond which they are two words
_BACK = 0.35  # ems that the next word may begin before the last one's end (kerning, slanted letters)
_GAP = 0.95  # ems between two words beyond which they are two runs

_Piece: TypeAlias = tuple[int, int, Look, bool]
"""A word, or part of one in one look: its first and last character, its look, whether it is joined."""


def measured_runs(
    text_page: int, text: str, start: int, end: int, looks: Looks, frame: Frame
) -> Iterator[tuple[Run, Kind]]:
    """The runs of the page's characters from `start` to `end`, each with what it looks like."""
    pieces = _pieces(text_page, text, start, end, looks)
    special = is_special(text[start:end])
    boxes = native.char_boxes(text_page, list(chain.from_iterable([piece[:2] for piece in pieces])))
    run: _Run | None = None
    for place, (first, final, look, joined) in enumerate(pieces):
        characters = text[first : final + 1]
        kind = look.kind
        if special or kind.symbol:
            characters = clean(characters, kind.symbol)
            if not characters:
                continue
        at = 8 * place
        if kind.axis == 0:
            left, right = boxes[at], boxes[at + 6]
        else:
            left, right = _along(kind.axis, boxes[at : at + 8])
        if run is None or (look is not run.look and not look.alike(run.look)):
            new = True
        elif joined:
            new = False
            run.texts[-1] += characters
            run.ends[-1] = run.end = right
        else:
            new = not -_BACK * kind.size < left - run.end < _GAP * kind.size
            if not new:
                run.texts.append(characters)
                run.ends += (left, right)
                run.end = right
        if new:
            if run is not None:
                yield run.made(frame), run.look.kind
            run = _Run(look, joined, characters, left, right)
        if kind.turn != 0 and run is not None:
            run.corners += boxes[at : at + 8]
    if run is not None:
        yield run.made(frame), run.look.kind


class _Run:
    """Words of one look, as long as they come one after another.

    `ends` are where each begins and ends in reading direction, in page space; `corners` the boxes of
    the first and last characters of text that is not upright.
    """

    __slots__ = ("corners", "end", "ends", "joined", "look", "texts")

    def __init__(self, look: Look, joined: bool, text: str, begin: float, end: float) -> None:
        self.look, self.joined = look, joined
        self.texts = [text]
        self.ends = [begin, end]
        self.end = end
        self.corners: list[float] = []

    def made(self, frame: Frame) -> Run:
        """The run as it is shown."""
        kind, ends = self.look.kind, self.ends
        begin = ends[0]
        if kind.turn == 0:
            x0 = begin + frame.to_shown[4]
            box = self.look.line_box(x0, x0 + self.end - begin)
        else:
            corners = self.corners
            box = frame.box(min(corners[::4]), min(corners[3::4]), max(corners[2::4]), max(corners[1::4]))
        cuts = tuple([end - begin for end in ends]) if len(ends) > 2 else ()
        return Run(
            " ".join(self.texts),
            box,
            kind.size,
            kind.style,
            kind.colour,
            None,
            1.0,
            self.joined,
            kind.turn or 0,
            cuts,
        )


def _along(axis: int, boxes: array[float]) -> tuple[float, float]:
    """Where a word begins and ends in reading direction, in page space.

    `axis` is in degrees anticlockwise, `boxes` are those of its first and its last character.
    """
    left, top, _, bottom, last_left, last_top, last_right, last_bottom = boxes
    if axis == 90:
        return bottom, last_top
    if axis == 180:
        return -boxes[2], -last_left
    if axis == 270:
        return -top, -last_bottom
    return left, last_right


def _pieces(text_page: int, text: str, start: int, end: int, looks: Looks) -> list[_Piece]:
    """The words of a part of the page's text, those in several looks in parts."""
    spans = [match.span() for match in _WORD.finditer(text, start, end)]
    begins = [begin for begin, _ in spans]
    objects = native.char_objects(text_page, begins)
    looks.ask(objects, begins)
    objects.append(-1)
    pieces: list[_Piece] = []
    known: int | None = None
    for place, (begin, after) in enumerate(spans):
        pointer = objects[place]
        if pointer and pointer != known:
            look = looks.of(pointer, begin)
            known = pointer
        if pointer != objects[place + 1] and after - begin > 1:
            last = native.char_object(text_page, after - 1)
            if last != pointer and not (pointer and last and looks.same(pointer, begin, last, after - 1)):
                pieces += _split(text_page, begin, after, looks)
                continue
        if pointer:
            pieces.append((begin, after - 1, look, False))
    return pieces


def _split(text_page: int, start: int, end: int, looks: Looks) -> list[_Piece]:
    """Cut a word that several text objects draw where the look changes or the pen jumps."""
    objects = native.char_objects(text_page, range(start, end))
    looks.ask(objects, range(start, end))
    edges = native.char_boxes(text_page, range(start, end))
    pieces: list[_Piece] = []
    begin, look, joined, before = start, None, False, 0
    for index, pointer in enumerate(objects, start):
        if not pointer or pointer == before:
            continue
        before = pointer
        now = looks.of(pointer, index)
        if look is None:
            begin, look = index, now
            continue
        at = 4 * (index - start)
        jump = _jumps(edges[at - 4 : at], edges[at : at + 4], now)
        if jump or not look.alike(now):
            pieces.append((begin, index - 1, look, joined))
            begin, look, joined = index, now, not jump
    if look is not None:
        pieces.append((begin, end - 1, look, joined))
    return pieces


def _jumps(before: array[float], after: array[float], look: Look) -> bool:
    """Whether the pen jumped between two characters of a word: along its line, or back."""
    if look.kind.axis in (90, 270):
        gap = max(after[3] - before[1], before[3] - after[1])
    else:
        gap = max(after[0] - before[2], before[0] - after[2])
    return gap > _JUMP * look.kind.size
