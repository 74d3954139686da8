from __future__ import annotations

from collections.abc import Callable

import pytest
from growth import assert_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document, Layer, Style
from ingest.errors import TooLarge
from ingest.limits import Limits
from ingest.reading.encodings import decode
from ingest.reading.text import read, read_text

SPANISH = "Año 2020: ¿qué pasó en Río Cuarto? «Más de 300 niñas y niños», dijo José Núñez – 3.er día…"


def texts(source: str) -> list[str]:
    return [paragraph.text for paragraph in read(source.encode()).paragraphs]


def cells(document: Document) -> list[tuple[int, int, str]]:
    return [(p.cell.row, p.cell.column, p.text) for p in document.paragraphs if p.cell]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_encoding_is_found(encoding: str) -> None:
    assert decode(SPANISH.encode(encoding)).text == SPANISH


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "latin-1"])
@pytest.mark.parametrize(
    "text",
    ["Córdoba", "El niño", "GUAYMALLÉN, TUPUNGATO Y MAIPÚ", "¿Cuándo? Mañana", "Teléfono / celular: sí"],
)
def test_code_page_is_found_from_few_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_declared_charset_counts_unless_the_bytes_say_otherwise() -> None:
    assert decode("žluť".encode("cp1250"), "windows-1250").text == "žluť"
    assert decode("“Año”".encode("cp1252"), "ISO-8859-1").text == "“Año”"
    assert decode("Año".encode(), "iso-8859-1").text == "Año"
    assert decode("Año".encode("cp1252"), "x-no-such").text == "Año"


def test_broken_utf_8_is_still_utf_8() -> None:
    data = "Tucumán, Neuquén, Córdoba, Río Negro y Entre Ríos".encode() + b", Jos\xe9 y \xc3"
    decoded = decode(data)
    assert decoded.text.startswith("Tucumán, Neuquén, Córdoba, Río Negro y Entre Ríos, José y ")
    assert decoded.damaged


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\f", "\r\r\n"])
def test_line_ends(end: str) -> None:
    assert texts(end.join(["Fecha: 2020", "", "Lugar: Goya"])) == ["Fecha: 2020", "", "Lugar: Goya"]


def test_unseen_characters_are_gone() -> None:
    assert texts("\u202a+54 9 11 5555\u202c\x1a") == ["+54 9 11 5555"]


WRAPPED = """\
Lugar: Ciudad de Tilcara, provincia de Jujuy

Origen: (quiénes la iniciaron)
Maestras de cuatro parajes de la Quebrada, junto con la radio
comunitaria, empezaron a grabar clases cuando vieron que menos de
la mitad de las familias tenía conexión. Pidieron el permiso y el
4 de mayo salió al aire el primer programa.

Temas: radio / escuela / quechua /
familias

- cuadernos
- lápices
"""


def test_lines_broken_at_a_column_are_joined() -> None:
    assert texts(WRAPPED) == [
        "Lugar: Ciudad de Tilcara, provincia de Jujuy",
        "",
        "Origen: (quiénes la iniciaron)",
        "Maestras de cuatro parajes de la Quebrada, junto con la radio comunitaria, empezaron a grabar "
        "clases cuando vieron que menos de la mitad de las familias tenía conexión. "
        "Pidieron el permiso y el 4 de "
        "mayo salió al aire el primer programa.",
        "",
        "Temas: radio / escuela / quechua /",
        "familias",
        "",
        "- cuadernos",
        "- lápices",
    ]


@pytest.mark.parametrize("prefix", ["> ", ">> ", "> > ", "| "])
def test_quoted_lines_lose_their_marks_and_are_joined(prefix: str) -> None:
    quoted = "".join(f"{prefix}{line}".rstrip() + "\n" for line in WRAPPED.splitlines())
    assert texts(quoted) == texts(WRAPPED)


def test_short_lines_stay_apart() -> None:
    lines = [
        "huerta urbana",
        "semillas",
        "vecindad",
        "Una respuesta que es bastante más larga que las otras líneas",
        "sí",
    ]
    assert texts("\n".join(lines)) == lines


def test_a_stretch_pasted_from_a_mail_is_joined_in_a_text_of_long_lines() -> None:
    long = "Una línea larga que nadie cortó porque el programa no corta. " * 4
    pasted = [
        "Un equipo de personas recorre los parajes y enseña",
        "a la gente cómo se construye una cisterna nueva de",
        "placas.",
    ]
    source = "\n".join([long, long, *pasted, "", long])
    assert " ".join(pasted) in texts(source)
    assert sum(text.startswith("Una línea") for text in texts(source)) == 3


