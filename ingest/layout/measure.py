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

_NARROWER = 3.0  # ems: so much narrower than its column is a text that is set narrower
_WORDS = 4  # words a line, on average, that running text has
_PAD = 14.0  # points: the most that a cell's text keeps from its sides
_BLANK = 0.25  # ems
_SPARE = 2.5  # ems that the longest line leaves free where nothing shows that it is full


def cell_pads(gaps: Sequence[float]) -> float:
    """How far a table's text stands from the sides of its cells, in points, told from the gaps at the left."""
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
            strip.right = max(edge, max([line.x1 for line in strip.lines]))


def narrow_edges(open_strips: Sequence[Strip]) -> dict[int, float]:
    """Where text ends that is set narrower than its column, by where it begins (rounded to points).

    Such text is seen where three lines and more follow each other, none of which would have had
    room for the next one's first word in the width of the longest, and read on from each to the next.
    """
    found: dict[int, float] = {}
    for strip in open_strips:
        for lines in _stretches(strip.lines):
            edge = max(line.x1 for line in lines)
            pairs = list(zip(lines, lines[1:], strict=False))
            if (strip.right or 0.0) - edge < _NARROWER * lines[0].size:
                continue
            if sum(line.text.count(" ") + 1 for line in lines) < _WORDS * len(lines):
                continue
            if all(before.x1 + _BLANK * before.size + after.first_width > edge for before, after in pairs):
                left = round(lines[0].x0)
                found[left] = max(found.get(left, 0.0), edge)
    return found


def _stretches(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Three lines and more that begin at one place, stand close, and read on from each to the next."""
    result: list[list[TextLine]] = [[]]
    for line in lines:
        before = result[-1][-1] if result[-1] else None
        if before is not None and not (
            abs(line.x0 - before.x0) < 1.0
            and line.size == before.size
            and line.y1 - before.y1 < 1.8 * line.size
            and not line.filled
            and runs_on(before, line)
        ):
            result.append([])
        result[-1].append(line)
    return [stretch for stretch in result if len(stretch) > 2]


def column_edge(lines: Sequence[TextLine], limit: float) -> float:
    """The right edge of the text of one column, which can't go beyond `limit`."""
    return min(limit, right_edge([lines], 2 * limit))


def right_edge(columns: Sequence[Sequence[TextLine]], width: float) -> float:
    """The right edge of text on a page `width` points wide, of which these are the open lines.

    Where no line surely goes on in the next, nothing shows that any line is full, not even the longest.
    """
    lines = [line for column in columns for line in column if not line.filled]
    if not lines:
        return width
    longest = max(lines, key=lambda line: line.x1)
    least, mirrored = longest.x1, width - min([line.x0 for line in lines])
    ends = [
        before.x1 + _BLANK * before.size + after.first_width
        for column in columns
        for before, after in zip(column, column[1:], strict=False)
        if runs_on(before, after) and before.text.count(" ") > 3
    ]
    most = min(ends, default=0.0)
    if not ends:
        return max(mirrored, least + _SPARE * longest.size)
    return max(least, min(most - 0.5, mirrored)) if most > least else least
