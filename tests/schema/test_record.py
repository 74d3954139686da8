from __future__ import annotations

import pickle

import pytest
from pydantic import BaseModel, ValidationError

from schema.form import FormError, find_form, parse_form
from schema.record import record_model

FORM = find_form("banco-iniciativas")
FIELD = '[[field]]\nkey = "{key}"\nlabel = "Answer:"\nkind = "text"\nneed = "optional"\n'


def small(key: str) -> str:
    return 'id = "small"\ntitle = "Small"\nlanguage = "en"\n' + FIELD.format(key=key)


def test_a_record_has_all_keys_in_the_order_of_the_form() -> None:
    record = record_model(FORM)()
    assert list(record.model_dump()) == list(FORM.keys)
    assert set(record.model_dump().values()) == {None}


@pytest.mark.parametrize("iso", ["2020", "2020-04", "2020-04-24", "2020-02-29"])
def test_dates_as_precise_as_they_are(iso: str) -> None:
    assert record_model(FORM)(fecha=iso).model_dump()["fecha"] == iso


@pytest.mark.parametrize(
    "wrong",
    [
        {"fecha": "24/04/2020"},
        {"fecha": "2020-4-24"},
        {"fecha": "2021-02-29"},
        {"fecha": "2020-13"},
        {"tipo_institucion": "otra"},
        {"palabras_clave": "agua"},
        {"lugar": "Goya"},
    ],
)
def test_what_no_record_can_hold(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        record_model(FORM)(**wrong)


def test_a_change_is_checked_again() -> None:
    record = record_model(FORM)(fecha="2020")
    with pytest.raises(ValidationError):
        record.fecha = "2020-99"  # type: ignore[attr-defined]


def test_what_cannot_be_read_is_kept_as_written() -> None:
    record = record_model(FORM)(contacto_email="rita@", contacto_telefono="42-3456", enlaces=["en Facebook"])
    assert record.model_dump()["enlaces"] == ["en Facebook"]


def test_one_model_a_form() -> None:
    copy = pickle.loads(pickle.dumps(FORM))
    assert record_model(FORM) is record_model(FORM) is record_model(copy)


def test_the_schema_can_be_read() -> None:
    schema = record_model(FORM).model_json_schema()
    fields = schema["properties"]
    assert schema["description"] == FORM.title
    assert fields["localizacion"]["title"] == "Localización"
    assert fields["provincia"]["title"] == "Provincia"
    assert fields["contacto_email"]["title"] == "Nombre, apellido y Email (contacto_email)"
    assert fields["tipo_institucion"]["anyOf"][0]["enum"][0] == "publica"
    assert fields["resumen"]["x-words"] == 150


@pytest.mark.parametrize("key", [name for name in dir(BaseModel) if not name.startswith("__")] + ["_hidden", "class"])
def test_a_key_that_can_be_no_attribute_is_refused_with_the_form(key: str) -> None:
    with pytest.raises(FormError, match=key):
        parse_form(small(key))
