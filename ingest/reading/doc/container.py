"""The compound file that a .doc is: its streams ([MS-CFB], by olefile)."""

from __future__ import annotations

import io
import struct

from ingest.errors import Unreadable
from ingest.limits import Limits


class Container:
    """The streams of a compound file, by name."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        from olefile import OleFileIO

        self._limits = limits
        try:
            self._file = OleFileIO(io.BytesIO(data))
        except (OSError, ValueError, IndexError, KeyError, TypeError, struct.error, RecursionError) as error:
            raise Unreadable("doc", why=str(error)) from error

    def stream(self, name: str) -> bytes:
        """A stream's bytes, as far as the file has them; none where there is no such stream."""
        try:
            if not self._file.exists(name):
                return b""
            self._limits.check("part_bytes", self._file.get_size(name))
            data: bytes = self._file.openstream(name).read()
        except (OSError, ValueError, IndexError, KeyError, TypeError, struct.error) as error:
            raise Unreadable("doc", why=str(error)) from error
        return data
