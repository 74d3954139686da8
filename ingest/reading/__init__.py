"""One module a format: bytes in, `Document` out. The content decides which module, never the name."""

from __future__ import annotations

from importlib import import_module

from ingest.document import Document
from ingest.errors import Unreadable, UnsupportedFormat
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading.sniff import sniff

READERS = {
    "docx": "ingest.reading.docx",
    "doc": "ingest.reading.doc",
    "odt": "ingest.reading.odt",
    "rtf": "ingest.reading.rtf",
    "pdf": "ingest.reading.pdf",
    "html": "ingest.reading.html",
    "txt": "ingest.reading.text",
    "image": "ingest.reading.image",
}
"""Format name -> the module whose ``read(data, limits)`` reads it; imported when first needed."""


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a document of any kind.

    Raises `FileProblem` (one of its kinds) where nothing can be had from it.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("empty")
    format = sniff(data)
    if format not in READERS:
        raise UnsupportedFormat(format)
    document: Document = import_module(READERS[format]).read(data, limits)
    return document
