"""Outlook messages saved as files (`.msg`, [MS-OXMSG]): a compound file with a stream a property.

``__substg1.0_0065001F`` holds property 0065 as UTF-16; ``__properties_version1.0`` holds those of
fixed size, 16 bytes each; ``__attach_version1.0_#00000000`` is a storage an attachment, in which
``__substg1.0_3701000D`` is a whole message where one is attached.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from ingest.errors import Unreadable
from ingest.intake import mapi
from ingest.intake.ignored import Reason
from ingest.intake.tree import Attachment, Container, Entry, Ignored, Nested
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading.compound import DAMAGE, open_compound
from ingest.reading.encodings import decode

if TYPE_CHECKING:
    from olefile import OleFileIO

_PROPERTY = "__substg1.0_"
_PROPERTY_NAME = re.compile(r"__substg1\.0_([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})")
_FIXED = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_"
_EMBEDDED = "__substg1.0_3701000D"
_HEADERS = {0: 32, 1: 8, 2: 24}  # bytes before the fixed properties: of the file, an attachment, a message in it

_NUMBERS = {0x0002: "<h", 0x0003: "<i", 0x000B: "<h", 0x0014: "<q", 0x0040: "<Q"}
_MOST = 1 << 20  # bytes of a property that are wanted of other texts than the body

Path = tuple[str, ...]


def open_msg(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Container:
    """Open an Outlook message; raises `Unreadable` where it is damaged."""
    return _container(open_compound(data), (), limits)


def _container(file: OleFileIO, path: Path, limits: Limits) -> Container:
    try:
        return _Message(file, path, limits).container()
    except DAMAGE as error:
        raise Unreadable("msg", why=str(error)) from error


class _Message:
    def __init__(self, file: OleFileIO, path: Path, limits: Limits) -> None:
        self._file = file
        self._path = path
        self._limits = limits
        self._names = _children(file, path)
        limits.check("members", len(self._names))

    def container(self) -> Container:
        properties = self._properties(self._path, self._names)
        return Container(
            "msg", self._entries(properties), mapi.sender(properties), mapi.received(properties), is_message=True
        )

    def _entries(self, properties: mapi.Properties) -> Iterator[Entry]:
        try:
            yield from self._parts(properties)
        except DAMAGE as error:
            raise Unreadable("msg", why=str(error)) from error

    def _parts(self, properties: mapi.Properties) -> Iterator[Entry]:
        body = mapi.body(properties, self._limits)
        if body is not None:
            yield body
        attached = sorted(name for name in self._names if name.startswith(_ATTACHMENT))
        for number, storage in enumerate(attached, 1 + (body is not None)):
            yield self._attachment((*self._path, storage), number)

    def _attachment(self, path: Path, number: int) -> Entry:
        names = _children(self._file, path)
        properties = self._properties(path, names)
        name = mapi.attachment_name(properties)
        if _EMBEDDED in names:
            inner = (*path, _EMBEDDED)
            if _FIXED in _children(self._file, inner):
                return Nested(name, number, partial(_container, self._file, inner, self._limits))
            return Ignored(name or f"part-{number}", Reason.OBJECT)
        stream = (*path, f"{_PROPERTY}{mapi.ATTACH_DATA:04X}0102")
        if stream[-1] not in names:
            return Ignored(name or f"part-{number}", Reason.ELSEWHERE)
        size = int(self._file.get_size("/".join(stream)))
        return Attachment(name, number, partial(_read, self._file, stream), size, size)

    def _properties(self, path: Path, names: set[str]) -> dict[int, mapi.Value]:
        """The properties in a storage; the bytes of attachments are left where they are."""
        found: dict[int, mapi.Value] = {}
        if _FIXED in names:
            kind = 0 if not path else 1 if path[-1].startswith(_ATTACHMENT) else 2
            found.update(_numbers(_read(self._file, (*path, _FIXED))[_HEADERS[kind] :]))
        texts: dict[int, bytes] = {}
        for name in names:
            known = _PROPERTY_NAME.fullmatch(name)
            if known is None:
                continue
            number, kind = int(known[1], 16), int(known[2], 16)
            if number == mapi.ATTACH_DATA or kind not in (0x001E, 0x001F, 0x0102):
                continue
            stream = (*path, name)
            wanted = self._limits.part_bytes if number in (mapi.BODY, mapi.RTF, mapi.HTML) else _MOST
            if self._file.get_size("/".join(stream)) > wanted:
                continue
            data = _read(self._file, stream)
            if kind == 0x001F:
                found[number] = data.decode("utf-16-le", "replace").rstrip("\0")
            elif kind == 0x0102:
                found.setdefault(number, data)
            else:
                texts[number] = data.rstrip(b"\0")
        for number, data in texts.items():
            found.setdefault(number, decode(data, mapi.charset(found)).text)
        return found


def _children(file: OleFileIO, path: Path) -> set[str]:
    """The names of what lies directly in a storage."""
    entry = file.root
    for name in path:
        entry = entry.kids_dict[name.lower()]
    return {kid.name for kid in entry.kids}


def _read(file: OleFileIO, path: Path) -> bytes:
    try:
        data: bytes = file.openstream(list(path)).read()
    except DAMAGE as error:
        raise Unreadable("msg", why=str(error)) from error
    return data


def _numbers(data: bytes) -> dict[int, int]:
    """The numbers among the properties of fixed size: type, id, flags (4 bytes), value (8 bytes)."""
    found = {}
    for at in range(0, len(data) - 15, 16):
        kind, number = struct.unpack_from("<HH", data, at)
        if kind in _NUMBERS:
            found[number] = int(struct.unpack_from(_NUMBERS[kind], data, at + 8)[0])
    return found
