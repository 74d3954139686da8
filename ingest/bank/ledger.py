"""The ledger's tables in SQLite, the way from one version of them to the next, and what can go wrong.

* ``files``: every file read, by the SHA-256 of its bytes, with the form and program that read it;
* ``sheets``: every sheet (or rejected file), by the id that follows its bytes (`entry_id`);
* ``places``: where each sheet's bytes were found: file, path, member, sender, date received;
* ``corrections``: what people changed, by sheet and field; ``decisions``: which sheets they told
  apart or put together; nothing in either is ever deleted, only marked as undone;
* ``runs``: who read what, when; ``meta``: the form, the count of changes, what was exported;
* ``met``, as long as the ledger is open: the files that this run came by.

The tables' version is SQLite's ``user_version``; its ``application_id`` says that the file is ours.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.bank.errors import BankDamaged, BankError, BankTooNew, BankUnwritable
from ingest.bank.words import Words

APPLICATION_ID = 0x504C4E4C  # "PLNL"

MIGRATIONS = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE runs (
        number INTEGER PRIMARY KEY AUTOINCREMENT, started TEXT NOT NULL, finished TEXT, program TEXT NOT NULL,
        form_version TEXT NOT NULL, read INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE files (
        sha256 TEXT PRIMARY KEY, form TEXT NOT NULL, form_version TEXT NOT NULL, form_digest TEXT NOT NULL,
        program TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE sheets (
        arrival INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL,
        sheet INTEGER NOT NULL, format TEXT, status TEXT NOT NULL, form TEXT, form_version TEXT NOT NULL,
        program TEXT NOT NULL, shown TEXT, answers TEXT NOT NULL, record TEXT, issues TEXT NOT NULL,
        evidence TEXT NOT NULL, unclaimed TEXT NOT NULL);
    CREATE TABLE places (
        spot TEXT NOT NULL, member TEXT NOT NULL, sheet TEXT NOT NULL REFERENCES sheets (id) ON DELETE CASCADE,
        file TEXT NOT NULL, path TEXT NOT NULL, sender TEXT, received TEXT,
        PRIMARY KEY (spot, member, sheet)) WITHOUT ROWID;
    CREATE INDEX places_by_sheet ON places (sheet);
    CREATE INDEX places_by_file ON places (file);
    CREATE TABLE corrections (
        number INTEGER PRIMARY KEY AUTOINCREMENT, sheet TEXT NOT NULL, field TEXT NOT NULL, code TEXT NOT NULL,
        was TEXT NOT NULL, "values" TEXT NOT NULL, issues TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
        undone TEXT);
    CREATE INDEX corrections_by_sheet ON corrections (sheet);
    CREATE TABLE decisions (
        number INTEGER PRIMARY KEY AUTOINCREMENT, sheet TEXT NOT NULL, other TEXT, who TEXT NOT NULL,
        at TEXT NOT NULL, undone TEXT);
    """,
)
"""One script a version: the first makes the tables, each further one brings them from the version before."""


def connect(path: Path, words: Words) -> sqlite3.Connection:
    """Open the ledger at `path`, made where there is none, brought to this program's version where it is older.

    Raises `BankDamaged`, `BankTooNew` or `BankUnwritable`.
    """
    with clear_errors(path, words):
        connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        try:
            _prepare(connection, path, words)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: sqlite3.Connection, path: Path, words: Words) -> None:
    ours = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if not empty and ours != APPLICATION_ID:
        raise BankDamaged(words.damaged.format(path=path, reason=f"application_id {ours}"))
    if version > len(MIGRATIONS):
        raise BankTooNew(words.too_new.format(path=path))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = FILE")  # memory is not to grow with the bank
    for number in range(version, len(MIGRATIONS)):
        connection.executescript(
            f"BEGIN IMMEDIATE; {MIGRATIONS[number]};"
            f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number + 1}; COMMIT;"
        )
    connection.execute("CREATE TEMP TABLE met (file TEXT PRIMARY KEY) WITHOUT ROWID")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def clear_errors(path: Path, words: Words) -> Iterator[None]:
    """Turn SQLite's errors into one clear line each."""
    try:
        yield
    except sqlite3.Error as error:
        raise _clear(error, path, words) from error


def _clear(error: sqlite3.Error, path: Path, words: Words) -> BankError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return BankUnwritable(words.cannot_write.format(path=path, reason=words.disk_full))
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return BankUnwritable(words.cannot_write.format(path=path, reason=words.no_permission))
    if name.startswith("SQLITE_IOERR"):
        return BankUnwritable(words.cannot_write.format(path=path, reason=str(error)))
    return BankDamaged(words.damaged.format(path=path, reason=str(error)))
