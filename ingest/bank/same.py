"""When two sheets are the same initiative sent again.

They are when their titles say the same words (whatever the case, accents and punctuation; one word
may be a letter or two off, articles and the like may differ) and nothing in their places speaks
against it. «Barrio Norte» and «Barrio Sur» are two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from ingest.bank.columns import place_column, title_column
from ingest.bank.entry import Value
from schema.form import PLACE_PARTS, Form, Kind

ALIKE = 88.0
"""How alike two places must be as written, of 100, where neither is known to the gazetteer."""

FUNCTION_WORDS = frozenset(
    "a al con de del e el en la las lo los o para por que se su sus un una y an and at for in of on the to with".split()
)
"""Words that come and go in a title without making it another one; not at its end: «Grupo A» is not «Grupo E»."""

_ACCENTS = re.compile(r"[\u0300-\u036f]")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: `sheet` stands alone (`other` None), or is a version of `other`."""

    number: int
    sheet: str
    other: str | None


class Name(NamedTuple):
    """What of a sheet is compared: its title's words, its place's parts, its place as written (None: not asked)."""

    words: tuple[str, ...]
    parts: tuple[str, ...]
    written: str | None


def plain(text: str) -> str:
    """A text's letters and digits: no case, accents or punctuation.

    >>> plain("¡Huertas, en los «Pátios»!")
    'huertas en los patios'
    """
    folded = text.casefold()
    if not folded.isascii():
        folded = _ACCENTS.sub("", unicodedata.normalize("NFKD", folded))
    return " ".join(_WORDS.findall(folded))


def name_of(form: Form, values: Mapping[str, Value]) -> Name | None:
    """What a sheet with these values goes by; None where its title says too little to compare it by."""
    title = title_column(form)
    said = plain(str(values.get(title.key) or "")) if title else ""
    every = said.split()
    words = tuple(word for place, word in enumerate(every, 1) if place == len(every) or word not in FUNCTION_WORDS)
    if sum(map(len, words)) < 4:
        return None
    parts = [place_column(form, part) for part in PLACE_PARTS]
    written = next((field.key for field in form.fields if field.kind is Kind.PLACE), None)
    return Name(
        words,
        tuple(plain(str(values.get(column.key) or "")) if column else "" for column in parts),
        plain(str(values.get(written) or "")) if written else None,
    )


def blocks(name: Name) -> set[str]:
    """Under what a name is looked up: two with the same title share at least one of these.

    The title's words without blanks, and the title without each word that may have a letter wrong.

    >>> sorted(blocks(Name(("huertas", "sur"), (), None)))
    ['0 sur', 'huertassur']
    """
    words = name.words
    found = {"".join(words)}
    for place, word in enumerate(words):
        if _may_slip(word):
            found.add(f"{place} {' '.join((*words[:place], *words[place + 1 :]))}")
    return found


def same(one: Name, other: Name) -> bool:
    """Whether two names are of one initiative."""
    if not _same_title(one.words, other.words):
        return False
    if one.written is None or other.written is None:
        return True
    said = [(mine, yours) for mine, yours in zip(one.parts, other.parts, strict=True) if mine and yours]
    if any(mine != yours for mine, yours in said):
        return False
    told = any(mine and mine == yours for mine, yours in zip(one.parts[:2], other.parts[:2], strict=True))
    return told or alike(one.written, other.written)


def alike(one: str, other: str) -> bool:
    """Whether two places as written are one."""
    return fuzz.ratio(one, other) >= ALIKE


def _same_title(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether titles have the same words but for a slip in one of them, or are only spaced otherwise."""
    if one == other or "".join(one) == "".join(other):
        return True
    if len(one) != len(other):
        return False
    apart = [(mine, yours) for mine, yours in zip(one, other, strict=True) if mine != yours]
    return len(apart) == 1 and _slip(*apart[0])


def _slip(one: str, other: str) -> bool:
    """Whether two words are one with a letter or two wrong, swapped, lost or added; never in a number.

    >>> _slip("huerta", "huertas"), _slip("norte", "sur"), _slip("2019", "2020"), _slip("sol", "sal")
    (True, False, False, False)
    """
    if not _may_slip(one) or not _may_slip(other):
        return False
    return OSA.distance(one, other) <= (1 if min(len(one), len(other)) < 8 else 2)


def _may_slip(word: str) -> bool:
    """Whether a word is long enough to be known with a letter wrong, and no number."""
    return len(word) >= 5 and not any(letter.isdigit() for letter in word)
