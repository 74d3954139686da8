"""What a run costs that finds nothing new: the bank is given the same folder again."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.commands import INBOX, fill, planilla, run

_SHEETS = 500
_ROUNDS = 5
_SAMPLES = [INBOX / f"{name}.docx" for name in ("trenque-lauquen", "quilmes-costureras", "oran-radio")]


def measure(options: object = None) -> Iterator[str]:
    """Fill a bank, then run again over the same files."""
    with tempfile.TemporaryDirectory() as folder:
        inbox, output = Path(folder, "inbox"), Path(folder, "output")
        inbox.mkdir()
        fill(inbox, _SAMPLES, _SHEETS)
        command = planilla("ingest", str(inbox), "-o", str(output))
        first = run(command).clock
        again = [run(command).clock for _ in range(_ROUNDS)]
    yield f"  {f'{_SHEETS} sheets into an empty bank':34s}{first:6.2f} s"
    yield f"  {'the same files once more':34s}{statistics.median(again):6.2f} s ({min(again):.2f}–{max(again):.2f})"
