"""Where a document shows a form's labels: exactly first, then alike, as people re-type them.

A *sighting* is a place that could be a label: the words are there, at the start of a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.document import Document, Layer, Paragraph, Style
from ingest.locating.heads import Head, delimiter_at, filled_stretches, heads_of
from ingest.locating.label_lines import Spot, alike, exactly
from ingest.locating.labels import EXACT, Label, labels_of
from ingest.locating.order import longest_in_order
from ingest.locating.words import fold, words_of
from schema.form import Form

_RUN_ON = 0.75  # quality of a label in the midst of a line
_RUN_ON_WORDS = 3  # a label of more words is known without its colon
_MANY = 6  # lines with a colon, beyond the labels that are there, that may be labels too
_LONGEST_LINE = 100  # characters in which a label's colon stands
_FEW = 2  # labels missing, and those that are there are in their places
_PRINTED = 240  # characters of a paragraph that may be printed, and so come again on the next sheet


class Sighting(NamedTuple):
    """A place that could be a label: ``text[start:end]`` of a paragraph, with what it looks like there."""

    label: int
    paragraph: int
    start: int
    end: int
    quality: float
    opens: bool  # stands at the beginning of its paragraph
    bold: bool
    colon: bool


class _Begun(NamedTuple):
    """A line's beginning in the paragraph of that number."""

    number: int
    paragraph: Paragraph
    head: Head

    def sighting(self, spot: Spot) -> Sighting:
        head = self.head
        bold = _is_bold(self.paragraph, head.begin)
        return Sighting(spot.label, self.number, head.start, spot.end, spot.quality, head.opens, bold, spot.colon)


def find_labels(document: Document, form: Form) -> list[Sighting]:
    """All sightings of the form's labels, in document order."""
    found: list[Sighting] = []
    unsure: list[_Begun] = []
    for number, paragraph in enumerate(document.paragraphs):
        if paragraph.layer is not Layer.BODY and paragraph.layer is not Layer.TEXTBOX:
            continue
        if not paragraph.text or paragraph.text.isspace():
            continue
        for head, spot in _spots(form, paragraph):
            if spot is not None:
                found.append(_Begun(number, paragraph, head).sighting(spot))
            elif head.opens_line:
                unsure.append(_Begun(number, paragraph, head))
    wanted = _wanted(labels_of(form), found) if not _asks_more(found, unsure) else list(labels_of(form))
    if wanted:
        found += _run_on(document, wanted, found)
        found += [begun.sighting(spot) for begun in unsure if (spot := alike(begun.head, wanted)) is not None]
        found.sort(key=lambda sighting: (sighting.paragraph, sighting.start))
    return found


def _spots(form: Form, paragraph: Paragraph) -> Sequence[tuple[Head, Spot | None]]:
    """The beginnings of a paragraph's lines, each with the label that stands there exactly."""
    filled = filled_stretches(paragraph)
    if filled or len(paragraph.text) > _PRINTED:
        return [(head, exactly(head, form)) for head in heads_of(paragraph.text, filled)]
    return _printed_spots(form, paragraph.text)


@lru_cache(maxsize=512)
def _printed_spots(form: Form, text: str) -> Sequence[tuple[Head, Spot | None]]:
    """The same, remembered: what is printed on a sheet is printed on the next."""
    return [(head, exactly(head, form)) for head in heads_of(text)]


def _run_on(document: Document, wanted: Sequence[Label], found: Sequence[Sighting]) -> Iterator[Sighting]:
    """Labels in the midst of a line, where a mail program joined what stood on two; written out in full."""
    firm = Counter(sighting.label for sighting in found if sighting.quality >= EXACT - 0.1)
    sheets = max(firm.values(), default=1)
    missing = [label for label in wanted if firm[label.index] < sheets and not label.heading]
    if not found or not missing:
        return
    seen = {(sighting.paragraph, sighting.end) for sighting in found}  # behind numbering: «d) Localización:»
    for number, paragraph in enumerate(document.paragraphs):
        if paragraph.layer is not Layer.BODY or not paragraph.text:
            continue
        folded = fold(paragraph.text)
        for label in missing:
            wording = label.variants[0].words
            if wording[-1] not in folded or wording[0] not in folded:
                continue
            words = words_of(paragraph.text)
            for at in range(1, len(words) - len(wording) + 1):
                taken = words[at : at + len(wording)]
                if tuple(word.text for word in taken) != wording:
                    continue
                end = delimiter_at(paragraph.text, taken[-1].end)
                if (end and ":" in end.group()) or len(wording) > _RUN_ON_WORDS:
                    last = end.end() if end else taken[-1].end
                    if (number, last) not in seen:
                        yield Sighting(label.index, number, taken[0].start, last, _RUN_ON, False, False, bool(end))
                break


def _asks_more(found: Sequence[Sighting], unsure: Sequence[_Begun]) -> bool:
    """Whether before or behind the labels found there may be another sheet's, each with a slip: lines with colons."""
    firm = [sighting.paragraph for sighting in found if sighting.quality >= 0.8]
    if not firm:
        return True
    first, last = min(firm), max(firm)
    beyond = [begun.head for begun in unsure if not first <= begun.number <= last]
    return sum(":" in head.text[head.begin : head.begin + _LONGEST_LINE] for head in beyond) >= _MANY


def _wanted(labels: Sequence[Label], found: Sequence[Sighting]) -> list[Label]:
    """The labels to look for once more, with slips: not those that are there, all in the form's order.

    A label out of order may be words of an answer. A file may hold several sheets, each with slips of its own.
    """
    firm = [sighting.label for sighting in found if sighting.quality >= 0.8]
    if len(set(firm)) < len(firm):
        return list(labels)
    placed = set(longest_in_order(firm))
    missing = [label for label in labels if label.index not in placed]
    return missing if len(missing) <= _FEW else list(labels)


def _is_bold(paragraph: Paragraph, at: int) -> bool:
    position = 0
    for span in paragraph.spans:
        if span.style & Style.DELETED:
            continue
        position += len(span.text)
        if position > at:
            return bool(span.style & Style.BOLD)
    return False
