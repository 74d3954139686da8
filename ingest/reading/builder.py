"""What all word-processing formats say, in one vocabulary: text, breaks, tables, check boxes, fields.

OOXML, ODF, RTF, HTML and the binary Word format differ in how they write things down, not in what
there is to write. Their readers walk the file and tell a `Builder` what they meet; it keeps the
tables' grids, the paragraph under way and the places of text boxes, and gives the `Document`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NoReturn

from ingest.document import TICKED, UNTICKED, Cell, Document, Layer, Paragraph, Span, Style
from ingest.errors import TooLarge
from ingest.limits import DEFAULT_LIMITS, Limits

_DELETED = Style.DELETED


@dataclass(slots=True)
class _Table:
    number: int
    outer: Cell | None
    row: int = -1
    column: int = 0
    cell: Cell | None = None
    empty: bool = True  # nothing written into the cell yet
    taken: dict[int, int] = field(default_factory=dict)  # column -> the first row that no merged cell covers it in


@dataclass(slots=True)
class _Flow:
    """One stream of paragraphs: the body, or a text box, note or margin while it is being written.

    Of the paragraph under way `spans` are the closed ones, `pieces` the text of the one that is open; its
    look and the counts of characters stand here while another stream is being written.
    """

    layer: Layer
    tables: list[_Table]
    spans: list[Span] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    look: tuple[Style, str | None, str | None] = (Style.NONE, None, None)
    before: int = 0
    written: int = 0
    paragraphs: list[Paragraph] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)  # of boxes anchored in the paragraph under way


class Builder:
    """Collects a document as a reader walks it.

    >>> b = Builder()
    >>> b.begin_table(); b.begin_row(); b.begin_cell()
    >>> b.text("Mixta ", Style.BOLD); b.check_box(True); _ = b.end_paragraph()
    >>> b.end_cell(); b.end_row(); b.end_table()
    >>> document = b.document("docx")
    >>> [(p.text, p.cell.row, p.cell.column) for p in document.paragraphs]
    [('Mixta ☒', 0, 0)]
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._allowed = limits.characters
        self._flow = _Flow(Layer.BODY, [])
        self._outer: list[_Flow] = []
        self._spans, self._pieces, self._tables = self._flow.spans, self._flow.pieces, self._flow.tables
        self._style, self._colour, self._link = self._flow.look
        self._table_count = 0
        self._characters = 0
        self._before = 0  # characters that are not in the text of the paragraph under way

    # -- text -------------------------------------------------------------------------------------

    def text(self, text: str, style: Style = Style.NONE, colour: str | None = None, link: str | None = None) -> None:
        """Add characters of one look to the paragraph under way."""
        if not text:
            return
        self._characters += len(text)
        if self._characters > self._allowed:
            self._refuse()
        pieces = self._pieces
        if style != self._style or colour != self._colour or link != self._link:
            if pieces:
                self._close_span()
            self._style, self._colour, self._link = style, colour, link
        pieces.append(text)

    def _refuse(self) -> NoReturn:
        raise TooLarge("characters", limit="characters", value=self._characters, allowed=self._allowed)

    def _close_span(self) -> None:
        """Make a span of the pieces of one look."""
        pieces = self._pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        self._spans.append(Span(text, self._style, self._colour, self._link))
        if self._style & _DELETED:
            self._before += len(text)

    def line_break(self) -> None:
        """A soft line break inside the paragraph."""
        self.text("\n", self._style & ~_DELETED if self._pieces else Style.NONE)

    def check_box(self, ticked: bool, style: Style = Style.NONE) -> None:
        """A check box of any kind at this place of the text."""
        self.text(TICKED if ticked else UNTICKED, style | Style.FILLED)

    @property
    def position(self) -> int:
        """How many characters the paragraph under way has so far, deleted ones not counted."""
        unseen = sum(map(len, self._pieces)) if self._style & _DELETED else 0
        return self._characters - self._before - unseen

    def end_paragraph(self, bullet: str | None = None) -> Paragraph:
        """Close the paragraph under way, empty or not, and give it."""
        cell = None
        if self._tables:
            table = self._tables[-1]
            table.empty = False
            cell = table.cell
        flow = self._flow
        spans = self._spans
        if self._pieces:
            self._close_span()
        if len(spans) == 1 and not spans[0].style & _DELETED:
            text = spans[0].text
        else:
            text = "".join([span.text for span in spans if not span.style & _DELETED])
        made = Paragraph(tuple(spans), text, cell, flow.layer, bullet)
        spans.clear()
        self._before = self._characters
        flow.paragraphs.append(made)
        if flow.after:
            flow.paragraphs += flow.after
            flow.after.clear()
        return made

    # -- other layers -----------------------------------------------------------------------------

    def begin_layer(self, layer: Layer) -> None:
        """Begin a text box, note, comment, header or footer.

        Its paragraphs come right after the paragraph that it is anchored in; that paragraph goes on
        after `end_layer`. A text box in a note or margin belongs to that note or margin.
        """
        anchored = layer is Layer.TEXTBOX
        if anchored and self._flow.layer is not Layer.BODY:
            layer = self._flow.layer
        outer = self._flow
        outer.look = self._style, self._colour, self._link
        outer.before, outer.written = self._before, self._characters
        self._outer.append(outer)
        self._enter(_Flow(layer, list(self._tables) if anchored else [], before=self._characters))

    def end_layer(self) -> None:
        """Close the layer begun last."""
        if self._pieces:
            self.end_paragraph()
        closed = self._flow
        outer = self._outer.pop()
        outer.before += self._characters - outer.written
        self._enter(outer)
        outer.after += closed.paragraphs + closed.after

    def _enter(self, flow: _Flow) -> None:
        self._flow, self._spans, self._pieces, self._tables = flow, flow.spans, flow.pieces, flow.tables
        self._style, self._colour, self._link = flow.look
        self._before = flow.before

    # -- tables -----------------------------------------------------------------------------------

    def begin_table(self) -> None:
        """Begin a table; inside a cell, a nested one."""
        if self._pieces:
            self.end_paragraph()
        outer = self._tables[-1].cell if self._tables else None
        if self._tables:
            self._tables[-1].empty = False
        self._table_count += 1
        self._tables.append(_Table(self._table_count, outer))

    def begin_row(self) -> None:
        """Begin the table's next row."""
        table = self._tables[-1]
        table.row += 1
        table.column = 0

    def skip_columns(self, count: int) -> None:
        """Leave grid columns empty at the start of a row (`w:gridBefore`)."""
        self._tables[-1].column += count

    def begin_cell(self, columns: int = 1, rows: int = 1) -> None:
        """Begin the row's next cell, which covers `columns` × `rows` of the grid."""
        table = self._tables[-1]
        if table.taken:
            while table.taken.get(table.column, 0) > table.row:
                table.column += 1
        table.cell = Cell(table.number, table.row, table.column, rows, columns, table.outer)
        table.empty = True
        if rows > 1:
            table.taken.update(dict.fromkeys(range(table.column, table.column + columns), table.row + rows))

    @property
    def cell(self) -> Cell | None:
        """The cell that is being written, None outside tables."""
        return self._tables[-1].cell if self._tables else None

    def resume_cell(self, cell: Cell) -> None:
        """Go on writing into a cell that was closed: the part of a merged cell that stands in a later row."""
        table = self._tables[-1]
        table.cell = cell
        table.empty = False

    def end_cell(self) -> None:
        """Close the cell; one without any paragraph gets an empty one, so that it is seen."""
        table = self._tables[-1]
        if self._pieces or table.empty:
            self.end_paragraph()
        if table.cell is not None:
            table.column = table.cell.column + table.cell.columns
        table.cell = None

    def end_row(self) -> None:
        """Close the row."""

    def end_table(self) -> None:
        """Close the table."""
        self._tables.pop()

    # -- the document -----------------------------------------------------------------------------

    def include(self, document: Document) -> None:
        """Add another document's paragraphs at this place (`w:altChunk`)."""
        if self._pieces:
            self.end_paragraph()
        here = self.cell
        if self._tables and document.paragraphs:
            self._tables[-1].empty = False
        first, last = self._table_count, 0
        for paragraph in document.paragraphs:
            self._characters += len(paragraph.text)
            if self._characters > self._allowed:
                self._refuse()
            cell = _moved(paragraph.cell, first, here)
            last = max(last, paragraph.cell.table if paragraph.cell else 0)
            layer = paragraph.layer if self._flow.layer is Layer.BODY else self._flow.layer
            self._flow.paragraphs.append(replace(paragraph, cell=cell, layer=layer))
        self._before = self._characters
        self._table_count += last

    def document(self, format: str, damaged: bool = False) -> Document:
        """All that was collected."""
        if self._pieces:
            self.end_paragraph()
        return Document(format, tuple(self._flow.paragraphs + self._flow.after), damaged=damaged)


def _moved(cell: Cell | None, tables: int, outer: Cell | None) -> Cell | None:
    """A cell of an included document: its table counted after `tables` others, standing in `outer`."""
    if cell is None:
        return outer
    return cell._replace(table=cell.table + tables, outer=_moved(cell.outer, tables, outer))
