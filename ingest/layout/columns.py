"""Columns that no line separates: a label beside its answer, text in two columns.

A gap is a column's edge where text begins at one place right of it on several lines and no word
crosses it. What stands beside each other is either the two halves of rows (labels and answers: the
rows become a table's), or two texts, each read from top to bottom.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.document import Box, Style
from ingest.layout.blocks import Block, Strip, Table, TableCell
from ingest.layout.lines import TextLine, make_line
from ingest.layout.measure import column_edge
from ingest.layout.page import Run
from ingest.layout.rows import make_rows

_WIDE = 1.0  # ems: a gap between words that may be a column's edge
_ALIGNED = 2.5  # points that lines of a column may begin apart
_INSET = 4.0  # ems: how far right of the region's side a line begins that can only belong to a right column
_CLEAR = 0.35  # ems that must be free left of a column's edge
_MARK = 3  # characters: what is no longer is a mark, a bullet or a check box, and makes no column
_MARKER = re.compile(r"(?:[•◦▪●○■□➢❖∙‣⁃·–—-]|\w{1,3}[.)])$")
_TIGHT = 1.25  # a gap no wider than this much of the narrowest is one between lines of a text
_APART = 1.7  # one wider than this much of it separates
_PROSE = 5  # lines of each of two columns of plain text, at the least


@dataclass(slots=True)
class _Split:
    """A line as cut at a column's edge: what is left and what is right of it."""

    whole: TextLine
    left: TextLine | None
    right: TextLine | None


def arrange_columns(found: list[TextLine], left: float, right: float, edge: float | None) -> list[Block]:
    """The blocks of open lines, from top to bottom, in a region from `left` to `right`.

    The text of the region ends at `edge` where that is known.
    """
    blocks: list[Block] = []
    rest = found
    while rest:
        band = _first_band(rest, left, right, edge)
        if band is None:
            return [*blocks, Strip(rest, left, edge)]
        begin, end, inside = band
        if begin:
            blocks.append(Strip(rest[:begin], left, edge))
        blocks += inside
        rest = rest[end:]
    return blocks


def _first_band(
    found: list[TextLine], left: float, right: float, edge: float | None
) -> tuple[int, int, list[Block]] | None:
    """The topmost lines that stand in columns: from where to where they are, and their blocks."""
    best: tuple[int, int, list[Block]] | None = None
    for x in _candidates(found):
        begin, end = _band(found, x)
        if (end - begin < 2 and end < len(found)) or (best is not None and begin >= best[0]):
            continue
        splits = [_cut(line, x) for line in found[begin:end]]
        blocks = _read(splits, x, left, right, edge) if splits else None
        if blocks is not None:
            best = (begin, end, blocks)
            if not begin:
                break
    return best


def _candidates(found: Sequence[TextLine]) -> list[float]:
    """Where columns may begin: places where words begin after a wide gap, the best supported first.

    One line is support enough where a label stands on both sides of the gap.
    """
    starts: list[float] = []
    gaps: dict[float, float] = {}
    labels: set[float] = set()
    for place, line in enumerate(found):
        if len(line.runs) == 1:
            continue
        for before, after in zip(line.runs, line.runs[1:], strict=False):
            gap = after.box.x0 - before.box.x1
            if gap > _WIDE * line.size:
                starts.append(after.box.x0)
                gaps[after.box.x0] = gap
                beside = before.text.endswith(":") and (after.text.endswith(":") or after.style & Style.BOLD)
                if beside or _wraps(found[place + 1 : place + 2], before, after):
                    labels.add(after.box.x0)
    if not starts or len(found) < 2:
        return []
    least = min(line.x0 for line in found)
    insets = [line.x0 for line in found if line.x0 - least > _INSET * line.size]
    best: list[tuple[int, float, float]] = []
    for x in sorted(set(starts)):
        if best and x - best[-1][2] < _ALIGNED:
            continue
        near = [start for start in starts if abs(start - x) < _ALIGNED]
        lines = len(near) + sum(abs(start - x) < _ALIGNED for start in insets)
        if lines > 1 or x in labels:
            best.append((lines, min(gaps[start] for start in near), min(near)))
    return [x for _, _, x in sorted(best, key=lambda item: (-item[0], -item[1]))[:4]]


def _wraps(below: Sequence[TextLine], label: Run, answer: Run) -> bool:
    """Whether a label in bold beside its answer goes on in the line below, clear of the answer.

    **Teléfono /**      +54 9 11 4567-8901
    **celular:**
    """
    if not label.style & Style.BOLD or answer.style & Style.BOLD or label.text.endswith(":"):
        return False
    return any(
        abs(line.x0 - label.box.x0) < _ALIGNED and _is_label(line) and line.runs[0].box.x1 < answer.box.x0
        for line in below
    )


def _band(found: Sequence[TextLine], x: float) -> tuple[int, int]:
    """The first stretch of lines that leave the edge clear, from its first line right of it to its last.

    It holds a line with text on both sides at the least; a heading that happens to begin at the edge is no part.
    """
    begin = both = last = -1
    for place, line in enumerate(found):
        if _crosses(line, x):
            if both >= 0:
                break
            begin = last = -1
        elif any(abs(run.box.x0 - x) < _ALIGNED for run in line.runs):
            begin, last = (place, place) if begin < 0 else (begin, place)
            if line.x0 < x - _ALIGNED:
                both = place if both < 0 else both
    if both < 0:
        return 0, 0
    pitch = _pitch(found[begin : last + 1])
    first = both  # the lines of an answer that stand above the middle of its label
    while first > begin and found[first].y1 - found[first - 1].y1 <= _TIGHT * pitch and not _is_label(found[first - 1]):
        first -= 1
    while begin < first and not _beside_label(found, begin, x, pitch):
        begin += 1
    return _extended(found, begin, last, x)


