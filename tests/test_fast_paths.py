"""What was made fast gives what the plain way gives, and starting stays cheap."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extraction import extract_part
from ingest.intake.part import Part
from ingest.locating.heads import _GAPS, _SEGMENT
from ingest.locating.hints import _closing
from ingest.reading.docx.fragments import _holds
from schema.form import shipped_forms

ROOT = Path(__file__).parent.parent
SHEETS = sorted((ROOT / "benchmarks" / "files").iterdir())
FORMS = list(shipped_forms().values())
HEAVY = (
    "pydantic",
    "pandas",
    "pyarrow",
    "numpy",
    "openpyxl",
    "pdfplumber",
    "email.message",
    "urllib.request",
    "difflib",
)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_record_that_no_model_checked_is_the_one_that_passes_it(path: Path) -> None:
    part = Part(path.name, None, path.read_bytes())
    [checked] = extract_part(part, FORMS)
    [bare] = extract_part(part, FORMS, checked=False)
    assert str(checked.status) == "complete"
    assert bare.to_json() == checked.to_json()


def test_printing_one_sheet_imports_no_more_than_it_needs() -> None:
    code = (
        "import sys; from ingest.options import Options; from ingest.run import run_lines;"
        "lines = list(run_lines(sys.argv[1:], Options(isolated=False)));"
        "print(len(lines), *sys.modules)"
    )
    command = [sys.executable, "-c", code, str(ROOT / "benchmarks" / "files" / "sheet.docx")]
    count, *modules = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert count == "1"
    assert "ingest.reading.docx" in modules
    assert set(HEAVY).isdisjoint(modules)


def closing_letter_by_letter(text: str, start: int) -> int:
    opening, depth = text[start], 0
    for at in range(start, len(text)):
        depth += (text[at] == opening) - (text[at] == {"(": ")", "[": "]"}[opening])
        if not depth:
            return at
    line = text.find("\n", start)
    return line if line >= 0 else len(text)


@given(st.text("()[]a\n"), st.sampled_from("(["))
def test_a_bracket_closes_where_counting_letters_says(text: str, bracket: str) -> None:
    text = text + bracket + text
    start = text.index(bracket)
    assert _closing(text, start) == closing_letter_by_letter(text, start)


@given(st.text("ab |\t\n\xa0"))
def test_a_text_without_the_signs_of_a_gap_has_no_gap(text: str) -> None:
    if not any(sign in text for sign in _GAPS):
        assert _SEGMENT.search(text) is None


@given(st.binary(max_size=12), st.sampled_from([b"<!", b"='"]))
def test_two_bytes_are_found_by_the_rarer(data: bytes, pair: bytes) -> None:
    assert _holds(data, pair) == (pair in data)
    assert _holds(data + pair, pair)
