"""Table rows: their cells' edges, merges and shades, and the grid that they make together.

The mark that ends a row carries the row's definition ([MS-DOC] 2.4.5, 2.6.3, 2.9.320)::

    08D6 2F00          sprmTDefTable: 46 bytes, counted with one too many
    02                 itcMac: two cells
    94FF 7C11 6423     rgdxaCenter: three edges, in twips from the margin
    2000 …             rgTc80: 20 bytes a cell; bits 0 and 1 merge across, bits 5 and 6 downwards
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.reading.doc import sprms as s
from ingest.reading.doc.binary import u16
from ingest.reading.doc.colours import is_shade, is_shade_80
from ingest.reading.doc.sprms import Sprm

_MOST_CELLS = 64  # [MS-DOC] 2.9.320 allows 63
_TOLERANCE = 40  # twips between two edges that the eye takes for one: 0.7 mm
_TC = 20


@dataclass(slots=True)
class RowCell:
    """A cell as its row defines it.

    `right` is its right edge. `across` is not 0 in cells that are merged with their neighbours,
    `down` is 3 in the first of cells merged downwards and 1 in the others.
    """

    right: int
    across: int = 0
    down: int = 0
    shaded: bool = False


@dataclass(slots=True)
class Row:
    """A row's left edge and its cells, from left to right."""

    left: int = 0
    cells: list[RowCell] = field(default_factory=list)


class Slot(NamedTuple):
    """Where a cell of a row stands on the table's grid; `covered` where a merged cell above hides it.

    `first` and `last` are the cells of the row that it is made of: more than one where they are
    merged across.
    """

    column: int
    columns: int
    rows: int
    covered: bool
    shaded: bool
    first: int
    last: int


Change = Callable[[Row, bytes], None]


def read_row(sprms: Iterable[Sprm]) -> Row:
    """The row that the table sprms of its end define; one without cells where they define none."""
    row = Row()
    for code, operand in sprms:
        if code == s.T_DEFINITION:
            row = _definition(operand)
        elif code in _CHANGES:
            _CHANGES[code](row, operand)
    return row


def _definition(operand: bytes) -> Row:
    count = min(operand[0], _MOST_CELLS) if operand else 0
    first = 1 + 2 * (count + 1)
    edges = struct.unpack(f"<{count + 1}h", operand[1:first].ljust(first - 1, b"\0"))
    cells = []
    for index in range(count):
        flags = u16(operand, first + _TC * index)
        cells.append(RowCell(max(edges[index : index + 2]), across=flags & 3, down=flags >> 5 & 3))
    return Row(edges[0], cells)


# -- changes to a definition --------------------------------------------------------------------------


def _insert(row: Row, operand: bytes) -> None:
    """sprmTInsert: first cell, count, width; beyond the row's end, cells of that width fill it first."""
    first, count, width = operand[0], operand[1], u16(operand, 2)
    if first + count > _MOST_CELLS:
        return
    while len(row.cells) < first:
        row.cells.append(RowCell(_right(row) + width))
    start = row.cells[first - 1].right if first else row.left
    for cell in row.cells[first:]:
        cell.right += count * width
    row.cells[first:first] = [RowCell(start + width * (index + 1)) for index in range(count)]


def _delete(row: Row, operand: bytes) -> None:
    """sprmTDelete: first cell, the one after the last; those behind move up."""
    removed = row.cells[operand[0] : operand[1]]
    if removed:
        start = row.cells[operand[0] - 1].right if operand[0] else row.left
        width = removed[-1].right - start
        for cell in row.cells[operand[1] :]:
            cell.right -= width
        del row.cells[operand[0] : operand[1]]


def _width(row: Row, operand: bytes) -> None:
    """sprmTDxaCol: first cell, the one after the last, their width."""
    first, last, width = operand[0], operand[1], u16(operand, 2)
    left = row.left
    widths = []
    for cell in row.cells:
        widths.append(cell.right - left)
        left = cell.right
    right = row.left
    for index, cell in enumerate(row.cells):
        right += width if first <= index < last else widths[index]
        cell.right = right


def _merge(row: Row, operand: bytes) -> None:
    """sprmTMerge: first cell, the one after the last."""
    for index, cell in enumerate(row.cells[operand[0] : operand[1]]):
        cell.across = 2 if index else 1


def _split(row: Row, operand: bytes) -> None:
    """sprmTSplit: first cell, the one after the last."""
    for cell in row.cells[operand[0] : operand[1]]:
        cell.across = 0


def _vertical_merge(row: Row, operand: bytes) -> None:
    """sprmTVertMerge: cell, VerticalMergeFlag."""
    if len(operand) >= 2 and operand[0] < len(row.cells):
        row.cells[operand[0]].down = operand[1] & 3


