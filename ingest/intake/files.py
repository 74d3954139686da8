"""Files opened and read within their limits, never waiting on a pipe or following a link that was swapped in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from stat import S_ISREG
from typing import BinaryIO

from ingest.errors import Unreadable
from ingest.limits import Limits

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def opened(path: str, walked: bool = False) -> Iterator[BinaryIO]:
    """The file at `path`, open for reading; raises `Unreadable` where it can't be or is no file."""
    try:
        handle = os.open(path, _FLAGS | (getattr(os, "O_NOFOLLOW", 0) if walked else 0))
    except PermissionError as error:
        raise Unreadable("permission") from error
    except (FileNotFoundError, ValueError) as error:
        raise Unreadable("not_found") from error
    except OSError as error:
        raise Unreadable("system", why=error.strerror or str(error)) from error
    with os.fdopen(handle, "rb", buffering=0) as file:
        if not S_ISREG(os.fstat(handle).st_mode):
            raise Unreadable("special")
        yield file


def size_of(file: BinaryIO) -> int:
    """The bytes of an open file."""
    return os.fstat(file.fileno()).st_size


def read_within(file: BinaryIO, limits: Limits, size: int) -> bytes:
    """`size` bytes from where the file stands, or fewer where it ends before.

    Raises `TooLarge` before anything is read.
    """
    limits.check("file_bytes", size)
    pieces = []
    left = size
    try:
        while left > 0 and (piece := file.read(left)):  # no more, if it grew since
            pieces.append(piece)
            left -= len(piece)
    except OSError as error:
        raise Unreadable("system", why=error.strerror or str(error)) from error
    return b"".join(pieces)
