"""A value as people read it in a cell: option labels for codes, months by name, lists on one line."""

from __future__ import annotations

from datetime import date, datetime

from ingest.bank.columns import Column, option_labels
from ingest.bank.entry import Value
from ingest.bank.words import Words
from schema.form import Kind
from schema.result import Evidence

LIST_SEPARATOR = " - "


def display(column: Column, value: Value, words: Words) -> str:
    """The text of a value; an empty one is the empty text.

    What it gives for a value, reading it as an answer gives the value again.
    """
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return words.yes if value else words.no
    if column.kind in (Kind.CHOICE, Kind.CHOICES):
        labels = option_labels(column.field)
        codes = value if isinstance(value, list) else [str(value)]
        return ", ".join(labels.get(code, code) for code in codes)
    if isinstance(value, list):
        return ("\n" if column.kind is Kind.URLS else LIST_SEPARATOR).join(value)
    if column.kind is Kind.DATE:
        return spoken_date(str(value), words)
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


def said(column: Column, evidence: Evidence | None) -> str:
    """What the sheet says where an answer was looked for, without the printed hint before it."""
    text = evidence.text.strip() if evidence else ""
    return text.removeprefix(column.field.hint).strip()


def spoken_date(value: str, words: Words) -> str:
    """A partial ISO date for a reader: ``2020-04`` is «abril de 2020», a whole one stays as it is."""
    year, _, month = value.partition("-")
    if month.isdigit() and 1 <= int(month) <= 12:
        return words.month_of.format(month=words.months[int(month) - 1], year=year)
    return value


def whole_date(value: Value) -> date | None:
    """The day of a date written in full; None for a partial one.

    >>> whole_date("2020-04-24"), whole_date("2020-04")
    (datetime.date(2020, 4, 24), None)
    """
    if not isinstance(value, str) or len(value) != 10:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def first_day(value: Value) -> date | None:
    """The first day that a full or partial date can mean.

    >>> first_day("2020-04"), first_day("2020")
    (datetime.date(2020, 4, 1), datetime.date(2020, 1, 1))
    """
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value + "0000-01-01"[len(value) :])
    except ValueError:
        return None


def moment(received: str | None) -> datetime | None:
    """The moment a source was received; None where none is known, or it is not ISO 8601."""
    if not received:
        return None
    try:
        return datetime.fromisoformat(received)
    except ValueError:
        return None
