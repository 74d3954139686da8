"""Text: Unicode NFC, no invisible characters, runs of blanks one space, paragraphs kept where they count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Soft hyphen, zero-width space and non-joiner, direction marks, word joiner, BOM; the zero-width joiner
# stays between symbols, where it makes one emoji of two. Controls that are no white space go too.
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc"
    "\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f]|(?<![^\\x00-\u2000])\u200d|\u200d(?![^\\x00-\u2000])"
)
_RULE = re.compile(r"^[\s_]*_{3}[\s_]*|[\s_]*_{3}[\s_]*$")
_DOTTED = re.compile(r"^\s*[.…]{4,}\s*")
_DOTTED_END = re.compile(r"\s*[.…]{4,}\s*$")
_WRITING_LINE = re.compile(r"[\s_.…]*(?:_{3}|\.{4}|…{2})[\s_.…]*")


def clean(text: str) -> str:
    r"""The text in NFC, without characters that nobody sees.

    >>> clean("pro\u00adductivo\ufeff")
    'productivo'
    """
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    r"""The text with every run of blanks, line ends too, as one space.

    >>> one_line(" Goya,\n  Corrientes ")
    'Goya, Corrientes'
    """
    return " ".join(clean(text).split())


def _written(paragraph: str) -> str:
    """A paragraph on one line, without the printed line of underscores or dots that it was written on."""
    text = one_line(paragraph)
    if "__" in text:
        text = _RULE.sub("", text)
    if _DOTTED.match(text):
        text = _DOTTED_END.sub("", _DOTTED.sub("", text))
    return text


def _lines(paragraphs: Iterable[str]) -> list[str]:
    written = map(_written, paragraphs)
    return [line for line in written if line and not _WRITING_LINE.fullmatch(line)]


def read_text(paragraphs: Iterable[str]) -> str:
    """An answer of one line: its paragraphs joined by a blank.

    >>> read_text(["Huerta", "", "en  casa"])
    'Huerta en casa'
    >>> read_text(["____Huerta____"])
    'Huerta'
    """
    return " ".join(_lines(paragraphs))


def read_long_text(paragraphs: Iterable[str]) -> str:
    r"""An answer of paragraphs, one line end between two; a soft line break is a blank.

    >>> read_long_text(["Una mesa\nde trabajo.", "", "Se reúne los lunes."])
    'Una mesa de trabajo.\nSe reúne los lunes.'
    """
    return "\n".join(_lines(paragraphs))


def count_words(text: str) -> int:
    """Runs of non-blanks, as word processors count.

    >>> count_words("y/o – 15 %")
    4
    """
    return len(text.split())
