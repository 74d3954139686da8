"""A page's words and rules to blocks in reading order: tables where lines enclose them, strips elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.document import Box, Style
from ingest.layout.blocks import Block, Strip, Table, TableCell
from ingest.layout.columns import arrange_columns
from ingest.layout.grid import Grid, GridCell, find_grids
from ingest.layout.lines import TextLine, is_filled, make_line, make_lines
from ingest.layout.measure import cell_pads
from ingest.layout.page import PageContent, Run
from ingest.layout.rows import label_goes_on

_ONE_LINE = 27.0  # points: a lone box no higher and no wider than a few letters is a place in a line, no table
_FEW_LETTERS = 42.0
_TALL = 1.9  # lines: a form field higher than this holds more than one
_SEPARATES = 0.5  # of the column's width: a ruling line this long separates what is above and below it

Obstacle = Grid | Run


def arrange_page(content: PageContent, text: Sequence[Run]) -> list[Block]:
    """The blocks of a page with this text, which reads from left to right."""
    grids, loose = find_grids(content.rules)
    grids = [grid for grid in grids if not _in_a_line(grid)]
    inside: dict[int, list[Run]] = {}
    outside: list[Run] = []
    if not grids:
        outside += text
    for run in text if grids else ():
        cell = _cell_of(run, grids)
        if cell is not None and cell.box.x0 - 2 <= run.box.x0 and run.box.x1 <= cell.box.x1 + 2:
            inside.setdefault(id(cell), []).append(run)
            continue
        for word, holder in _parts(run, cell, grids):
            if holder is None:
                outside.append(word)
            else:
                inside.setdefault(id(holder), []).append(word)
    across = [rule.box for rule in loose if rule.horizontal]
    page = _Page(content.number, inside, across)
    right = max((word.box.x1 for word in outside), default=content.size.width)
    return page.arrange(outside, grids, 0.0, right, None)


def _in_a_line(grid: Grid) -> bool:
    box = grid.box
    return len(grid.cells) == 1 and box.y1 - box.y0 <= _ONE_LINE and box.x1 - box.x0 <= _FEW_LETTERS


def _parts(run: Run, cell: GridCell | None, grids: Sequence[Grid]) -> list[tuple[Run, GridCell | None]]:
    """A run whose middle stands in this cell, in parts where it reaches from one cell into another."""
    if not run.cuts or (cell is None and not any([_meets(run.box, grid.box) for grid in grids])):
        return [(run, cell)]
    parts = [(word, _cell_of(word, grids)) for word in run.words()]
    return [(run, cell)] if all(other is cell for _, other in parts) else parts


def _meets(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and one.x1 > other.x0 and one.y0 < other.y1 and one.y1 > other.y0


def _cell_of(word: Run, grids: Iterable[Grid]) -> GridCell | None:
    x0, y0, x1, y1 = word.box
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    for grid in grids:
        cell = grid.cell_at(x, y)
        if cell is not None:
            return grid.innermost(x, y) if cell.tables else cell
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
        tall = [word for word in words if word.style & Style.FILLED and _is_tall(word)]
        flat = [word for word in words if not _is_tall(word)] if tall else words
        obstacles: list[Obstacle] = [*grids, *tall]
        if not obstacles:
            return self._open(flat, left, right, edge)
        return self._around(flat, obstacles, left, right, edge)

    def _around(
        self, words: Sequence[Run], obstacles: list[Obstacle], left: float, right: float, edge: float | None
    ) -> list[Block]:
        """Text above the first obstacle, beside it on the left, it, beside it on the right, and so on below."""
        blocks: list[Block] = []
        while obstacles:
            top = min(obstacles, key=lambda item: item.box.y0)
            row = [item for item in obstacles if item is top or item.box.y0 < top.box.y1 - 3]
            first = min(row, key=lambda item: item.box.x0)
            box = first.box
            others = [item for item in obstacles if item is not first]
            above, beside, below = _round(box, words)
            before = [word for word in beside if word.box.x0 + word.box.x1 < box.x0 + box.x1]
            after = [word for word in beside if word.box.x0 + word.box.x1 >= box.x0 + box.x1]
            if before and _is_lone(first):
                rest = self._rest_of_label(before, below, others, box)
                before += rest
                below = [word for word in below if word not in rest]
            over = [item for item in others if _middle(item.box) < box.y0]
            right_of = [item for item in others if item not in over and box.y0 <= _middle(item.box) <= box.y1]
            blocks += self._around(above, over, left, right, edge)
            blocks += self._beside(before, first, left, right)
            blocks += self._around(after, right_of, box.x1, right, edge)
            words, obstacles = below, [item for item in others if item not in over and item not in right_of]
        return blocks + self._open(words, left, right, edge)

    def _beside(self, before: Sequence[Run], first: Obstacle, left: float, right: float) -> list[Block]:
        """An obstacle and what stands left of it: a label beside the place for its answer is a row with it."""
        blocks = self._obstacle(first, left, right)
        if not before:
            return blocks
        inner = max(word.box.x1 for word in before)
        label = self._open(before, left, inner, inner)
        if not _is_lone(first):
            return [*label, *blocks]
        content = blocks[0].cells[0].content if isinstance(blocks[0], Table) else blocks
        begin = min(word.box.x0 for word in before)
        box = Box(begin, first.box.y0, first.box.x1, first.box.y1)
        cells = [TableCell(0, 0, 1, 1, box, label), TableCell(0, 1, 1, 1, first.box, content)]
        return [Table(box, [begin, first.box.x0, first.box.x1], 1, cells, False)]

    def _rest_of_label(
        self, before: Sequence[Run], below: Sequence[Run], others: Sequence[Obstacle], box: Box
    ) -> list[Run]:
        """The lines of a label that reach below the low box that it stands beside."""
        limit = min([item.box.y0 for item in others if item.box.y0 > box.y0 + 3], default=box.y1 + 100)
        column = [word for word in below if word.box.x1 < box.x0 and word.box.y0 < limit - 2]
        lines = make_lines([*before, *column], self._number)
        known = {id(word) for word in column}
        label: list[TextLine] = []
        rest: list[Run] = []
        for line in lines:
            mine = [run for run in line.runs if id(run) in known]
            if mine and (len(mine) < len(line.runs) or not label_goes_on(label, line, 1.3 * line.size)):
                break
            label.append(line)
            rest += mine
        return rest

    def _open(self, words: Sequence[Run], left: float, right: float, edge: float | None) -> list[Block]:
        if not words:
            return []
        found = make_lines(words, self._number)
        self._mark_rules(found, left, right)
        return arrange_columns(found, left, right, edge)

    def _mark_rules(self, found: list[TextLine], left: float, right: float) -> None:
        least = _SEPARATES * (right - left)
        wide = [box.y0 for box in self._across if min(box.x1, right) - max(box.x0, left) > least]
        if not wide:
            return
        for before, after in zip(found, found[1:], strict=False):
            after.after_rule = any([before.y1 - 0.5 * before.size < y < after.y0 + 2 for y in wide])

    def _obstacle(self, item: Obstacle, left: float, right: float) -> list[Block]:
        if isinstance(item, Run):
            return [Strip([make_line([item], self._number)], left, item.box.x1)]
        return [self._table(item)]

    def _table(self, grid: Grid) -> Table:
        contents = [(cell, self._inside.get(id(cell), [])) for cell in grid.cells]
        pad = cell_pads([min([word.box.x0 for word in words]) - cell.box.x0 for cell, words in contents if words])
        cells = []
        for cell, words in contents:
            content = self.arrange(words, cell.tables, cell.box.x0, cell.box.x1, cell.box.x1 - pad)
            cells.append(TableCell(cell.row, cell.column, cell.rows, cell.columns, cell.box, content))
        return Table(grid.box, grid.xs, len(grid.ys) - 1, cells, True)


def _is_lone(item: Obstacle) -> bool:
    """Whether it is one place for an answer, and not a table of several."""
    return isinstance(item, Run) or (len(item.cells) == 1 and not item.cells[0].tables)


def _is_tall(word: Run) -> bool:
    if not is_filled(word):
        return False
    return "\n" in word.text or word.box.y1 - word.box.y0 > _TALL * max(word.size, 9.0) * 1.2


def _round(box: Box, words: Sequence[Run]) -> tuple[list[Run], list[Run], list[Run]]:
    """The words above a box, beside it, and below it.

    A typed box may lie over the print: what stands in it comes after all the others.
    """
    left, top, right, foot = box
    above: list[Run] = []
    beside: list[Run] = []
    below: list[Run] = []
    inside: list[Run] = []
    for word in words:
        x0, y0, x1, y1 = word.box
        y = (y0 + y1) / 2
        if y < top:
            above.append(word)
        elif y > foot:
            below.append(word)
        elif min(x1, right) - max(x0, left) > 0.3 * (x1 - x0):
            inside.append(word)
        else:
            beside.append(word)
    return above, beside, below + inside


def _middle(box: Box) -> float:
    return (box.y0 + box.y1) / 2
