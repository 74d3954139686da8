"""From what the ledger remembers to what the bank shows: repeats set aside, corrections applied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.bank.correction import Correction, corrected, still_holds
from ingest.bank.entry import Contents, Entry, Repeat, Sameness, order
from ingest.bank.same import Decision, age, by_answers, versions
from ingest.bank.stored import answers_digest
from ingest.bank.words import words_for
from schema.form import Form
from schema.messages import message
from schema.result import Issue, IssueCode, Severity, Status


def assemble(
    form: Form,
    entries: Iterable[Entry],
    corrections: Sequence[Correction] = (),
    decisions: Sequence[Decision] = (),
) -> Contents:
    """The bank's contents.

    Of sheets with the same answers the first to come stands for the others; a correction of any of
    them counts for it. Of sheets of one initiative the last to come is the row; a correction of an
    earlier one goes over to it where the answer below is the same.
    """
    entries = sorted(entries, key=age)
    mine: dict[str, list[Correction]] = {}
    for correction in corrections:
        if correction.undone is None:
            mine.setdefault(correction.sheet, []).append(correction)
    decided = {decision.sheet: decision for decision in decisions}
    digests = {entry.id: answers_digest(entry.values) for entry in entries}

    repeats = [
        Repeat(Sameness.BYTES, replace(entry, source=copy, copies=()), entry)
        for entry in entries
        for copy in entry.copies
    ]
    firsts: list[Entry] = []
    read: dict[str, Entry] = {}
    sheets = [entry for entry in entries if entry.status is not Status.REJECTED]
    for group in by_answers(sheets, digests, decided):
        first, *others = group
        pooled = [item for entry in group for item in mine.get(entry.id, ())]
        read[first.id] = first
        mine[first.id] = pooled
        firsts.append(corrected(first, pooled))
        repeats += [Repeat(Sameness.ANSWERS, _marked(other, first, form), first) for other in others]

    current: list[Entry] = []
    applied: set[int] = set()
    for group in versions(form, firsts, decided):
        *earlier, last = group
        handed = [item for old in earlier for item in mine.get(old.id, ()) if still_holds(item, read[last.id])]
        mine[last.id] = [*handed, *mine[last.id]]
        last = corrected(read[last.id], mine[last.id])
        applied.update(item.number for item in mine[last.id])
        current.append(last)
        repeats += [Repeat(Sameness.EARLIER, old, last, _changed(old, last)) for old in earlier]
    return Contents(
        form,
        tuple(sorted(current, key=order)),
        tuple(sorted(repeats, key=lambda repeat: (order(repeat.of), repeat.sameness, order(repeat.entry)))),
        tuple(sorted((entry for entry in entries if entry.status is Status.REJECTED), key=order)),
        tuple(corrections),
        frozenset(applied),
    )


def _marked(entry: Entry, of: Entry, form: Form) -> Entry:
    """A sheet with the warning that it repeats another one."""
    text = message(IssueCode.DUPLICATE, words_for(form.language).language, of=of.place)
    detail = {"of": f"{of.source.path}/{of.source.member}" if of.source.member else of.source.path, "id": of.id}
    issue = Issue(IssueCode.DUPLICATE, None, Severity.WARNING, text, detail)
    return replace(entry, issues=(*entry.issues, issue))


def _changed(old: Entry, new: Entry) -> tuple[str, ...]:
    return tuple(key for key, value in new.values.items() if old.values.get(key) != value)
