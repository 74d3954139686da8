"""Places by name: countries, provinces, towns, departments, quarters, regions.

The table ``data/places.tsv.gz`` is made by ``data/make_places.py`` from GeoNames (geonames.org, CC BY 4.0)
and the text files beside it. A line is ``key, kind, name, province, country, population, area code``,
sorted by key: the folded name, so that a name is found by bisection without reading the rest.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from ingest.values.folding import fold, slips_allowed

COUNTRY, PROVINCE, TOWN, DEPARTMENT, QUARTER, REGION = "C", "P", "L", "D", "Q", "R"
CAPITAL_CITY = "Ciudad Autónoma de Buenos Aires"
_KNOWN_TO_MANY = 100_000
_GZIP = 16 + zlib.MAX_WBITS  # that zlib is to expect a gzip header (RFC 1952)

ABBREVIATIONS = {
    "gral": "general", "grl": "general", "gnral": "general", "cnel": "coronel", "cnl": "coronel", "crnel": "coronel",
    "cte": "comandante", "cmte": "comandante", "cdte": "comandante", "tte": "teniente", "sgto": "sargento",
    "cap": "capitan", "pto": "puerto", "pte": "presidente", "pdte": "presidente", "pres": "presidente",
    "gob": "gobernador", "gdor": "gobernador", "alte": "almirante", "ing": "ingeniero", "dr": "doctor",
    "sta": "santa", "sto": "santo", "sn": "san", "va": "villa", "v": "villa", "vª": "villa", "col": "colonia",
    "est": "estacion", "fco": "francisco", "fdo": "fernando", "bdo": "bernardo", "ntra": "nuestra", "sra": "senora",
    "cdad": "ciudad", "mte": "monte", "pza": "plaza", "pque": "parque", "my": "mayor", "int": "intendente",
    "cdro": "comodoro", "com": "comodoro", "lib": "libertador", "min": "ministro", "may": "mayor", "prof": "profesor",
    "intte": "intendente", "hno": "hermano", "jose": "jose", "vte": "vicente",
}  # fmt: skip
_NUMBERS = {
    "primero": "1", "1o": "1", "dos": "2", "tres": "3", "siete": "7", "nueve": "9", "doce": "12", "dieciseis": "16",
    "diecisiete": "17", "veinte": "20", "veinticinco": "25", "veintiocho": "28", "treinta": "30", "xx": "20",
}  # fmt: skip
_TOKEN = re.compile(r"[^\W_]+")


class Entry(NamedTuple):
    """One reading of a name. `province` and `country` say where it is (country by its ISO 3166 code).

    `population` is 0 for towns that only a list by hand knows.
    """

    kind: str
    name: str
    province: str
    country: str
    population: int = 0
    area: str = ""


def key(text: str) -> str:
    """The name as the table has it: folded, abbreviations in full, numbers in digits.

    >>> key("Gral. Pico"), key("Nueve de Julio"), key("SAN MARTÍN")
    ('general pico', '9 de julio', 'san martin')
    """
    return join(_TOKEN.findall(fold(text)))


def join(tokens: list[str]) -> str:
    """The key of a name's folded words."""
    full = [ABBREVIATIONS.get(token, token) for token in tokens]
    if len(full) > 2 and full[1] == "de" and full[0] in _NUMBERS:
        full[0] = _NUMBERS[full[0]]
    return " ".join(full)


@cache
def _table() -> list[str]:
    packed = Path(__file__).with_name("data").joinpath("places.tsv.gz").read_bytes()
    return [line for line in zlib.decompress(packed, _GZIP).decode("utf-8").split("\n") if line[:1] != "#"]


@lru_cache(maxsize=8192)
def lookup(name: str) -> tuple[Entry, ...]:
    """All readings of a key.

    >>> [entry.name for entry in lookup("salliquelo")]
    ['Salliqueló', 'Salliqueló']
    """
    table, found = _table(), []
    start = name + "\t"
    at = bisect_left(table, start)
    while at < len(table) and table[at].startswith(start):
        found.append(_entry(table[at]))
        at += 1
    return tuple(found)


def _entry(line: str) -> Entry:
    _, kind, name, province, country, population, area = line.split("\t")
    return Entry(kind, name, province, country, int(population), area)


@cache
def _memorable() -> list[str]:
    """The keys that a misspelt name may be: those of the home country, and of what everyone knows."""
    keys = {
        line.partition("\t")[0]
        for line in _table()
        if "\tAR\t" in line or "\tC\t" in line or int(line.rsplit("\t", 2)[1] or 0) >= _KNOWN_TO_MANY
    }
    return sorted(keys)


@lru_cache(maxsize=2048)
def near(name: str) -> tuple[tuple[int, str], ...]:
    """The keys that are a letter or two from a name, with how many, nearest first."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = slips_allowed(len(name))
    if not allowed or name.isdigit():
        return ()
    found = process.extract(name, _memorable(), scorer=OSA.distance, score_cutoff=allowed, limit=12)
    return tuple(sorted((int(apart), known) for known, apart, _ in found))


@cache
def _countries() -> tuple[dict[str, str], dict[str, str]]:
    """The country's name by its code, and the code by the name."""
    names: dict[str, str] = {}
    for line in _table():
        if "\tC\t" in line:
            entry = _entry(line)
            names.setdefault(entry.country, entry.name)
    return names, {name: code for code, name in names.items()}


def country_name(code: str) -> str:
    """The country's name in Spanish, by its ISO 3166 code.

    >>> country_name("UY")
    'Uruguay'
    """
    return _countries()[0].get(code, code)


def country_code(name: str | None) -> str | None:
    """The country's ISO 3166 code, by the name that records hold.

    >>> country_code("Brasil")
    'BR'
    """
    return _countries()[1].get(name) if name else None
