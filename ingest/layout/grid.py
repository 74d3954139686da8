"""Tables from ruling lines: the grid, its merged cells, tables within cells.

Lines that touch make one table. Their positions cut it into squares; squares with no line between
them are one cell. Where a table has no line at its side, top or bottom (a table that goes on over
the page, a column rule between open columns), the ends of the lines that cross it are its edge.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.document import Box
from ingest.layout.page import Rule

_SAME = 2.0  # points between two lines that are one: double borders, borders of adjacent cells
_TOUCH = 1.6  # points that two lines may be apart and still touch
_MOST = 3000  # ruling lines of one page beyond which they are a drawing, not tables
_DEEPEST = 8  # tables in tables
_SMALL = 3.0  # points: a row or column narrower than this is a border, not a cell


@dataclass(slots=True)
class GridCell:
    """A cell: its place and extent on its table's grid, its box, and the tables inside it."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box
    tables: list[Grid] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table: its box, the positions of its lines, its cells by rows.

    `squares` maps a place (row, column) of the grid to its cell.
    """

    box: Box
    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    squares: dict[tuple[int, int], GridCell]

    def cell_at(self, x: float, y: float) -> GridCell | None:
        """The cell at a point, None outside the table."""
        xs, ys = self.xs, self.ys
        if x < xs[0] or x > xs[-1] or y < ys[0] or y > ys[-1]:
            return None
        return self.squares[bisect_right(ys, y, 1, len(ys) - 1) - 1, bisect_right(xs, x, 1, len(xs) - 1) - 1]

    def innermost(self, x: float, y: float) -> GridCell | None:
        """The smallest cell at a point, of this table or of one inside it."""
        cell = self.cell_at(x, y)
        while cell is not None and cell.tables:
            inner = next((found for table in cell.tables if (found := table.cell_at(x, y))), None)
            if inner is None:
                break
            cell = inner
        return cell


@dataclass(slots=True)
class _Line:
    """A ruling line: where it stands, and from where to where it runs."""

    at: float
    start: float
    end: float


def find_grids(rules: Sequence[Rule]) -> tuple[list[Grid], list[Rule]]:
    """The page's outermost tables from top to bottom, and the rules that are part of no table."""
    if len(rules) > _MOST:
        return [], []
    rows, columns = [], []
    for ((x0, y0, x1, y1),) in rules:
        if x1 - x0 >= y1 - y0:
            rows.append(_Line((y0 + y1) / 2, x0, x1))
        else:
            columns.append(_Line((x0 + x1) / 2, y0, y1))
    across, down = _merge(rows), _merge(columns)
    grids: list[Grid] = []
    loose: list[Rule] = []
    for rows, columns in _connected(across, down):
        grid = _grid(rows, columns) if rows and columns else None
        if grid is not None:
            grids.append(grid)
        else:
            loose += [Rule(Box(line.start, line.at - 0.5, line.end, line.at + 0.5)) for line in rows]
            loose += [Rule(Box(line.at - 0.5, line.start, line.at + 0.5, line.end)) for line in columns]
    outer = _nest(grids)
    for grid in outer:
        _prune(grid, _DEEPEST)
    return outer, loose


def _prune(grid: Grid, depth: int) -> None:
    """Forget tables that are nested deeper than any sheet has them."""
    for cell in grid.cells:
        if not depth:
            cell.tables = []
        for inner in cell.tables:
            _prune(inner, depth - 1)


def _merge(lines: list[_Line]) -> list[_Line]:
    """Lines that stand at one place and overlap or touch become one."""
    merged: list[_Line] = []
    group: list[_Line] = []
    lines.sort(key=lambda item: item.at)
    for line in lines:
        if group and line.at - group[-1].at > _SAME:
            merged += _join(group)
            group = []
        group.append(line)
    return merged + _join(group)


def _join(group: list[_Line]) -> list[_Line]:
    if not group:
        return []
    if len(group) == 1:
        return group
    at = sum([line.at for line in group]) / len(group)
    joined: list[_Line] = []
    for line in sorted(group, key=lambda item: item.start):
        if joined and line.start <= joined[-1].end + _TOUCH:
            joined[-1].end = max(joined[-1].end, line.end)
        else:
            joined.append(_Line(at, line.start, line.end))
    return joined


