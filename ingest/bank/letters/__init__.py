"""Letters to those who sent sheets: one draft a sender, never sent by the program.

A draft is an ``.eml`` file (RFC 5322) without From and Date, marked ``X-Unsent: 1``, which mail
programs open as a message to be finished and sent.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from email.message import EmailMessage
from email.policy import SMTP
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path, PurePosixPath

from ingest.bank.columns import columns, title_column
from ingest.bank.entry import Contents, Entry
from ingest.bank.files import Writer, write_files
from ingest.bank.letters.sheet import sheet_docx, written
from ingest.bank.letters.words import LetterWords, letter_words
from ingest.bank.same import plain
from ingest.bank.words import Words, words_for
from schema.form import Kind
from schema.result import Issue, IssueCode, Severity

WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
_ADDRESS = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"()]+")
_TO_RESEND = frozenset(
    {IssueCode.UNREADABLE, IssueCode.ENCRYPTED, IssueCode.UNSUPPORTED_FORMAT, IssueCode.TOO_LARGE, IssueCode.TIMEOUT}
)
_SHORT = 200
_STAMP = b"X-Planilla-Draft: "


def write_letters(contents: Contents, folder: Path) -> list[Path]:
    """Write a draft for everyone whose sheets lack something or could not be read; return their paths.

    A sheet without a sender goes to the address in it, where there is one; else its draft has no
    address. A draft of an earlier time that nobody has changed goes when nothing is left to ask; one that
    somebody has worked on stays as it is, and what there is to ask now is written beside it. Raises
    `BankUnwritable`.
    """
    words = letter_words(contents.form.language)
    earlier = {path.name: _as_written(path) for path in folder.glob("*.eml")}
    taken = {name for name, untouched in earlier.items() if not untouched}
    drafts: dict[str, Writer] = {}
    for (to, name), ids in _by_sender(contents, words).items():
        file = _free(f"{_slug(name)}.eml", taken)
        taken.add(file)
        drafts[file] = partial(_write, contents, to, ids)
    write_files(folder, drafts, words_for(contents.form.language))
    for name in earlier.keys() - taken:
        (folder / name).unlink(missing_ok=True)
    return [folder / name for name in drafts]


def _write(contents: Contents, to: str, ids: list[str], path: Path) -> None:
    found = contents.find(ids)
    data = letter(contents, to, [found[id_] for id_ in ids]).as_bytes(policy=SMTP)
    path.write_bytes(_STAMP + sha256(data).hexdigest().encode() + b"\r\n" + data)


def _as_written(path: Path) -> bool:
    """Whether a draft is as `_write` left it: its first line has the digest of the others."""
    stamp, _, data = path.read_bytes().partition(b"\r\n")
    return stamp == _STAMP + sha256(data).hexdigest().encode()


def _by_sender(contents: Contents, words: LetterWords) -> dict[tuple[str, str], list[str]]:
    """The ids of the entries that ask for a letter, by address and the draft's name."""
    groups: dict[tuple[str, str], list[str]] = {}
    for entry in chain(contents.entries, contents.rejected):
        if not matters(entry):
            continue
        to = address(contents, entry)
        groups.setdefault((to, to or f"{words.nobody}-{entry.place}"), []).append(entry.id)
    return groups


def matters(entry: Entry) -> list[Issue]:
    """What of an entry its sender is asked about."""
    if not entry.values:
        return [issue for issue in entry.issues if issue.code in _TO_RESEND and entry.source.sender]
    return [issue for issue in entry.issues if issue.field is not None]


def address(contents: Contents, entry: Entry) -> str:
    """Where to write: the sender's address, or the one in the sheet; empty where there is none."""
    said = [entry.source.sender]
    said += [str(entry.values.get(column.key) or "") for column in columns(contents.form) if column.kind is Kind.EMAIL]
    return next((text for text in said if text and _ADDRESS.fullmatch(text)), "")


def letter(contents: Contents, to: str, group: list[Entry]) -> EmailMessage:
    """The draft about one sender's sheets, with each of them attached."""
    form = contents.form
    words = letter_words(form.language)
    sheets = [entry for entry in group if entry.values]
    message = EmailMessage(policy=SMTP)
    if to:
        message["To"] = to
    message["Subject"] = _subject(contents, sheets, words)
    message["X-Unsent"] = "1"
    body = [words.greeting, ""]
    if sheets:
        body += [words.thanks.format(form=form.title), ""]
    for entry in sheets:
        body += [*_about(contents, entry, words, words_for(form.language)), ""]
    refused = [issue for entry in group if not entry.values for issue in _refusals(entry, words_for(form.language))]
    if refused:
        body += [words.rejected, *refused, ""]
    if sheets:
        body += [words.attached, ""]
    message.set_content("\n".join([*body, words.goodbye, ""]))
    names: set[str] = set()
    for entry in sheets:
        name = _free(f"{_slug(_title(contents, entry) or entry.place)}.docx", names)
        names.add(name)
        data = sheet_docx(form, entry, words.note)
        message.add_attachment(data, maintype=WORD[0], subtype=WORD[1], filename=name)
    if message.is_multipart():
        message.set_boundary(f"=_{sha256(' '.join(entry.id for entry in group).encode()).hexdigest()[:32]}")
    return message


def _subject(contents: Contents, sheets: list[Entry], words: LetterWords) -> str:
    if not sheets:
        return words.subject_resend
    title = _title(contents, sheets[0]) or sheets[0].place
    return words.subject_one.format(title=" ".join(title.split())) if len(sheets) == 1 else words.subject_many


def _about(contents: Contents, entry: Entry, words: LetterWords, said: Words) -> list[str]:
    title = _title(contents, entry)
    text = words.sheet.format(title=title, file=entry.place) if title else words.file.format(file=entry.place)
    lines = [text]
    issues = matters(entry)
    for head, severity in ((words.missing, Severity.ERROR), (words.doubtful, Severity.WARNING)):
        chosen = [issue for issue in issues if issue.severity is severity]
        if chosen:
            lines += [f"  {head}", *(f"   - {_line(contents, entry, issue, words, said)}" for issue in chosen)]
    return lines


def _line(contents: Contents, entry: Entry, issue: Issue, words: LetterWords, said: Words) -> str:
    """An issue as its sender is asked about it, with what was understood."""
    column = next((column for column in columns(contents.form) if column.key == issue.field), None)
    value = " ".join(written(column, entry, contents.form, said).split()) if column else ""
    understood = f" {words.understood.format(value=value)}" if value and len(value) <= _SHORT else ""
    return f"{issue.message}{understood}"


def _refusals(entry: Entry, said: Words) -> list[str]:
    return [f" - {entry.place}: {issue.message}" for issue in matters(entry)]


def _title(contents: Contents, entry: Entry) -> str:
    title = title_column(contents.form)
    return str(entry.values.get(title.key) or "") if title else ""


def _slug(text: str) -> str:
    """A name for a file, of letters, digits and dots."""
    stem = "-".join(plain(part).replace(" ", "-") for part in re.split(r"([.@])", text) if part not in ".@" and part)
    return stem[:80].strip("-") or "planilla"


def _free(name: str, taken: Collection[str]) -> str:
    """The name, with a number where it is taken."""
    path, number = PurePosixPath(name), 2
    while name in taken:
        name = f"{path.stem}-{number}{path.suffix}"
        number += 1
    return name
