"""Headers, footers, page numbers, footnotes."""

from __future__ import annotations

import pytest
from printed import across, block, page, read, run, texts

from ingest.document import Layer, Paragraph, Style

FULL = "una línea llena de palabras que llega hasta el borde derecho del texto de la hoja y que no termina"


def body(found: list[Paragraph]) -> list[str]:
    return texts([item for item in found if item.layer is Layer.BODY])


def of(found: list[Paragraph], layer: Layer) -> list[str]:
    return texts([item for item in found if item.layer is layer])


def test_running_header_and_footer_do_not_break_an_answer() -> None:
    pages = [
        page(
            [
                run(50, 40, "Universidad de la Región"),
                *block(50, 100, [FULL] * 3 if number == 1 else ["y acá termina."]),
                run(250, 805, f"Página {number} de 2"),
            ],
            number=number,
        )
        for number in (1, 2)
    ]
    found = read(*pages)
    assert body(found) == [" ".join([FULL] * 3) + " y acá termina."]
    assert of(found, Layer.HEADER) == ["Universidad de la Región"] * 2
    assert of(found, Layer.FOOTER) == ["Página 1 de 2", "Página 2 de 2"]


@pytest.mark.parametrize("footer", ["1", "- 1 -", "Página 1", "http://localhost/planilla.html 1/1"])
def test_page_count_of_a_single_page(footer: str) -> None:
    found = read(page([*block(50, 700, ["Teléfono: 3777 412345"]), run(250, 815, footer)]))
    assert body(found) == ["Teléfono: 3777 412345"]
    assert of(found, Layer.FOOTER) == [footer]


def test_two_sheets_that_begin_alike_have_no_header() -> None:
    lines = ["Maestría", "Banco de iniciativas", "Planilla", "Fecha:", "Lugar:"]
    found = read(*[page(block(50, 60, lines), number=number) for number in (1, 2)])
    assert body(found) == lines * 2


def test_footnote_and_its_mark() -> None:
    words = [
        run(50, 100, "Contacto:"),
        run(100, 100, "Ana Ríos"),
        run(140, 96.5, "1", size=6, joined=True),
        run(50, 760, "1 Sólo por la mañana."),
    ]
    found = read(page([*words, *block(50, 200, [FULL] * 3)], [across(50, 160, 745)]))
    assert body(found)[0] == "Contacto: Ana Ríos"
    assert of(found, Layer.FOOTNOTE) == ["1 Sólo por la mañana."]


def test_small_note_without_a_line() -> None:
    words = [run(50, 100, "Ana Ríos"), run(90, 96.5, "*", size=6, joined=True)]
    note = run(50, 760, "* Por la mañana.", size=8)
    found = read(page([*words, *block(50, 200, [FULL] * 3), note]))
    assert body(found)[0] == "Ana Ríos"
    assert of(found, Layer.FOOTNOTE) == ["* Por la mañana."]


def test_filled_field_at_the_foot_is_no_footer() -> None:
    found = read(page([run(50, 700, "Teléfono:"), run(50, 830, "12", Style.FILLED)]))
    assert body(found) == ["Teléfono:", "12"]
