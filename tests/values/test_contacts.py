"""Names, e-mail addresses and web addresses."""

from __future__ import annotations

import pytest

from ingest.answer import Link
from ingest.values.emails import read_email
from ingest.values.links import read_links
from ingest.values.names import read_name

FILLER = ("s/d", "no posee", "no tiene")

NAME_AND_EMAIL = [
    # what stands between
    ("Rita Sosa / rita@example.org", "Rita Sosa", "rita@example.org"),
    ("Rita Sosa – rita@example.org", "Rita Sosa", "rita@example.org"),
    ("Sosa, Rita - rita.sosa@example.org", "Sosa, Rita", "rita.sosa@example.org"),
    ("Rita Sosa rita@example.org", "Rita Sosa", "rita@example.org"),
    ("Rita Sosa\nrita@example.org", "Rita Sosa", "rita@example.org"),
    ("Rita Sosa <Rita@Example.ORG>", "Rita Sosa", "rita@example.org"),
    ('"Rita Sosa" <rita@example.org>', "Rita Sosa", "rita@example.org"),
    ("Rita Sosa (rita@example.org)", "Rita Sosa", "rita@example.org"),
    # the word announcing it
    ("Rita Sosa. Correo electrónico: rita@example.org", "Rita Sosa", "rita@example.org"),
    ("Rita Sosa Mail rita@example.org", "Rita Sosa", "rita@example.org"),
    ("Rita Sosa (E-mail: rita@example.org)", "Rita Sosa", "rita@example.org"),
    ("Nombre y apellido: Rita Sosa. Email: rita@example.org", "Rita Sosa", "rita@example.org"),
    # titles, roles, stops
    ("Ing. Agr. Rita Sosa, rita@example.org", "Ing. Agr. Rita Sosa", "rita@example.org"),
    ("Rita Sosa, coordinadora; rita@example.org", "Rita Sosa, coordinadora", "rita@example.org"),
    ("Rita Sosa <rita@example.org> (coordinadora)", "Rita Sosa (coordinadora)", "rita@example.org"),
    ("Juan Sosa (h.) juan@example.org", "Juan Sosa (h.)", "juan@example.org"),
    ("Juan Rey. juan@example.org", "Juan Rey", "juan@example.org"),
    # two people, the address first, no name, no address
    ("Rita Sosa y Juan Rey, redes@example.org", "Rita Sosa y Juan Rey", "redes@example.org"),
    ("rita@example.org (Rita Sosa)", "Rita Sosa", "rita@example.org"),
    ("Mail: rita@example.org", None, "rita@example.org"),
    ("Rita Sosa", "Rita Sosa", None),
    ("Juan Correo", "Juan Correo", None),
    ("Rita Sosa - Email: no posee", "Rita Sosa", None),
    ("Rita Sosa, s/d", "Rita Sosa", None),
]
NOT_AN_EMAIL = [
    ("Rita Sosa – rita@", "Rita Sosa", "rita@"),
    ("Rita Sosa - rita.sosa arroba example.org", "Rita Sosa", "rita.sosa arroba example.org"),
    ("Rita Sosa e-mail: rita(at)example.org", "Rita Sosa", "rita(at)example.org"),
    ("Rita Sosa rita [at] example [dot] org", "Rita Sosa", "rita [at] example [dot] org"),
    ("Rita Sosa - rita@example,org", "Rita Sosa", "rita@example,org"),
]


@pytest.mark.parametrize(("text", "name", "email"), NAME_AND_EMAIL)
def test_a_name_and_its_address(text: str, name: str | None, email: str | None) -> None:
    assert read_name(text, FILLER) == (name, ())
    assert read_email(text, alone=False) == (email, ())


@pytest.mark.parametrize(("text", "name", "written"), NOT_AN_EMAIL)
def test_what_was_meant_as_an_address_is_kept(text: str, name: str, written: str) -> None:
    assert read_name(text, FILLER).value == name
    value, doubts = read_email(text, alone=False)
    assert value == written
    assert [str(doubt.code) for doubt in doubts] == ["invalid_email"]


def test_the_first_of_several_addresses() -> None:
    value, doubts = read_email("rita@example.org; prensa@example.org")
    assert value == "rita@example.org"
    assert [doubt.detail["reason"] for doubt in doubts] == ["several"]
    assert read_name("Rita Sosa (rita@example.org) y Juan Rey (juan@example.org)").value == "Rita Sosa y Juan Rey"


def test_an_address_cut_by_a_line_end_is_doubtful() -> None:
    value, doubts = read_email("RITA@HUERTA.EXAMPLE. ORG")
    assert value == "rita@huerta.example.org"
    assert [doubt.detail["reason"] for doubt in doubts] == ["wrapped"]


