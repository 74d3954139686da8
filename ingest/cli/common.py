"""What commands share: options, exit codes, progress, and one place where problems become a clear line."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ingest.options import Options
    from schema.form import Form
    from schema.result import Result


class ExitCode(IntEnum):
    """The exit status, as the contract fixes it."""

    COMPLETE = 0
    INCOMPLETE = 1
    USAGE = 2


class WrongCall(click.ClickException):
    """The call itself is wrong: one line on standard error, exit status 2."""

    exit_code = ExitCode.USAGE


@dataclass(frozen=True, slots=True)
class Call:
    """What a command that reads sheets was asked: the paths as given, how to read, whether to say what is skipped."""

    paths: tuple[str, ...]
    options: Options
    verbose: bool

    @property
    def language(self) -> str:
        """The language of messages."""
        return self.options.language

    @property
    def skipped(self) -> Callable[[str, str], None] | None:
        """What is told of the files passed over."""
        return say_skipped if self.verbose else None


language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(["es", "en"]),
    default="es",
    show_default=True,
    help="Language of messages.",
)
form_option = click.option(
    "--form", "form_name", metavar="FORM", help="Id of a form that ships, or path of a form file."
)
_READING = (
    click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
    form_option,
    language_option,
    click.option("--jobs", "-j", type=click.IntRange(1), help="Processes to read with [one a core]."),
    click.option(
        "--limit",
        "limits",
        multiple=True,
        metavar="NAME=VALUE",
        help="Raise a limit, such as pages=500 (see SECURITY.md).",
    ),
    click.option("--verbose", "-v", is_flag=True, help="Say what is skipped, and why."),
    click.option("--debug", is_flag=True, help="Show the program's own traces."),
)


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of all that read sheets; it is called with one `Call` of them."""

    @wraps(command)
    def wrapped(
        paths: tuple[str, ...],
        form_name: str | None,
        language: str,
        jobs: int | None,
        limits: tuple[str, ...],
        verbose: bool,
        debug: bool,
        **others: object,
    ) -> None:
        options = make_options(form_name, language, jobs, limits, debug)
        command(Call(paths, options, verbose), **others)

    for decorate in reversed(_READING):
        wrapped = decorate(wrapped)
    return wrapped


output_option = click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    show_default=True,
    help="Folder of the bank.",
)


@contextmanager
def bank_errors() -> Iterator[None]:
    """What can be wrong with a bank becomes one line and exit status 2."""
    from ingest.bank import BankError

    try:
        yield
    except BankError as error:
        raise WrongCall(str(error)) from error


def find_forms(name: str | None) -> tuple[Form, ...]:
    """The form asked for, or all that ship."""
    from schema.form import FormError, find_form, shipped_forms

    if name is None:
        return tuple(shipped_forms().values())
    try:
        return (find_form(name),)
    except FormError as error:
        raise WrongCall(str(error)) from error


def make_options(form_name: str | None, language: str, jobs: int | None, limits: Sequence[str], debug: bool) -> Options:
    """The options model that the command line, the API and the workers share."""
    from ingest.options import Options, parse_limits

    try:
        return Options(find_forms(form_name), language, parse_limits(limits), jobs, debug=debug)
    except ValueError as error:
        raise WrongCall(str(error)) from error


def expand_paths(paths: Sequence[str]) -> Iterator[str]:
    """The paths as given; ``-`` reads more of them from standard input, one a line."""
    for path in paths:
        if path == "-":
            yield from (line.rstrip("\r\n") for line in sys.stdin if line.strip())
        else:
            yield path


def missing_paths(paths: Sequence[str]) -> list[str]:
    """The paths of the call that do not exist."""
    return [path for path in paths if path != "-" and not Path(path).exists()]


_PROGRESS = {
    "es": "{count} planillas, {open} con algo para revisar",
    "en": "{count} sheets, {open} with something to look at",
}


def with_progress(results: Iterable[Result], language: str) -> Iterator[Result]:
    """The same results, counted on standard error where that is a terminal and the work takes longer than a second."""
    if not sys.stderr.isatty():
        yield from results
        return
    started, shown, unfinished = time.monotonic(), 0.0, 0
    for count, result in enumerate(results, 1):
        yield result
        unfinished += result.status != "complete"
        now = time.monotonic()
        if now - started > 1 and now - shown > 0.1:
            shown = now
            line = _PROGRESS[language].format(count=count, open=unfinished)
            click.echo(f"\r{line:<78}", nl=False, err=True)
    if shown:
        click.echo("\r" + " " * 78 + "\r", nl=False, err=True)


def read_sheets(call: Call) -> Iterator[Result]:
    """The results of all paths, in their order."""
    from ingest.run import run

    return run(expand_paths(call.paths), call.options, call.skipped)


def say_skipped(path: str, reason: str) -> None:
    """Say on standard error what is passed over, and why."""
    click.echo(f"planilla: {path}: {reason}", err=True)


def leave(complete: bool, paths: Sequence[str]) -> None:
    """End the program with the contract's exit status."""
    missing = missing_paths(paths)
    for path in missing:
        click.echo(f"planilla: no such file or folder: {path}", err=True)
    sys.exit(ExitCode.USAGE if missing else ExitCode.COMPLETE if complete else ExitCode.INCOMPLETE)
