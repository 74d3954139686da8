"""What the beginning of a line says about labels: one of them exactly, or one alike, as people re-type them.

Whether it is one, or an answer that begins with the same words, is decided afterwards for the whole
document (`ingest.locating.rounds`); so everything here errs on the side of seeing too much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from ingest.locating.heads import Head, delimiter_at
from ingest.locating.hints import find_hint
from ingest.locating.labels import EXACT, Label, Variant, labels_of
from ingest.locating.words import Word, folded_words
from schema.form import Form

_BRACKET = re.compile(r"\s*[(\[]")
_HINT_REACH = 240  # characters behind a label in which its hint may stand
_ENUMERATES = (",", ";")  # «contacto, teléfono, redes»: words, and no label
_SMALL = frozenset({"a", "de", "del", "e", "el", "en", "la", "las", "los", "o", "u", "y", "and", "of", "or", "the"})

SURE = 0.7  # quality from which a label counts as seen, not guessed


class Spot(NamedTuple):
    """A label (by its index) at the beginning of a line: where in the text it ends, and how surely it is one."""

    label: int
    end: int
    quality: float
    colon: bool


@lru_cache(maxsize=16)
def _by_first_word(form: Form) -> dict[str, tuple[tuple[Label, Variant], ...]]:
    index: dict[str, list[tuple[Label, Variant]]] = {}
    for label in labels_of(form):
        for variant in label.variants:
            index.setdefault(variant.words[0], []).append((label, variant))
    return {word: tuple(sorted(pairs, key=lambda pair: -len(pair[1].words))) for word, pairs in index.items()}


def exactly(head: Head, form: Form) -> Spot | None:
    """The label whose words the line begins with, the longest first."""
    pairs = _by_first_word(form).get(head.first)
    if not pairs:
        return None
    longest = len(pairs[0][1].words)  # they come longest first
    texts = tuple([word.text for word in head.leading(longest)])
    for label, variant in pairs:
        count = len(variant.words)
        if texts[:count] == variant.words:
            found = _ended(head, label, variant, count)
            if found is not None and variant.quality < EXACT and (not found.colon or found.quality < 0.8):
                # «Página web – enlaces: …», «Fecha publicación | relevamiento …»: more of the label follows
                for longer in (_shortened(head, [label]), alike(head, [label])):
                    if longer is not None and (longer.end, longer.quality) > (found.end, found.quality):
                        found = longer
            if found is not None:
                return found
    return None


def _spot(head: Head, label: Label, end: int, quality: float, colon: bool) -> Spot:
    return Spot(label.index, end, quality if head.opens_line else quality - 0.1, colon)


def _ended(head: Head, label: Label, variant: Variant, count: int) -> Spot | None:
    """A label whose words fit: see how it ends, and how much that speaks for a label."""
    last, text = _closed(head, head.leading(count)[count - 1]), head.text
    end = head.after(last)
    if end is not None:
        colon = ":" in text[last.end : end]
        return _spot(
            head, label, end, variant.quality if colon or end >= head.line_end else variant.quality - 0.05, colon
        )
    if _BRACKET.match(text, last.end, head.line_end):
        return _bracketed(head, label, variant, last)
    extended = _extended(head, label, variant, count)
    if extended is not None:
        return extended
    if text[last.end : last.end + 1] not in _ENUMERATES and (count > 1 or variant.quality == EXACT):
        gap = text[last.end : head.words[count].start] if count < len(head.words) else ""
        loose = 0.85 if "\t" in gap or len(gap) > 1 else 0.75 if count > 1 else SURE
        return _spot(head, label, last.end, min(variant.quality, loose), False)
    return None


def _closed(head: Head, last: Word) -> Word:
    """The label's last word, with the bracket that closes behind it: «(no más de 150 palabras)»."""
    text = head.text
    inside = text.rfind("(", head.begin, last.end) > text.rfind(")", head.begin, last.end)
    return last._replace(end=last.end + 1) if inside and text[last.end : last.end + 1] == ")" else last


def _bracketed(head: Head, label: Label, variant: Variant, last: Word) -> Spot:
    """«Localización (ciudad y provincia): …»: a bracket before the colon is the label's, unless it is the hint."""
    text = head.text
    close = text.find(")", last.end, head.line_end)
    if close >= 0:
        behind = delimiter_at(text, close + 1, head.line_end)
        hint = " ".join(folded_words(label.hint))
        inner = " ".join(folded_words(text[last.end : close]))
        if behind and ":" in behind.group() and (not hint or fuzz.ratio(inner, hint) < 60):
            return _spot(head, label, behind.end(), min(variant.quality, 0.9), True)
    return _spot(head, label, last.end, variant.quality, False)


