"""One module a format: bytes in, `Document` out. The content decides which module, never the name."""

from __future__ import annotations

from importlib import import_module

from ingest.document import Document
from ingest.errors import Encrypted, Unreadable, UnsupportedFormat
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


def read(
    data: bytes,
    limits: Limits = DEFAULT_LIMITS,
    format: str | None = None,
    charset: str | None = None,
    flowed: bool = False,
    without_blank: bool = False,
) -> Document:
    """Read a document of any kind.

    All but the first two are given only where a container knows what the bytes can't say: the body of
    a message, its character set and how its lines are wrapped (RFC 3676).
    Raises `FileProblem` (one of its kinds) where nothing can be had from the bytes.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("empty")
    format = format or sniff(data)
    if format == "encrypted":
        raise Encrypted("ooxml")
    if format not in READERS:
        raise UnsupportedFormat(format)
    reader = import_module(READERS[format])
    if charset is not None and format == "html":
        document: Document = reader.read_html(data, limits, charset)
    elif format == "txt":
        document = reader.read_text(data, limits, charset, flowed, without_blank)
    else:
        document = reader.read(data, limits)
    return document
