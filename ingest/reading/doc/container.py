"""The compound file that a .doc is: its streams ([MS-CFB])."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.reading.compound import open_compound, root_streams
from ingest.reading.doc.salvage import salvage

if TYPE_CHECKING:
    from olefile import OleFileIO

_BROKEN = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error, RecursionError)
"""What olefile raises where a file is not what it says it is."""


_NAMES = ("WordDocument", "0Table", "1Table", "Data")


class Container:
    """The streams of a compound file, by name.

    `whole` is False where the file's own directory could not be used, and its streams were found by
    what they hold.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.whole = True
        self._limits = limits
        self._file: OleFileIO | None = None
        streams = root_streams(data, _NAMES)
        self._streams = streams or {}
        if streams is None or len(streams.get("WordDocument", b"")) < 2:
            self._file = _opened(data)
            if self._file is None:
                self._streams = salvage(data)
                self.whole = False

    def stream(self, name: str) -> bytes:
        """A stream's bytes, as far as the file has them; none where there is no such stream."""
        if self._file is None:
            stream = self._streams.get(name, b"")
            if self.whole:
                self._limits.check("part_bytes", len(stream))
            return stream
        try:
            if not self._file.exists(name):
                return b""
            self._limits.check("part_bytes", self._file.get_size(name))
            data: bytes = self._file.openstream(name).read()
        except _BROKEN:
            return b""
        return data


def _opened(data: bytes) -> OleFileIO | None:
    """The compound file, where its directory can be read and has a document."""
    try:
        file = open_compound(data)
        return file if len(file.openstream("WordDocument").read(2)) == 2 else None
    except (Unreadable, *_BROKEN):
        return None
