"""Results as the ledger stores them, and back: rows of ``sheets`` and ``places``."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ingest.bank.correction import Correction
from ingest.bank.entry import Value, entry_id, sayable, sayable_source
from schema.result import Evidence, Issue, IssueCode, Result, Severity, Source

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as it was read: its path as given, the SHA-256 of its bytes, and all that came of it.

    A container (mail, mailbox, archive) is one file; its results name their members.
    """

    path: str
    sha256: str
    results: tuple[Result, ...]


def answers_digest(values: dict[str, Value]) -> str:
    """The same for the same answers; empty where nothing was answered.

    >>> answers_digest({"a": None, "b": []})
    ''
    """
    said = {key: value for key, value in values.items() if value not in (None, [], "")}
    if not said:
        return ""
    return hashlib.sha256(_json(said).encode()).hexdigest()


def store(connection: sqlite3.Connection, reading: Reading, form: tuple[str, str, str], program: str) -> None:
    """Put a reading in the place of whatever the same bytes gave before; part of the caller's transaction.

    `form` is the form's id, version and digest.
    """
    row = (reading.sha256, *form, program)
    places = connection.execute("SELECT DISTINCT sheet FROM places WHERE file = ?", (reading.sha256,))
    before = {sheet for (sheet,) in places}
    connection.execute(
        "INSERT OR REPLACE INTO files (sha256, form, form_version, form_digest, program) VALUES (?, ?, ?, ?, ?)", row
    )
    spot = spot_of(reading.path)
    if before:
        connection.execute("DELETE FROM places WHERE file = ? AND spot = ?", (reading.sha256, spot))
    for result in reading.results:
        id_ = entry_id(result.source)
        _store_sheet(connection, id_, result, form[1], program)
        _store_place(connection, id_, result.source, reading.sha256, spot)
    for gone in before - {entry_id(result.source) for result in reading.results}:
        connection.execute("DELETE FROM places WHERE file = ? AND sheet = ?", (reading.sha256, gone))
        homeless = "DELETE FROM sheets WHERE id = ? AND NOT EXISTS (SELECT 1 FROM places WHERE sheet = sheets.id)"
        connection.execute(homeless, (gone,))


def _store_sheet(connection: sqlite3.Connection, id_: str, result: Result, form_version: str, program: str) -> None:
    values = result.record.model_dump(mode="json") if result.record is not None else None
    connection.execute(
        """INSERT INTO sheets (id, sha256, sheet, format, status, form, form_version, program, shown, answers, record,
                               issues, evidence, unclaimed)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET
             format = excluded.format, status = excluded.status, shown = excluded.shown, form = excluded.form,
             form_version = excluded.form_version, program = excluded.program, answers = excluded.answers,
             record = excluded.record, issues = excluded.issues, evidence = excluded.evidence,
             unclaimed = excluded.unclaimed""",
        (
            id_,
            result.source.sha256,
            result.source.sheet,
            result.source.format,
            str(result.status),
            result.form,
            form_version,
            program,
            str(result.status),
            answers_digest(values or {}),
            None if values is None else _json(values),
            issues_json(result.issues),
            _json({key: item.to_json() for key, item in result.evidence.items()}),
            _json(list(result.unclaimed)),
        ),
    )


_PLACE = """INSERT OR REPLACE INTO places (spot, member, sheet, file, path, sender, received)
            VALUES (?, ?, ?, ?, ?, ?, ?)"""


def _store_place(connection: sqlite3.Connection, id_: str, source: Source, file: str, spot: str) -> None:
    source = sayable_source(source)
    row = spot, source.member or "", id_, file, source.path, source.sender, source.received
    connection.execute(_PLACE, row)


def store_copy(connection: sqlite3.Connection, path: str, sha256: str) -> bool:
    """Note that a known file lies at `path` too, or has moved there; say whether that was new."""
    spot = spot_of(path)
    if connection.execute("SELECT 1 FROM places WHERE file = ? AND spot = ?", (sha256, spot)).fetchone():
        return False
    rows = connection.execute(
        """SELECT spot, member, sheet, sender, received FROM places WHERE file = ?1
           AND spot = (SELECT min(spot) FROM places WHERE file = ?1)""",
        (sha256,),
    ).fetchall()
    for _, member, sheet, sender, received in rows:
        connection.execute(_PLACE, (spot, member, sheet, sha256, sayable(path), sender, received))
    spots = connection.execute("SELECT DISTINCT spot FROM places WHERE file = ?", (sha256,)).fetchall()
    for (former,) in spots:
        if former != spot and not Path(former).exists():
            connection.execute("DELETE FROM places WHERE file = ? AND spot = ?", (sha256, former))
    return bool(rows)


def spot_of(path: str) -> str:
    """Where a path leads from here: the same for ``inbox/a.docx`` and ``./inbox/a.docx``."""
    folder, name = os.path.split(path)
    spot = os.path.join(_resolved(os.getcwd(), folder), name)  # noqa: PTH109, PTH118 (a Path costs more than the rest)
    return sayable(os.path.realpath(spot) if name in ("", ".", "..") or os.path.islink(spot) else spot)  # noqa: PTH114


@lru_cache(maxsize=256)
def _resolved(here: str, folder: str) -> str:
    """A folder's own place, links followed, seen from the folder `here`."""
    return os.path.realpath(os.path.join(here, folder))  # noqa: PTH118


class StoredEvidence(Mapping[str, Evidence]):
    """Evidence as the ledger stores it, made out when first asked for: of most sheets nobody asks."""

    __slots__ = ("_found", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, Evidence] | None = None

    @property
    def _all(self) -> dict[str, Evidence]:
        if self._found is None:
            self._found = {key: _evidence(item) for key, item in json.loads(self._text).items()}
        return self._found

    def __getitem__(self, key: str) -> Evidence:
        return self._all[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def correction_of(row: tuple[Any, ...]) -> Correction:
    """A row of ``corrections``: number, sheet, field, code, was, values, issues, who, at, undone."""
    number, sheet, field, code, was, values, issues, who, at, undone = row
    return Correction(
        number, sheet, field, code, json.loads(was), json.loads(values), issues_of(issues), who, at, undone
    )


def issues_json(issues: Iterable[Issue]) -> str:
    """Issues as the ledger stores them."""
    return _json([issue.to_json() for issue in issues])


def issues_of(text: str) -> tuple[Issue, ...]:
    """Issues from what the ledger stores."""
    if text == "[]":
        return ()
    return tuple(
        Issue(IssueCode(item["code"]), item["field"], Severity(item["severity"]), item["message"], item["detail"])
        for item in json.loads(text)
    )


def _evidence(item: dict[str, Any]) -> Evidence:
    box = item.pop("box")
    return Evidence(box=tuple(box) if box else None, **item)


def _json(value: object) -> str:
    return sayable(_ENCODER.encode(value))