def test_a_question_after_a_full_line_is_a_line_of_its_own() -> None:
    lines = [
        "Los vecinos de la comuna se reunieron en la plaza para hablar de la",
        "huerta que querían hacer y de las semillas que faltaban para",
        "empezar con ella.",
        "Nombre, apellido y correo: Esteban Lacunza, lacunza@example.org.ar",
        "Teléfono: 0249 15-456-7890",
    ]
    assert texts("\n".join(lines))[1:] == lines[3:]


def test_an_arrow_on_one_line_is_no_quotation() -> None:
    assert texts("Pública\n> Privada\nMixta") == ["Pública", "> Privada", "Mixta"]


def test_the_end_of_a_quoted_line_that_fell_off_belongs_to_it() -> None:
    source = (
        "> Las consultas se responden por mensajería todos los martes y los jueves\n"
        "de 18 a 20.\n"
        "> Participan trescientos hogares de cinco barrios y además dos clubes que\n"
        "prestan su patio.\n"
        "> Fin"
    )
    assert texts(source) == [
        "Las consultas se responden por mensajería todos los martes y los jueves de 18 a 20.",
        "Participan trescientos hogares de cinco barrios y además dos clubes que prestan su patio.",
        "Fin",
    ]


def test_format_flowed() -> None:
    data = b"Uno \ndos\n> tres \n> cuatro\n-- \nAna"
    joined = [p.text for p in read_text(data, flowed=True).paragraphs]
    assert joined == ["Uno dos", "tres cuatro", "-- ", "Ana"]
    assert read_text(b"arc \no", flowed=True, without_blank=True).paragraphs[0].text == "arco"


@pytest.mark.parametrize(
    ("source", "text", "styled", "style"),
    [
        ("*Lugar:* Goya", "Lugar: Goya", "Lugar:", Style.BOLD),
        ("**Lugar:** Goya", "Lugar: Goya", "Lugar:", Style.BOLD),
        ("_Planilla_", "Planilla", "Planilla", Style.ITALIC),
        ("~Pública~ Privada", "Pública Privada", "Pública", Style.STRIKE),
        ("*_Mixta_*", "Mixta", "Mixta", Style.BOLD | Style.ITALIC),
        ("Mixta *X*", "Mixta X", "X", Style.BOLD),
    ],
)
def test_emphasis(source: str, text: str, styled: str, style: Style) -> None:
    paragraph = read(source.encode()).paragraphs[0]
    assert paragraph.text == text
    assert [span.text for span in paragraph.spans if span.style == style] == [styled]


@pytest.mark.parametrize(
    "text",
    [
        "* huerta",
        "2*3*4",
        "un_nombre_raro",
        "Mixta _X_",
        "______",
        "*** ",
        "~20 y ~30",
        "[x] Mixta",
        "- [ ] Mixta",
        "# 1",
        "---",
    ],
)
def test_signs_that_are_text_stay(text: str) -> None:
    assert texts(text) == [text]


def test_markdown_headings_and_escapes() -> None:
    document = read(b"# Planilla\n## Lugar:\nGoya, ana\\_paz@example.org")
    assert [p.text for p in document.paragraphs] == ["Planilla", "Lugar:", "Goya, ana_paz@example.org"]
    assert document.paragraphs[1].spans[0].style == Style.BOLD


def test_a_chat_stamp_stands_outside() -> None:
    source = "\u200e[24/4/20 10:18:32] Ana Paz: *Lugar:* Goya\n24/4/20, 10:19 - Ana Paz: Fecha: 2020"
    document = read(source.encode())
    assert [p.text for p in document.paragraphs if p.layer is Layer.BODY] == ["Lugar: Goya", "Fecha: 2020"]
    assert [p.text for p in document.paragraphs if p.layer is Layer.HEADER] == [
        "[24/4/20 10:18:32] Ana Paz:",
        "24/4/20, 10:19 - Ana Paz:",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "| Lugar | Goya |\n|---|---|\n| Fecha | 2020 |",
        "+-------+------+\n| Lugar | Goya |\n+-------+------+\n| Fecha | 2020 |\n+-------+------+",
        "┌───────┬──────┐\n│ Lugar │ Goya │\n├───────┼──────┤\n│ Fecha │ 2020 │\n└───────┴──────┘",
    ],
)
def test_drawn_tables(source: str) -> None:
    assert cells(read(source.encode())) == [(0, 0, "Lugar"), (0, 1, "Goya"), (1, 0, "Fecha"), (1, 1, "2020")]


