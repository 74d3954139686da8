"""What is where on a prepared page, before anything is read: rules, check boxes, drawn marks, lines."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.reading.scan.boxes import CheckBox, find_boxes, without_boxes
from ingest.reading.scan.lines import Pieces, TextLine, find_lines, find_pieces, without_shreds
from ingest.reading.scan.raster import Ink, Prepared
from ingest.reading.scan.rules import Ruling, find_rules, without_rules
from ingest.reading.scan.strokes import Stroke, find_strokes


@dataclass(frozen=True, slots=True)
class Survey:
    """A page's parts. `pieces` and `lines` are print alone: no rules, no boxes, no drawn marks.

    `struck` is the ink of drawn marks, whatever of the print they cover with it.
    """

    page: Prepared
    ruling: Ruling
    boxes: list[CheckBox]
    strokes: list[Stroke]
    struck: Ink
    pieces: Pieces
    lines: list[TextLine]


def survey(page: Prepared) -> Survey:
    """Tell a page's parts from each other by their shapes."""
    boxes = find_boxes(page.ink)
    bare = without_boxes(page.ink, boxes) if boxes else page.ink
    ruling = find_rules(bare)
    ink = without_rules(bare, ruling)
    rules = (*ruling.horizontal, *ruling.vertical)
    pieces = without_shreds(find_pieces(ink), rules)
    strokes, print_ink = find_strokes(ink, pieces)
    struck: Ink = ink - print_ink
    if strokes:
        pieces = without_shreds(find_pieces(print_ink), rules)
    return Survey(page, ruling, boxes, strokes, struck, pieces, find_lines(pieces, ruling.vertical))
