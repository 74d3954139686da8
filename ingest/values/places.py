"""Places: locality, province and country by their official names, out of what people write.

A part that is not said and can't be told stays None: a name that several provinces have, alone, gives
no province; a province that is also a town, alone, is the province; a region gives what it implies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.values.gazetteer import (
    CAPITAL_CITY,
    COUNTRY,
    DEPARTMENT,
    PROVINCE,
    QUARTER,
    REGION,
    TOWN,
    Entry,
    country_code,
    country_name,
    key,
    lookup,
    near,
)
from ingest.values.place_country import Reading, choose_country, town_entries
from ingest.values.place_words import ADDRESS, Part, parts
from ingest.values.text import one_line
from ingest.values.value import Doubt, Value, unsure
from schema.result import IssueCode

__all__ = ["Place", "area_code", "country_code", "read_place"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place as far as it is known."""

    locality: str | None = None
    province: str | None = None
    country: str | None = None


def read_place(paragraphs: Sequence[str], home: str | None = None) -> Value[Place]:
    """The place that an answer names; `home` is the country (ISO 3166) where a name alone is looked for.

    >>> read_place(["Trenque Lauquen - provincia de Buenos Aires"]).value
    Place(locality='Trenque Lauquen', province='Buenos Aires', country='Argentina')
    >>> read_place(["Rivadavia"], "AR").value
    Place(locality='Rivadavia', province=None, country='Argentina')
    >>> read_place(["Mercedes, Uruguay"]).value
    Place(locality='Mercedes', province=None, country='Uruguay')
    """
    return _read("\n".join(paragraphs), home or "AR")


@lru_cache(maxsize=2048)
def _read(text: str, home: str) -> Value[Place]:
    every = parts(text)
    found = [part for part in every if part.hint != ADDRESS]
    reading = Reading(home)
    known = [_mended(part, found, reading) for part in found]
    known, capital = _without_capital(known)
    choose_country(known, reading)
    _choose_province(known, reading)
    _choose_town(known, reading, capital)
    if len(found) < len(every) and not reading.towns:
        reading.doubt("words")
    place = Place(
        locality=reading.towns[0].name if reading.towns else None,
        province=reading.province,
        country=country_name(reading.country) if reading.country else None,
    )
    return Value(place, tuple(_doubts(reading, place, one_line(text))))


def _doubts(reading: Reading, place: Place, text: str) -> list[Doubt]:
    nothing = place == Place() and not reading.region
    if nothing or (reading.unknown and place.locality is None):
        return [Doubt(IssueCode.UNKNOWN_PLACE, {"text": text})]
    if reading.unknown and "several" not in (reading.reasons or ()):
        reading.doubt("words")
    value = ", ".join(part for part in (place.locality, place.province, place.country) if part)
    return [unsure(reason, text=text, value=value) for reason in reading.reasons or ()]


def _mended(part: Part, all_parts: list[Part], reading: Reading) -> Part:
    """The part, or, where no table knows it, the one name that it is a letter or two from."""
    if part.entries or part.key == "capital":
        return part
    provinces = {entry.province for other in all_parts for entry in other.of(PROVINCE)}
    countries = {entry.country for other in all_parts for entry in other.entries if entry.kind in (COUNTRY, PROVINCE)}
    best: list[tuple[str, tuple[Entry, ...]]] = []
    least = None
    for apart, name in near(part.key):
        if least is not None and apart > least:
            break
        entries = tuple(
            entry
            for entry in lookup(name)
            if (part.hint in (None, entry.kind) or part.hint == QUARTER)
            and entry.kind in (COUNTRY, PROVINCE, TOWN, DEPARTMENT)
            and (not countries or entry.country in countries or entry.kind == COUNTRY)
            and (not provinces or entry.kind in (COUNTRY, PROVINCE) or entry.province in provinces)
        )
        if entries:
            best.append((name, entries))
            least = apart
    if len({entries[0].name for _, entries in best}) != 1:
        return part
    reading.doubt("typo")
    return Part(best[0][0], part.hint, best[0][1], part.linked)


