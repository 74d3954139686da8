"""The piece table: which bytes of the file are which characters of the text ([MS-DOC] 2.8.35, 2.9.38).

The CLX in the table stream is a number of property lists, then the table of pieces::

    01 0300 350801                        Prc: 3 bytes of properties, for pieces to point to
    02 10000000                           Pcdt: 16 bytes follow
       00000000 14000000                  first character of each piece, and the end
       0000 00080040 0000                 piece: flags, offset (bit 30: one byte a character), properties

A file that was saved in one go has one piece; one that was saved fast (`fComplex`) has one for each
edit, in the order of the text, wherever in the file its characters are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from ingest.limits import Limits
from ingest.reading.doc.binary import plc, u16, u32
from ingest.reading.doc.fib import Fib, Table

_COMPRESSED = 1 << 30
_ABOVE_LATIN = {byte: chr(byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_CP1252 = "".join([_ABOVE_LATIN.get(byte) or bytes([byte]).decode("cp1252") for byte in range(256)])
_SENSELESS = re.compile("[\u0700-\u1dff\u2c00-\ud7ff\ue000-\uefff]|\0{8}|(?:.\0){8}", re.DOTALL)
"""What bytes look like that are no text of that width in a European script."""
_SAMPLE = 256


class Piece(NamedTuple):
    """Characters `start` to `end` of the text, which stand in the file from `offset`, `width` bytes each.

    `properties` is a list of sprms that applies to the whole piece, over its characters' and
    paragraphs' own.
    """

    start: int
    end: int
    offset: int
    width: int
    properties: bytes


@dataclass(frozen=True, slots=True)
class Pieces:
    """The whole text, all stories one after the other, and the pieces that it is made of.

    An index of `text` is a character position (CP) of the format: one UTF-16 unit, so that a
    character beyond the basic plane stands as two surrogates. `complete` is False where the file
    lacks some of it; characters that it lacks are NUL.
    """

    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    complete: bool

    def piece(self, position: int) -> Piece | None:
        """The piece that a character stands in."""
        index = bisect_right(self.starts, position) - 1
        return self.pieces[index] if index >= 0 and position < self.pieces[index].end else None


def read_pieces(stream: bytes, table: bytes, fib: Fib, limits: Limits) -> Pieces:
    """Read the text of the ``WordDocument`` stream by the piece table in the table stream.

    Without a usable table the text is taken as one piece between the offsets that the FIB gives.
    Raises `TooLarge` where it says that it has more characters than the limits allow.
    """
    found, complete = read_piece_table(fib.place(Table.PIECES).of(table))
    if not found:
        found, complete = _single_piece(stream, fib), False
    texts: list[str] = []
    kept: list[Piece] = []
    position = 0
    for piece in found:
        if piece.start < position:
            complete = False
            continue
        limits.check("characters", piece.end)
        length = min(piece.end - piece.start, max(len(stream) - piece.offset, 0) // piece.width)
        missing = piece.end - piece.start - length
        complete = complete and not missing
        kept.append(piece)
        texts.append("\0" * (piece.start - position))
        texts.append(_characters(stream[piece.offset : piece.offset + length * piece.width], piece.width))
        texts.append("\0" * missing)
        position = piece.end
    text = "".join(texts)
    complete = complete and sum(fib.lengths) <= len(text)
    return Pieces(text, tuple(kept), tuple([piece.start for piece in kept]), complete)


def _characters(raw: bytes, width: int) -> str:
    """One character a unit; bytes are cp1252 ([MS-DOC] 2.9.73, FcCompressed)."""
    if width == 1:
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:  # cp1252 leaves five bytes undefined
            return raw.decode("latin-1").translate(_CP1252)
    text = raw.decode("utf-16-le", "surrogatepass")
    if len(text) * 2 == len(raw):
        return text
    return "".join([chr(u16(raw, at)) for at in range(0, len(raw), 2)])


def read_piece_table(clx: bytes) -> tuple[list[Piece], bool]:
    """The pieces that a CLX says there are, and whether it is whole; their text may not be."""
    lists: list[bytes] = []
    at = 0
    while clx[at : at + 1] == b"\x01":
        size = u16(clx, at + 1)
        lists.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    if clx[at : at + 1] != b"\x02":
        return [], False
    size = u32(clx, at + 1)
    raw = clx[at + 5 : at + 5 + size]
    positions, data = plc(raw, 8)
    pieces = []
    for index, entry in enumerate(data):
        start, end = positions[index], positions[index + 1]
        if end <= start:
            continue
        offset = u32(entry, 2)
        width = 1 if offset & _COMPRESSED else 2
        offset &= _COMPRESSED - 1
        modifier = _modifier(u16(entry, 6), lists)
        pieces.append(Piece(start, end, offset // 2 if width == 1 else offset, width, modifier))
    return pieces, len(raw) == size


def _modifier(prm: int, lists: list[bytes]) -> bytes:
    """The sprms of a piece: one in the PRM itself, or a list of the CLX ([MS-DOC] 2.9.217 and 2.9.218)."""
    if prm & 1:
        return lists[prm >> 1] if prm >> 1 < len(lists) else b""
    sprm = _SHORT_SPRMS.get(prm >> 1 & 0x7F)
    return b"" if sprm is None else sprm.to_bytes(2, "little") + bytes([prm >> 8])


def _single_piece(stream: bytes, fib: Fib) -> list[Piece]:
    """The text in one run from `fcMin`, of a width that its first zero bytes tell, as far as it makes sense."""
    raw = stream[fib.text_start : fib.text_end]
    sample = raw[:_SAMPLE]
    width = 2 if sample[1::2].count(0) * 4 > len(sample) else 1
    length = len(raw) // width
    senseless = _SENSELESS.search(_characters(raw[: length * width], width))
    length = senseless.start() if senseless else length
    return [Piece(0, length, fib.text_start, width, b"")] if length > 0 else []


_SHORT_SPRMS = {
    0x0C: 0x260A,  # sprmPIlvl
    0x18: 0x2416,  # sprmPFInTable
    0x19: 0x2417,  # sprmPFTtp
    0x41: 0x0800,  # sprmCFRMarkDel
    0x42: 0x0801,  # sprmCFRMarkIns
    0x47: 0x0806,  # sprmCFData
    0x4D: 0x2A0C,  # sprmCHighlight
    0x53: 0x2A33,  # sprmCPlain
    0x55: 0x0835,  # sprmCFBold
    0x56: 0x0836,  # sprmCFItalic
    0x57: 0x0837,  # sprmCFStrike
    0x5C: 0x083C,  # sprmCFVanish
    0x5E: 0x2A3E,  # sprmCKul
    0x62: 0x2A42,  # sprmCIco
    0x68: 0x2A48,  # sprmCIss
    0x73: 0x2A53,  # sprmCFDStrike
    0x75: 0x0855,  # sprmCFSpec
}
"""The sprms that matter here among those that a PRM of 16 bits can hold, by their `isprm` ([MS-DOC] 2.9.217)."""
