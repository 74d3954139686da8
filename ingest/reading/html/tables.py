"""Tables of a page, those that only lay it out too."""

from __future__ import annotations

from collections.abc import Callable

from ingest.reading.html.css import Declarations
from ingest.reading.html.walk import STARTS, Attributes, TableState, Walker

_DEEPEST = 20
_WIDEST, _HIGHEST = 100, 1000
_MOST_MERGED = 20_000  # places of the grid that merged cells cover, in all of a page

End = Callable[[], None] | None


def _table(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    if len(walker.tables) >= _DEEPEST:
        walker.tables.append(None)
        return _leave(walker)
    state = TableState()
    walker.tables.append(state)
    walker.builder.begin_table()

    def end() -> None:
        _end_cell(walker, state)
        walker.tables.pop()
        walker.builder.end_table()

    return end


def _leave(walker: Walker) -> End:
    def end() -> None:
        walker.tables.pop()

    return end


def _row(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    state = walker.tables[-1] if walker.tables else None
    if state is None:
        return None
    _end_cell(walker, state)
    walker.builder.begin_row()
    state.row = True

    def end() -> None:
        _end_cell(walker, state)
        walker.builder.end_row()
        state.row = False

    return end


def _cell(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    state = walker.tables[-1] if walker.tables else None
    if state is None:
        return None
    _end_cell(walker, state)
    if not state.row:
        walker.builder.begin_row()
        state.row = True
    columns, rows = _count(attributes, "colspan", _WIDEST), _count(attributes, "rowspan", _HIGHEST)
    if rows > 1:
        walker.merged += columns * rows
        rows = rows if walker.merged <= _MOST_MERGED else 1
    walker.builder.begin_cell(columns, rows)
    state.cell = True
    return lambda: _end_cell(walker, state)


def _end_cell(walker: Walker, state: TableState) -> None:
    if state.cell:
        walker.end_block()
        walker.builder.end_cell()
        state.cell = False


def _count(attributes: Attributes, name: str, most: int) -> int:
    value = attributes.get(name, "1").strip()
    return min(max(int(value), 1), most) if value.isdigit() and len(value) < 7 else 1


STARTS["table"] = _table
STARTS["tr"] = _row
STARTS["td"] = STARTS["th"] = _cell
