"""Comparing words as people mean them: without accents, case, or punctuation; with a letter wrong."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text without accents and case, blanks made one.

    >>> fold("  Entre  RÍOS ")
    'entre rios'
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join([letter for letter in decomposed if not unicodedata.combining(letter)])
    return " ".join(text.casefold().split())


def words(text: str) -> list[str]:
    """The folded words of a text: runs of letters and digits.

    >>> words("Soc. civil (O.N.G.)")
    ['soc', 'civil', 'o', 'n', 'g']
    """
    return _WORD.findall(fold(text))


def stem(word: str) -> str:
    """A folded word without the ending that says gender or number, so that «privados» is «privada».

    >>> stem("privados") == stem("privada"), stem("naciones") == stem("nacion")
    (True, True)
    """
    if len(word) > 4 and word.endswith("es") and word[-3] not in "aeiou":
        return word[:-2]
    if len(word) > 3 and word.endswith("s"):
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] in "aoe" else word


def slips_allowed(length: int) -> int:
    """How many letters of a word of that length may be wrong before it is another word.

    >>> [slips_allowed(length) for length in (4, 5, 8, 9)]
    [0, 1, 1, 2]
    """
    return 0 if length < 5 else 1 if length < 9 else 2
