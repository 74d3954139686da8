"""Which sheets are the same: the same answers, or the same initiative sent again.

Two sheets describe the same initiative when their titles say the same words (whatever the case,
accents and punctuation; one word may be a letter or two off, articles and the like may differ) and
nothing in their places speaks against it. «Barrio Norte» and «Barrio Sur» are two. What is told apart
or put together by a person stays so, whatever this finds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from ingest.bank.columns import place_column, title_column
from ingest.bank.display import moment
from ingest.bank.entry import Entry, Value
from schema.form import PLACE_PARTS, Form, Kind

ALIKE = 88.0
"""How alike two places must be as written, of 100, where neither is known to the gazetteer."""

FUNCTION_WORDS = frozenset(
    "a al con de del e el en la las lo los o para por que se su sus un una y an and at for in of on the to with".split()
)
"""Words that come and go in a title without making it another one."""

_ACCENTS = re.compile(r"[\u0300-\u036f]")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: `sheet` stands alone (`other` None), or is a version of `other`."""

    number: int
    sheet: str
    other: str | None


@dataclass(frozen=True, slots=True)
class _Name:
    """What of an entry is compared."""

    words: tuple[str, ...]
    parts: tuple[str, ...]
    written: str | None


def age(entry: Entry) -> tuple[str, int]:
    """The order in which sheets came: by the moment received, undated ones first, then by arrival."""
    received = moment(entry.source.received)
    if received is None:
        return "", entry.arrival
    return (received.astimezone(UTC) if received.tzinfo else received.replace(tzinfo=UTC)).isoformat(), entry.arrival


def plain(text: str) -> str:
    """A text's letters and digits: no case, accents or punctuation.

    >>> plain("¡Huertas, en los «Pátios»!")
    'huertas en los patios'
    """
    folded = text.casefold()
    if not folded.isascii():
        folded = _ACCENTS.sub("", unicodedata.normalize("NFKD", folded))
    return " ".join(_WORDS.findall(folded))


def versions(form: Form, entries: Sequence[Entry], decisions: Mapping[str, Decision]) -> list[list[Entry]]:
    """The entries in groups of one initiative each, both in the order of `age`."""
    names = {entry.id: _name(form, entry.values) for entry in entries}
    groups: list[list[Entry]] = []
    blocks: dict[str, list[int]] = {}
    home: dict[str, int] = {}
    for entry in sorted(entries, key=age):
        place = None
        if entry.id not in decisions:
            place = _group(names, groups, blocks, entry, decisions)
        if place is None:
            place = len(groups)
            groups.append([])
        groups[place].append(entry)
        home[entry.id] = place
        name = names[entry.id]
        if name is not None and entry.id not in decisions:
            for block in _blocks(name):
                if place not in blocks.setdefault(block, []):
                    blocks[block].append(place)
    return _put_together(groups, home, decisions)


def _group(
    names: Mapping[str, _Name | None],
    groups: Sequence[Sequence[Entry]],
    blocks: Mapping[str, list[int]],
    entry: Entry,
    decisions: Mapping[str, Decision],
) -> int | None:
    """The first group in which every sheet is of the same initiative as `entry`."""
    name = names[entry.id]
    if name is None:
        return None
    candidates = sorted({place for block in _blocks(name) for place in blocks.get(block, ())})
    for place in candidates:
        others = [names[other.id] for other in groups[place] if other.id not in decisions]
        if others and all(other is not None and _same(name, other) for other in others):
            return place
    return None


def _put_together(
    groups: list[list[Entry]], home: dict[str, int], decisions: Mapping[str, Decision]
) -> list[list[Entry]]:
    """Join what people put together: each sheet with its `other`, whole groups with it."""
    moved = list(range(len(groups)))

    def root(place: int) -> int:
        while moved[place] != place:
            place = moved[place]
        return place

    for decision in decisions.values():
        if decision.other in home and decision.sheet in home:
            moved[root(home[decision.sheet])] = root(home[decision.other])
    joined: dict[int, list[Entry]] = {}
    for place, group in enumerate(groups):
        joined.setdefault(root(place), []).extend(group)
    return [sorted(group, key=age) for group in joined.values()]


def _name(form: Form, values: Mapping[str, Value]) -> _Name | None:
    title = title_column(form)
    said = plain(str(values.get(title.key) or "")) if title else ""
    words = tuple(word for word in said.split() if word not in FUNCTION_WORDS)
    if sum(map(len, words)) < 4:
        return None
    parts = [place_column(form, part) for part in PLACE_PARTS]
    written = next((field.key for field in form.fields if field.kind is Kind.PLACE), None)
    return _Name(
        words,
        tuple(plain(str(values.get(column.key) or "")) if column else "" for column in parts),
        plain(str(values.get(written) or "")) if written else None,
    )


def _blocks(name: _Name) -> set[str]:
    """Under what a name is looked up: two that `_same_title` takes for one share at least one of these."""
    words = name.words
    found = {"".join(words)}
    for place, word in enumerate(words):
        if _may_slip(word):
            found.add(f"{place} {' '.join((*words[:place], *words[place + 1 :]))}")
    return found


def _same(one: _Name, other: _Name) -> bool:
    if not _same_title(one.words, other.words):
        return False
    if one.written is None or other.written is None:
        return True
    said = [(mine, yours) for mine, yours in zip(one.parts, other.parts, strict=True) if mine and yours]
    if any(mine != yours for mine, yours in said):
        return False
    told = any(mine and mine == yours for mine, yours in zip(one.parts[:2], other.parts[:2], strict=True))
    return told or fuzz.ratio(one.written, other.written) >= ALIKE


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


def by_answers(entries: Iterable[Entry], digests: Mapping[str, str], alone: Iterable[str]) -> list[list[Entry]]:
    """The entries in groups of the same answers, the first to come first; those `alone` by themselves."""
    apart = set(alone)
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=age):
        digest = digests[entry.id]
        groups.setdefault(entry.id if not digest or entry.id in apart else digest, []).append(entry)
    return list(groups.values())
