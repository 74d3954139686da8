"""A run: what is new among the paths is read into the bank, and the files follow."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from ingest.bank.bank import Bank, form_of_ledger
from ingest.bank.export import Exported
from ingest.bank.stored import Reading
from ingest.errors import FileProblem
from ingest.intake.files import opened
from ingest.intake.walk import Found
from ingest.options import Options
from ingest.run import Skipped, run
from schema.form import Form
from schema.result import Result

LEDGER = "bank.db"
BATCH = 100
"""Files that go into the ledger in one transaction."""

Watch = Callable[[Iterable[Result]], Iterable[Result]]
"""Lets results through, and may count them on the way."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: files read and skipped, how the sheets of both stand in the bank, what was written.

    `shown` counts their sheets by status (``complete``, ``incomplete``, ``rejected``) or ``repeat``.
    """

    output: Path
    read: int = 0
    skipped: int = 0
    shown: dict[str, int] = field(default_factory=dict)
    exported: Exported = Exported()

    @property
    def all_complete(self) -> bool:
        """Whether every sheet of the run is complete, or repeats another one."""
        return not (self.shown.get("incomplete") or self.shown.get("rejected"))


def ingest_paths(
    paths: Iterable[str],
    output: Path,
    options: Options,
    *,
    again: bool = False,
    skipped: Skipped | None = None,
    watch: Watch = iter,
    waiting: Callable[[], None] = lambda: None,
) -> Summary:
    """Read files and folders into the bank of the folder `output`, and bring its files up to date.

    What the bank has read with this form and program is not read again, unless `again`. The bank
    holds the sheets of one form: that of its ledger, else the only one of the options, else that
    of the first sheet found. `waiting` is called when another run holds the bank.

    Raises `BankError` where the bank can't be opened or written.
    """
    form = form_of_ledger(output / LEDGER, options.forms)
    if form is None:
        form, paths = _form_of(paths, options)
    options = replace(options, forms=(form,), checked=False)
    with Bank.open(output / LEDGER, form, waiting=waiting) as bank:
        bank.begin_run()
        met, read = _Met(bank, again), 0
        for batch in _in_batches(readings_of(watch(run(paths, options, skipped, met.known)), met.digests)):
            bank.add(batch)
            read += len(batch)
            met.note_skipped()
        met.note_skipped()
        bank.end_run()
        exported = bank.export(output)
        return Summary(output, read, met.skipped, bank.shown(), exported)


class _Met:
    """The files that a run comes by: their content, and which of them the bank knows."""

    def __init__(self, bank: Bank, again: bool) -> None:
        self._bank = bank
        self._again = again
        self._waiting: list[tuple[str, str]] = []
        self.digests: dict[str, str] = {}
        self.skipped = 0

    def known(self, found: Found) -> bool:
        """Whether a file need not be read. One that can't be opened must be: reading says what is wrong."""
        try:
            with opened(found.path, found.walked) as file:
                content = _digest(file)
        except (FileProblem, OSError):
            return False
        if not self._again and self._bank.known([content]):
            self._waiting.append((found.path, content))
            if len(self._waiting) >= BATCH:
                self.note_skipped()
            return True
        self.digests[found.path] = content
        return False

    def note_skipped(self) -> None:
        """Tell the bank of the files that were skipped since the last time."""
        if self._waiting:
            self._bank.skip(self._waiting)
            self.skipped += len(self._waiting)
            self._waiting = []


def _digest(file: BinaryIO) -> str:
    """The SHA-256 of an open file, read piece by piece."""
    hashed = hashlib.sha256()
    while piece := file.read(1 << 20):
        hashed.update(piece)
    return hashed.hexdigest()


def readings_of(results: Iterable[Result], digests: dict[str, str]) -> Iterator[Reading]:
    """Results, those of one path one after the other, as one reading a file.

    `digests` has the SHA-256 of the files' bytes by path; each is taken out when used.
    """
    path = ""
    found: list[Result] = []
    for result in results:
        if found and result.source.path != path:
            yield _reading(path, found, digests)
            found = []
        path = result.source.path
        found.append(result)
    if found:
        yield _reading(path, found, digests)


def _reading(path: str, results: list[Result], digests: dict[str, str]) -> Reading:
    """The reading of one file; where nobody knows its bytes, its parts' stand for them."""
    parts = [result.source.sha256 for result in results]
    content = digests.pop(path, "") or hashlib.sha256("".join([path, *parts]).encode(errors="replace")).hexdigest()
    return Reading(path, content, tuple(results))


def _in_batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    batch: list[Reading] = []
    for reading in readings:
        batch.append(reading)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _form_of(paths: Iterable[str], options: Options) -> tuple[Form, Iterable[str]]:
    """The form of a bank to be made: the only one looked for, or that of the first sheet found; and all the paths."""
    if len(options.forms) == 1:
        return options.forms[0], paths
    ahead, taken = iter(paths), list[str]()

    def noted() -> Iterator[str]:
        for path in ahead:
            taken.append(path)
            yield path

    ids = {form.id: form for form in options.forms}
    found = next((result.form for result in run(noted(), options) if result.form in ids), None)
    return ids.get(found or "", options.forms[0]), chain(taken, ahead)
