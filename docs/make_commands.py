"""Make ``docs/commands.md`` of the commands' own help: ``python docs/make_commands.py``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from ingest.cli import planilla


def reference() -> str:
    """The page: each command with its help, as the program prints it at 100 columns."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    yield "# Commands\n"
    yield "What each command's `--help` says. Exit status: 0 every sheet is complete, 1 something is incomplete,"
    yield "rejected or refused, 2 the call is wrong.\n"
    context = click.Context(planilla, info_name="planilla")
    for name in planilla.list_commands(context):
        command = planilla.get_command(context, name)
        assert command is not None
        yield from _command(command, click.Context(command, info_name=name, parent=context))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    context.max_content_width = context.terminal_width = 100
    yield f"## {context.command_path}\n"
    yield f"```\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _command(inner, click.Context(inner, info_name=name, parent=context))


if __name__ == "__main__":
    Path(__file__).with_name("commands.md").write_text(reference(), "utf-8")
