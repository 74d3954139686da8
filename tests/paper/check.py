"""What the program made of a case, beside what it should have made."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.extraction import extract_part
from ingest.intake.part import Part
from schema.result import Result

from .cases import Case
from .sheet import FORM

_TYPED = {
    "fecha",
    "tipo_institucion",
    "localidad",
    "provincia",
    "pais",
    "contacto_telefono",
    "contacto_email",
    "enlaces",
}
_PLACE = dict.fromkeys(("localidad", "provincia", "pais"), "localizacion")
_EVIDENCE = {**_PLACE, "contacto_email": "contacto_nombre"}
_ALIKE = 0.95  # of a text's letters


class Field(NamedTuple):
    """A field as it came out: whether it is right, doubted, and the confidence of its evidence (None without)."""

    key: str
    want: object
    got: object
    right: bool
    flagged: bool
    confidence: float | None


@dataclass(slots=True)
class Outcome:
    """The fields of a case, and its status where there is no record."""

    fields: list[Field] = field(default_factory=list)
    rejected: str = ""

    def silent(self) -> list[Field]:
        return [item for item in self.fields if not item.right and not item.flagged]

    def wrong(self) -> list[Field]:
        return [item for item in self.fields if not item.right and item.flagged]

    def doubted(self) -> list[Field]:
        return [item for item in self.fields if item.right and item.flagged and item.got not in (None, [], "")]


def check(case: Case) -> Outcome:
    """Read the case's file and compare."""
    [result, *_] = extract_part(Part(case.name, None, case.data), [FORM])
    if result.record is None:
        return Outcome([Field(key, want, None, False, True, None) for key, want in case.filled.record.items()],
                       str(result.issues[0].code))  # fmt: skip
    return Outcome(list(_fields(result, case)))


def _fields(result: Result, case: Case) -> Iterator[Field]:
    got = result.record.model_dump(mode="json") if result.record else {}
    about = {issue.field for issue in result.issues}
    for key, want in case.filled.record.items():
        evidence = result.evidence.get(key) or result.evidence.get(_EVIDENCE.get(key, key))
        yield Field(key, want, got[key], equal(key, got[key], want), bool({key, _PLACE.get(key, key)} & about),
                    evidence.confidence if evidence else None)  # fmt: skip


def equal(key: str, got: object, want: object) -> bool:
    """Whether a value read from paper is right: typed kinds to the letter, texts but for a letter in twenty."""
    got, want = _normal(got), _normal(want)
    if got == want or key in _TYPED or not got or not want:
        return got == want
    one, other = (" ; ".join(value) if isinstance(value, list) else str(value) for value in (got, want))
    return difflib.SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() >= _ALIKE


def _normal(value: object) -> object:
    if isinstance(value, list):
        return [_normal(item) for item in value] or None
    return " ".join(str(value).split()) if value not in (None, "") else None