def _connected(across: list[_Line], down: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Groups of lines that touch one another."""
    parent = list(range(len(across) + len(down)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for j, column in enumerate(down, len(across)):
        x, top, foot = column.at, column.start - _TOUCH, column.end + _TOUCH
        for i, row in enumerate(across):
            if row.at > foot:
                break  # `across` is in order of height
            if row.at >= top and row.start - _TOUCH <= x <= row.end + _TOUCH:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for i, line in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(line)
    for j, line in enumerate(down, len(across)):
        groups.setdefault(root(j), ([], []))[1].append(line)
    return list(groups.values())


def _grid(rows: list[_Line], columns: list[_Line]) -> Grid | None:
    """The table of lines that touch one another; None where they enclose nothing."""
    xs = _edges([line.at for line in columns], [end for line in rows for end in (line.start, line.end)])
    ys = _edges([line.at for line in rows], [end for line in columns for end in (line.start, line.end)])
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > 40_000:
        return None
    walls_down = _walls(columns, xs, ys)
    walls_across = _walls(rows, ys, xs)
    wide, high = len(xs) - 1, len(ys) - 1
    squares: dict[tuple[int, int], GridCell] = {}
    cells: list[GridCell] = []
    for row in range(high):
        for column in range(wide):
            if (row, column) in squares:
                continue
            found = [(row, column)]
            known = {(row, column)}
            for r, c in found:  # grows as it goes
                around = []
                if c + 1 < wide and (c + 1, r) not in walls_down:
                    around.append((r, c + 1))
                if c and (c, r) not in walls_down:
                    around.append((r, c - 1))
                if r + 1 < high and (r + 1, c) not in walls_across:
                    around.append((r + 1, c))
                if r and (r, c) not in walls_across:
                    around.append((r - 1, c))
                for place in around:
                    if place not in known:
                        known.add(place)
                        found.append(place)
            cell = _cell(found, xs, ys)
            squares.update(dict.fromkeys(found, cell))
            cells.append(cell)
    return Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), xs, ys, cells, squares)


def _cell(squares: list[tuple[int, int]], xs: list[float], ys: list[float]) -> GridCell:
    if len(squares) == 1:
        [(row, column)] = squares
        return GridCell(row, column, 1, 1, Box(xs[column], ys[row], xs[column + 1], ys[row + 1]))
    row, column = min(r for r, _ in squares), min(c for _, c in squares)
    last_row, last_column = max(r for r, _ in squares), max(c for _, c in squares)
    box = Box(xs[column], ys[row], xs[last_column + 1], ys[last_row + 1])
    return GridCell(row, column, last_row - row + 1, last_column - column + 1, box)


def _edges(places: list[float], ends: list[float]) -> list[float]:
    """Where the grid is cut: at its lines, and at the ends of the lines across where no line stands."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SMALL:
            found.append(place)
    if ends and found:
        if min(ends) < found[0] - 2 * _TOUCH:
            found.insert(0, min(ends))
        if max(ends) > found[-1] + 2 * _TOUCH:
            found.append(max(ends))
    return found


def _walls(lines: list[_Line], places: list[float], across: list[float]) -> set[tuple[int, int]]:
    """(index of a place, index of a square along it) for each side of a square that a line covers."""
    walls = set()
    middles = [(begin + end) / 2 for begin, end in zip(across, across[1:], strict=False)]
    for line in lines:
        index = min(bisect_right(places, line.at - _SMALL), len(places) - 1)
        start, end = line.start - 1, line.end + 1
        walls.update([(index, square) for square, middle in enumerate(middles) if start <= middle <= end])
    return walls


def _nest(grids: list[Grid]) -> list[Grid]:
    """Put each table into the smallest cell that holds it; the rest are returned from top to bottom."""
    outer: list[Grid] = []
    ordered = sorted(grids, key=lambda grid: -_area(grid.box))
    for place, grid in enumerate(ordered):
        x, y = (grid.box.x0 + grid.box.x1) / 2, (grid.box.y0 + grid.box.y1) / 2
        holder = None
        for other in ordered[:place]:
            cell = other.cell_at(x, y)
            if cell is None or _area(cell.box) <= _area(grid.box) or not _holds(cell.box, grid.box):
                continue
            if holder is None or _area(cell.box) < _area(holder.box):
                holder = cell
        (holder.tables if holder is not None else outer).append(grid)
    for grid in ordered:
        for cell in grid.cells:
            cell.tables.sort(key=lambda item: (item.box.y0, item.box.x0))
    return sorted(outer, key=lambda item: (item.box.y0, item.box.x0))


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x0 - _TOUCH <= inner.x0
        and inner.x1 <= outer.x1 + _TOUCH
        and outer.y0 - _TOUCH <= inner.y0
        and inner.y1 <= outer.y1 + _TOUCH
    )
