"""Tables (OpenDocument 1.3, part 3, 9): rows, cells, merged cells, tables in cells.

<table:table-row table:style-name="Table1.1">
  <table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1">…</table:table-cell>
  <table:covered-table-cell/>
</table:table-row>
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest.reading.odt.names import TABLE
from ingest.reading.odt.styles import HIGHLIGHT, Look
from ingest.reading.odt.walk import BLOCK, INLINE, Walker

_ROW, _CELL, _COVERED = TABLE + "table-row", TABLE + "table-cell", TABLE + "covered-table-cell"
_WRAPPERS = frozenset(TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group"))
_MOST_REPEATS = 50  # of a row or cell; no sheet has more, a hostile one says millions
_WIDEST = 1000
_MOST_MERGED = 20_000  # places of the grid that merged cells cover, in all of a document


def _table(walker: Walker, element: etree._Element) -> None:
    walker.builder.begin_table()
    for row in _rows(element):
        for _ in range(_repeats(walker, row, "number-rows-repeated")):
            _row(walker, row)
    walker.builder.end_table()
    walker.blank = True


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == _ROW:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _row(walker: Walker, element: etree._Element) -> None:
    walker.builder.begin_row()
    shaded = walker.styles.shaded("table-row", element.get(TABLE + "style-name"))
    default = element.get(TABLE + "default-cell-style-name")
    for cell in element.iterchildren(_CELL):
        style = cell.get(TABLE + "style-name") or default
        backdrop = HIGHLIGHT if shaded or walker.styles.shaded("table-cell", style) else 0
        for _ in range(_repeats(walker, cell, "number-columns-repeated")):
            _cell(walker, cell, backdrop)
    walker.builder.end_row()


def _cell(walker: Walker, element: etree._Element, backdrop: int) -> None:
    kept = walker.backdrop, walker.bullet, walker.lists
    walker.backdrop, walker.bullet, walker.lists = backdrop, None, []
    columns = _number(element, "number-columns-spanned", _WIDEST)
    rows = _number(element, "number-rows-spanned", _WIDEST)
    if rows > 1:
        walker.merged += rows * columns
        rows = rows if walker.merged <= _MOST_MERGED else 1
    walker.builder.begin_cell(columns, rows)
    walker.blocks(element)
    walker.builder.end_cell()
    walker.backdrop, walker.bullet, walker.lists = kept


def _repeats(walker: Walker, element: etree._Element, name: str) -> int:
    """How often a row or cell comes, as long as the document does not repeat itself without end."""
    count = _number(element, name, _MOST_REPEATS)
    if count > 1 and (walker.repeats < count or next(element.iter(TABLE + "table"), None) is not None):
        return 1
    walker.repeats -= count - 1
    return count


def _number(element: etree._Element, name: str, most: int) -> int:
    """A count, 1 where it is not given."""
    value = element.get(TABLE + name)
    if value is None:
        return 1
    return min(max(int(value), 1), most) if value.isdigit() and len(value) < 10 else 1


def _inline_table(walker: Walker, element: etree._Element, look: Look) -> None:
    _table(walker, element)


BLOCK[TABLE + "table"] = _table
INLINE[TABLE + "table"] = _inline_table
BLOCK[TABLE + "shapes"] = None
