"""Workers that are lost: by accident, by a file, by somebody else."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from test_run import SHEET, codes, message, write_sheets

import ingest.job
import ingest.reading.text  # the workers inherit it: the deadlines here are short
import ingest.workers
from ingest.intake.part import Part
from ingest.job import Job
from ingest.limits import MB, Limits
from ingest.options import Options
from ingest.pool import Pool
from ingest.run import run
from schema.result import Result

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="faults are put in by fork")
OPTIONS = Options(jobs=2, limits=Limits(seconds=2))


@pytest.fixture(autouse=True)
def faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that fails on what the file says, in the worker that reads it."""
    extract_part = ingest.job.extract_part

    def faulty(part: Part, *more: object) -> list[Result]:
        if b"CRASH" in part.data:
            os.kill(os.getpid(), signal.SIGSEGV)
        if b"LOOP" in part.data:
            while True:
                pass
        if b"HOARD" in part.data:
            hoard = []
            while True:
                hoard.append(bytes(MB))
        if b"KILLED" in part.data:
            os.kill(os.getpid(), signal.SIGKILL)
        if b"TRIP" in part.data:
            raise KeyError("word/document.xml")
        return extract_part(part, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(ingest.job, "extract_part", faulty)


@pytest.mark.parametrize(
    ("fault", "code"),
    [("CRASH", "unreadable"), ("LOOP", "timeout"), ("KILLED", "too_large"), ("TRIP", "unreadable")],
)
def test_a_file_that_kills_its_worker_costs_that_file(tmp_path: Path, fault: str, code: str) -> None:
    paths = write_sheets(tmp_path, 40)
    Path(paths[20]).write_text(fault)
    results = list(run(paths, OPTIONS))
    assert [item.source.path for item in results] == paths
    assert codes(results) == ["incomplete"] * 20 + [code] + ["incomplete"] * 19
    assert results[20].source.sha256


def test_a_file_that_takes_all_memory(tmp_path: Path) -> None:
    paths = write_sheets(tmp_path, 3)
    Path(paths[1]).write_text("HOARD")
    results = list(run(paths, replace(OPTIONS, limits=Limits(memory=600 * MB))))
    assert codes(results) == ["incomplete", "too_large", "incomplete"]
    assert results[1].issues[0].detail["limit"] == "memory"


def test_a_part_that_kills_its_worker_costs_that_part(tmp_path: Path) -> None:
    texts = ["LOOP", "Hola", SHEET.format(place="Goya"), "CRASH", SHEET.format(place="Mercedes")]
    parts = "".join(
        f"--b\nContent-Type: text/plain; name={number}.txt\n\n{text}\n" for number, text in enumerate(texts)
    )
    mail = f"From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n"
    (tmp_path / "a.eml").write_text(mail, "utf-8")
    results = list(run([str(tmp_path)], OPTIONS))
    assert [(item.source.member, code) for item, code in zip(results, codes(results), strict=True)] == [
        ("0.txt", "timeout"), ("2.txt", "incomplete"), ("3.txt", "unreadable"), ("4.txt", "incomplete"),
    ]  # fmt: skip


def test_a_message_that_kills_its_worker_costs_that_message(tmp_path: Path) -> None:
    box = "".join(message("LOOP" if number == 5 else SHEET.format(place="Goya"), number) for number in range(1, 30))
    (tmp_path / "b.mbox").write_text(box, "utf-8")
    results = list(run([str(tmp_path)], OPTIONS))
    assert codes(results) == ["incomplete"] * 4 + ["timeout"] + ["incomplete"] * 24
    assert results[4].source.member == "5/body"


def test_a_message_all_of_whose_parts_kill_ends(tmp_path: Path) -> None:
    parts = "".join(f"--b\nContent-Type: text/plain; name={number}.txt\n\nCRASH\n" for number in range(30))
    mail = f"From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n"
    (tmp_path / "a.eml").write_text(mail)
    [result] = run([str(tmp_path)], OPTIONS)
    assert codes([result]) == ["unreadable"] and result.source.member is None


@pytest.mark.parametrize("seed", range(3))
def test_workers_killed_at_random(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    paths = write_sheets(tmp_path, 400)
    pool = Pool(OPTIONS, (Job(path) for path in paths), lambda notes: None)
    seen: list[bytes] = []
    kills = 0
    for line in pool.lines():
        seen.append(line.json)
        if kills < 20 and chance.random() < 0.15 and pool.pids:
            time.sleep(chance.random() / 1000)
            os.kill(chance.choice(pool.pids), signal.SIGKILL)
            kills += 1
    pool.close()
    assert kills == 20
    assert [path.encode() in line for path, line in zip(paths, seen, strict=True)] == [True] * 400
    rejected = [line for line in seen if b'"status": "rejected"' in line]
    assert len(rejected) <= kills // 2  # a file that was lost is tried once more: two kills each, at least


def test_workers_of_their_own_start_where_there_is_no_fork(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.workers._fork", ingest.workers._spawn)
    paths = write_sheets(tmp_path, 20)
    assert codes(list(run(paths, replace(OPTIONS, limits=Limits(seconds=30))))) == ["incomplete"] * 20


def test_a_worker_that_makes_place_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.workers._FILES_MOST", 10)
    paths = write_sheets(tmp_path, 120)
    assert [item.source.path for item in run(paths, OPTIONS)] == paths


def test_what_reads_the_first_files_is_imported_before_the_workers_are_born() -> None:
    code = "import sys; from ingest.workers import warm; warm({paths!r}); print('ingest.reading.odt' in sys.modules)"
    for paths, imported in ((["x/b.ODT"], "True"), (["odt", "b.odt.zip", "c.jpg"], "False")):
        done = subprocess.run(
            [sys.executable, "-c", code.format(paths=paths)], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == imported
