"""Which sightings are the form's labels: the set that fits its order and the document's structure best.

A label counts once a sheet. People repeat its words inside answers, even at the start of a line;
so each sighting is weighed by how well it agrees with the look of the labels beyond doubt (in a
cell or not, at its beginning, in bold, with a colon) and by the order of the form, and a search
over all sightings takes the best set. A second round of labels is a second sheet.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ingest.document import Document
from ingest.locating.label_lines import SURE
from ingest.locating.labels import Label
from ingest.locating.looks import scores
from ingest.locating.sightings import Sighting

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
_CONTESTED = 0.18  # gain within which another set of labels is as good as the best


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
    scored = _scored(document, labels, sightings)
    if len({item.sighting.label for item in scored}) == len(scored) and all(item.score >= 0.9 for item in scored):
        order = [item.sighting.label for item in scored]
        if all(_heads(labels, one, other) for one, other in zip(order, order[1:], strict=False)):
            return [scored] if scored else []
    return _search(labels, [item for item in scored if item.score > _WORTH], sorted(titles))


def _heads(labels: Sequence[Label], one: int, other: int) -> bool:
    """False where a label that is a heading stands right before one that is not under it."""
    return not labels[one].heading or labels[other].under == labels[one].key


def _scored(document: Document, labels: Sequence[Label], sightings: Sequence[Sighting]) -> list[Scored]:
    """Each sighting with its score; where one sheet ends and another begins, so may the labels' look."""
    bounds = [0]
    least = 2 * len(labels) // 3
    for number, sighting in enumerate(sightings):
        begins = sighting.label <= _EARLY and number - bounds[-1] >= least
        behind, ahead = sightings[bounds[-1] : number], sightings[number : number + least + _STRAYS]
        if begins and min(_in_order(behind), _in_order(ahead)) >= least:
            bounds.append(number)
    scored: list[Scored] = []
    for first, last in zip(bounds, [*bounds[1:], len(sightings)], strict=True):
        scored += _weighed(document, labels, sightings[first:last])
    return scored


def _weighed(document: Document, labels: Sequence[Label], sightings: Sequence[Sighting]) -> list[Scored]:
    found = scores(document, labels, sightings)
    seen = Counter(item.label for item, score in zip(sightings, found, strict=True) if score > _WORTH)
    return [Scored(item, score, seen[item.label] > 1) for item, score in zip(sightings, found, strict=True)]


def _in_order(sightings: Sequence[Sighting]) -> int:
    """How many labels follow one another in the form's order."""
    last: list[int] = []  # of the chains of one label, two labels …: the least that one ends with
    for sighting in sightings:
        at = bisect_left(last, sighting.label)
        last[at : at + 1] = [sighting.label]
    return len(last)


def doubtful_labels(document: Document, chosen: Sequence[Scored]) -> set[int]:
    """The labels (by index) of a sheet that may be words of an answer, and those whose answers these would be.

    So is one with words added, behind which a sentence seems to go on; a label that little speaks for, but
    where all are shortened and in order; and in running text, where nothing but the order tells, the one label
    that is out of the form's order.
    """
    order = [item.sighting.label for item in chosen]
    shortens = sum(item.sighting.quality < _SPELT_OUT for item in chosen) >= _HABIT
    doubtful: set[int] = set()
    for number, item in enumerate(chosen):
        sighting = item.sighting
        plain = not sighting.bold and document.paragraphs[sighting.paragraph].cell is None
        rest = order[:number] + order[number + 1 :]
        strays = plain and order != sorted(order) and rest == sorted(rest)
        goes_on = document.paragraphs[sighting.paragraph].text[sighting.end :].lstrip()[:1].islower()
        strays = strays or (plain and goes_on and sighting.quality < _EXTENDED)
        sure = shortens and not item.rivalled and item.score >= _NAMED and order == sorted(order)
        unsure = min(item.score, sighting.quality) < SURE and not sure
        if unsure or strays or item.contested:
            doubtful.update(order[max(0, number - 1) : number + 1])
    return doubtful


class _State(NamedTuple):
    gain: float
    used: int  # bit set of the labels taken in the sheet under way
    last: int  # label taken last, -1 at a sheet's beginning
    taken: tuple[tuple[int, bool], ...]  # (number of the sighting, begins a sheet)
    begun: int  # number of the sighting that begins the sheet under way


def _search(labels: Sequence[Label], scored: Sequence[Scored], titles: Sequence[int]) -> list[list[Scored]]:
    """Beam search over "leave out", "take", "take as the first label of a new sheet"."""
    beam = [_State(0.0, 0, -1, (), -1)]
    for number, (sighting, score, rivalled, _) in enumerate(scored):
        bit, worth = 1 << sighting.label, score - _WORTH
        beyond_doubt = min(score, sighting.quality) >= _TRUSTED and not rivalled
        grown = [state for state in beam if not beyond_doubt or state.used & bit or not state.taken]
        for state in beam:
            if not state.used & bit:
                cost = 0.0
                if sighting.label < state.last:
                    cost = _BACK
                    if rivalled:
                        cost += _RIVALLED + _RIVALLED_UNSURE * max(0.0, _TRUSTED - max(score, sighting.quality))
                if state.last >= 0 and not _heads(labels, state.last, sighting.label):
                    cost += _HEADS_NOTHING
                grown.append(
                    _State(
                        state.gain + worth - cost,
                        state.used | bit,
                        sighting.label,
                        (*state.taken, (number, not state.taken)),
                        state.begun if state.taken else number,
                    )
                )
            if state.taken:
                before = scored[state.taken[-1][0]].sighting.paragraph
                titled = bisect_right(titles, before) < bisect_right(titles, sighting.paragraph)
                cost = _NEW_SHEET_TITLED if titled else _NEW_SHEET
                grown.append(
                    _State(state.gain + worth - cost, bit, sighting.label, (*state.taken, (number, True)), number)
                )
        beam = _best_of(grown)
    best = max(beam, key=lambda state: state.gain)
    contested = _contested(scored, best, beam)
    rounds: list[list[Scored]] = []
    for number, begins in best.taken:
        if begins:
            rounds.append([])
        rounds[-1].append(scored[number]._replace(contested=number in contested))
    return rounds


def _contested(scored: Sequence[Scored], best: _State, beam: Sequence[_State]) -> set[int]:
    """The sightings taken (by number) that another set, nearly as good, has elsewhere, and those before them."""
    taken = [number for number, _ in best.taken]
    contested: set[int] = set()
    for state in beam:
        if state.gain < best.gain - _CONTESTED:
            continue
        others = {number for number, _ in state.taken}
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
