"""Writes small .doc files, so that a test can say just what stands in the text, its lists and its tables.

Offsets of characters count in the text; each one takes two bytes, or one in pieces that say so.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from compound import compound_file

TEXT_AT = 0x600
_PAGE = 512
_PLACES = 93


class Run(NamedTuple):
    """Characters that have a property list of their own."""

    start: int
    end: int
    properties: bytes


class Piece(NamedTuple):
    """A stretch of the text, written in one or two bytes a character, with the PRM of its PCD."""

    text: str
    width: int = 2
    modifier: int = 0


def word_file(
    text: str | Sequence[Piece],
    characters: Sequence[Run] = (),
    paragraphs: Sequence[Run] = (),
    tables: Mapping[int, bytes] = {},  # noqa: B006
    lengths: Sequence[int] = (),
    data: bytes = b"",
    flags: int = 0x0200,
    lists: Sequence[bytes] = (),
    version: int = 0x00C1,
) -> bytes:
    """A .doc file. `tables` are structures of the table stream by their place in the FIB.

    `lengths` are those of the stories, the whole text where there are none. `lists` are the property
    lists of the CLX that a piece's modifier can name. Paragraph lists begin with the style's index.
    """
    pieces = [Piece(text)] if isinstance(text, str) else list(text)
    raw, table, spans = b"", b"".join([b"\x01" + struct.pack("<H", len(item)) + item for item in lists]), []
    positions, descriptors = [0], b""
    for piece in pieces:
        at = TEXT_AT + len(raw)
        spans += [(at + index * piece.width, at + (index + 1) * piece.width) for index in range(_units(piece.text))]
        raw += piece.text.encode("utf-16-le" if piece.width == 2 else "cp1252")
        positions.append(positions[-1] + _units(piece.text))
        place = at if piece.width == 2 else at * 2 | 1 << 30
        descriptors += struct.pack("<HIH", 0, place, piece.modifier)
    plc = struct.pack(f"<{len(positions)}I", *positions) + descriptors
    table += b"\x02" + struct.pack("<I", len(plc)) + plc
    places = {33: (0, len(table))}
    stream = bytearray(TEXT_AT) + raw
    stream += b"\0" * (-len(stream) % _PAGE)
    for place, runs, entry in ((12, characters, 1), (13, paragraphs, 13)):
        if runs:
            number = len(stream) // _PAGE
            stream += _page([(spans[run.start][0], spans[run.end - 1][1], run.properties) for run in runs], entry)
            bins = struct.pack("<3I", TEXT_AT, len(stream), number)
            places[place] = (len(table), len(bins))
            table += bins
    for place, structure in tables.items():
        places[place] = (len(table), len(structure))
        table += structure
    counts = [*lengths] or [positions[-1]]
    struct.pack_into("<HH6xH", stream, 0, 0xA5EC, version, flags)
    struct.pack_into("<II", stream, 24, TEXT_AT, TEXT_AT + len(raw))
    struct.pack_into("<H28xH12x8I", stream, 32, 14, 22, *counts, *[0] * (8 - len(counts)))
    struct.pack_into("<H", stream, 152, _PLACES)
    for place, (start, size) in places.items():
        struct.pack_into("<II", stream, 154 + 8 * place, start, size)
    name = "1Table" if flags & 0x0200 else "0Table"
    return compound_file({"WordDocument": bytes(stream), name: table, **({"Data": data} if data else {})})


def sprm(code: int, operand: int | bytes) -> bytes:
    """A sprm: an operand given as a number takes the bytes that its code says, one in bytes gets its length."""
    size = (1, 1, 2, 4, 2, 2, 0, 3)[code >> 13]
    if isinstance(operand, bytes):
        length = struct.pack("<H", len(operand) + 1) if code == 0xD608 else bytes([len(operand)])
        return struct.pack("<H", code) + length + operand
    return struct.pack("<H", code) + operand.to_bytes(size, "little")


def style_free(*sprms: bytes) -> bytes:
    """A paragraph's list: style 0, then sprms."""
    return b"\0\0" + b"".join(sprms)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _page(runs: Sequence[tuple[int, int, bytes]], entry: int) -> bytes:
    """A formatted disk page: offsets, entries (paragraphs' take 13 bytes), and the lists from the end upwards."""
    bounds = [edge for start, end, _ in runs for edge in (start, end)]
    edges = sorted(set(bounds))
    lists = {start: properties for start, _, properties in runs}
    page = bytearray(_PAGE)
    struct.pack_into(f"<{len(edges)}I", page, 0, *edges)
    end = _PAGE - 1
    for index, start in enumerate(edges[:-1]):
        if start not in lists:
            continue
        properties = lists[start]
        if entry == 1:
            written = bytes([len(properties)]) + properties
        elif len(properties) % 2:
            written = bytes([(len(properties) + 1) // 2]) + properties
        else:
            written = bytes([0, len(properties) // 2]) + properties
        end = (end - len(written)) & ~1
        page[end : end + len(written)] = written
        page[4 * len(edges) + index * entry] = end // 2
    page[-1] = len(edges) - 1
    return bytes(page)
