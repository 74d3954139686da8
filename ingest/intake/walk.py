"""The files that paths and folders lead to, one after the other; no folder is listed before its turn."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from stat import S_IFREG, S_ISDIR, S_ISLNK, S_ISREG

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
            mode = _mode(entry)
            reason = _reason(mode) or by_name(os.path.basename(entry))  # noqa: PTH119
            if reason:
                skipped(entry, None, reason)
            elif S_ISDIR(mode):
                open_folders.append(_entries(entry, skipped))
                break
            else:
                yield Found(entry, walked=True)
        else:
            open_folders.pop()


def _entries(path: str, skipped: Told) -> Iterator[str | Found]:
    """The paths of what is in a folder, by name. The names wait in one text: a folder may have very many."""
    try:
        names = sorted(os.listdir(path))  # noqa: PTH208
    except OSError as error:
        yield Found(path, problem=_problem(error))
        return
    maildir = {"cur", "new", "tmp"} <= set(names)
    waiting = "/".join(names)
    del names
    start = 0
    while start < len(waiting):
        end = waiting.find("/", start)
        end = len(waiting) if end < 0 else end
        name = waiting[start:end]
        start = end + 1
        if maildir and (name == "tmp" or name.startswith(_INDEX_FILES)):
            skipped(os.path.join(path, name), None, Reason.MAILBOX_INDEX)  # noqa: PTH118
        else:
            yield os.path.join(path, name)  # noqa: PTH118


def _mode(path: str) -> int:
    """What kind of thing a path is, links not followed; of what is gone meanwhile its reading says so, as of a file."""
    try:
        return os.lstat(path).st_mode
    except OSError:
        return S_IFREG


def _reason(mode: int) -> Reason | None:
    if S_ISLNK(mode):
        return Reason.LINK
    return None if S_ISDIR(mode) or S_ISREG(mode) else Reason.SPECIAL_FILE


def _problem(error: Exception) -> FileProblem:
    if isinstance(error, PermissionError):
        return Unreadable("permission")
    if isinstance(error, (FileNotFoundError, NotADirectoryError, ValueError)):
        return Unreadable("not_found")
    return Unreadable("system", why=getattr(error, "strerror", None) or str(error))
