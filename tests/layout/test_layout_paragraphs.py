"""Line ends: the page's wrap or the writer's, hyphens, broken addresses, bullets."""

from __future__ import annotations

import pytest
from printed import block, page, read, run, texts

from ingest.document import Style

FULL = "una línea llena de palabras que llega hasta el borde derecho del texto de la hoja y que no termina"


def paragraphs(lines: list[str], step: float = 12.0) -> list[str]:
    return texts(read(page(block(50, 100, lines, step))))


def test_full_lines_are_one_paragraph() -> None:
    assert paragraphs([FULL, FULL, "y acá sí."]) == [f"{FULL} {FULL} y acá sí."]


def test_short_lines_are_paragraphs() -> None:
    assert paragraphs(["Pública", "Privada", "Sociedad civil", "Conocimiento", "Mixta"]) == [
        "Pública",
        "Privada",
        "Sociedad civil",
        "Conocimiento",
        "Mixta",
    ]


def test_wider_gap_ends_a_paragraph() -> None:
    words = [*block(50, 100, [FULL, FULL, FULL]), *block(50, 146, [FULL, "fin."])]
    assert texts(read(page(words))) == [" ".join([FULL] * 3), f"{FULL} fin."]


def test_text_that_is_set_narrower_than_its_page() -> None:
    narrow = [
        "el grupo de vecinas que compartía una",
        "terraza cultivada decidió repartir las",
        "semillas puerta a puerta y enseñar a",
        "usarlas.",
    ]
    words = [*block(50, 100, [FULL, FULL]), *block(50, 200, narrow), *block(50, 300, [*narrow[:1], "terraza."])]
    assert texts(read(page(words)))[1:] == [" ".join(narrow), f"{narrow[0]} terraza."]


def test_indent_begins_a_paragraph_and_a_hanging_one_does_not() -> None:
    first = [*block(50, 100, [FULL, FULL]), run(70, 124, FULL[:90]), run(50, 136, "sigue")]
    assert len(read(page(first))) == 2
    hanging = [run(50, 100, "1."), run(70, 100, FULL[:90]), run(70, 112, "sigue")]
    assert texts(read(page([*hanging, *block(50, 200, [FULL, "fin"])])))[0] == f"{FULL[:90]} sigue"


def test_bold_label_begins_a_paragraph() -> None:
    words = [*block(50, 100, [FULL, FULL[:97] + "xxxx"]), run(50, 124, "Palabras claves:", Style.BOLD)]
    assert texts(read(page(words)))[-1] == "Palabras claves:"


def test_words_that_hang_together_wrap_together() -> None:
    short = FULL[: -len(" no termina")]
    assert paragraphs([FULL, short + " de", "9 renglones"]) == [f"{FULL} {short} de 9 renglones"]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("comuni-", "dad entera", "comunidad entera"),
        ("público-", "privado entero", "público-privado entero"),
        ("Trenque-", "Lauquen", "Trenque-Lauquen"),
        ("2019-", "2020", "2019-2020"),
        ("comuni\u00ad", "dad", "comunidad"),
        ("comuni‐", "dad", "comunidad"),
    ],
)
def test_hyphens_at_line_ends(before: str, after: str, joined: str) -> None:
    start = FULL[: len(FULL) - len(before) - 1]
    assert paragraphs([FULL, f"{start} {before}", after]) == [f"{FULL} {start} {joined}"]


def unsure(lines: list[str]) -> bool:
    return any(span.confidence < 1 for paragraph in read(page(block(60, 100, lines))) for span in paragraph.spans)


def test_a_hyphen_that_may_be_the_word_s_own_is_taken_away_with_a_doubt() -> None:
    start = FULL[:85]
    lone = [FULL, f"{start} fruti-", "hortícolas"]
    assert unsure(lone)
    assert not unsure(["los fruti-hortícolas", *lone])
    assert not unsure([FULL, f"{start} público-", "privado"])


def test_a_document_that_divides_words_all_along_is_not_doubted() -> None:
    start = FULL[:85]
    divided = ("comuni-", "dad y todo lo demás"), ("cola-", "boran con todos los"), ("reu-", "nieron al final")
    assert not unsure([line for before, after in divided for line in (FULL, f"{start} {before}", after)])


def test_hyphen_of_a_word_that_the_document_has() -> None:
    start = FULL[:85]
    lines = ["el eje socio-productivo y el resto,", FULL, f"{start} socio-", "productivo otra vez"]
    assert paragraphs(lines)[-1].endswith("socio-productivo otra vez")


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("https://mapa.example.org/tablero-", "camas", "https://mapa.example.org/tablero-camas"),
        ("https://mapa.example.org/", "abril/2020.html", "https://mapa.example.org/abril/2020.html"),
        ("https://mapa.example.org", "https://otra.example.org", "https://mapa.example.org https://otra.example.org"),
        ("https://mapa.example.org", "y otra más", "https://mapa.example.org y otra más"),
    ],
)
def test_addresses_over_two_lines(before: str, after: str, joined: str) -> None:
    start = FULL[: len(FULL) - len(before) - 1]
    assert paragraphs([FULL, f"{start} {before}", after]) == [f"{FULL} {start} {joined}"]


def test_automatic_bullets_are_no_text_and_typed_ones_are() -> None:
    listed = [run(50, 100, "•"), run(68, 100, "huertas"), run(50, 112, "•"), run(68, 112, "semillas")]
    found = read(page(listed))
    assert [(item.bullet, item.text) for item in found] == [("•", "huertas"), ("•", "semillas")]
    typed = read(page(block(50, 100, ["- huertas", "- semillas"])))
    assert [(item.bullet, item.text) for item in typed] == [(None, "- huertas"), (None, "- semillas")]


def test_letters_set_apart_are_words() -> None:
    words = [run(50 + 9 * place, 100, letter) for place, letter in enumerate("Lugar:")]
    words += [run(120 + 9 * place, 100, letter) for place, letter in enumerate("Goya")]
    assert texts(read(page(words))) == ["Lugar: Goya"]


def test_small_raised_letters() -> None:
    words = [run(50, 100, "hecho"), run(75, 96.5, "2", size=6, joined=True), run(82, 100, "veces")]
    (found,) = read(page(words))
    assert found.text == "hecho2 veces"
    assert [span.style for span in found.spans] == [0, Style.SUPERSCRIPT, 0]


def test_spans_have_their_boxes() -> None:
    (found,) = read(page(block(50, 100, [FULL, "fin."])))
    assert [(span.page, span.box is not None) for span in found.spans] == [(1, True), (1, True)]
    assert "".join(span.text for span in found.spans) == found.text
