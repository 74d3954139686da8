"""From where to where the text of a column runs, where no line on the page says so.

The longest line gives the least that the right edge can be; a line that surely goes on in the next
gives the most: that line's end plus the word that did not fit. Between the two, the page's own
symmetry decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from ingest.document import PageSize
from ingest.layout.blocks import Strip
from ingest.layout.lines import TextLine
from ingest.layout.paragraphs import runs_on

_PAD = 14.0  # points: the most that a cell's text keeps from its sides
_BLANK = 0.25  # ems


def cell_pads(contents: Sequence[tuple[float, Sequence[TextLine]]]) -> float:
    """How far a table's text stands from the left side of its cells, in points.

    `contents` are the cells' left sides and their lines. Text keeps as far from the right.
    """
    gaps = [min(line.x0 for line in lines) - x0 for x0, lines in contents if lines]
    usable = [gap for gap in gaps if 0 <= gap <= _PAD]
    return median(usable) if usable else 2.0


def set_right_edges(open_strips: Sequence[Strip], sizes: dict[int, PageSize]) -> None:
    """Give strips without a right edge the one that all of them share, page size by page size."""
    by_size: dict[tuple[float, float], list[Strip]] = {}
    for strip in open_strips:
        size = sizes[strip.lines[0].page]
        by_size.setdefault((round(size.width), round(size.height)), []).append(strip)
    for (width, _), group in by_size.items():
        edge = right_edge([strip.lines for strip in group], width)
        for strip in group:
            strip.right = max(edge, max(line.x1 for line in strip.lines))


def right_edge(columns: Sequence[Sequence[TextLine]], width: float) -> float:
    """The right edge of text on a page `width` points wide, of which these are the open lines."""
    lines = [line for column in columns for line in column if not line.filled]
    if not lines:
        return width
    least = max(line.x1 for line in lines)
    most = least
    bound = width
    for column in columns:
        for before, after in zip(column, column[1:], strict=False):
            if runs_on(before, after) and before.text.count(" ") > 3:
                bound = min(bound, before.x1 + _BLANK * before.size + after.first_width)
    left = min(line.x0 for line in lines)
    mirrored = width - left
    if bound > least:
        most = min(bound - 0.5, max(mirrored, least))
    return max(least, min(most, mirrored))
