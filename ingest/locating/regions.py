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
from ingest.locating.sightings import Sighting

_MOST_ROWS = 1000  # that one cell is taken to cover


class Piece(NamedTuple):
    """``text[start:end]`` of the paragraph of that number."""

    paragraph: int
    start: int
    end: int


@dataclass(slots=True)
class Regions:
    """A sheet cut up: the pieces that belong to each label (by its index), and those that belong to none.

    `guessed` holds the labels whose pieces may be another's.
    """

    answers: dict[int, list[Piece]] = field(default_factory=dict)
    labels: dict[int, Piece] = field(default_factory=dict)
    rest: list[Piece] = field(default_factory=list)
    guessed: set[int] = field(default_factory=set)


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
    sheet = _Sheet(document, sightings, first, last, endings)
    regions = Regions({item.label: [] for item in sightings}, {})
    for number in range(first, last):
        _give_out(sheet, number, regions)
    regions.guessed = sheet.guessed
    final = max(sightings, key=lambda item: (item.paragraph, item.start))
    _trim_last(document, final, regions, endings)
    _doubt_last(document, final, regions, endings)
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

    def __init__(
        self, document: Document, sightings: Sequence[Sighting], first: int, last: int, endings: Endings
    ) -> None:
        self.document = document
        self.in_paragraph: dict[int, list[Sighting]] = {}
        for item in sightings:
            self.in_paragraph.setdefault(item.paragraph, []).append(item)
        self._first = first
        self._endings = endings
        self._labels: dict[Cell, list[Sighting]] = {}  # cell -> the labels in it
        self._numbers: dict[Cell, list[int]] = {}  # cell -> its paragraphs
        self._rows: dict[tuple[int, int], list[Cell]] = {}  # table and row -> the cells that stand in it
        self._before: list[int | None] = []  # paragraph -> label before it in reading order
        self._own: list[int | None] = []  # paragraph -> label before it in its own cell
        self._owners: dict[Cell, int | None] = {}
        self.guessed: set[int] = set()  # labels whose answers are given out by guess
        self._lined_up: dict[int, int] = {}  # paragraph -> label on the same line of the cell on its left
        self._last_label = max([item.paragraph for item in sightings])
        self._cells = {item.label: document.paragraphs[item.paragraph].cell for item in reversed(sightings)}
        self._survey(first, last)

    def _survey(self, first: int, last: int) -> None:
        current: int | None = None
        for number in range(first, last):
            paragraph = self.document.paragraphs[number]
            cell = paragraph.cell
            known = self._labels.get(cell) if cell is not None else None
            self._before.append(current)
            self._own.append(known[-1].label if known else None)
            found = self.in_paragraph.get(number, [])
            if found:
                current = found[-1].label
            if cell is not None and paragraph.layer is Layer.BODY:
                self._enter(cell)
                self._numbers[cell].append(number)
                if found:
                    self._labels.setdefault(cell, []).extend(found)

    def _enter(self, cell: Cell | None) -> None:
        while cell is not None and cell not in self._numbers:
            self._numbers[cell] = []
            for row in range(cell.row, cell.row + min(cell.rows, _MOST_ROWS)):
                self._rows.setdefault((cell.table, row), []).append(cell)
            cell = cell.outer

    def owner(self, number: int) -> int | None:
        """The label that the beginning of a paragraph belongs to."""
        cell = self.document.paragraphs[number].cell
        before = self._before[number - self._first]
        if cell is None:
            return before if self._flows_on(number, before) else None
        own = self._own[number - self._first]
        if own is not None:
            return own
        if cell in self._labels:
            return self._above(cell) if number not in self.in_paragraph else None
        owner = self._of_cell(cell, before)
        return self._lined_up.get(number, owner)

    def _of_cell(self, cell: Cell, before: int | None) -> int | None:
        if cell not in self._owners:
            self._owners[cell] = None  # a cell that leads back to itself has no owner
            self._owners[cell] = self._find(cell, before)
        return self._owners[cell]

    def _find(self, cell: Cell, before: int | None) -> int | None:
        beside = self._rows.get((cell.table, cell.row), ())
        left = [other for other in beside if other.column < cell.column and other in self._labels]
        if left:
            nearest = max(left, key=lambda other: other.column)
            self._line_up(cell, nearest)
            return self._labels[nearest][-1].label
        behind = self._behind(cell, beside)
        if behind is not None:
            self.guessed.add(behind)
            return behind
        above = self._above(cell)
        if above is not None:
            return above
        if cell.outer is not None:
            inside = [item.label for item in self._labels.get(cell.outer, ())]
            if not inside:
                return self._of_cell(cell.outer, before)
            return before if before in inside else inside[-1]
        return before

    def _behind(self, cell: Cell, beside: Sequence[Cell]) -> int | None:
        """The label on the right, where it ends the row and stands alone in its cell: the columns were swapped."""
        last = max(beside, key=lambda other: other.column, default=cell)
        found = self._labels.get(last, ())
        if last == cell or len(found) != 1 or len(beside) != 2 or self._endings.is_heading(found[0].label):
            return None
        return None if len(self._said(last)) != 1 or self._answered(found[0]) else found[0].label

    def _above(self, cell: Cell) -> int | None:
        """The owner of the nearest cell above."""
        for row in range(cell.row - 1, -1, -1):
            over = [other for other in self._rows.get((cell.table, row), ()) if _overlap_columns(other, cell)]
            if over:
                labelled = [self._labels[other] for other in over if other in self._labels]
                return labelled[0][-1].label if labelled else self._of_cell(over[0], None)
        return None

    def _line_up(self, cell: Cell, labels: Cell) -> None:
        """Several labels in one cell, each answered on its line of the next cell."""
        found = self._labels[labels]
        asked = [item for item in found if not self._endings.is_heading(item.label)]
        if len(asked) < 2 or any(self._answered(item) for item in asked):
            return
        mine, theirs = self._numbers.get(cell, []), self._numbers[labels]
        said = [number for number in mine if self.document.paragraphs[number].text.strip()]
        if len(said) == len(asked):
            self._lined_up.update(zip(said, [item.label for item in asked], strict=True))
        elif len(mine) == len(theirs):
            at = {item.paragraph: item.label for item in found}
            label = found[0].label
            for number, beside in zip(mine, theirs, strict=True):
                label = at.get(beside, label)
                self._lined_up[number] = label
        elif said:
            self.guessed.update(item.label for item in asked)

    def _answered(self, item: Sighting) -> bool:
        """Whether something beyond the hint stands behind a label in its paragraph."""
        return self._endings.is_answer(item.label, self.document.paragraphs[item.paragraph].text[item.end :])

    def _flows_on(self, number: int, before: int | None) -> bool:
        """Whether running text still belongs to the label before it: not when that stands in a table that is over."""
        if before is None:
            return False
        cell = self._cells[before]
        return cell is None or number < self._last_label or self._framed(cell)

    def _framed(self, cell: Cell) -> bool:
        """Whether a cell is a frame round one label: a table of its own, or several, nothing but the label in them."""
        if len(self._labels.get(cell, ())) != 1 or len(self._said(cell)) != 1 or self._answered(self._labels[cell][0]):
            return False
        cells = {other for row in self._rows.values() for other in row}
        inner: Cell | None = None
        around: Cell | None = cell
        while around is not None:
            beside = any(other.table == around.table and other != around for other in cells)
            within = any(other.outer == around and (inner is None or other.table != inner.table) for other in cells)
            if beside or within or (inner is not None and self._said(around)):
                return False
            inner, around = around, around.outer
        return True

    def _said(self, cell: Cell) -> list[int]:
        """The paragraphs of a cell that are not blank."""
        return [number for number in self._numbers[cell] if self.document.paragraphs[number].text.strip()]


