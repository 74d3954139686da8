"""What is written in any of many ways is read as what it was."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ingest.values.dates import read_date
from ingest.values.emails import read_email
from ingest.values.links import read_links
from ingest.values.lists import read_list
from ingest.values.names import read_name
from ingest.values.phones import read_phone
from ingest.values.text import clean, read_long_text, read_text

MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
ROMANS = "I II III IV V VI VII VIII IX X XI XII".split()
WEEKDAYS = "lunes martes miércoles jueves viernes sábado domingo".split()
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
WAYS = [
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day:%d-%m-%y}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day:%Y-%m-%dT08:30:00Z}",
    lambda day: f"{day.day} de {MONTHS[day.month - 1]} de {day.year}",
    lambda day: f"{WEEKDAYS[day.weekday()].upper()}, {day.day} {MONTHS[day.month - 1][:3]}. {day.year}",
    lambda day: f"{MONTHS[day.month - 1].capitalize()} {day.day}, {day.year}",
    lambda day: f"{day.day}-{ROMANS[day.month - 1]}-{day.year}",
    lambda day: f"El Sauzal, {day.day} de {MONTHS[day.month - 1]} del año {day.year}, 18:30 hs",
]
WORD = st.text(st.characters(categories=("Ll", "Lu"), max_codepoint=0x17F), min_size=1, max_size=12)
URLS = st.from_regex(r"https://[a-z]{3,8}\.example/[a-z]{1,6}", fullmatch=True)
SEPARATORS = st.sampled_from([", ", "; ", " - ", " / ", "\n", " • ", "|"])
NAMES = st.lists(st.sampled_from(["Rita", "Sosa", "Juan", "Núñez", "del", "Valle", "Ñancu"]), min_size=2, max_size=4)


@given(DAYS, st.sampled_from(WAYS))
def test_a_day_in_any_way_of_writing(day: date, way: object) -> None:
    assert read_date(way(day)) == (day.isoformat(), ())  # type: ignore[operator]


@given(DAYS, DAYS, st.sampled_from(WAYS), st.sampled_from([" al ", " - ", " y ", "; "]))
def test_the_first_of_two_days(first: date, second: date, way: object, between: str) -> None:
    value, doubts = read_date(way(first) + between + way(second))  # type: ignore[operator]
    assert value == first.isoformat()
    assert first == second or [str(doubt.code) for doubt in doubts] == ["ambiguous_date"]


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    value, doubts = read_date(text)
    assert value is None or date.fromisoformat(value + "0000-01-01"[len(value) :])
    assert value is not None or doubts


@given(st.lists(WORD, unique_by=str.casefold, max_size=8), SEPARATORS)
def test_a_list_joined_and_split(items: list[str], separator: str) -> None:
    assert read_list([separator.join(items)]) == [item for item in map(clean, items)]


@given(st.sampled_from(["11", "221", "341", "2392", "3492"]), st.integers(4200000, 4899999), st.booleans(), st.data())
def test_a_number_in_any_way_of_writing(area: str, digits: int, mobile: bool, data: st.DataObject) -> None:
    local = str(digits * 10 + 5)[: 10 - len(area)]
    split = f"{local[:-4]}-{local[-4:]}"
    ways = [f"0{area} 15 {split}", f"({area}) 15-{local}", f"+54 9 {area} {split}", f"+549{area}{local}"]
    fixed = [f"0{area} {split}", f"({area}) {split}", f"+54 {area} {local}", f"0{area}-{local}"]
    text = data.draw(st.sampled_from(ways if mobile else fixed))
    assert read_phone(text).value == f"+54{'9' if mobile else ''}{area}{local}"


@given(NAMES, st.sampled_from([" - ", " – ", ", ", " / ", "\n", " ", "; ", " Mail: ", ". E-mail: "]))
def test_a_name_beside_its_address(name: list[str], between: str) -> None:
    text = f"{' '.join(name)}{between}rita.sosa@example.org"
    assert read_name(text).value == " ".join(name)
    assert read_email(text, alone=False) == ("rita.sosa@example.org", ())


@given(st.lists(URLS, unique=True, min_size=1, max_size=4))
def test_addresses_among_words(urls: list[str]) -> None:
    text = "Ver " + ", y también ".join(urls) + "."
    assert read_links([text]) == (urls, ())


@given(st.lists(st.text(max_size=40), max_size=5))
def test_text_is_read_once_and_for_all(paragraphs: list[str]) -> None:
    assert read_text([read_text(paragraphs)]) == read_text(paragraphs)
    assert read_long_text(read_long_text(paragraphs).split("\n")) == read_long_text(paragraphs)
