"""Questions on the left and answers on the right, set apart by blanks, as on a typewriter.

    Fecha de relevamiento     24/04/2020

    Lugar donde se            Trenque Lauquen, provincia
    desarrolla:               de Buenos Aires

Both sides are broken where they meet, so that reading line by line would mix them. The column where
the right side begins is the one at which most lines begin anew after blanks; the lines round those
that nothing crosses it in are a table of two columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.reading.text.tables import DrawnCell, DrawnTable

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_FRAME = frozenset("|│┃║+")
_LEAST = 3  # lines that begin anew at a column
_WIDE = 4  # blanks that one of them leaves at least
_LEFTMOST = 8
_MOST_COLUMNS = 20
_NOWHERE: Sequence[int] = ()


def column_tables(texts: Sequence[str]) -> dict[int, DrawnTable]:
    """The tables of a text that blanks alone draw, by the line that they begin at.

    >>> texts = ["Fecha:      24/04/2020", "Lugar:      Goya,", "            Corrientes", "Temas:      agua"]
    >>> [[cell.lines for cell in row] for row in column_tables(texts)[0].rows]
    [[('Fecha:',), ('24/04/2020',)], [('Lugar:',), ('Goya,', 'Corrientes')], [('Temas:',), ('agua',)]]
    """
    lines = [text.expandtabs(8).rstrip() for text in texts]
    starts = [_starts(line) if "  " in line else _NOWHERE for line in lines]
    votes = Counter(column for found in starts for column in found)
    tables: dict[int, DrawnTable] = {}
    covered = bytearray(len(lines))  # lines that are in a table
    for column, count in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:_MOST_COLUMNS]:
        if count < _LEAST:
            break
        begun = [number for number, found in enumerate(starts) if column in found]
        for first, last in _regions(lines, begun, column):
            if not any(covered[first:last]):
                covered[first:last] = b"\1" * (last - first)
                tables[first] = DrawnTable(_rows(lines[first:last], column), last - first)
    return tables


def _starts(line: str) -> Sequence[int]:
    """The columns at which a line begins anew after two blanks and more."""
    if line.lstrip()[:1] in _FRAME:
        return []
    return [found.end() for found in _GAP.finditer(line) if found.end() >= _LEFTMOST][:4]


def _regions(lines: list[str], begun: list[int], column: int) -> list[tuple[int, int]]:
    """Stretches of lines, from one that begins anew at the column to the last, that nothing crosses it in."""
    regions: list[tuple[int, int]] = []
    first = begun[0]
    last, count = first, 0
    for number in begun:
        if any(_crosses(lines[between], column) for between in range(last, number)):
            regions += _region(lines, first, last, count, column)
            first, count = number, 0
        last, count = number, count + 1
    return regions + _region(lines, first, last, count, column)


def _region(lines: list[str], first: int, last: int, count: int, column: int) -> list[tuple[int, int]]:
    if count < _LEAST or max(_gap(line, column) for line in lines[first : last + 1]) < _WIDE:
        return []  # too few, or the doubled blanks of justified text
    last += 1
    while last < len(lines) and lines[last] and not _crosses(lines[last], column):
        last += 1  # the last answer goes on
    return [(first, last)]


def _gap(line: str, column: int) -> int:
    """How many blanks stand before the column where both sides of it have text."""
    left = line[:column]
    return len(left) - len(left.rstrip()) if left.strip() and line[column:].strip() else 0


def _crosses(line: str, column: int) -> bool:
    """Whether text stands where both sides should be set apart."""
    return bool(line[column - 2 : column].strip()) or line.lstrip()[:1] in _FRAME


def _rows(lines: list[str], column: int) -> tuple[tuple[DrawnCell, ...], ...]:
    """The rows: where blank lines part them, by these; elsewhere a row ends where the next question begins."""
    halves = [(line[:column].strip(), line[column:].strip()) for line in lines]
    right_width = max(len(right) for _, right in halves)
    spaced = sum(1 for line in lines if not line) >= _LEAST - 1
    rows: list[tuple[list[str], list[str]]] = []
    above = ""  # the left half of the line above, where that has one
    after_blank = True
    for left, right in halves:
        if not left and not right:
            after_blank = True
            continue
        begins = after_blank if spaced else not _goes_on(above, left, column - 2)
        if not rows or (left and (begins or after_blank)):
            rows.append(([], []))
        elif after_blank:
            rows[-1][1].append("")
        rows[-1][0].extend([left] if left else [])
        rows[-1][1].extend([right] if right else [])
        above, after_blank = left, False
    return tuple((_cell([" ".join(left)], column), _cell(right, right_width)) for left, right in rows)


def _goes_on(above: str, left: str, width: int) -> bool:
    """Whether a left half is the rest of the one above it."""
    if not above or not left or above.endswith(":"):
        return False
    return left[0].islower() or len(above) + 1 + len(left.split(" ")[0]) > width


def _cell(texts: list[str], width: int) -> DrawnCell:
    return DrawnCell(tuple(texts) or ("",), 1, width)
