"""What an RTF text says, before it is told to the `Builder`: paragraphs, and tables of cells.

The definition of a row, with its merged cells, may come after the row's text, and how many rows a
merged cell covers is known only at the table's end. So a text is collected first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ingest.document import Layer, Style
from ingest.reading.builder import Builder

_NEAR = 40  # twips by which cell edges that are meant to be one may differ


class Run(NamedTuple):
    """Characters of one look; `bits` are a `Style`'s."""

    text: str
    bits: int
    colour: str | None
    link: str | None


class Story(NamedTuple):
    """A text box, note, comment or margin, where it is anchored."""

    layer: Layer
    blocks: list[Paragraph | Table]


@dataclass(slots=True)
class Paragraph:
    """A paragraph's runs and what is anchored between them; `backdrop` are bits that all its runs get."""

    content: list[Run | Story] = field(default_factory=list)
    bullet: str | None = None
    backdrop: int = 0


class CellDefinition(NamedTuple):
    r"""A cell as a row's definition has it: its right edge in twips (``\cellx``), merging, shade."""

    right: int
    merged_left: bool = False  # \clmrg: part of the cell at its left
    merged_up: bool = False  # \clvmrg: part of the cell above
    shaded: bool = False


@dataclass(slots=True)
class Row:
    """A row's cells, each a list of blocks, and its definition."""

    cells: list[list[Paragraph | Table]] = field(default_factory=list)
    definitions: list[CellDefinition] = field(default_factory=list)
    left: int = 0


@dataclass(slots=True)
class Table:
    """A table's rows; the last one may be under way."""

    rows: list[Row] = field(default_factory=list)


Blocks = list[Paragraph | Table]


# -- telling -----------------------------------------------------------------------------------------


_STYLES: dict[int, Style] = {}


def _style(bits: int) -> Style:
    found = _STYLES.get(bits)
    if found is None:
        found = _STYLES[bits] = Style(bits)
    return found


def tell(blocks: Sequence[Paragraph | Table], builder: Builder, backdrop: int = 0) -> None:
    """Tell the builder some blocks; `backdrop` are the bits of the cell they stand in."""
    for block in blocks:
        if isinstance(block, Table):
            _tell_table(block, builder)
        else:
            _tell_paragraph(block, builder, backdrop | block.backdrop)


def _tell_paragraph(paragraph: Paragraph, builder: Builder, backdrop: int) -> None:
    for part in paragraph.content:
        if isinstance(part, Run):
            builder.text(part.text, _style(part.bits | backdrop), part.colour, part.link)
        else:
            builder.begin_layer(part.layer)
            tell(part.blocks, builder)
            builder.end_layer()
    builder.end_paragraph(paragraph.bullet)


class _Cell(NamedTuple):
    """A cell that is seen: its columns on the table's grid, its blocks."""

    column: int
    columns: int
    blocks: Blocks
    merged_up: bool
    shaded: bool


def _tell_table(table: Table, builder: Builder) -> None:
    rows = [row for row in table.rows if row.cells]
    if not rows:
        return
    edges = _edges(rows)
    grid = [_seen_cells(row, edges) for row in rows]
    heights = _heights(grid)
    builder.begin_table()
    for number, cells in enumerate(grid):
        builder.begin_row()
        if cells and cells[0].column:
            builder.skip_columns(cells[0].column)
        for cell in cells:
            height = heights.get((number, cell.column))
            if height is None:
                continue  # part of a cell above
            builder.begin_cell(cell.columns, height)
            tell(cell.blocks, builder, int(Style.HIGHLIGHT) if cell.shaded else 0)
            builder.end_cell()
        builder.end_row()
    builder.end_table()


def _edges(rows: list[Row]) -> dict[int, int]:
    """Each edge of a cell, in twips, and its number on the table's grid."""
    every = sorted({row.left for row in rows} | {cell.right for row in rows for cell in row.definitions})
    numbers: dict[int, int] = dict.fromkeys(every[:1], 0)
    for left, right in pairwise(every):
        numbers[right] = numbers[left] + (right - left > _NEAR)
    return numbers


def _seen_cells(row: Row, edges: dict[int, int]) -> list[_Cell]:
    """The cells of a row on the grid; what a merge hides is added to the cell that hides it."""
    if len(row.definitions) < len(row.cells):  # the definition fits another row
        return [_Cell(column, 1, blocks, False, False) for column, blocks in enumerate(row.cells)]
    made: list[_Cell] = []
    left = edges.get(row.left, 0)
    for blocks, definition in zip(row.cells, row.definitions, strict=False):
        right = max(edges[definition.right], left + 1)
        if definition.merged_left and made:
            last = made[-1]
            made[-1] = last._replace(columns=right - last.column, blocks=last.blocks + _written(blocks))
        else:
            made.append(_Cell(left, right - left, blocks, definition.merged_up, definition.shaded))
        left = right
    return made


def _heights(grid: list[list[_Cell]]) -> dict[tuple[int, int], int]:
    """By row and column, how many rows a cell covers; cells that a merge hides have no entry."""
    heights: dict[tuple[int, int], int] = {}
    above: dict[int, tuple[int, _Cell]] = {}  # column -> row and cell that a merged one would continue
    for number, cells in enumerate(grid):
        for cell in cells:
            if cell.merged_up and cell.column in above:
                row, first = above[cell.column]
                heights[row, first.column] = number - row + 1
                first.blocks.extend(_written(cell.blocks))
            else:
                above[cell.column] = (number, cell)
                heights[number, cell.column] = 1
    return heights


def _written(blocks: Blocks) -> Blocks:
    """Blocks without empty paragraphs."""
    return [block for block in blocks if isinstance(block, Table) or block.content]
