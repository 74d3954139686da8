"""Files that appear whole: written beside their place under another name, then renamed.

A crash at any moment leaves the old file or the new one (POSIX ``rename(2)`` replaces in one step;
so does ``MoveFileEx`` on Windows). Several files are all written before the first is renamed, so
that a full disk leaves every old one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from ingest.bank.errors import unwritable
from ingest.bank.words import Words

Writer = Callable[[Path], None]
"""Writes one whole file at the path it is given."""


def write_files(
    folder: Path,
    writers: Mapping[str, Writer],
    words: Words,
    before: Callable[[Mapping[str, Path]], None] = lambda staged: None,
) -> None:
    """Write the files named in `writers` into `folder`, which is made where it does not exist.

    `before` is called when all are written and none is renamed yet, with the place of each. Raises
    `BankUnwritable`, with every old file as it was, where the folder or the disk does not take them.
    """
    staged: dict[str, Path] = {}
    path = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, write in writers.items():
            path = folder / name
            staged[name] = folder / f".{name}.part"
            write(staged[name])
            _flush(staged[name])
        before(staged)
        for name, temporary in staged.items():
            path = folder / name
            temporary.replace(path)
        _flush(folder)
    except OSError as error:
        raise unwritable(error, path, words) from error
    finally:
        for temporary in staged.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def digest(path: Path) -> str | None:
    """The SHA-256 of a file; None where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def _flush(path: Path) -> None:
    """Have the system put a file, or a folder's names, on the disk (folders: where it can)."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
