"""The bank: a ledger that grows, and the files made from it.

>>> from schema.form import find_form
>>> import tempfile, pathlib
>>> folder = pathlib.Path(tempfile.mkdtemp())
>>> with Bank.open(folder / "bank.db", find_form("banco-iniciativas")) as bank:
...     bank.add([Reading("carta.txt", "ab" * 32, ())])
...     bank.known(["ab" * 32, "cd" * 32]) == {"ab" * 32}
True
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ingest.bank.correction import Correction
from ingest.bank.entry import Contents
from ingest.bank.errors import BankError, unwritable
from ingest.bank.ledger import clear_errors, connect, transaction
from ingest.bank.lock import locked
from ingest.bank.plan import Plan
from ingest.bank.same import Decision
from ingest.bank.shown import contents_of_ledger
from ingest.bank.stored import Reading, correction_of, issues_json, store, store_copy
from ingest.bank.words import Words, words_for
from schema.form import Form
from schema.result import Status

if TYPE_CHECKING:
    from ingest.bank.export import Exported


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in a bank, in numbers."""

    files: int
    entries: int
    complete: int
    incomplete: int
    rejected: int
    repeats: int
    corrections: int
    runs: int
    last_run: str | None


class Bank:
    """The ledger of one form, held by one run at a time. Made by `Bank.open`, closed by ``with``."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, form: Form, program: str, now: Callable[[], datetime]
    ) -> None:
        self.path = path
        self.form = form
        self.program = program
        self._connection = connection
        self._now = now
        self._held = ExitStack()
        self._shown: tuple[str, Plan, Contents] | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        form: Form,
        *,
        wait: float = 600.0,
        waiting: Callable[[], None] = lambda: None,
        program: str | None = None,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> Bank:
        """Open the ledger at `path`, made with its folder where there is none.

        While another run holds it, `waiting` is called once and `wait` seconds are waited. Raises
        `BankBusy`, `BankUnwritable`, `BankDamaged`, `BankTooNew`, or `BankError` where the ledger
        is another form's. `program` is the version that the readings are of, `now` the clock.
        """
        words = words_for(form.language)
        held = ExitStack()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            held.enter_context(locked(path, wait, waiting, words))
        except OSError as error:
            raise unwritable(error, path.parent, words) from error
        with held:
            connection = connect(path, words)
            held.callback(connection.close)
            bank = cls(connection, path, form, program or metadata.version("planilla"), now)
            bank._claim()
            bank._held = held.pop_all()
        return bank

    def __enter__(self) -> Bank:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the ledger."""
        self._held.close()

    @property
    def words(self) -> Words:
        """The words of the form's language."""
        return words_for(self.form.language)

    def _claim(self) -> None:
        """Make sure that the ledger is this form's."""
        with clear_errors(self.path, self.words):
            held = self.meta("form")
            if held is None:
                self.set_meta("form", self.form.id)
            elif held != self.form.id:
                raise BankError(self.words.other_form.format(path=self.path, form=held))

    # -- what was read ---------------------------------------------------------------------------

    def known(self, digests: Iterable[str]) -> set[str]:
        """Which files, by the SHA-256 of their bytes, this program has read with this form as it is now."""
        query = "SELECT 1 FROM files WHERE sha256 = ? AND form_digest = ? AND program = ?"
        with clear_errors(self.path, self.words):
            return {
                digest
                for digest in digests
                if self._connection.execute(query, (digest, self._form_digest, self.program)).fetchone()
            }

    def add(self, readings: Iterable[Reading]) -> None:
        """Take a batch of files as they were read, whole or not at all.

        Each takes the place of what its bytes gave before. `ValueError` for a result of another form.
        """
        batch = list(readings)
        for reading in batch:
            for result in reading.results:
                if result.form not in (None, self.form.id):
                    raise ValueError(f"{reading.path} is a sheet of {result.form}, the bank is of {self.form.id}")
        form = self.form.id, self.form.version, self._form_digest
        with clear_errors(self.path, self.words), transaction(self._connection):
            for reading in batch:
                store(self._connection, reading, form, self.program)
            self._count("read", [reading.sha256 for reading in batch])
            self._changed()

    def skip(self, files: Iterable[tuple[str, str]]) -> int:
        """Note that known files, given as (path, SHA-256), were met again; how many of the places are new."""
        pairs = list(files)
        with clear_errors(self.path, self.words), transaction(self._connection):
            new = sum(store_copy(self._connection, path, digest) for path, digest in pairs)
            self._count("skipped", [digest for _, digest in pairs])
            if new:
                self._changed()
        return new

    def begin_run(self) -> None:
        """Start the record of a run; the files added and skipped from now on are counted in it."""
        with clear_errors(self.path, self.words):
            self._connection.execute(
                "INSERT INTO runs (started, program, form_version) VALUES (?, ?, ?)",
                (self._time(), self.program, self.form.version),
            )

    def end_run(self) -> None:
        """Close the record of the run."""
        with clear_errors(self.path, self.words):
            self._connection.execute(
                "UPDATE runs SET finished = ? WHERE number = (SELECT max(number) FROM runs)", (self._time(),)
            )

    def _count(self, column: str, digests: list[str]) -> None:
        """Count files for the run, and remember which they were as long as the ledger is open."""
        self._connection.execute(
            f"UPDATE runs SET {column} = {column} + ? WHERE number = (SELECT max(number) FROM runs)", (len(digests),)
        )
        self._connection.executemany("INSERT OR IGNORE INTO met (file) VALUES (?)", [(item,) for item in digests])

    # -- what people said ------------------------------------------------------------------------

    def correct(self, corrections: Iterable[Correction]) -> None:
        """Take corrections (their `number` and `at` are given here); a newer one of a field replaces the older."""
        at = self._time()
        with clear_errors(self.path, self.words), transaction(self._connection):
            for item in corrections:
                self._connection.execute(
                    "UPDATE corrections SET undone = ? WHERE sheet = ? AND field = ? AND code = ? AND undone IS NULL",
                    (at, item.sheet, item.field, item.code),
                )
                self._connection.execute(
                    """INSERT INTO corrections (sheet, field, code, was, "values", issues, who, at)
                       VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                    (item.sheet, item.field, item.code, json.dumps(item.was, ensure_ascii=False),
                     json.dumps(item.values, ensure_ascii=False), issues_json(item.issues), item.who, at),
                )  # fmt: skip
            self._changed()

    def corrections(self, undone: bool = False) -> list[Correction]:
        """All corrections that hold, in the order they were made; with `undone` those taken back too."""
        where = "" if undone else "WHERE undone IS NULL"
        query = f"""SELECT number, sheet, field, code, was, "values", issues, who, at, undone
                    FROM corrections {where} ORDER BY number"""
        with clear_errors(self.path, self.words):
            return [correction_of(row) for row in self._connection.execute(query)]

    def undo(self, number: int) -> bool:
        """Take one correction back; False where there is none of that number that holds."""
        return self._undo("corrections", "number", number)

    def split(self, sheet: str, who: str) -> None:
        """Let a sheet be a row of its own, whatever it is like. `KeyError` where there is no such sheet."""
        self._decide(sheet, None, who)

    def merge(self, sheet: str, other: str, who: str) -> None:
        """Let two sheets be versions of one initiative. `KeyError` where there is no such sheet."""
        self._decide(sheet, other, who)

    def rejoin(self, sheet: str) -> bool:
        """Take back what was decided about a sheet; False where nothing was."""
        return self._undo("decisions", "sheet", sheet)

    def decisions(self) -> list[Decision]:
        """What people decided about which sheets are the same."""
        with clear_errors(self.path, self.words):
            rows = self._connection.execute(
                "SELECT number, sheet, other FROM decisions WHERE undone IS NULL ORDER BY number"
            ).fetchall()
        return [Decision(*row) for row in rows]

    def _decide(self, sheet: str, other: str | None, who: str) -> None:
        with clear_errors(self.path, self.words), transaction(self._connection):
            for id_ in (sheet, other):
                known = self._connection.execute("SELECT 1 FROM sheets WHERE id = ?", (id_,)).fetchone()
                if id_ is not None and known is None:
                    raise KeyError(id_)
            if sheet == other:
                raise KeyError(other)
            at = self._time()
            self._connection.execute("UPDATE decisions SET undone = ? WHERE sheet = ? AND undone IS NULL", (at, sheet))
            self._connection.execute(
                "INSERT INTO decisions (sheet, other, who, at) VALUES (?, ?, ?, ?)", (sheet, other, who, at)
            )
            self._changed()

    def _undo(self, table: str, column: str, value: int | str) -> bool:
        with clear_errors(self.path, self.words), transaction(self._connection):
            done = self._connection.execute(
                f"UPDATE {table} SET undone = ? WHERE {column} = ? AND undone IS NULL", (self._time(), value)
            ).rowcount
            if done:
                self._changed()
        return done > 0

    # -- what it shows ---------------------------------------------------------------------------

    def contents(self) -> Contents:
        """All that the exports show, until the ledger changes: views that read it as they are gone through."""
        with clear_errors(self.path, self.words):
            state = self.state
            if self._shown is None or self._shown[0] != state:
                corrections = self.corrections(undone=True)
                plan = Plan(self._connection, self.form, corrections, self.decisions())
                shown = contents_of_ledger(self._connection, self.form, plan, corrections, lambda: self._guard(state))
                self._shown = state, plan, shown
            return self._shown[2]

    @contextmanager
    def _guard(self, state: str) -> Iterator[None]:
        """Keep outdated contents from being read, and make the ledger's errors clear."""
        with clear_errors(self.path, self.words):
            if self.state != state:
                raise RuntimeError("the bank has changed since these contents were asked for")
            yield

    def export(self, folder: Path, again: bool = False) -> Exported:
        """Bring the files in `folder` up to date; see `ingest.bank.export.export_bank`."""
        from ingest.bank.export import export_bank

        return export_bank(self, folder, again)

    def standing(self) -> Standing:
        """What is in the bank, in numbers."""
        contents = self.contents()
        with clear_errors(self.path, self.words):
            files, runs, last, held = self._connection.execute(
                """SELECT (SELECT count(*) FROM files), (SELECT count(*) FROM runs),
                          (SELECT started FROM runs ORDER BY number DESC LIMIT 1),
                          (SELECT count(*) FROM corrections WHERE undone IS NULL)"""
            ).fetchone()
        complete = sum(entry.status is Status.COMPLETE for entry in contents.entries)
        return Standing(
            files=files,
            entries=len(contents.entries),
            complete=complete,
            incomplete=len(contents.entries) - complete,
            rejected=len(contents.rejected),
            repeats=len(contents.repeats),
            corrections=held,
            runs=runs,
            last_run=last,
        )

    def note_shown(self) -> None:
        """Keep with each sheet how it is shown, so that later runs need not work it out: its status, or ``repeat``."""
        contents = self.contents()
        assert self._shown is not None
        corrected = contents.find(self._shown[1].corrections.keys())
        with clear_errors(self.path, self.words), transaction(self._connection):
            self._connection.execute(
                """UPDATE sheets SET shown = how FROM (
                       SELECT f.arrival AS noted, CASE WHEN f.of IS NULL THEN s.status ELSE 'repeat' END AS how
                       FROM shelf f CROSS JOIN sheets s ON s.arrival = f.arrival
                       WHERE CASE WHEN f.of IS NULL THEN s.status ELSE 'repeat' END IS NOT s.shown)
                   WHERE arrival = noted"""
            )
            self._connection.executemany(
                "UPDATE sheets SET shown = ? WHERE id = ? AND shown <> 'repeat'",
                [(str(entry.status), entry.id) for entry in corrected.values()],
            )

    def shown(self) -> dict[str, int]:
        """How the sheets met in this run are shown, as of the last export: how many of each status (or ``repeat``)."""
        query = """SELECT shown, count(*) FROM sheets WHERE id IN (
                       SELECT p.sheet FROM met m CROSS JOIN places p ON p.file = m.file) GROUP BY shown"""
        with clear_errors(self.path, self.words):
            return dict(self._connection.execute(query).fetchall())

    # -- what it remembers about itself ----------------------------------------------------------

    def meta(self, key: str) -> str | None:
        """A note of the ledger about itself."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        """Keep a note."""
        with clear_errors(self.path, self.words):
            self._connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))

    @property
    def state(self) -> str:
        """The same as long as the exports would be the same: the count of changes, the form and the program."""
        return f"{self.meta('changes') or 0}/{self._form_digest}/{self.program}"

    def _changed(self) -> None:
        self.set_meta("changes", str(int(self.meta("changes") or 0) + 1))

    def _time(self) -> str:
        return self._now().isoformat(timespec="seconds")

    @cached_property
    def _form_digest(self) -> str:
        return hashlib.sha256(repr(self.form).encode()).hexdigest()


def form_of_ledger(path: Path, forms: Iterable[Form]) -> Form | None:
    """Which of `forms` the ledger at `path` is of; None where there is no ledger, or it is of none of them."""
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'form'").fetchone()
    except sqlite3.Error:
        return None  # opening the bank says what is wrong
    return next((form for form in forms if row and form.id == row[0]), None)
