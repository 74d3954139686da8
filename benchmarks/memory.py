"""Peak memory of the whole tree of processes, and time a sheet, against the number of sheets."""

from __future__ import annotations

import subprocess
import time
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from benchmarks.commands import INBOX, ROOT, environment, planilla

_SAMPLE = INBOX / "trenque-lauquen.docx"
_PAUSE = 0.1  # seconds between two looks at the processes


def measure(options: Namespace) -> Iterator[str]:
    """Give the program longer and longer lists of paths, made on the fly, on its standard input."""
    if not Path("/proc/self/smaps_rollup").exists():
        yield "  (needs Linux: the memory of a tree of processes is read in /proc)"
        return
    count = 1000
    while count <= options.most:
        peak, seconds = _read(count)
        yield f"  {count:7d} sheets{peak / 1e6:10.0f} MB at most{1000 * seconds / count:9.2f} ms a sheet"
        count *= 10


def _read(count: int) -> tuple[int, float]:
    """The peak in bytes and the seconds of a run over so many sheets."""
    begun = time.perf_counter()
    with subprocess.Popen(
        planilla("extract", "-"), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment()
    ) as program:
        assert program.stdin is not None
        feeder = subprocess.Popen(["sh", "-c", f"yes '{_SAMPLE}' | head -n {count}"], stdout=program.stdin)
        program.stdin.close()
        peak = 0
        while program.poll() is None:
            peak = max(peak, sum(map(_memory, _tree(program.pid))))
            time.sleep(_PAUSE)
        feeder.wait()
    return peak, time.perf_counter() - begun


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
