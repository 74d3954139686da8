"""`planilla extract` and `planilla ingest`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ingest.cli.common import Call, bank_errors, expand_paths, leave, output_option, reading_options, with_progress


@click.command("extract", epilog="Example: planilla extract inbox/planilla.docx mail.eml > sheets.jsonl")
@reading_options
def extract_command(call: Call) -> None:
    """Print one JSON object a sheet (JSON Lines), in the order of the paths.

    PATH is a file, a folder, an e-mail (.eml, .msg), a mailbox (.mbox) or a .zip; "-" reads paths from
    standard input, one a line. A file that can't be read gives an object that says why.
    """
    from ingest.run import run_lines

    complete = True
    for line in run_lines(expand_paths(call.paths), call.options, call.skipped):
        sys.stdout.buffer.write(line.json + b"\n")
        complete = complete and line.status == "complete"
    leave(complete, call.paths)


_DONE = {
    "es": "Archivos: {read} leídos, {skipped} ya conocidos. Planillas: {complete} completas, {incomplete} incompletas, "
    "{repeat} repetidas, {rejected} rechazadas. El banco está en {output}",
    "en": "Files: {read} read, {skipped} known already. Sheets: {complete} complete, {incomplete} incomplete, "
    "{repeat} repeated, {rejected} rejected. The bank is in {output}",
}
_EDITED = {
    "es": "El libro con cambios que todavía no se aplicaron es {path}: planilla apply {path}",
    "en": "The workbook with changes that were not applied yet is {path}: planilla apply {path}",
}
_WAITING = {"es": "Otra corrida tiene abierto el banco: esperando…", "en": "Another run has the bank open: waiting…"}


@click.command("ingest", epilog="Example: planilla ingest inbox/ -o output/")
@reading_options
@output_option
@click.option("--again", is_flag=True, help="Read files again that the bank knows.")
def ingest_command(call: Call, output: Path, again: bool) -> None:
    """Read sheets into the bank in the output folder; files that it knows are not read again.

    The bank is bank.xlsx (the workbook), bank.csv, bank.parquet, issues.csv and report.html, all made from
    bank.db, which remembers.
    """
    from ingest.bank import ingest_paths

    language = call.language
    with bank_errors():
        summary = ingest_paths(
            list(expand_paths(call.paths)),
            output,
            call.options,
            again=again,
            skipped=call.skipped,
            watch=lambda results: with_progress(results, language),
            waiting=lambda: click.echo(_WAITING[language], err=True),
        )
    counts = dict.fromkeys(("complete", "incomplete", "rejected", "repeat"), 0) | summary.shown
    click.echo(_DONE[language].format(read=summary.read, skipped=summary.skipped, output=output, **counts))
    if summary.exported.edited is not None:
        click.echo(_EDITED[language].format(path=summary.exported.edited), err=True)
    leave(summary.all_complete, call.paths)
