"""What the exports show, worked out in the database: which sheets are rows, which repeat another, in what order.

It takes the same memory however large the bank is: everything that grows with it stands in temporary
tables of the ledger's connection, which SQLite keeps on disk.

* ``plan``: a row a sheet, by its arrival: the first of its places, its age, and its `kind`, which is
  ``entry``, ``rejected``, or the sameness (``answers``, ``earlier``) to the sheet that stands for it (`of`);
* ``shelf``: all sheets in the order of rows; ``repeated``: the repeats in theirs.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC

from ingest.bank.correction import Correction, corrected, still_holds
from ingest.bank.display import moment
from ingest.bank.entry import Entry, Value
from ingest.bank.initiatives import Initiatives
from ingest.bank.ledger import transaction
from ingest.bank.same import Decision, name_of
from ingest.bank.stored import StoredEvidence, issues_of
from schema.form import Form
from schema.result import Source, Status

_PLAN = """
    DROP TABLE IF EXISTS temp.plan;
    DROP TABLE IF EXISTS temp.versions;
    CREATE TEMP TABLE plan (
        arrival INTEGER PRIMARY KEY, id TEXT NOT NULL, spot TEXT NOT NULL, path TEXT NOT NULL, member TEXT NOT NULL,
        sheet INTEGER NOT NULL, sender TEXT, received TEXT, age TEXT NOT NULL, answers TEXT,
        kind TEXT NOT NULL, of INTEGER);
    INSERT INTO plan (arrival, id, spot, path, member, sheet, sender, received, age, answers, kind)
        SELECT s.arrival, s.id, p.spot, p.path, p.member, s.sheet, p.sender, p.received, age_of(p.received),
               CASE WHEN s.status = 'rejected' OR s.id IN (SELECT sheet FROM main.decisions WHERE undone IS NULL)
                    THEN NULL ELSE nullif(s.answers, '') END,
               CASE s.status WHEN 'rejected' THEN 'rejected' ELSE 'entry' END
        FROM main.sheets s CROSS JOIN main.places p ON p.sheet = s.id
        WHERE NOT EXISTS (
            SELECT 1 FROM main.places q WHERE q.sheet = s.id
            AND (coalesce(q.received, ''), q.path, q.member, q.spot)
              < (coalesce(p.received, ''), p.path, p.member, p.spot));
    CREATE UNIQUE INDEX temp.plan_by_id ON plan (id);
    CREATE INDEX temp.plan_by_age ON plan (age, arrival);
    CREATE INDEX temp.plan_by_answers ON plan (answers, age, arrival) WHERE answers IS NOT NULL;
    UPDATE plan SET kind = 'answers', of = (
            SELECT q.arrival FROM plan q WHERE q.answers = plan.answers ORDER BY q.age, q.arrival LIMIT 1)
        WHERE answers IS NOT NULL AND EXISTS (
            SELECT 1 FROM plan q WHERE q.answers = plan.answers AND (q.age, q.arrival) < (plan.age, plan.arrival));
    CREATE TEMP TABLE versions (arrival INTEGER PRIMARY KEY, age TEXT NOT NULL, initiative INTEGER NOT NULL);
"""
# Of several places of the same bytes the first by date received, then by path, is the sheet's.

_ORDERED = """
    UPDATE plan SET kind = 'earlier', of = (
            SELECT w.arrival FROM versions v JOIN versions w ON w.initiative = v.initiative
            WHERE v.arrival = plan.arrival ORDER BY w.age DESC, w.arrival DESC LIMIT 1)
        WHERE arrival IN (
            SELECT v.arrival FROM versions v WHERE EXISTS (
                SELECT 1 FROM versions w WHERE w.initiative = v.initiative
                AND (w.age, w.arrival) > (v.age, v.arrival)));
    DROP TABLE IF EXISTS temp.shelf;
    DROP TABLE IF EXISTS temp.repeated;
    CREATE TEMP TABLE shelf (
        place INTEGER PRIMARY KEY, arrival INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL, of INTEGER);
    INSERT INTO shelf (arrival, kind, of) SELECT arrival, kind, of FROM plan ORDER BY path, member, sheet, id;
    CREATE INDEX temp.shelf_by_kind ON shelf (kind, place);
    CREATE TEMP TABLE repeated (
        place INTEGER PRIMARY KEY, sameness TEXT NOT NULL, arrival INTEGER NOT NULL, of INTEGER NOT NULL,
        spot TEXT, member TEXT);
    INSERT INTO repeated (sameness, arrival, of, spot, member)
        SELECT r.sameness, r.arrival, r.of, r.spot, r.copy
        FROM (
            SELECT kind AS sameness, arrival, of, NULL AS spot, NULL AS copy, path, member, sheet, id
            FROM plan WHERE of IS NOT NULL
            UNION ALL
            SELECT 'bytes', p.arrival, p.arrival, c.spot, c.member, c.path, c.member, p.sheet, p.id
            FROM plan p CROSS JOIN main.places c ON c.sheet = p.id WHERE (c.spot, c.member) <> (p.spot, p.member)
        ) r JOIN shelf o ON o.arrival = r.of
        ORDER BY o.place, r.sameness, r.path, r.member, r.sheet, r.id;
