"""Which columns a form's tables have, and which of them say what a sheet is about.

Everything here follows from the form: no key or label of any form stands in the code.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from ingest.bank.words import Words, words_for
from schema.form import Field, Form, Kind, Need

_BRACKETS = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Column:
    """One key of the record as a column: its heading for people, its kind, the field it comes from.

    `part` names the part of a place that the column holds, where it is derived from one.
    """

    key: str
    heading: str
    kind: Kind
    field: Field
    part: str | None = None

    @property
    def since(self) -> bool:
        """Whether the tables have a second column for it, the date's first day."""
        return self.kind is Kind.DATE


@cache
def columns(form: Form) -> tuple[Column, ...]:
    """The record's columns, in the form's order."""
    words = words_for(form.language)
    found: list[Column] = []
    for field in form.fields:
        found.append(Column(field.key, heading(field, words), field.kind, field))
        for key, part in field.derives:
            found.append(Column(key, words.parts.get(part, _spoken(key)), Kind.TEXT, field, part))
    return tuple(_told_apart(found))


def _told_apart(found: list[Column]) -> list[Column]:
    """Give a heading that stands twice its field's key, so that each names one column."""
    times = Counter(column.heading.casefold() for column in found)
    return [
        replace(column, heading=f"{column.heading} ({column.key})") if times[column.heading.casefold()] > 1 else column
        for column in found
    ]


def heading(field: Field, words: Words) -> str:
    """A field's short name: its label without brackets and colon; for one without a label, what its kind is called.

    >>> heading(Field("a", Kind.LONG_TEXT, Need.REQUIRED, label="Breve resumen (hasta 150 palabras):"), words_for("es"))
    'Breve resumen'
    """
    if field.label:
        return _BRACKETS.sub("", field.name).strip().rstrip(":").rstrip() or field.name
    return words.kinds.get(field.kind, _spoken(field.key))


def since_key(key: str, form: Form) -> str:
    """The name of the column with a date's first day, in the form's language: ``fecha_desde``."""
    return f"{key}_{words_for(form.language).since}"


@cache
def title_column(form: Form) -> Column | None:
    """The column that says what a sheet is about: the first short text, best a required one."""
    texts = [column for column in columns(form) if column.kind is Kind.TEXT and column.part is None]
    names = texts or [column for column in columns(form) if column.kind is Kind.NAME]
    needed = [column for column in names if column.field.need is Need.REQUIRED]
    return next(iter(needed or names), None)


@cache
def place_column(form: Form, part: str) -> Column | None:
    """The column of one part (`locality`, `province`, `country`) of the form's first place."""
    return next((column for column in columns(form) if column.part == part), None)


def option_labels(field: Field) -> dict[str, str]:
    """What people call each option, by its code."""
    return {option.code: option.label.strip().rstrip(":").rstrip() for option in field.options}


def _spoken(key: str) -> str:
    return key.replace("_", " ").strip().capitalize()
