"""A PDF file opened: its pages, its fonts, its form."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

import pypdfium2.raw as raw

from ingest.errors import Encrypted, Unreadable, UnsupportedFormat
from ingest.limits import Limits
from ingest.reading.pdf.field_tree import button_values
from ingest.reading.pdf.guard import check_streams
from ingest.reading.pdf.looks import Font

_TAIL = 2048  # bytes at the end of a file, in which its last line is
_PASSWORD_ERROR, _SECURITY_ERROR = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


class Pdf:
    """An open PDF: PDFium's handle, the number of pages, and what is kept from page to page."""

    def __init__(self, handle: raw.FPDF_DOCUMENT, count: int, data: bytes, limits: Limits) -> None:
        self.handle = handle
        self.data = data
        self.count = count
        self.limits = limits
        self.fonts: dict[int, Font] = {}
        self._characters = 0
        self.form_type: int = raw.FPDF_GetFormType(handle)
        self.form: raw.FPDF_FORMHANDLE | None = None
        if self.form_type != raw.FORMTYPE_NONE:
            self._form_info = raw.FPDF_FORMFILLINFO(version=2)
            self.form = raw.FPDFDOC_InitFormFillEnvironment(handle, ctypes.byref(self._form_info)) or None

    def count_characters(self, count: int) -> None:
        """Count the characters of a page; raise `TooLarge` where they are too many."""
        self._characters += max(count, 0)
        self.limits.check("characters", self._characters)

    @cached_property
    def field_values(self) -> dict[str, str]:
        """The values of the form's button fields by their full names, straight from the field tree."""
        return button_values(self.data)

    def close(self) -> None:
        """Give everything back to PDFium."""
        if self.form is not None:
            raw.FPDFDOC_ExitFormFillEnvironment(self.form)
        raw.FPDF_CloseDocument(self.handle)


def is_cut(data: bytes) -> bool:
    """Whether the file breaks off: it does not end in ``%%EOF`` (ISO 32000-1, 7.5.5)."""
    return b"%%EOF" not in data.rstrip(b"\0 \t\r\n")[-_TAIL:]


@contextmanager
def open_pdf(data: bytes, limits: Limits) -> Iterator[Pdf]:
    """Open a PDF, with the empty password where it is encrypted.

    Raises `Encrypted` where that is not enough, `Unreadable` where nothing can be had from it,
    `TooLarge` where it has more pages than the limits allow.
    """
    check_streams(data, limits)
    raw.FPDF_InitLibrary()
    handle = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        error = raw.FPDF_GetLastError()
        if error == _PASSWORD_ERROR:
            raise Encrypted("pdf")
        if error == _SECURITY_ERROR:
            raise UnsupportedFormat("security")
        raise Unreadable("pdf")
    pdf = Pdf(handle, raw.FPDF_GetPageCount(handle), data, limits)
    try:
        limits.check("pages", pdf.count)
        if pdf.count < 1:
            raise Unreadable("pdf")
        yield pdf
    finally:
        pdf.close()


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
