"""A run: results as they are read go into the bank, and the files follow."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from ingest.bank.bank import Bank
from ingest.bank.export import Exported
from ingest.bank.files import digest
from ingest.bank.stored import Reading
from ingest.options import Options
from schema.form import Form
from schema.result import Result

LEDGER = "bank.db"
BATCH = 100
"""Files that go into the ledger in one transaction."""


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
        """Whether every sheet of the run is complete, or a repeat of one."""
        return not (self.shown.get("incomplete") or self.shown.get("rejected"))


def ingest_results(
    results: Iterable[Result],
    output: Path,
    options: Options,
    *,
    waiting: Callable[[], None] = lambda: None,
) -> Summary:
    """Take results, those of one path one after the other, into the bank of the folder `output`.

    Raises `BankError` where the bank can't be opened or written.
    """
    stream = iter(results)
    first = list(_up_to_a_form(stream))
    form = _form_of(first, options)
    with Bank.open(output / LEDGER, form, waiting=waiting) as bank:
        bank.begin_run()
        digests: list[str] = []
        for batch in in_batches(readings_of(chain(first, stream))):
            bank.add(batch)
            digests += [reading.sha256 for reading in batch]
        bank.end_run()
        exported = bank.export(output)
        return Summary(output, len(digests), 0, bank.shown(dict.fromkeys(digests)), exported)


def readings_of(results: Iterable[Result]) -> Iterator[Reading]:
    """Results, those of one path one after the other, as one reading a file."""
    path: str | None = None
    found: list[Result] = []
    for result in results:
        if found and result.source.path != path:
            yield _reading(found)
            found = []
        path = result.source.path
        found.append(result)
    if found:
        yield _reading(found)


def _reading(results: list[Result]) -> Reading:
    """The reading of one file; where it is gone by now, its content's name is made of its parts'."""
    path = results[0].source.path
    content = digest(Path(path)) if Path(path).is_file() else None
    if content is None:
        content = hashlib.sha256("".join(result.source.sha256 for result in results).encode()).hexdigest()
    return Reading(path, content, tuple(results))


def in_batches(readings: Iterable[Reading], size: int = BATCH) -> Iterator[list[Reading]]:
    """Readings in lists of `size`, for one transaction each."""
    batch: list[Reading] = []
    for reading in readings:
        batch.append(reading)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def _up_to_a_form(results: Iterator[Result]) -> Iterator[Result]:
    """The first results, as far as the first that says which form it is of."""
    for result in results:
        yield result
        if result.form is not None:
            return


def _form_of(results: list[Result], options: Options) -> Form:
    """The bank's form: the only one looked for, or that of the first sheet found."""
    names = [result.form for result in results if result.form is not None]
    return next((form for form in options.forms if form.id in names), options.forms[0])