def test_a_grid_joins_the_lines_of_a_cell_and_spans_columns() -> None:
    source = """\
+------------------------------+
| Planilla                     |
+------------+-----------------+
| Lugar de   | Ciudad Trenque  |
| la obra    | Lauquen         |
+------------+-----------------+
| Temas      | huerta          |
|            | agua            |
+------------+-----------------+
"""
    document = read(source.encode())
    first = document.paragraphs[0].cell
    assert first is not None and first.columns == 2
    assert cells(document) == [
        (0, 0, "Planilla"),
        (1, 0, "Lugar de la obra"),
        (1, 1, "Ciudad Trenque Lauquen"),
        (2, 0, "Temas"),
        (2, 1, "huerta"),
        (2, 1, "agua"),
    ]


def test_a_table_without_frame_needs_three_rows() -> None:
    assert len(cells(read(b"Lugar | Goya\nFecha | 2020\nTema | agua"))) == 6
    assert texts("huerta | agua | barrio") == ["huerta | agua | barrio"]


def test_limit() -> None:
    with pytest.raises(TooLarge):
        read(b"a" * 11, Limits(characters=10))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text("abz ÁñX:.()[]*_~|>#-+1", max_size=90), max_size=12))
def test_no_letter_is_lost(lines: list[str]) -> None:
    source = "\n".join(lines)
    read_back = "".join(p.text for p in read(source.encode()).paragraphs)
    assert [c for c in read_back if c.isalnum()] == [c for c in source if c.isalnum()]


def test_two_columns_set_apart_by_blanks_are_a_table() -> None:
    source = """\
Planilla

Fecha de la visita        24/04/2020
Lugar donde se            Trenque Lauquen, en la
desarrolla la obra:       provincia de Buenos Aires
Nombre:                   Ana Paz
Comentario

Una línea larga que cruza las dos columnas de la planilla y no es de ninguna
"""
    document = read(source.encode())
    assert cells(document) == [
        (0, 0, "Fecha de la visita"),
        (0, 1, "24/04/2020"),
        (1, 0, "Lugar donde se desarrolla la obra:"),
        (1, 1, "Trenque Lauquen, en la provincia de Buenos Aires"),
        (2, 0, "Nombre:"),
        (2, 1, "Ana Paz"),
        (3, 0, "Comentario"),
        (3, 1, ""),
    ]
    assert [p.text for p in document.paragraphs if p.cell is None][0] == "Planilla"


def test_justified_text_is_no_table() -> None:
    lines = ["uno  dos tres  cuatro cinco", "seis siete  ocho nueve diez", "once doce  trece catorce x"]
    assert texts("\n".join(lines)) == lines


def test_lines_that_are_only_drawn_stand_outside() -> None:
    document = read(b"Lugar:\n------------\nGoya\n=====\nTema: ---\n---")
    assert [p.text for p in document.paragraphs if p.layer is Layer.BODY] == ["Lugar:", "Goya", "Tema: ---", "---"]
    assert [p.text for p in document.paragraphs if p.layer is Layer.HEADER] == ["------------", "====="]


def test_breaks_in_a_cell_of_markdown() -> None:
    document = read(b"| Temas | huerta<br>agua |\n|---|---|\n| Lugar | Goya |")
    assert [text for _, column, text in cells(document) if column == 1] == ["huerta", "agua", "Goya"]


@pytest.mark.parametrize(
    ("source", "count"),
    [
        pytest.param(
            lambda count: b"Una frase entera de sesenta letras, que aqui se termina ya.\n" * count, 200, id="full"
        ),
        pytest.param(lambda count: b"www." * count + b" x", 2000, id="addresses"),
        pytest.param(lambda count: b"# a" + b" " * count + b"b", 2000, id="heading"),
        pytest.param(lambda count: b"-----+\n" * count, 300, id="rules"),
    ],
)
def test_time_grows_with_the_text(source: Callable[[int], bytes], count: int) -> None:
    assert_linear(read, source, count)
