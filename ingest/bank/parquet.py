"""The entries as an Arrow table and a Parquet file, typed so that pandas, DuckDB and R need no help.

Texts are strings, choices dictionaries, lists ``list<string>``, numbers doubles, yes/no booleans.
A date is the ISO text as it could be read (``2020-04``), with its first day as ``date32`` beside it.
`issues` is a list of structs. The file's metadata names the form, its version and that of this
layout, each field's metadata its question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.bank import arrays
from ingest.bank.columns import Column, columns, since_key
from ingest.bank.display import first_day, moment
from ingest.bank.entry import Entry
from schema.form import Form, Kind
from schema.result import Status

if TYPE_CHECKING:
    import pyarrow as pa

LAYOUT_VERSION = "1"
"""Changes when a column is renamed, retyped or gone; a new column does not change it."""

ROW_GROUP = 1_000
"""Rows that form one group in the file: some megabytes of text, which are held at once."""

PART = 200
"""Rows that become Arrow's at once: as Python's own objects they take many times as much."""


def arrow_table(form: Form, entries: Sequence[Entry]) -> pa.Table:
    """The entries as an Arrow table."""
    import pyarrow as pa

    fields, made = [], []

    def add(name: str, array: pa.Array, question: str = "") -> None:
        fields.append(pa.field(name, array.type, metadata={"question": question} if question else None))
        made.append(array)

    add("id", arrays.strings([entry.id for entry in entries]))
    add("status", arrays.dictionary([entry.status for entry in entries], [str(status) for status in Status]))
    for column in columns(form):
        add(column.key, _values(column, entries), column.field.name)
        if column.since:
            days = [first_day(entry.values.get(column.key)) for entry in entries]
            add(since_key(column.key, form), arrays.days(days), column.field.name)
    add("issues", _issues(entries))
    for name in ("path", "member", "format", "sender", "sha256"):
        add(f"source_{name}", arrays.strings([getattr(entry.source, name) for entry in entries]))
    add("source_sheet", arrays.integers([entry.source.sheet for entry in entries]))
    add("source_received", arrays.moments([_utc(entry) for entry in entries]))
    return pa.Table.from_arrays(made, schema=pa.schema(fields, metadata=metadata(form)))


def metadata(form: Form) -> dict[str, str]:
    """What the file says about itself."""
    return {
        "planilla.layout": LAYOUT_VERSION,
        "planilla.form": form.id,
        "planilla.form_version": form.version,
        "planilla.form_title": form.title,
        "planilla.language": form.language,
    }


def write_parquet(form: Form, entries: Iterable[Entry], path: Path, names: Sequence[str] | None = None) -> None:
    """Write the entries as one Parquet file (zstd, dictionaries, statistics), group by group.

    `names` chooses columns, all if not given.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _chosen(arrow_table(form, ()), names).schema
    rest = iter(entries)
    # A dictionary is held until its group is written, and of texts that hardly come twice it is all of them.
    few = {column.key for column in columns(form) if column.part or column.kind in (Kind.CHOICE, Kind.DATE)}
    few |= {"status", "source_format", "source_sender"}
    dictionaries = [name for name in schema.names if name in few]
    # Of long texts the least and the greatest are no help to anybody, and stand in the file's end as a whole.
    long = {column.key for column in columns(form) if column.kind is Kind.LONG_TEXT}
    compared = [name for name in schema.names if name not in long]
    options = {"compression": "zstd", "use_dictionary": dictionaries, "write_statistics": compared}
    with _sparing(), pq.ParquetWriter(path, schema, **options) as writer:
        while group := list(islice(_parts(form, rest, names), ROW_GROUP // PART)):
            writer.write_table(pa.concat_tables(group), ROW_GROUP)
            group.clear()  # before the next one is made


@contextmanager
def _sparing() -> Iterator[None]:
    """Let Arrow give memory back when it is done with it: its own pools keep twice as much for the next time."""
    import pyarrow as pa

    usual = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(usual)


def _parts(form: Form, entries: Iterator[Entry], names: Sequence[str] | None) -> Iterator[pa.Table]:
    while part := list(islice(entries, PART)):
        yield _chosen(arrow_table(form, part), names)


def _chosen(table: pa.Table, names: Sequence[str] | None) -> pa.Table:
    return table if names is None else table.select(names)


def _values(column: Column, entries: Sequence[Entry]) -> pa.Array:
    values: list[Any] = [entry.values.get(column.key) for entry in entries]
    match column.kind:
        case Kind.CHOICE:
            return arrays.dictionary(values, [option.code for option in column.field.options])
        case Kind.LIST | Kind.URLS | Kind.CHOICES:
            return arrays.lists(values)
        case Kind.NUMBER:
            return arrays.doubles(values)
        case Kind.YES_NO:
            return arrays.booleans(values)
        case _:
            return arrays.strings([None if value is None else str(value) for value in values])


def _issues(entries: Sequence[Entry]) -> pa.Array:
    said = [
        [
            {
                "code": str(issue.code),
                "field": issue.field,
                "severity": str(issue.severity),
                "message": issue.message,
                "detail": json.dumps(issue.detail, ensure_ascii=False, sort_keys=True, default=str),
            }
            for issue in entry.issues
        ]
        for entry in entries
    ]
    return arrays.structs(said, ("code", "field", "severity", "message", "detail"))


def _utc(entry: Entry) -> datetime | None:
    received = moment(entry.source.received)
    if received is None:
        return None
    return received.astimezone(UTC) if received.tzinfo else received.replace(tzinfo=UTC)
