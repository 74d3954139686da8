"""What hangs on the text: notes, comments and text boxes, by the character that they are anchored at.

A note's or comment's place and its text stand in two arrays of the same order ([MS-DOC] 2.8.2 to 2.8.20:
PlcffndRef and PlcffndTxt and their like). A text box is a shape: PlcfSpa ([MS-DOC] 2.8.37) gives the
shape at a character, PlcftxbxTxt (2.8.32) the shape of each stretch of the text boxes' story; a box in
a group of shapes is anchored where the group is.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.document import Layer
from ingest.reading.doc.binary import plc, u16, u32
from ingest.reading.doc.drawings import groups, word_art
from ingest.reading.doc.fib import Fib, Story, Table

_SPA = 26
_FTXBXS = 22
_FOOTNOTE_REFERENCE = 2
_COMMENT_REFERENCE = 30


class Stretch(NamedTuple):
    """A stretch of a story's text, and what it is."""

    layer: Layer
    start: int
    end: int


@dataclass(slots=True)
class Anchors:
    """The stretches anchored at each character, by its position.

    `letters` are those of word art, by the same positions. `custom` are the places of notes whose mark the
    author typed. `loose` are text boxes of which no place is known; the last one of a story, which holds
    nothing, is always among them.
    """

    at: dict[int, list[Stretch]] = field(default_factory=dict)
    custom: set[int] = field(default_factory=set)
    loose: list[Stretch] = field(default_factory=list)
    letters: dict[int, list[str]] = field(default_factory=dict)
    _places: list[int] = field(default_factory=list)

    def any_in(self, stretch: Stretch) -> bool:
        """Whether anything is anchored in a stretch."""
        if not self._places:
            self._places = sorted({*self.at, *self.letters})
        return bisect_left(self._places, stretch.start) < bisect_left(self._places, stretch.end)


def story_starts(fib: Fib) -> tuple[int, ...]:
    """Where in the whole text each story begins, and where the last one ends."""
    starts = [0]
    for length in fib.lengths:
        starts.append(starts[-1] + length)
    return tuple(starts)


def read_anchors(fib: Fib, table: bytes) -> Anchors:
    """All that is anchored, in the main text and in the headers."""
    anchors = Anchors()
    starts = story_starts(fib)
    notes = (
        (Layer.FOOTNOTE, Table.FOOTNOTE_REFERENCES, Table.FOOTNOTE_TEXTS, Story.FOOTNOTES, _FOOTNOTE_REFERENCE),
        (Layer.FOOTNOTE, Table.ENDNOTE_REFERENCES, Table.ENDNOTE_TEXTS, Story.ENDNOTES, _FOOTNOTE_REFERENCE),
        (Layer.COMMENT, Table.COMMENT_REFERENCES, Table.COMMENT_TEXTS, Story.COMMENTS, _COMMENT_REFERENCE),
    )
    for layer, references, texts, story, size in notes:
        places = plc(fib.place(references).of(table), size)
        stretches = _stretches(plc(fib.place(texts).of(table), 0).positions, layer, story, starts)
        for position, data, stretch in zip(places.positions, places.data, stretches, strict=False):
            anchors.at.setdefault(position, []).append(stretch)
            if layer is Layer.FOOTNOTE and not u16(data, 0):
                anchors.custom.add(position)
    _text_boxes(fib, table, starts, anchors)
    return anchors


def _stretches(positions: tuple[int, ...], layer: Layer, story: Story, starts: tuple[int, ...]) -> list[Stretch]:
    """The stretches of a story between positions that count from its start."""
    first, last = starts[story], starts[story + 1]
    return [
        Stretch(layer, min(first + start, last), min(first + end, last))
        for start, end in zip(positions, positions[1:], strict=False)
    ]


def _text_boxes(fib: Fib, table: bytes, starts: tuple[int, ...], anchors: Anchors) -> None:
    sets = (
        (Layer.TEXTBOX, Table.SHAPES, Table.TEXT_BOX_TEXTS, Story.MAIN, Story.TEXT_BOXES),
        (Layer.HEADER, Table.HEADER_SHAPES, Table.HEADER_TEXT_BOX_TEXTS, Story.HEADERS, Story.HEADER_TEXT_BOXES),
    )
    drawings = fib.place(Table.DRAWINGS).of(table)
    letters = word_art(drawings)
    if not letters and not any(fib.lengths[story] for *_, story in sets):
        return
    group_of = groups(drawings)
    for layer, shapes, texts, anchor_story, story in sets:
        boxes = plc(fib.place(texts).of(table), _FTXBXS)
        spa = plc(fib.place(shapes).of(table), _SPA)
        places = {u32(data, 0): starts[anchor_story] + at for at, data in zip(spa.positions, spa.data, strict=False)}
        for data, stretch in zip(boxes.data, _stretches(boxes.positions, layer, story, starts), strict=False):
            shape = u32(data, 14)
            place = places.get(shape, places.get(group_of.get(shape, shape)))
            if u16(data, 8) or stretch.start >= stretch.end:
                continue  # not in use
            if place is None:
                anchors.loose.append(stretch)
            else:
                anchors.at.setdefault(place, []).append(stretch)
        for shape, text in letters.items():
            place = places.get(shape, places.get(group_of.get(shape, shape)))
            if place is not None:
                anchors.letters.setdefault(place, []).append(text)
