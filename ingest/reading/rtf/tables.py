r"""Tables (RTF Specification 1.9.1, "Table Definitions"): cells, rows and what a row's definition says.

\trowd\clmgf\cellx2000\clmrg\cellx4000\clvmgf\cellx6000
\pard\intbl uno\cell\cell dos\cell\row
\pard\intbl\itap2 inner\nestcell{\*\nesttableprops\trowd\cellx1000\nestrow}\cell\row
"""

from __future__ import annotations

from ingest.reading.rtf.context import DEEPEST_TABLE, RowDefinition
from ingest.reading.rtf.reader import STARRED, Reader, word
from ingest.reading.rtf.words import shows

STARRED.add(b"nesttableprops")


@word("intbl")
def _in_table(reader: Reader, value: int | None) -> None:
    if value != 0:
        reader.depth = max(reader.depth, 1)


@word("itap")
def _nesting(reader: Reader, value: int | None) -> None:
    reader.depth = min(max(value if value is not None else 1, 0), DEEPEST_TABLE)


@word("cell")
def _cell(reader: Reader, value: int | None) -> None:
    if reader.sink is None:
        reader.end_paragraph(1)
        reader.context.end_cell(1)


@word("nestcell")
def _nested_cell(reader: Reader, value: int | None) -> None:
    if reader.sink is None:
        depth = max(reader.depth, 2)
        reader.end_paragraph(depth)
        reader.context.end_cell(depth)


@word("row")
def _row(reader: Reader, value: int | None) -> None:
    _end_row(reader, 1, reader.rows[0])


@word("nestrow")
def _nested_row(reader: Reader, value: int | None) -> None:
    _end_row(reader, max(reader.depth, 2), reader.rows[1])


def _end_row(reader: Reader, depth: int, definition: RowDefinition) -> None:
    if reader.sink is not None:
        return
    reader.flush()
    if reader.context.content:
        reader.end_paragraph(depth)
    reader.context.end_row(depth, definition)


@word("nesttableprops")
def _nested_definition(reader: Reader, value: int | None) -> None:
    reader.nested = True


@word("trowd")
def _definition(reader: Reader, value: int | None) -> None:
    reader.rows[reader.nested] = RowDefinition()


@word("trleft")
def _left(reader: Reader, value: int | None) -> None:
    reader.rows[reader.nested].left = value or 0


@word("clmrg")
def _merged_left(reader: Reader, value: int | None) -> None:
    reader.rows[reader.nested].merged_left = True


@word("clvmrg")
def _merged_up(reader: Reader, value: int | None) -> None:
    reader.rows[reader.nested].merged_up = True


@word("clcbpat")
def _background(reader: Reader, value: int | None) -> None:
    definition = reader.rows[reader.nested]
    definition.shaded = definition.shaded or shows(reader, value)


@word("clshdng")
def _pattern(reader: Reader, value: int | None) -> None:
    definition = reader.rows[reader.nested]
    definition.shaded = definition.shaded or bool(value)


@word("cellx")
def _right(reader: Reader, value: int | None) -> None:
    reader.rows[reader.nested].cell(value or 0)
