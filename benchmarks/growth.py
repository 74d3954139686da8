"""What a bank's size costs: sheets taken into banks of more and more entries, and the files made anew from them."""

from __future__ import annotations

import hashlib
import json
import os
import statistics
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from benchmarks.made import SAMPLE, made
from ingest.bank import Bank, Reading
from ingest.bank.entry import Value, entry_id
from ingest.bank.ledger import connect, transaction
from ingest.bank.stored import answers_digest, issues_json
from ingest.bank.words import words_for
from ingest.job import Job, Reader
from ingest.options import Options
from schema.form import Form, shipped_forms
from schema.messages import message
from schema.result import Issue, IssueCode, Result, Severity, Values

_BATCH = 100
_BATCHES = 20
_AT_ONCE = 10_000


def measure(options: Namespace) -> Iterator[str]:
    """Add batches of sheets to banks of simulated sizes: what a sheet of them takes, beside the empty bank."""
    [form, *_] = shipped_forms().values()
    sample = sample_of(form)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bank.db")
        held, empty = 0, (0.0, 0.0)
        for size in (0, 10_000, 100_000, 1_000_000):
            if size > options.most_entries:
                return
            simulate(path, form, sample, range(held, size))
            held = size + _BATCH * _BATCHES
            os.sync()  # what filling it left to be written is not to be waited for by what comes
            cpu, clock = took = _added(path, form, sample, range(size, held))
            empty = empty if any(empty) else took
            yield (
                f"  {size:9d} entries before: a sheet takes{1000 * cpu:8.3f} ms CPU ({cpu / empty[0]:.2f} x empty)"
                f"{1000 * clock:8.3f} ms by the clock ({clock / empty[1]:.2f} x)"
            )


def sample_of(form: Form) -> Result:
    """A sheet that simulated ones are made of."""
    [result] = Reader(Options((form,), isolated=False, checked=False)).read(Job(str(SAMPLE))).results
    return result


def varied(sample: Result, number: int) -> Result:
    """The sample as another sheet: its own title, place and beginnings, one of three with a doubt."""
    title, town, _ = made(number)
    values: dict[str, object] = {
        "localizacion": f"{town}, Corrientes", "localidad": town, "provincia": "Corrientes", "identificacion": title,
    }  # fmt: skip
    text = message(IssueCode.LOW_CONFIDENCE, "es", label="Origen de la iniciativa")
    doubt = Issue(IssueCode.LOW_CONFIDENCE, "origen", Severity.WARNING, text)
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    source = replace(sample.source, path=f"inbox/{number:07}.txt", sha256=digest)
    record = Values((sample.record.model_dump() if sample.record else {}) | values)
    return replace(sample, source=source, record=record, issues=() if number % 3 else (doubt,))


def simulate(path: Path, form: Form, sample: Result, numbers: range) -> None:
    """Fill a ledger by code with what so many sheets would have left there."""
    Bank.open(path, form).close()
    evidence = json.dumps({key: item.to_json() for key, item in sample.evidence.items()}, ensure_ascii=False)
    spot, digest, program = str(Path("inbox").absolute()), "0" * 64, "0"
    with closing(connect(path, words_for(form.language))) as ledger:
        ledger.execute("PRAGMA synchronous = OFF")
        for first in range(numbers.start, numbers.stop, _AT_ONCE):
            sheets = [varied(sample, number) for number in range(first, min(first + _AT_ONCE, numbers.stop))]
            with transaction(ledger):
                ledger.executemany(
                    "INSERT INTO files VALUES (?, ?, ?, ?, ?)",
                    ((item.source.sha256, form.id, form.version, digest, program) for item in sheets),
                )
                ledger.executemany(
                    """INSERT INTO sheets (id, sha256, sheet, format, status, form, form_version, program, shown,
                                           answers, record, issues, evidence, unclaimed)
                       VALUES (?, ?, 1, 'txt', 'complete', ?, ?, ?, 'complete', ?, ?, ?, ?, '[]')""",
                    ((entry_id(item.source), item.source.sha256, form.id, form.version, program,
                      *_answers(item), evidence) for item in sheets),
                )  # fmt: skip
                ledger.executemany(
                    "INSERT INTO places VALUES (?, '', ?, ?, ?, 'ana@example.org', '2020-04-25T10:11:12-03:00')",
                    ((f"{spot}/{item.source.path}", entry_id(item.source), item.source.sha256, item.source.path)
                     for item in sheets),
                )  # fmt: skip


def _answers(item: Result) -> tuple[str, str, str]:
    """The digest of a sheet's answers, its record and its issues, as the ledger stores them."""
    values: dict[str, Value] = item.record.model_dump() if item.record else {}
    return answers_digest(values), json.dumps(values, ensure_ascii=False), issues_json(item.issues)


def _added(path: Path, form: Form, sample: Result, numbers: range) -> tuple[float, float]:
    """Seconds of CPU and by the clock that a sheet takes to get into the ledger, known ones asked for: the medians."""
    cpu, clock = [], []
    with Bank.open(path, form) as bank:
        bank.begin_run()
        for first in range(numbers.start, numbers.stop, _BATCH):
            results = [varied(sample, number) for number in range(first, first + _BATCH)]
            begun, used = time.perf_counter(), time.process_time()
            for result in results:
                bank.known([result.source.sha256])
            bank.add(Reading(result.source.path, result.source.sha256, (result,)) for result in results)
            clock.append((time.perf_counter() - begun) / _BATCH)
            cpu.append((time.process_time() - used) / _BATCH)
    return statistics.median(cpu), statistics.median(clock)
