"""Labels first, then regions: where in a document a form's answers are.

People type answers anywhere; the labels are the fixed points. All sightings of the form's labels are
collected (`labels`, `label_lines`, `sightings`), the set that fits the form and the document best is chosen,
a sheet a round (`looks`, `rounds`), the text between them is given to them (`regions`), and what is printed
is taken off (`hints`, `printed`). For choices, the marked options are found (`option_lines`, `marks`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.answer import Answer
from ingest.document import Document
from ingest.locating.answers import make_answer, where
from ingest.locating.endings import Endings
from ingest.locating.labels import EXACT, Label, labels_of
from ingest.locating.printed import Printed
from ingest.locating.regions import Piece, Regions, cut_regions
from ingest.locating.rounds import Scored, choose_rounds, doubtful_labels
from ingest.locating.sightings import find_labels
from ingest.locating.swallowed import find_swallowed
from ingest.locating.words import folded_words
from schema.form import Field, Form, Kind
from schema.result import Evidence

_LEAST_LABELS = 3
_LEAST_SHARE = 0.3  # of the form's label text, so that a few common words don't make a form
_OWN = 4  # words of a label that stands on no other form


@dataclass(frozen=True, slots=True)
class Sheet:
    """One filled sheet: an `Answer` for each field with a label (None where the label is not there)."""

    answers: Mapping[str, Answer | None]
    unclaimed: tuple[str, ...]
    share: float  # of the form's label text that was found


def locate(document: Document, form: Form) -> list[Sheet]:
    """The sheets of a form in a document; none where it is not that form."""
    labels, printed = labels_of(form), Printed.of(form)
    sightings = find_labels(document, form)
    if len({item.label for item in sightings}) < 2:
        return []
    titles = printed.titles(document)
    rounds = [
        (chosen, share)
        for chosen in choose_rounds(document, labels, sightings, titles)
        if _is_sheet(labels, chosen, share := _share(labels, chosen), bool(titles))
    ]
    starts = _starts(document, printed, [chosen for chosen, _ in rounds], titles)
    return [
        _sheet(document, form, labels, printed, chosen, starts[number : number + 2], share)
        for number, (chosen, share) in enumerate(rounds)
    ]


def _share(labels: Sequence[Label], chosen: Sequence[Scored]) -> float:
    found = sum(len(labels[item.sighting.label].text) * min(1.0, item.sighting.quality) for item in chosen)
    return found / sum(len(label.text) for label in labels)


def _is_sheet(labels: Sequence[Label], chosen: Sequence[Scored], share: float, titled: bool) -> bool:
    """Whether the labels found are this form's: much of its text, its title, or a few that no other form has."""
    own = sum(len(labels[found.label].text.split()) >= _OWN and found.quality >= EXACT for found, *_ in chosen)
    if titled or (own > 1 and len(chosen) > _LEAST_LABELS):
        return len(chosen) >= _LEAST_LABELS - 1 and share >= _LEAST_SHARE / 2
    return len(chosen) >= _LEAST_LABELS and share >= _LEAST_SHARE


def _starts(
    document: Document, printed: Printed, rounds: Sequence[Sequence[Scored]], titles: Sequence[int]
) -> list[int]:
    """The paragraph that each sheet begins with, and the end of the last."""
    starts = [0]
    for before, chosen in zip(rounds, rounds[1:], strict=False):
        last, first = before[-1].sighting.paragraph, chosen[0].sighting.paragraph
        start = next((number for number in titles if last < number < first), None)
        if start is None:
            paragraphs = document.paragraphs
            start = next((at for at in range(last + 1, first) if printed.holds(paragraphs[at].text)), first)
        starts.append(start)
    return [*starts, len(document.paragraphs)]


def _sheet(
    document: Document,
    form: Form,
    labels: Sequence[Label],
    printed: Printed,
    chosen: Sequence[Scored],
    bounds: Sequence[int],
    share: float,
) -> Sheet:
    fields = {field.key: field for field in form.fields if field.label}
    first, last = bounds
    endings = Endings(labels_of(form), form)
    regions = cut_regions(document, [item.sighting for item in chosen], first, last, endings)
    answers: dict[str, Answer | None] = dict.fromkeys(fields)
    swallowed = find_swallowed(document, labels, regions)
    doubtful = doubtful_labels(document, chosen) | regions.guessed | {item.by for item in swallowed}
    for sighting in [item.sighting for item in chosen]:
        label = labels[sighting.label]
        if not label.heading:
            pieces = regions.answers[sighting.label]
            answer = make_answer(
                document, fields[label.key], label, regions.labels[sighting.label], pieces, sighting.quality
            )
            answers[label.key] = replace(answer, certain=False) if sighting.label in doubtful else answer
    for sighting in [item.sighting for item in chosen]:
        if labels[sighting.label].heading:
            _under_heading(document, form, labels[sighting.label], regions, answers)
    for item in swallowed:
        key = labels[item.label].key
        if key in fields and answers[key] is None:
            place = Evidence(None, "", where(document, item.piece.paragraph), confidence=0.0)
            answers[key] = Answer((), place, certain=False, found=False)
    return Sheet(answers, _unclaimed(document, printed, regions.rest), share)


def _under_heading(
    document: Document, form: Form, label: Label, regions: Regions, answers: dict[str, Answer | None]
) -> None:
    """What was typed right under a heading answers the fields under it that have no answer of their own."""
    pieces, shown = regions.answers[label.index], regions.labels[label.index]
    words = set(folded_words(document.paragraphs[shown.paragraph].text[shown.start : shown.end]))
    if not words <= set(folded_words(label.text)):
        regions.rest.append(shown)  # more than the heading: somebody's words
    below = [field for field in form.fields if field.under == label.key and field.label]
    heir = Field(label.key, Kind.LONG_TEXT, form.fields[0].need, label.text)
    answer = make_answer(document, heir, label, shown, pieces, 1.0)
    if not answer.text.strip():
        return
    open_fields = [field for field in below if answers[field.key] is None]
    if not open_fields:
        open_fields = [field for field in below if (known := answers[field.key]) and not known.text.strip()][:1]
    for field in open_fields:
        answers[field.key] = replace(answer, certain=False)
    if not open_fields:
        regions.rest += pieces


def _unclaimed(document: Document, printed: Printed, rest: Sequence[Piece]) -> tuple[str, ...]:
    lines: list[str] = []
    for piece in sorted(rest):
        for line in document.paragraphs[piece.paragraph].text[piece.start : piece.end].split("\n"):
            text = line.strip()
            if text and not printed.holds(text):
                lines.append(text)
    return tuple(lines)
