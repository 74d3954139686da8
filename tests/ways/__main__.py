"""Hunt: ``python -m tests.ways --count 2000 --seed 0 [--only format=docx,layout=two] [--show 40]``."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from .check import check
from .sheets import make


def main() -> None:
    """Run the cases and tell what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="format=docx,layout=two,mark=bold")
    parser.add_argument("--show", type=int, default=30)
    parser.add_argument("--save", type=Path, help="write the files that went wrong here")
    options = parser.parse_args()
    fixed = dict(item.split("=") for item in options.only.split(",") if item)
    counts: Counter[str] = Counter()
    blame: dict[str, Counter[str]] = {}
    shown = 0
    for seed in range(options.seed, options.seed + options.count):
        case = make(seed, **fixed)
        outcome = check(case)
        counts["cases"] += 1
        counts["fields"] += outcome.fields
        lines = []
        for kind in ("silent", "wrong", "errors", "lost", "doubted"):
            found = getattr(outcome, kind)
            counts[kind] += len(found)
            if found:
                tally = blame.setdefault(kind, Counter())
                tally.update(f"{key}={value}" for key, value in case.ways.items())
            lines += [f"    {kind}: {str(line)[:400]}" for line in found if kind != "doubted"]
        if lines:
            if shown < options.show:
                print(case.name, case.ways, *lines, sep="\n")
            shown += 1
            if options.save:
                options.save.mkdir(exist_ok=True)
                (options.save / case.name).write_bytes(case.data)
    print(dict(counts))
    for kind, tally in blame.items():
        print(kind, tally.most_common(14))


main()
