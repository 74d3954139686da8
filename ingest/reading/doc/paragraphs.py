"""What a paragraph is: in which table, the end of what, in which list ([MS-DOC] 2.4.6.1)."""

from __future__ import annotations

from typing import NamedTuple

from ingest.reading.doc import sprms as s
from ingest.reading.doc.binary import u16, u32
from ingest.reading.doc.colours import is_shade, is_shade_80
from ingest.reading.doc.sprms import Sprm, is_table_sprm, sprms
from ingest.reading.doc.styles import Styles

DEEPEST = 16
"""Tables in tables that are told apart; deeper ones count as this deep."""


class ParagraphFormat(NamedTuple):
    """The format of a paragraph, as far as it tells the document's structure.

    `depth` is 0 outside tables, 1 in a table, 2 in a table in a cell. `row_end` and `cell_end` are
    for nested tables as for others, though others tell a cell's end by its character. `row` holds the
    table sprms of a row's end. `list` and `level` name an automatic number; list 0 is none.
    """

    style: int = 0
    depth: int = 0
    row_end: bool = False
    cell_end: bool = False
    shaded: bool = False
    list: int = 0
    level: int = 0
    row: tuple[Sprm, ...] = ()


class ParagraphFormats:
    """Makes formats of property lists, each once."""

    def __init__(self, styles: Styles, data: bytes) -> None:
        self._styles = styles
        self._data = data
        self._made: dict[tuple[bytes, bytes], ParagraphFormat] = {}

    def format(self, papx: bytes, piece: bytes = b"") -> ParagraphFormat:
        """The format of a paragraph: `papx` begins with its style, `piece` is the list of its piece."""
        key = (papx, piece)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._format(papx, piece)
        return found

    def _format(self, papx: bytes, piece: bytes) -> ParagraphFormat:
        style = u16(papx, 0)
        own = sprms(papx[2:]) + sprms(piece)
        for code, operand in own:
            if code == s.P_STYLE:
                style = u16(operand, 0)
        found: dict[int, bytes] = {}
        for entry in self._styles.chain(style):
            found.update(entry.paragraph)
        rows: list[Sprm] = []
        for code, operand in own:
            if code in (s.P_HUGE, s.P_HUGE_OLD):
                huge = self._huge(u32(operand, 0))
                found.update(huge)
                rows += [(code, operand) for code, operand in huge if is_table_sprm(code)]
            elif is_table_sprm(code):
                rows.append((code, operand))
            else:
                found[code] = operand
        return _made(style, found, tuple(rows))

    def _huge(self, at: int) -> list[Sprm]:
        """A list too long for its page: a PrcData in the Data stream ([MS-DOC] 2.9.216)."""
        return sprms(self._data[at + 2 : at + 2 + u16(self._data, at)])


def _made(style: int, found: dict[int, bytes], rows: tuple[Sprm, ...]) -> ParagraphFormat:
    def on(code: int) -> bool:
        return any(found.get(code, b""))

    depth = u32(found.get(s.P_DEPTH, b""), 0)
    if s.P_DEPTH_CHANGE in found:
        depth += u32(found[s.P_DEPTH_CHANGE], 0)
    depth = min(depth & 0x7FFFFFFF, DEEPEST) or int(on(s.P_IN_TABLE) or on(s.P_ROW_END))
    if s.P_SHADING in found:
        shaded = is_shade(found[s.P_SHADING])
    else:
        shaded = s.P_SHADING_80 in found and is_shade_80(u16(found[s.P_SHADING_80], 0))
    row_end = on(s.P_INNER_ROW_END) if depth > 1 else on(s.P_ROW_END)
    return ParagraphFormat(
        style=style,
        depth=depth,
        row_end=row_end,
        cell_end=depth > 1 and on(s.P_INNER_CELL_END) and not row_end,
        shaded=shaded,
        list=u16(found.get(s.P_LIST, b""), 0),
        level=min(found.get(s.P_LIST_LEVEL, b"\0")[0], 8),
        row=rows,
    )
