"""Walks the stories: paragraphs, tables in tables, and what is anchored in them ([MS-DOC] 2.4.2, 2.4.4)."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.document import Cell, Layer, Style
from ingest.reading.builder import Builder
from ingest.reading.doc.anchors import Anchors, Stretch
from ingest.reading.doc.characters import Characters
from ingest.reading.doc.fields import match_fields
from ingest.reading.doc.formatted import Runs
from ingest.reading.doc.lists import Lists
from ingest.reading.doc.paragraphs import ParagraphFormat, ParagraphFormats
from ingest.reading.doc.pieces import Pieces
from ingest.reading.doc.sprms import Sprm
from ingest.reading.doc.tables import Row, Slot, grid, read_row

_PARAGRAPH_END = re.compile("[\r\x07\x0c]")
_EMPTY = "\0\r\x08 "
_CELL_END = "\x07"
_PAGE_BREAK = "\x0c"


class _Paragraph(NamedTuple):
    """A paragraph's characters from `start` up to its mark at `end`."""

    start: int
    end: int
    mark: str
    format: ParagraphFormat

    def ends_row(self, depth: int) -> bool:
        return self.format.row_end and self.format.depth == depth

    def ends_cell(self, depth: int) -> bool:
        if depth == 1:
            return self.mark == _CELL_END and self.format.depth == 1
        return self.format.cell_end and self.format.depth == depth


_Cells = list[list[_Paragraph]]


