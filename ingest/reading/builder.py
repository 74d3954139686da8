"""What all word-processing formats say, in one vocabulary: text, breaks, tables, check boxes, fields.

OOXML, ODF, RTF, HTML and the binary Word format differ in how they write things down, not in what
there is to write. Their readers walk the file and tell a `Builder` what they meet; it keeps the
tables' grids, the paragraph under way and the places of text boxes, and gives the `Document`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.document import TICKED, UNTICKED, Cell, Document, Layer, Paragraph, Span, Style, paragraph
from ingest.errors import TooLarge
from ingest.limits import DEFAULT_LIMITS, Limits


@dataclass(slots=True)
class _Table:
    number: int
    outer: Cell | None
    row: int = -1
    column: int = 0
    cell: Cell | None = None
    empty: bool = True  # nothing written into the cell yet
    taken: dict[int, int] = field(default_factory=dict)  # column -> rows still covered by a merged cell above


class Builder:
    """Collects a document as a reader walks it.

    >>> b = Builder()
    >>> b.begin_table(); b.begin_row(); b.begin_cell()
    >>> b.text("Mixta ", Style.BOLD); b.check_box(True); b.end_paragraph()
    >>> b.end_cell(); b.end_row(); b.end_table()
    >>> document = b.document("docx")
    >>> [(p.text, p.cell.row, p.cell.column) for p in document.paragraphs]
    [('Mixta ☒', 0, 0)]
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._paragraphs: list[Paragraph] = []
        self._spans: list[Span] = []
        self._tables: list[_Table] = []
        self._table_count = 0
        self._layers: list[tuple[Layer, list[Span], list[_Table]]] = []
        self._layer = Layer.BODY
        self._after: list[Paragraph] = []
        self._characters = 0

    # -- text -------------------------------------------------------------------------------------

    def text(self, text: str, style: Style = Style.NONE, colour: str | None = None, link: str | None = None) -> None:
        """Add characters of one look to the paragraph under way."""
        if not text:
            return
        self._characters += len(text)
        if self._characters > self._limits.characters:
            raise TooLarge(
                "characters", limit="characters", value=self._characters, allowed=self._limits.characters
            )
        spans = self._spans
        if spans:
            last = spans[-1]
            if last.style == style and last.colour == colour and last.link == link:
                spans[-1] = Span(last.text + text, style, colour, link)
                return
        spans.append(Span(text, style, colour, link))

    def line_break(self) -> None:
        """A soft line break inside the paragraph."""
        self.text("\n", self._spans[-1].style & ~Style.DELETED if self._spans else Style.NONE)

    def check_box(self, ticked: bool, style: Style = Style.NONE) -> None:
        """A check box of any kind at this place of the text."""
        self.text(TICKED if ticked else UNTICKED, style | Style.FILLED)

    def end_paragraph(self, bullet: str | None = None) -> None:
        """Close the paragraph under way, empty or not."""
        table = self._tables[-1] if self._tables else None
        if table is not None:
            table.empty = False
        made = paragraph(self._spans, table.cell if table else None, self._layer, bullet)
        self._spans = []
        (self._after if self._layers else self._paragraphs).append(made)
        if not self._layers and self._after:
            self._paragraphs += self._after
            self._after = []

    # -- other layers -----------------------------------------------------------------------------

    def begin_layer(self, layer: Layer) -> None:
        """Begin a text box, note, comment, header or footer.

        Its paragraphs come right after the paragraph that it is anchored in; that paragraph goes on
        after `end_layer`.
        """
        self._layers.append((self._layer, self._spans, self._tables))
        self._layer, self._spans = layer, []
        self._tables = [] if layer is not Layer.TEXTBOX else list(self._tables)

    def end_layer(self) -> None:
        """Close the layer begun last."""
        if self._spans:
            self.end_paragraph()
        self._layer, self._spans, self._tables = self._layers.pop()

    # -- tables -----------------------------------------------------------------------------------

    def begin_table(self) -> None:
        """Begin a table; inside a cell, a nested one."""
        if self._spans:
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
        table.taken = {column: left - 1 for column, left in table.taken.items() if left > 1}

    def skip_columns(self, count: int) -> None:
        """Leave grid columns empty at the start of a row (`w:gridBefore`)."""
        self._tables[-1].column += count

    def begin_cell(self, columns: int = 1, rows: int = 1) -> None:
        """Begin the row's next cell, which covers `columns` × `rows` of the grid."""
        table = self._tables[-1]
        while table.taken.get(table.column):
            table.column += 1
        table.cell = Cell(table.number, table.row, table.column, rows, columns, table.outer)
        table.empty = True
        if rows > 1:
            table.taken.update({table.column + offset: rows for offset in range(columns)})

    def end_cell(self) -> None:
        """Close the cell; one without any paragraph gets an empty one, so that it is seen."""
        table = self._tables[-1]
        if self._spans or table.empty:
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

    def document(self, format: str, damaged: bool = False) -> Document:
        """All that was collected."""
        if self._spans:
            self.end_paragraph()
        return Document(format, tuple(self._paragraphs + self._after), damaged=damaged)
