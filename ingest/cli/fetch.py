"""`planilla fetch`: new messages straight from the mail server."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from ingest.cli.common import ExitCode, WrongCall


@click.command("fetch", epilog="Example: planilla fetch imap://ana@imap.example.org/INBOX --since 2020-04-01 -o inbox/")
@click.argument("url", metavar="imap://USER@HOST/FOLDER")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only messages that came on or after this day.")
@click.option("--output", "-o", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("inbox"),
              show_default=True, help="Folder for the messages.")  # fmt: skip
@click.option("--security", type=click.Choice(["tls", "starttls", "none"]), help="How the connection is kept private "
              "[tls; starttls where a port is given].")  # fmt: skip
@click.option("--certificates", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Certificate authorities to trust beside the system's.")  # fmt: skip
@click.pass_context
def fetch_command(
    context: click.Context,
    url: str,
    since: datetime | None,
    folder: Path,
    security: str | None,
    certificates: Path | None,
) -> None:
    """Save new messages of a mailbox as .eml files; nothing on the server changes.

    The password is asked for, or taken from the variable PLANILLA_IMAP_PASSWORD or the system's keyring.
    """
    from ingest.intake.fetch import FetchError, Security, fetch, find_password, parse_url

    try:
        account = parse_url(url, Security(security) if security else None)
        password = find_password(account, lambda prompt: str(click.prompt(prompt, hide_input=True, prompt_suffix="")))
        count, refused = fetch(account, password, folder, since.date() if since else None, certificates=certificates)
    except FetchError as error:
        raise WrongCall(str(error)) from error
    for line in refused:
        click.echo(f"planilla: {line}", err=True)
    click.echo(f"{count} new messages in {folder}")
    context.exit(ExitCode.INCOMPLETE if refused else ExitCode.COMPLETE)
