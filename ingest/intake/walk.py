"""The files that paths and folders lead to, one after the other; no folder is listed before its turn."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from stat import S_ISDIR, S_ISREG

from ingest.errors import FileProblem, Unreadable
from ingest.intake.ignored import Reason, by_name

_INDEX_FILES = ("dovecot", "courier", "maildir", "subscriptions", "uidlist")

Told = Callable[[str, str | None, Reason], None]


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or a path that no file can be had from (`problem`).

    `walked` says that it was found in a folder: then it is not opened if a link took its place.
    """

    path: str
    walked: bool = False
    problem: FileProblem | None = None


def walk(paths: Iterable[str], skipped: Told) -> Iterator[Found]:
    """All files of `paths`, folders in name order; `skipped` is told what is passed over, and why.

    A path that is named itself may be a link; inside a folder links, pipes, sockets and devices are
    passed over. A Maildir gives the messages in its ``cur`` and ``new``.
    """
    for path in paths:
        try:
            mode = os.stat(path).st_mode  # noqa: PTH116 (a Path costs more than the call)
        except (OSError, ValueError) as error:
            yield Found(path, problem=_problem(error))
            continue
        if S_ISDIR(mode):
            yield from _folder(path, skipped)
        elif S_ISREG(mode):
            yield Found(path)
        else:
            yield Found(path, problem=Unreadable("special"))


def _folder(path: str, skipped: Told) -> Iterator[Found]:
    open_folders = [_entries(path, skipped)]
    while open_folders:
        for entry in open_folders[-1]:
            if isinstance(entry, Found):
                yield entry
                continue
            reason = _reason(entry) or by_name(entry.name)
            if reason:
                skipped(entry.path, None, reason)
            elif entry.is_dir(follow_symlinks=False):
                open_folders.append(_entries(entry.path, skipped))
                break
            else:
                yield Found(entry.path, walked=True)
        else:
            open_folders.pop()


def _entries(path: str, skipped: Told) -> Iterator[os.DirEntry[str] | Found]:
    try:
        with os.scandir(path) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield Found(path, problem=_problem(error))
        return
    names = {entry.name for entry in entries}
    maildir = {"cur", "new", "tmp"} <= names
    for entry in entries:
        if maildir and _is_index(entry):
            skipped(entry.path, None, Reason.MAILBOX_INDEX)
        else:
            yield entry


def _is_index(entry: os.DirEntry[str]) -> bool:
    return entry.name == "tmp" or entry.name.startswith(_INDEX_FILES)


def _reason(entry: os.DirEntry[str]) -> Reason | None:
    try:
        if entry.is_symlink():
            return Reason.LINK
        if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
            return Reason.SPECIAL_FILE
    except OSError:
        return Reason.SPECIAL_FILE
    return None


def _problem(error: Exception) -> FileProblem:
    if isinstance(error, PermissionError):
        return Unreadable("permission")
    if isinstance(error, (FileNotFoundError, NotADirectoryError, ValueError)):
        return Unreadable("not_found")
    return Unreadable("system", why=getattr(error, "strerror", None) or str(error))
