"""A PDF file opened: its pages, its fonts, its form."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2.raw as raw

from ingest.errors import Encrypted, Unreadable, UnsupportedFormat
from ingest.limits import Limits
from ingest.reading.pdf.looks import Font

_PASSWORD_ERROR, _SECURITY_ERROR = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


class Pdf:
    """An open PDF: PDFium's handle, the number of pages, and what is kept from page to page."""

    def __init__(self, handle: raw.FPDF_DOCUMENT, count: int, limits: Limits) -> None:
        self.handle = handle
        self.count = count
        self.limits = limits
        self.fonts: dict[int, Font] = {}


@contextmanager
def open_pdf(data: bytes, limits: Limits) -> Iterator[Pdf]:
    """Open a PDF, with the empty password where it is encrypted.

    Raises `Encrypted` where that is not enough, `Unreadable` where nothing can be had from it,
    `TooLarge` where it has more pages than the limits allow.
    """
    raw.FPDF_InitLibrary()
    handle = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        error = raw.FPDF_GetLastError()
        if error == _PASSWORD_ERROR:
            raise Encrypted("pdf")
        if error == _SECURITY_ERROR:
            raise UnsupportedFormat("security")
        raise Unreadable("pdf")
    try:
        count = raw.FPDF_GetPageCount(handle)
        limits.check("pages", count)
        if count < 1:
            raise Unreadable("pdf")
        yield Pdf(handle, count, limits)
    finally:
        raw.FPDF_CloseDocument(handle)


@contextmanager
def loaded_page(pdf: Pdf, number: int) -> Iterator[raw.FPDF_PAGE]:
    """The page of that number (from 1); raises `Unreadable` where it is damaged."""
    page = raw.FPDF_LoadPage(pdf.handle, number - 1)
    if not page:
        raise Unreadable("page")
    try:
        yield page
    finally:
        raw.FPDF_ClosePage(page)


__all__ = ["Pdf", "ctypes", "loaded_page", "open_pdf"]
