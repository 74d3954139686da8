"""A few hundred sheets, each made in a way of its own: nothing wrong without an issue, nothing lost."""

from __future__ import annotations

from collections import Counter

import pytest

from .check import check
from .choices import CODES, WAYS
from .layouts import LAYOUTS
from .sheets import make

_CHUNK = 20


@pytest.mark.parametrize("first", range(0, 160, _CHUNK))
def test_no_silent_error_and_nothing_lost(first: int) -> None:
    counts: Counter[str] = Counter()
    for seed in range(first, first + _CHUNK):
        case = make(seed)
        outcome = check(case)
        assert (outcome.silent, outcome.lost) == ([], []), (case.name, case.ways)
        counts += Counter(fields=outcome.fields, wrong=len(outcome.wrong), doubted=len(outcome.doubted))
    assert counts["wrong"] <= 0.02 * counts["fields"]
    assert counts["doubted"] <= 0.05 * counts["fields"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout(layout: str) -> None:
    """Labels as printed, an option a sheet: every field right."""
    format = "docx" if "docx" in LAYOUTS[layout][1] else "txt"
    for seed in range(40, 44):
        case = make(seed, format=format, layout=layout, labels="exact", mark="behind x")
        outcome = check(case)
        assert (outcome.silent, outcome.wrong, outcome.errors, outcome.lost) == ([], [], [], []), case.ways


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_each_way_to_mark(way: object) -> None:
    name, formats = way.name, way.formats  # type: ignore[attr-defined]
    for seed, format in enumerate(sorted(formats), 70):
        case = make(seed, format=format, layout="paras", labels="exact", mark=name)
        outcome = check(case)
        about = [line for line in (*outcome.silent, *outcome.wrong) if line.startswith("tipo_institucion")]
        assert about == [], (case.ways, CODES)
