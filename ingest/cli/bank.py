"""The commands on a bank that is there: what it holds, corrections, files made anew, letters, the public edition."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from ingest.cli.common import ExitCode, WrongCall, bank_errors, find_forms

if TYPE_CHECKING:
    from ingest.bank import Bank
    from ingest.bank.export import Exported

_Command = TypeVar("_Command", bound=Callable[..., object])
_LEDGER = "bank.db"

_folder_argument = click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("output"), metavar="[OUTPUT]"
)
_folder_option = click.option(
    "--output", "-o", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("output"),
    show_default=True, help="Folder of the bank.",
)  # fmt: skip
_form_option = click.option("--form", "form_name", metavar="FORM", help="The bank's form, where it is a file of yours.")
_who_option = click.option("--who", default=getpass.getuser, help="Who says so [the user's name].")


@contextmanager
def _opened(folder: Path, form_name: str | None) -> Iterator[Bank]:
    """The bank in a folder; it must be there."""
    from ingest.bank import Bank
    from ingest.bank.bank import form_of_ledger

    if not (folder / _LEDGER).is_file():
        raise WrongCall(f"there is no bank in {folder}: 'planilla ingest PATH -o {folder}' makes one")
    forms = find_forms(form_name)
    form = form_of_ledger(folder / _LEDGER, forms) or forms[0]
    with bank_errors(), Bank.open(folder / _LEDGER, form) as bank:
        yield bank


def _tell(exported: Exported) -> None:
    if exported.edited is not None:
        click.echo(f"The workbook with changes not applied yet: planilla apply {exported.edited}", err=True)


@click.command("status", epilog="Example: planilla status output/")
@_folder_argument
@_form_option
def status_command(folder: Path, form_name: str | None) -> None:
    """Say what is in a bank."""
    with _opened(folder, form_name) as bank:
        standing = bank.standing()
    rows = {
        "form": bank.form.id, "files": standing.files, "entries": standing.entries, "complete": standing.complete,
        "incomplete": standing.incomplete, "rejected": standing.rejected, "repeats": standing.repeats,
        "corrections": standing.corrections, "runs": standing.runs, "last run": standing.last_run or "–",
    }  # fmt: skip
    for name, value in rows.items():
        click.echo(f"{name:<12} {value}")


@click.command("apply", epilog="Example: planilla apply output/bank.xlsx")
@click.argument("workbook", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--output", "-o", "folder", type=click.Path(path_type=Path, file_okay=False), help="Folder of the bank "
              "[the workbook's].")  # fmt: skip
@_form_option
@_who_option
@click.pass_context
def apply_command(context: click.Context, workbook: Path, folder: Path | None, form_name: str | None, who: str) -> None:
    """Take what was changed in the workbook as corrections; they hold from then on.

    A change that can't be taken (the sheet's own answer changed since, the value is none) is refused with a
    line that says why, and the exit status is 1.
    """
    from ingest.bank import apply_workbook, describe

    with _opened(folder or workbook.parent, form_name) as bank:
        applied = apply_workbook(bank, workbook, who)
        _tell(bank.export(folder or workbook.parent))
        for line in describe(applied.taken, bank.contents(), bank.words):
            click.echo(line)
    for line in (*applied.refused, *applied.notices):
        click.echo(line, err=True)
    click.echo(f"{len(applied.taken)} corrections taken, {len(applied.refused)} refused")
    context.exit(ExitCode.INCOMPLETE if applied.refused or applied.notices else ExitCode.COMPLETE)


@click.command("corrections", epilog="Example: planilla corrections output/")
@_folder_argument
@_form_option
@click.option("--all", "undone", is_flag=True, help="Those taken back, too.")
def corrections_command(folder: Path, form_name: str | None, undone: bool) -> None:
    """List the corrections that hold, with their numbers."""
    from ingest.bank import describe

    with _opened(folder, form_name) as bank:
        for line in describe(bank.corrections(undone), bank.contents(), bank.words):
            click.echo(line)


@click.command("undo", epilog="Example: planilla undo 17")
@click.argument("number", type=int)
@_folder_option
@_form_option
def undo_command(number: int, folder: Path, form_name: str | None) -> None:
    """Take a correction back, by its number ('planilla corrections' lists them)."""
    with _opened(folder, form_name) as bank:
        if not bank.undo(number):
            raise WrongCall(f"there is no correction {number}")
        _tell(bank.export(folder))


@click.command("export", epilog="Example: planilla export output/ --excel")
@_folder_argument
@_form_option
@click.option("--excel", is_flag=True, help="Also bank.excel.csv, for an Excel that wants semicolons.")
@click.option("--data", is_flag=True, help="Also bank.data.csv, the values as they are (RFC 4180), for programs.")
def export_command(folder: Path, form_name: str | None, excel: bool, data: bool) -> None:
    """Make the bank's files anew from what it remembers."""
    from ingest.bank import Edition, write_csv

    with _opened(folder, form_name) as bank:
        _tell(bank.export(folder, again=True))
        for edition, wanted in ((Edition.EXCEL, excel), (Edition.DATA, data)):
            if wanted:
                write_csv(bank.contents(), folder, edition)