def _without_capital(known: list[Part]) -> tuple[list[Part], bool]:
    """The parts without the word «capital», and whether it was there."""
    rest = [part for part in known if part.key not in ("capital", "capital de")]
    return rest, len(rest) < len(known)


def _choose_province(known: list[Part], reading: Reading) -> None:
    """The province that is named; abroad only where a town is named too, or the answer says it is one."""
    country = reading.country
    if country is None:
        return
    candidates = [part for part in known if part.hint in (None, PROVINCE, DEPARTMENT) and _province(part, country)]
    if country == "AR":
        candidates = [part for part in candidates if part.hint != DEPARTMENT]
    hinted = [part for part in candidates if part.hint == PROVINCE]
    if not hinted and country != "AR":
        first = known[0] if known and town_entries(known[0], country) and known[0].hint != DEPARTMENT else None
        candidates = [part for part in candidates if part is not first]
    if not candidates:
        return
    if any(_province(part, country) == CAPITAL_CITY for part in candidates):
        chosen = next(part for part in candidates if _province(part, country) == CAPITAL_CITY)
        candidates = [part for part in candidates if _province(part, country) != "Buenos Aires"]
    else:
        chosen = hinted[0] if hinted else candidates[-1]
    reading.province = _province(chosen, country)
    spent = [part for part in candidates if part is chosen or not town_entries(part, country, reading.province)]
    if len({_province(part, country) for part in spent}) > 1:
        reading.province = _province(spent[0], country)
        reading.doubt("several")
    keep = [part for part in known if not any(part is other for other in spent)]
    if reading.province == CAPITAL_CITY:
        keep = [part for part in keep if _province(part, country) not in ("Buenos Aires", CAPITAL_CITY)]
    known[:] = keep


def _province(part: Part, country: str) -> str | None:
    return next((entry.province for entry in part.of(PROVINCE) if entry.country == country), None)


def _choose_town(known: list[Part], reading: Reading, capital: bool) -> None:
    """The first town named; what other parts say: departments, quarters, regions, more towns."""
    if reading.province == CAPITAL_CITY:
        _in_the_capital(known, reading)
        return
    if capital and (reading.province or not known) and _capital(reading):
        known = [part for part in known if not town_entries(part, reading.country or "", reading.province)]
    unknown: list[Part] = []
    for part in sorted(known, key=lambda part: part.hint == QUARTER):
        if not _place_part(part, reading):
            unknown.append(part)
    reading.unknown = unknown
    if reading.department and not reading.towns:
        reading.doubt("department")


def _capital(reading: Reading) -> bool:
    """Take the province's capital as the town: it is the one called «… Capital»."""
    if reading.province is None:
        reading.towns = [Entry(TOWN, CAPITAL_CITY, CAPITAL_CITY, "AR")]
        reading.province, reading.country = CAPITAL_CITY, "AR"
        reading.doubt("words")
        return True
    found = [entry for entry in lookup(f"{key(reading.province)} capital") if entry.kind == TOWN]
    reading.towns = found[:1] or reading.towns
    return bool(found)


def _in_the_capital(known: list[Part], reading: Reading) -> None:
    reading.towns = [Entry(TOWN, CAPITAL_CITY, CAPITAL_CITY, "AR")]
    for part in known:
        if part.of(QUARTER) or part.hint == QUARTER or _is_capital(part):
            continue
        reading.doubt("several" if part.entries else "words")


def _is_capital(part: Part) -> bool:
    return any(entry.province == CAPITAL_CITY and entry.kind == TOWN for entry in part.entries)


