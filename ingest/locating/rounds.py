"""Which sightings are the form's labels: the set that fits its order and the document's structure best.

A label counts once a sheet. People repeat its words inside answers, even at the start of a line;
so each sighting is weighed by how well it agrees with the look of the labels beyond doubt (in a
cell or not, at its beginning, in bold, with a colon) and by the order of the form, and a search
over all sightings takes the best set. A second round of labels is a second sheet.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ingest.document import Document
from ingest.locating.label_lines import SURE
from ingest.locating.labels import Label
from ingest.locating.looks import scores
from ingest.locating.order import count_in_order
from ingest.locating.sightings import Sighting

_SURELY = 0.9  # score at which a label that stands but once is not asked about
_TRUSTED = 0.95  # quality from which a label is beyond doubt
_SPELT_OUT = 0.9  # quality under which a label is shortened, or changed
_EXTENDED = 0.8  # quality under which a label has words added
_HABIT = 4  # such labels on a sheet, and it is its way
_NAMED = 0.6  # score that is enough where a sheet shortens its labels
_WORTH = 0.4  # score at which a sighting is worth as much as none
_BACK = 0.2  # a label before one that it follows on the form: rows do get moved
_RIVALLED = 0.15  # more of that where the label's words stand in another place too,
_RIVALLED_UNSURE = 1.2  # and by how much it is not written out in full
_HEADS_NOTHING = 0.8  # a heading with another question than its own right behind it
_NEW_SHEET = 2.2  # so that a few label words in an answer don't make a sheet
_NEW_SHEET_TITLED = 0.9  # where the form's title stands before it
_EARLY = 2  # labels that a sheet may begin with, one or two of them missing
_STRAYS = 4  # label words in answers among the first labels of a sheet
_BEAM = 24  # states kept for each place where the sheet under way may have begun
_HOPELESS = 4.0  # gain that a state may lie behind the best
_CONTESTED = 0.22  # gain within which another set of labels is as good as the best: but for one row moved


class Scored(NamedTuple):
    """A sighting and how much speaks for it, from 0 to 1.

    `rivalled` says that the label's words stand in another place of the sheet too, `contested` that leaving
    it out, or taking another before it, would do nearly as well.
    """

    sighting: Sighting
    score: float
    rivalled: bool = False
    contested: bool = False


def choose_rounds(
    document: Document, labels: Sequence[Label], sightings: Sequence[Sighting], titles: Collection[int]
) -> list[list[Scored]]:
    """The labels of each sheet of the document, in document order.

    `titles` are the numbers of the paragraphs that show the form's title.
    """
    sheets = _scored(document, labels, sightings)
    if all(_beyond_doubt(labels, sheet) for sheet in sheets):
        return [sheet for sheet in sheets if sheet]
    return _search(labels, [item for sheet in sheets for item in sheet if item.score > _WORTH], sorted(titles))


def _beyond_doubt(labels: Sequence[Label], sheet: Sequence[Scored]) -> bool:
    """Whether there is nothing to choose: each label once, surely, and no heading where it heads nothing."""
    order = [item.sighting.label for item in sheet]
    if len(set(order)) < len(order) or any(item.score < _SURELY for item in sheet):
        return False
    return all(_heads(labels, one, other) for one, other in zip(order, order[1:], strict=False))


def _heads(labels: Sequence[Label], one: int, other: int) -> bool:
    """False where a label that is a heading stands right before one that is not under it."""
    return not labels[one].heading or labels[other].under == labels[one].key


def _scored(document: Document, labels: Sequence[Label], sightings: Sequence[Sighting]) -> list[list[Scored]]:
    """Each sighting with its score; where one sheet surely ends and another begins, so may the labels' look."""
    order = [sighting.label for sighting in sightings]
    bounds = [0]
    least = 2 * len(labels) // 3
    for number, sighting in enumerate(sightings):
        begins = sighting.label <= _EARLY and number - bounds[-1] >= least
        around = order[bounds[-1] : number], order[number : number + least + _STRAYS]
        if begins and min(map(count_in_order, around)) >= least:
            bounds.append(number)
    parted = zip(bounds, [*bounds[1:], len(sightings)], strict=True)
    return [_weighed(document, labels, sightings[first:last]) for first, last in parted]


def _weighed(document: Document, labels: Sequence[Label], sightings: Sequence[Sighting]) -> list[Scored]:
    found = scores(document, labels, sightings)
    seen = Counter(item.label for item, score in zip(sightings, found, strict=True) if score > _WORTH)
    return [Scored(item, score, seen[item.label] > 1) for item, score in zip(sightings, found, strict=True)]


def doubtful_labels(document: Document, chosen: Sequence[Scored]) -> set[int]:
    """The labels (by index) of a sheet that may be words of an answer, and those whose answers these would be.

    So is one with words added, behind which a sentence seems to go on; a label that little speaks for, but
    where all are shortened and in order; and in running text, where nothing but the order tells, the one
    label that is out of the form's order.
    """
    paragraphs = document.paragraphs
    order = [item.sighting.label for item in chosen]
    cells = Counter(paragraphs[item.sighting.paragraph].cell for item in chosen)  # one cell may frame the sheet
    shortens = sum(item.sighting.quality < _SPELT_OUT for item in chosen) >= _HABIT
    moved = _moved(order)
    doubtful: set[int] = set()
    for number, item in enumerate(chosen):
        sighting = item.sighting
        cell = paragraphs[sighting.paragraph].cell
        plain = not sighting.bold and (cell is None or cells[cell] > 1)
        strays = plain and number in moved
        goes_on = paragraphs[sighting.paragraph].text[sighting.end :].lstrip()[:1].islower()
        strays = strays or (plain and goes_on and sighting.quality < _EXTENDED)
        sure = shortens and not item.rivalled and item.score >= _NAMED and order == sorted(order)
        unsure = min(item.score, sighting.quality) < SURE and not sure
        if unsure or strays or item.contested:
            doubtful.update(order[max(0, number - 1) : number + 1])
    return doubtful