"""

_ENTRY = """
    SELECT p.path, p.member, p.sender, p.received,
           s.id, s.sha256, s.sheet, s.format, s.status, s.record, s.issues, s.evidence, s.unclaimed
    FROM plan p JOIN main.sheets s ON s.arrival = p.arrival WHERE p.arrival = ?"""


class Plan:
    """The tables, made when the plan is made, and the corrections that hold, by the sheet that shows them."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        form: Form,
        corrections: Iterable[Correction],
        decisions: Iterable[Decision],
    ) -> None:
        self._connection = connection
        self.corrections: dict[str, list[Correction]] = {}
        connection.create_function("age_of", 1, age_of, deterministic=True)
        connection.executescript(_PLAN)
        self._pool(corrections)
        self._find_versions(form, {decision.sheet: decision for decision in decisions})
        self.applied = self._hand_over()
        connection.executescript(_ORDERED)

    def entry(self, arrival: int) -> Entry:
        """The sheet of that arrival as it was read, with the first of its places."""
        row = self._connection.execute(_ENTRY, (arrival,)).fetchone()
        path, member, sender, received, id_, sha256, number, format, status, record, issues, evidence, unclaimed = row
        return Entry(
            id_,
            Source(path, member or None, number, sha256, format, sender, received or None),
            Status(status),
            json.loads(record) if record else {},
            issues_of(issues),
            StoredEvidence(evidence),
            tuple(json.loads(unclaimed)) if unclaimed != "[]" else (),
        )

    def _pool(self, corrections: Iterable[Correction]) -> None:
        """A correction of any of the sheets with the same answers counts for the first of them."""
        mine: dict[str, list[Correction]] = {}
        for correction in corrections:
            if correction.undone is None:
                mine.setdefault(correction.sheet, []).append(correction)
        found = []
        for sheet in mine:
            row = self._connection.execute(
                """SELECT p.age, p.arrival, coalesce(q.id, p.id) FROM plan p LEFT JOIN plan q ON q.arrival = p.of
                   WHERE p.id = ? AND p.kind <> 'rejected'""",
                (sheet,),
            ).fetchone()
            if row:
                found.append((*row, sheet))
        for *_, first, sheet in sorted(found):
            self.corrections.setdefault(first, []).extend(mine[sheet])

    def _find_versions(self, form: Form, decided: Mapping[str, Decision]) -> None:
        """Put each sheet that is no repeat to its initiative, in the order of their age."""
        initiatives = Initiatives(self._connection)
        rows = self._connection.execute(
            "SELECT arrival, id, age FROM plan INDEXED BY plan_by_age WHERE kind = 'entry' ORDER BY age, arrival"
        )
        with transaction(self._connection):
            for arrival, id_, age in rows:
                name = None if id_ in decided else name_of(form, self._values(arrival, id_))
                self._connection.execute("INSERT INTO versions VALUES (?, ?, ?)", (arrival, age, initiatives.of(name)))
        self._connection.execute("CREATE INDEX temp.versions_in_order ON versions (initiative, age, arrival)")
        self._put_together(decided.values())

    def _values(self, arrival: int, id_: str) -> Mapping[str, Value]:
        corrections = self.corrections.get(id_)
        if corrections:
            return corrected(self.entry(arrival), corrections).values
        row = self._connection.execute("SELECT record FROM sheets WHERE arrival = ?", (arrival,)).fetchone()
        return json.loads(row[0]) if row[0] else {}

    def _put_together(self, decided: Iterable[Decision]) -> None:
        """Join what people put together: the initiative of each sheet with that of its `other`."""
        moved: dict[int, int] = {}

        def root(number: int) -> int:
            while moved.get(number, number) != number:
                number = moved[number]
            return number

        for decision in decided:
            one, other = self._initiative(decision.sheet), self._initiative(decision.other)
            if one is not None and other is not None:
                moved[root(one)] = root(other)
        self._connection.executemany(
            "UPDATE versions SET initiative = ? WHERE initiative = ?", [(root(number), number) for number in moved]
        )

    def _initiative(self, sheet: str | None) -> int | None:
        query = "SELECT v.initiative FROM plan p JOIN versions v ON v.arrival = p.arrival WHERE p.id = ?"
        row = self._connection.execute(query, (sheet,)).fetchone()
        return None if row is None else int(row[0])

    def _hand_over(self) -> frozenset[int]:
        """Give the corrections of earlier versions to the last one, where the answer below is the same.

        Returns the numbers of all corrections that rows show.
        """
        applied: set[int] = set()
        numbers = {number for sheet in self.corrections if (number := self._initiative(sheet)) is not None}
        for number in numbers:
            *earlier, (last, arrival) = self._connection.execute(
                """SELECT p.id, p.arrival FROM versions v JOIN plan p ON p.arrival = v.arrival
                   WHERE v.initiative = ? ORDER BY v.age, v.arrival""",
                (number,),
            )
            read = self.entry(arrival)
            handed = [item for old, _ in earlier for item in self.corrections.get(old, ()) if still_holds(item, read)]
            held = [*handed, *self.corrections.get(last, ())]
            if held:
                self.corrections[last] = held
            applied.update(item.number for item in held)
        return frozenset(applied)


def age_of(received: str | None) -> str:
    """By what sheets are put in the order in which they came: the moment received (UTC), nothing where unknown.

    >>> age_of("2020-04-25T22:11:12-03:00"), age_of(None)
    ('2020-04-26T01:11:12+00:00', '')
    """
    at = moment(received)
    if at is None:
        return ""
    return (at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)).isoformat()
