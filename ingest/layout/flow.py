"""Pages to one document: tables and paragraphs that go on over a page are put together."""

from __future__ import annotations

from collections.abc import Container, Sequence

from ingest.document import Cell, Layer, Paragraph, Style, paragraph
from ingest.layout.blocks import Block, Strip, Table, TableCell, lines, strips
from ingest.layout.composing import compose_paragraph
from ingest.layout.joining import Words
from ingest.layout.lines import TextLine, line_spans
from ingest.layout.paragraphs import Setting, goes_on, runs_on

_SAME_EDGE = 4.0  # points that the columns of one table may differ from page to page


class Flow:
    """Collects blocks page by page and gives the paragraphs."""

    def __init__(
        self,
        pitch: dict[float, float],
        words: Words,
        marks: Container[str],
        narrow: dict[int, float],
    ) -> None:
        self._pitch = pitch
        self._narrow = narrow
        self._words = words
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
                if line.filled and "\n" in line.text:
                    if under_way and setting:
                        result.append(self._compose(under_way, setting, cell, layer))
                        under_way = []
                    result += _typed(line, cell, layer)
                    continue
                if under_way and self._narrow:
                    setting = self._narrowed(under_way[-1], setting or now)
                if under_way and not goes_on(under_way[-1], line, setting or now):
                    result.append(self._compose(under_way, setting or now, cell, layer))
                    under_way = []
                under_way.append(line)
                setting = now
        if under_way and setting:
            result.append(self._compose(under_way, setting, cell, layer))
        return result

    def _narrowed(self, line: TextLine, setting: Setting) -> Setting:
        """The setting of a line, where text that begins as it does ends before its column does."""
        edge = self._narrow.get(round(line.x0), setting.right)
        return Setting(setting.left, edge, self._pitch) if line.x1 <= edge < setting.right else setting

    def margin(self, found: Sequence[TextLine], layer: Layer) -> list[Paragraph]:
        """The paragraphs of a header, a footer or footnotes."""
        if not found:
            return []
        strip = Strip(list(found), min(line.x0 for line in found), max(line.x1 for line in found))
        return self.paragraphs([strip], None, layer)

    def _compose(self, found: list[TextLine], setting: Setting, cell: Cell | None, layer: Layer) -> Paragraph:
        return compose_paragraph(found, setting.right, self._words, cell, layer, self._marks)

    def _table(self, table: Table, outer: Cell | None, layer: Layer) -> list[Paragraph]:
        self._tables += 1
        number = self._tables
        result: list[Paragraph] = []
        for item in table.cells:
            cell = Cell(number, item.row, item.column, item.rows, item.columns, outer)
            made = self.paragraphs(item.content, cell, layer)
            result += made or [Paragraph((), "", cell, layer)]
        return result


def _typed(line: TextLine, cell: Cell | None, layer: Layer) -> list[Paragraph]:
    """The paragraphs that a person typed into one form field."""
    return [
        paragraph([span._replace(text=text)], cell, layer)
        for span in line_spans(line)
        for text in span.text.split("\n")
    ]


def join_pages(pages: Sequence[list[Block]], pitch: dict[float, float]) -> list[Block]:
    """All blocks, a table that goes on over a page as one.

    The table goes on where it is the last thing on its page and one with the same columns is the
    first on the next.
    """
    result: list[Block] = []
    for blocks in pages:
        rest = list(blocks)
        if result and rest:
            last, first = result[-1], rest[0]
            if isinstance(last, Table) and isinstance(first, Table) and _same_columns(last, first):
                _append(last, first, pitch)
                rest = rest[1:]
            elif isinstance(last, Table) and isinstance(first, Strip) and not last.ruled:
                rest = _go_on_in_column(last, first) + rest[1:]
        result += rest
    return result


def _same_columns(one: Table, other: Table) -> bool:
    """Whether the tables have the same sides, and one has all the columns of the other; both get all."""
    if one.ruled != other.ruled or not _near(one.edges[0], other.edges[0]) or not _near(one.edges[-1], other.edges[-1]):
        return False
    wide, narrow = (one, other) if len(one.edges) >= len(other.edges) else (other, one)
    places = [next((i for i, edge in enumerate(wide.edges) if _near(edge, mine)), -1) for mine in narrow.edges]
    if -1 in places:
        return False
    for cell in narrow.cells:
        end = places[cell.column + cell.columns]
        cell.column = places[cell.column]
        cell.columns = end - cell.column
    narrow.edges = wide.edges
    return True


def _near(one: float, other: float) -> bool:
    return abs(one - other) < _SAME_EDGE


def _go_on_in_column(table: Table, strip: Strip) -> list[Block]:
    """Add to the last answer of rows without lines what goes on in its column at the top of the next page.

    What is left of the strip is returned.
    """
    edge = table.edges[-2] - _SAME_EDGE
    count = next((place for place, line in enumerate(strip.lines) if line.x0 < edge), len(strip.lines))
    if not count:
        return [strip]
    last = [cell for cell in table.cells if cell.row + cell.rows == table.rows][-1]
    last.content.append(Strip(strip.lines[:count], strip.left, strip.right))
    return [Strip(strip.lines[count:], strip.left, strip.right)] if count < len(strip.lines) else []


def _append(table: Table, more: Table, pitch: dict[float, float]) -> None:
    """Add the rows of a table's next page, the first to the last row where it is the rest of that."""
    split = _row_goes_on(table, more, pitch)
    shift = table.rows - (1 if split else 0)
    last = _last_row(table)
    for cell in more.cells:
        holder = last.get(cell.column) if split and cell.row == 0 else None
        cell.row += shift
        if holder is None:
            table.cells.append(cell)
        else:
            holder.content += cell.content
            holder.rows = max(holder.rows, cell.row + cell.rows - holder.row)
    table.rows = max(table.rows, more.rows + shift)


def _last_row(table: Table) -> dict[int, TableCell]:
    """The cells that reach down to the table's end, by column."""
    return {cell.column: cell for cell in table.cells if cell.row + cell.rows == table.rows}


def _row_goes_on(table: Table, more: Table, pitch: dict[float, float]) -> bool:
    """Whether the first row on the new page is the rest of the last row on the page before.

    It is where its first cell, which would hold a label, is empty or goes on in mid-sentence; in a
    table of one column where it does not begin like a label.
    """
    last = _last_row(table)
    first = [cell for cell in more.cells if cell.row == 0]
    if not any(cell.content for cell in first) or not all(cell.column in last for cell in first):
        return False
    head = first[0]
    if not head.content:
        return True
    after = next(lines(head.content), None)
    before = list(lines(last[head.column].content))
    if after is None or not before:
        return False
    strip = next(strips(head.content))
    setting = Setting(strip.left, strip.right or 0.0, pitch)
    if goes_on(before[-1], after, setting) and runs_on(before[-1], after):
        return True
    return len(first) == 1 and not _like_label(after)


def _like_label(line: TextLine) -> bool:
    return bool(line.runs[0].style & Style.BOLD) or ":" in line.text
