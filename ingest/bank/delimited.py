"""The tables as CSV (RFC 4180), in three editions for three kinds of reader.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return runs as a formula
when a spreadsheet opens the file. In the editions for spreadsheets such a cell gets an apostrophe
before it, and so does one that already begins with an apostrophe, so that taking one leading
apostrophe away always gives the value back. A phone is ``'+542392410000`` there.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from ingest.bank.columns import columns, since_key
from ingest.bank.display import first_day
from ingest.bank.entry import Contents, Entry, Value
from schema.form import Form

SEPARATOR = " | "
"""Between the items of a list."""

SOURCE_COLUMNS = ("path", "member", "sheet", "format", "sender", "received", "sha256")


class Edition(StrEnum):
    """For whom a CSV is written."""

    SAFE = "safe"  # opens right in a spreadsheet, reads well anywhere: BOM, commas, formula guard
    EXCEL = "excel"  # for an Excel whose list separator is the semicolon, as in Spanish: BOM, `;`, guard
    DATA = "data"  # for programs: no BOM, commas, values as they are


def guard(text: str) -> str:
    """Keep a cell from running as a formula.

    >>> guard("+54 2392 410000"), guard("=1+1"), guard("'tis"), guard("Goya")
    ("'+54 2392 410000", "'=1+1", "''tis", 'Goya')
    """
    return "'" + text if text[:1] in set("=+-@\t\r'＝＋－＠") else text


def unguard(text: str) -> str:
    """Undo `guard`.

    >>> unguard(guard("=1+1"))
    '=1+1'
    """
    return text.removeprefix("'")


def write_entries(contents: Contents, path: Path, edition: Edition = Edition.SAFE) -> None:
    """Write one row an entry: id, status, the record, the issues as ``code:field``, the source."""
    form = contents.form
    header = ["id", "status"]
    for column in columns(form):
        header += [column.key, since_key(column.key, form)] if column.since else [column.key]
    header += ["issues", *(f"source_{name}" for name in SOURCE_COLUMNS)]
    _write(path, header, (_entry_row(entry, form) for entry in contents.entries), edition)


def write_issues(contents: Contents, path: Path, edition: Edition = Edition.SAFE) -> None:
    """Write one row an issue, of every sheet and file: repeats and rejected ones too."""
    header = ["id", "path", "member", "sheet", "sender", "code", "field", "severity", "message", "text", "detail"]
    _write(path, header, _issue_rows(contents.everything), edition)


def write_corrections(contents: Contents, path: Path, edition: Edition = Edition.SAFE) -> None:
    """Write one row a correction ever made: what it was, what it is, who and when, and whether it shows.

    `state` is ``applied``, ``undone``, or ``waiting``: its sheet is gone, or a later version of it
    answers otherwise.
    """
    header = ["number", "state", "id", "path", "field", "code", "was", "value", "who", "at", "undone"]
    found = contents.find({item.sheet for item in contents.corrections})
    rows = (
        [
            str(item.number),
            "undone" if item.undone else "applied" if item.number in contents.applied else "waiting",
            item.sheet,
            found[item.sheet].place if item.sheet in found else "",
            item.field,
            item.code,
            cell(item.was.get(item.field)),
            cell(item.values.get(item.field)),
            item.who,
            item.at,
            item.undone or "",
        ]
        for item in contents.corrections
    )
    _write(path, header, rows, edition)


def _entry_row(entry: Entry, form: Form) -> list[str]:
    row = [entry.id, str(entry.status)]
    for column in columns(form):
        value = entry.values.get(column.key)
        row.append(cell(value))
        if column.since:
            day = first_day(value)
            row.append(day.isoformat() if day else "")
    row.append(SEPARATOR.join(f"{issue.code}:{issue.field or ''}".rstrip(":") for issue in entry.issues))
    return row + [cell(getattr(entry.source, name)) for name in SOURCE_COLUMNS]


def _issue_rows(entries: Iterable[Entry]) -> Iterable[list[str]]:
    for entry in entries:
        source = entry.source
        for issue in entry.issues:
            evidence = entry.evidence.get(issue.field or "")
            yield [
                entry.id,
                source.path,
                source.member or "",
                str(source.sheet),
                source.sender or "",
                str(issue.code),
                issue.field or "",
                str(issue.severity),
                issue.message,
                evidence.text if evidence else "",
                json.dumps(issue.detail, ensure_ascii=False, sort_keys=True, default=str) if issue.detail else "",
            ]


def cell(value: Value) -> str:
    """A value as CSV text: ``true``/``false``, items of a list with `SEPARATOR` between, nothing for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return SEPARATOR.join(value)
    return str(value)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]], edition: Edition) -> None:
    faithful = edition is Edition.DATA
    encoding = "utf-8" if faithful else "utf-8-sig"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=";" if edition is Edition.EXCEL else ",")
        writer.writerow(header)
        writer.writerows(rows if faithful else ([guard(text) for text in row] for row in rows))
