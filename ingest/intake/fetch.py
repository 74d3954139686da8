"""New messages of a mail server's folder, saved as `.eml` files: what ``planilla fetch`` does.

The folder is opened read-only (EXAMINE, RFC 9051, section 6.3.3) and bodies are peeked at, so that
nothing on the server changes, not even "seen". What was fetched is remembered by the folder's
UIDVALIDITY and the messages' UIDs beside the saved files; a fetch that was cut off goes on there.
"""

from __future__ import annotations

import os
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ingest.intake.fetched import Fetched
from ingest.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

PASSWORD_VARIABLE = "PLANILLA_IMAP_PASSWORD"
_KEYRING_SERVICE = "planilla"
_SECONDS = 60.0
_TLS_PORT, _PLAIN_PORT = 993, 143
_SIZES_AT_ONCE = 500


class FetchError(Exception):
    """The messages can't be fetched; the text says why and what to do."""


class Security(StrEnum):
    """How the connection is kept from being read."""

    TLS = "tls"  # from the first byte
    STARTTLS = "starttls"  # before the password is sent
    NONE = "none"  # not at all: for a server on the same machine


@dataclass(frozen=True, slots=True)
class Account:
    """A folder on a mail server."""

    user: str
    host: str
    port: int
    folder: str
    security: Security

    @property
    def name(self) -> str:
        """The account as people write it.

        >>> parse_url("imap://ana%40example.org@imap.example.org/INBOX").name
        'ana@example.org@imap.example.org'
        """
        return f"{self.user}@{self.host}"


def parse_url(url: str, security: Security | None = None) -> Account:
    """The account that ``imap://user@host[:port]/FOLDER`` names (RFC 5092); `FetchError` where it is none.

    TLS is used from the first byte, or STARTTLS where a port other than 993 is given; `security` overrules.

    >>> parse_url("imap://ana@imap.example.org").folder, parse_url("imap://ana@imap.example.org").port
    ('INBOX', 993)
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"{url}: {error}") from error
    if parts.scheme not in ("imap", "imaps") or not parts.hostname or not parts.username:
        raise FetchError(f"{url!r} is no address of a mailbox; write imap://user@host/INBOX")
    if parts.password is not None:
        raise FetchError(
            f"no password in the address: others on this machine could see it. It is asked for, or taken from the "
            f"environment ({PASSWORD_VARIABLE}) or the system's keyring"
        )
    if security is None:
        security = Security.TLS if parts.scheme == "imaps" or port in (None, _TLS_PORT) else Security.STARTTLS
    port = port or (_TLS_PORT if security is Security.TLS else _PLAIN_PORT)
    folder = unquote(parts.path.strip("/")) or "INBOX"
    return Account(unquote(parts.username), parts.hostname, port, folder, security)


def find_password(account: Account, ask: Callable[[str], str]) -> str:
    """The account's password: from the environment, else the system's keyring, else from `ask` (a prompt)."""
    password = os.environ.get(PASSWORD_VARIABLE)
    if password:
        return password
    try:
        import keyring

        password = keyring.get_password(_KEYRING_SERVICE, account.name)
    except Exception:  # no keyring installed, none running, or locked: any of its many back ends' own errors
        password = None
    return password or ask(f"Password of {account.name}: ")


def fetch(
    account: Account,
    password: str,
    folder: Path,
    since: date | None = None,
    limits: Limits = DEFAULT_LIMITS,
    certificates: Path | None = None,
    saved: Callable[[Path], None] = lambda path: None,
) -> tuple[int, list[str]]:
    """Save the messages that came on or after `since` and were not saved before, each as an `.eml`, in `folder`.

    `certificates` is a file of certificate authorities to trust beside the system's. Returns how many
    were saved, and a line for each that was not, being over ``limits.file_bytes``.
    Raises `FetchError` where the server can't be reached or refuses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    count, refused = 0, []
    with _mailbox(account, password, certificates) as mailbox:
        validity = mailbox.folder.status(account.folder, ["UIDVALIDITY"])["UIDVALIDITY"]
        mailbox.folder.set(account.folder, readonly=True)
        fetched = Fetched.load(folder, f"{account.name}/{account.folder}", validity)
        uids = sorted(int(uid) for uid in mailbox.uids(_criteria(since)))
        new = [uid for uid in uids if uid not in fetched]
        for uid, size in _sizes(mailbox, new):
            if size > limits.file_bytes:
                refused.append(f"{account.folder}, UID {uid}: {size} bytes; --limit file_bytes={size} takes it")
                continue
            data = _message(mailbox, uid)
            if data is None:
                continue  # deleted meanwhile
            path = folder / f"{_file_name(account.folder)}-{validity}-{uid:08}.eml"
            _write(path, data)
            fetched.add(uid)
            count += 1
            saved(path)
    return count, refused


