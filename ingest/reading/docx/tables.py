"""Tables (ISO/IEC 29500-1, 17.4): rows and cells on a grid, merged, nested, wrapped, deleted.

    <w:tbl><w:tblPr>…</w:tblPr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>
      <w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>

A row or cell that a tracked change deleted is no row or cell any more; its text goes, as deleted
text, into the paragraph that comes next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from ingest.document import Cell, Style
from ingest.reading.docx import controls
from ingest.reading.docx.looks import shaded
from ingest.reading.docx.names import MC, VAL, W, on
from ingest.reading.docx.styles import LINES_ONLY
from ingest.reading.docx.walk import alternative

if TYPE_CHECKING:
    from ingest.reading.docx.walk import Walker

_TR, _TC, _SDT = W + "tr", W + "tc", W + "sdt"
_TRPR, _TCPR, _TBLPR = W + "trPr", W + "tcPr", W + "tblPr"
_REMOVING = frozenset({W + "del", W + "moveFrom"})
_PASSIVE = frozenset({W + "tblPr", W + "tblGrid", W + "tblPrEx", W + "trPr", W + "sdtPr", W + "customXmlPr"})
_MOST_COLUMNS = 1000
_BARE = nullcontext()

Wrappers = tuple[etree._Element, ...]


@dataclass(slots=True)
class _Placed:
    """A cell of a row that is not deleted: where it stands on the grid, and how it is merged."""

    element: etree._Element
    wrappers: Wrappers
    column: int
    columns: int = 1
    rows: int = 1
    merge: str | None = None  # "restart", "continue"
    shaded: bool = False
    removed: bool = False


@dataclass(slots=True)
class _Row:
    element: etree._Element
    wrappers: Wrappers
    cells: list[_Placed]
    removed: bool
    hidden: bool
    before: int


def table(walker: Walker, element: etree._Element) -> None:
    """A `w:tbl`."""
    rows = [_row(found, wrappers) for found, wrappers in _wrapped(element, _TR)]
    shown = [row for row in rows if not row.removed and not row.hidden]
    _measure_merged(shown)
    builder, outer = walker.builder, (walker.table_style, walker.cell_backdrop)
    walker.table_style = _style(element)
    if shown and not walker.joined:
        builder.begin_table()
    merged: dict[int, Cell] = {}
    for row in rows:
        if row.hidden and not row.removed:
            continue
        with _within(walker, row.wrappers):
            if row.removed or walker.joined:
                _walk_removed(walker, [(cell.element, cell.wrappers) for cell in row.cells])
            else:
                builder.begin_row()
                if row.before:
                    builder.skip_columns(row.before)
                for cell in row.cells:
                    _walk_cell(walker, cell, merged)
                builder.end_row()
    if shown and not walker.joined:
        builder.end_table()
    walker.table_style, walker.cell_backdrop = outer


def _walk_cell(walker: Walker, cell: _Placed, merged: dict[int, Cell]) -> None:
    builder = walker.builder
    with _within(walker, cell.wrappers):
        if cell.removed:
            _walk_removed(walker, [(cell.element, ())])
            return
        above = merged.get(cell.column) if cell.merge == "continue" else None
        if above is not None:
            if not _has_text(cell.element):
                return
            builder.resume_cell(above)
        else:
            builder.begin_cell(cell.columns, cell.rows)
            begun = builder.cell
            if cell.merge is not None and begun is not None:
                merged[cell.column] = begun
            else:
                merged.pop(cell.column, None)
        outer = walker.cell_backdrop
        walker.cell_backdrop = Style.HIGHLIGHT if cell.shaded else Style.NONE
        walker.flow(cell.element)
        walker.cell_backdrop = outer
        builder.end_cell()


def _walk_removed(walker: Walker, cells: Iterable[tuple[etree._Element, Wrappers]]) -> None:
    """Deleted rows and cells: their text without its places."""
    walker.joined += 1
    for element, wrappers in cells:
        with walker.scoped(Style.DELETED), _within(walker, wrappers):
            walker.flow(element)
    walker.joined -= 1


def _has_text(element: etree._Element) -> bool:
    return any((text.text or "").strip() for text in element.iter(W + "t", W + "delText")) or any(
        True for _ in element.iter(W + "sym", W + "checkBox", W + "sdt")
    )


def _style(element: etree._Element) -> str | None:
    properties = element.find(_TBLPR)
    style = properties.find(W + "tblStyle") if properties is not None else None
    id = style.get(VAL) if style is not None else None
    return None if id in LINES_ONLY else id


# -- wrappers ---------------------------------------------------------------------------------------


def _wrapped(parent: etree._Element, wanted: str, wrappers: Wrappers = ()) -> Iterator[tuple[etree._Element, Wrappers]]:
    """The rows of a table or the cells of a row, each with the wrappers (controls, changes) round it."""
    for child in parent:
        tag = child.tag
        if tag == wanted:
            yield child, wrappers
        elif tag in _PASSIVE or not len(child):
            continue
        elif tag == MC + "AlternateContent":
            branch = alternative(child)
            if branch is not None:
                yield from _wrapped(branch, wanted, wrappers)
        else:
            yield from _wrapped(child, wanted, (*wrappers, child))


def _within(walker: Walker, wrappers: Wrappers) -> AbstractContextManager[object]:
    """What the wrappers mean for what is walked inside them."""
    if not wrappers:
        return _BARE
    stack = ExitStack()
    for wrapper in wrappers:
        if wrapper.tag == _SDT:
            stack.enter_context(controls.opened(walker, wrapper))
        elif wrapper.tag in _REMOVING:
            stack.enter_context(walker.scoped(Style.DELETED))
    return stack


# -- the grid ---------------------------------------------------------------------------------------


def _row(element: etree._Element, wrappers: Wrappers) -> _Row:
    properties = element.find(_TRPR)
    before, removed, hidden = 0, any(wrapper.tag in _REMOVING for wrapper in wrappers), False
    for child in properties if properties is not None else ():
        if child.tag == W + "gridBefore":
            before = _count(child)
        elif child.tag in _REMOVING:
            removed = True
        elif child.tag == W + "hidden":
            hidden = on(child.get(VAL))
    cells: list[_Placed] = []
    column = before
    for found, around in _wrapped(element, _TC):
        cell = _cell(found, around, column)
        cells.append(cell)
        if not cell.removed:
            column += cell.columns
    return _Row(element, wrappers, cells, removed, hidden, before)


def _cell(element: etree._Element, wrappers: Wrappers, column: int) -> _Placed:
    placed = _Placed(element, wrappers, column)
    properties = element[0] if len(element) and element[0].tag == _TCPR else None
    for child in properties if properties is not None else ():
        tag = child.tag
        if tag == W + "gridSpan":
            placed.columns = max(_count(child), 1)
        elif tag == W + "vMerge":
            placed.merge = "restart" if child.get(VAL) == "restart" else "continue"
        elif tag == W + "cellMerge":
            placed.merge = {"cont": "continue", "rest": "restart"}.get(child.get(W + "vMerge", ""), placed.merge)
        elif tag == W + "shd":
            placed.shaded = shaded(child)
        elif tag == W + "cellDel":
            placed.removed = True
    return placed


def _count(element: etree._Element) -> int:
    value = element.get(VAL, "")
    return min(int(value), _MOST_COLUMNS) if value.isdigit() else 1


def _measure_merged(rows: list[_Row]) -> None:
    """Count for each cell that begins a merge how many rows it covers."""
    open_merges: dict[int, _Placed] = {}
    for row in rows:
        going_on: dict[int, _Placed] = {}
        for cell in row.cells:
            if cell.removed or cell.merge is None:
                continue
            above = open_merges.get(cell.column)
            if cell.merge == "continue" and above is not None:
                above.rows += 1
                going_on[cell.column] = above
            else:
                cell.merge = "restart"
                going_on[cell.column] = cell
        open_merges = going_on
