"""Options whose names a mark made unreadable."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from ingest.document import Style
from ingest.locating.marks import read_marks
from ingest.locating.runs import PARAGRAPH_END, Region, Run
from schema.form import find_form

OPTIONS = next(field.options for field in find_form("banco-iniciativas").fields if field.options)


class Line(NamedTuple):
    text: str
    style: Style = Style.NONE
    confidence: float = 0.99


def marked(*lines: Line | str) -> tuple[str, bool]:
    """The option marked on a sheet whose printed list was read so, and whether that is doubted."""
    runs: list[Run] = []
    text = ""
    for number, item in enumerate(lines):
        line = Line(item) if isinstance(item, str) else item
        text += PARAGRAPH_END if text else ""
        start, end = len(text), len(text) + len(line.text)
        runs.append(Run(line.text, start, end, line.style, None, None, 1, None, line.confidence, number, None))
        text += line.text
    marks = read_marks(Region(text, tuple(runs)), OPTIONS)
    return ",".join(marks.codes), bool(marks.doubts)


def worn(text: str, style: Style = Style.CROSSED) -> Line:
    return Line(text, style, 0.4)


def test_a_cross_over_a_name() -> None:
    assert marked("Pública", worn("Pipáda"), "Sociedad civil", "Conocimiento", "Mixta") == ("privada", True)


def test_all_others_struck() -> None:
    strike = Style.STRIKE
    lines = [worn("Púhlie", strike), worn("Prr.ade", strike), "Sociedad civil", worn("Genseimiente", strike)]
    assert marked(*lines, worn("Mxta", strike))[0] == "sociedad_civil"


@pytest.mark.parametrize("text", ["Otra cosa", "zzz"])
def test_words_that_are_read_well_are_no_worn_name(text: str) -> None:
    assert marked("Pública", text, "Sociedad civil", "Conocimiento", "Mixta ✗")[0] == "mixta"


def test_a_faint_mark_is_doubted() -> None:
    lines = ["Pública", "Privada", "Sociedad civil", "Conocimiento"]
    assert marked(*lines, "✗ Mixta") == ("mixta", False)
    assert marked(*lines, Line("✗ Mixta", confidence=0.5)) == ("mixta", True)