def _beside_label(found: Sequence[TextLine], place: int, x: float, pitch: float) -> bool:
    """Whether a line right of the edge that has nothing left of it stands between the lines of a high label."""
    line = found[place]
    if line.x0 < x - _ALIGNED:
        return True
    around = [found[other] for other in (place - 1, place + 1) if 0 <= other < len(found)]
    return not _is_label(line) and any(
        other.x0 < x - _ALIGNED and not _crosses(other, x) and abs(other.y1 - line.y1) < 0.9 * pitch for other in around
    )


def _pitch(lines: Sequence[TextLine]) -> float:
    """How far the closest of the lines stand apart."""
    steps = [after.y1 - before.y1 for before, after in zip(lines, lines[1:], strict=False)]
    return min([step for step in steps if step > 0.8 * lines[0].size], default=1.25 * lines[0].size)


def _extended(found: Sequence[TextLine], begin: int, last: int, x: float) -> tuple[int, int]:
    """The band with the lines of its left column that stand above the first and below the last of its right one.

    Above, they are the first lines of a label set in the middle of its answer: no farther from the
    band than its lines are from each other.
    """
    column = min(line.x0 for line in found[begin : last + 1])
    size, single = found[begin].size, begin == last
    pitch = _pitch(found[begin : last + 1])
    while begin and abs(found[begin - 1].x0 - column) < _ALIGNED and not _crosses(found[begin - 1], x):
        if found[begin].y1 - found[begin - 1].y1 > _TIGHT * pitch or single:
            break
        begin -= 1
    while last + 1 < len(found) and found[last + 1].x0 - column < _INSET * size and not _crosses(found[last + 1], x):
        if single and found[last + 1].y1 - found[last].y1 > _APART * pitch:
            break
        last += 1
    return begin, last + 1


def _crosses(line: TextLine, x: float) -> bool:
    clear = x - _CLEAR * line.size
    return any(run.box.x0 < x - _ALIGNED and run.box.x1 > clear for run in line.runs)


def _cut(line: TextLine, x: float) -> _Split:
    left = [run for run in line.runs if run.box.x0 < x - _ALIGNED]
    right = [run for run in line.runs if run.box.x0 >= x - _ALIGNED]
    return _Split(line, _part(line, left), _part(line, right))


def _part(line: TextLine, runs: list[Run]) -> TextLine | None:
    return replace(make_line(runs, line.page), after_rule=line.after_rule) if runs else None


def _read(splits: list[_Split], x: float, left: float, right: float, edge: float | None) -> list[Block] | None:
    """The blocks of a band of lines cut at x; None where the edge is none after all."""
    lefts = [split.left for split in splits if split.left is not None]
    rights = [split.right for split in splits if split.right is not None]
    if not lefts or all(len(line.text) <= _MARK for line in rights):
        return None
    if all(len(line.text) <= _MARK or _MARKER.match(line.text) for line in lefts):
        return None
    if _two_texts(lefts, rights):
        inner = column_edge(lefts, x - _CLEAR * lefts[0].size)
        return [*arrange_columns(lefts, left, x, inner), *arrange_columns(rights, x, right, edge)]
    if not _beside(splits):
        return None
    rows = make_rows([(split.left, split.right) for split in splits])
    return [_table(rows, x, right, edge)]


def _beside(splits: list[_Split]) -> bool:
    """Whether the halves make rows: two lines at least have both, or one has and its answer or label goes on."""
    both = sum(split.left is not None and split.right is not None for split in splits)
    if both > 1 or any(split.left is None for split in splits):
        return True
    first = splits[0]
    if first.left is None or first.right is None:
        return False
    return _wraps([split.whole for split in splits[1:2]], first.left.runs[-1], first.right.runs[0])


def _two_texts(lefts: list[TextLine], rights: list[TextLine]) -> bool:
    """Whether the columns are two texts: labels on both sides, or running text on both."""
    if _is_label(lefts[0]) and _is_label(rights[0]):
        return True
    left, right = sum(map(_is_label, lefts)), sum(map(_is_label, rights))
    if left and right > 1:
        return right / len(rights) > 0.35 * left / len(lefts)
    if left or right or min(len(lefts), len(rights)) < _PROSE:
        return False
    one = max(line.x1 for line in lefts) - min(line.x0 for line in lefts)
    other = max(line.x1 for line in rights) - min(line.x0 for line in rights)
    return 0.7 < one / other < 1.4


def _is_label(line: TextLine) -> bool:
    """Whether a line looks like a label: in bold, or nothing but words up to a colon."""
    return not line.filled and bool(line.runs[0].style & Style.BOLD or line.text.endswith((":", "?")))


def _table(rows: list[tuple[list[TextLine], list[TextLine]]], x: float, right: float, edge: float | None) -> Table:

    lefts = [line for row, _ in rows for line in row]
    everything = lefts + [line for _, row in rows for line in row]
    begin = min(line.x0 for line in lefts)
    inner = max(line.x1 for line in lefts)
    box = Box(
        begin,
        min(line.y0 for line in everything),
        max(line.x1 for line in everything),
        max(line.y1 for line in everything),
    )
    cells = []
    for number, (label, answer) in enumerate(rows):
        left_content: list[Block] = [Strip(label, begin, inner)] if label else []
        if any(map(_is_label, label)):  # and its answer, perhaps, in columns of their own
            left_content = arrange_columns(label, begin, x, inner)
        right_content = arrange_columns(answer, x, right, edge) if answer else []
        cells.append(TableCell(number, 0, 1, 1, box, left_content))
        cells.append(TableCell(number, 1, 1, 1, box, right_content))
    return Table(box, [begin, x, x], len(rows), cells, False)
