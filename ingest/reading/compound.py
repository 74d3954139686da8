"""Compound files ([MS-CFB]): the streams at the root of a sound one, and any by `olefile`, within bounds.

A file is cut into sectors; the allocation table (FAT) says for each which one comes after it, and the
directory where a stream begins. Streams under 4096 bytes stand in sectors of 64 bytes in a stream of
the root's own. Where all that is in order, `root_streams` reads it directly, many times as fast.

`open_compound` leaves the rest to olefile, after a check of the numbers that it believes. The header
says how many sectors the tables take, the directory how long each stream is; with a chain of sectors
that leads back to itself, olefile follows it as often as those numbers say, four thousand million times
if need be, and keeps what it reads.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from ingest.errors import Unreadable
from ingest.reading.sniff import OLE2

if TYPE_CHECKING:
    from olefile import OleFileIO

DAMAGE = (OSError, ValueError, LookupError, ArithmeticError, struct.error, AttributeError, TypeError)
"""What olefile raises where a file is not what it says it is."""

_COUNTS = (40, 44, 64, 72)
"""Places in the header (section 2.2) of the numbers of directory, FAT, mini FAT and DIFAT sectors."""


def open_compound(data: bytes) -> OleFileIO:
    """Open a compound file; `Unreadable` where it is damaged.

    >>> open_compound(b"Goya")
    Traceback (most recent call last):
    ingest.errors.Unreadable: unreadable: ole
    """
    import olefile

    try:
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise Unreadable("ole", why=f"sectors of {shift} and {mini_shift} bits")
        sectors = (len(data) >> shift) + 1
        if any(struct.unpack_from("<I", data, place)[0] > sectors for place in _COUNTS):
            raise Unreadable("ole", why="a table is larger than the file")
        file = olefile.OleFileIO(io.BytesIO(data))
        for entry in file.direntries:
            if entry is not None and entry.size > len(data):
                entry.size = len(data)
    except DAMAGE as error:
        raise Unreadable("ole", why=str(error)) from error
    return file


# -- sound files -------------------------------------------------------------------------------------

_END = 0xFFFFFFFE  # of a chain of sectors
_NONE = 0xFFFFFFFF  # no such entry
_ENTRY, _MINI, _STREAM = 128, 64, 2


class _Unsound(Exception):
    """The file is not in order."""


def root_streams(data: bytes, names: Collection[str]) -> dict[str, bytes] | None:
    """Those of the streams named that are at the root; None where the file is not in order.

    >>> root_streams(b"Goya", ("WordDocument",)) is None
    True
    """
    try:
        return _Sound(data).streams({name.lower(): name for name in names})
    except (_Unsound, struct.error, LookupError, ValueError):
        return None


class _Sound:
    """A compound file that is in order; `_Unsound` where it turns out not to be."""

    def __init__(self, data: bytes) -> None:
        version, order, shift, mini_shift = struct.unpack_from("<4H", data, 26)
        sizes_known = (version, shift) in ((3, 9), (4, 12)) and mini_shift == 6
        if not sizes_known or order != 0xFFFE or data[:8] != OLE2:
            raise _Unsound
        self._data = data
        self._sector = 1 << shift
        self._mini_fat: Sequence[int] | None = None
        self._mini_stream = b""
        self._fat = self._allocation()
        self._directory = self._join(self._whole_chain(struct.unpack_from("<I", data, 48)[0]))

    def streams(self, names: dict[str, str]) -> dict[str, bytes]:
        """The streams at the root whose names in lower case are given, by the names that these stand for."""
        found: dict[str, bytes] = {}
        seen: set[int] = set()
        waiting = [self._link(0, 76)]
        while waiting:
            index = waiting.pop()
            if index == _NONE:
                continue
            if index in seen:
                raise _Unsound
            seen.add(index)
            waiting += self._link(index, 68), self._link(index, 72)
            start = index * _ENTRY
            length = max(struct.unpack_from("<H", self._directory, start + 64)[0] - 2, 0)
            name = names.get(self._directory[start : start + min(length, 62)].decode("utf-16-le", "replace").lower())
            if name is not None and self._directory[start + 66] == _STREAM:
                found[name] = self._stream(index)
        return found

    def _link(self, index: int, place: int) -> int:
        linked: int = struct.unpack_from("<I", self._directory, index * _ENTRY + place)[0]
        return linked

    def _stream(self, index: int) -> bytes:
        first, size = struct.unpack_from("<II", self._directory, index * _ENTRY + 116)
        if size > len(self._data):
            raise _Unsound
        if size >= struct.unpack_from("<I", self._data, 56)[0]:
            stream = self._join(_chain(self._fat, first, -(-size // self._sector)))
        else:
            stream = self._small(first, size)
        if len(stream) < size:
            raise _Unsound
        return stream[:size]

    def _small(self, first: int, size: int) -> bytes:
        if self._mini_fat is None:
            start, count = struct.unpack_from("<II", self._data, 60)
            self._mini_fat = _numbers(self._join(_chain(self._fat, start, count)))
            self._mini_stream = self._join(self._whole_chain(self._link(0, 116)))
        places = _chain(self._mini_fat, first, -(-size // _MINI))
        return b"".join([self._mini_stream[place * _MINI : (place + 1) * _MINI] for place in places])

    def _allocation(self) -> Sequence[int]:
        """The FAT, whose sectors the header lists, and further sectors (DIFAT) that it leads to."""
        data = self._data
        count, following, more = *struct.unpack_from("<I", data, 44), *struct.unpack_from("<II", data, 68)
        located = list(struct.unpack_from("<109I", data, 76))
        if max(count, more) * self._sector > len(data):
            raise _Unsound
        for _ in range(more):
            *listed, following = _numbers(self._join([following]))
            located += listed
        return _numbers(self._join(located[:count]))

    def _whole_chain(self, first: int) -> list[int]:
        """A chain of which only the end tells how long it is."""
        places: list[int] = []
        at = first
        while at != _END:
            if len(places) > len(self._fat):
                raise _Unsound
            places.append(at)
            at = self._fat[at]
        return places

    def _join(self, places: Sequence[int]) -> bytes:
        """The bytes of some sectors; neighbours are cut out together."""
        pieces: list[bytes] = []
        size, start = self._sector, 0
        for at in range(1, len(places) + 1):
            if at == len(places) or places[at] != places[at - 1] + 1:
                pieces.append(self._data[(places[start] + 1) * size : (places[at - 1] + 2) * size])
                start = at
        return b"".join(pieces)


def _chain(table: Sequence[int], first: int, count: int) -> list[int]:
    """The first sectors of a chain, so many of them."""
    places: list[int] = []
    at = first
    for _ in range(count):
        places.append(at)
        at = table[at]
    return places


def _numbers(raw: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])
