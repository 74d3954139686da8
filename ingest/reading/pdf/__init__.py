"""PDF files: the text that they hold, laid out; the values of their forms; what was drawn on them."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2.raw as raw

from ingest.document import Box, Document, Layer, PageSize, Paragraph, Span, Style, paragraph
from ingest.errors import Unreadable, UnsupportedFormat
from ingest.layout import lay_out
from ingest.layout.page import PageContent
from ingest.layout.turning import turn_back
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading.pdf.document import Pdf, is_cut, open_pdf
from ingest.reading.pdf.page import PdfPage, read_page
from ingest.reading.pdf.scans import recognise_page
from ingest.reading.scan import ScannedPage, as_shown, ink_of

__all__ = ["read"]

_XFA = (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a PDF; its pages that are pictures by OCR.

    Raises `Encrypted` where it needs a password, `Unreadable`, `TooLarge`, and `UnsupportedFormat`
    with the reason ``xfa`` for a form of Adobe's XML Forms Architecture, whose pages are not in the
    file, and ``ocr`` where no OCR engine is installed for pages that are pictures.
    """
    with open_pdf(data, limits) as pdf:
        pages, whole = _pages(pdf)
        if pdf.form_type in _XFA and not any(run.style & Style.FILLED for page in pages for run in page.content.words):
            raise UnsupportedFormat("xfa")
        contents = [_recognised(pdf, page) if page.picture else page.content for page in pages]
    scans = {content.number: content for content in contents if isinstance(content, ScannedPage)}
    paragraphs = lay_out(contents) + _beside(pages)
    turns = {page.content.number: (page.turn, page.content.size) for page in pages if page.turn}
    if turns:
        paragraphs = turn_back(paragraphs, turns)
    if scans:
        paragraphs = as_shown(paragraphs, scans)
    return Document(
        "pdf",
        tuple(paragraphs),
        tuple([_shown(page) for page in pages]),
        damaged=not whole or is_cut(data),
        recognised=frozenset(scans),
        ink=ink_of(scans),
    )


def _shown(page: PdfPage) -> PageSize:
    width, height = page.content.size
    return PageSize(height, width) if page.turn in (90, 270) else page.content.size


def _pages(pdf: Pdf) -> tuple[list[PdfPage], bool]:
    """The pages that can be read, and whether they are all."""
    pages: list[PdfPage] = []
    for number in range(1, pdf.count + 1):
        try:
            pages.append(read_page(pdf, number))
        except Unreadable:
            continue
    if not pages:
        raise Unreadable("pdf")
    return pages, len(pages) == pdf.count


def _recognised(pdf: Pdf, page: PdfPage) -> PageContent:
    """A page that is a picture, and what the file itself knows to stand on it, which is read from the file."""
    content = page.content
    read_content = recognise_page(pdf, content.number, content.size, page.layer)
    typed = content.words
    if isinstance(read_content, ScannedPage):
        typed = tuple([run._replace(box=read_content.to_upright(run.box)) for run in typed])
    kept = [word for word in read_content.words if not any(_covers(run.box, word.box) for run in typed)]
    return replace(read_content, words=(*kept, *typed))


def _covers(box: Box, word: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _beside(pages: list[PdfPage]) -> list[Paragraph]:
    """What stands on the pages beside their text: watermarks, and notes."""
    found: list[Paragraph] = []
    for page in pages:
        number = page.content.number
        if page.slanted:
            text = " ".join([run.text for run in page.slanted])
            found.append(paragraph([Span(text, page=number, box=page.slanted[0].box)], layer=Layer.HEADER))
        found += [paragraph([Span(text, page=number)], layer=Layer.COMMENT) for text in page.comments]
    return found
