"""The same sheet gives the same record, whatever format it is saved in.

``golden/sheet.doc`` and ``golden/sheet.rtf`` are `sheet` as an office suite saved them, from what
``opendocument.write(sheet())`` gives.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.extraction import extract_part
from ingest.intake.part import Part
from schema.result import Result

from .labels import FORM, HEADING, HINTS, LABELS
from .model import Block, Page, Run, Table, cell, para
from .writers import opendocument, page, rich, word

GOLDEN = Path(__file__).parent / "golden"
ANSWERS: dict[str, tuple[str, ...]] = {
    "fecha": ("1º de mayo de 2020",),
    "localizacion": ("Goya, Corrientes",),
    "tipo_institucion": ("Pública", "Privada", "Sociedad civil  X", "Conocimiento", "Mixta"),
    "identificacion": ("Ollas en red: del barrio al centro",),
    "origen": ("La mesa de gestión, con el club y «dos jardines».", "Localización: en el galpón del ferrocarril."),
    "resumen": ("Se cocina los martes – y se reparte los jueves.", "Consultas a red@example.org (de 8 a 12 h)."),
    "aspectos_relevantes": ('¿Qué se aprendió? Que "nadie se salva solo".',),
    "palabras_clave": ("ollas - barrio - red público-privada -",),
    "enlaces": ("www.example.org/ollas",),
    "contacto_nombre": ("Lic. María José Núñez, mj.nunez@example.org",),
    "contacto_telefono": ("03777 15 412345",),
}


def sheet() -> Page:
    """A sheet in the shape of the printed one: a table with a cell a question."""
    rows: list[tuple[object, ...]] = []
    for key, answer in ANSWERS.items():
        if key == "contacto_nombre":
            rows.append((cell(para(Run(HEADING.label, bold=True), " " + HEADING.hint)),))
        label = para(Run(LABELS[key], bold=True), " " + HINTS[key] if key in HINTS else "")
        rows.append((cell(label, *(para(text) for text in answer)),))
    title: list[Block] = [para(Run(text, bold=True)) for text in FORM.printed[:3]]
    return Page([*title, Table(tuple(rows))])  # type: ignore[arg-type]


WRITERS: dict[str, Callable[[], bytes]] = {
    "docx": lambda: word.write(sheet()),
    "odt": lambda: opendocument.write(sheet()),
    "rtf": lambda: rich.write(sheet()),
    "html": lambda: page.write(sheet()),
    "doc": lambda: (GOLDEN / "sheet.doc").read_bytes(),
    "office.rtf": lambda: (GOLDEN / "sheet.rtf").read_bytes(),
}


def result(data: bytes, name: str) -> Result:
    [only] = extract_part(Part(f"planilla.{name}", None, data), [FORM])
    return only


@pytest.mark.parametrize("format", WRITERS)
def test_the_same_record_in_every_format(format: str) -> None:
    made = result(WRITERS[format](), format)
    assert made.record is not None
    record = made.record.model_dump(mode="json")
    assert record == result(WRITERS["docx"](), "docx").record.model_dump(mode="json")  # type: ignore[union-attr]
    assert (made.issues, made.unclaimed) == ((), ())
    assert record["origen"] == "\n".join(ANSWERS["origen"])
    assert record["resumen"] == "\n".join(ANSWERS["resumen"])
    assert (record["fecha"], record["localidad"], record["tipo_institucion"]) == (
        "2020-05-01",
        "Goya",
        "sociedad_civil",
    )
    assert record["palabras_clave"] == ["ollas", "barrio", "red público-privada"]
    assert (record["contacto_email"], record["contacto_telefono"]) == ("mj.nunez@example.org", "+5493777412345")
