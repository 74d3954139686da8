from __future__ import annotations

import pytest

from ingest.values.choices import YES_NO, match_option, match_options
from schema.form import Option

SECTORS = (
    Option("state", "Pública", ("Estatal",)),
    Option("company", "Privada"),
    Option("civil", "Sociedad civil", ("OSC", "Organización de la sociedad civil")),
    Option("science", "Conocimiento", ("Del conocimiento",)),
    Option("mixed", "Mixta"),
)
SCALE = (
    Option("very_good", "Very good"),
    Option("good", "Good"),
    Option("not_good", "Not good"),
    Option("increased", "Increased"),
    Option("decreased", "Decreased"),
    Option("few", "1-5 people"),
    Option("some", "6-10 people"),
    Option("many", "More than 10 people"),
)

NAMED = [
    ("Pública", "state"),
    ("PRIVADA", "company"),
    ("Sociedad civil", "civil"),
    # words added
    ("Organización de la sociedad civil", "civil"),
    ("Sector público", "state"),
    ("Empresas privadas", "company"),
    ("Institución del conocimiento", "science"),
    ("Sociedad civil sin fines de lucro", "civil"),
    # what stands in brackets explains
    ("Mixta (público-privada)", "mixed"),
    ("Privada (pyme, comercio)", "company"),
    ("Organización no gubernamental (sociedad civil)", "civil"),
    ("(x) Pública", "state"),
    # another gender or number
    ("Privado", "company"),
    ("mixtos", "mixed"),
    # shortened beyond doubt
    ("Soc. civil", "civil"),
    ("S. civil", "civil"),
    ("Conoc.", "science"),
    ("priv", "company"),
    ("Civil", "civil"),
    # letters wrong
    ("Pubica", "state"),
    ("Conocimeinto", "science"),
    ("socieda civl", "civil"),
]
UNNAMED = ["", "P", "X", "ONG", "Universidad", "Otra", "de la", "Sociedad anónima"]
UNNAMED += ["no pública", "no es una pública"]


@pytest.mark.parametrize(("text", "code"), NAMED)
def test_an_option_counts_by_its_name(text: str, code: str) -> None:
    assert match_option(text, SECTORS) == code


@pytest.mark.parametrize("text", UNNAMED)
def test_no_option_is_guessed(text: str) -> None:
    assert match_option(text, SECTORS) is None


def test_several_names_are_no_choice() -> None:
    assert match_option("Pública y privada", SECTORS) is None
    assert match_options("Privada y pública", SECTORS) == ("state", "company")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("very good", "very_good"),
        ("Good!", "good"),
        ("not good", "not_good"),
        ("Incresed", "increased"),
        ("decresed a bit", "decreased"),
        ("6 - 10 people", "some"),
        ("more than 10", "many"),
        ("1-5", "few"),
        ("people", None),
        ("7", None),
    ],
)
def test_options_that_share_words_are_told_apart(text: str, code: str | None) -> None:
    assert match_option(text, SCALE) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("Sí", "yes"), ("si.", "yes"), ("YES", "yes"), ("true", "yes"), ("No, nunca", "no"), ("¿?", None)],
)
def test_yes_and_no(text: str, code: str | None) -> None:
    assert match_option(text, YES_NO) == code
