"""Peak memory of the whole tree of processes, and time a sheet, against the number of sheets."""

from __future__ import annotations

import subprocess
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.commands import ROOT, environment, planilla
from benchmarks.made import fill_with_others

_PAUSE = 0.1  # seconds between two looks at the processes


class Watched(NamedTuple):
    """What a command took: the peak of its memory in bytes, and seconds."""

    peak: int
    seconds: float


def measure(options: Namespace) -> Iterator[str]:
    """Read more and more sheets, make a bank of them with all its files, publish it."""
    if not Path("/proc/self/smaps_rollup").exists():
        yield "  (needs Linux: the memory of a tree of processes is read in /proc)"
        return
    least: dict[str, Watched] = {}
    count = 1000
    while count <= options.most:
        with tempfile.TemporaryDirectory() as folder:
            inbox, output, public = (Path(folder, name) for name in ("inbox", "output", "public"))
            inbox.mkdir()
            fill_with_others(inbox, count)
            for name, command in (
                ("extract", planilla("extract", str(inbox))),
                ("ingest", planilla("ingest", str(inbox), "-o", str(output))),
                ("publish", planilla("publish", str(output), "-o", str(public))),
            ):
                watched = watch(command)
                first = least.setdefault(name, Watched(watched.peak, watched.seconds / count))
                took = watched.seconds / count
                yield (
                    f"  {count:7d} sheets, {name:8s}{watched.peak / 1e6:7.0f} MB at most"
                    f" ({watched.peak / first.peak:.2f} x){1000 * took:9.2f} ms a sheet ({took / first.seconds:.2f} x)"
                )
        count *= 10


def watch(command: Sequence[str]) -> Watched:
    """Run a command; what it prints is thrown away."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment()) as program:
        peak = 0
        while program.poll() is None:
            peak = max(peak, sum(map(_memory, _tree(program.pid))))
            time.sleep(_PAUSE)
    return Watched(peak, time.perf_counter() - begun)


def _tree(process: int) -> list[int]:
    """A process and all that came of it."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *(found for child in children for found in _tree(int(child)))]


def _memory(process: int) -> int:
    """A process's share of the memory, what it has in common with others divided among them (PSS), in bytes."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