def _overlap_columns(one: Cell, other: Cell) -> bool:
    return one.column < other.column + other.columns and other.column < one.column + one.columns


def _trim_last(document: Document, last: Sighting, regions: Regions, endings: Endings) -> None:
    """In running text nothing marks the end of the last answer: a signature may follow it."""
    pieces = regions.answers[last.label]
    in_cell = document.paragraphs[last.paragraph].cell is not None
    if in_cell and all(document.paragraphs[piece.paragraph].cell is not None for piece in pieces):
        return
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


def _doubt_last(document: Document, last: Sighting, regions: Regions, endings: Endings) -> None:
    """The last question, empty, with something behind it that would answer it but was given to none."""
    if endings.is_heading(last.label):
        return
    texts = [
        document.paragraphs[piece.paragraph].text[piece.start : piece.end] for piece in regions.answers[last.label]
    ]
    if any(endings.is_answer(last.label, text) for text in texts):
        return
    for piece in sorted(regions.rest):
        text = document.paragraphs[piece.paragraph].text[piece.start : piece.end]
        layer = document.paragraphs[piece.paragraph].layer
        if piece.paragraph > last.paragraph and text.strip() and layer in (Layer.BODY, Layer.TEXTBOX):
            if endings.goes_on(last.label, False, piece.paragraph > last.paragraph + 1, text):
                regions.guessed.add(last.label)
            return
