"""Answers that say nothing: «s/d», «no posee», dashes, the line to write on."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ingest.values.folding import fold

_NOT_WORD = re.compile(r"[\W_]+")
_DATE_PROMPT = re.compile(r"d{1,2}\W*m{1,2}\W*(?:a{2,4}|y{2,4})")
_LONGEST = 120  # characters of the longest way to say nothing, blanks and punctuation round it included
_EMPTY_BOXES = "☐□◻"
_SYMBOLS = "|~=+<>^`´¨$" + _EMPTY_BOXES


def _squash(text: str) -> str:
    return _NOT_WORD.sub("", fold(text))


@lru_cache(maxsize=64)
def _squashed(filler: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_squash, filler)) - {""}


def is_filler(text: str, filler: tuple[str, ...]) -> bool:
    """Whether the text is empty, only punctuation or x, or one of the form's ways to say nothing.

    Compared without case, accents, blanks and punctuation: «N/A», «n.a.» and «N / A» are one.

    >>> ways = ("s/d", "no posee", "ninguno")
    >>> [is_filler(text, ways) for text in ("", "---", "…", "S/D.", "(No posee)", "xxx", "__/__/____")]
    [True, True, True, True, True, True, True]
    >>> is_filler("Ninguno de los municipios", ways)
    False
    """
    if len(text) > _LONGEST and any(map(str.isalnum, text)):
        return False
    return _is_filler(text, filler)


@lru_cache(maxsize=4096)
def _is_filler(text: str, filler: tuple[str, ...]) -> bool:
    squashed = _squash(text)
    if not squashed:
        return all(_is_blank(letter) for letter in text)
    if set(squashed) == {"x"} or _DATE_PROMPT.fullmatch(squashed):
        return True
    return squashed in _squashed(filler) and all(letter.isalnum() or _is_blank(letter) for letter in text)


def _is_blank(letter: str) -> bool:
    return letter.isspace() or letter in _SYMBOLS or unicodedata.category(letter)[0] in "PCM"
