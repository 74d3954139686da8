"""A page's text as positioned runs of words.

PDFium gives the page's characters in the order in which the file draws them, a line after the other,
with blanks where it saw gaps and ``U+FFFE`` for a hyphen at a line's end. A line in one look without
gaps is taken as it is; the words of all others are measured one by one.
"""

from __future__ import annotations

import re
from itertools import accumulate, chain
from typing import NamedTuple, TypeAlias

from ingest.layout.page import Run
from ingest.reading.pdf import native
from ingest.reading.pdf.advances import Cuts, is_even, learn
from ingest.reading.pdf.characters import HYPHENS, is_special
from ingest.reading.pdf.geometry import Frame
from ingest.reading.pdf.looks import Font, Look, Looks
from ingest.reading.pdf.words import measured_runs

_LINE = re.compile(f"[^\\s{HYPHENS}](?:[^\\r\\n{HYPHENS}]*[^\\s{HYPHENS}])?[{HYPHENS}]?|[{HYPHENS}]")

_WORD = re.compile(r"\S+")


_Line: TypeAlias = tuple[int, int, str, Look | None]
"""From which to which character of the page, its text, its look where it is upright and all in one."""


class Text(NamedTuple):
    """A page's runs of words, those drawn invisibly (the text layer of a scan) apart.

    `slanted` are runs along a line that is no quarter turn: a watermark.
    """

    runs: list[Run]
    invisible: list[Run]
    slanted: list[Run]

    def add(self, run: Run, look: Look) -> None:
        """Put a run where its look says that it belongs."""
        if look.turn is None:
            self.slanted.append(run)
        elif look.visible:
            self.runs.append(run)
        else:
            self.invisible.append(run)


def read_text(text_page: int, count: int, frame: Frame, fonts: dict[int, Font]) -> Text:
    """The words of a loaded text page with `count` characters; `fonts` is kept through the document."""
    text = native.characters(text_page, count)
    looks = Looks(text_page, frame, fonts)
    found = Text([], [], [])
    spans = [match.span() for match in _LINE.finditer(text)]
    ends = list(chain.from_iterable([(start, end - 1) for start, end in spans]))
    objects = native.char_objects(text_page, ends)
    boxes = native.char_boxes(text_page, ends)
    special = is_special(text)
    lines: list[_Line] = []
    for place, (start, end) in enumerate(spans):
        pointer, last = objects[2 * place : 2 * place + 2]
        look = None
        if pointer and last and (pointer == last or _alike(text_page, text, start, end, looks)):
            look = looks.of(pointer, start)
            if look.axis or look.turn != 0 or look.symbol or (special and is_special(text[start:end])):
                look = None
        lines.append((start, end, text[start:end], look))
    _learn(text_page, lines)
    for (start, end, line, look), left, right in zip(lines, boxes[::8], boxes[6::8], strict=True):
        if look is not None and is_even(text_page, line, start, right - left, look.size, look.advances):
            found.add(_even_run(line, left + frame.to_shown[4], right - left, look), look)
            continue
        for measured, other in measured_runs(text_page, text, start, end, looks, frame):
            found.add(measured, other)
    return found


def _learn(text_page: int, lines: list[_Line]) -> None:
    """Measure the characters of lines in one look each, font by font."""
    fonts: dict[int, tuple[dict[str, float], list[int], list[str]]] = {}
    for start, _, text, look in lines:
        if look is not None:
            _, starts, texts = fonts.setdefault(id(look.advances), (look.advances, [], []))
            starts.append(start)
            texts.append(text)
    for advances, starts, texts in fonts.values():
        begins = accumulate(map(len, texts), initial=0)
        learn(text_page, "".join(texts), list(zip(begins, starts, strict=False)), advances)


def _alike(text_page: int, text: str, start: int, end: int, looks: Looks) -> bool:
    """Whether the words of a line that several text objects draw all look alike, each to its last letter."""
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    firsts = native.char_objects(text_page, [begin for begin, _ in words])
    if not all(firsts):
        return False
    look = looks.of(firsts[0], start)
    if not all([look.alike(looks.of(item, begin)) for item, (begin, _) in zip(firsts, words, strict=True)]):
        return False
    lasts = native.char_objects(text_page, [after - 1 for _, after in words])
    return all(
        [
            first == last or (last != 0 and looks.same(first, begin, last, after - 1))
            for first, last, (begin, after) in zip(firsts, lasts, words, strict=True)
        ]
    )


def _even_run(line: str, x0: float, width: float, look: Look) -> Run:
    """The run of an upright line in one look without gaps."""
    cuts = Cuts(line, look.advances, width) if " " in line else ()
    return Run(line, look.line_box(x0, x0 + width), look.size, look.style, look.colour, None, 1.0, False, 0, cuts)
