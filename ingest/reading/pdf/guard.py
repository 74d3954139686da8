"""Bombs: streams that unpack to far more than they are, found before PDFium unpacks them.

Deflate packs at most 1 : 1032, so that only a long stream, or one packed twice, can be a bomb; those
alone are unpacked here, in pieces, up to the limit.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator

import pypdfium2.raw as raw

from ingest.errors import TooLarge
from ingest.limits import Limits

_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_DICTIONARY = 2048  # bytes before a stream in which its dictionary begins
_DEFLATE = 1032  # the most that deflate packs
_PIECE = 1 << 20
_LEVELS = 8  # filters of one stream that are followed


def check_streams(data: bytes, limits: Limits) -> None:
    """Raise `TooLarge` where a stream unpacks to more than a part may have, or all to more than a file may."""
    total = 0
    for keyword, begin, end in _streams(data):
        dictionary = data[max(0, keyword - _DICTIONARY) : keyword].rpartition(b"obj")[2]
        levels = len(_FLATE.findall(dictionary))
        if not levels:
            continue
        packed = memoryview(data)[begin:end]
        if levels == 1 and len(packed) * _DEFLATE <= limits.part_bytes:
            continue
        total += _unpacked(packed, min(levels, _LEVELS), limits)
        limits.check("total_bytes", total)


def _streams(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Where each stream's keyword stands, where its bytes begin and where they end (ISO 32000-1, 7.3.8).

    A stream in the bytes of another is one too: that it looks so is what whoever hid it there wants.
    """
    begins: list[tuple[int, int]] = []
    ends: list[int] = []
    place = data.find(b"stream")
    while place >= 0:
        after = place + len(b"stream")
        if data.endswith(b"end", 0, place):
            ends.append(place - len(b"end"))
        elif data.startswith(b"\n", after):
            begins.append((place, after + 1))
        elif data.startswith(b"\r\n", after):
            begins.append((place, after + 2))
        place = data.find(b"stream", after)
    ends.append(len(data))
    for keyword, begin in begins:
        yield keyword, begin, ends[min(bisect_left(ends, begin), len(ends) - 1)]


def _unpacked(packed: memoryview | bytes, levels: int, limits: Limits) -> int:
    """How many bytes a stream unpacks to at its largest level."""
    size = 0
    current: memoryview | bytes = packed
    for level in range(levels):
        last = level == levels - 1
        unpack = zlib.decompressobj()
        made = 0
        pieces: list[bytes] = []
        feed: memoryview | bytes = current
        try:
            while feed:
                piece = unpack.decompress(feed, _PIECE)
                if not piece:
                    break
                made += len(piece)
                if made > limits.part_bytes:
                    raise TooLarge("part_bytes", limit="part_bytes", value=made, allowed=limits.part_bytes)
                if not last:
                    pieces.append(piece)
                feed = unpack.unconsumed_tail
        except zlib.error:
            return max(size, made)
        size = max(size, made)
        current = b"".join(pieces)
    return size


def check_images(page: raw.FPDF_PAGE, limits: Limits) -> None:
    """Raise `TooLarge` where a picture on the page has more pixels than the limits allow."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    for place in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, place)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_IMAGE and raw.FPDFImageObj_GetImagePixelSize(
            item, ctypes.byref(width), ctypes.byref(height)
        ):
            limits.check("pixels", width.value * height.value)
