"""The file information block: which stream holds what, and where ([MS-DOC] 2.5).

The ``WordDocument`` stream begins with it::

    ECA5  C100  …  F012 …     wIdent, nFib, …, flags (bit 8: encrypted, bit 9: which table stream)
    0E00  … 14 × 2 bytes      csw, FibRgW97
    1600  … 22 × 4 bytes      cslw, FibRgLw97: among them the lengths of the stories, in characters
    5D00  … 93 × 8 bytes      cbRgFcLcb, FibRgFcLcb97: offset and size of each structure of the table stream
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum

from ingest.errors import Encrypted, Unreadable, UnsupportedFormat
from ingest.reading.doc.binary import Place, u16, u32

WORD_97 = 0xA5EC
WORD_6 = 0xA5DC
FIRST_VERSION = 0x00C0
"""`nFib` of the first Word 97; 00C1 is what all write ([MS-DOC] 2.5.1)."""

_FLAG_ENCRYPTED = 0x0100
_FLAG_TABLE_1 = 0x0200
_LENGTHS = 32 + 2 + 28 + 2 + 12  # of the first story's length, ccpText
_PLACES = 154


_PLACE = struct.Struct("<II")
_NOWHERE = Place(0, 0)


class Story(IntEnum):
    """The stories, in the order in which their text stands in the file ([MS-DOC] 2.4.1)."""

    MAIN = 0
    FOOTNOTES = 1
    HEADERS = 2
    MACROS = 3
    COMMENTS = 4
    ENDNOTES = 5
    TEXT_BOXES = 6
    HEADER_TEXT_BOXES = 7


class Table(IntEnum):
    """The structures of the table stream that are read here, by their index in FibRgFcLcb97 ([MS-DOC] 2.5.6)."""

    STYLES = 1
    FOOTNOTE_REFERENCES = 2
    FOOTNOTE_TEXTS = 3
    COMMENT_REFERENCES = 4
    COMMENT_TEXTS = 5
    SECTIONS = 6
    HEADER_TEXTS = 11
    CHARACTER_PAGES = 12
    PARAGRAPH_PAGES = 13
    FONTS = 15
    DOCUMENT_PROPERTIES = 31
    PIECES = 33
    SHAPES = 40
    HEADER_SHAPES = 41
    ENDNOTE_REFERENCES = 46
    ENDNOTE_TEXTS = 47
    DRAWINGS = 50
    TEXT_BOX_TEXTS = 56
    HEADER_TEXT_BOX_TEXTS = 58
    LISTS = 73
    LIST_OVERRIDES = 74


@dataclass(frozen=True, slots=True)
class Fib:
    """What the FIB says.

    `table_stream` is ``0Table`` or ``1Table``. `lengths` are the stories' in characters (UTF-16
    units), by `Story`. `text_start` and `text_end` are offsets in the ``WordDocument`` stream
    between which a file without a piece table would have its text. `places` is the FibRgFcLcb.
    """

    table_stream: str
    lengths: tuple[int, ...]
    text_start: int
    text_end: int
    places: bytes

    def place(self, table: Table) -> Place:
        """Where in the table stream a structure lies; of size 0 where the file has none."""
        at = 8 * table
        return Place(*_PLACE.unpack_from(self.places, at)) if at + 8 <= len(self.places) else _NOWHERE

    def fits(self, table: bytes) -> bool:
        """Whether the table stream is as long as what is said to be in it."""
        return all(place.start + place.size <= len(table) for place in map(self.place, Table) if place.size)


def read_fib(stream: bytes) -> Fib:
    """Read the FIB at the start of the ``WordDocument`` stream.

    Raises `Encrypted`, `UnsupportedFormat` for Word 95 and older, `Unreadable` where there is no FIB.
    """
    identity, version, flags = u16(stream, 0), u16(stream, 2), u16(stream, 10)
    if identity == WORD_6 or (identity == WORD_97 and version < FIRST_VERSION):
        raise UnsupportedFormat("doc-word6")
    if identity != WORD_97 or len(stream) < _PLACES:
        raise Unreadable("doc")
    if flags & _FLAG_ENCRYPTED:
        raise Encrypted("doc")
    return Fib(
        table_stream="1Table" if flags & _FLAG_TABLE_1 else "0Table",
        lengths=tuple([_length(u32(stream, _LENGTHS + 4 * story)) for story in Story]),
        text_start=u32(stream, 24),
        text_end=u32(stream, 28),
        places=stream[_PLACES : _PLACES + 8 * u16(stream, _PLACES - 2)],
    )


def _length(value: int) -> int:
    """A story's length; the field is signed, and a negative one is nonsense."""
    return value if value < 1 << 31 else 0
