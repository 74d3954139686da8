"""Whole commands in processes of their own: how to run them, and what they take."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
INBOX = ROOT / "samples" / "inbox"


class Taken(NamedTuple):
    """What a command took: seconds on the clock, seconds of all its processes' CPU."""

    clock: float
    cpu: float


def planilla(*words: str) -> list[str]:
    """A call of the program."""
    return [sys.executable, "-m", "ingest", *words]


def environment() -> dict[str, str]:
    """The environment of an installed program, whose modules are compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: Sequence[str], given: str | None = None) -> Taken:
    """Run a command; what it prints is thrown away."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, input=given, text=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment(), check=False)
    clock, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Taken(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def fill(folder: Path, sheets: Iterable[Path], count: int) -> None:
    """Put so many different sheets into a folder: copies with a byte more each, so that no two are one file."""
    originals = [(path.suffix, path.read_bytes()) for path in sheets]
    for number in range(count):
        suffix, data = originals[number % len(originals)]
        (folder / f"{number:06}{suffix}").write_bytes(_told_apart(data, suffix, number))


def _told_apart(data: bytes, suffix: str, number: int) -> bytes:
    """The same sheet as another file: a longer comment at the end of a ZIP package, a number behind a text."""
    mark = f"{number:08}".encode()
    if suffix == ".docx":  # the last two bytes are the length of the comment that follows (APPNOTE 4.3.16)
        return data[:-2] + len(mark).to_bytes(2, "little") + mark
    return data + b"\n" + mark
