"""PDF files: the text that they hold, laid out; the values of their forms; what was drawn on them."""

from __future__ import annotations

from ingest.document import Document
from ingest.layout import lay_out
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading.pdf.document import open_pdf
from ingest.reading.pdf.page import read_page

__all__ = ["read"]


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a PDF."""
    with open_pdf(data, limits) as pdf:
        pages = [read_page(pdf, number) for number in range(1, pdf.count + 1)]
    return Document("pdf", tuple(lay_out(pages)), tuple(page.size for page in pages))
