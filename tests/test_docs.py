"""What the docs promise: every command and issue code stands in them, and their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from ingest.cli import _planilla
from schema.messages import CATALOGUES
from schema.result import IssueCode

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.es.md", *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")
ALL = "\n".join(page.read_text("utf-8") for page in PAGES)


def commands() -> list[str]:
    return _planilla.list_commands(click.Context(_planilla))


@pytest.mark.parametrize("name", commands())
def test_every_command_is_in_the_docs_and_has_an_example(name: str) -> None:
    assert f"planilla {name}" in ALL
    command = _planilla.get_command(click.Context(_planilla), name)
    assert command is not None
    assert "planilla " in (command.epilog or "") or "planilla " in (command.help or "")


@pytest.mark.parametrize("code", list(IssueCode))
def test_every_code_is_in_the_docs_and_has_a_message_in_each_language(code: IssueCode) -> None:
    assert f"`{code}`" in (ROOT / "docs" / "issues.md").read_text("utf-8")
    for catalogue in CATALOGUES.values():
        assert str(code) in catalogue


def test_both_languages_have_the_same_messages() -> None:
    assert set(CATALOGUES["es"]) == set(CATALOGUES["en"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target
