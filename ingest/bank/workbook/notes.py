"""Notes on cells: what they say (ECMA-376 Part 1, 18.7) and, in VML (Part 4, 19), the boxes that show it.

They are put by on disk as their cells are written, since they stand in parts of their own.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Callable, Iterator, Sequence
from tempfile import TemporaryFile

from ingest.bank.workbook.sheetdata import escaped, letters, spaced

WIDE = 320  # pixels
TALL = 400
_RIGHT, _DOWN = 15, 10  # pixels from the corner of the cell beside and above
_IDS = 1024  # shapes of one block of ids
_COLUMN, _ROW = 64, 20  # pixels of a column and a row that nobody set

Write = Callable[[str], object]


class Spool:
    """Tuples of plain values, kept on disk in their order."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 (closed by close)
        self.count = 0

    def add(self, *values: str | int) -> None:
        """Put one by."""
        marshal.dump(values, self._file)
        self.count += 1

    def __iter__(self) -> Iterator[tuple[str | int, ...]]:
        self._file.seek(0)
        for _ in range(self.count):
            yield marshal.load(self._file)
        self._file.seek(0, 2)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class Notes:
    """The notes of one sheet, by row and column, and the heights of its rows."""

    def __init__(self, widths: Sequence[float]) -> None:
        self._widths = [int(wide * 7 + 5.5) if wide else 0 for wide in widths]
        self._heights = array("H")
        self._notes = Spool()

    def row(self, number: int, height: float | None) -> None:
        """Note how high a row is, in points; rows come in their order."""
        self._heights.extend([_ROW] * (number - len(self._heights)))
        self._heights.append(_ROW if height is None else int(height * 4 / 3))

    def add(self, row: int, column: int, text: str) -> None:
        """Put a note by; control characters, which XML 1.0 forbids, are left out."""
        self._notes.add(row, column, "".join(letter for letter in text if letter >= " " or letter == "\n"))

    @property
    def count(self) -> int:
        """How many there are."""
        return self._notes.count

    def close(self) -> None:
        """Let go of what was put by."""
        self._notes.close()

    def write_texts(self, write: Write) -> None:
        """Write the part with the texts."""
        write('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')
        write('<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">')
        write("<authors><author></author></authors><commentList>")
        for row, column, text in self._notes:
            assert isinstance(row, int) and isinstance(column, int)
            said = escaped(str(text))
            write(
                f'<comment ref="{letters(column)}{row + 1}" authorId="0"><text><r><rPr><sz val="9"/>'
                '<color indexed="81"/><rFont val="Tahoma"/><family val="2"/></rPr>'
                f"<t{spaced(said)}>{said}</t></r></text></comment>"
            )
        write("</commentList></comments>")

    def write_boxes(self, write: Write, block: int) -> int:
        """Write the part with the boxes, their ids from those of `block` on; returns the next free block."""
        blocks = range(block, block + 1 + self.count // _IDS)
        write(
            '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
            ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit"'
            f' data="{",".join(map(str, blocks))}"/></o:shapelayout><v:shapetype id="_x0000_t202"'
            ' coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
            '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
        )
        for number, (row, column, text) in enumerate(self._notes, 1):
            assert isinstance(row, int) and isinstance(column, int)
            write(self._box(block * _IDS + number, number, row, column, _tall(str(text))))
        write("</xml>")
        return blocks.stop

    def _box(self, id_: int, level: int, row: int, column: int, tall: int) -> str:
        left, x1, right, x2 = _span(self._widths, _COLUMN, column + 1, _RIGHT, WIDE)
        top, y1, bottom, y2 = _span(self._heights, _ROW, max(row - 1, 0), _DOWN, tall)
        return (
            f'<v:shape id="_x0000_s{id_}" type="#_x0000_t202" style="position:absolute;margin-left:107.25pt;'
            f"margin-top:7.5pt;width:{WIDE * 0.75:.15g}pt;height:{tall * 0.75:.15g}pt;z-index:{level};"
            'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
            '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
            '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
            '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
            f"<x:Anchor>{left}, {x1}, {top}, {y1}, {right}, {x2}, {bottom}, {y2}</x:Anchor>"
            f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
        )


def _tall(text: str) -> int:
    """The height in pixels that a note's text needs."""
    return min(TALL, 24 + 17 * sum(1 + len(line) // 45 for line in text.split("\n")))


def _span(sizes: Sequence[int], other: int, first: int, offset: int, length: int) -> tuple[int, int, int, int]:
    """Where a box begins and ends: column (or row) and pixels into it, for each.

    `other` is the size of columns (or rows) beyond those of `sizes`.

    >>> _span([10, 0, 50], 20, 0, 15, 60)
    (2, 5, 3, 15)
    """
    start, into = _place(sizes, other, first, offset)
    return (start, into, *_place(sizes, other, start, into + length))


def _place(sizes: Sequence[int], other: int, number: int, offset: int) -> tuple[int, int]:
    while offset >= (size := sizes[number] if number < len(sizes) else other):
        offset -= size
        number += 1
    return number, offset
