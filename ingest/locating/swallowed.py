"""Labels that are nowhere to be seen, and may have run on into the text of an answer.

A mail program, or a page set without any space between questions, joins a label to the line before it. Where
the label is written as the form has it, it is still found (`sightings`); where it is not, the answer that holds
something like it is worth a look, and so is the missing one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from ingest.document import Cell, Document
from ingest.locating.labels import Label
from ingest.locating.regions import Piece, Regions
from ingest.locating.words import words_of

_ALIKE = 85.0  # of 100: words before a colon that may be a missing label, with a slip


class Swallowed(NamedTuple):
    """A missing label, the label whose answer may have swallowed it (both by index), and the piece where."""

    label: int
    by: int
    piece: Piece


def find_swallowed(document: Document, labels: Sequence[Label], regions: Regions) -> list[Swallowed]:
    """The missing labels whose words stand in an answer: in full, or before a colon with a slip or shortened."""
    missing = [label for label in labels if label.index not in regions.labels]
    missing = [label for label in missing if any(len(variant.words) > 1 for variant in label.variants)]
    if not missing:
        return []
    return [
        Swallowed(label, by, piece)
        for by, pieces in regions.answers.items()
        for piece in pieces
        if _cell(document, piece) == _cell(document, regions.labels[by])  # in an answer's own cell nothing runs on
        for label in _held(document, piece, missing)
    ]


def _cell(document: Document, piece: Piece) -> Cell | None:
    return document.paragraphs[piece.paragraph].cell


def _held(document: Document, piece: Piece, missing: Sequence[Label]) -> list[int]:
    text = document.paragraphs[piece.paragraph].text
    words = words_of(text, piece.start, piece.end)
    said = [word.text for word in words]
    joined = f" {' '.join(said)} "
    ends = [at for at, word in enumerate(words, 1) if text[word.end : word.end + 2].lstrip()[:1] == ":"]
    return [label.index for label in missing if _is_held(label, joined, said, ends)]


def _is_held(label: Label, joined: str, said: Sequence[str], ends: Sequence[int]) -> bool:
    """Whether the label stands in full among the words, or something like it right before one of the colons."""
    wordings = [variant.words for variant in label.variants if len(variant.words) > 1]
    full = label.variants[0].words
    if len(full) > 1 and f" {' '.join(full)} " in joined:
        return True
    return any(
        fuzz.ratio("".join(said[end - len(wording) : end]), "".join(wording)) >= _ALIKE
        for end in ends
        for wording in wordings
        if end >= len(wording)
    )
