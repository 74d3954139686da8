r"""The tables at an RTF text's head: fonts with their character sets, colours, styles.

{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset2 Wingdings;}}
{\colortbl;\red255\green0\blue0;}
{\stylesheet{\s0 Normal;}{\*\cs10\b\sbasedon1 Strong;}}
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import NamedTuple

from ingest.reading.symbols import is_symbol_font

_ENTRY = re.compile(rb"\\f([0-9]+)(?![0-9])")
_INNER = re.compile(rb"\{[^{}]*\}")
_WORDS = re.compile(rb"\\([a-z]+)(-?[0-9]+)? ?")
_BYTE = re.compile(rb"\\'([0-9a-fA-F]{2})")

_CHARSETS = {
    0: "cp1252", 2: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
r"""Code pages of ``\fcharset``; those it lacks are the document's own."""

_SYMBOLS = 2


class Font(NamedTuple):
    """A font's name and the encoding of its bytes, None for the document's."""

    name: str = ""
    encoding: str | None = None
    symbols: bool = False


class FontTable:
    """The fonts by number; one is read when it is asked for. Of two with one number the first counts."""

    def __init__(self) -> None:
        self._sources: dict[int, bytes] = {}
        self._fonts: dict[int, Font] = {}

    def add(self, table: bytes) -> None:
        r"""Add the entries of a ``\fonttbl``."""
        entries = list(_ENTRY.finditer(table))
        for at, entry in enumerate(entries):
            stop = entries[at + 1].start() if at + 1 < len(entries) else len(table)
            self._sources.setdefault(int(entry[1][:9]), table[entry.end() : stop])

    def get(self, number: int) -> Font | None:
        """The font of that number, None where there is none."""
        known = self._fonts.get(number)
        if known is None and number in self._sources:
            known = self._fonts[number] = _font(self._sources[number])
        return known


def _font(source: bytes) -> Font:
    r"""A font of what stands between ``\f1`` and the next one."""
    words = {name: int(number[:9]) for name, number in _WORDS.findall(source) if number}
    name = entry_name(source).split(b";")[0].strip(b"{}\r\n *\\").decode("cp1252", "replace")
    charset = words.get(b"fcharset", 1)
    encoding = code_page(words[b"cpg"]) if b"cpg" in words else charset_encoding(charset)
    return Font(name, encoding, charset == _SYMBOLS or is_symbol_font(name))


def entry_name(source: bytes) -> bytes:
    """What is left of an entry without its words and inner groups: its name."""
    plain = _BYTE.sub(lambda found: bytes.fromhex(found[1].decode()), without_groups(source))
    return _WORDS.sub(b"", plain)


def without_groups(source: bytes) -> bytes:
    """An entry without its inner groups."""
    return _INNER.sub(b"", source)


class StyleEntry(NamedTuple):
    """What a style says about characters, with what it is based on; `bits` are a `Style`'s."""

    bits: int = 0
    colour: str | None = None
    hidden: bool = False


def charset_encoding(charset: int) -> str | None:
    """The encoding of a font's character set."""
    return _CHARSETS.get(charset)


def code_page(number: int) -> str | None:
    r"""The encoding of an ``\ansicpg`` or ``\cpg`` number, None where there is no such.

    >>> code_page(1252), code_page(65001), code_page(99)
    ('cp1252', 'utf-8', None)
    """
    name = {65001: "utf-8", 10000: "mac_roman", 1361: "johab", 0: "cp1252"}.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


@lru_cache(256)
def colour(entry: bytes) -> str | None:
    r"""A colour of a ``\colortbl`` as ``rrggbb``; None for the automatic one.

    >>> colour(rb"\red255\green0\blue16"), colour(b"")
    ('ff0010', None)
    """
    parts = {name: int(number[:9]) for name, number in _WORDS.findall(entry) if number}
    if not (b"red" in parts or b"green" in parts or b"blue" in parts):
        return None
    return bytes([parts.get(name, 0) & 255 for name in (b"red", b"green", b"blue")]).hex()
