"""What the docs promise: every command and issue code stands in them, and their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from ingest.cli import planilla
from schema.messages import CATALOGUES
from schema.result import IssueCode

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.es.md", *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")
ALL = "\n".join(page.read_text("utf-8") for page in PAGES)


def commands() -> list[str]:
    return planilla.list_commands(click.Context(planilla))


@pytest.mark.parametrize("name", commands())
def test_every_command_is_in_the_docs_and_has_an_example(name: str) -> None:
    assert f"planilla {name}" in ALL
    command = planilla.get_command(click.Context(planilla), name)
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


def options() -> list[tuple[str, str]]:
    """Each command and each of its options."""
    context = click.Context(planilla)
    found = []
    for name in commands():
        command = planilla.get_command(context, name)
        assert command is not None
        for parameter in command.params:
            found += [(name, text) for text in parameter.opts if text.startswith("--")]
    return found


@pytest.mark.parametrize(("command", "option"), options())
def test_every_option_is_in_the_page_of_commands(command: str, option: str) -> None:
    """``python docs/make_commands.py`` makes the page anew."""
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    section = page.partition(f"## planilla {command}\n")[2].partition("\n## ")[0]
    assert f"{option} " in section
