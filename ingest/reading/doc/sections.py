"""Sections: where they end, and which headers and footers are shown ([MS-DOC] 2.8.26, 2.9.241, 2.3.3)."""

from __future__ import annotations

from ingest.document import Layer
from ingest.reading.doc import sprms as s
from ingest.reading.doc.anchors import Stretch, story_starts
from ingest.reading.doc.binary import plc, u16, u32
from ingest.reading.doc.fib import Fib, Story, Table
from ingest.reading.doc.sprms import sprms

_SED = 12
_SEPARATORS = 6  # stories of the header document before those of the first section
_FACING_PAGES = 1
_KINDS = (Layer.HEADER, Layer.HEADER, Layer.FOOTER, Layer.FOOTER, Layer.HEADER, Layer.FOOTER)
_EVEN, _FIRST = (0, 2), (4, 5)


def section_ends(fib: Fib, table: bytes) -> frozenset[int]:
    """The positions of the marks that end sections."""
    return frozenset([end - 1 for end in plc(fib.place(Table.SECTIONS).of(table), _SED).positions[1:]])


def read_margins(fib: Fib, table: bytes, stream: bytes) -> list[Stretch]:
    """The headers and footers that are shown, in the order of the sections.

    Each section has six stories: even and odd header, even and odd footer, first header and footer.
    Those of even pages are shown where the document tells even from odd, those of the first page
    where the section does.
    """
    if not fib.lengths[Story.HEADERS]:
        return []
    first, last = story_starts(fib)[Story.HEADERS : Story.HEADERS + 2]
    positions = plc(fib.place(Table.HEADER_TEXTS).of(table), 0).positions[_SEPARATORS:]
    facing = bool(fib.place(Table.DOCUMENT_PROPERTIES).of(table)[:1] and _facing(fib, table))
    titles = [_has_title_page(stream, data) for data in plc(fib.place(Table.SECTIONS).of(table), _SED).data]
    shown = []
    for index, (start, end) in enumerate(zip(positions, positions[1:], strict=False)):
        section, kind = divmod(index, len(_KINDS))
        unseen = (kind in _EVEN and not facing) or (kind in _FIRST and not any(titles[section : section + 1]))
        if start < end and not unseen:
            # the last mark is no part of the story
            shown.append(Stretch(_KINDS[kind], min(first + start, last), min(first + end - 1, last)))
    return shown


def _facing(fib: Fib, table: bytes) -> bool:
    return bool(fib.place(Table.DOCUMENT_PROPERTIES).of(table)[0] & _FACING_PAGES)


def _has_title_page(stream: bytes, sed: bytes) -> bool:
    at = u32(sed, 2)
    found = dict(sprms(stream[at + 2 : at + 2 + u16(stream, at)]))
    return any(found.get(s.S_TITLE_PAGE, b""))
