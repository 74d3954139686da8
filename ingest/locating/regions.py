"""Which text belongs to which label.

An answer lies between a label and the next thing: the rest of its line, the next paragraphs, the
cell to the right, the cell below. In running text that is the reading order; in a table it is the
grid that decides: a cell without a label belongs to the nearest label on its left in the row, else
to whatever the cell above it belongs to, else to the label before its table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.document import Cell, Document, Layer
from ingest.locating.endings import Endings
from ingest.locating.labels import Sighting


class Piece(NamedTuple):
    """``text[start:end]`` of the paragraph of that number."""

    paragraph: int
    start: int
    end: int


@dataclass(slots=True)
class Regions:
    """A sheet cut up: the pieces that belong to each label (by its index), and those that belong to none."""

    answers: dict[int, list[Piece]] = field(default_factory=dict)
    labels: dict[int, Piece] = field(default_factory=dict)
    rest: list[Piece] = field(default_factory=list)


def cut_regions(
    document: Document,
    sightings: Sequence[Sighting],
    first: int,
    last: int,
    endings: Endings,
) -> Regions:
    """Give every piece of the paragraphs ``first … last - 1`` to a label, or to none.

    `endings` tells whether the answer to the sheet's last label goes on with a paragraph, or whether that
    is a signature.
    """
    sheet = _Sheet(document, sightings, first, last)
    regions = Regions({item.label: [] for item in sightings}, {})
    for number in range(first, last):
        _give_out(sheet, number, regions)
    _trim_last(document, sightings, regions, endings)
    return regions


def _give_out(sheet: _Sheet, number: int, regions: Regions) -> None:
    paragraph = sheet.document.paragraphs[number]
    if paragraph.layer is not Layer.BODY and paragraph.layer is not Layer.TEXTBOX:
        regions.rest.append(Piece(number, 0, len(paragraph.text)))
        return
    at, owner = 0, sheet.owner(number)
    for sighting in sheet.in_paragraph.get(number, ()):
        _add(regions, owner, Piece(number, at, sighting.start))
        regions.labels[sighting.label] = Piece(number, sighting.start, sighting.end)
        at, owner = sighting.end, sighting.label
    _add(regions, owner, Piece(number, at, len(paragraph.text)))


def _add(regions: Regions, owner: int | None, piece: Piece) -> None:
    if piece.end > piece.start:
        (regions.rest if owner is None else regions.answers[owner]).append(piece)


class _Sheet:
    """The paragraphs of one sheet, and the owner of each."""

    def __init__(self, document: Document, sightings: Sequence[Sighting], first: int, last: int) -> None:
        self.document = document
        self.in_paragraph: dict[int, list[Sighting]] = {}
        for item in sightings:
            self.in_paragraph.setdefault(item.paragraph, []).append(item)
        self._first = first
        self._in_cell: dict[Cell, int] = {}  # cell -> its last label
        self._cells: dict[int, list[Cell]] = {}  # table -> its cells, in reading order
        self._before: list[int | None] = []  # paragraph -> label before it in reading order
        self._owners: dict[Cell, int | None] = {}
        self._last_label = max(item.paragraph for item in sightings)
        self._survey(first, last)

    def _survey(self, first: int, last: int) -> None:
        current: int | None = None
        known: set[Cell] = set()
        for number in range(first, last):
            self._before.append(current)
            cell = self.document.paragraphs[number].cell
            while cell is not None and cell not in known:
                known.add(cell)
                self._cells.setdefault(cell.table, []).append(cell)
                cell = cell.outer
            for item in self.in_paragraph.get(number, ()):
                current = item.label
                cell = self.document.paragraphs[number].cell
                if cell is not None:
                    self._in_cell[cell] = item.label

    def owner(self, number: int) -> int | None:
        """The label that the beginning of a paragraph belongs to."""
        paragraph = self.document.paragraphs[number]
        before = self._before[number - self._first]
        if paragraph.cell is None:
            return before if self._flows_on(number, before) else None
        labelled = self._labelled_before(number, paragraph.cell)
        if labelled is not None:
            return labelled
        if paragraph.cell in self._in_cell:
            return self._above(paragraph.cell) if self.in_paragraph.get(number) is None else None
        return self._of_cell(paragraph.cell, before)

    def _labelled_before(self, number: int, cell: Cell) -> int | None:
        """The label before a paragraph in its own cell."""
        for earlier in range(number - 1, self._first - 1, -1):
            if self.document.paragraphs[earlier].layer is not Layer.BODY:
                continue
            other = self.document.paragraphs[earlier].cell
            if other != cell and (other is None or cell not in _outwards(other)):
                return None
            found = self.in_paragraph.get(earlier)
            if found and other == cell:
                return found[-1].label
        return None

    def _of_cell(self, cell: Cell, before: int | None) -> int | None:
        if cell not in self._owners:
            self._owners[cell] = None  # a cell that leads back to itself has no owner
            self._owners[cell] = self._find(cell, before)
        return self._owners[cell]

    def _find(self, cell: Cell, before: int | None) -> int | None:
        left = [
            other
            for other in self._cells[cell.table]
            if other in self._in_cell and other.column < cell.column and _overlap_rows(other, cell)
        ]
        if left:
            return self._in_cell[max(left, key=lambda other: other.column)]
        above = self._above(cell)
        if above is not None:
            return above
        if cell.outer is not None:
            inside = self._in_cell.get(cell.outer)
            return inside if inside is not None else self._of_cell(cell.outer, before)
        return before

    def _above(self, cell: Cell) -> int | None:
        """The owner of the nearest cell above."""
        over = [
            other
            for other in self._cells[cell.table]
            if other.row + other.rows <= cell.row and _overlap_columns(other, cell)
        ]
        if not over:
            return None
        row = max(other.row for other in over)
        nearest = [other for other in over if other.row == row]
        labelled = [other for other in nearest if other in self._in_cell]
        if labelled:
            return self._in_cell[labelled[0]]
        return self._of_cell(nearest[0], None)

    def _flows_on(self, number: int, before: int | None) -> bool:
        """Whether running text still belongs to the label before it: not when that stands in a table that is over."""
        if before is None:
            return False
        for item in self.in_paragraph.values():
            for sighting in item:
                if sighting.label == before:
                    cell = self.document.paragraphs[sighting.paragraph].cell
                    return cell is None or number < self._last_label
        return False


def _outwards(cell: Cell) -> list[Cell]:
    cells = []
    outer = cell.outer
    while outer is not None:
        cells.append(outer)
        outer = outer.outer
    return cells


def _overlap_rows(one: Cell, other: Cell) -> bool:
    return one.row < other.row + other.rows and other.row < one.row + one.rows


def _overlap_columns(one: Cell, other: Cell) -> bool:
    return one.column < other.column + other.columns and other.column < one.column + one.columns


def _trim_last(document: Document, sightings: Sequence[Sighting], regions: Regions, endings: Endings) -> None:
    """In running text nothing marks the end of the last answer: a signature may follow it."""
    last = max(sightings, key=lambda item: (item.paragraph, item.start))
    if document.paragraphs[last.paragraph].cell is not None:
        return
    pieces = regions.answers[last.label]
    kept: list[Piece] = []
    given, before = False, last.paragraph
    for position, piece in enumerate(pieces):
        text = document.paragraphs[piece.paragraph].text[piece.start : piece.end]
        if text.strip():
            gap = any(not between.text.strip() for between in document.paragraphs[before + 1 : piece.paragraph])
            if piece.paragraph != last.paragraph and not endings.goes_on(last.label, given, gap, text):
                regions.rest += pieces[position:]
                break
            given, before = given or endings.is_answer(last.label, text), piece.paragraph
        kept.append(piece)
    regions.answers[last.label] = kept
