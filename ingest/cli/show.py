"""`planilla show`: one sheet, for a person: fields, values, doubts; or the page with each answer framed."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click

from ingest.cli.common import (
    Call,
    WrongCall,
    find_forms,
    form_option,
    language_option,
    leave,
    make_options,
    read_sheets,
)
from schema.form import Form
from schema.result import Issue, Result, Severity

_WORDS = {
    "es": {"unclaimed": "Texto fuera de las respuestas", "empty": "—", "from": "en"},
    "en": {"unclaimed": "Text outside the answers", "empty": "—", "from": "at"},
}
_STATUS = {"complete": "green", "incomplete": "yellow", "rejected": "red"}


@click.command("show", epilog="Example: planilla show planilla.pdf --picture answers.png")
@click.argument("path", metavar="FILE")
@form_option
@language_option
@click.option("--picture", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.png",
              help="Draw the pages with each answer framed and named; page 2 goes to OUT-2.png.")  # fmt: skip
@click.option("--debug", is_flag=True, help="Show the program's own traces.")
def show_command(path: str, form_name: str | None, language: str, picture: Path | None, debug: bool) -> None:
    """Show one sheet: each field's value, where it was read, and what is doubtful about it."""
    options = make_options(form_name, language, 1, (), debug)
    results = list(read_sheets(Call((path,), options, verbose=False)))
    forms = {form.id: form for form in find_forms(form_name)}
    if picture is not None:
        _draw(path, results, picture)
    for result in results:
        _print_sheet(result, forms.get(result.form or ""), language)
    leave(all(result.status == "complete" for result in results), (path,))


def _print_sheet(result: Result, form: Form | None, language: str) -> None:
    words = _WORDS[language]
    source = result.source
    name = (
        source.path
        + (f"/{source.member}" if source.member else "")
        + (f" ({source.sheet})" if source.sheet > 1 else "")
    )
    click.echo(f"{click.style(name, bold=True)}  {click.style(str(result.status), fg=_STATUS[str(result.status)])}")
    for issue in result.issues:
        if issue.field is None:
            _print_issue(issue)
    if form is not None and result.record is not None:
        values = result.record.model_dump()
        for field in form.fields:
            _print_field(result, field.name if field.label else field.key, field.key, values[field.key], words)
            for key, _ in field.derives:
                _print_field(result, key, key, values[key], words)
    if result.unclaimed:
        click.echo(click.style(f"\n{words['unclaimed']}:", dim=True))
        for line in result.unclaimed:
            click.echo(click.style(f"  {line}", dim=True))
    click.echo()


def _print_field(result: Result, name: str, key: str, value: object, words: dict[str, str]) -> None:
    text = ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    click.echo(click.style(f"\n{name}", bold=True), nl=False)
    evidence = result.evidence.get(key)
    if evidence is not None and text:
        place = evidence.where + (f", p. {evidence.page}" if evidence.page else "")
        click.echo(click.style(f"  {words['from']} {place}", dim=True), nl=False)
    click.echo()
    for line in (text or words["empty"]).split("\n"):
        click.echo(textwrap.fill(line, 100, initial_indent="  ", subsequent_indent="  "))
    for issue in result.issues:
        if issue.field == key:
            _print_issue(issue)


def _print_issue(issue: Issue) -> None:
    error = issue.severity is Severity.ERROR
    click.echo(click.style(f"  {'✗' if error else '!'} {issue.message}", fg="red" if error else "yellow"))


def _draw(path: str, results: list[Result], picture: Path) -> None:
    from ingest.errors import FileProblem
    from ingest.picture import pictures

    try:
        drawn = pictures(Path(path).read_bytes(), [result.evidence for result in results])
    except FileProblem as problem:
        raise WrongCall(f"{path}: there is no picture of this kind of file ({problem})") from problem
    for number, data in enumerate(drawn, 1):
        target = picture if number == 1 else picture.with_stem(f"{picture.stem}-{number}")
        target.write_bytes(data)
        click.echo(f"{target}", err=True)
