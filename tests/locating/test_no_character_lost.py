"""Everything visible is in an answer's evidence, in the form's own text, or unclaimed: once."""

from __future__ import annotations

import itertools
import re

from hand_made import of_rows, of_text
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document
from ingest.locating import locate
from schema.form import find_form

FORM = find_form("banco-iniciativas")
LABELS = [(field.label, field.hint) for field in FORM.fields if field.label]
HEADINGS = [(heading.label, heading.hint) for heading in FORM.headings]
OPTIONS = [option.label for field in FORM.fields for option in field.options]


@st.composite
def sheets(draw: st.DrawFn) -> tuple[Document, set[str]]:
    """A sheet with some of its labels, in some order, and words of which no two are alike."""
    counter = itertools.count()
    words: set[str] = set()

    def text(least: int = 0) -> str:
        lines = []
        for _ in range(draw(st.integers(least, 3))):
            line = [f"q{next(counter):03}q" for _ in range(draw(st.integers(1, 4)))]
            words.update(line)
            lines.append(" ".join(line))
        return "\n".join(lines)

    order = draw(st.permutations(LABELS + HEADINGS))[: draw(st.integers(6, len(LABELS) + 1))]
    blocks = []
    for label, hint in order:
        beside = draw(st.sampled_from([" ", "\n"]))
        printed = f"{label} {hint}".strip() if draw(st.booleans()) else label
        options = "\n".join(OPTIONS) + "\n" if "(marcar" in hint and draw(st.booleans()) else ""
        blocks.append((printed, beside + options + text()))
    before, after = text(), text()
    shape = draw(st.sampled_from(["text", "one column", "two columns"]))
    if shape == "text":
        lines = [FORM.title, before, *(printed + answer for printed, answer in blocks), "", after]
        return of_text("\n\n".join(lines)), words
    rows = [[printed + answer] if shape == "one column" else [printed, answer.strip()] for printed, answer in blocks]
    head, tail = of_text(before + "\n" + FORM.title), of_text(after)
    return Document("docx", (*head.paragraphs, *of_rows(rows).paragraphs, *tail.paragraphs)), words


@settings(max_examples=150, deadline=None)
@given(sheets())
def test_each_word_comes_out_once(made: tuple[Document, set[str]]) -> None:
    document, words = made
    found: list[str] = []
    for sheet in locate(document, FORM):
        found += [word for line in sheet.unclaimed for word in re.findall(r"q\d+q", line)]
        told = {id(answer.evidence): answer.evidence for answer in sheet.answers.values() if answer is not None}
        found += [word for evidence in told.values() for word in re.findall(r"q\d+q", evidence.text)]
    assert sorted(found) == sorted(words)