@click.group("bank", epilog="Example: planilla bank merge SHEET OTHER")
def bank_command() -> None:
    """Say which sheets are the same initiative ('id' in bank.csv names a sheet)."""


@bank_command.command("split", epilog="Example: planilla bank split 3f2a9c")
@click.argument("sheet")
@_folder_option
@_form_option
@_who_option
def split_command(sheet: str, folder: Path, form_name: str | None, who: str) -> None:
    """Let a sheet be an entry of its own, whatever it is like."""
    _decide(folder, form_name, lambda bank: bank.split(sheet, who))


@bank_command.command("merge", epilog="Example: planilla bank merge 3f2a9c 81b0dd")
@click.argument("sheet")
@click.argument("other")
@_folder_option
@_form_option
@_who_option
def merge_command(sheet: str, other: str, folder: Path, form_name: str | None, who: str) -> None:
    """Let two sheets be versions of one initiative; the later one counts."""
    _decide(folder, form_name, lambda bank: bank.merge(sheet, other, who))


@bank_command.command("rejoin", epilog="Example: planilla bank rejoin 3f2a9c")
@click.argument("sheet")
@_folder_option
@_form_option
def rejoin_command(sheet: str, folder: Path, form_name: str | None) -> None:
    """Take back what was decided about a sheet."""

    def rejoin(bank: Bank) -> None:
        if not bank.rejoin(sheet):
            raise KeyError(sheet)

    _decide(folder, form_name, rejoin)


def _decide(folder: Path, form_name: str | None, decision: Callable[[Bank], None]) -> None:
    with _opened(folder, form_name) as bank:
        try:
            decision(bank)
        except KeyError as error:
            raise WrongCall(f"there is no such sheet: {error.args[0]}") from error
        _tell(bank.export(folder))


@click.command("reply", epilog="Example: planilla reply output/ -o letters/")
@_folder_argument
@_form_option
@click.option("--letters", "-o", type=click.Path(path_type=Path, file_okay=False), default=Path("letters"),
              show_default=True, help="Folder for the drafts.")  # fmt: skip
def reply_command(folder: Path, form_name: str | None, letters: Path) -> None:
    """Write a draft of a mail to each sender whose sheet lacks something, the sheet attached; nothing is sent."""
    from ingest.bank import write_letters

    with _opened(folder, form_name) as bank:
        drafts = write_letters(bank.contents(), letters)
    click.echo(f"{len(drafts)} drafts in {letters}")


@click.command("publish", epilog="Example: planilla publish output/ -o public/")
@_folder_argument
@_form_option
@click.option("--public", "-o", type=click.Path(path_type=Path, file_okay=False), default=Path("public"),
              show_default=True, help="Folder for the public edition.")  # fmt: skip
def publish_command(folder: Path, form_name: str | None, public: Path) -> None:
    """Write the public edition: complete sheets without contact data, as CSV, Parquet and GeoJSON."""
    from ingest.bank import write_public

    with _opened(folder, form_name) as bank:
        number = write_public(bank.contents(), public)
    click.echo(f"{number} sheets in {public}")
