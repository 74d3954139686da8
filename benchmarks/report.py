"""All measurements as one page, with the machine that they were made on."""

from __future__ import annotations

import importlib
import os
import platform
from argparse import Namespace
from pathlib import Path

PARTS = {
    "sheets": "one sheet by format and stage, beside the floor and other programs",
    "startup": "CPU of whole commands",
    "throughput": "sheets a second by processes",
    "memory": "peak memory and time a sheet by the number of sheets",
    "growth": "sheets taken into banks of more and more entries",
    "nothing-new": "a run that finds nothing new",
    "scans": "a sheet on paper, beside the OCR engine alone on the same page",
    "calibration": "confidence of fields read from paper, beside the truth",
}
_PAGE = """# How fast it is

Written by `python -m benchmarks report`; `python -m benchmarks --help` names its parts. What is compared ran
side by side in the same run, in turn. Times of single sheets are CPU, medians, in brackets the middle half of
the rounds; of whole commands the least and the most are given. Look at the ratios: they move much less than the
times from one machine, or one hour, to the next. *Floor* is what nobody can do without: unzipping and parsing
the one part that holds the text, or the bare text of the library that reads PDF. The other programs give text or
cells alone; this one gives the checked record. A sheet is read over and over, so its dates and places are known
after the first round, as those of a batch mostly are.

Machine: {machine}.
"""


def machine() -> str:
    """The machine in general terms."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}"


def write(options: Namespace) -> None:
    """Measure everything and write the page."""
    output: Path = options.output
    page = [_PAGE.format(machine=machine())]
    for name, title in PARTS.items():
        print(name, flush=True)
        module = importlib.import_module(f"benchmarks.{name.replace('-', '_')}")
        lines = module.measure(options)
        page.append(f"## {title[0].upper()}{title[1:]}\n\n```text\n" + "\n".join(lines).strip("\n") + "\n```\n")
    output.write_text("\n".join(page), "utf-8")
