"""Pages: files, saved forms, the HTML of mails, what Word and LibreOffice save as a page.

Nothing that a page names is fetched.
"""

from __future__ import annotations

import re

from lxml import etree

from ingest.document import Document
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading.builder import Builder
from ingest.reading.encodings import decode
from ingest.reading.html import content, controls, tables, word  # noqa: F401 - they register their elements
from ingest.reading.html.walk import Walker

_META = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{1,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page says its character set
_NUL = "\0"


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a page.

    >>> document = read(b"<p><b>Lugar:</b> Goya<p><input type=checkbox checked>Mixta")
    >>> [paragraph.text for paragraph in document.paragraphs]
    ['Lugar: Goya', '☒Mixta']
    """
    return read_html(data, limits)


def read_html(data: bytes, limits: Limits = DEFAULT_LIMITS, charset: str | None = None) -> Document:
    """Read a page; `charset` is what a mail's or a server's header declares, and counts before its own word."""
    decoded = decode(data, charset or _declared(data))
    walker = Walker(Builder(limits))
    parser = etree.HTMLParser(
        target=walker,  # type: ignore[arg-type]  # its stub allows for names and text in bytes
        encoding="utf-8",
        no_network=True,
        remove_pis=True,
    )
    text = decoded.text.replace(_NUL, "")
    if text.strip():
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    return walker.builder.document("html", damaged=decoded.damaged)


def _declared(data: bytes) -> str | None:
    """The character set that a page says it is in: ``<meta charset="utf-8">``."""
    found = _META.search(data[:_HEAD]) or _XML.match(data[:_HEAD].lstrip())
    return found[1].decode("ascii") if found else None
