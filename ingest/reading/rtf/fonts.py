r"""The tables at an RTF text's head: fonts with their character sets, colours, styles.

{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset2 Wingdings;}}
{\colortbl;\red255\green0\blue0;}
{\stylesheet{\s0 Normal;}{\*\cs10\b\sbasedon1 Strong;}}
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

_CHARSETS = {
    0: "cp1252", 2: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
r"""Code pages of ``\fcharset``; those it lacks are the document's own."""

SYMBOLS = 2


class Font(NamedTuple):
    """A font's name and the encoding of its bytes, None for the document's."""

    name: str = ""
    encoding: str | None = None
    symbols: bool = False


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


def colour(red: int, green: int, blue: int) -> str:
    """A colour as ``rrggbb``.

    >>> colour(255, 0, 16)
    'ff0010'
    """
    return bytes([red & 255, green & 255, blue & 255]).hex()
