from __future__ import annotations

import pytest

from ingest.values.numbers import read_number
from schema.form import Field, Kind, Need

UNITS = (("t", 1000.0), ("tonne", 1000.0), ("toneladas", 1000.0), ("g", 0.001), ("kilos", 1.0))
WEIGHT = Field("weight", Kind.NUMBER, Need.REQUIRED, unit="kg", units=UNITS)
COUNT = Field("count", Kind.NUMBER, Need.REQUIRED)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1.200 kg", "es", 1200),
        ("1200", "es", 1200),
        ("1 200 kilos", "es", 1200),
        ("1.200,50 kg", "es", 1200.5),
        ("2,5 t", "es", 2500),
        ("2 ½ toneladas", "es", 2500),
        ("500 g", "es", 0.5),
        ("3 mil", "es", 3000),
        ("1,5 millones de kilos", "es", 1_500_000),
        ("tres toneladas", "es", 3000),
        ("1,200 kg", "en", 1200),
        ("1,200.50 kg", "en", 1200.5),
        ("2.5 tonnes", "en", 2500),
        ("3 thousand kg", "en", 3000),
    ],
)
def test_numbers_in_the_unit_of_the_field(text: str, language: str, value: float) -> None:
    assert read_number(text, WEIGHT, language) == (value, ())


@pytest.mark.parametrize(
    ("text", "language", "value", "reason"),
    [
        ("1,200 kg", "es", 1.2, "decimal_mark"),
        ("1.200 kg", "en", 1.2, "decimal_mark"),
        ("3 bolsas", "es", 3, "unit"),
        ("unos 300 kg", "es", 300, "about"),
        ("100 kg - 200 kg", "es", 100, "several"),
    ],
)
def test_doubtful_numbers(text: str, language: str, value: float, reason: str) -> None:
    number, doubts = read_number(text, WEIGHT, language)
    assert number == value
    assert [doubt.detail["reason"] for doubt in doubts] == [reason]


@pytest.mark.parametrize("text", ["muchos", "sí", "?"])
def test_what_is_no_number(text: str) -> None:
    value, doubts = read_number(text, COUNT)
    assert value is None
    assert [str(doubt.code) for doubt in doubts] == ["invalid_number"]


def test_a_number_without_a_unit_to_know() -> None:
    assert read_number("45 personas", COUNT) == (45, ())
