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
from ingest.bank.stored import entry_at
from ingest.bank.words import words_for
from schema.form import Form
from schema.messages import message
from schema.result import Issue, IssueCode, Severity, Source

Item = TypeVar("Item")
Row = tuple[Any, ...]


class View(Sequence[Item]):
    """Rows of one of the plan's tables, each made into an item when its turn comes."""

    def __init__(self, rows: Callable[[str], Iterator[Row]], make: Callable[[Row], Item], count: int) -> None:
        self._rows = rows
        self._make = make
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Item]:
        return map(self._make, self._rows(""))

    @overload
    def __getitem__(self, place: int) -> Item: ...

    @overload
    def __getitem__(self, place: slice) -> list[Item]: ...

    def __getitem__(self, place: int | slice) -> Item | list[Item]:
        if isinstance(place, slice):
            start, stop, step = place.indices(self._count)
            if step == 1:
                return [self._make(row) for row in self._rows(f"LIMIT {max(stop - start, 0)} OFFSET {start}")]
            return [self[number] for number in range(start, stop, step)]
        if not -self._count <= place < self._count:
            raise IndexError(place)
        return self._make(next(self._rows(f"LIMIT 1 OFFSET {place % self._count}")))


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
        View(shelf.repeated, shelf.repeat, shelf.count("repeated")),
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
        return map(self.shelf.entry, self.shelf.rows("SELECT arrival, kind, of FROM shelf ORDER BY place"))

    def by_sender(self) -> Iterable[Entry]:
        assert self.shelf is not None
        return map(self.shelf.entry, self.shelf.rows(_BY_SENDER))

    def find(self, ids: Collection[str]) -> dict[str, Entry]:
        assert self.shelf is not None
        found = (self.shelf.entry(row) for id_ in ids for row in self.shelf.rows(_NAMED, id_))
        return {entry.id: entry for entry in found}

    def row_of(self, id_: str) -> Entry | None:
        assert self.shelf is not None
        row = next(self.shelf.rows(_NAMED, id_), None)
        while row and row[2] is not None:
            row = next(self.shelf.rows("SELECT arrival, kind, of FROM shelf WHERE arrival = ?", row[2]), None)
        return self.shelf.entry(row) if row and row[1] == "entry" else None


_NAMED = "SELECT s.arrival, s.kind, s.of FROM plan p JOIN shelf s ON s.arrival = p.arrival WHERE p.id = ?"
_BY_SENDER = """
    SELECT arrival, kind, of FROM plan WHERE kind = 'entry'
    ORDER BY coalesce(sender, '') = '', casefolded(coalesce(sender, '')), path, member, sheet"""


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

    def rows(self, query: str, *values: object) -> Iterator[Row]:
        """The rows of a query."""
        with self._guard():
            yield from self._connection.execute(query, values)

    def count(self, table: str) -> int:
        """How many rows a table (or a part of it) has."""
        return int(next(self.rows(f"SELECT count(*) FROM {table}"))[0])

    def of_kind(self, kind: str) -> View[Entry]:
        """The sheets of one kind, in the order of rows."""
        table = f"shelf WHERE kind = '{kind}'"
        rows = lambda part: self.rows(f"SELECT arrival, kind, of FROM {table} ORDER BY place {part}")  # noqa: E731
        return View(rows, self.entry, self.count(table))

    def repeated(self, part: str) -> Iterator[Row]:
        """The repeats, in their order."""
        return self.rows(
            f"""SELECT r.sameness, r.arrival, r.of, r.spot, r.member, s.kind, s.of
                FROM repeated r CROSS JOIN shelf s ON s.arrival = r.of ORDER BY r.place {part}"""
        )

    def entry(self, row: Row) -> Entry:
        """A sheet as it is shown: corrected where it is a row or an earlier version, marked where it repeats one."""
        arrival, kind, of = row
        entry = self._read(arrival)
        if kind == "answers":
            return _marked(entry, self._read(of), self._form)
        return entry if kind == "rejected" else corrected(entry, self._plan.corrections.get(entry.id, ()))

    def repeat(self, row: Row) -> Repeat:
        """A repeat of its row."""
        sameness, arrival, of, spot, member, kind, later = row
        if sameness == "bytes":
            entry = self._read(arrival)
            return Repeat(Sameness.BYTES, replace(entry, source=self._copy(entry, spot, member), copies=()), entry)
        entry = self.entry((arrival, sameness, of))
        if sameness == "answers":
            return Repeat(Sameness.ANSWERS, entry, self._read(of))
        last = self.entry((of, kind, later))
        return Repeat(Sameness.EARLIER, entry, last, _changed(entry, last))

    def _read(self, arrival: int) -> Entry:
        with self._guard():
            return entry_at(self._connection, arrival)

    def _copy(self, entry: Entry, spot: str, member: str) -> Source:
        query = "SELECT path, sender, received FROM places WHERE spot = ? AND member = ? AND sheet = ?"
        path, sender, received = next(self.rows(query, spot, member, entry.id))
        return replace(entry.source, path=path, member=member or None, sender=sender, received=received or None)


def _marked(entry: Entry, of: Entry, form: Form) -> Entry:
    """A sheet with the warning that it repeats another one."""
    text = message(IssueCode.DUPLICATE, words_for(form.language).language, of=of.place)
    detail = {"of": f"{of.source.path}/{of.source.member}" if of.source.member else of.source.path, "id": of.id}
    issue = Issue(IssueCode.DUPLICATE, None, Severity.WARNING, text, detail)
    return replace(entry, issues=(*entry.issues, issue))


def _changed(old: Entry, new: Entry) -> tuple[str, ...]:
    return tuple(key for key, value in new.values.items() if old.values.get(key) != value)
