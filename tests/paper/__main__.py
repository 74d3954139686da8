"""Hunt: ``python -m tests.paper --count 40 --seed 0 [--only wear=photo,mark=ring] [--save FOLDER]``."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from .cases import make
from .check import check


def main() -> None:
    """Read the cases and tell what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="wear=photo,mark=ring,layout=two")
    parser.add_argument("--save", type=Path, help="write the files that went wrong here")
    options = parser.parse_args()
    fixed = dict(item.split("=") for item in options.only.split(",") if item)
    counts: Counter[str] = Counter()
    blame: dict[str, Counter[str]] = {"silent": Counter(), "wrong": Counter()}
    for seed in range(options.seed, options.seed + options.count):
        case = make(seed, **fixed)
        start = time.process_time()
        outcome = check(case)
        spent = time.process_time() - start
        counts += Counter(cases=1, fields=len(outcome.fields), doubted=len(outcome.doubted()))
        lines = [f"    {outcome.rejected}"] if outcome.rejected else []
        for kind, found in (("silent", outcome.silent()), ("wrong", outcome.wrong())):
            counts[kind] += len(found)
            blame[kind].update([f"{name}={case.ways[name]}" for name in ("wear", "mark") if found])
            if not outcome.rejected:
                lines += [
                    f"    {kind} {item.key} ({item.confidence}): {item.want!r}\n        {item.got!r}" for item in found
                ]
        if lines:
            print(case.name, case.ways, f"{spent:.1f} s", *lines, sep="\n", flush=True)
            if options.save:
                options.save.mkdir(exist_ok=True, parents=True)
                (options.save / case.name).write_bytes(case.data)
                case.printed.page.save(options.save / f"{case.name}.png")
    print(dict(counts))
    for kind, tally in blame.items():
        print(kind, tally.most_common(14))


main()
