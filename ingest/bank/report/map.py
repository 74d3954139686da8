"""The map of a report: coasts and borders as lines, a circle a place, as SVG without any tile server."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from ingest.bank.atlas import Line, Spot, outline, spot_of
from ingest.bank.columns import place_column
from ingest.bank.entry import Entry
from ingest.bank.report.html import EMPTY, Html, join, say, tag, text
from ingest.bank.report.words import ReportWords
from schema.form import Form

WIDTH = 640
TALLEST = 820
MARGIN = 2.0  # degrees around the outermost places
LEAST = 12.0  # degrees that a map shows at least, either way

Place = tuple[Spot, str]


class Places:
    """The places of the entries that it is shown: how many are at each, and how many at none."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self.seen: Counter[Place] = Counter()
        self.off = 0

    def add(self, entry: Entry) -> None:
        """Count an entry."""
        at = spot_of(self._form, entry)
        if at is None:
            self.off += 1
        else:
            self.seen[at, self._name(entry, at)] += 1

    def _name(self, entry: Entry, at: Spot) -> str:
        parts = ("locality", "province", "country") if at.exact else ("province", "country")
        said = [entry.values.get(column.key) for part in parts if (column := place_column(self._form, part))]
        return ", ".join(dict.fromkeys(str(value) for value in said if value))


def map_section(places: Places, words: ReportWords) -> Html:
    """The map with its key, or nothing where no entry has a place on it."""
    if not places.seen:
        return EMPTY
    key = tag(
        "p",
        _key_dot("exact"),
        text(f" {words.map_exact} "),
        _key_dot("middle"),
        text(f" {words.map_middle}. {words.off_map.format(number=places.off) if places.off else ''}"),
        class_="key",
    )
    return tag("section", say("h2", words.map), _svg(places.seen, words), key, id="map")


def _key_dot(kind: str) -> Html:
    circle = tag("circle", class_=kind, cx=6, cy=6, r=5)
    return tag("svg", circle, class_="dot", viewBox="0 0 12 12", aria_hidden="true")


def _svg(places: Counter[Place], words: ReportWords) -> Html:
    west, south, east, north = _window([at for at, _ in places])
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / ((east - west) * squeeze)

    def point(longitude: float, latitude: float) -> tuple[float, float]:
        return round((longitude - west) * squeeze * scale, 1), round((north - latitude) * scale, 1)

    tall = round((north - south) * scale)
    land = join(_path(line, point) for line in outline(west, south, east, north))
    dots = join(
        _dot(point(at.longitude, at.latitude), at, name, number)
        for (at, name), number in sorted(places.items(), key=lambda item: (-item[1], item[0]))
    )
    return tag(
        "svg",
        say("title", words.map_about.format(places=len(places))),
        tag("g", land, class_="land"),
        dots,
        viewBox=f"0 0 {WIDTH} {tall}",
        role="group",
        aria_label=words.map_about.format(places=len(places)),
    )


def _window(spots: Iterable[Spot]) -> tuple[float, float, float, float]:
    """West, south, east and north of a map that shows all spots, not too flat and not too tall."""
    spots = list(spots)
    west, east = min(at.longitude for at in spots) - MARGIN, max(at.longitude for at in spots) + MARGIN
    south, north = min(at.latitude for at in spots) - MARGIN, max(at.latitude for at in spots) + MARGIN
    high, wide = max(LEAST, north - south), max(LEAST, east - west)
    wide = max(wide, high * WIDTH / TALLEST / math.cos(math.radians((south + north) / 2)))
    west, east = (west + east - wide) / 2, (west + east + wide) / 2
    south, north = (south + north - high) / 2, (south + north + high) / 2
    return west, max(-85.0, south), east, min(85.0, north)


def _path(line: Line, point: object) -> Html:
    assert callable(point)
    steps = " ".join(f"{x:g},{y:g}" for x, y in (point(*at) for at in line))
    return tag("polyline", points=steps)


def _dot(at: tuple[float, float], spot: Spot, name: str, number: int) -> Html:
    about = f"{name}: {number}"
    radius = round(4 + 2.4 * math.sqrt(number - 1), 1)
    circle = tag(
        "circle", say("title", about), cx=at[0], cy=at[1], r=radius, class_="exact" if spot.exact else "middle"
    )
    return tag("a", circle, href="#entries", data_place=name.partition(",")[0], aria_label=about)
