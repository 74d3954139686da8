"""A page's words and rules to blocks in reading order: tables where lines enclose them, strips elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.document import Box
from ingest.layout.blocks import Block, Strip, Table, TableCell
from ingest.layout.columns import arrange_columns
from ingest.layout.grid import Grid, GridCell, find_grids
from ingest.layout.lines import TextLine, is_filled, make_line, make_lines
from ingest.layout.measure import cell_pads
from ingest.layout.page import PageContent, Run

_ONE_LINE = 27.0  # points: a lone box no higher than this is a place in a line, not a table
_TALL = 1.9  # lines: a form field higher than this holds more than one
_SEPARATES = 0.5  # of the column's width: a ruling line this long separates what is above and below it

Obstacle = Grid | Run


def arrange_page(content: PageContent, text: Sequence[Run]) -> list[Block]:
    """The blocks of a page with this text, which reads from left to right."""
    grids, loose = find_grids(content.rules)
    grids = [grid for grid in grids if not _in_a_line(grid)]
    inside: dict[int, list[Run]] = {}
    outside: list[Run] = []
    for run in text:
        for word, cell in _cells_of(run, grids):
            if cell is None:
                outside.append(word)
            else:
                inside.setdefault(id(cell), []).append(word)
    across = [rule.box for rule in loose if rule.horizontal]
    page = _Page(content.number, inside, across)
    right = max((word.box.x1 for word in outside), default=content.size.width)
    return page.arrange(outside, grids, 0.0, right, None)


def _in_a_line(grid: Grid) -> bool:
    return len(grid.cells) == 1 and grid.box.y1 - grid.box.y0 <= _ONE_LINE and not grid.cells[0].tables


def _cells_of(run: Run, grids: Sequence[Grid]) -> list[tuple[Run, GridCell | None]]:
    """The run and the cell that it stands in; a run that reaches from one cell into another, in parts."""
    if not grids:
        return [(run, None)]
    cell = _cell_of(run, grids)
    if not run.cuts or (cell is not None and cell.box.x0 - 2 <= run.box.x0 and run.box.x1 <= cell.box.x1 + 2):
        return [(run, cell)]
    parts = [(word, _cell_of(word, grids)) for word in run.words()]
    return [(run, cell)] if all(other is cell for _, other in parts) else parts


def _cell_of(word: Run, grids: Iterable[Grid]) -> GridCell | None:
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2
    for grid in grids:
        cell = grid.innermost(x, y)
        if cell is not None:
            return cell
    return None


class _Page:
    """A page as its regions are arranged, from the outermost to the innermost."""

    def __init__(self, number: int, inside: dict[int, list[Run]], across: list[Box]) -> None:
        self._number = number
        self._inside = inside
        self._across = across

    def arrange(
        self, words: Sequence[Run], grids: Sequence[Grid], left: float, right: float, edge: float | None
    ) -> list[Block]:
        """The blocks of a region from `left` to `right`; its text ends at `edge` where that is known."""
        tall = [word for word in words if _is_tall(word)]
        flat = [word for word in words if not _is_tall(word)] if tall else words
        obstacles: list[Obstacle] = [*grids, *tall]
        if not obstacles:
            return self._open(flat, left, right, edge)
        return self._around(flat, obstacles, left, right, edge)

    def _around(
        self, words: Sequence[Run], obstacles: list[Obstacle], left: float, right: float, edge: float | None
    ) -> list[Block]:
        """Text above the first obstacle, beside it on the left, it, beside it on the right, and below."""
        if not obstacles:
            return self._open(words, left, right, edge)
        top = min(obstacles, key=lambda item: item.box.y0).box
        row = [item for item in obstacles if item.box.y0 < top.y1 - 3]
        first = min(row, key=lambda item: item.box.x0)
        box = first.box
        above = [word for word in words if _middle(word.box) < box.y0]
        beside = [word for word in words if box.y0 <= _middle(word.box) <= box.y1]
        below = [word for word in words if _middle(word.box) > box.y1]
        before = [word for word in beside if word.box.x0 + word.box.x1 < box.x0 + box.x1]
        after = [word for word in beside if word.box.x0 + word.box.x1 >= box.x0 + box.x1]
        others = [item for item in obstacles if item is not first]
        over = [item for item in others if _middle(item.box) < box.y0]
        right_of = [item for item in others if item not in over and box.y0 <= _middle(item.box) <= box.y1]
        under = [item for item in others if item not in over and item not in right_of]
        return [
            *self._around(above, over, left, right, edge),
            *self._open(before, left, box.x0, None),
            *self._obstacle(first, left, right),
            *self._around(after, right_of, box.x1, right, edge),
            *self._around(below, under, left, right, edge),
        ]

    def _open(self, words: Sequence[Run], left: float, right: float, edge: float | None) -> list[Block]:
        if not words:
            return []
        found = make_lines(words, self._number)
        self._mark_rules(found, left, right)
        return arrange_columns(found, left, right, edge)

    def _mark_rules(self, found: list[TextLine], left: float, right: float) -> None:
        wide = [box for box in self._across if min(box.x1, right) - max(box.x0, left) > _SEPARATES * (right - left)]
        for before, after in zip(found, found[1:], strict=False):
            after.after_rule = any(before.y1 - 0.5 * before.size < box.y0 < after.y0 + 2 for box in wide)

    def _obstacle(self, item: Obstacle, left: float, right: float) -> list[Block]:
        if isinstance(item, Run):
            return [Strip([make_line([item], self._number)], left, item.box.x1)]
        return [self._table(item)]

    def _table(self, grid: Grid) -> Table:
        contents = [(cell, self._inside.get(id(cell), [])) for cell in grid.cells]
        pad = cell_pads([(cell.box.x0, make_lines(words, self._number)) for cell, words in contents if words])
        cells = []
        for cell, words in contents:
            content = self.arrange(words, cell.tables, cell.box.x0, cell.box.x1, cell.box.x1 - pad)
            cells.append(TableCell(cell.row, cell.column, cell.rows, cell.columns, cell.box, content))
        return Table(grid.box, grid.xs, len(grid.ys) - 1, cells, True)


def _is_tall(word: Run) -> bool:
    if not is_filled(word):
        return False
    return "\n" in word.text or word.box.y1 - word.box.y0 > _TALL * max(word.size, 9.0) * 1.2


def _middle(box: Box) -> float:
    return (box.y0 + box.y1) / 2