def test_the_address_behind_a_name() -> None:
    behind = [Link(0, "Rita Sosa", "mailto:Rita@example.org?subject=Hola")]
    assert read_email("Rita Sosa", behind, alone=False) == ("rita@example.org", ())
    other = [Link(0, "rita@example.org", "mailto:juan@example.org")]
    value, doubts = read_email("rita@example.org", other)
    assert value == "rita@example.org"
    assert [doubt.detail["reason"] for doubt in doubts] == ["link_target"]


def test_a_field_for_the_address_alone_keeps_what_was_typed() -> None:
    value, doubts = read_email("por teléfono")
    assert value == "por teléfono"
    assert [str(doubt.code) for doubt in doubts] == ["invalid_email"]


def test_a_number_beside_a_name_is_doubtful() -> None:
    assert [doubt.detail["reason"] for doubt in read_name("Rita Sosa 0341 4567890").doubts] == ["digits"]


ADDRESSES = [
    ("https://example.org/red", ["https://example.org/red"]),
    ("www.example.org", ["https://www.example.org"]),
    ("facebook.com/laolla", ["https://facebook.com/laolla"]),
    ("HTTP://WWW.EXAMPLE.ORG", ["HTTP://WWW.EXAMPLE.ORG"]),
    ("https://example.org/educación/niñez", ["https://example.org/educación/niñez"]),
    ("https://example.org/nota?id=34&lang=es#arriba", ["https://example.org/nota?id=34&lang=es#arriba"]),
    # words, bullets and marks between
    (
        "Página: www.example.org Video: https://v.example.net/8H (2 min)",
        ["https://www.example.org", "https://v.example.net/8H"],
    ),
    ("- https://example.org/a\n- www.example.org/b", ["https://example.org/a", "https://www.example.org/b"]),
    (
        "https://a.example,https://b.example;www.c.example",
        ["https://a.example", "https://b.example", "https://www.c.example"],
    ),
    # punctuation that closes
    (
        "Nota en https://example.org/1, y resumen en www.example.org/2.",
        ["https://example.org/1", "https://www.example.org/2"],
    ),
    ("Sitio (https://example.org/red)", ["https://example.org/red"]),
    ("«https://example.org/red»", ["https://example.org/red"]),
    ("<https://example.org/red>", ["https://example.org/red"]),
    ("[https://example.org]", ["https://example.org"]),
    # brackets opened inside
    ("https://example.org/wiki/Taller_(red)", ["https://example.org/wiki/Taller_(red)"]),
    ("(ver https://example.org/wiki/Taller_(red))", ["https://example.org/wiki/Taller_(red)"]),
    # an address in an address, a repeat
    ("https://archive.example/web/https://x.example", ["https://archive.example/web/https://x.example"]),
    ("https://x.example/ y http://x.example", ["https://x.example/"]),
    # no addresses
    ("facebook.com/x y/o Bs.As/La Plata 24/04/2020", ["https://facebook.com/x"]),
]


@pytest.mark.parametrize(("text", "found"), ADDRESSES)
def test_web_addresses_are_found(text: str, found: list[str]) -> None:
    assert read_links([text]) == (found, ())


@pytest.mark.parametrize("text", ["Buscar en Facebook", "municipio.example", "rita@example.org", "http://", "@laolla"])
def test_an_answer_without_an_address_is_kept(text: str) -> None:
    value, doubts = read_links([text])
    assert value == [text]
    assert [str(doubt.code) for doubt in doubts] == ["invalid_url"]


def test_targets_of_hyperlinks() -> None:
    here = [Link(9, "aquí", "https://example.org/nota")]
    assert read_links(["La nota: aquí."], here) == (["https://example.org/nota"], ())
    same = [Link(0, "www.example.org", "http://www.example.org/")]
    assert read_links(["www.example.org"], same) == (["https://www.example.org"], ())
    mail = [Link(0, "escribinos", "mailto:rita@example.org")]
    assert read_links(["escribinos"], mail).doubts[0].code.value == "invalid_url"
    value, doubts = read_links(["www.example.org"], [Link(0, "www.example.org", "https://other.example/x")])
    assert value == ["https://www.example.org"]
    assert [doubt.detail["reason"] for doubt in doubts] == ["link_target"]


def test_targets_stand_where_their_text_does() -> None:
    links = [Link(0, "Fotos", "https://example.org/fotos"), Link(19, "video", "https://example.org/video")]
    value = read_links(["Fotos, www.x.org y video"], links).value
    assert value == ["https://example.org/fotos", "https://www.x.org", "https://example.org/video"]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Ver blog.example:org y www.example.com", True),
        ("http://blog.example:org/x", True),
        ("https://example.org:8080/a", False),
        ("Info: www.example.org", False),
        ("web.info: www.example.org", False),
    ],
)
def test_a_colon_inside_a_host_is_a_doubt(text: str, broken: bool) -> None:
    reasons = [doubt.detail.get("reason") for doubt in read_links([text]).doubts]
    assert ("broken" in reasons) == broken
