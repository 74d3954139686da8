"""Tables drawn with characters: Markdown's, the grids of text-mode programs, boxes of ``│`` and ``─``.

::

    +---------------+----------------+      | Pregunta | Respuesta |
    | Localización: | Trenque        |      |----------|-----------|
    |               | Lauquen        |      | Fecha    | 24/04/20  |
    +---------------+----------------+      | Lugar    | Goya      |

In a grid with a rule between all rows, the lines between two rules are one row; elsewhere each line
is one, but a line whose first cell is empty goes on with the row above.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from typing import NamedTuple

_BARS = "|│┃║┆┊¦"
_BAR = re.compile(rf"(?<!\\)[{_BARS}]")
_INNER_BAR = re.compile(rf"(?<=\s)[{_BARS}](?:\s|$)")
_HOLLOW = re.compile(r"\|\s+\|")
_LINES = frozenset("-=_")
_CORNERS = frozenset("+|")
_BOX_DRAWING = frozenset(map(chr, range(0x2500, 0x2580)))
_RULE_SIGNS = _LINES | _CORNERS | _BOX_DRAWING | frozenset(": \t")


class DrawnCell(NamedTuple):
    """A cell's lines, as drawn, and the columns it covers; `width` is the room a line has in it."""

    lines: tuple[str, ...]
    columns: int
    width: int


class DrawnTable(NamedTuple):
    """The rows of a drawn table, and the number of lines of text that it takes up."""

    rows: tuple[tuple[DrawnCell, ...], ...]
    lines: int


class _Row(NamedTuple):
    cells: tuple[str, ...]
    bars: tuple[int, ...]  # where the bars stand


class DrawnTables:
    """The tables of some lines.

    >>> table = DrawnTables(["| Fecha | 24/04/20 |", "|---|---|", "| Lugar | Goya |"]).at(0)
    >>> [[cell.lines for cell in row] for row in table.rows]
    [[('Fecha',), ('24/04/20',)], [('Lugar',), ('Goya',)]]
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        together = "".join(lines)
        self._none_before = 0 if any(bar in together for bar in _BARS) else len(lines)

    def at(self, start: int) -> DrawnTable | None:
        """The table that begins at a line, None where none does. To be asked from the first line on."""
        if start < self._none_before:
            return None
        if not _drawn(self._lines[start]):
            return _unframed(self._lines, start)
        return self._framed(start)

    def _framed(self, start: int) -> DrawnTable | None:
        lines = self._lines
        groups: list[list[_Row]] = [[]]
        rules = 0
        end = start
        while end < len(lines) and _drawn(lines[end]):
            if _rule(lines[end]):
                rules += 1
                groups.append([])
            else:
                groups[-1].append(_row(lines[end]))
            end += 1
        groups = [group for group in groups if group]
        count = sum(len(group) for group in groups)
        if not count or (count == 1 and not rules and len(groups[0][0].cells) < 2):
            self._none_before = end  # what is none from its first line on is none from a later one
            return None
        return DrawnTable(_rows(groups), end - start)


def _rule(line: str) -> bool:
    """Whether a line is ``+---+---+``, ``|---|:--|``, ``---|---``, ``├───┼───┤`` or the like."""
    if len(line) < 3 or line[0] not in _RULE_SIGNS:
        return False
    signs = set(line)
    if not signs <= _RULE_SIGNS:
        return False
    drawn = bool(signs & _BOX_DRAWING - set(_BARS)) or bool(signs & _LINES and signs & _CORNERS)
    return drawn and not _HOLLOW.search(line)


def _drawn(line: str) -> bool:
    """Whether a line is a rule or a row with bars at both ends."""
    stripped = line.strip()
    if not stripped:
        return False
    if stripped[0] in _BARS and stripped[-1] in _BARS and len(stripped) > 2 and not stripped.endswith("\\|"):
        return True
    return _rule(line)


def _row(line: str) -> _Row:
    line = line.expandtabs(8).rstrip()
    bars = [found.start() for found in _BAR.finditer(line)]
    cells = [line[left + 1 : right].replace("\\|", "|") for left, right in zip(bars, bars[1:], strict=False)]
    return _Row(tuple(cells), tuple(bars))


def _rows(groups: list[list[_Row]]) -> tuple[tuple[DrawnCell, ...], ...]:
    every = [row for group in groups for row in group]
    edges = max((row.bars for row in every), key=len)
    aligned = all(set(row.bars) <= set(edges) for row in every)
    grid = len(groups) > 2 or (len(groups) == 1 and len(groups[0]) == 1)
    made: list[list[_Row]] = []
    for group in groups:
        for number, row in enumerate(group):
            same_shape = bool(made) and number > 0 and made[-1][0].bars == row.bars
            goes_on = same_shape and (grid or not row.cells[0].strip())
            if goes_on and any(cell.strip() for cell in row.cells):
                made[-1].append(row)
            elif not goes_on:
                made.append([row])
    return tuple(_cells(lines, edges if aligned else None) for lines in made)


def _cells(rows: list[_Row], edges: tuple[int, ...] | None) -> tuple[DrawnCell, ...]:
    cells = []
    for column, _ in enumerate(rows[0].cells):
        left, right = rows[0].bars[column], rows[0].bars[column + 1]
        covered = bisect(edges, right) - bisect(edges, left) if edges else 1
        texts = [row.cells[column].strip() for row in rows]
        while len(texts) > 1 and not texts[-1]:
            texts.pop()
        cells.append(DrawnCell(tuple(texts), max(covered, 1), right - left - 3))
    return tuple(cells)


# -- tables without a frame ------------------------------------------------------------------------


def _unframed(lines: Sequence[str], start: int) -> DrawnTable | None:
    """Three lines and more, each cut by the same number of bars: ``Fecha | 24/04/20``."""
    count = _inner_bars(lines[start])
    if not count:
        return None
    rows: list[tuple[DrawnCell, ...]] = []
    end = start
    while end < len(lines) and (_inner_bars(lines[end]) == count or (rows and _rule(lines[end]))):
        if not _rule(lines[end]):
            cells = re.split(rf"(?<!\\)[{_BARS}]", lines[end])
            rows.append(tuple(DrawnCell((cell.strip().replace("\\|", "|"),), 1, len(cell)) for cell in cells))
        end += 1
    return DrawnTable(tuple(rows), end - start) if len(rows) > 2 else None


def _inner_bars(line: str) -> int:
    stripped = line.strip()
    if not stripped or stripped[0] in _BARS:
        return 0
    return len(_INNER_BAR.findall(line))
