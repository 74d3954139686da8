"""Results of the tests' own, made by hand: an English form about a club, and the Spanish one that ships."""

from __future__ import annotations

import hashlib
from typing import Any

from schema.form import Form, Need, find_form, parse_form
from schema.messages import message
from schema.record import record_model
from schema.result import ERRORS, Evidence, Issue, IssueCode, Result, Severity, Source, Status

CLUB = parse_form(
    """
id = "club-survey"
title = "Survey of allotment clubs"
language = "en"
country = "GB"

[[field]]
key = "open_all_year"
label = "Open all year?"
kind = "yes_no"
need = "required"

[[field]]
key = "club"
label = "Name of the club (as on the gate):"
kind = "text"
need = "required"

[[field]]
key = "founded"
label = "Founded"
kind = "date"
need = "recommended"

[[field]]
key = "area"
label = "Area in hectares"
kind = "number"
unit = "ha"
need = "optional"

[[field]]
key = "grown"
label = "What is grown"
kind = "choices"
need = "optional"
options = [{ code = "veg", label = "Vegetables" }, { code = "fruit", label = "Fruit" }]

[[field]]
key = "secretary"
label = "Secretary"
kind = "email"
need = "optional"
private = true
""",
    "club",
)
BANK = find_form("banco-iniciativas")

GARDEN: dict[str, Any] = {
    "fecha": "2020-05-04",
    "localizacion": "Goya, Corrientes",
    "localidad": "Goya",
    "provincia": "Corrientes",
    "pais": "Argentina",
    "tipo_institucion": "sociedad_civil",
    "identificacion": "Huertas en los patios",
    "origen": "Nació en una cooperativa.",
    "resumen": "Siembran y reparten.\nSon 40 familias.",
    "aspectos_relevantes": "Nada se compra afuera.",
    "palabras_clave": ["huertas", "cooperativa"],
    "enlaces": ["https://huertas.example.org/patios"],
    "contacto_nombre": "Rosa Ledesma",
    "contacto_email": "rosa@example.org",
    "contacto_telefono": "+543777410000",
}


def issue(code: IssueCode, key: str | None, form: Form = BANK, **detail: Any) -> Issue:
    """An issue as validation makes it."""
    needed = key is not None and form.field(key).need is Need.REQUIRED
    absent = code in (IssueCode.MISSING, IssueCode.LABEL_NOT_FOUND)
    severity = Severity.ERROR if code in ERRORS or (absent and needed) else Severity.WARNING
    label = form.field(key).name if key else ""
    return Issue(code, key, severity, message(code, form.language, label=label, **detail), detail)


def sheet(
    path: str = "inbox/a.docx",
    *issues: Issue,
    form: Form = BANK,
    sender: str | None = None,
    received: str | None = None,
    bytes_: str | None = None,
    member: str | None = None,
    number: int = 1,
    **values: Any,
) -> Result:
    """A sheet with the garden's answers (an empty one for another form), changed by `values`."""
    answers = (GARDEN if form is BANK else dict.fromkeys(form.keys) | {"grown": []}) | values
    digest = hashlib.sha256((bytes_ or f"{path}/{member}/{answers}").encode()).hexdigest()
    wrong = any(item.severity is Severity.ERROR for item in issues)
    return Result(
        Source(path, member, number, digest, "docx", sender, received),
        form.id,
        Status.INCOMPLETE if wrong else Status.COMPLETE,
        record_model(form).model_validate(answers),
        issues,
        {
            key: Evidence(f"{key}:", str(value), f"table 1, row {row}")
            for row, (key, value) in enumerate(answers.items())
            if value
        },
    )


def refused(path: str, code: IssueCode, form: Form = BANK, **source: Any) -> Result:
    """A file that gave no sheet."""
    digest = hashlib.sha256(path.encode()).hexdigest()
    return Result(Source(path, sha256=digest, **source), None, Status.REJECTED, None, (issue(code, None, form),))
