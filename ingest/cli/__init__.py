"""The command line: thin. Each command lives in a module that is imported when it is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

_COMMANDS = {
    "extract": ("ingest.cli.sheets", "Read sheets and print them as JSON, one line a sheet."),
    "ingest": ("ingest.cli.sheets", "Read sheets into the bank: tables, workbook, report."),
    "check": ("ingest.cli.check", "Say what each sheet lacks, for a person to read."),
    "show": ("ingest.cli.show", "Show one sheet: fields, values, doubts; or its picture."),
    "forms": ("ingest.cli.forms", "List the forms, show one, print its JSON Schema."),
    "fetch": ("ingest.cli.fetch", "Save new messages from a mail server."),
    "status": ("ingest.cli.bank", "Say what is in a bank."),
    "apply": ("ingest.cli.bank", "Take what was changed in the workbook as corrections."),
    "corrections": ("ingest.cli.bank", "List the corrections."),
    "undo": ("ingest.cli.bank", "Take a correction back."),
    "export": ("ingest.cli.bank", "Make the bank's files anew."),
    "bank": ("ingest.cli.bank", "Say which sheets are the same initiative."),
    "reply": ("ingest.cli.bank", "Write drafts of mails about what is missing."),
    "publish": ("ingest.cli.bank", "Write the public edition."),
}


class _Lazy(click.Group):
    """A group that imports a command's module only when that command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(_COMMANDS[cmd_name][0]), f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in _COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="planilla", prog_name="planilla")
def planilla() -> None:
    """Turn filled-in survey sheets into a bank of clean records.

    \b
    planilla extract inbox/planilla.docx
    planilla ingest inbox/ -o output/
    planilla check inbox/
    """  # noqa: D301


def main() -> None:
    """Run the command line; exit with 0 (all complete), 1 (something to look at) or 2 (the call is wrong)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    planilla(prog_name="planilla")
