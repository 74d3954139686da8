"""`planilla extract` and `planilla ingest`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ingest.cli.common import expand_paths, leave, make_options, reading_options, say_skipped


@click.command("extract", epilog="Example: planilla extract inbox/planilla.docx mail.eml > sheets.jsonl")
@reading_options
def extract_command(
    paths: tuple[str, ...],
    form_name: str | None,
    language: str,
    jobs: int | None,
    limits: tuple[str, ...],
    verbose: bool,
    debug: bool,
) -> None:
    """Print one JSON object a sheet (JSON Lines), in the order of the paths.

    PATH is a file, a folder, an e-mail (.eml, .msg), a mailbox (.mbox) or a .zip; "-" reads paths from
    standard input, one a line. A file that can't be read gives an object that says why.
    """
    from ingest.run import run_lines

    options = make_options(form_name, language, jobs, limits, debug)
    complete = True
    for line in run_lines(expand_paths(paths), options, say_skipped if verbose else None):
        sys.stdout.buffer.write(line.json + b"\n")
        complete = complete and line.status == "complete"
    leave(complete, paths)


@click.command("ingest", epilog="Example: planilla ingest inbox/ -o output/")
@reading_options
@click.option("--output", "-o", type=click.Path(path_type=Path, file_okay=False), default=Path("output"),
              show_default=True, help="Folder of the bank.")  # fmt: skip
def ingest_command(
    paths: tuple[str, ...],
    form_name: str | None,
    language: str,
    jobs: int | None,
    limits: tuple[str, ...],
    verbose: bool,
    debug: bool,
    output: Path,
) -> None:
    """Read sheets into the bank in the output folder.

    It holds bank.xlsx (the workbook), bank.csv, bank.parquet, issues.csv and report.html.
    """
    raise NotImplementedError
