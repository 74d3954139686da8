"""Where places are on the map: coordinates of towns, and lines of coasts and borders to draw them on.

``data/coordinates.tsv.gz`` is made from GeoNames (geonames.org, CC BY 4.0), ``data/outline.json`` from
Natural Earth (public domain), both by ``data/make_map.py``.
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib import resources
from typing import NamedTuple

from ingest.bank.columns import place_column
from ingest.bank.entry import Entry
from schema.form import Form

Line = tuple[tuple[float, float], ...]
"""Points as (longitude, latitude) in degrees."""


class Spot(NamedTuple):
    """A place on the map, in degrees; `exact` where it is the town's, not the middle of its province."""

    latitude: float
    longitude: float
    exact: bool


@cache
def _towns() -> dict[tuple[str, str, str], tuple[float, float]]:
    """Towns by key, province (Argentina) and country code."""
    packed = resources.files("ingest.bank").joinpath("data", "coordinates.tsv.gz").read_bytes()
    found = {}
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        if not line.startswith("#"):
            name, province, country, latitude, longitude = line.split("\t")
            found[name, province, country] = float(latitude), float(longitude)
    return found


@cache
def _middles() -> dict[str, tuple[float, float]]:
    """The middle of each province's towns."""
    members: dict[str, list[tuple[float, float]]] = {}
    for (_, province, _), at in _towns().items():
        if province:
            members.setdefault(province, []).append(at)
    return {
        province: (sum(at[0] for at in spots) / len(spots), sum(at[1] for at in spots) / len(spots))
        for province, spots in members.items()
    }


def spot(town: str | None, province: str | None, country: str | None) -> Spot | None:
    """Where a town is, or else the middle of its province; None where neither is known.

    >>> spot("Trenque Lauquen", "Buenos Aires", "Argentina")
    Spot(latitude=-35.97, longitude=-62.73, exact=True)
    >>> spot("Paraje sin mapa", "Chaco", "Argentina").exact
    False
    """
    from ingest.values.gazetteer import CAPITAL_CITY, country_code, key

    code = country_code(country) or ""
    if CAPITAL_CITY in (town, province):
        return Spot(-34.61, -58.38, True)
    if town:
        at = _towns().get((key(town), province or "" if code == "AR" else "", code))
        if at is not None:
            return Spot(*at, True)
    middle = _middles().get(province or "") if code == "AR" else None
    return Spot(round(middle[0], 2), round(middle[1], 2), False) if middle else None


def spot_of(form: Form, entry: Entry) -> Spot | None:
    """Where an entry's first place is."""
    parts = [place_column(form, part) for part in ("locality", "province", "country")]
    said = [entry.values.get(column.key) if column else None for column in parts]
    return spot(*(str(value) if value else None for value in said))


@cache
def _outline() -> tuple[Line, ...]:
    text = resources.files("ingest.bank").joinpath("data", "outline.json").read_text("utf-8")
    return tuple(tuple((x, y) for x, y in line) for line in json.loads(text))


def outline(west: float, south: float, east: float, north: float) -> list[Line]:
    """The lines of coasts and borders that a window in degrees shows any of."""
    return [
        line
        for line in _outline()
        if min(x for x, _ in line) <= east
        and max(x for x, _ in line) >= west
        and min(y for _, y in line) <= north
        and max(y for _, y in line) >= south
    ]
