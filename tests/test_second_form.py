"""A form as unlike the shipped one as can be reads as well: nothing in the program knows a form."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX

from ingest.extraction import extract_part
from ingest.intake.part import Part
from schema.form import load_form
from schema.result import Result

FORM = load_form(Path(__file__).parent / "forms" / "seed-library.toml")

COMPLETE = """\
Community Seed Library – Yearly Return
Please return this sheet by the end of March.

Which crops do you keep? (tick all that apply)
[x] Beans and peas
[ ] Maize
[x] Squash
[ ] Tomatoes
[ ] Herbs
[X] Fruit trees

Name of the library: The Allotment Shed
Main source of funds (choose one):
Council grant / Membership fees / Donations X / Seed sales / University / Company sponsor / Lottery fund
Seed in store on 31 December (kg): 1,250.5 kg
Do you lend seed to schools? Yes
Is the store heated? No
What went well this year? (40 words at most)
The bean day. Web pages were never our strength, but sixty people came.
We lend to four schools now.
Web pages: www.shed.example.org
Who we may ask
E-mail: Rosa@Shed.example.org
Telephone: 0113 496 0123
Date of this return: 3 March 2026
"""

RECORD = {
    "crops": ["beans", "squash", "fruit"],
    "library": "The Allotment Shed",
    "funding": "gifts",
    "stored": 1250.5,
    "schools": True,
    "heated": False,
    "story": "The bean day. Web pages were never our strength, but sixty people came.\nWe lend to four schools now.",
    "website": ["https://www.shed.example.org"],
    "email": "rosa@shed.example.org",
    "phone": "+441134960123",
    "returned": "2026-03-03",
}


def read(data: bytes) -> Result:
    [result] = extract_part(Part("return", None, data), [FORM], language="en")
    return result


def record(result: Result) -> dict[str, object]:
    assert result.record is not None, result.issues
    return result.record.model_dump(mode="json")


def issues(result: Result) -> list[tuple[str, str | None]]:
    return [(str(issue.code), issue.field) for issue in result.issues]


def word(filled: dict[str, str]) -> bytes:
    """The sheet as a Word table in another order: labels on the left, chosen options highlighted."""
    document = WordDocument()
    document.add_heading(FORM.title)
    fields = [field for field in FORM.fields if field.label][::-1]
    table = document.add_table(rows=0, cols=2)
    for field in fields:
        left, right = table.add_row().cells
        left.text = f"{field.label} {field.hint}".strip()
        if not field.options:
            right.text = filled.get(field.key, "")
            continue
        for option in field.options:
            run = right.add_paragraph().add_run(option.label)
            if option.code in filled.get(field.key, "").split():
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


FILLED = {
    "crops": "beans squash fruit", "library": "The Allotment Shed", "funding": "gifts", "stored": "1,250,500 g",
    "schools": "yes", "heated": "No, it is not", "story": "Sixty people came.", "website": "http://www.shed.example.org/seeds",
    "email": "rosa@shed.example.org", "phone": "+44 113 496 0123", "returned": "03/03/2026",
}  # fmt: skip


def test_as_text() -> None:
    result = read(COMPLETE.encode())
    assert (record(result), issues(result), result.unclaimed) == (RECORD, [], ())


def test_as_a_word_table() -> None:
    result = read(word({key: str(value) for key, value in FILLED.items()}))
    assert record(result) == {
        **RECORD,
        "story": "Sixty people came.",
        "website": ["http://www.shed.example.org/seeds"],
    }
    assert issues(result) == []


@pytest.mark.parametrize(
    ("old", "new", "issue"),
    [
        ("Donations X", "Donations", ("no_mark", "funding")),
        ("Donations X / Seed sales", "Donations X / Seed sales X", ("multiple_marks", "funding")),
        ("1,250.5 kg", "a lot", ("invalid_number", "stored")),
        ("schools? Yes", "schools?", ("no_mark", "schools")),
        ("0113 496 0123", "ring the bell", ("invalid_phone", "phone")),
        ("3 March 2026", "30 February 2026", ("invalid_date", "returned")),
        ("The Allotment Shed", "N/A", ("missing", "library")),
        ("The bean day.", "The bean day. " + "and so on " * 12, ("over_limit", "story")),
        ("[x] Beans and peas", "[ ] Beans and peas", None),
    ],
)
def test_what_is_wrong_is_said(old: str, new: str, issue: tuple[str, str] | None) -> None:
    assert old in COMPLETE
    assert issues(read(COMPLETE.replace(old, new).encode())) == ([issue] if issue else [])
