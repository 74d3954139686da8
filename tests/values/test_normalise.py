"""Answers to record and issues: needs, limits, doubts, what one field tells another."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ingest.answer import Answer, Link
from ingest.values import Normalised, normalise
from schema.form import Form, find_form, parse_form
from schema.record import record_model
from schema.result import Evidence, Severity

BANK = find_form("banco-iniciativas")
FARM = parse_form(
    """
    id = "harvest"
    title = "Harvest survey"
    language = "en"
    country = "US"
    day_first = false
    filler = ["n/a", "none"]
    [[field]]
    key = "visited"
    label = "Date of visit:"
    kind = "date"
    need = "required"
    [[field]]
    key = "weight"
    label = "Harvest:"
    kind = "number"
    need = "required"
    unit = "kg"
    units = { t = 1000.0, tonnes = 1000.0 }
    [[field]]
    key = "organic"
    label = "Is it organic?"
    kind = "yes_no"
    need = "recommended"
    [[field]]
    key = "crops"
    label = "Crops:"
    kind = "choices"
    need = "recommended"
    options = [{ code = "wheat", label = "Wheat" }, { code = "maize", label = "Maize" }]
    [[field]]
    key = "soil"
    label = "Soil:"
    kind = "choice"
    need = "optional"
    options = [{ code = "clay", label = "Clay" }, { code = "sand", label = "Sand" }]
    """
)
FULL = {
    "fecha": "5 de mayo de 2020",
    "localizacion": "Tandil, Buenos Aires",
    "identificacion": "Huerta en casa",
    "origen": "Una escuela.\nUn club.",
    "resumen": "Se reparten semillas.",
    "aspectos_relevantes": "Cada familia elige.",
    "palabras_clave": "huerta, semillas",
    "enlaces": "www.example.org",
    "contacto_nombre": "Rita Sosa, rita@example.org",
    "contacto_telefono": "0249 463-2532",
}


def answer(text: str, marked: tuple[str, ...] = (), **more: object) -> Answer:
    return Answer(tuple(text.split("\n\n")), Evidence(None, text, "line 1"), marked=marked, **more)  # type: ignore[arg-type]


def bank(marked: tuple[str, ...] = ("mixta",), **changed: str | Answer | None) -> Normalised:
    texts: Mapping[str, str | Answer | None] = FULL | changed
    answers = {key: answer(text) if isinstance(text, str) else text for key, text in texts.items()}
    answers["tipo_institucion"] = changed["tipo_institucion"] if "tipo_institucion" in changed else answer("", marked)  # type: ignore[assignment]
    return normalise(BANK, answers)


def farm(**given: Answer | None) -> Normalised:
    answers: dict[str, Answer | None] = {
        "visited": answer("04/25/2020"),
        "weight": answer("2.5 t"),
        "organic": answer("", ("yes",)),
        "crops": answer("", ("maize", "wheat")),
        "soil": answer("", ("clay",)),
    }
    return normalise(FARM, answers | given, "en")


def codes(normal: Normalised) -> list[tuple[str, str | None]]:
    return [(str(issue.code), issue.field) for issue in normal.issues]


def test_a_complete_sheet() -> None:
    normal = bank()
    assert normal.issues == ()
    assert list(normal.record) == list(BANK.keys)
    assert record_model(BANK)(**normal.record).model_dump() == {
        "fecha": "2020-05-05",
        "localizacion": "Tandil, Buenos Aires",
        "localidad": "Tandil",
        "provincia": "Buenos Aires",
        "pais": "Argentina",
        "tipo_institucion": "mixta",
        "identificacion": "Huerta en casa",
        "origen": "Una escuela. Un club.",
        "resumen": "Se reparten semillas.",
        "aspectos_relevantes": "Cada familia elige.",
        "palabras_clave": ["huerta", "semillas"],
        "enlaces": ["https://www.example.org"],
        "contacto_nombre": "Rita Sosa",
        "contacto_email": "rita@example.org",
        "contacto_telefono": "+542494632532",
    }


@pytest.mark.parametrize("text", ["", "---", "s/d"])
def test_what_is_empty_by_need(text: str) -> None:
    required = bank(origen=text).issues
    assert [(str(issue.code), issue.severity) for issue in required] == [("missing", Severity.ERROR)]
    recommended = bank(palabras_clave=text)
    assert recommended.record["palabras_clave"] == []
    assert [(str(issue.code), issue.severity) for issue in recommended.issues] == [("missing", Severity.WARNING)]
    assert bank(enlaces=text, contacto_nombre=text, contacto_telefono=text).issues == ()


def test_a_label_that_the_sheet_does_not_have() -> None:
    assert codes(bank(origen=None, enlaces=None)) == [("label_not_found", "origen")]
    assert codes(bank(aspectos_relevantes=None)) == [("label_not_found", "aspectos_relevantes")]
    assert codes(bank(tipo_institucion=None)) == [("label_not_found", "tipo_institucion")]
    assert codes(normalise(BANK, {}))[0] == ("label_not_found", "fecha")


def test_marks() -> None:
    assert codes(bank(marked=())) == [("no_mark", "tipo_institucion")]
    several = bank(marked=("privada", "publica"))
    assert several.record["tipo_institucion"] is None
    [issue] = several.issues
    assert issue.detail == {"marked": ["publica", "privada"]}
    assert issue.message == "Hay más de una opción marcada en «Tipo de institución / organización»: Pública, Privada."


def test_the_limit_of_words() -> None:
    assert bank(resumen="palabra " * 150).issues == ()
    [issue] = bank(resumen="palabra " * 151).issues
    assert (str(issue.code), issue.field, issue.detail) == ("over_limit", "resumen", {"words": 151, "limit": 150})


def test_an_answer_located_by_guess_is_doubtful() -> None:
    found = bank(identificacion=answer("Huerta", certain=False), origen=answer("Escuela", doubts=("struck",)))
    assert codes(found) == [("low_confidence", "identificacion"), ("low_confidence", "origen")]
    assert found.issues[1].detail == {"reason": "struck"}


def test_an_unknown_place() -> None:
    found = bank(localizacion="Paraje Las Siete Lechuzas Mudas")
    assert codes(found) == [("unknown_place", "localizacion")]
    assert found.record["localizacion"] == "Paraje Las Siete Lechuzas Mudas"
    assert found.record["localidad"] is None


def test_phones_are_read_as_those_of_the_place() -> None:
    local = bank(contacto_telefono="463-2532")
    assert local.record["contacto_telefono"] == "+542494632532"
    assert codes(local) == [("low_confidence", "contacto_telefono")]
    assert "249" in local.issues[0].message
    abroad = bank(localizacion="Salto, Uruguay", contacto_telefono="4733 4567")
    assert (abroad.record["contacto_telefono"], abroad.issues) == ("+59847334567", ())
    nowhere = bank(localizacion="s/d", contacto_telefono="463-2532")
    assert codes(nowhere) == [("missing", "localizacion"), ("invalid_phone", "contacto_telefono")]


def test_hyperlinks_count() -> None:
    found = bank(enlaces=answer("La nota", links=(Link(0, "La nota", "https://example.org/nota"),)))
    assert (found.record["enlaces"], found.issues) == (["https://example.org/nota"], ())


def test_messages_in_the_language_asked_for() -> None:
    assert normalise(BANK, {"fecha": answer("30/4")}, "en").issues[0].message.startswith("“30/4” is not understood")
    assert normalise(BANK, {"fecha": answer("30/4")}).issues[0].message.startswith("No se entiende la fecha «30/4»")


def test_a_form_of_other_kinds() -> None:
    normal = farm()
    assert normal.issues == ()
    assert normal.record == {
        "visited": "2020-04-25",
        "weight": 2500,
        "organic": True,
        "crops": ["wheat", "maize"],
        "soil": "clay",
    }
    assert record_model(FARM)(**normal.record).model_dump() == normal.record


def test_other_kinds_left_empty() -> None:
    found = farm(weight=answer("n/a"), organic=answer(""), crops=answer(""), soil=answer(""))
    assert codes(found) == [("missing", "weight"), ("no_mark", "organic"), ("missing", "crops")]
    assert [issue.severity for issue in found.issues] == [Severity.ERROR, Severity.WARNING, Severity.WARNING]


@pytest.mark.parametrize(("text", "value"), [("Yes", True), ("no.", False), ("Sí", True), ("No, never", False)])
def test_yes_and_no_typed(text: str, value: bool) -> None:
    assert farm(organic=answer(text)).record["organic"] is value


def test_equal_answers_give_equal_records() -> None:
    form: Form = BANK
    answers = {key: answer(text) for key, text in FULL.items()}
    assert normalise(form, answers) == normalise(form, dict(reversed(answers.items())))
