"""Corrections: what a person put in the place of what was read, and doubts a person has settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.bank.entry import Entry, Value
from schema.result import Issue, Severity, Status


@dataclass(frozen=True, slots=True)
class Correction:
    """One change, by sheet and field.

    With an empty `code` it is about a value: `values` are the field's new one and those derived
    from it, `issues` the doubts that the new value still has, `was` the values read at that time.
    With a `code` it settles the doubt of that code («ok»). `undone` is when it was taken back.
    """

    number: int
    sheet: str
    field: str
    code: str
    was: dict[str, Value]
    values: dict[str, Value]
    issues: tuple[Issue, ...]
    who: str
    at: str
    undone: str | None = None


def corrected(entry: Entry, corrections: Iterable[Correction]) -> Entry:
    """The entry with corrections applied in their order; status and issues follow.

    A correction holds whatever a later reading makes of the sheet. One of a key that the form no
    longer has does nothing.
    """
    corrections = tuple(corrections)
    if not corrections and len(entry.issues) < 2:
        return entry
    values, read, issues = dict(entry.values), dict(entry.read), list(entry.issues)
    for correction in sorted(corrections, key=lambda item: item.number):
        if correction.code:
            issues = [issue for issue in issues if not _settles(correction, issue)]
            continue
        known = {key: value for key, value in correction.values.items() if key in values}
        if not known:
            continue
        for key in known:
            read.setdefault(key, entry.values[key])
        values |= known
        issues = [issue for issue in issues if issue.field not in known] + list(correction.issues)
    read = {key: value for key, value in read.items() if values[key] != value}
    order = {key: place for place, key in enumerate(values)}
    issues.sort(key=lambda issue: order.get(issue.field or "", -1))
    return replace(entry, values=values, read=read, issues=tuple(issues), status=status_of(entry.status, issues))


def status_of(status: Status, issues: Iterable[Issue]) -> Status:
    """A sheet's status by its issues; a rejected file stays one."""
    if status is Status.REJECTED:
        return status
    wrong = any(issue.severity is Severity.ERROR for issue in issues)
    return Status.INCOMPLETE if wrong else Status.COMPLETE


def still_holds(correction: Correction, entry: Entry) -> bool:
    """Whether a correction of an earlier sheet fits a later one: the answer below it is the same."""
    return all(entry.values.get(key) == value for key, value in correction.was.items())


def _settles(correction: Correction, issue: Issue) -> bool:
    same = (issue.field or "") == correction.field and issue.code == correction.code
    return same and issue.severity is Severity.WARNING