def _extended(head: Head, label: Label, variant: Variant, count: int) -> Spot | None:
    """«Localización de la experiencia: …»: a few words added before the colon."""
    text = head.text
    colon = text.find(":", head.words[count - 1].end, head.line_end)
    if colon < 0 or colon - head.words[count - 1].end > 60:
        return None
    added = [word for word in head.words[count:] if word.end <= colon]
    if re.search(r"[.;!?]\s", text[head.words[count - 1].end : colon]):
        return None
    if len(added) > 5 or any(word.text[0].isdigit() for word in added) or text[colon : colon + 3] == "://":
        return None
    return _spot(head, label, colon + 1, min(variant.quality, 0.8) - 0.02 * len(added), True)


def alike(head: Head, labels: Sequence[Label]) -> Spot | None:
    """The label most like the line's beginning: a letter or two wrong, or cut short."""
    best: tuple[float, Label, Variant, int] | None = None
    for label in labels:
        for variant in label.variants:
            ratio, count = _misspelt(head.text, head.words, variant.words)
            quality = min(variant.quality, 0.98) * ratio
            if ratio and (best is None or quality > best[0]):
                best = (quality, label, variant, count)
    if best is not None:
        quality, label, variant, count = best
        return _ended(head, label, Variant(variant.words, quality), count)
    return _shortened(head, labels)


def _misspelt(text: str, words: Sequence[Word], wanted: tuple[str, ...]) -> tuple[float, int]:
    """How like `wanted` the first words are (0 where they are not), and how many words that takes."""
    target = "".join(wanted)
    pairs = enumerate(zip(words, words[1:], strict=False), 1)
    words = words[: next((at for at, (one, other) in pairs if ":" in text[one.end : other.start]), None)]
    if not words or fuzz.ratio(words[0].text[: len(wanted[0]) + 3], wanted[0]) < 50:
        return 0.0, 0
    best, count = 0.0, 0
    for taken in range(max(1, len(wanted) - 1), min(len(words), len(wanted) + 1) + 1):
        ratio = fuzz.ratio("".join([word.text for word in words[:taken]]), target) / 100
        if ratio > best:
            best, count = ratio, taken
    least = 0.84 if len(target) > 7 else 0.9
    return (best, count) if best >= least else (0.0, 0)


def _shortened(head: Head, labels: Sequence[Label]) -> Spot | None:
    """«Resumen:», «Tipo de Institución:»: the line up to its colon holds only words of one label, in its order."""
    text = head.text
    colon = text.find(":", head.words[0].start, head.line_end)
    stop = colon if colon >= 0 else head.line_end
    taken = [word for word in head.words if word.end <= stop]
    if not taken or len(taken) > 8 or max(len(word.text) for word in taken) < 4:
        return None
    if colon < 0 and (len(taken) < 2 or taken[-1] is not head.words[-1]):
        return None
    matches = []
    for label in labels:
        covered = _covered([word.text for word in taken], label.variants[0].words)
        if covered:
            matches.append((covered, label))
    if not matches:
        return None
    matches.sort(key=lambda match: -match[0])
    if len(matches) > 1 and matches[1][0] > matches[0][0] - 0.05:
        return None
    covered, label = matches[0]
    end = head.after(taken[-1])
    if end is None:
        return None
    quality = 0.6 + 0.3 * covered - (0 if colon >= 0 else 0.1)
    behind = text[end : min(head.line_end, end + _HINT_REACH)].lstrip()
    if behind[:1] in ("(", "[") and find_hint(behind, label.hint):
        quality = max(quality, 0.9)  # the hint behind it leaves no doubt
    return _spot(head, label, end, quality, colon >= 0)


def _covered(words: Sequence[str], wanted: Sequence[str]) -> float:
    """What part of the label the words make up, 0 where one of them is not in it (in order)."""
    at = 0
    for word in words:
        if word in _SMALL:
            continue
        while at < len(wanted) and fuzz.ratio(word, wanted[at]) < 84:
            at += 1
        if at == len(wanted):
            return 0.0
        at += 1
    return sum(len(word) for word in words if word not in _SMALL) / sum(map(len, wanted))
