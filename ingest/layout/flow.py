"""Pages to one document: tables and paragraphs that go on over a page are put together."""

from __future__ import annotations

from collections.abc import Container, Sequence

from ingest.document import Cell, Layer, Paragraph
from ingest.layout.blocks import Block, Strip, Table
from ingest.layout.composing import compose_paragraph
from ingest.layout.lines import TextLine
from ingest.layout.paragraphs import Setting, goes_on

_SAME_EDGE = 4.0  # points that the columns of one table may differ from page to page


class Flow:
    """Collects blocks page by page and gives the paragraphs."""

    def __init__(self, pitch: dict[float, float], vocabulary: Container[str], marks: Container[str]) -> None:
        self._pitch = pitch
        self._vocabulary = vocabulary
        self._marks = marks
        self._tables = 0

    def paragraphs(
        self, blocks: Sequence[Block], cell: Cell | None = None, layer: Layer = Layer.BODY
    ) -> list[Paragraph]:
        """The paragraphs of blocks in reading order; an empty cell has an empty one."""
        result: list[Paragraph] = []
        under_way: list[TextLine] = []
        setting: Setting | None = None
        for block in blocks:
            if isinstance(block, Table):
                if under_way and setting:
                    result.append(self._compose(under_way, setting, cell, layer))
                    under_way = []
                result += self._table(block, cell, layer)
                continue
            now = Setting(block.left, block.right or 0.0, self._pitch)
            for line in block.lines:
                if under_way and not goes_on(under_way[-1], line, setting or now):
                    result.append(self._compose(under_way, setting or now, cell, layer))
                    under_way = []
                under_way.append(line)
                setting = now
        if under_way and setting:
            result.append(self._compose(under_way, setting, cell, layer))
        return result

    def margin(self, lines: Sequence[TextLine], layer: Layer) -> list[Paragraph]:
        """The paragraphs of a header, a footer or footnotes."""
        if not lines:
            return []
        strip = Strip(list(lines), min(line.x0 for line in lines), max(line.x1 for line in lines))
        return self.paragraphs([strip], None, layer)

    def _compose(self, lines: list[TextLine], setting: Setting, cell: Cell | None, layer: Layer) -> Paragraph:
        return compose_paragraph(lines, setting.right, self._vocabulary, cell, layer, self._marks)

    def _table(self, table: Table, outer: Cell | None, layer: Layer) -> list[Paragraph]:
        self._tables += 1
        number = self._tables
        result: list[Paragraph] = []
        for item in table.cells:
            cell = Cell(number, item.row, item.column, item.rows, item.columns, outer)
            made = self.paragraphs(item.content, cell, layer)
            result += made or [Paragraph((), "", cell, layer)]
        return result


def join_pages(pages: Sequence[list[Block]]) -> list[Block]:
    """All blocks, a table that goes on over a page as one.

    The table goes on where it is the last thing on its page and one with the same columns is the
    first on the next. Its row goes on where the next page's first row has nothing in a column that
    has a label on the page before.
    """
    result: list[Block] = []
    for blocks in pages:
        rest = list(blocks)
        if result and rest:
            last, first = result[-1], rest[0]
            if isinstance(last, Table) and isinstance(first, Table) and _same_columns(last, first):
                _append(last, first)
                rest = rest[1:]
        result += rest
    return result


def _same_columns(one: Table, other: Table) -> bool:
    return (
        one.ruled == other.ruled
        and len(one.edges) == len(other.edges)
        and all(abs(a - b) < _SAME_EDGE for a, b in zip(one.edges, other.edges, strict=True))
    )


def _append(table: Table, more: Table) -> None:
    split = _row_goes_on(table, more)
    shift = table.rows - (1 if split else 0)
    for cell in more.cells:
        row = cell.row + shift
        if split and cell.row == 0:
            holder = next(
                (
                    item
                    for item in table.cells
                    if item.column == cell.column and item.row <= row < item.row + item.rows
                ),
                None,
            )
            if holder is not None:
                holder.content += cell.content
                holder.rows = max(holder.rows, row + cell.rows - holder.row)
                continue
        cell.row = row
        table.cells.append(cell)
    table.rows = max(table.rows, more.rows + shift)


def _row_goes_on(table: Table, more: Table) -> bool:
    """Whether the first row on the new page is the rest of the last row on the page before."""
    last = {cell.column: cell for cell in table.cells if cell.row + cell.rows == table.rows}
    first = [cell for cell in more.cells if cell.row == 0]
    labelled = [cell for cell in first if cell.content]
    if len(first) < 2 or not labelled or len(labelled) == len(first):
        return False
    return all(cell.column in last for cell in first) and not first[0].content