def _shade_from(first: int) -> Change:
    def shade(row: Row, operand: bytes) -> None:
        """sprmTDefTableShd: a Shd of 10 bytes for each cell from one on."""
        for index, cell in enumerate(row.cells[first : first + len(operand) // 10]):
            cell.shaded = is_shade(operand[10 * index : 10 * index + 10])

    return shade


def _shade_80(row: Row, operand: bytes) -> None:
    """sprmTDefTableShd80: a Shd80 of 2 bytes for each cell."""
    for index, cell in enumerate(row.cells[: len(operand) // 2]):
        cell.shaded = is_shade_80(u16(operand, 2 * index))


def _set_shade(row: Row, operand: bytes) -> None:
    """sprmTSetShd: first cell, the one after the last, Shd."""
    if len(operand) >= 12:
        for cell in row.cells[operand[0] : operand[1]]:
            cell.shaded = is_shade(operand[2:12])


def _set_shade_80(row: Row, operand: bytes) -> None:
    """sprmTSetShd80: first cell, the one after the last, Shd80."""
    for cell in row.cells[operand[0] : operand[1]]:
        cell.shaded = is_shade_80(u16(operand, 2))


_CHANGES: dict[int, Change] = {
    s.T_INSERT: _insert,
    s.T_DELETE: _delete,
    s.T_COLUMN_WIDTH: _width,
    s.T_MERGE: _merge,
    s.T_SPLIT: _split,
    s.T_VERTICAL_MERGE: _vertical_merge,
    s.T_SHADING_80: _shade_80,
    s.T_SHADING: _shade_from(0),
    s.T_SHADING_2: _shade_from(22),
    s.T_SHADING_3: _shade_from(44),
    s.T_SET_SHADING_80: _set_shade_80,
    s.T_SET_SHADING: _set_shade,
}


def _right(row: Row) -> int:
    return row.cells[-1].right if row.cells else row.left


# -- the grid -----------------------------------------------------------------------------------------


def grid(rows: Sequence[tuple[Row, int]]) -> list[list[Slot]]:
    """Where the cells of a table's rows stand: for each row its definition and how many cells it has.

    Columns count from 0 between the edges of all rows, those within 0.7 mm being one. Cells that no
    definition tells about come after the others, one column each.
    """
    columns = _columns([row for row, _ in rows])
    slots = [_slots(row, count, columns) for row, count in rows]
    _merge_down([row for row, _ in rows], slots)
    return slots


def _columns(rows: Sequence[Row]) -> dict[int, int]:
    """The number of the column that begins at an edge, for every edge of the rows."""
    edges = sorted({edge for row in rows if row.cells for edge in (row.left, *[cell.right for cell in row.cells])})
    columns: dict[int, int] = {}
    number, last = -1, None
    for edge in edges:
        if last is None or edge - last > _TOLERANCE:
            number, last = number + 1, edge
        columns[edge] = number
    return columns


def _slots(row: Row, count: int, columns: dict[int, int]) -> list[Slot]:
    slots: list[Slot] = []
    column = left = columns.get(row.left, 0)
    first = 0
    for index in range(count):
        cell = row.cells[index] if index < len(row.cells) else None
        right = columns[cell.right] if cell else column + 1
        if cell and _goes_on(row, first, index, count):
            continue
        column = max(column, left)
        width = max(right - column, 1)
        slots.append(Slot(column, width, 1, False, bool(cell and row.cells[first].shaded), first, index))
        column, left, first = column + width, right, index + 1
    return slots


def _goes_on(row: Row, first: int, index: int, count: int) -> bool:
    """Whether the cell after this one is merged with those from `first` to this one.

    Which of the values 1 and 2 begins merged cells and which goes on, the documents about the format
    do not agree on; the first cell of a series tells.
    """
    begins = row.cells[first].across
    after = index + 1
    return bool(begins) and after < min(len(row.cells), count) and row.cells[after].across not in (0, begins, 3)


def _merge_down(rows: Sequence[Row], slots: list[list[Slot]]) -> None:
    """Settle which cells are covered by one above, and over how many rows that one goes."""
    above: dict[int, tuple[int, int]] = {}  # column -> row and index of the slot that goes on downwards
    for number, (row, here) in enumerate(zip(rows, slots, strict=True)):
        going: dict[int, tuple[int, int]] = {}
        for index, slot in enumerate(here):
            down = row.cells[slot.first].down if slot.first < len(row.cells) else 0
            top = above.get(slot.column) if down == 1 else None
            if top is not None:
                merged = slots[top[0]][top[1]]
                slots[top[0]][top[1]] = merged._replace(rows=merged.rows + 1)
                here[index] = slot._replace(covered=True)
                going[slot.column] = top
            elif down in (1, 3):
                going[slot.column] = (number, index)
        above = going
