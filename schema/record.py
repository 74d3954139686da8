"""The record of a sheet: a Pydantic model made from the form, with a value type for each kind of answer.

Every key can be null: a sheet may leave any question out, and what is wrong with it stands in the
issues, not in the record. E-mail addresses, phone numbers and web addresses that can't be read are
kept as written, so their types allow any text; their JSON Schema tells both readings apart.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal, Optional

from pydantic import AfterValidator, BaseModel, ConfigDict, WithJsonSchema, create_model
from pydantic import Field as ModelField

from schema.form import Field, Form, Kind

_PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_DATE = re.compile(_PARTIAL_DATE)


def _existing(text: str) -> str:
    """Check that there is such a day, month or year (ISO 8601-1, 5.2.2: reduced precision)."""
    if not _DATE.match(text):
        raise ValueError("is no ISO 8601 date: YYYY, YYYY-MM or YYYY-MM-DD")
    date.fromisoformat(text + "0000-01-01"[len(text) :])
    return text


def _kept(format: str, issue: str, **extra: str) -> WithJsonSchema:
    """The JSON Schema of a value that has a format, or is kept as written and flagged."""
    return WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "format": format, **extra},
                {"type": "string", "description": f"as written, with the issue {issue}"},
            ]
        }
    )


PartialDate = Annotated[
    str,
    AfterValidator(_existing),
    WithJsonSchema({"type": "string", "pattern": _PARTIAL_DATE, "examples": ["2020-04-24", "2020-04", "2020"]}),
]
"""An ISO 8601 date as precise as it is known: ``2020-04-24``, ``2020-04``, ``2020``."""

Url = Annotated[str, _kept("iri", "invalid_url")]
"""An absolute http(s) address; or the text as written."""

Email = Annotated[str, _kept("idn-email", "invalid_email")]
"""An e-mail address in lower case; or the text as written."""

Phone = Annotated[str, _kept("phone", "invalid_phone", pattern=r"^\+[1-9]\d{6,14}$")]
"""A phone number in E.164 (``+542392412345``); or the text as written."""

_TYPES: dict[Kind, Any] = {
    Kind.TEXT: str,
    Kind.LONG_TEXT: str,
    Kind.NAME: str,
    Kind.PLACE: str,
    Kind.DATE: PartialDate,
    Kind.YES_NO: bool,
    Kind.NUMBER: int | float,
    Kind.LIST: list[str],
    Kind.URLS: list[Url],
    Kind.EMAIL: Email,
    Kind.PHONE: Phone,
}
_PARTS = {
    "es": {"locality": "Localidad", "province": "Provincia", "country": "País"},
    "en": {"locality": "Town", "province": "Province or state", "country": "Country"},
}


class Record(BaseModel):
    """What all records have in common: no other keys than the form's, checked again when one is changed."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True, protected_namespaces=())


_by_identity: dict[int, tuple[Form, type[Record]]] = {}


def record_model(form: Form) -> type[Record]:
    """The model of a form's records: one field a key, in the form's order, all of which may be None.

    Equal forms have one model.

    >>> from schema.form import find_form
    >>> model = record_model(find_form("banco-iniciativas"))
    >>> record = model(fecha="2020-04", localizacion="Goya", palabras_clave=["río"])
    >>> record.fecha, record.palabras_clave, record.origen
    ('2020-04', ['río'], None)
    >>> model(fecha="2020-02-30")
    Traceback (most recent call last):
    pydantic_core._pydantic_core.ValidationError: 1 validation error for BancoIniciativas
    ...
    """
    known = _by_identity.get(id(form))
    if known is None or known[0] is not form:
        known = _by_identity[id(form)] = (form, _model(form))
    return known[1]


@lru_cache(maxsize=64)
def _model(form: Form) -> type[Record]:
    entries: dict[str, Any] = {}
    for field in form.fields:
        entries[field.key] = (Optional[_type(field)], ModelField(None, title=_title(field, form), **_about(field)))  # noqa: UP045
        for key, part in field.derives:
            title = _PARTS.get(form.language, _PARTS["en"])[part]
            about = f"{field.name}: {title[0].lower()}{title[1:]}"
            entries[key] = (Optional[str], ModelField(None, title=title, description=about))  # noqa: UP045
    name = "".join(word.capitalize() for word in re.findall(r"[^\W_]+", form.id)) or "Sheet"
    return create_model(name, __base__=Record, __doc__=form.title, **entries)


def _type(field: Field) -> Any:
    """The type of a field's value."""
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        codes = Literal[tuple(option.code for option in field.options)]  # type: ignore[valid-type]
        return codes if field.kind is Kind.CHOICE else list[codes]  # type: ignore[valid-type]
    return _TYPES[field.kind]


def _title(field: Field, form: Form) -> str:
    """The field's label; one without a label goes by its key beside the label it shares."""
    return field.name if field.label or not field.shares else f"{form.field(field.shares).name} ({field.key})"


def _about(field: Field) -> dict[str, Any]:
    """What the JSON Schema says of a field beside its type: hint, options, unit, need."""
    said = [field.hint] if field.hint else []
    if field.options:
        said.append("; ".join(f"{option.code}: {option.label}" for option in field.options))
    if field.unit:
        said.append(f"[{field.unit}]")
    extra: dict[str, Any] = {"x-kind": str(field.kind), "x-need": str(field.need)}
    if field.words is not None:
        extra["x-words"] = field.words
    return {"description": " ".join(said) or None, "json_schema_extra": extra}
