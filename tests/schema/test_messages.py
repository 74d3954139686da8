"""Whatever can go wrong has a sentence of its own in every language."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import errors
from ingest.errors import FileProblem
from ingest.limits import DEFAULT_LIMITS
from schema.messages import CATALOGUES, message
from schema.result import IssueCode

INGEST = Path(__file__).parent.parent.parent / "ingest"
PROBLEMS = {
    name: kind.code
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, FileProblem) and kind is not FileProblem
}
SAID_BY_THE_CODE = {"encrypted", "too_large.part_bytes", "too_large.file_bytes", "too_large.depth"}
"""Reasons that have nothing to add to their code's sentence."""


def reasons() -> Iterator[str]:
    """``code.reason`` of every problem that the code raises by a literal reason, and of every doubt of a value."""
    for path in sorted(INGEST.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or not call.args:
                continue
            reason = call.args[0]
            if not isinstance(reason, ast.Constant) or not isinstance(reason.value, str) or not reason.value:
                continue
            if call.func.id in PROBLEMS:
                yield f"{PROBLEMS[call.func.id]}.{reason.value}"
            elif call.func.id == "unsure":
                yield f"{IssueCode.LOW_CONFIDENCE}.{reason.value}"


FOUND = sorted(set(reasons()))


@pytest.mark.parametrize("language", CATALOGUES)
@pytest.mark.parametrize("reason", FOUND)
def test_every_reason_has_its_sentence(reason: str, language: str) -> None:
    assert reason in CATALOGUES[language] or reason in SAID_BY_THE_CODE or reason.split(".")[0] in SAID_BY_THE_CODE


def test_reasons_are_found_in_the_code() -> None:
    assert {"unreadable.pdf", "encrypted.zip", "unsupported_format.ocr", "low_confidence.wrapped"} <= set(FOUND)


def test_both_languages_fill_the_same_blanks() -> None:
    def blanks(template: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name}

    spanish, english = CATALOGUES["es"], CATALOGUES["en"]
    assert {key: blanks(text) for key, text in spanish.items()} == {key: blanks(text) for key, text in english.items()}


@pytest.mark.parametrize("limit", [name for name in DEFAULT_LIMITS.__slots__ if name != "seconds"])
def test_a_limit_passed_says_which_option_raises_it(limit: str) -> None:
    for language in CATALOGUES:
        text = message(IssueCode.TOO_LARGE, language, limit, limit=limit, value=12, allowed=10)
        assert f"--limit {limit}=N" in text
        assert "10" in text