class Stories:
    """Tells a builder what stands in the stories of a document."""

    def __init__(
        self,
        pieces: Pieces,
        runs: Runs,
        formats: ParagraphFormats,
        characters: Characters,
        anchors: Anchors,
        lists: Lists,
        section_ends: frozenset[int],
        builder: Builder,
    ) -> None:
        self._pieces = pieces
        self._runs = runs
        self._formats = formats
        self._characters = characters
        self._anchors = anchors
        self._lists = lists
        self._section_ends = section_ends
        self._builder = builder
        self._shade = Style.NONE
        self._told: set[Stretch] = set()
        self._definitions: dict[tuple[Sprm, ...], Row] = {}

    def tell(self, start: int, end: int) -> None:
        """Tell the builder what stands between two positions."""
        text = self._pieces.text
        end = min(end, len(text))
        outer = self._characters.begin_story(match_fields(text, start, end))
        shade, self._shade = self._shade, Style.NONE
        self._blocks(self._paragraphs(start, end), 0)
        self._characters.end_story(outer)
        self._shade = shade

    def tell_stretch(self, stretch: Stretch) -> None:
        """Tell the builder a note, a comment, a text box, a header or footer; each only once, none that is empty.

        The empty paragraphs at its end are the format's own.
        """
        text = self._pieces.text[stretch.start : stretch.end]
        if stretch in self._told or not (text.strip(_EMPTY) or self._anchors.any_in(stretch)):
            return
        self._told.add(stretch)
        self._builder.begin_layer(stretch.layer)
        self.tell(stretch.start, min(stretch.start + len(text.rstrip("\r")) + 1, stretch.end))
        self._builder.end_layer()

    def tell_anchored(self, position: int) -> None:
        """Tell the builder all that is anchored at a character."""
        for stretch in self._anchors.at.get(position, ()):
            self.tell_stretch(stretch)
        for letters in self._anchors.letters.get(position, ()):
            self._builder.begin_layer(Layer.TEXTBOX)
            for line in letters.splitlines():
                self._builder.text(line)
                self._builder.end_paragraph()
            self._builder.end_layer()

    # -- structure ----------------------------------------------------------------------------------

    def _paragraphs(self, start: int, end: int) -> list[_Paragraph]:
        found = []
        for mark in _PARAGRAPH_END.finditer(self._pieces.text, start, end):
            at = mark.start()
            if mark.group() == _PAGE_BREAK and at not in self._section_ends:
                continue
            found.append(_Paragraph(start, at, mark.group(), self._format(at)))
            start = at + 1
        if start < end:
            found.append(_Paragraph(start, end, "", self._format(end - 1)))
        return found

    def _format(self, position: int) -> ParagraphFormat:
        piece = self._pieces.piece(position)
        if piece is None:
            return ParagraphFormat()
        offset = piece.offset + (position - piece.start) * piece.width
        return self._formats.format(self._runs.at(offset), piece.properties)

    def _blocks(self, paragraphs: list[_Paragraph], depth: int) -> None:
        """Paragraphs at a depth, and the tables among them."""
        at = 0
        while at < len(paragraphs):
            if paragraphs[at].format.depth <= depth:
                at += 1
                self._paragraph(paragraphs[at - 1], at < len(paragraphs) and paragraphs[at].format.depth <= depth)
                continue
            start = at
            while at < len(paragraphs) and paragraphs[at].format.depth > depth:
                at += 1
            self._table(paragraphs[start:at], depth + 1)

    def _table(self, paragraphs: list[_Paragraph], depth: int) -> None:
        rows = self._rows(paragraphs, depth)
        slots = grid([(self._definition(end.format.row if end else ()), len(cells)) for cells, end in rows])
        self._builder.begin_table()
        above: dict[int, Cell] = {}
        for (cells, end), places in zip(rows, slots, strict=True):
            if end and self._characters.look(end.end, end.format.style).style & Style.DELETED:
                self._deleted(cells)
                continue
            self._builder.begin_row()
            self._row(cells, places, depth, above)
            self._builder.end_row()
        self._builder.end_table()

    def _definition(self, sprms: tuple[Sprm, ...]) -> Row:
        """The row that these define; most rows of a table are alike."""
        known = self._definitions.get(sprms)
        if known is None:
            known = self._definitions[sprms] = read_row(sprms)
        return known

    def _rows(self, paragraphs: list[_Paragraph], depth: int) -> list[tuple[_Cells, _Paragraph | None]]:
        """The rows of a table: their cells, and the paragraph that ends them; a cut table's last row has none."""
        rows: list[tuple[_Cells, _Paragraph | None]] = []
        cells: _Cells = []
        cell: list[_Paragraph] = []
        for paragraph in paragraphs:
            if not paragraph.ends_row(depth):
                cell.append(paragraph)
                if not paragraph.ends_cell(depth):
                    continue
            if cell:
                cells.append(cell)
                cell = []
            if paragraph.ends_row(depth):
                rows.append((cells, paragraph))
                cells = []
        if cell:
            cells.append(cell)
        if cells:
            rows.append((cells, None))
        return rows

    def _deleted(self, cells: _Cells) -> None:
        """A row that a tracked change removes: deleted text before what follows it."""
        for cell in cells:
            for paragraph in cell:
                self._characters.write(paragraph.start, paragraph.end, paragraph.format.style, Style.DELETED)
                self._builder.text("\n", Style.DELETED)

    def _row(self, cells: _Cells, slots: list[Slot], depth: int, above: dict[int, Cell]) -> None:
        """A row's cells; `above` has, by column, the cells of the table that were made last."""
        column = 0
        for slot in slots:
            told = [cell for cell in cells[slot.first : slot.last + 1] if self._has_text(cell)]
            if slot.covered:
                if not told:
                    continue
                self._builder.resume_cell(above[slot.column])
            else:
                told = told or cells[slot.first : slot.first + 1]
                self._builder.skip_columns(slot.column - column)
                self._builder.begin_cell(slot.columns, slot.rows)
                if self._builder.cell is not None:
                    above[slot.column] = self._builder.cell
            column = slot.column + slot.columns
            shade = self._shade
            if slot.shaded:
                self._shade |= Style.HIGHLIGHT
            for cell in told:
                self._blocks(cell, depth)
            self._shade = shade
            self._builder.end_cell()

    def _has_text(self, cell: list[_Paragraph]) -> bool:
        return any(self._pieces.text[item.start : item.end].strip() for item in cell)

    def _paragraph(self, paragraph: _Paragraph, goes_on: bool) -> None:
        """One paragraph; where its mark is not seen and another follows, that one goes on in the same line."""
        format = paragraph.format
        shade = self._shade | (Style.HIGHLIGHT if format.shaded else Style.NONE)
        self._characters.write(paragraph.start, paragraph.end, format.style, shade)
        mark = self._characters.look(paragraph.end, format.style)
        if goes_on and not self._characters.is_shown(mark):
            if mark.style & Style.DELETED:
                self._builder.text("\n", Style.DELETED)
            return
        self._builder.end_paragraph(self._lists.label(format.list, format.level) if format.list else None)
