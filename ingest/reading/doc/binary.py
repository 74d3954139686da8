"""Little-endian numbers, and the arrays by which the format ties data to places of the text.

Every reader here takes what is there and never more: a place that points outside its stream gives
fewer bytes, not an error, and no count from the file is believed before the bytes behind it are.
"""

from __future__ import annotations

import struct
from typing import NamedTuple


def u16(data: bytes, at: int) -> int:
    r"""The unsigned 16-bit number at an offset, 0 where the data end before it.

    >>> u16(b"\x34\x12", 0), u16(b"\x34", 0)
    (4660, 0)
    """
    return int.from_bytes(data[at : at + 2], "little") if 0 <= at <= len(data) - 2 else 0


def u32(data: bytes, at: int) -> int:
    """The unsigned 32-bit number at an offset, 0 where the data end before it."""
    return int.from_bytes(data[at : at + 4], "little") if 0 <= at <= len(data) - 4 else 0


class Place(NamedTuple):
    """Where in a stream a structure lies: an `fc`/`lcb` pair of the FIB, in bytes."""

    start: int
    size: int

    def of(self, stream: bytes) -> bytes:
        """Those bytes of the stream, as far as it has them."""
        return stream[self.start : self.start + self.size] if self.size else b""


class Plc(NamedTuple):
    """An array of n + 1 rising positions and n pieces of data between them ([MS-DOC] 2.2.2).

    ``00000000 05000000 0c000000  AABB CCDD`` with data of 2 bytes is ``((0, 5, 12), (AABB, CCDD))``.
    """

    positions: tuple[int, ...]
    data: tuple[bytes, ...]


def plc(raw: bytes, size: int) -> Plc:
    r"""Read a PLC whose data take `size` bytes each.

    >>> plc(bytes.fromhex("00000000 05000000 0c000000 aabb ccdd"), 2)
    Plc(positions=(0, 5, 12), data=(b'\xaa\xbb', b'\xcc\xdd'))
    """
    count = (len(raw) - 4) // (4 + size)
    if count < 0:
        return Plc((), ())
    positions = struct.unpack_from(f"<{count + 1}I", raw)
    if not size:
        return Plc(positions, ())
    first = 4 * (count + 1)
    return Plc(positions, tuple([raw[at : at + size] for at in range(first, first + count * size, size)]))


def counted_text(data: bytes, at: int) -> tuple[str, int]:
    """An Xst ([MS-DOC] 2.9.353): 16-bit length, then that many UTF-16 units; and the offset after it.

    >>> counted_text(bytes.fromhex("0200 4800 6900 ffff"), 0)
    ('Hi', 6)
    """
    end = at + 2 + 2 * u16(data, at)
    return data[at + 2 : end].decode("utf-16-le", "replace"), end
