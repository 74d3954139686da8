"""Sheets a second against the number of processes."""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.commands import INBOX, fill, planilla, run

_SHEETS = 400
_ROUNDS = 3
_SAMPLES = [INBOX / f"{name}.docx" for name in ("trenque-lauquen", "quilmes-costureras", "oran-radio")]


def measure(options: object = None) -> Iterator[str]:
    """Read a folder with one process, two …, in turn. What one sheet costs (the start) is taken off each.

    The CPU a sheet, of all processes, tells on a busy machine too what more processes cost.
    """
    cores = os.cpu_count() or 1
    counts = sorted({1, 2, cores} & set(range(1, cores + 1)))
    clocks: dict[int, list[float]] = {count: [] for count in counts}
    cpu: dict[int, list[float]] = {count: [] for count in counts}
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), _SAMPLES, _SHEETS)
        run(planilla("extract", folder))
        for _ in range(_ROUNDS):
            for count in counts:
                start = run(planilla("extract", "--jobs", str(count), str(_SAMPLES[0])))
                taken = run(planilla("extract", "--jobs", str(count), folder))
                clocks[count].append(taken.clock - start.clock)
                cpu[count].append(1000 * (taken.cpu - start.cpu) / _SHEETS)
    for count in counts:
        ratios = sorted(one / many for one, many in zip(clocks[1], clocks[count], strict=True))
        speed = _SHEETS / statistics.median(clocks[count])
        name = f"{count} process{'es' if count > 1 else ''}"
        times_one = f"{statistics.median(ratios):5.2f} x one ({ratios[0]:.2f}–{ratios[-1]:.2f})"
        yield f"  {name:16s}{speed:7.0f} sheets/s {times_one}{statistics.median(cpu[count]):8.2f} ms CPU a sheet"
