"""What a page is made of once its geometry is understood: strips of lines, and tables of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from ingest.document import Box
from ingest.layout.lines import TextLine


@dataclass(slots=True)
class Strip:
    """Lines of one column, from top to bottom, with nothing between them.

    `left` and `right` are where the column's text may begin and end; `right` is None as long as only
    its own lines tell (see `measure`).
    """

    lines: list[TextLine]
    left: float
    right: float | None = None


@dataclass(slots=True)
class TableCell:
    """A cell of a table: its place and extent on the grid, and what stands in it.

    `open_below` says that no line closes it: its text may go on in the table on the next page.
    """

    row: int
    column: int
    rows: int
    columns: int
    box: Box
    content: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table, ruled or seen by its columns alone. `edges` are the x positions of its columns' sides.

    `ruled` tables have lines round their cells; `closed` ones have one at the bottom of the last row.
    """

    box: Box
    edges: list[float]
    rows: int
    cells: list[TableCell]
    ruled: bool


Block: TypeAlias = Strip | Table


def strips(blocks: list[Block]) -> Iterator[Strip]:
    """All strips, those in cells too, in reading order."""
    for block in blocks:
        if isinstance(block, Strip):
            yield block
        else:
            for cell in block.cells:
                yield from strips(cell.content)


def lines(blocks: list[Block]) -> Iterator[TextLine]:
    """All lines, those in cells too, in reading order."""
    for strip in strips(blocks):
        yield from strip.lines
