"""A form's labels, and the ways in which people write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ingest.locating.words import folded_words
from schema.form import Form

_BRACKETED = re.compile(r"\([^)]*\)")

EXACT = 1.0  # quality of a label written out as the form has it


class Variant(NamedTuple):
    """A way in which a label may be written, and how surely it is that label."""

    words: tuple[str, ...]
    quality: float


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the form: a field's or a heading's. `index` is its place in the sheet's order.

    `brackets` are what stands in brackets inside the label itself: where a sheet's line ends before them,
    they are printed text as a hint is.
    """

    index: int
    key: str
    text: str
    hint: str
    heading: bool
    brackets: tuple[str, ...]
    variants: tuple[Variant, ...]
    under: str | None = None  # key of the heading that it stands under


@lru_cache(maxsize=16)
def labels_of(form: Form) -> tuple[Label, ...]:
    """The form's labels in the order of the sheet; a heading comes before the first field under it."""
    labels: list[Label] = []
    headings = {heading.key: heading for heading in form.headings}

    def add(
        key: str, text: str, hint: str, heading: bool, aliases: Sequence[str] = (), under: str | None = None
    ) -> None:
        brackets = tuple(_BRACKETED.findall(text))
        labels.append(Label(len(labels), key, text, hint, heading, brackets, _variants(text, aliases), under))

    for item in form.fields:
        above = headings.pop(item.under or "", None)
        if above:
            add(above.key, above.label, above.hint, True)
        if item.label:
            add(item.key, item.label, item.hint, False, item.aliases, item.under)
    return tuple(labels)


def _variants(text: str, aliases: Sequence[str]) -> tuple[Variant, ...]:
    """The label itself, without its bracketed parts, its alternatives, and the form's other wordings."""
    bare = re.sub(r"\([^)]*\)", " ", text)
    found: dict[tuple[str, ...], float] = {}
    ranked = [(text, EXACT), *((alias, 0.97) for alias in aliases), (bare, 0.97)]
    parts = [part for part in re.split(r"\s*/\s*|\s+[–—-]\s+", bare) if part.strip(" :")]
    if len(parts) > 1:
        ranked += [(parts[0], 0.85), *((part, 0.7) for part in parts[1:])]
    for wording, quality in ranked:
        words = folded_words(wording)
        if words:
            found.setdefault(words, quality)
    return tuple(Variant(words, quality) for words, quality in found.items())
