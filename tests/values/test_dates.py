from __future__ import annotations

import pytest

from ingest.values.dates import read_date

ONE_DATE = [
    # numbers, day first
    ("24/04/2020", "2020-04-24"),
    ("4/5/20", "2020-05-04"),
    ("24.04.20", "2020-04-24"),
    ("24-4-20", "2020-04-24"),
    ("15 / 09 / 2020", "2020-09-15"),
    ("24 04 2020", "2020-04-24"),
    ("24|04|2020", "2020-04-24"),
    ("24_04_2020", "2020-04-24"),
    ("24—04—2020", "2020-04-24"),
    ("20-04-24", "2024-04-20"),
    ("29/02/2020", "2020-02-29"),
    # one digit a box
    ("2 4 / 0 4 / 2 0 2 0", "2020-04-24"),
    # no separators
    ("20200611", "2020-06-11"),
    ("24042020", "2020-04-24"),
    # ISO, with and without a time
    ("2020-04-24", "2020-04-24"),
    ("2020/04/24", "2020-04-24"),
    ("2020.04.24", "2020-04-24"),
    ("2020-04-24T10:11:12-03:00", "2020-04-24"),
    ("2020-04-24 10:11", "2020-04-24"),
    # months by name, abbreviation, Roman number
    ("19 mayo 2020", "2020-05-19"),
    ("19 de Mayo del 2020", "2020-05-19"),
    ("19 DE MAYO DEL AÑO 2020", "2020-05-19"),
    ("21 jul. 2020", "2020-07-21"),
    ("24-abr-20", "2020-04-24"),
    ("24abril2020", "2020-04-24"),
    ("24 de Abril de2020", "2020-04-24"),
    ("24-Abr.-2020", "2020-04-24"),
    ("24 del 4 de 2020", "2020-04-24"),
    ("3 de setiembre de 2020", "2020-09-03"),
    ("sept. 2020", "2020-09"),
    ("13-IV-2020", "2020-04-13"),
    ("24/XII/20", "2020-12-24"),
    ("IV/2020", "2020-04"),
    ("abril 17, 2020", "2020-04-17"),
    ("2020 abril 24", "2020-04-24"),
    ("April 24, 2020", "2020-04-24"),
    ("24th April 2020", "2020-04-24"),
    ("20 de maio de 2020", "2020-05-20"),
    # ordinals and numbers in words
    ("1º de julio de 2020", "2020-07-01"),
    ("1° de mayo de 2020", "2020-05-01"),
    ("1ro. de agosto de 2020", "2020-08-01"),
    ("1er de mayo de 2020", "2020-05-01"),
    ("primero de mayo de 2020", "2020-05-01"),
    ("treinta y uno de marzo de dos mil veintiuno", "2021-03-31"),
    ("a los 3 días del mes de abril de 2020", "2020-04-03"),
    ("a los tres días del mes de abril del año dos mil veinte", "2020-04-03"),
    # years written otherwise
    ("24 de abril de 2.020", "2020-04-24"),
    ("24 de abril de 20 20", "2020-04-24"),
    ("abril '20", "2020-04"),
    ("abr-20", "2020-04"),
    ("abril del 20", "2020-04"),
    ("abril de dos mil 20", "2020-04"),
    ("2020 - abril", "2020-04"),
    # weekdays, times, words round it
    ("jueves, 24 dic. 2020", "2020-12-24"),
    ("mar 15-sep-2020", "2020-09-15"),
    ("mar. 15/09/2020", "2020-09-15"),
    ("mar 15, 2020", "2020-03-15"),
    ("8 de marzo de 2020 a las 18 hs", "2020-03-08"),
    ("1/5/2020, de 8 a 13 hs", "2020-05-01"),
    ("01/05/20 10.30 hs", "2020-05-01"),
    ("Cruz del Sauce, 5 de mayo de 2020", "2020-05-05"),
    ("Fecha: 24/04/2020.", "2020-04-24"),
    # said twice
    ("24/04/2020 (24 de abril de 2020)", "2020-04-24"),
    # less than a day
    ("mayo/2020", "2020-05"),
    ("05/2020", "2020-05"),
    ("2020-05", "2020-05"),
    ("principios de mayo de 2020", "2020-05"),
    ("Mediados de abril 2020", "2020-04"),
    ("primera quincena de junio 2020", "2020-06"),
    ("MAYO 2.020", "2020-05"),
    ("2020", "2020"),
    ("Año: 2020.", "2020"),
]

