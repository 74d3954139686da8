r"""One stream of paragraphs while it is read: the body, or a text box, note or margin.

Paragraphs say how deep in tables they stand (``\intbl``, ``\itap2``); cells and rows are ended by
words of their own. From that the tables are built, each in the cell that it stands in.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.reading.rtf.flow import Blocks, CellDefinition, Drawn, Paragraph, Row, Run, Story, Table

DEEPEST_TABLE = 10


@dataclass(slots=True)
class RowDefinition:
    """The row's definition so far: its left edge, its cells, what was said about the next one."""

    left: int = 0
    cells: list[CellDefinition] = field(default_factory=list)
    merged_left: bool = False
    merged_up: bool = False
    shaded: bool = False

    def cell(self, right: int) -> None:
        r"""The next cell ends at its right edge (``\cellx``)."""
        self.cells.append(CellDefinition(right, self.merged_left, self.merged_up, self.shaded))
        self.merged_left = self.merged_up = self.shaded = False


@dataclass(slots=True)
class _OpenTable:
    """A table whose end has not come: its row and cell under way."""

    table: Table
    row: Row = field(default_factory=Row)
    cell: Blocks = field(default_factory=list)


class Context:
    """The blocks of one stream, with the tables and the paragraph under way."""

    def __init__(self) -> None:
        self.blocks: Blocks = []
        self.bullet: str | None = None
        self.content: list[Run | Story | Drawn] = []
        self.source = b""  # the words that set the paragraph under way
        self._open: list[_OpenTable] = []

    def end_paragraph(self, depth: int, backdrop: int) -> None:
        """Put the paragraph under way where it stands."""
        self._at(depth).append(Paragraph(self.content, self.bullet, backdrop, self.source))
        self.content, self.bullet = [], None

    def end_cell(self, depth: int) -> None:
        """Close the cell under way of the table that deep."""
        self._at(depth)
        table = self._open[-1]
        table.row.cells.append(table.cell)
        table.cell = []

    def end_row(self, depth: int, definition: RowDefinition) -> None:
        """Close the row under way of the table that deep."""
        self._at(depth)
        table = self._open[-1]
        table.row.definitions = definition.cells
        table.row.left = definition.left
        _end_row(table)

    def end(self) -> Blocks:
        """All of the stream."""
        self._at(0)
        return self.blocks

    def _at(self, depth: int) -> Blocks:
        """The blocks that a paragraph so deep in tables belongs to; deeper tables have ended."""
        while len(self._open) > depth:
            table = self._open.pop()
            if table.cell or table.row.cells:
                _end_row(table)
        while len(self._open) < min(depth, DEEPEST_TABLE):
            made = Table()
            (self._open[-1].cell if self._open else self.blocks).append(made)
            self._open.append(_OpenTable(made))
        return self._open[-1].cell if self._open else self.blocks


def _end_row(table: _OpenTable) -> None:
    if table.cell:
        table.row.cells.append(table.cell)
        table.cell = []
    table.table.rows.append(table.row)
    table.row = Row()
