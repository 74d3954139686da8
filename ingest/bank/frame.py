"""Results as a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ingest.bank.columns import columns, since_key
from ingest.bank.display import first_day
from ingest.bank.entry import entries_of
from schema.form import Form, Kind, find_form
from schema.result import Result, Status

if TYPE_CHECKING:
    import pandas as pd


def to_frame(results: Iterable[Result], form: Form | None = None) -> pd.DataFrame:
    """One row a result, in their order; a rejected one has only its source, status and issues.

    Columns: ``id``, ``status``, the record's keys (and after a date ``<key>_desde``, its first
    day), ``issues`` (a list of the issues' JSON), ``source_path`` … ``source_received``.
    Texts are pandas strings, choices and statuses categories, lists Python lists (an empty one
    where nothing was said), numbers ``Float64``, yes/no ``boolean``, first days ``datetime64``.

    `form` is needed only where the results' form is not one that ships. Raises `ValueError` where
    the results belong to several forms, or where none of them tells which.

    >>> from schema.result import Issue, IssueCode, Severity, Source
    >>> gone = Result(Source("carta.txt", sha256="ab" * 32), "banco-iniciativas", Status.REJECTED)
    >>> to_frame([gone])[["source_path", "status"]].to_dict("records")
    [{'source_path': 'carta.txt', 'status': 'rejected'}]
    """
    import pandas as pd

    results = list(results)
    form = form or _form_of(results)
    entries = entries_of(results)
    index = range(len(entries))
    data: dict[str, pd.Series] = {
        "id": pd.Series([entry.id for entry in entries], index, "string"),
        "status": pd.Series(
            pd.Categorical([str(entry.status) for entry in entries], [str(status) for status in Status])
        ),
    }
    for column in columns(form):
        values = [entry.values.get(column.key) for entry in entries]
        match column.kind:
            case Kind.CHOICE:
                codes = [option.code for option in column.field.options]
                data[column.key] = pd.Series(pd.Categorical([str(value) if value else None for value in values], codes))
            case Kind.LIST | Kind.URLS | Kind.CHOICES:
                data[column.key] = pd.Series([value or [] for value in values], index, "object")
            case Kind.NUMBER:
                data[column.key] = pd.Series(values, index, "Float64")
            case Kind.YES_NO:
                data[column.key] = pd.Series(values, index, "boolean")
            case _:
                data[column.key] = pd.Series(values, index, "string")
        if column.since:
            days = [first_day(value) for value in values]
            data[since_key(column.key, form)] = pd.Series(pd.to_datetime(pd.Series(days, index, "object")))
    data["issues"] = pd.Series([[issue.to_json() for issue in entry.issues] for entry in entries], index, "object")
    for name in ("path", "member", "format", "sender", "sha256"):
        data[f"source_{name}"] = pd.Series([getattr(entry.source, name) for entry in entries], index, "string")
    data["source_sheet"] = pd.Series([entry.source.sheet for entry in entries], index, "Int32")
    received = pd.Series([entry.source.received for entry in entries], index, "object")
    data["source_received"] = pd.to_datetime(received, utc=True, errors="coerce", format="ISO8601")
    return pd.DataFrame(data)


def _form_of(results: list[Result]) -> Form:
    names = {result.form for result in results if result.form is not None}
    if len(names) != 1:
        raise ValueError(f"the results belong to {len(names)} forms; say which with form=")
    return find_form(names.pop())
