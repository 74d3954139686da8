"""What is where on a prepared page, before anything is read: rules, check boxes, drawn marks, lines."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.reading.scan.boxes import CheckBox, find_boxes, without_boxes
from ingest.reading.scan.lines import Pieces, TextLine, find_lines, find_pieces, without_shreds
from ingest.reading.scan.raster import Prepared
from ingest.reading.scan.rules import Ruling, find_rules, without_arcs, without_rules
from ingest.reading.scan.strokes import Marks, find_strokes


@dataclass(frozen=True, slots=True)
class Survey:
    """A page's parts. `pieces` and `lines` are print alone: no rules, no boxes, no drawn marks.

    `drawn` are the marks, with whatever of the print they cover.
    """

    page: Prepared
    ruling: Ruling
    boxes: list[CheckBox]
    drawn: Marks
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
    drawn = find_strokes(ink, page.grey, pieces, ruling)
    if drawn.strokes:
        ruling = without_arcs(ruling, [stroke.area for stroke in drawn.strokes])
        pieces = without_shreds(find_pieces(drawn.printed), rules)
    return Survey(page, ruling, boxes, drawn, pieces, find_lines(pieces, ruling.vertical))
