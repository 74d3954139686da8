"""Signed mail that hides the message inside its signature (`smime.p7m`, RFC 8551 and 5652).

The content of a CMS SignedData is a message of its own: it is read, the signature is not checked::

    SEQUENCE { OID signedData, [0] { SEQUENCE { INTEGER, SET, SEQUENCE { OID data, [0] { OCTET STRING …
"""

from __future__ import annotations

from dataclasses import replace

from ingest.errors import Unreadable
from ingest.intake.eml import open_message
from ingest.intake.ignored import Reason
from ingest.intake.tree import Container, Ignored
from ingest.limits import DEFAULT_LIMITS, Limits

_SEQUENCE, _CONTEXT, _OCTETS, _OCTETS_IN_PIECES = 0x30, 0xA0, 0x04, 0x24
_TO_CONTENT = (_SEQUENCE, _CONTEXT, _SEQUENCE, _SEQUENCE, _CONTEXT)
"""The tags of the elements to enter, on the way down to the content."""


def open_signed(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Container:
    """Open a signed message: what was signed is more of the message that it came in."""
    content = _content(data)
    if content is None:  # a signature beside the message
        return Container("p7m", [Ignored("smime.p7s", Reason.SIGNATURE)])
    return replace(open_message(content, limits), format="p7m", is_message=False)


def _content(data: bytes) -> bytes | None:
    start, end = 0, len(data)
    for tag in _TO_CONTENT:
        found = _find(data, start, end, tag)
        if found is None:
            return None
        start, end = found
    return b"".join(_octets(data, start, end))


def _find(data: bytes, at: int, end: int, wanted: int) -> tuple[int, int] | None:
    """The content of the first element with a tag among those between two places."""
    while at < end:
        tag, start, stop = _element(data, at, end)
        if tag == wanted:
            return start, stop
        if (tag, start) == (0, at + 2):
            return None  # the end of a content of indefinite length
        at = stop
    return None


def _element(data: bytes, at: int, end: int) -> tuple[int, int, int]:
    """An element's tag, and where its content begins and ends (X.690, 8.1).

    A content of indefinite length is taken to go on to the end; those who look into it stop at its mark.
    """
    if at + 2 > len(data):
        raise Unreadable("p7m")
    tag, length = data[at], data[at + 1]
    at += 2
    if length == 0x80:
        return tag, at, end
    if length > 0x80:
        size = length & 0x7F
        length = int.from_bytes(data[at : at + size], "big")
        at += size
    return tag, at, min(at + length, end)


def _octets(data: bytes, at: int, end: int) -> list[bytes]:
    """The pieces of an octet string, whole or in pieces."""
    pieces: list[bytes] = []
    while at < end:
        tag, start, stop = _element(data, at, end)
        if tag == _OCTETS:
            pieces.append(data[start:stop])
            at = stop
        elif tag == _OCTETS_IN_PIECES:
            at = start  # its pieces come next
        else:
            break
    return pieces
