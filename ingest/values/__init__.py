"""What answers mean: one module a kind, each giving values in the contract's normal forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.answer import Answer
from ingest.values.normal import normalised_fields
from schema.form import Form
from schema.result import Issue


@dataclass(frozen=True, slots=True)
class Normalised:
    """A sheet's answers as values: `record` has all keys of the form, in its order."""

    record: dict[str, object]
    issues: tuple[Issue, ...]


def normalise(form: Form, answers: Mapping[str, Answer | None], language: str = "es") -> Normalised:
    """Turn a sheet's answers into a record and its issues.

    `answers` has an entry for each field with a label of its own: the answer, or None where the
    sheet does not have the label. `language` is that of the messages, not that of the form.
    """
    record: dict[str, object] = dict.fromkeys(form.keys)
    issues: list[Issue] = []
    for values, found in normalised_fields(form, answers, language):
        record.update(values)
        issues.extend(found)
    return Normalised(record, tuple(issues))
