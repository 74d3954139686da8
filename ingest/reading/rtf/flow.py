"""What an RTF text says, before it is told to the `Builder`: paragraphs, and tables of cells.

The definition of a row, with its merged cells, may come after the row's text, and how many rows a
merged cell covers is known only at the table's end. So a text is collected first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from ingest.document import Layer, Style
from ingest.document import Paragraph as Told
from ingest.reading.builder import Builder
from ingest.reading.drawn import Setting, Shape
from ingest.reading.rtf.fonts import FontTable
from ingest.reading.rtf.layout import setting

_PAGE = 450.0  # points: the width of a page's usual text
_TWIPS = 20.0
_PADDING = 10.8  # points of a cell, left and right together
_NEAR = 40  # twips by which cell edges that are meant to be one may differ


class Run(NamedTuple):
    """Characters of one look; `bits` are a `Style`'s."""

    text: str
    bits: int
    colour: str | None
    link: str | None


class Story(NamedTuple):
    """A text box, note, comment or margin, where it is anchored; `shape` is a text box's."""

    layer: Layer
    blocks: list[Paragraph | Table]
    shape: Shape | None = None


class Drawn(NamedTuple):
    """A shape without text, where it is anchored."""

    shape: Shape


@dataclass(slots=True)
class Paragraph:
    """A paragraph's runs and what is anchored between them; `backdrop` are bits that all its runs get."""

    content: list[Run | Story | Drawn] = field(default_factory=list)
    bullet: str | None = None
    backdrop: int = 0
    source: bytes = b""  # the words that set it


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


class Teller:
    """Tells a builder what was collected; keeps the shapes, and how the paragraphs round them are set."""

    def __init__(self, builder: Builder, fonts: FontTable) -> None:
        self._builder = builder
        self._fonts = fonts
        self._told: list[Told] = []
        self.shapes: list[Shape] = []
        self._walked: list[tuple[Told, bytes, float]] = []

    def tell(self, blocks: Sequence[Paragraph | Table], backdrop: int = 0, width: float = _PAGE) -> None:
        """Tell some blocks; `backdrop` are the bits of the cell they stand in, `width` is its in points."""
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
            else:
                self._paragraph(block, backdrop | block.backdrop, width)

    @property
    def walked(self) -> list[tuple[Told, Callable[[], Setting]]]:
        """The paragraphs, and what tells how each is set."""
        return [(made, partial(setting, source, width, self._fonts)) for made, source, width in self._walked]

    def _paragraph(self, paragraph: Paragraph, backdrop: int, width: float) -> None:
        builder = self._builder
        drawn: list[Shape] = []
        for part in paragraph.content:
            if isinstance(part, Run):
                builder.text(part.text, _style(part.bits | backdrop), part.colour, part.link)
                continue
            shape = part.shape
            if isinstance(part, Story):
                texts = self._story(part)
                if shape is not None:
                    shape.texts = texts
            if shape is not None:
                shape.offset = builder.position
                drawn.append(shape)
        made = builder.end_paragraph(paragraph.bullet)
        self._told.append(made)
        self._walked.append((made, paragraph.source, width))
        for shape in drawn:
            shape.anchor = made
        self.shapes += drawn

    def _story(self, story: Story) -> list[Told]:
        outer, self._told = self._told, []
        self._builder.begin_layer(story.layer)
        self.tell(story.blocks)
        self._builder.end_layer()
        texts, self._told = self._told, outer
        return texts

    def _table(self, table: Table) -> None:
        rows = [row for row in table.rows if row.cells]
        if not rows:
            return
        builder = self._builder
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
                self.tell(cell.blocks, int(Style.HIGHLIGHT) if cell.shaded else 0, cell.width)
                builder.end_cell()
            builder.end_row()
        builder.end_table()


class _Cell(NamedTuple):
    """A cell that is seen: its columns on the table's grid, its blocks."""

    column: int
    columns: int
    blocks: Blocks
    merged_up: bool = False
    shaded: bool = False
    width: float = _PAGE


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
        return [_Cell(column, 1, blocks) for column, blocks in enumerate(row.cells)]
    made: list[_Cell] = []
    left, edge = edges.get(row.left, 0), row.left
    for blocks, definition in zip(row.cells, row.definitions, strict=False):
        right = max(edges[definition.right], left + 1)
        if definition.merged_left and made:
            last = made[-1] = made[-1]._replace(columns=right - made[-1].column)
            last.blocks.extend(_written(blocks))
        else:
            width = max((definition.right - edge) / _TWIPS - _PADDING, 20.0)
            made.append(_Cell(left, right - left, blocks, definition.merged_up, definition.shaded, width))
        left, edge = right, definition.right
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
