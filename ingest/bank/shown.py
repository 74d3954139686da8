"""A ledger's contents as views: each entry is read when it is asked for, and nothing is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, TypeVar, overload

from ingest.bank.correction import Correction, corrected
from ingest.bank.entry import Contents, Entry, Repeat, Sameness
from ingest.bank.plan import Plan
from ingest.bank.words import words_for
from schema.form import Form
from schema.messages import message
from schema.result import Issue, IssueCode, Severity, Source

Item = TypeVar("Item")
Row = tuple[Any, ...]


class View(Sequence[Item]):
    """What a query's rows are made into, each when its turn comes; `items` takes the query's end (``LIMIT …``)."""

    def __init__(self, items: Callable[[str], Iterator[Item]], count: int) -> None:
        self._items = items
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Item]:
        return self._items("")

    @overload
    def __getitem__(self, place: int) -> Item: ...

    @overload
    def __getitem__(self, place: slice) -> list[Item]: ...

    def __getitem__(self, place: int | slice) -> Item | list[Item]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(self._count))]
        if not -self._count <= place < self._count:
            raise IndexError(place)
        return next(self._items(f"LIMIT 1 OFFSET {place % self._count}"))


def contents_of_ledger(
    connection: sqlite3.Connection,
    form: Form,
    plan: Plan,
    corrections: Sequence[Correction],
    guard: Callable[[], AbstractContextManager[None]],
) -> Contents:
    """The contents that a plan leads to.

    All is read under `guard`, which makes errors clear, and raises one where the plan is outdated.
    """
    shelf = _Shelf(connection, form, plan, guard)
    return _Shown(
        form,
        shelf.of_kind("entry"),
        View(lambda part: shelf.each(shelf.repeat, f"{_REPEATED} {part}"), shelf.count("repeated")),
        shelf.of_kind("rejected"),
        tuple(corrections),
        plan.applied,
        shelf,
    )


@dataclass(frozen=True)
class _Shown(Contents):
    """Contents whose order and look-ups the database works out."""

    shelf: _Shelf | None = None

    @property
    def everything(self) -> Iterable[Entry]:
        assert self.shelf is not None
        return self.shelf.each(self.shelf.entry, f"{_SHELF} ORDER BY place")

    def by_sender(self) -> Iterable[Entry]:
        assert self.shelf is not None
        return self.shelf.each(self.shelf.entry, _BY_SENDER)

    def find(self, ids: Collection[str]) -> dict[str, Entry]:
        assert self.shelf is not None
        return {entry.id: entry for id_ in ids for entry in self.shelf.each(self.shelf.entry, _NAMED, id_)}

    def row_of(self, id_: str) -> Entry | None:
        assert self.shelf is not None
        rows = list(self.shelf.each(tuple, _NAMED, id_))
        while rows and rows[0][2] is not None:
            rows = list(self.shelf.each(tuple, f"{_SHELF} WHERE arrival = ?", rows[0][2]))
        return self.shelf.entry(rows[0]) if rows and rows[0][1] == "entry" else None


_SHELF = "SELECT arrival, kind, of FROM shelf"
_NAMED = "SELECT s.arrival, s.kind, s.of FROM plan p JOIN shelf s ON s.arrival = p.arrival WHERE p.id = ?"
_BY_SENDER = """
    SELECT arrival, kind, of FROM plan WHERE kind = 'entry'
    ORDER BY coalesce(sender, '') = '', casefolded(coalesce(sender, '')), path, member, sheet"""
_REPEATED = """
    SELECT r.sameness, r.arrival, r.of, r.spot, r.member, s.kind, s.of
    FROM repeated r CROSS JOIN shelf s ON s.arrival = r.of ORDER BY r.place"""


class _Shelf:
    """Makes entries and repeats of the rows of a plan."""

    def __init__(
        self, connection: sqlite3.Connection, form: Form, plan: Plan, guard: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._connection = connection
        self._form = form
        self._plan = plan
        self._guard = guard
        connection.create_function("casefolded", 1, str.casefold, deterministic=True)

    def each(self, make: Callable[[Row], Item], query: str, *values: object) -> Iterator[Item]:
        """The rows of a query, each made into an item."""
        with self._guard():
            for row in self._connection.execute(query, values):
                yield make(row)

    def count(self, table: str) -> int:
        """How many rows a table (or a part of it) has."""
        return next(self.each(lambda row: int(row[0]), f"SELECT count(*) FROM {table}"))

    def of_kind(self, kind: str) -> View[Entry]:
        """The sheets of one kind, in the order of rows."""
        query = f"{_SHELF} WHERE kind = '{kind}' ORDER BY place"
        return View(lambda part: self.each(self.entry, f"{query} {part}"), self.count(f"shelf WHERE kind = '{kind}'"))

    def entry(self, row: Row) -> Entry:
        """A sheet as it is shown: corrected where it is a row or an earlier version, marked where it repeats one."""
        arrival, kind, of = row
        entry = self._plan.entry(arrival)
        if kind == "answers":
            return _marked(entry, self._plan.entry(of), self._form)
        return entry if kind == "rejected" else corrected(entry, self._plan.corrections.get(entry.id, ()))

    def repeat(self, row: Row) -> Repeat:
        """A repeat of its row."""
        sameness, arrival, of, spot, member, kind, later = row
        if sameness == "bytes":
            entry = self._plan.entry(arrival)
            return Repeat(Sameness.BYTES, replace(entry, source=self._copy(entry, spot, member)), entry)
        entry = self.entry((arrival, sameness, of))
        if sameness == "answers":
            return Repeat(Sameness.ANSWERS, entry, self._plan.entry(of))
        last = self.entry((of, kind, later))
        return Repeat(Sameness.EARLIER, entry, last, _changed(entry, last))

    def _copy(self, entry: Entry, spot: str, member: str) -> Source:
        query = "SELECT path, sender, received FROM places WHERE spot = ? AND member = ? AND sheet = ?"
        path, sender, received = self._connection.execute(query, (spot, member, entry.id)).fetchone()
        return replace(entry.source, path=path, member=member or None, sender=sender, received=received or None)


def _marked(entry: Entry, of: Entry, form: Form) -> Entry:
    """A sheet with the warning that it repeats another one."""
    text = message(IssueCode.DUPLICATE, words_for(form.language).language, of=of.place)
    detail = {"of": f"{of.source.path}/{of.source.member}" if of.source.member else of.source.path, "id": of.id}
    issue = Issue(IssueCode.DUPLICATE, None, Severity.WARNING, text, detail)
    return replace(entry, issues=(*entry.issues, issue))


def _changed(old: Entry, new: Entry) -> tuple[str, ...]:
    return tuple(key for key, value in new.values.items() if old.values.get(key) != value)
