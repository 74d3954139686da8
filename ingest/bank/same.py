"""Which sheets are the same: the same answers, or the same initiative sent again.

Two sheets describe the same initiative when their titles are alike (without case, accents and
punctuation; a letter or two apart; the same numbers in them) and nothing in their places speaks
against it. What is told apart or put together by a person stays so, whatever this finds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

from rapidfuzz import fuzz

from ingest.bank.columns import place_column, title_column
from ingest.bank.display import moment
from ingest.bank.entry import Entry, Value
from schema.form import PLACE_PARTS, Form, Kind

ALIKE = 88.0
"""How alike two titles must be, of 100, where their places say the same."""

ALIKE_ALONE = 95.0
"""How alike where the form asks for no place."""

BLOCK = 6
"""Titles are compared when their first or last so many letters agree: a slip of the pen leaves one of the two."""

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

    title: str
    numbers: tuple[str, ...]
    parts: tuple[str, ...]
    written: str


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
    folded = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
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
    if len(said) < 4:
        return None
    parts = [place_column(form, part) for part in PLACE_PARTS]
    written = next((field.key for field in form.fields if field.kind is Kind.PLACE), None)
    return _Name(
        said,
        tuple(word for word in said.split() if word.isdigit()),
        tuple(plain(str(values.get(column.key) or "")) if column else "" for column in parts),
        plain(str(values.get(written) or "")) if written else "\0",
    )


def _blocks(name: _Name) -> set[str]:
    compact = name.title.replace(" ", "")
    return {"<" + compact[:BLOCK], ">" + compact[-BLOCK:]}


def _same(one: _Name, other: _Name) -> bool:
    if one.numbers != other.numbers:
        return False
    likeness = fuzz.ratio(one.title, other.title)
    if one.written == "\0":
        return likeness >= ALIKE_ALONE
    if likeness < ALIKE:
        return False
    said = [(mine, yours) for mine, yours in zip(one.parts, other.parts, strict=True) if mine and yours]
    if any(mine != yours for mine, yours in said):
        return False
    told = any(mine and mine == yours for mine, yours in zip(one.parts[:2], other.parts[:2], strict=True))
    return told or fuzz.ratio(one.written, other.written) >= ALIKE


def by_answers(entries: Iterable[Entry], digests: Mapping[str, str], alone: Iterable[str]) -> list[list[Entry]]:
    """The entries in groups of the same answers, the first to come first; those `alone` by themselves."""
    apart = set(alone)
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=age):
        digest = digests[entry.id]
        groups.setdefault(entry.id if not digest or entry.id in apart else digest, []).append(entry)
    return list(groups.values())
