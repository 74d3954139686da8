"""A run killed at any moment, then a run to the end: the bank of an undisturbed run."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import signal
import sqlite3
import sys
import time

import pytest
from bank_sheets import BANK, issue, refused, sheet

from ingest.bank import Bank, Reading
from schema.result import IssueCode

KILLS = 50
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills processes by signal")


def readings():
    for number in range(18):
        if number % 6 == 5:
            result = refused(f"{number:02}.pdf", IssueCode.UNREADABLE)
        elif number % 6 == 4:  # sent again: the same answers, then others
            result = sheet(f"{number:02}.docx", identificacion=f"Iniciativa {number - 1}", origen="Igual.")
        else:
            doubts = [issue(IssueCode.LOW_CONFIDENCE, "origen")] * (number % 2)
            result = sheet(f"{number:02}.docx", *doubts, identificacion=f"Iniciativa {number}")
        yield Reading(result.source.path, result.source.sha256, (result,))


def run(folder):
    """A run as the program makes it: what is known is skipped, the rest added in small batches, then the files."""
    with Bank.open(folder / "bank.db", BANK, wait=60) as bank:
        bank.begin_run()
        every = list(readings())
        known = bank.known(reading.sha256 for reading in every)
        bank.skip((reading.path, reading.sha256) for reading in every if reading.sha256 in known)
        new = [reading for reading in every if reading.sha256 not in known]
        for start in range(0, len(new), 2):
            bank.add(new[start : start + 2])
        bank.end_run()
        bank.export(folder)


def state(folder):
    """Every exported byte, and every row of the ledger but the record of runs and its counters."""
    with sqlite3.connect(folder / "bank.db") as ledger:
        tables = {name: ledger.execute(f"SELECT * FROM {name}").fetchall() for name in ("files", "sheets", "places")}
        assert ledger.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    files = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith("bank.db")}
    return tables, files


@pytest.fixture(scope="module")
def processes():
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "xlsxwriter", "pyarrow.parquet"])
    return context


def test_a_run_killed_at_any_moment_loses_nothing_and_doubles_nothing(tmp_path, processes):
    undisturbed = tmp_path / "undisturbed"
    undisturbed.mkdir()
    run(undisturbed)
    started = time.monotonic()
    shutil.rmtree(undisturbed)
    undisturbed.mkdir()
    run(undisturbed)
    whole = time.monotonic() - started
    wanted = state(undisturbed)

    moments = random.Random(1810)
    folder, killed = tmp_path / "0", 0
    for attempt in range(KILLS):
        folder.mkdir(exist_ok=True)
        process = processes.Process(target=run, args=(folder,))
        process.start()
        process.join(0.05 + moments.random() * whole * 1.5)
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        if attempt % 5 == 4:
            run(folder)
            assert state(folder) == wanted
            folder = tmp_path / str(attempt)
    assert killed >= KILLS // 4


def test_two_runs_at_once_make_one_bank(tmp_path, processes):
    alone, both = tmp_path / "alone", tmp_path / "both"
    alone.mkdir()
    both.mkdir()
    run(alone)
    wanted = state(alone)
    pair = [processes.Process(target=run, args=(both,)) for _ in range(2)]
    for process in pair:
        process.start()
    for process in pair:
        process.join()
    assert [process.exitcode for process in pair] == [0, 0]
    assert state(both) == wanted


def test_a_disk_that_fills_up_keeps_the_old_files(tmp_path, processes):
    run(tmp_path)
    before = state(tmp_path)
    process = processes.Process(target=_run_with_little_room, args=(tmp_path,))
    process.start()
    process.join()
    assert process.exitcode == 2
    assert state(tmp_path)[1] == before[1]


def _run_with_little_room(folder):
    import resource

    from ingest.bank import BankError

    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    try:
        with Bank.open(folder / "bank.db", BANK) as bank:
            bank.export(folder, again=True)
    except BankError as error:
        sys.exit(2 if "No se puede escribir" in str(error) else 3)
