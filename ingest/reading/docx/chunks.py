"""Documents inside the document (`w:altChunk`, ISO/IEC 29500-1, 17.17.2.1), for Word to merge.

``<w:altChunk r:id="rId9"/>`` names a part (``word/afchunk.mht``) that holds HTML, RTF, text or a docx.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from ingest.errors import FileProblem
from ingest.reading.docx.names import R

if TYPE_CHECKING:
    from ingest.document import Document
    from ingest.limits import Limits
    from ingest.reading.docx.walk import Walker


def chunk(walker: Walker, element: etree._Element) -> None:
    """A `w:altChunk`: its paragraphs stand in its place; one that can't be read damages the document."""
    part = walker.part.part(element.get(R + "id"))
    sheet = walker.sheet
    data = part.package.rescue(part.name) if part is not None else None
    document = None
    if data and sheet.limits.depth > 0:
        document = _read(data, replace(sheet.limits, depth=sheet.limits.depth - 1))
    if document is None:
        sheet.damaged = True
        return
    sheet.damaged |= document.damaged
    walker.builder.include(document)


def _read(data: bytes, limits: Limits) -> Document | None:
    from ingest.reading import read

    try:
        return read(_html_of_mhtml(data), limits)
    except (FileProblem, ImportError):
        return None


def _html_of_mhtml(data: bytes) -> bytes:
    """The page of a web archive (RFC 2557), other data as they are."""
    head = data[:1024].lower()
    if b"mime-version:" not in head or b"multipart/related" not in head:
        return data
    import email

    for part in email.message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            return page if isinstance(page, bytes) else data
    return data
