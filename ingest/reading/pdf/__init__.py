"""PDF files: the text that they hold, laid out; the values of their forms; what was drawn on them."""

from __future__ import annotations

import pypdfium2.raw as raw

from ingest.document import Document, Style
from ingest.errors import UnsupportedFormat
from ingest.layout import lay_out
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading.pdf.document import open_pdf
from ingest.reading.pdf.page import read_page

__all__ = ["read"]


_XFA = (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a PDF.

    Raises `Encrypted` where it needs a password, `Unreadable`, `TooLarge`, and `UnsupportedFormat`
    with the reason ``xfa`` for a form of Adobe's XML Forms Architecture, whose pages are not in the file.
    """
    with open_pdf(data, limits) as pdf:
        pages = [read_page(pdf, number) for number in range(1, pdf.count + 1)]
        if pdf.form_type in _XFA and not any(run.style & Style.FILLED for page in pages for run in page.words):
            raise UnsupportedFormat("xfa")
    return Document("pdf", tuple(lay_out(pages)), tuple(page.size for page in pages))
