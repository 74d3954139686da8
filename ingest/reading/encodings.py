"""Bytes to text when nobody says, or somebody says wrongly, which characters they are.

In order: a byte order mark, UTF-16 told by its zero bytes, strict UTF-8 (other texts are hardly ever
valid UTF-8), the charset that was declared, UTF-8 with a few broken bytes, and last the single-byte
code page in which the text looks most like Spanish. Detectors made for all languages take a Spanish
text in an old code page for Hungarian or Turkish; its letters in their places tell it better.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODE_PAGES = ("cp1252", "mac_roman", "cp850", "latin-1")
_ALIASES = dict.fromkeys(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"), "cp1252")
"""What programs declare and what they mean (as in the WHATWG Encoding Standard, section 4.2)."""

_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 4000  # characters outside ASCII that are looked at; more say nothing new

_SMALL = frozenset("áéíóúüñ")
_CAPITAL = frozenset("ÁÉÍÓÚÜÑ")
_OPENING = frozenset("¿¡«“‘")
_CLOSING = frozenset("»”’…ºª°€")
_STANDING = frozenset("–—•·\xa0")
_FOREIGN = frozenset("çãõâêîôûàèìòùäëïöåÇÃÕÂÊÔÀÈÄÖ")


class Decoded(NamedTuple):
    """A text, the encoding it was in, and whether some bytes did not fit it."""

    text: str
    encoding: str
    damaged: bool = False


def decode(data: bytes, charset: str | None = None) -> Decoded:
    """The text of `data`; `charset` is what a header or the like declares.

    >>> decode("Año 2020, ¿qué más?".encode("cp850"))
    Decoded(text='Año 2020, ¿qué más?', encoding='cp850', damaged=False)
    """
    if data.isascii() and b"\0" not in data:
        return Decoded(data.decode("ascii"), "utf-8")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _forgiving(data[len(mark) :], encoding)
    wide = _utf_16_without_mark(data)
    if wide:
        return _forgiving(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    declared = _declared(data, charset)
    if declared:
        return declared
    return _broken_utf_8(data) or _best_code_page(data)


def _forgiving(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, "\N{REPLACEMENT CHARACTER}" in text)


def _utf_16_without_mark(data: bytes) -> str | None:
    r"""UTF-16 in Latin letters has a zero in every second byte: ``H\0o\0l\0a\0``."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd * 2 > half and even * 10 < odd:
        return "utf-16-le"
    if even * 2 > half and odd * 10 < even:
        return "utf-16-be"
    return None


def _declared(data: bytes, charset: str | None) -> Decoded | None:
    """The text by its declared charset, where that is known and fits every byte."""
    name = (charset or "").strip().strip("\"'").lower()
    if not name:
        return None
    try:
        name = _ALIASES.get(name, name)
        return Decoded(data.decode(name), codecs.lookup(name).name)
    except (LookupError, ValueError):
        return None


def _broken_utf_8(data: bytes) -> Decoded | None:
    """UTF-8 in which some bytes are not: cut in the middle of a letter, or patched from elsewhere.

    Told from a code page by its sound letters of two bytes and more, which hardly come by chance. A stray
    byte that is a Spanish letter in cp1252 is taken for one.
    """
    text = data.decode("utf-8", "surrogateescape")
    stray = sum("\udc80" <= character <= "\udcff" for character in text)
    sound = sum(character > "\x7f" for character in text) - stray
    if sound < stray:
        return None

    def mend(found: re.Match[str]) -> str:
        letter = bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace")
        return letter if letter in _SMALL | _CAPITAL else "\N{REPLACEMENT CHARACTER}"

    return Decoded(re.sub("[\udc80-\udcff]", mend, text), "utf-8", damaged=True)


def _best_code_page(data: bytes) -> Decoded:
    """The text in the code page in which its letters stand best in Spanish words."""
    best = max(_CODE_PAGES, key=lambda page: _likeness(data, page))  # the first of equals
    return _forgiving(data, best)


def _likeness(data: bytes, page: str) -> float:
    """How Spanish the characters outside ASCII look in a code page, by their neighbours."""
    score = 0.0
    for count, found in enumerate(_HIGH.finditer(data)):
        if count == _SAMPLE:
            break
        at = found.start()
        window = data[max(at - 1, 0) : at + 2].decode(page, "replace")
        middle = 1 if at else 0
        before = window[0] if at else " "
        after = window[middle + 1] if len(window) > middle + 1 else " "
        score += _fit(window[middle], before, after)
    return score


def _fit(character: str, before: str, after: str) -> float:
    """How well a character outside ASCII stands between two others in a Spanish text."""
    inside = before.isalpha() and after.isalpha()
    if character in _SMALL:
        return 2 if (before.isalpha() and not before.isupper()) or after.isalpha() else 0.5
    if character in _CAPITAL:
        return -2 if before.islower() else 2 if after.isalpha() or before.isupper() else 0.5
    if character in _OPENING:
        return -2 if inside else 1 if not before.isalnum() and not after.isspace() else 0
    if character in _CLOSING:
        return -2 if inside and character != "’" else 1 if not before.isspace() else 0
    if character in _STANDING:
        return -2 if inside else 1 if before.isspace() or after.isspace() else 0
    if character in _FOREIGN:
        return 0.5 if before.isalpha() or after.isalpha() else -1
    return -4 if not character.isprintable() or character == "\N{REPLACEMENT CHARACTER}" else -1
