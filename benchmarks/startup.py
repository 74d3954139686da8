"""What starting costs: CPU of whole commands."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator

from benchmarks.commands import INBOX, planilla, run

_RUNS = 9
_COMMANDS = {
    "python, nothing": [sys.executable, "-c", "pass"],
    "planilla --help": planilla("--help"),
    "planilla extract, one txt": planilla("extract", str(INBOX / "trenque-lauquen.txt")),
    "planilla extract, one docx": planilla("extract", str(INBOX / "trenque-lauquen.docx")),
    "planilla extract, one pdf": planilla("extract", str(INBOX / "trenque-lauquen.pdf")),
    "planilla check, one docx": planilla("check", str(INBOX / "trenque-lauquen.docx")),
}


def measure(options: object = None) -> Iterator[str]:
    """CPU seconds of each command, in turn: the median, and the least and most of the runs."""
    taken: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    for command in _COMMANDS.values():
        run(command)
    for _ in range(_RUNS):
        for name, command in _COMMANDS.items():
            taken[name].append(run(command).cpu)
    for name, times in taken.items():
        yield f"  {name:34s}{statistics.median(times):6.2f} s CPU ({min(times):.2f}–{max(times):.2f})"
