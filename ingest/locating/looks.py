"""How a document's labels look, and how well each sighting agrees with that.

In one document labels mostly look alike: in a cell of their own or not, at its beginning, in bold, with a
colon. The labels beyond doubt set that pattern; a sighting that departs from it is rather somebody's words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ingest.document import Cell, Document, Layer, Paragraph
from ingest.locating.hints import find_hint
from ingest.locating.labels import Label
from ingest.locating.sightings import Sighting

_TRUSTED = 0.95  # quality from which a sighting sets the pattern for the others
_NAMED = 0.6  # the same where a sheet shortens its labels
_FITS = 0.15  # what fitting that pattern in all points adds
_ANSWERS = 0.7  # a cell right of a label that stands alone in its own holds its answer, whatever the words


class Look(NamedTuple):
    """What a label looks like in this document."""

    in_cell: bool
    opens_cell: bool
    opens: bool
    bold: bool
    colon: bool
    alone: bool  # nothing but the hint behind it in its paragraph


_WEIGHTS = (0.3, 0.45, 0.2, 0.4, 0.1, 0.2)  # in the order of a look's traits
_PATTERN = (Look._fields.index("opens_cell"), Look._fields.index("bold"), Look._fields.index("alone"))
"""What tells labels from answers, where nearly all of them have it."""


def scores(document: Document, labels: Sequence[Label], sightings: Sequence[Sighting]) -> list[float]:
    """How much speaks for each sighting, from 0 to 1: what its words say, less what its look says against it."""
    looks = _looks(document, labels, sightings)
    trusted = [look for sighting, look in zip(sightings, looks, strict=True) if sighting.quality >= _TRUSTED]
    if len(trusted) < len(labels) // 3:  # a sheet of shortened labels
        pairs = zip(sightings, looks, strict=True)
        trusted = [look for sighting, look in pairs if sighting.quality >= _NAMED and look.colon and look.opens]
    if len(trusted) < 3:
        return [sighting.quality for sighting in sightings]
    pattern = _Pattern(trusted)
    answers = _answer_cells(document, labels, sightings, looks)
    found = []
    for sighting, look in zip(sightings, looks, strict=True):
        free = look.opens and not look.in_cell
        off = pattern.departure(look, free or _follows_heading(labels, sighting.label))
        if answers and not look.alone and document.paragraphs[sighting.paragraph].cell in answers:
            off += _ANSWERS
        fits = not off and pattern.fits(look)
        found.append(min(1.0, sighting.quality + _FITS) if fits else sighting.quality - off)
    return found


class _Pattern:
    """What most labels beyond doubt have in common, and what it costs not to have it."""

    def __init__(self, trusted: Sequence[Look]) -> None:
        shares = [sum(trait) / len(trusted) for trait in zip(*trusted, strict=True)]
        self._costs = [
            weight * (share - 0.5) * 2 if share > 0.5 else 0.0 for share, weight in zip(shares, _WEIGHTS, strict=True)
        ]
        self._common = [trait for trait in _PATTERN if shares[trait] > 0.8]
        self._known: dict[tuple[Look, bool], float] = {}

    def departure(self, look: Look, inside: bool) -> float:
        """What the traits cost that a look lacks; one that may stand `inside` a cell need not open it."""
        known = self._known.get((look, inside))
        if known is None:
            lacking = [
                cost
                for trait, cost, has in zip(Look._fields, self._costs, look, strict=True)
                if not has and not (inside and trait == "opens_cell")
            ]
            known = self._known[look, inside] = sum(lacking)
        return known

    def fits(self, look: Look) -> bool:
        """Whether there is a pattern, and the look has all of it."""
        return bool(self._common) and all(look[trait] for trait in self._common)


def _follows_heading(labels: Sequence[Label], index: int) -> bool:
    """Whether a label may stand in the cell of a heading before it."""
    return not labels[index].heading and any(label.heading for label in labels[max(0, index - 3) : index])


def _answer_cells(
    document: Document, labels: Sequence[Label], sightings: Sequence[Sighting], looks: Sequence[Look]
) -> set[Cell | None]:
    """The cells right of one that holds a label and nothing else."""
    if not any(look.alone and look.opens_cell for look in looks):
        return set()
    texts: dict[Cell, int] = {}
    for paragraph in document.paragraphs:
        if paragraph.cell is not None and (said := len(paragraph.text.strip())):
            texts[paragraph.cell] = texts.get(paragraph.cell, 0) + said
    only: set[tuple[int, int, int]] = set()
    columns: Counter[tuple[int, int]] = Counter()  # labels a column
    for sighting, look in zip(sightings, looks, strict=True):
        paragraph = document.paragraphs[sighting.paragraph]
        cell = paragraph.cell
        if cell is None or not look.opens_cell:
            continue
        columns[cell.table, cell.column] += 1
        rest = texts[cell] - len(paragraph.text.strip())
        if look.alone and rest <= len(labels[sighting.label].hint):
            only.add((cell.table, cell.row, cell.column + cell.columns))
    beside = Counter((table, column) for table, _, column in only)
    return {
        cell
        for cell in texts
        if (cell.table, cell.row, cell.column) in only
        and columns[cell.table, cell.column] < beside[cell.table, cell.column]
    }


def _looks(document: Document, labels: Sequence[Label], sightings: Sequence[Sighting]) -> list[Look]:
    looks = []
    for sighting in sightings:
        paragraph = document.paragraphs[sighting.paragraph]
        cell = paragraph.cell
        opens_cell = cell is not None and sighting.opens and _is_first(document.paragraphs, sighting.paragraph)
        behind = paragraph.text[sighting.end :].strip()
        alone = sighting.opens and (not behind or _is_hint(labels[sighting.label], behind))
        looks.append(Look(cell is not None, opens_cell, sighting.opens, sighting.bold, sighting.colon, alone))
    return looks


def _is_hint(label: Label, text: str) -> bool:
    return len(text) < 2 * len(label.hint) and find_hint(text, label.hint) == [(0, len(text))]


def _is_first(paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether nothing but blank paragraphs comes before this one in its cell."""
    cell = paragraphs[number].cell
    for other in reversed(paragraphs[:number]):
        if other.layer is not Layer.BODY:
            continue
        if other.cell is not cell and other.cell != cell:
            return True
        if other.text.strip():
            return False
    return True