def _moved(order: Sequence[int]) -> set[int]:
    """The place of the one label that is out of order, or the two of which one is; of more, rows were moved.

    >>> sorted(_moved([0, 3, 1, 2, 4])), sorted(_moved([0, 2, 1, 3])), _moved([4, 3, 2, 1, 0])
    ([1], [1, 2], set())
    """
    if count_in_order(order) != len(order) - 1:
        return set()
    others = ([*order[:place], *order[place + 1 :]] for place in range(len(order)))
    return {place for place, rest in enumerate(others) if count_in_order(rest) == len(rest)}


class _Taken(NamedTuple):
    """A sighting taken (by number), whether it begins a sheet, and the one taken before it."""

    number: int
    begins: bool
    before: _Taken | None

    def chain(self) -> list[_Taken]:
        """All that were taken, the first one first."""
        chain: list[_Taken] = []
        taken: _Taken | None = self
        while taken is not None:
            chain.append(taken)
            taken = taken.before
        return chain[::-1]


class _State(NamedTuple):
    gain: float
    used: int  # bit set of the labels taken in the sheet under way
    last: int  # label taken last, -1 at a sheet's beginning
    taken: _Taken | None
    begun: int  # number of the sighting that begins the sheet under way


def _search(labels: Sequence[Label], scored: Sequence[Scored], titles: Sequence[int]) -> list[list[Scored]]:
    """Beam search over "leave out", "take", "take as the first label of a new sheet"."""
    beam = [_State(0.0, 0, -1, None, -1)]
    above = [bisect_right(titles, item.sighting.paragraph) for item in scored]  # titles up to each sighting
    for number, (sighting, score, rivalled, _) in enumerate(scored):
        bit, worth = 1 << sighting.label, score - _WORTH
        beyond_doubt = min(score, sighting.quality) >= _TRUSTED and not rivalled
        grown = [state for state in beam if not beyond_doubt or state.used & bit or state.taken is None]
        for state in beam:
            gain, used, last, taken, begun = state
            if not used & bit:
                gained = gain + worth - _cost(labels, last, scored[number])
                begun = number if taken is None else begun
                grown.append(_State(gained, used | bit, sighting.label, _Taken(number, taken is None, taken), begun))
            if taken is not None:
                cost = _NEW_SHEET_TITLED if above[taken.number] < above[number] else _NEW_SHEET
                grown.append(_State(gain + worth - cost, bit, sighting.label, _Taken(number, True, taken), number))
        beam = _best_of(grown)
    return _rounds(scored, beam)


def _cost(labels: Sequence[Label], last: int, item: Scored) -> float:
    """What it costs to take a sighting behind the label taken last: its place in the form's order."""
    cost, sighting = 0.0, item.sighting
    if sighting.label < last:
        cost = _BACK
        if item.rivalled:
            cost += _RIVALLED + _RIVALLED_UNSURE * max(0.0, _TRUSTED - max(item.score, sighting.quality))
    if last >= 0 and not _heads(labels, last, sighting.label):
        cost += _HEADS_NOTHING
    return cost


def _rounds(scored: Sequence[Scored], beam: Sequence[_State]) -> list[list[Scored]]:
    """The sightings of the best state, a sheet a list."""
    best = max(beam, key=lambda state: state.gain)
    if best.taken is None:
        return []
    chain = best.taken.chain()
    contested = _contested([item.number for item in chain], best.gain, beam)
    rounds: list[list[Scored]] = []
    for number, begins, _ in chain:
        if begins:
            rounds.append([])
        rounds[-1].append(scored[number]._replace(contested=number in contested))
    return rounds


def _contested(taken: Sequence[int], gain: float, beam: Sequence[_State]) -> set[int]:
    """The sightings taken (by number) that another set, nearly as good, has elsewhere, and those before them."""
    contested: set[int] = set()
    for state in beam:
        if state.gain < gain - _CONTESTED:
            continue
        others = {item.number for item in state.taken.chain()} if state.taken is not None else set()
        for number in others.symmetric_difference(taken):
            contested.update([other for other in taken if other <= number][-1:])
    return contested


def _best_of(states: Sequence[_State]) -> list[_State]:
    """The best few states for each place where the sheet under way began: they stand for what may still come."""
    kept: dict[int, list[_State]] = {}
    least = max(state.gain for state in states) - _HOPELESS
    ahead: Counter[tuple[int, int, int]] = Counter()  # states from which the same may come, and that have more
    for state in sorted(states, key=lambda state: -state.gain):
        rivals = kept.setdefault(state.begun, [])
        future = (state.begun, state.used, state.last)
        if state.gain >= least and len(rivals) < _BEAM and ahead[future] < 2:
            rivals.append(state)
            ahead[future] += 1
    return [state for rivals in kept.values() for state in rivals]
