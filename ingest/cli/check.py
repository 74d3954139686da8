"""`planilla check`: what each sheet lacks, as a table for a person to read."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence

import click

from ingest.cli.common import Call, leave, read_sheets, reading_options, with_progress
from schema.result import Result, Severity

_HEADINGS = {"es": ("Planilla", "Falta", "Conviene revisar"), "en": ("Sheet", "Missing", "Worth a look")}
_ALL_WELL = {"es": "completa", "en": "complete"}
_SUMMARY = {
    "es": "{sheets} planillas: {complete} completas, {incomplete} incompletas, {rejected} no se pudieron leer.",
    "en": "{sheets} sheets: {complete} complete, {incomplete} incomplete, {rejected} could not be read.",
}


@click.command("check", epilog="Example: planilla check inbox/")
@reading_options
def check_command(call: Call) -> None:
    """Print a table: each sheet, what is missing, what is doubtful."""
    language = call.language
    widths = _widths(shutil.get_terminal_size((100, 24)).columns)
    counts = {"complete": 0, "incomplete": 0, "rejected": 0}
    _print_row(_HEADINGS[language], widths, "heading")
    for result in with_progress(read_sheets(call), language):
        counts[str(result.status)] += 1
        missing = [issue.message for issue in result.issues if issue.severity is Severity.ERROR]
        doubtful = [issue.message for issue in result.issues if issue.severity is Severity.WARNING]
        first = "\n".join(missing) or ("" if doubtful else _ALL_WELL[language])
        _print_row((_name(result), first, "\n".join(doubtful)), widths, str(result.status))
    click.echo(_SUMMARY[language].format(sheets=sum(counts.values()), **counts))
    leave(counts["complete"] == sum(counts.values()), call.paths)


def _name(result: Result) -> str:
    source = result.source
    name = source.path if source.member is None else f"{source.path}/{source.member}"
    return name if source.sheet == 1 else f"{name} ({source.sheet})"


def _widths(columns: int) -> tuple[int, int, int]:
    first = max(16, columns // 4)
    rest = (max(60, columns) - first - 4) // 2
    return first, rest, rest


_COLOURS = {"complete": "green", "incomplete": "yellow", "rejected": "red"}


def _print_row(cells: Sequence[str], widths: Sequence[int], look: str) -> None:
    columns = [_wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for line in range(max(len(column) for column in columns)):
        parts = [column[line] if line < len(column) else "" for column in columns]
        padded = [f"{part:<{width}}" for part, width in zip(parts, widths, strict=True)]
        styled = [click.style(padded[0], fg=_COLOURS.get(look), bold=look == "heading"), *padded[1:]]
        click.echo("  ".join(styled).rstrip())
    if look == "heading":
        click.echo("  ".join("─" * width for width in widths))


def _wrap(text: str, width: int) -> list[str]:
    return list(_lines(text, width)) or [""]


def _lines(text: str, width: int) -> Iterator[str]:
    for paragraph in text.split("\n"):
        yield from textwrap.wrap(paragraph, width, break_long_words=True, break_on_hyphens=False)
