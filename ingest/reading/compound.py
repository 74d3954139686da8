"""Compound files ([MS-CFB]) opened by `olefile`, after a check of the numbers that it believes.

The header says how many sectors the tables take, the directory how long each stream is; with a
chain of sectors that leads back to itself, olefile follows it as often as those numbers say, four
thousand million times if need be, and keeps what it reads.
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from ingest.errors import Unreadable

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
