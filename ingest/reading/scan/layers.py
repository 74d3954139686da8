"""The text layer that somebody else's OCR put under a scanned page, beside what is read here.

A layer that says what the page shows is a second witness: it confirms words, knows better where our
reading is poor, and casts doubt where the two differ in what must be right to the letter. One that
says something else, poorer than our own reading or of another page, has no say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.document import Box
from ingest.layout.page import Run, Word
from ingest.reading.scan.scanned import ScannedPage

_SURE, _ENOUGH = 0.95, 8  # confidence of our words that a layer is held against; how many of them it takes
_AGREES = 0.9  # of these words stand in the layer, letter by letter, in a layer that is worth listening to
_CONFIRMED = 0.985  # confidence of a word that both say
_POOR, _TAKEN = 0.8, 0.85  # of ours at most, where the layer's is taken; of what is taken
_ALIKE = 55.0  # of 100: two readings of the same letters
_DOUBTED = 0.5  # of a date, number or address that the layer gives otherwise
_EXACT = re.compile(r"\d|@|www|http|//|\w\.\w\w")
_EDGES = ".,;:()[]«»\"'¡!¿?"


def with_layer(page: ScannedPage, layer: Iterable[Run]) -> ScannedPage:
    """The page with its words weighed against the layer's. The layer's boxes are those of the page as shown."""
    there = [word for run in layer for word in run.words() if word.text.strip()]
    said = {_bare(word.text) for word in there}
    sure = [_bare(word.text) for word in page.words if word.confidence >= _SURE and len(_bare(word.text)) > 3]
    if len(sure) < _ENOUGH or sum(word in said for word in sure) < _AGREES * len(sure):
        return page
    return replace(page, words=tuple([_weighed(word, page.to_shown(word.box), there) for word in page.words]))


def _weighed(word: Word, shown: Box, layer: Sequence[Run]) -> Word:
    """A word of ours, with what the layer has in its place."""
    exact = bool(_EXACT.search(word.text))
    if word.confidence >= _CONFIRMED and not exact:
        return word
    other = _in_place(shown, layer)
    if other is None:
        return word
    if _bare(other) == _bare(word.text):
        return word._replace(confidence=max(word.confidence, _CONFIRMED))
    if exact or _EXACT.search(other):
        return word._replace(confidence=min(word.confidence, _DOUBTED))
    from rapidfuzz import fuzz

    if word.confidence < _POOR and fuzz.ratio(word.text, other) >= _ALIKE:
        return word._replace(text=other, confidence=_TAKEN)
    return word


def _in_place(box: Box, layer: Sequence[Run]) -> str | None:
    """The layer's word whose middle lies in the box, or that has the box's middle in it."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    for word in layer:
        x0, y0, x1, y1 = word.box
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        if (x0 <= x <= x1 and box.y0 <= middle_y <= box.y1) or (
            box.x0 <= middle_x <= box.x1 and y0 <= y <= y1 and x1 - x0 > 0.6 * (box.x1 - box.x0)
        ):
            return word.text
    return None


def _bare(text: str) -> str:
    """A word as words are compared: without the signs round it.

    >>> _bare("(Goya),")
    'Goya'
    """
    return text.strip(_EDGES)
