"""``python -m benchmarks``: how fast, beside whom, on this machine."""

from __future__ import annotations

import argparse
import platform
import resource
import subprocess
import sys
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples" / "inbox"
DEFAULT = [SAMPLES / f"trenque-lauquen.{suffix}" for suffix in ("docx", "pdf", "txt")]
COMMANDS = {
    "planilla --help": ["--help"],
    "planilla extract, one docx": ["extract", str(SAMPLES / "trenque-lauquen.docx")],
    "planilla extract, one pdf": ["extract", str(SAMPLES / "trenque-lauquen.pdf")],
}


def main() -> None:
    """Run the part that was asked for."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("part", choices=["sheets", "startup"], help="ms a sheet by stage; CPU of whole commands")
    arguments.add_argument("paths", nargs="*", type=Path, help="sheets to time instead of the samples")
    arguments.add_argument("--seconds", type=float, default=4.0, help="time for each file [4]")
    options = arguments.parse_args()
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}")
    if options.part == "startup":
        startup()
        return
    from benchmarks.sheets import measure

    for line in measure(options.paths or DEFAULT, options.seconds):
        print(line)


def startup() -> None:
    """CPU seconds of whole commands, the median of seven runs each."""
    for name, words in COMMANDS.items():
        times = sorted(_cpu(words) for _ in range(7))
        print(f"  {name:34s}{times[3]:6.2f} s CPU ({times[0]:.2f}–{times[-1]:.2f})")


def _cpu(words: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "ingest", *words], stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
