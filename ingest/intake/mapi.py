"""Outlook's properties of a message ([MS-OXPROPS]), common to `.msg` files and `winmail.dat`."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from ingest.errors import Unreadable
from ingest.intake.envelope import address, read_date
from ingest.intake.envelope import received as received_of
from ingest.intake.envelope import sender as sender_of
from ingest.intake.headers import read_headers
from ingest.intake.tree import Body, TextForm
from ingest.limits import Limits
from ingest.reading.encodings import decode

TRANSPORT_HEADERS = 0x007D
CLIENT_SUBMIT_TIME = 0x0039
DELIVERY_TIME = 0x0E06
BODY, RTF, HTML = 0x1000, 0x1009, 0x1013
CODE_PAGES = (0x3FDE, 0x3FFD)  # of the body, of all other strings
ATTACH_DATA = 0x3701
ATTACH_NAMES = (0x3707, 0x3704, 0x3001)  # long, short (8.3), as shown
_SENDERS = (
    # SMTP address, e-mail address, search key, name: of whom it is from, then of who sent it for them
    (0x5D02, 0x0065, 0x003B, 0x0042),
    (0x5D01, 0x0C1F, 0x0C1D, 0x0C1A),
)

Value = str | bytes | int
Properties = Mapping[int, Value]
"""Property id -> value: texts, bytes, and numbers (times as 100 ns since 1601)."""


def sender(properties: Properties) -> str | None:
    """The address that a message is from, as SMTP writes it.

    The header that came with the message says it best. Inside an organisation there is none, and
    the sender is an entry of its directory (``/O=…/CN=…``); the address then stands beside it.

    >>> sender({0x0065: "/O=MUNI/CN=ANA", 0x003B: b"EX:/O=MUNI", 0x5D02: "ana@example.org"})
    'ana@example.org'
    >>> sender({0x0C1F: "IMCEASMTP-ana+40example+2Eorg@mail.example.net"})
    'ana@example.org'
    """
    found = sender_of(read_headers(_raw(properties.get(TRANSPORT_HEADERS)))[0])
    if found:
        return found
    for keys in _SENDERS:
        for key in keys:
            text = decode(_raw(properties.get(key))).text.strip("\0 ")
            packed = re.match(r"IMCEASMTP-(.+)@", text, re.I)
            if packed:  # + and two hexadecimal digits for each character but letters and digits
                text = re.sub(r"\+([0-9A-Fa-f]{2})", lambda digits: chr(int(digits[1], 16)), packed[1])
            if text.upper().startswith("SMTP:"):
                text = text[5:].lower()
            if "/" not in text.partition("@")[0] and (found := address(text.encode())):
                return found
    return None


def received(properties: Properties) -> str | None:
    """When a message was sent, as ISO 8601: by the header that came with it, else by Outlook (in UTC)."""
    when = received_of(read_headers(_raw(properties.get(TRANSPORT_HEADERS)))[0])
    if when:
        return when
    for key in (CLIENT_SUBMIT_TIME, DELIVERY_TIME):
        value = properties.get(key)
        if isinstance(value, int) and value > 0:
            try:
                moment = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=value // 10)
            except OverflowError:
                continue
            return moment.replace(microsecond=0).isoformat()
        if isinstance(value, str) and (when := read_date(value)):
            return when
    return None


def body(properties: Properties, limits: Limits) -> Body | None:
    """A message's own text in its forms: HTML, rich text, plain; None where it has none."""
    forms = []
    html, rtf, plain = properties.get(HTML), properties.get(RTF), properties.get(BODY)
    if html:
        forms.append(TextForm(_raw(html), "html", "utf-8" if isinstance(html, str) else charset(properties)))
    if isinstance(rtf, bytes) and rtf:
        try:
            text = decompress_rtf(rtf, limits)
        except Unreadable:
            text = b""
        if text.startswith(b"{\\rtf") and not (plain and b"\\fromtext" in text[:1000]):
            forms.append(TextForm(text, "rtf"))
    if plain:
        forms.append(TextForm(_raw(plain), "txt", "utf-8" if isinstance(plain, str) else charset(properties)))
    return Body(tuple(forms)) if forms else None


def charset(properties: Properties) -> str | None:
    """The character set of a message's 8-bit texts, by Python's name."""
    for key in CODE_PAGES:
        page = properties.get(key)
        if isinstance(page, int) and page > 0:
            return {65001: "utf-8", 20127: "ascii", 28591: "cp1252", 28605: "iso-8859-15"}.get(page, f"cp{page}")
    return None


def attachment_name(properties: Properties) -> str | None:
    """An attachment's file name, the long one where there is one."""
    for key in ATTACH_NAMES:
        value = properties.get(key)
        if value:
            return decode(_raw(value)).text.strip("\0 ")
    return None


def _raw(value: Value | None) -> bytes:
    return value.encode("utf-8", "replace") if isinstance(value, str) else value if isinstance(value, bytes) else b""


# -- compressed rich text ([MS-OXRTFCP]) -----------------------------------------------------------

_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW = 4096


def decompress_rtf(data: bytes, limits: Limits) -> bytes:
    r"""The rich text in a PidTagRtfCompressed: a header of four numbers, then literal bytes or LZ references.

    >>> decompress_rtf(struct.pack("<4I", 18, 6, 0x414C454D, 0) + b"{\\rtf}", Limits())
    b'{\\rtf}'
    """
    if len(data) < 16:
        raise Unreadable("rtf")
    _, size, kind, _ = struct.unpack_from("<4I", data)
    limits.check("part_bytes", size)
    if kind == 0x414C454D:  # "MELA": not compressed
        return data[16 : 16 + size]
    if kind != 0x75465A4C:  # "LZFu"
        raise Unreadable("rtf")
    out = bytearray(_DICTIONARY)
    at, end = 16, len(_DICTIONARY) + size
    while at < len(data) and len(out) < end:
        flags = data[at]
        at += 1
        for bit in range(8):
            if at >= len(data) or len(out) >= end:
                break
            if not flags >> bit & 1:
                out.append(data[at])
                at += 1
                continue
            reference = int.from_bytes(data[at : at + 2], "big")
            at += 2
            # An offset into the window of 4096 bytes, as a distance back from where we are.
            distance = (len(out) - (reference >> 4)) % _WINDOW
            if distance == 0:
                return bytes(out[len(_DICTIONARY) : end])
            start = len(out) - distance
            if start < 0:
                raise Unreadable("rtf")
            for place in range(start, start + (reference & 15) + 2):
                out.append(out[place])
    return bytes(out[len(_DICTIONARY) : end])
