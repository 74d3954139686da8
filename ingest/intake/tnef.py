"""`winmail.dat`: what Outlook wraps a message's attachments and rich text in ([MS-OXTNEF]).

After the signature ``78 9F 3E 22`` and a key of two bytes come attributes: the level (1: of the
message, 2: of the attachment begun last), an id, a length, the data, a checksum. MAPI properties
travel inside three of them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import partial

from ingest.errors import Unreadable
from ingest.intake import mapi
from ingest.intake.ignored import Reason
from ingest.intake.tree import Attachment, Container, Entry, Ignored, Nested
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading.encodings import decode

_SIGNATURE = b"\x78\x9f\x3e\x22"
_ATTACHMENT_BEGINS, _ATTACHMENT_PROPERTIES = 0x00069002, 0x00069005
_ATTACHMENT_DATA, _ATTACHMENT_TITLE = 0x0006800F, 0x00018010
_MESSAGE_PROPERTIES, _MESSAGE_BODY, _CODE_PAGE = 0x00069003, 0x0002800C, 0x00069007

_FIXED = {0x02: "<h2x", 0x03: "<i", 0x0B: "<H2x", 0x14: "<q", 0x40: "<Q"}
_SIZES = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_VARIABLE = (0x0D, 0x1E, 0x1F, 0x102)
_OBJECT = 0x0D
_GUID = 16
_NAMED = 0x8000
_MULTIPLE = 0x1000


def open_tnef(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Container:
    """Open the winmail.dat of a message: more of that message's own parts."""
    return _container(data, limits, is_message=False)


def _container(data: bytes, limits: Limits, is_message: bool) -> Container:
    properties, attachments = _read(data, limits)
    limits.check("members", len(attachments))
    sender, received = mapi.sender(properties), mapi.received(properties)
    return Container("tnef", _entries(properties, attachments, limits), sender, received, is_message)


def _entries(properties: mapi.Properties, attachments: list[dict[int, mapi.Value]], limits: Limits) -> Iterator[Entry]:
    body = mapi.body(properties, limits)
    if body is not None:
        yield body
    for number, attached in enumerate(attachments, 1 + (body is not None)):
        name = mapi.attachment_name(attached)
        data = attached.get(mapi.ATTACH_DATA)
        if not isinstance(data, bytes):
            yield Ignored(name or f"part-{number}", Reason.ELSEWHERE)
        elif data[_GUID : _GUID + 4] == _SIGNATURE:
            yield Nested(name, number, partial(_container, data[_GUID:], limits, is_message=True))
        else:
            yield Attachment(name, number, partial(bytes, data), len(data), len(data))


def _read(data: bytes, limits: Limits) -> tuple[dict[int, mapi.Value], list[dict[int, mapi.Value]]]:
    """The message's properties, and those of each attachment."""
    if data[:4] != _SIGNATURE:
        raise Unreadable("tnef")
    message: dict[int, mapi.Value] = {}
    attachments: list[dict[int, mapi.Value]] = []
    page: str | None = None
    for kind, value in _attributes(data):
        target = attachments[-1] if attachments else {}
        if kind == _ATTACHMENT_BEGINS:
            attachments.append({})
            limits.check("members", len(attachments))
        elif kind == _CODE_PAGE and len(value) >= 4:
            page = f"cp{int.from_bytes(value[:4], 'little')}"
        elif kind == _MESSAGE_BODY:
            message.setdefault(mapi.BODY, decode(value.rstrip(b"\0"), page).text)
        elif kind == _MESSAGE_PROPERTIES:
            message.update(_properties(value, page))
        elif kind == _ATTACHMENT_TITLE:
            target.setdefault(mapi.ATTACH_NAMES[1], decode(value.rstrip(b"\0"), page).text)
        elif kind == _ATTACHMENT_DATA:
            target.setdefault(mapi.ATTACH_DATA, value)
        elif kind == _ATTACHMENT_PROPERTIES:
            target.update(_properties(value, page))
    return message, attachments


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each attribute's id and data; where the file is cut off, the last one's data as far as it goes."""
    at = 6
    while at + 9 <= len(data):
        kind, length = struct.unpack_from("<II", data, at + 1)
        yield kind, data[at + 9 : at + 9 + length]
        at += 9 + length + 2


def _properties(data: bytes, page: str | None) -> dict[int, mapi.Value]:
    """MAPI properties as TNEF writes them: how many, then type, id, value, each padded to four bytes."""
    found: dict[int, mapi.Value] = {}
    try:
        (count,) = struct.unpack_from("<I", data)
        at = 4
        for _ in range(min(count, 10_000)):
            kind, number = struct.unpack_from("<HH", data, at)
            at += 4
            if number >= _NAMED:
                at = _after_name(data, at)
            values, at = _values(data, at, kind)
            if values:
                found[number] = _typed(values[0], kind, page)
    except struct.error:
        pass  # cut off: what was there so far holds
    return found


def _after_name(data: bytes, at: int) -> int:
    by_name, length = struct.unpack_from("<II", data, at + _GUID)
    return at + _GUID + (8 + _padded(length) if by_name else 8)


def _values(data: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    base = kind & ~_MULTIPLE
    count = 1
    if kind & _MULTIPLE or base in _VARIABLE:
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
    values = []
    for _ in range(count):
        size = _SIZES.get(base, 4)
        if base in _VARIABLE:
            (size,) = struct.unpack_from("<I", data, at)
            at += 4
        if at >= len(data):
            raise struct.error
        values.append(data[at : at + size])
        at += _padded(size)
    return values, at


def _typed(value: bytes, kind: int, page: str | None) -> mapi.Value:
    if kind in _FIXED:
        return int(struct.unpack(_FIXED[kind], value)[0])
    if kind == 0x1F:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    if kind == 0x1E:
        return decode(value.rstrip(b"\0"), page).text
    return value


def _padded(length: int) -> int:
    return (length + 3) // 4 * 4
