"""Rich Text Format, as Word, WordPad, LibreOffice and TextEdit write it (RTF Specification 1.9.1)."""

from __future__ import annotations

from ingest.document import Document
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading.builder import Builder
from ingest.reading.drawn import apply_marks
from ingest.reading.rtf import fields, heads, shapes, stories, tables, words  # noqa: F401 - they register their words
from ingest.reading.rtf.flow import Teller
from ingest.reading.rtf.reader import Reader


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    r"""Read an RTF text; one that is cut short gives what is there, and says so.

    >>> document = read(rb"{\rtf1\ansi\pard Lugar: {\b Puerto Pir\'e1mides}\par}")
    >>> [span.text for span in document.paragraphs[0].spans]
    ['Lugar: ', 'Puerto Pirámides']
    """
    reader = Reader(data, limits)
    blocks = reader.read()
    builder = Builder(limits)
    teller = Teller(builder, reader.fonts)
    teller.tell(blocks)
    document = builder.document("rtf", damaged=reader.damaged)
    return apply_marks(document, teller.shapes, teller.walked) if teller.shapes else document
