"""Plain text: files, the text of mails and chats, tables drawn with characters.

Each line is a paragraph, but for lines that a mail program broke; quotation marks and emphasis are
taken off, and a chat's date and sender stand outside the answers.
"""

from __future__ import annotations

import re

from ingest.document import Document, Layer, Style
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading.builder import Builder
from ingest.reading.encodings import decode
from ingest.reading.text.columns import column_tables
from ingest.reading.text.lines import Line, read_lines, unflowed
from ingest.reading.text.markup import is_markdown, spans
from ingest.reading.text.tables import DrawnCell, DrawnTable, DrawnTables
from ingest.reading.text.wrapping import rejoin, rejoin_cell


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    r"""Read a plain text in whatever encoding.

    >>> document = read("Localización: Goya\r\n\r\nFecha:".encode("cp1252"))
    >>> [paragraph.text for paragraph in document.paragraphs]
    ['Localización: Goya', '', 'Fecha:']
    """
    return read_text(data, limits)


def read_text(
    data: bytes,
    limits: Limits = DEFAULT_LIMITS,
    charset: str | None = None,
    flowed: bool = False,
    without_blank: bool = False,
) -> Document:
    """Read a text whose charset and format a mail's header declares.

    `flowed` is ``format=flowed`` and `without_blank` is ``DelSp=yes`` (RFC 3676).
    """
    decoded = decode(data, charset)
    limits.check("characters", len(decoded.text))
    lines = read_lines(decoded.text)
    if flowed:
        lines = unflowed(lines, without_blank)
    writer = _Writer(Builder(limits), is_markdown([line.text for line in lines]))
    writer.write(lines)
    return writer.builder.document("txt", damaged=decoded.damaged)


def write_text(text: str, builder: Builder) -> None:
    """Tell a builder a text that stands in something else, a page's preformatted text, say."""
    lines = read_lines(text)
    _Writer(builder, is_markdown([line.text for line in lines])).write(lines)


_RULE_SIGNS = tuple("-=*~#_─━═—–")
_RULE = re.compile(r"([-=*~#_─━═—–])(?:\s?\1){4,}")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
"""How Markdown's tables break a cell's lines."""


class _Writer:
    """Tells the builder lines and tables."""

    def __init__(self, builder: Builder, markdown: bool) -> None:
        self.builder = builder
        self._markdown = markdown

    def write(self, lines: list[Line]) -> None:
        texts = [line.text for line in lines]
        drawn, columns = DrawnTables(texts), column_tables(texts)
        done = at = 0
        while at < len(lines):
            table = drawn.at(at) or columns.get(at)
            if table is None:
                at += 1
                continue
            self._lines(lines[done:at])
            self._table(table)
            done = at = at + table.lines
        self._lines(lines[done:])

    def _lines(self, lines: list[Line]) -> None:
        for line in rejoin(lines):
            if line.stamp:
                self._aside(line.stamp)
            if _is_rule(line.text):
                self._aside(line.text)
            else:
                self._paragraph(line.text)

    def _aside(self, text: str) -> None:
        """Keep what stands outside the answers: a chat's stamp, a line drawn between two parts."""
        self.builder.begin_layer(Layer.HEADER)
        self.builder.text(text)
        self.builder.end_layer()

    def _table(self, table: DrawnTable) -> None:
        self.builder.begin_table()
        for row in table.rows:
            self.builder.begin_row()
            for cell in row:
                self._cell(cell)
            self.builder.end_row()
        self.builder.end_table()

    def _cell(self, cell: DrawnCell) -> None:
        self.builder.begin_cell(cell.columns)
        for text in rejoin_cell(cell.lines, cell.width):
            for part in _BREAK.split(text):
                self._paragraph(part.strip())
        self.builder.end_cell()

    def _paragraph(self, text: str) -> None:
        builder = self.builder
        for piece, style in spans(text.replace("\v", "\n") if "\v" in text else text, self._markdown):
            if "\n" in piece:
                self._lines_of(piece, style)
            else:
                builder.text(piece, style)
        builder.end_paragraph()

    def _lines_of(self, text: str, style: Style) -> None:
        for number, part in enumerate(text.split("\n")):
            if number:
                self.builder.line_break()
            self.builder.text(part, style)


def _is_rule(text: str) -> bool:
    """Whether a line is only drawn."""
    text = text.strip()
    return text[:1] in _RULE_SIGNS and _RULE.fullmatch(text) is not None