def _place_part(part: Part, reading: Reading) -> bool:
    """Fit one part into the reading; False where nothing in it fits."""
    country = reading.country
    entries = [entry for entry in part.entries if country is None or entry.country in (country, "")]
    if reading.province and country == "AR":
        provinces = (reading.province, "")
        entries = [entry for entry in entries if entry.province in provinces or _quarter_of(entry, reading)]
    if country is None and reading.towns:
        return True
    kinds = {entry.kind for entry in entries}
    if TOWN in kinds and (part.hint in (None, TOWN, QUARTER) or (part.hint == DEPARTMENT and country != "AR")):
        return _take_town(part, [entry for entry in entries if entry.kind == TOWN], reading, DEPARTMENT in kinds)
    if DEPARTMENT in kinds and part.hint in (None, TOWN, DEPARTMENT):
        _take_department([entry for entry in entries if entry.kind == DEPARTMENT], reading)
        return True
    if REGION in kinds:
        if part.linked and reading.towns:
            reading.doubt("several")
        return _take_region(next(entry for entry in entries if entry.kind == REGION), reading)
    if QUARTER in kinds and not reading.towns:
        reading.towns = [Entry(TOWN, CAPITAL_CITY, CAPITAL_CITY, "AR")]
        reading.province = CAPITAL_CITY
        reading.doubt("quarter")
        return True
    if PROVINCE in kinds and part.hint != TOWN:
        reading.doubt("several")
        return True
    return part.hint == QUARTER and bool(reading.towns)


def _quarter_of(entry: Entry, reading: Reading) -> bool:
    """Whether «Palermo, Buenos Aires» may mean the quarter of the city."""
    return entry.kind == QUARTER and reading.province == "Buenos Aires"


def _take_town(part: Part, towns: list[Entry], reading: Reading, is_department: bool) -> bool:
    if reading.towns:
        within = is_department and not part.linked and not _heads_department(reading.towns[0])
        if not within and reading.towns[0].name != towns[0].name:
            reading.doubt("several")
        if within and reading.province is None and reading.country == "AR":
            _narrow(reading, {entry.province for entry in part.of(DEPARTMENT)})
        return True
    towns = sorted(towns, key=lambda entry: -entry.population)
    reading.towns = towns
    if reading.country == "AR" and reading.province is None:
        large = {entry.province for entry in towns if entry.population}
        every = {entry.province for entry in towns}
        provinces = large or every
        reading.province = provinces.pop() if len(provinces) == 1 else None
        if reading.province and len(every) > 1:
            reading.doubt("namesakes")
        if len({entry.name for entry in towns if entry.population or not large}) > 1:
            reading.doubt("namesakes")
    return True


def _heads_department(town: Entry) -> bool:
    return any(entry.kind == DEPARTMENT and entry.province == town.province for entry in lookup(key(town.name)))


def _narrow(reading: Reading, provinces: set[str]) -> None:
    """Choose among towns of one name by the department they are said to be in."""
    towns = [entry for entry in reading.towns or () if entry.province in provinces]
    if towns and len({entry.province for entry in towns}) == 1:
        reading.towns, reading.province = towns, towns[0].province


def _take_department(found: list[Entry], reading: Reading) -> None:
    reading.department = True
    provinces = {entry.province for entry in found}
    if reading.towns and reading.province is None:
        _narrow(reading, provinces)
        if reading.province is None:
            reading.doubt("words")
    elif reading.towns and reading.province not in provinces:
        reading.doubt("words")
    elif not reading.towns and len(provinces) == 1:
        reading.province = reading.province or provinces.pop()


def _take_region(region: Entry, reading: Reading) -> bool:
    reading.region = True
    if region.country == "":
        return False
    reading.country = reading.country or region.country
    if region.province and not reading.province and not reading.towns:
        reading.province = region.province
    return True


def area_code(place: Place) -> str | None:
    """The area code of a place in Argentina whose locality is known.

    >>> area_code(Place("Tandil", "Buenos Aires", "Argentina"))
    '249'
    """
    if place.locality is None or place.province is None:
        return None
    found = [
        entry.area
        for entry in lookup(key(place.locality))
        if entry.kind == TOWN and entry.province == place.province and entry.name == place.locality and entry.area
    ]
    return found[0] if found else None
