"""Options by the names people give them, and the answers to questions of choice.

An option counts by its name, with words added («Organización de la sociedad civil»), accents lost,
another gender or number («Privado»), shortened beyond doubt («Soc. civil») or a letter wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from ingest.values.folding import slips_allowed, stem, words
from schema.form import Option

YES_NO = (
    Option("yes", "Sí", ("Yes", "Si", "True", "Verdadero", "Afirmativo", "Affirmative")),
    Option("no", "No", ("False", "Falso", "Negativo", "Negative")),
)
"""The options of a yes/no question, whatever the form's language."""

_UNDECIDED = frozenset({"se", "sabe", "saben", "sabemos", "seguro", "segura", "sure", "know", "known", "idea"})
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_NEGATIONS = frozenset({"no", "not", "non", "sin", "without", "ni", "nor", "ninguna", "ninguno"})
_SMALL = frozenset({"de", "del", "la", "el", "los", "las", "y", "e", "o", "u", "a", "en"})
_SMALL |= {"of", "the", "and", "or", "in"}
_COPULAS = frozenset({"es", "una", "un", "is", "a", "an", "de", "la", "el"})
_NO_ABBREVIATIONS = frozenset({"con", "esta", "estas", "por", "mis", "pro"})  # words of their own
_MOST_WORDS = 14
_DIFFERENT = 9


class _Name(NamedTuple):
    """One name of an option: its code, folded words, and those that carry the meaning."""

    code: str
    folded: str
    content: tuple[str, ...]


class _Hit(NamedTuple):
    """Where a name stands among a text's words, and how many letters are wrong."""

    code: str
    first: int
    last: int
    slips: int


@lru_cache(maxsize=256)
def _names(options: tuple[Option, ...]) -> tuple[_Name, ...]:
    found = []
    for option in options:
        code = (option.code.replace("_", " "),) if len(option.code) > 2 else ()
        for name in (option.label, *option.aliases, *code):
            spoken = words(name)
            content = tuple(word for word in spoken if word not in _SMALL) or tuple(spoken)
            if content:
                found.append(_Name(option.code, " ".join(spoken), content))
    return tuple(found)


def match_option(text: str, options: Sequence[Option]) -> str | None:
    """The code of the one option that the text names, or None where it names none or several.

    >>> kinds = (Option("public", "Pública"), Option("private", "Privada"), Option("civil", "Sociedad civil"))
    >>> [match_option(text, kinds) for text in ("Organización de la sociedad civil", "Privado", "Soc. civil")]
    ['civil', 'private', 'civil']
    >>> match_option("Pública y privada", kinds), match_option("no es pública", kinds)
    (None, None)
    """
    codes = match_options(text, options)
    return codes[0] if len(codes) == 1 else None


def match_yes_no(text: str) -> str | None:
    """The answer to a question of yes or no: ``"yes"``, ``"no"``, or None («no sé»).

    >>> match_yes_no("Sí, a veces"), match_yes_no("no sé")
    ('yes', None)
    """
    return None if _UNDECIDED & set(words(text)) else match_option(text, YES_NO)


def match_options(text: str, options: Sequence[Option]) -> tuple[str, ...]:
    """The codes of all options that the text names, in the options' order.

    What stands in brackets explains («Mixta (público-privada)»): it counts only where nothing
    outside them names an option.

    >>> match_options("Sí, a veces", YES_NO)
    ('yes',)
    """
    return _match(text, tuple(options))


@lru_cache(maxsize=4096)
def _match(text: str, options: tuple[Option, ...]) -> tuple[str, ...]:
    names = _names(options)
    outside = words(_BRACKETS.sub(" ", text))
    inside = words(text)
    found = _named(outside, names) or (_named(inside, names) if len(inside) > len(outside) else frozenset())
    return tuple(option.code for option in options if option.code in found)


def _named(spoken: list[str], names: tuple[_Name, ...]) -> frozenset[str]:
    """The codes of the options that these words name."""
    if not spoken or len(spoken) > _MOST_WORDS:
        return frozenset()
    joined = " ".join(spoken)
    exact = frozenset(name.code for name in names if name.folded == joined)
    if exact:
        return exact
    hits = [hit for name in names if (hit := _hit(spoken, name)) is not None]
    if not hits:
        return _shortened(spoken, names)
    if any(_negated(spoken, hit.first) for hit in hits):
        return frozenset()
    return frozenset(hit.code for hit in hits if not any(_outdoes(other, hit) for other in hits))


def _hit(spoken: list[str], name: _Name) -> _Hit | None:
    """The name's words in order among those of the text, only small words between, or None."""
    best: _Hit | None = None
    for start in range(len(spoken)):
        position, slips = start, 0
        for wanted in name.content:
            while start < position < len(spoken) and spoken[position] in _SMALL - {wanted}:
                position += 1
            if position == len(spoken):
                break
            apart = _apart(spoken[position], wanted, len(name.content) > 1)
            if apart == _DIFFERENT:
                break
            slips += apart
            position += 1
        else:
            if best is None or slips < best.slips:
                best = _Hit(name.code, start, position, slips)
    return best


def _apart(word: str, wanted: str, among_others: bool) -> int:
    """How far a word is from one of a name's: 0 the same (or its abbreviation), 1 or 2 letters wrong."""
    if word == wanted or stem(word) == stem(wanted):
        return 0
    if wanted.isdigit() or word.isdigit():
        return _DIFFERENT
    shortened = wanted.startswith(word) and (1 if among_others else 3) <= len(word) < len(wanted)
    if shortened and word not in _NO_ABBREVIATIONS:
        return 0
    allowed = slips_allowed(len(wanted))
    if not allowed or len(word) < 4:
        return _DIFFERENT
    apart = min(OSA.distance(word, wanted), OSA.distance(stem(word), stem(wanted)))
    return apart if apart <= allowed else _DIFFERENT


def _outdoes(one: _Hit, other: _Hit) -> bool:
    """Whether the first hit explains the words of the second better: more of them, or with fewer slips."""
    if one.code == other.code or one.first >= other.last or other.first >= one.last:
        return False
    longer = one.last - one.first > other.last - other.first
    covers = one.first <= other.first and one.last >= other.last
    return (covers and longer and one.slips <= other.slips) or one.slips < other.slips


def _shortened(spoken: list[str], names: tuple[_Name, ...]) -> frozenset[str]:
    """The option of which nothing but some of its words was said («Civil»), where only one has them."""
    said = {stem(word) for word in spoken if word not in _SMALL}
    if not any(len(word) > 3 or word.isdigit() for word in said):
        return frozenset()
    found = frozenset(name.code for name in names if said <= {stem(word) for word in name.content})
    return found if len(found) == 1 else frozenset()


def _negated(spoken: list[str], first: int) -> bool:
    """Whether «no», «no es una», «sin» stands right before."""
    before = first - 1
    while before >= 0 and spoken[before] in _COPULAS:
        before -= 1
    return before >= 0 and spoken[before] in _NEGATIONS
