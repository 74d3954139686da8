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
from ingest.reading.pdf.looks import Font, Kind, Look, Looks
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

    def add(self, run: Run, kind: Kind) -> None:
        """Put a run where its look says that it belongs."""
        if kind.turn is None:
            self.slanted.append(run)
        elif kind.visible:
            self.runs.append(run)
        else:
            self.invisible.append(run)


def read_text(
    text_page: int, count: int, frame: Frame, fonts: dict[int, Font], buried: frozenset[int] = frozenset()
) -> Text:
    """The words of a loaded text page with `count` characters; `fonts` is kept through the document.

    Text objects in `buried` are there, but nobody sees them.
    """
    text = native.characters(text_page, count)
    looks = Looks(text_page, frame, fonts, buried)
    found = Text([], [], [])
    spans = [match.span() for match in _LINE.finditer(text)]
    ends = list(chain.from_iterable([(start, end - 1) for start, end in spans]))
    objects = native.char_objects(text_page, ends)
    boxes = native.char_boxes(text_page, ends)
    special = is_special(text)
    looks.ask(objects[::2], ends[::2])
    lines: list[_Line] = []
    for (start, end), pointer, last in zip(spans, objects[::2], objects[1::2], strict=True):
        line, look = text[start:end], None
        if pointer and last and (pointer == last or _alike(text_page, text, start, end, looks)):
            look = looks.of(pointer, start)
            if not look.kind.plain or (special and is_special(line)):
                look = None
        lines.append((start, end, line, look))
    _learn(text_page, lines)
    shift = frame.to_shown[4]
    for (start, end, line, look), left, right in zip(lines, boxes[::8], boxes[6::8], strict=True):
        width = right - left
        if look is not None and is_even(text_page, line, start, width, look.kind):
            (style, colour, _, size, _, _, _, visible, advances), x0 = look.kind, left + shift
            cuts = Cuts(line, advances, width) if " " in line else ()
            run = Run(line, look.line_box(x0, x0 + width), size, style, colour, None, 1.0, False, 0, cuts)
            (found.runs if visible else found.invisible).append(run)
        else:
            for run, kind in measured_runs(text_page, text, start, end, looks, frame):
                found.add(run, kind)
    return found


def _learn(text_page: int, lines: list[_Line]) -> None:
    """Measure the characters of lines in one look each, font by font."""
    fonts: dict[int, tuple[dict[str, float], list[int], list[str]]] = {}
    for start, _, text, look in lines:
        if look is not None:
            advances = look.kind.advances
            _, starts, texts = fonts.setdefault(id(advances), (advances, [], []))
            starts.append(start)
            texts.append(text)
    for advances, starts, texts in fonts.values():
        begins = [0, *accumulate(map(len, texts[:-1]))]
        learn(text_page, "".join(texts), begins, starts, advances)


def _alike(text_page: int, text: str, start: int, end: int, looks: Looks) -> bool:
    """Whether the words of a line that several text objects draw all look alike, each to its last letter."""
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    begins = [begin for begin, _ in words]
    firsts = native.char_objects(text_page, begins)
    if not all(firsts):
        return False
    looks.ask(firsts, begins)
    look = looks.of(firsts[0], start)
    if not all([look.alike(looks.of(item, begin)) for item, begin in zip(firsts, begins, strict=True)]):
        return False
    lasts = native.char_objects(text_page, [after - 1 for _, after in words])
    return all(
        [
            first == last or (last != 0 and looks.same(first, begin, last, after - 1))
            for first, last, (begin, after) in zip(firsts, lasts, words, strict=True)
        ]
    )
