"""Documents that share words with the form are no sheets; a few of its questions in a mail are one."""

from __future__ import annotations

import pytest

from ingest.extraction import extract_part
from ingest.intake.part import Part
from schema.result import Result

from .labels import FORM

CV = """Currículum vítae
Nombre y apellido: Pedro Gómez
Fecha de nacimiento: 3 de mayo de 1985
Localización: Rosario, Santa Fe
Teléfono: 0341 15 512-3456
Email: pedro@example.org
Página web: www.example.org/pedro

Resumen
Técnico en producción, diez años en la industria.

Experiencia
2015-2020: Cooperativa La Ribera. Responsable de compras."""
INVOICE = """Factura B 0001-00001234
Fecha: 24/04/2020
Señores: Cooperativa La Ribera
Contacto: Ana Ruiz
Teléfono: 02392 42-1234
Localidad: Trenque Lauquen
Detalle: 12 cajones de verdura
Total: $ 4.500"""
SURVEY = """Encuesta de hogares 2020
Fecha: 3/6/2020
Localización: barrio Norte
Nombre: María
Teléfono / celular: 3777 412345
Tipo de vivienda: (marcar con una X)
Casa X
Departamento
Origen del agua: red pública
Identificación de la vivienda: 14 B
Contacto: (si lo hubiera) vecina de al lado
Resumen: familia de cinco"""
HANDBOOK = """Cómo llenar la ficha
Se pide la fecha, la localización y el tipo de institución.
Palabras claves: las que ayuden a encontrar la experiencia.
Contacto: quien pueda responder consultas.
Teléfono: con característica."""
AGENDA = "Contacto: Ana Ruiz\nTeléfono / celular: 3777 15 412345\nLocalización: Goya\n"
PAPER = """Título: Redes de cuidado en el litoral
Resumen: Se estudian tres redes.
Palabras clave: cuidados, redes, litoral
Contacto: ana@example.org
Origen de los datos: entrevistas propias.
Aspectos relevantes: la escala."""


def results(text: str) -> list[Result]:
    return extract_part(Part("otro.txt", None, text.encode()), [FORM])


@pytest.mark.parametrize("text", [CV, INVOICE, SURVEY, HANDBOOK, AGENDA, PAPER])
def test_other_documents_are_no_sheets(text: str) -> None:
    [result] = results(text)
    assert result.record is None


PARTS = {
    "with the labels as printed": """Hola, les paso los datos:
Identificación de la iniciativa: Ollas en red
Origen de la iniciativa: dos comedores y un club
Localización: Goya, Corrientes
Palabras claves: ollas, barrio
Saludos, Ana""",
    "with the title": """Banco de Iniciativas Territoriales para enfrentar el COVID-19
Fecha: 24/4/2020
Localización: Goya, Corrientes
Tipo de institución: Sociedad civil
Identificación de la iniciativa: Ollas en red""",
    "with shortened labels": """Buenas, esto es lo nuestro.

Fecha: 24/4/2020
Localización: Goya, Corrientes
Tipo de institución: Sociedad civil
Identificación: Ollas en red
Origen: dos comedores y un club
Breve resumen: Se cocina los martes.
Palabras clave: ollas, barrio

Ana""",
}


@pytest.mark.parametrize("text", PARTS.values(), ids=PARTS)
def test_a_few_of_the_questions_are_a_sheet(text: str) -> None:
    [result] = results(text)
    assert result.record is not None
    record = result.record.model_dump()
    assert (record["identificacion"], record["localidad"]) == ("Ollas en red", "Goya")
