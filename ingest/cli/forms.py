"""`planilla forms`: the forms that ship, and any form file."""

from __future__ import annotations

import json

import click

from ingest.cli.common import find_forms
from schema.form import Field, Form

_KINDS = {
    "text": "text, one line", "long_text": "long text", "name": "name", "date": "date", "place": "place",
    "choice": "one of", "choices": "any of", "yes_no": "yes or no", "number": "number", "list": "list of text",
    "urls": "list of URLs", "email": "e-mail", "phone": "phone",
}  # fmt: skip


@click.group("forms", invoke_without_command=True, epilog="Example: planilla forms show banco-iniciativas")
@click.pass_context
def forms_command(context: click.Context) -> None:
    """List the forms that ship with the program."""
    if context.invoked_subcommand is None:
        for form in find_forms(None):
            click.echo(f"{form.id}  {form.title}")


@forms_command.command("show", epilog="Example: planilla forms show my-survey.toml")
@click.argument("form_name", metavar="FORM")
def show_form(form_name: str) -> None:
    """Print a form's labels, keys, kinds and needs. FORM is an id or the path of a form file."""
    [form] = find_forms(form_name)
    click.echo(f"{click.style(form.title, bold=True)}\n{form.id}, version {form.version}, language {form.language}\n")
    width = max(len(key) for key in form.keys) + 2
    for field in form.fields:
        click.echo(f"{field.key:<{width}}{field.need:<13}{_about(form, field)}")
        for key, part in field.derives:
            click.echo(f"{key:<{width}}{'–':<13}{part} of {field.key}")


def _about(form: Form, field: Field) -> str:
    label = field.label or f"with {form.field(field.shares or '').name}"
    kind = _KINDS[field.kind]
    if field.options:
        kind += " " + ", ".join(option.code for option in field.options)
    if field.words:
        kind += f", at most {field.words} words"
    if field.unit:
        kind += f", in {field.unit}"
    return f"{label} ({kind})"


@forms_command.command("schema", epilog="Example: planilla forms schema banco-iniciativas > schema.json")
@click.argument("form_name", metavar="FORM")
def schema_of_form(form_name: str) -> None:
    """Print the JSON Schema of a form's record."""
    from schema.record import record_model

    [form] = find_forms(form_name)
    click.echo(json.dumps(record_model(form).model_json_schema(), ensure_ascii=False, indent=2))
