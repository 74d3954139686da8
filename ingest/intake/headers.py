"""The header of a message or MIME part, read the way mail is written, not only as RFC 5322 has it.

``email.policy.default`` of the standard library raises on some of what is met here (a stray ``=?``,
an address without ``@``) and drops text of some other; so these few steps are done by hand.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from ingest.reading.encodings import decode

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|$)")
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:[ \t]*")
_ENVELOPE = re.compile(rb">*From ")
_FIELDS_MOST = 2000  # fields of one header; what comes after them is taken for the body
_VALUE_MOST = 20_000  # bytes of one field that are looked at


class Headers(NamedTuple):
    """The fields of one header, names in lower case, values unfolded, in order."""

    fields: tuple[tuple[str, bytes], ...]

    def raw(self, name: str) -> bytes | None:
        """The first field of that name as it was written."""
        return next((value for field, value in self.fields if field == name), None)

    def text(self, name: str) -> str:
        """The first field of that name, decoded; empty where there is none."""
        return decode_words(self.raw(name) or b"")

    def parameters(self, name: str) -> tuple[str, Mapping[str, str]]:
        """A structured field's value in lower case, and its parameters (RFC 2045, 2231).

        >>> headers, _ = read_headers(b"Content-Type: Text/Plain; charset=utf-8; name*=utf-8''A%C3%B1o.txt")
        >>> headers.parameters("content-type")
        ('text/plain', {'charset': 'utf-8', 'name': 'Año.txt'})
        """
        return read_parameters(self.raw(name) or b"")


def read_headers(data: bytes, start: int = 0, end: int | None = None) -> tuple[Headers, int]:
    """Read the header that begins at `start`; give it and where the body begins.

    A line that is neither a field nor indented goes on the field before it where another field
    follows, as badly folded names do; else the body begins there, without the blank line.
    """
    end = len(data) if end is None else end
    fields: list[tuple[str, list[bytes]]] = []
    at = start
    while at < end and len(fields) < _FIELDS_MOST:
        line, after = _line(data, at, end)
        if not line:
            return _headers(fields), after
        field = _FIELD.match(line)
        if line[:1] in b" \t" and fields:
            fields[-1][1].append(line)
        elif field:
            fields.append((field[1].decode("ascii").lower(), [line[field.end() :]]))
        elif _ENVELOPE.match(line):
            pass  # the line that a mailbox puts before a message
        elif fields and _is_field(data, after, end):
            fields[-1][1].append(b" " + line)
        else:
            return _headers(fields), at
        at = after
    return _headers(fields), at


def _headers(fields: list[tuple[str, list[bytes]]]) -> Headers:
    return Headers(tuple((name, b"".join(lines)[:_VALUE_MOST]) for name, lines in fields))


def _line(data: bytes, at: int, end: int) -> tuple[bytes, int]:
    found = _LINE.match(data, at, end)
    if found is None:
        return b"", end
    return found[0].rstrip(b"\r\n"), found.end()


def _is_field(data: bytes, at: int, end: int) -> bool:
    line, _ = _line(data, at, end)
    return _FIELD.match(line) is not None or (line[:1] in b" \t" and bool(line.strip()))


# -- encoded words (RFC 2047) ------------------------------------------------------------------------

_WORD = re.compile(rb"=\?([^?\s]{1,40}?)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)(?:\?=|$)")
_CHARS = re.compile(rb"[^A-Za-z0-9+/]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


class _Word(NamedTuple):
    charset: str
    data: bytes
    base64: bytes | None  # what stands after the last whole group of four, still encoded


def decode_words(raw: bytes) -> str:
    """A header's text, encoded words and raw 8-bit characters decoded.

    Neighbours of one character set are joined before they are decoded, for many programs cut words
    in the middle of a letter or of a group of four base64 characters.

    >>> decode_words(b"=?utf-8?q?Ra=C3?= =?utf-8?q?=BAl?= Etcheverry")
    'Raúl Etcheverry'
    """
    if b"=?" not in raw:
        return _clean(decode(raw).text)
    pieces: list[str] = []
    run: list[_Word] = []
    at = 0
    for found in _WORD.finditer(raw):
        between = raw[at : found.start()]
        word = _word(found, run[-1] if run and not between.strip() else None)
        if between.strip() or (run and run[-1].charset != word.charset):
            pieces.append(_join(run))
            run = []
            # Blanks between two words are no text; beside other text they are.
            pieces.append(decode(between).text if between.strip() else "")
        elif between and not run:
            pieces.append(decode(between).text)
        run.append(word)
        at = found.end()
    return _clean("".join([*pieces, _join(run), decode(raw[at:]).text]))


def _word(found: re.Match[bytes], before: _Word | None) -> _Word:
    charset = found[1].decode("latin-1").lower()
    if found[2] in b"qQ":
        text = found[3].replace(b"_", b" ")
        return _Word(charset, binascii.a2b_qp(text), None)
    digits = _CHARS.sub(b"", found[3])
    if before is not None and before.charset == charset and before.base64:
        digits = before.base64 + digits
    whole = len(digits) // 4 * 4
    # A rest that is padded ends here; one that is not may go on in the next word.
    if found[3].rstrip().endswith(b"="):
        return _Word(charset, _base64(digits), None)
    return _Word(charset, _base64(digits[:whole]), digits[whole:])


def _base64(digits: bytes) -> bytes:
    if len(digits) % 4 == 1:
        digits = digits[:-1]
    return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4))


def _join(run: list[_Word]) -> str:
    if not run:
        return ""
    data = b"".join(word.data for word in run)
    if run[-1].base64:
        data += _base64(run[-1].base64)
    return decode(data, run[0].charset).text


def _clean(text: str) -> str:
    """Without line ends and other control characters; runs of blanks stay as they are."""
    return (text if text.isprintable() else _CONTROLS.sub(" ", text)).strip()


# -- parameters --------------------------------------------------------------------------------------

_PARAMETER = re.compile(rb'\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)(?:"[^;]*|$)|([^;]*))(?:;|$)', re.S)


@lru_cache(maxsize=256)
def read_parameters(raw: bytes) -> tuple[str, Mapping[str, str]]:
    """A field's value in lower case and its parameters, the pieces of RFC 2231 put together.

    >>> read_parameters(b'attachment; filename*0="informe "; filename*1="final.pdf"')
    ('attachment', {'filename': 'informe final.pdf'})
    """
    value, _, rest = raw.partition(b";")
    if b"=" in value:  # text/plain charset=utf-8
        value, _, missed = value.strip().partition(b" ")
        rest = missed + b";" + rest
    pieces: dict[str, list[tuple[int, bool, bytes]]] = {}
    plain: dict[str, str] = {}
    for found in _parameters(rest):
        name = found[1].decode("latin-1").lower()
        text = found[3].strip() if found[2] is None else re.sub(rb"\\([\"\\])", rb"\1", found[2])
        if "*" in name:
            base, _, index = name.partition("*")
            number = index.rstrip("*")
            if number.isdigit() or not number:
                piece = (int(number[:9] or 0), name.endswith("*"), text)
                pieces.setdefault(base, []).append(piece)
        else:
            plain.setdefault(name, decode_words(text))
    for base, found_pieces in pieces.items():
        plain[base] = _continued(found_pieces)
    return _clean(decode(value).text).lower(), plain


def _parameters(text: bytes) -> Iterator[re.Match[bytes]]:
    at = 0
    while at < len(text):
        found = _PARAMETER.match(text, at)
        if found:
            yield found
        at = max(found.end(), at + 1) if found else (text.find(b";", at) + 1 or len(text))


def _continued(pieces: list[tuple[int, bool, bytes]]) -> str:
    """The value of a parameter in pieces: ``name*0*=utf-8''A%C3%B1o; name*1=" 2020"``."""
    charset, data = None, b""
    for position, (_, extended, text) in enumerate(sorted(pieces, key=lambda piece: piece[0])):
        if extended and position == 0 and text.count(b"'") >= 2:
            name, _, text = text.split(b"'", 2)
            charset = name.decode("latin-1")
        data += unquote_to_bytes(text) if extended else text
    return _clean(decode(data, charset).text) if charset or b"=?" not in data else decode_words(data)
