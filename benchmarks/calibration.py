"""What confidence is worth: sheets on paper, marked by pen, worn, read; their fields held against the truth."""

from __future__ import annotations

from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.paper.cases import make
from tests.paper.check import Field, check
from tests.paper.wear import WEARS

_SHEETS = 48
_BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)


def measure(options: Namespace) -> Iterator[str]:
    """Two tables' lines: fields by the confidence of their evidence, and by what became of the page."""
    by_wear: defaultdict[str, list[Field]] = defaultdict(list)
    for seed in range(_SHEETS):
        wear = list(WEARS)[seed % len(WEARS)]
        case = make(1000 + seed, **({} if seed % 2 else {"wear": wear}))
        by_wear[case.ways["wear"]] += check(case).fields
    every = [field for fields in by_wear.values() for field in fields]
    yield f"{_SHEETS} sheets; of the fields with evidence, by its confidence\n"
    yield _HEAD.format("confidence")
    for low, high in pairwise(_BANDS):
        found = [field for field in every if field.confidence is not None and low <= field.confidence < high]
        yield _line(f"{low:.2f}–{min(high, 1.0):.2f}", found)
    yield "\nof all fields, by what became of the page\n"
    yield _HEAD.format("page")
    for wear in WEARS:
        yield _line(wear, by_wear[wear])
    yield _line("all", every)


_HEAD = "  {:14s}  fields    right  flagged   silent"


def _line(name: str, fields: Sequence[Field]) -> str:
    count = len(fields)
    if not count:
        return f"  {name:14s}{count:8d}"
    right, flagged = sum(field.right for field in fields), sum(field.flagged for field in fields)
    silent = sum(not field.right and not field.flagged for field in fields)
    return f"  {name:14s}{count:8d}{right / count:9.1%}{flagged / count:9.1%}{silent / count:9.1%}"
