"""Content transfer encodings (RFC 2045, section 6; uuencode), undone as far as the bytes allow."""

from __future__ import annotations

import binascii
import re
from typing import NamedTuple

_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]+={0,2}")
_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_WHITE = b" \t\n\r\x0b\f"
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_ALL_BASE64 = re.compile(rb"\s*(?:[A-Za-z0-9+/]{20,}={0,2}\s+)*[A-Za-z0-9+/]{4,}={0,2}\s*")
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]+)\r?\n", re.M)
_UU_END = re.compile(rb"^(?:`\r?\n)?end[ \t]*(?:\r?\n|\Z)", re.M)


def decode_transfer(data: bytes, encoding: str) -> bytes:
    r"""The bytes that a part carries; `encoding` is its Content-Transfer-Encoding, in lower case.

    >>> decode_transfer(b"QfFvIDIwMjA", "base64"), decode_transfer(b"A=F1o =\r\n2020", "quoted-printable")
    (b'A\xf1o 2020', b'A\xf1o 2020')
    """
    name = re.sub(r"[^a-z0-9]", "", encoding)
    if name.startswith("base64"):
        return decode_base64(data)
    if name.startswith("quotedprintable"):
        return binascii.a2b_qp(data)
    if name.endswith(("uuencode", "uue")):
        files = uuencoded(data)
        return files[0].data if files else data
    return data


def decode_base64(data: bytes) -> bytes:
    """Base64 with whatever else stands between: cut short, ill padded, a list's footer after it.

    Padding inside ends one piece and begins another, as where a program encoded in chunks.
    """
    clean = data.translate(None, _WHITE)
    digits = clean.rstrip(b"=")
    if not digits.translate(None, _DIGITS):
        return _padded(digits)
    pieces: list[bytes] = []
    rest: list[bytes] = []
    for line in data.splitlines():
        line = line.strip()
        if not _BASE64_LINE.fullmatch(line):
            if pieces and not rest:
                break  # text after the end
            line = _NOT_BASE64.sub(b"", line)
        while b"=" in line:
            head, _, line = line.partition(b"=")
            pieces.append(_padded(b"".join([*rest, head])))
            rest, line = [], line.lstrip(b"=")
        if line:
            rest.append(line)
    return b"".join(pieces) + _padded(b"".join(rest))


def _padded(digits: bytes) -> bytes:
    """Decode digits without padding; a lone digit at the end holds no whole byte."""
    digits = digits[:-1] if len(digits) % 4 == 1 else digits
    return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4))


def is_base64(data: bytes) -> bool:
    """Whether all of it is base64 in lines, as in a part whose header forgot to say so."""
    return len(data) > 60 and _ALL_BASE64.fullmatch(data) is not None


class UuFile(NamedTuple):
    """A file written into a text by uuencode: its name, its bytes, where it stood."""

    name: bytes
    data: bytes
    start: int
    end: int


def uuencoded(text: bytes) -> list[UuFile]:
    r"""The files that stand uuencoded in a text (POSIX, `uuencode`).

    >>> uuencoded(b"Va:\r\nbegin 644 a.txt\r\n$1V]Y80``\r\n`\r\nend\r\n")[0][:2]
    (b'a.txt', b'Goya')
    """
    files = []
    at = 0
    while found := _UU_BEGIN.search(text, at):
        end = _UU_END.search(text, found.end())
        stop = end.start() if end else len(text)
        data = _uu_lines(text[found.end() : stop])
        at = end.end() if end else len(text)
        if data:
            files.append(UuFile(found[1].strip(), data, found.start(), at))
    return files


def _uu_lines(text: bytes) -> bytes:
    pieces = []
    for line in text.splitlines():
        if not line or not 32 <= line[0] <= 96:
            continue
        try:
            pieces.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Some encoders pad the last group with something else than blanks.
            length = ((line[0] - 32) & 63) * 4 + 5
            try:
                pieces.append(binascii.a2b_uu(line[: length // 3]))
            except binascii.Error:
                continue
    return b"".join(pieces)
