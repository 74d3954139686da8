"""Formatted disk pages: which bytes of the text have which property list ([MS-DOC] 2.9.33, 2.9.55, 2.9.175).

The properties of characters and paragraphs stand in pages of 512 bytes of the ``WordDocument``
stream; a table of bins says which pages there are. A page counts its runs in the last byte, has one
more offset than runs at the start, and its property lists at the end, filling up towards the front::

    00080000 10080000 3a080000  f9 00      two runs: 0800-0810 with a list at 2 * f9, 0810-083a with none
    …                    03 350801         Chpx: 3 bytes, sprmCFBold 1
    …                               02     two runs
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter

from ingest.reading.doc.binary import plc, u32

_PAGE = 512
_NUMBER = (1 << 22) - 1  # of a PnFkpChpx or PnFkpPapx


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of bytes of the ``WordDocument`` stream by rising start, each with its property list.

    A paragraph's list begins with the 16-bit index of its style (GrpPrlAndIstd). `complete` is False
    where the file lacks a page.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lists: tuple[bytes, ...]
    complete: bool = True

    def at(self, offset: int) -> bytes:
        """The property list of the run that holds a byte, empty where none does."""
        index = bisect_right(self.starts, offset) - 1
        return self.lists[index] if index >= 0 and offset < self.ends[index] else b""


def character_runs(stream: bytes, bins: bytes) -> Runs:
    """The runs of the pages of character properties that a PlcBteChpx names."""
    return _runs(stream, bins, 1, _character_list)


def paragraph_runs(stream: bytes, bins: bytes) -> Runs:
    """The runs of the pages of paragraph properties that a PlcBtePapx names."""
    return _runs(stream, bins, 13, _paragraph_list)


def _runs(stream: bytes, bins: bytes, entry: int, read_list: Callable[[bytes, int], bytes]) -> Runs:
    runs: list[tuple[int, int, bytes]] = []
    numbers = dict.fromkeys([u32(data, 0) & _NUMBER for data in plc(bins, 4).data])
    for number in numbers:
        page = stream[number * _PAGE : (number + 1) * _PAGE]
        if len(page) < _PAGE:
            continue
        count = page[-1]
        first = 4 * (count + 1)
        if not count or first + count * entry >= _PAGE:
            continue
        offsets = struct.unpack_from(f"<{count + 1}I", page)
        for index in range(count):
            start, end = offsets[index], offsets[index + 1]
            if start < end:
                at = 2 * page[first + index * entry]
                runs.append((start, end, read_list(page, at) if at else b""))
    runs.sort(key=itemgetter(0))
    complete = all((number + 1) * _PAGE <= len(stream) for number in numbers)
    starts, ends, lists = [run[0] for run in runs], [run[1] for run in runs], [run[2] for run in runs]
    return Runs(tuple(starts), tuple(ends), tuple(lists), complete)


def _character_list(page: bytes, at: int) -> bytes:
    """A Chpx ([MS-DOC] 2.9.30): one byte of length, then the list."""
    return page[at + 1 : min(at + 1 + page[at], _PAGE - 1)]


def _paragraph_list(page: bytes, at: int) -> bytes:
    """A PapxInFkp ([MS-DOC] 2.9.181): length in pairs of bytes, less one; or 0, then the length in pairs."""
    if page[at]:
        return page[at + 1 : min(at + 2 * page[at], _PAGE - 1)]
    return page[at + 2 : min(at + 2 + 2 * page[at + 1], _PAGE - 1)] if at + 1 < _PAGE else b""
