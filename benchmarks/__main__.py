"""``python -m benchmarks``: how fast, beside whom, on this machine."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

from benchmarks.report import PARTS, machine, write


def main() -> None:
    """Run the part that was asked for."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    about = "; ".join(f"{name}: {title}" for name, title in PARTS.items())
    arguments.add_argument("part", choices=[*PARTS, "report"], help=f"{about}; report: all of it, as a page")
    arguments.add_argument("paths", nargs="*", type=Path, help="for 'sheets': sheets to time instead of the samples")
    arguments.add_argument("--seconds", type=float, default=4.0, help="time for each file of 'sheets' [4]")
    arguments.add_argument("--most", type=int, default=10_000, help="sheets in the longest list of 'memory' [10000]")
    arguments.add_argument(
        "--most-entries", type=int, default=1_000_000, help="entries in the largest bank of 'growth' [1000000]"
    )
    arguments.add_argument("--output", type=Path, default=Path("docs/performance.md"), help="the page of 'report'")
    options = arguments.parse_intermixed_args()
    if options.part == "report":
        write(options)
        return
    print(machine())
    for line in importlib.import_module(f"benchmarks.{options.part.replace('-', '_')}").measure(options):
        print(line, flush=True)


if __name__ == "__main__":
    main()
