"""An answer about a place, taken apart: names, and the words that say what kind of place they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.values.folding import fold
from ingest.values.gazetteer import (
    ABBREVIATIONS,
    COUNTRY,
    DEPARTMENT,
    PROVINCE,
    QUARTER,
    TOWN,
    Entry,
    join,
    lookup,
    near,
)

_HINTS = {
    PROVINCE: "provincia provincias prov provs pcia pcias prcia pvcia estado",
    DEPARTMENT: "partido partidos pdo departamento departamentos depto dpto dto dep distrito",
    TOWN: "ciudad ciudades cdad localidad localidades loc municipio municipios municipalidad mun muni comuna"
    " pueblo pueblos",
    QUARTER: "barrio barrios bo",
    COUNTRY: "pais",
}
ADDRESS = "A"
HINTS = {word: kind for kind, words in _HINTS.items() for word in words.split()}
_ARTICLES = frozenset({"de", "del", "la", "las", "los", "el", "en", "a", "al", "d"})
_AROUND = frozenset({
    "toda", "todo", "interior", "norte", "sur", "este", "oeste", "centro", "zona", "area", "region", "rural", "rurales",
    "urbana", "alrededores", "influencia", "ejido", "casco", "urbano", "sede", "desde", "distintos", "varios", "varias",
    "diferentes", "cercanias", "sector", "municipal", "provincial", "y", "e", "lugar", "comision", "fomento",
    "cabecera", "capital", "paraje", "parajes", "intendencia", "gobierno", "territorio", "alcance", "jurisdiccion",
})  # fmt: skip
_AND = frozenset({"y", "e", "and"})
_DOTTED = frozenset(ABBREVIATIONS) | frozenset(HINTS) | frozenset({
    "bs", "as", "cap", "fed", "rep", "s", "e", "sgo", "stgo", "cba", "ctes", "mza", "nqn", "tuc", "c", "a", "b", "d",
    "r", "t", "n", "l", "j", "m", "p", "g", "h", "i", "f", "u", "av", "avda", "bv", "no", "nro", "ee", "uu", "arg",
    "cp",
})  # fmt: skip
_ABBREVIATED = re.compile(r"\b([a-zª°]{1,6})\.(?=\s*\S)")
_SEPARATOR = re.compile(r"[,;/|()\[\]{}:\n\"«»“”•·►→]+|\s[-–—―]+\s|\.\s|\.$|^\s*[-–—]|\s[-–—]+$|[–—]")
_POSTCODE = re.compile(
    r"\(?\b(?:c\.?\s?p\.?a?\.?|codigo postal|cod\.?\s?postal)\s*(?:n[°ºo.]*)?\s*[:.]?\s*[a-z]?\d{4,5}(?:[a-z]{3})?\b\)?"
    r"|\(\s*[a-z]?\d{4,5}(?:[a-z]{3})?\s*\)|\b[a-z]\d{4}(?:[a-z]{3})?\b|(?:^|(?<=[-,/]))\s*\d{4}\b(?=\s*[-,a-z])|\b\d{4}\s*$"
)
_STREET = re.compile(
    r"\b(?:calle|avenida|av|avda|bv|bulevar|boulevard|ruta|autopista|km|kilometro|esquina|esq|piso|pasaje|pje|diagonal"
    r"|manzana|mz|lote|casa|edificio|oficina|of|local|n°|nro|numero|s/n|entre calles|altura)\b"
)
_NUMBERED = re.compile(r"^[a-z][a-z .'°]+ (?:n[°o.]* ?)?\d{1,5}(?: ?bis)?$")


class Part(NamedTuple):
    """A piece of an answer: its words as a key, what they are said to be, and how the table knows them.

    `linked` says that «y» joins it to the part before.
    """

    key: str
    hint: str | None
    entries: tuple[Entry, ...]
    linked: bool = False

    def of(self, kind: str) -> list[Entry]:
        """Its readings of one kind."""
        return [entry for entry in self.entries if entry.kind == kind]


def parts(text: str) -> list[Part]:
    """The pieces of an answer about a place, in order; postcodes left out, addresses told apart.

    >>> [(part.key, part.hint) for part in parts("(2720) Colón, Pdo. de Colón, Prov. Bs. As.")]
    [('colon', None), ('colon', 'D'), ('bs as', 'P')]
    """
    found: list[Part] = []
    folded = _ABBREVIATED.sub(lambda dot: dot[1] + (" " if dot[1] in _DOTTED else ". "), fold_lines(text))
    folded = _POSTCODE.sub(" , ", folded)
    for segment in _SEPARATOR.split(folded):
        if segment and (segment := segment.strip(" .-–—'*_")):
            found += _segment(segment)
    return found


def fold_lines(text: str) -> str:
    """The text folded, its line ends kept: they separate."""
    return " \n ".join(fold(line) for line in text.split("\n"))


def _segment(segment: str) -> Iterator[Part]:
    tokens = re.findall(r"[^\W_]+", segment)
    if not tokens:
        return
    numbered = any(token.isdigit() for token in tokens)
    if numbered and (_STREET.search(segment) or _NUMBERED.match(segment)):
        rest, _, _ = _introduced(tokens, None, False)
        if not lookup(join(rest)):
            yield Part(join(tokens), ADDRESS, ())
            return
    covered = list(_cover(tokens, None, False))
    if len(covered) > 1 and not all(part.entries for part in covered):
        name, hint, linked = _introduced(tokens, None, False)
        if near(join(name)):  # «Capila del Monte» is no Monte with a word before it
            yield Part(join(name), hint, (), linked)
            return
    yield from covered


def _cover(tokens: list[str], hint: str | None, linked: bool) -> Iterator[Part]:
    """Known names from left to right, the longest first; what none covers is one part without readings."""
    said = tokens
    tokens, hint, linked = _introduced(tokens, hint, linked)
    if not tokens:
        if hint and not linked:
            yield Part(join(said), None, ())
        return
    whole = _known(tokens, hint)
    if whole:
        yield Part(join(tokens), hint, whole, linked)
        return
    inner = next((i for i in range(1, len(tokens)) if tokens[i] in HINTS or tokens[i] in _AND), None)
    for cut in range(min(len(tokens) - 1, 9), 0, -1):
        if inner is not None and cut > inner:
            known = _known(tokens[:cut], hint)  # «Treinta y Tres», «General José de San Martín»
            if not any(entry.kind == TOWN for entry in known):
                continue
        else:
            known = _known(tokens[:cut], hint)
        if known and _starts_a_name(tokens[cut:]):
            yield Part(join(tokens[:cut]), hint, known, linked)
            yield from _cover(tokens[cut:], None, False)
            return
    if inner is not None:
        yield Part(join(tokens[:inner]), hint, (), linked)
        yield from _cover(tokens[inner:], None, False)
        return
    for cut in range(1, len(tokens)):
        known = _known(tokens[cut:], None)
        if known:
            yield Part(join(tokens[:cut]), hint, (), linked)
            yield Part(join(tokens[cut:]), None, known)
            return
    yield Part(join(tokens), hint, (), linked)


def _introduced(tokens: list[str], hint: str | None, linked: bool) -> tuple[list[str], str | None, bool]:
    """Without «en la ciudad de», «zona rural de», «y» before a name, and what they say it is."""
    while tokens:
        if lookup(join(tokens)) and (len(tokens) > 1 or tokens[0] not in HINTS):
            break
        first = tokens[0]
        if first in _AND:
            linked = True
        elif first in HINTS:
            hint = HINTS[first]
        elif first == "capital" and len(tokens) > 1:
            pass
        elif first == "capital" or not (first in _ARTICLES or first in _AROUND):
            break
        tokens = tokens[1:]
    return tokens, hint, linked


def _known(tokens: list[str], hint: str | None) -> tuple[Entry, ...]:
    """The readings of a name, «S.» read as San and Santa where it must be one of them."""
    name = join(tokens)
    found = lookup(name)
    if not found and tokens[0] == "s" and len(tokens) > 1:
        found = lookup(join(["san", *tokens[1:]])) + lookup(join(["santa", *tokens[1:]]))
    if not found and len(tokens) > 1 and tokens[-1] == "capital":
        found = tuple(entry for entry in lookup(join(tokens[:-1])) if entry.kind == TOWN)
    return found


def _starts_a_name(tokens: list[str]) -> bool:
    """Whether the words after a known name can be another, and not the rest of a longer name."""
    first = tokens[0]
    if first in _AND or first in HINTS or first in _AROUND:
        return True
    return any(lookup(join(tokens[:end])) for end in range(len(tokens), 0, -1))
