"""The entries as an Arrow table and a Parquet file, typed so that pandas, DuckDB and R need no help.

Texts are strings, choices dictionaries, lists ``list<string>``, numbers doubles, yes/no booleans.
A date is the ISO text as it could be read (``2020-04``), with its first day as ``date32`` beside it.
`issues` is a list of structs. The file's metadata names the form, its version and that of this
layout, each field's metadata its question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.bank.columns import Column, columns, since_key
from ingest.bank.display import first_day, moment
from ingest.bank.entry import Entry
from schema.form import Form, Kind

if TYPE_CHECKING:
    import pyarrow as pa

LAYOUT_VERSION = "1"
"""Changes when a column is renamed, retyped or gone; a new column does not change it."""

ROW_GROUP = 2_000
"""Rows that form one group in the file: some megabytes of text, which are held at once."""

PART = 200
"""Rows that become Arrow's at once: as Python's own objects they take many times as much."""


def arrow_table(form: Form, entries: Sequence[Entry]) -> pa.Table:
    """The entries as an Arrow table."""
    import pyarrow as pa

    fields, arrays = [], []

    def add(name: str, array: pa.Array, question: str = "") -> None:
        fields.append(pa.field(name, array.type, metadata={"question": question} if question else None))
        arrays.append(array)

    add("id", pa.array([entry.id for entry in entries], pa.string()))
    add("status", _dictionary([str(entry.status) for entry in entries], ["complete", "incomplete", "rejected"]))
    for column in columns(form):
        add(column.key, _values(column, entries), column.field.name)
        if column.since:
            days = [first_day(entry.values.get(column.key)) for entry in entries]
            add(since_key(column.key, form), pa.array(days, pa.date32()), column.field.name)
    add("issues", _issues(entries))
    for name in ("path", "member", "format", "sender", "sha256"):
        add(f"source_{name}", pa.array([getattr(entry.source, name) for entry in entries], pa.string()))
    add("source_sheet", pa.array([entry.source.sheet for entry in entries], pa.int32()))
    add("source_received", pa.array([_utc(entry) for entry in entries], pa.timestamp("us", "UTC")))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=metadata(form)))


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
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(_parts(form, rest, names), ROW_GROUP // PART)):
            writer.write_table(pa.concat_tables(group), ROW_GROUP)


def _parts(form: Form, entries: Iterator[Entry], names: Sequence[str] | None) -> Iterator[pa.Table]:
    while part := list(islice(entries, PART)):
        yield _chosen(arrow_table(form, part), names)


def _chosen(table: pa.Table, names: Sequence[str] | None) -> pa.Table:
    return table if names is None else table.select(names)


def _values(column: Column, entries: Sequence[Entry]) -> pa.Array:
    import pyarrow as pa

    values = [entry.values.get(column.key) for entry in entries]
    match column.kind:
        case Kind.CHOICE:
            return _dictionary(values, [option.code for option in column.field.options])
        case Kind.LIST | Kind.URLS | Kind.CHOICES:
            return pa.array(values, pa.list_(pa.string()))
        case Kind.NUMBER:
            return pa.array(values, pa.float64())
        case Kind.YES_NO:
            return pa.array(values, pa.bool_())
        case _:
            return pa.array([None if value is None else str(value) for value in values], pa.string())


def _dictionary(values: Sequence[object], codes: Sequence[str]) -> pa.Array:
    import pyarrow as pa

    places = {code: place for place, code in enumerate(codes)}
    indices = pa.array([places.get(str(value)) for value in values], pa.int8() if len(codes) < 128 else pa.int32())
    return pa.DictionaryArray.from_arrays(indices, pa.array(codes, pa.string()))


def _issues(entries: Sequence[Entry]) -> pa.Array:
    import pyarrow as pa

    names = ("code", "field", "severity", "message", "detail")
    kind = pa.list_(pa.struct([(name, pa.string()) for name in names]))
    return pa.array(
        [
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
        ],
        kind,
    )


def _utc(entry: Entry) -> datetime | None:
    received = moment(entry.source.received)
    if received is None:
        return None
    return received.astimezone(UTC) if received.tzinfo else received.replace(tzinfo=UTC)