def _criteria(since: date | None) -> str:
    from imap_tools import AND

    return str(AND(date_gte=since)) if since else "ALL"


def _sizes(mailbox: BaseMailBox, uids: list[int]) -> Iterator[tuple[int, int]]:
    """Each message's UID and size, asked for in batches."""
    for at in range(0, len(uids), _SIZES_AT_ONCE):
        batch = uids[at : at + _SIZES_AT_ONCE]
        _, answers = mailbox.client.uid("FETCH", ",".join(map(str, batch)), "(UID RFC822.SIZE)")
        for answer in answers:
            text = answer if isinstance(answer, bytes) else b""
            uid, size = re.search(rb"UID (\d+)", text), re.search(rb"RFC822\.SIZE (\d+)", text)
            if uid and size:
                yield int(uid[1]), int(size[1])


def _message(mailbox: BaseMailBox, uid: int) -> bytes | None:
    """A message's bytes as the server has them; None where it is gone."""
    _, answers = mailbox.client.uid("FETCH", str(uid), "(BODY.PEEK[])")
    return next((bytes(answer[1]) for answer in answers if isinstance(answer, tuple)), None)


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, for its owner only: it is somebody's mail."""
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _file_name(folder: str) -> str:
    """A folder's name as part of a file's: the server's words never lead to another place.

    >>> _file_name("Enviados/../Año 2020")
    'Enviados_Año_2020'
    """
    return re.sub(r"[\W_]+", "_", folder).strip("_")[:60] or "folder"


@contextmanager
def _mailbox(account: Account, password: str, certificates: Path | None) -> Iterator[BaseMailBox]:
    import imaplib

    try:
        import imap_tools
    except ImportError as error:
        raise FetchError("this needs the optional packages: pip install 'planilla[fetch]'") from error

    context = ssl.create_default_context()
    if certificates is not None:
        context.load_verify_locations(certificates)
    where = f"{account.host}:{account.port}"
    try:
        mailbox: BaseMailBox
        if account.security is Security.TLS:
            mailbox = imap_tools.MailBox(account.host, account.port, _SECONDS, ssl_context=context)
        elif account.security is Security.STARTTLS:
            mailbox = imap_tools.MailBoxStartTls(account.host, account.port, _SECONDS, context)
        else:
            mailbox = imap_tools.MailBoxUnencrypted(account.host, account.port, _SECONDS)
        with mailbox.login(account.user, password, initial_folder=None):
            yield mailbox
    except imap_tools.MailboxLoginError as error:
        raise FetchError(f"{where} does not accept the user or the password") from error
    except (imap_tools.MailboxFolderStatusError, imap_tools.MailboxFolderSelectError) as error:
        raise FetchError(f"{where} has no folder {account.folder!r} for this user") from error
    except ssl.SSLError as error:
        raise FetchError(f"no safe connection to {where}: {error.reason or error}") from error
    except (OSError, imaplib.IMAP4.error, imap_tools.ImapToolsError) as error:
        raise FetchError(f"{where}: {error}") from error
