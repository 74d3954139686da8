r"""Letters of an RTF text: by themselves, by their number in a code page, or in Unicode with a stand-in.

Se\'f1as     Se\u241\'f1as     Se\u241?as
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.reading.rtf.tokens import PIECE, PIECE_BYTES, PIECE_UNICODE

MULTIBYTE = frozenset({"cp932", "cp936", "cp949", "cp950", "johab", "utf-8", "gbk", "gb18030", "big5"})
"""Encodings in which a letter may take several bytes."""

_ESCAPE = re.compile(r"\\u(-?[0-9]+) ?(?:\\'[0-9A-Fa-f]{2}|[^\\])|\\'([0-9A-Fa-f]{2})")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_ASCII = bytes(range(128)).decode("ascii")


def plain(raw: bytes, encoding: str) -> str | None:
    r"""The letters of a text token, each by itself, with one stand-in after each ``\u``.

    None where one may depend on those before it: in an encoding of several bytes, or where letters of
    the private use area stand together.

    >>> plain(rb"Se\'f1as \u8211\'96 a\u241?o", "cp1252")
    'Señas – año'
    """
    letters = _letters(encoding)
    if letters is None:
        return None
    text = raw.decode("ascii") if raw.isascii() else raw.decode("latin-1").translate(letters)
    if "\n" in text or "\r" in text:
        text = text.replace("\r", "").replace("\n", "")
    if "\\" not in text:
        return text
    text = _ESCAPE.sub(
        lambda found: chr(int(found[1][:10]) & 0xFFFF) if found[1] else letters[int(found[2], 16)],
        text,
    )
    return None if not text.isprintable() and _PRIVATE.search(text) else text


@lru_cache(64)
def _letters(encoding: str) -> str | None:
    """The letters of a code page in the order of its bytes; None where a letter may take more than one."""
    if encoding in MULTIBYTE:
        return None
    letters = bytes(range(256)).decode(encoding, "replace")
    return letters if len(letters) == 256 and letters[:128] == _ASCII else None


def past_stand_ins(raw: bytes, count: int) -> tuple[bytes, int]:
    r"""What is left of a text token after so many stand-ins, and how many of these are still to come.

    >>> past_stand_ins(rb"?\'f1as", 2)
    (b'as', 0)
    """
    for piece in PIECE.finditer(raw):
        kind = piece.lastindex
        if kind == PIECE_UNICODE:  # a control word has no stand-ins of another
            return raw[piece.start() :], 0
        width = 4 if kind == PIECE_BYTES else 1
        letters = (piece.end() - piece.start()) // width if kind else 0
        if letters >= count:
            return raw[piece.start() + count * width :], 0
        count -= letters
    return b"", count