SEVERAL_OR_A_RANGE = [
    ("del 9 al 16 de junio de 2020", "2020-06-09"),
    ("9 al 16/06/2020", "2020-06-09"),
    ("9-16/06/2020", "2020-06-09"),
    ("9, 10 y 11 de junio de 2020", "2020-06-09"),
    ("9/10 de junio de 2020", "2020-06-09"),
    ("del 28 de abril al 3 de mayo de 2020", "2020-04-28"),
    ("28/04 al 03/05/2020", "2020-04-28"),
    ("20/3 - 5/4/2020", "2020-03-20"),
    ("del 20 de diciembre al 10 de enero de 2021", "2020-12-20"),
    ("abril a junio de 2020", "2020-04"),
    ("marzo/abril de 2020", "2020-03"),
    ("diciembre 2020 - enero 2021", "2020-12"),
    ("2019-2020", "2019"),
    ("2020/21", "2020"),
    ("Publicada el 9/10/2020; relevada el 18/10/2020", "2020-10-09"),
    # open
    ("desde marzo de 2020", "2020-03"),
    ("a partir del 24/04/2020", "2020-04-24"),
    ("marzo de 2020 hasta la actualidad", "2020-03"),
]

DOUBTFUL = [
    ("24 de abirl de 2020", "2020-04-24", "typo"),
    ("15 de setienbre de 2020", "2020-09-15", "typo"),
    ("febero 2020", "2020-02", "typo"),
    ("aprox. mayo de 2020", "2020-05", "about"),
    ("lunes 24 de abril de 2020", "2020-04-24", "weekday"),  # a Friday
    ("primer trimestre de 2020", "2020", "words"),
    ("Resolución 123/2020", "2020", "words"),
]

NO_DATE = [
    "30/4",
    "24 de abril",
    "abril",
    "abril 20",
    "31/02/2020",
    "29/02/2021",
    "31 de abril de 2020",
    "00/04/2020",
    "04/25/2020",
    "13/2020",
    "24/04/202",
    "24/04/20200",
    "en curso",
    "hoy",
    "sin fecha definida",
    "24 de abril del corriente",
    "12 de octubre de 1492",
    "",
]

XFAIL = [("3 de juio de 2020", None)]  # June or July: the year alone is given, with a doubt


@pytest.mark.parametrize(("text", "iso"), ONE_DATE)
def test_one_date(text: str, iso: str) -> None:
    assert read_date(text) == (iso, ())


@pytest.mark.parametrize(("text", "iso"), SEVERAL_OR_A_RANGE)
def test_the_first_of_several(text: str, iso: str) -> None:
    value, doubts = read_date(text)
    assert value == iso
    assert [str(doubt.code) for doubt in doubts] == ["ambiguous_date"]


@pytest.mark.parametrize(("text", "iso", "reason"), DOUBTFUL)
def test_a_doubtful_date(text: str, iso: str, reason: str) -> None:
    value, doubts = read_date(text)
    assert value == iso
    assert [doubt.detail["reason"] for doubt in doubts] == [reason]


@pytest.mark.parametrize("text", NO_DATE)
def test_no_date_is_guessed(text: str) -> None:
    value, doubts = read_date(text)
    assert value is None
    assert [str(doubt.code) for doubt in doubts] == ["invalid_date"]


@pytest.mark.parametrize(("text", "iso"), XFAIL)
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failures(text: str, iso: str | None) -> None:
    assert read_date(text).value == iso


def test_the_form_says_whether_the_day_comes_first() -> None:
    assert read_date("04/25/2020", day_first=False).value == "2020-04-25"
    assert read_date("25/04/2020", day_first=False).value is None
