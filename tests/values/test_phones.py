from __future__ import annotations

import pytest

from ingest.answer import Link
from ingest.values.phones import read_phone

ARGENTINE = [
    # with an area code
    ("(3492) 43-2100", "+543492432100"),
    ("0341 - 4567890", "+543414567890"),
    ("0341/4567890", "+543414567890"),
    ("0362.455.5915", "+543624555915"),
    ("3414567890", "+543414567890"),
    # mobiles: 15 and 9
    ("(362) 15 456-7890", "+5493624567890"),
    ("(03462) 15-41-3891", "+5493462413891"),
    ("0221-155-123456", "+5492215123456"),
    ("011 15 4567-8901", "+5491145678901"),
    ("54 9 383 4123456", "+5493834123456"),
    ("+54 9 221 15 512-3456", "+5492215123456"),
    ("(+54) 0221 15 512 3456", "+5492215123456"),
    ("9 221 512 3456", "+5492215123456"),
    # international prefixes
    ("+54 (0)3329 42-3882", "+543329423882"),
    ("00 54 341 456 7890", "+543414567890"),
    ("+5402392412345", "+542392412345"),
    # free of charge
    ("0800-222-1002", "+548002221002"),
    ("0810 222 1234", "+548102221234"),
    # words, hours, extensions
    ("Tel. 0351-4186728 (de 8 a 13 hs)", "+543514186728"),
    ("lunes a viernes de 9 a 17 hs. 0341 4567890", "+543414567890"),
    ("0249 463-2532 int. 12", "+542494632532"),
    ("+54 11 4567-8901 int 23/24", "+541145678901"),
    ("WhatsApp +54 9 341 567-8901", "+5493415678901"),
    ("https://wa.me/5492302462614", "+5492302462614"),
]
SEVERAL = [
    ("0385-458-8297 / 0385-15-494-2759", "+543854588297"),
    ("Fijo 0341-4567890, cel. 341-5678901", "+543414567890"),
    ("0341 4567890 0341 4567891", "+543414567890"),
    ("011-4567-8901/02", "+541145678901"),
    ("341 456-7890 (Ana), 341 567-8901 (Luis)", "+543414567890"),
]
LOCAL = [
    ("463-2532", "249", "+542494632532"),
    ("15 463-2532", "249", "+5492494632532"),
    ("4567-8901", "11", "+541145678901"),
    ("15-4567-8901", "11", "+5491145678901"),
    ("42-3456", "2302", "+542302423456"),
]
ABROAD = [
    ("(2) 2234 5678", "CL", "+56222345678"),
    ("4733 4567", "UY", "+59847334567"),
    ("598 94 123 456", "UY", "+59894123456"),
    ("301 5551234", "CO", "+573015551234"),
    ("+34 600 123 456", "AR", "+34600123456"),
]
NO_NUMBER = ["(0376) 41-576", "42-3456", "107", "consultar en el municipio", "12345678901234567890"]


@pytest.mark.parametrize(("text", "number"), ARGENTINE)
def test_argentine_numbers(text: str, number: str) -> None:
    assert read_phone(text) == (number, ())


@pytest.mark.parametrize(("text", "number"), SEVERAL)
def test_the_first_of_several(text: str, number: str) -> None:
    value, doubts = read_phone(text)
    assert value == number
    assert [doubt.detail["reason"] for doubt in doubts] == ["several"]


@pytest.mark.parametrize(("text", "area", "number"), LOCAL)
def test_a_local_number_borrows_the_area_code(text: str, area: str, number: str) -> None:
    value, doubts = read_phone(text, area_code=lambda: area)
    assert value == number
    assert [doubt.detail["reason"] for doubt in doubts] == ["area_code"]


@pytest.mark.parametrize(("text", "region", "number"), ABROAD)
def test_numbers_abroad(text: str, region: str, number: str) -> None:
    assert read_phone(text, region=region) == (number, ())


def test_a_number_of_home_given_for_a_place_abroad() -> None:
    value, doubts = read_phone("0341 4567890", region="UY")
    assert value == "+543414567890"
    assert [doubt.detail["reason"] for doubt in doubts] == ["country"]


@pytest.mark.parametrize("text", NO_NUMBER)
def test_what_cannot_be_read_is_kept_as_written(text: str) -> None:
    value, doubts = read_phone(text)
    assert value == text
    assert [str(doubt.code) for doubt in doubts] == ["invalid_phone"]


def test_a_number_of_the_right_length_that_nobody_has() -> None:
    value, doubts = read_phone("(0362) 200-0000")
    assert value == "+543622000000"
    assert [doubt.detail["reason"] for doubt in doubts] == ["phone"]


def test_the_number_behind_words() -> None:
    assert read_phone("escribinos", [Link(0, "escribinos", "https://wa.me/5493415678901")]).value == "+5493415678901"
    assert read_phone("llamar", [Link(0, "llamar", "tel:+54-341-4567890")]).value == "+543414567890"
