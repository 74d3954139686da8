"""Text as labels are compared: words without case, accents or punctuation, each knowing its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_COMBINING = dict.fromkeys(range(0x300, 0x370))
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Case and accents gone, compatibility forms made plain.

    >>> fold("Localización – ﬁcha")
    'localizacion – ficha'
    """
    text = text.casefold()
    return text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_COMBINING)


class Word(NamedTuple):
    """A folded word and where it stands in the text that it came from."""

    text: str
    start: int
    end: int


def each_word(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of a stretch of text (in composed form, NFC), folded, one by one: often the first few will do."""
    for found in _WORD.finditer(text, start, len(text) if end is None else end):
        start, end = found.span()
        yield Word(fold(text[start:end]), start, end)


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The same as a list.

    >>> words_of("Teléfono / celular:")
    [Word(text='telefono', start=0, end=8), Word(text='celular', start=11, end=18)]
    """
    return list(each_word(text, start, end))


@lru_cache(maxsize=1024)
def folded_words(text: str) -> tuple[str, ...]:
    """Only the folded words of a text.

    >>> folded_words("(no más de 150 palabras)")
    ('no', 'mas', 'de', '150', 'palabras')
    """
    return tuple(_WORD.findall(fold(text)))
