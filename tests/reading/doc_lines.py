"""A document as lines that a person can read and compare: where, then the spans with their looks."""

from __future__ import annotations

from ingest.document import Cell, Document, Layer, Paragraph, Span, Style

_LOOKS = ("BOLD", "ITALIC", "UNDERLINE", "STRIKE", "HIGHLIGHT", "ENCIRCLED", "CROSSED", "FILLED", "PROMPT", "DELETED",
          "SUPERSCRIPT")  # fmt: skip


def lines(document: Document) -> list[str]:
    """One line a paragraph: ``(1:0,2 1x2) •| text <bold|that is bold>``."""
    return [_line(paragraph) for paragraph in document.paragraphs]


def _line(paragraph: Paragraph) -> str:
    layer = "" if paragraph.layer is Layer.BODY else f"{paragraph.layer.value}: "
    bullet = f"{paragraph.bullet}| " if paragraph.bullet else ""
    return layer + _place(paragraph.cell) + bullet + "".join([_span(span) for span in paragraph.spans])


def _place(cell: Cell | None) -> str:
    if cell is None:
        return ""
    size = "" if (cell.rows, cell.columns) == (1, 1) else f" {cell.rows}x{cell.columns}"
    return f"{_place(cell.outer)}({cell.table}:{cell.row},{cell.column}{size}) "


def _span(span: Span) -> str:
    looks = [name.lower() for name in _LOOKS if span.style & getattr(Style, name)]
    looks += [f"#{span.colour}"] if span.colour else []
    looks += [span.link] if span.link else []
    return f"<{','.join(looks)}|{span.text}>" if looks else span.text
