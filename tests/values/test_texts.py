"""Text, filler and lists."""

from __future__ import annotations

import pytest

from ingest.values.filler import is_filler
from ingest.values.lists import read_list
from ingest.values.text import count_words, read_long_text, read_text
from schema.form import find_form

FILLER = find_form("banco-iniciativas").filler


@pytest.mark.parametrize(
    ("paragraphs", "text"),
    [
        (["  Huerta\u00a0 en   casa "], "Huerta en casa"),
        (["Huerta", "", "en casa"], "Huerta en casa"),
        (["pro\u00adductivo\u200b\ufeff"], "productivo"),
        (["nin\u0303ez"], "niñez"),
        (["____Huerta____"], "Huerta"),
        (["........Huerta........"], "Huerta"),
        (["Y así siguió..."], "Y así siguió..."),
        (["👩\u200d🌾 en casa"], "👩\u200d🌾 en casa"),
    ],
)
def test_text_of_one_line(paragraphs: list[str], text: str) -> None:
    assert read_text(paragraphs) == text


def test_long_text_keeps_paragraphs_and_joins_lines() -> None:
    assert read_long_text(["Una\nmesa.", " ", "________", "- Se reúne\vlos lunes"]) == "Una mesa.\n- Se reúne los lunes"


def test_words_are_runs_of_non_blanks() -> None:
    assert count_words("El 15 % – y/o el resto…") == 7


SAYS_NOTHING = [
    "", " ", "-", "---", "—", "…", "...", ".", "______", "......", "/", "__/__/____", "N/A", "n/c", "N.C.",
    "s/d.", "S / D", "No aplica", "NO POSEE", "no tiene.", "(no hay)", "Ninguno", "ninguna", "Sin datos",
    "sin información", "pendiente", "x completar", "xxx", "X", "☐", "dd/mm/aaaa",
    "Haga clic aquí para escribir", "Elija un elemento.",
]  # fmt: skip
SAYS_SOMETHING = [
    "Ninguno de los municipios", "No tiene costo", "Nada de esto existía", "0", "1", "👍", "Pendiente de pago",
    "XX aniversario",    "No", "A", "☒", "24/04",
]  # fmt: skip


@pytest.mark.parametrize("text", SAYS_NOTHING)
def test_filler_says_nothing(text: str) -> None:
    assert is_filler(text, FILLER)


@pytest.mark.parametrize("text", SAYS_SOMETHING)
def test_what_only_looks_like_filler(text: str) -> None:
    assert not is_filler(text, FILLER)


LISTS = [
    (["agua, redes; salud"], ["agua", "redes", "salud"]),
    (["agua - redes – salud — huerta"], ["agua", "redes", "salud", "huerta"]),
    (["agua / redes • salud · huerta | pymes"], ["agua", "redes", "salud", "huerta", "pymes"]),
    (["agua\nredes", "salud"], ["agua", "redes", "salud"]),
    # bullets and numbers
    (["• agua", "- redes", "* salud", "– huerta"], ["agua", "redes", "salud", "huerta"]),
    (["1. agua", "2) redes", "3.- salud", "(4) huerta", "5 - pymes"], ["agua", "redes", "salud", "huerta", "pymes"]),
    (["a) agua", "b) redes", "iii) salud"], ["agua", "redes", "salud"]),
    # what is no separator
    (["socio-productivo, COVID-19, agua/saneamiento"], ["socio-productivo", "COVID-19", "agua/saneamiento"]),
    (["redes (nodos, mesas), salud"], ["redes (nodos, mesas)", "salud"]),
    (["redes [a - b] - 3D"], ["redes [a - b]", "3D"]),
    (["4.0, 2020, 19 de abril"], ["4.0", "2020", "19 de abril"]),
    # brackets left open are no brackets
    (["redes (nodos, mesas"], ["redes (nodos", "mesas"]),
    # ends, empties, repeats
    (["agua - redes - salud -"], ["agua", "redes", "salud"]),
    (["agua; redes; ;"], ["agua", "redes"]),
    (["agua, redes."], ["agua", "redes"]),
    (["Pymes, pymes, redes, PYMES, Redes."], ["Pymes", "redes"]),
    (["", "  "], []),
]


@pytest.mark.parametrize(("paragraphs", "items"), LISTS)
def test_lists(paragraphs: list[str], items: list[str]) -> None:
    assert read_list(paragraphs) == items
