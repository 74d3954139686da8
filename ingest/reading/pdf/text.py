"""A page's text as positioned runs of words.

PDFium gives the page's characters in the order in which the file draws them, a line after the other,
with blanks where it saw gaps and ``U+FFFE`` for a hyphen at a line's end. A line in one look without
gaps is taken as it is; the words of all others are measured one by one.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

from ingest.layout.page import Run
from ingest.reading.pdf import native
from ingest.reading.pdf.advances import Cuts, is_even
from ingest.reading.pdf.characters import HYPHENS, is_special
from ingest.reading.pdf.geometry import Frame
from ingest.reading.pdf.looks import Font, Look, Looks
from ingest.reading.pdf.words import measured_runs

_LINE = re.compile(f"[^\\s{HYPHENS}](?:[^\\r\\n{HYPHENS}]*[^\\s{HYPHENS}])?[{HYPHENS}]?|[{HYPHENS}]")

_WORD = re.compile(r"\S+")


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
    for place, (start, end) in enumerate(spans):
        pointer, last = objects[2 * place : 2 * place + 2]
        if pointer and last and (pointer == last or _alike(text_page, text, start, end, looks)):
            look = looks.of(pointer, start)
            left, right = boxes[8 * place], boxes[8 * place + 6]
            run = _even_run(text_page, text[start:end], start, left, right, look, frame, special)
            if run is not None:
                found.add(run, look)
                continue
        for measured, look in measured_runs(text_page, text, start, end, looks, frame):
            found.add(measured, look)
    return found


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


def _even_run(
    text_page: int, line: str, start: int, left: float, right: float, look: Look, frame: Frame, special: bool
) -> Run | None:
    """The run of an upright line in one look without gaps, None for any other line."""
    if look.axis or look.turn or look.symbol or look.turn is None or (special and is_special(line)):
        return None
    width = right - left
    if not is_even(text_page, line, start, width, look.size, look.advances):
        return None
    x0 = left + frame.to_shown[4]
    cuts = Cuts(line, look.advances, width) if " " in line else ()
    return Run(line, look.line_box(x0, x0 + width), look.size, look.style, look.colour, None, 1.0, False, 0, cuts)
