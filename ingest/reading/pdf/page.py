"""One page of a PDF as words and rules, everything that is drawn or annotated on it understood."""

from __future__ import annotations

import pypdfium2.raw as raw

from ingest.layout.marks import apply_marks
from ingest.layout.page import PageContent
from ingest.reading.pdf import native
from ingest.reading.pdf.document import Pdf, loaded_page
from ingest.reading.pdf.fields import read_fields, without_fields
from ingest.reading.pdf.geometry import page_frame
from ingest.reading.pdf.paths import read_drawing
from ingest.reading.pdf.text import read_text


def read_page(pdf: Pdf, number: int) -> PageContent:
    """Read the page of that number (from 1)."""
    with loaded_page(pdf, number) as page:
        frame = page_frame(page)
        text_page = raw.FPDFText_LoadPage(page)
        try:
            count = raw.FPDFText_CountChars(text_page)
            text = read_text(native.address(text_page), count, frame, pdf.fonts)
        finally:
            raw.FPDFText_ClosePage(text_page)
        fields = read_fields(page, pdf, frame) if pdf.form is not None else []
        drawing = read_drawing(native.address(page), frame)
    runs = without_fields(text.runs, fields) if fields else text.runs
    runs, rules = apply_marks(runs, drawing, frame.size)
    return PageContent(number, frame.size, tuple(runs + fields), tuple(rules))
