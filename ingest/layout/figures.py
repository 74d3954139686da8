"""What a person drew: a cross, a tick, a loop round something, a line through it.

A pen's path is first reduced to its corners. Two legs that cross are a cross; a short leg down and a
longer one up are a tick; a path that comes back to where it began is a loop; one that goes to and
fro over a place is a scribble; a straight one is a line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from ingest.document import Box
from ingest.layout.drawing import Point, Stroke, bounds

_CORNER = 0.09  # of a path's extent: what swings out less is no corner
_NEAR = 3.0  # points between strokes of one figure
_MOST = 400  # strokes of a page beyond which they are a picture
_LARGE = 130.0  # points: no cross or tick is wider or higher


class Shape(Enum):
    """What a figure is."""

    CROSS = "✗"
    TICK = "✓"
    LOOP = "loop"
    LINE = "line"
    SCRIBBLE = "scribble"
    DOT = "dot"
    OTHER = "other"


class Figure(NamedTuple):
    """One thing drawn, of one or more strokes."""

    shape: Shape
    box: Box
    annotation: bool


def find_figures(strokes: Sequence[Stroke]) -> list[Figure]:
    """The figures that strokes make, strokes that touch taken together."""
    if len(strokes) > _MOST:
        return []
    return [
        Figure(_shape(group), bounds([p for stroke in group for p in stroke.points]), group[0].annotation)
        for group in _groups(strokes)
    ]


def _groups(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """Strokes that touch or nearly touch, loops apart."""
    groups: list[tuple[Box, list[Stroke]]] = []
    for stroke in strokes:
        box = stroke.box
        if not _is_loop(stroke):
            for place, (other, members) in enumerate(groups):
                same = members[0].filled == stroke.filled and not _is_loop(members[0])
                if same and _touch(box, other):
                    groups[place] = (other.union(box), [*members, stroke])
                    break
            else:
                groups.append((box, [stroke]))
        else:
            groups.append((box, [stroke]))
    return [members for _, members in groups]


def _touch(one: Box, other: Box) -> bool:
    return (
        min(one.x1, other.x1) - max(one.x0, other.x0) > -_NEAR
        and min(one.y1, other.y1) - max(one.y0, other.y0) > -_NEAR
    )


def _shape(strokes: Sequence[Stroke]) -> Shape:
    first = strokes[0]
    box = bounds([p for stroke in strokes for p in stroke.points])
    width, height = box.x1 - box.x0, box.y1 - box.y0
    if first.filled:
        return Shape.DOT
    if len(strokes) == 1 and _is_loop(first):
        return Shape.LOOP
    legs = [leg for stroke in strokes for leg in _legs(stroke)]
    if len(legs) == 1 or all(_flat(leg) for leg in legs):
        return Shape.LINE
    if max(width, height) > _LARGE:
        return Shape.OTHER
    if len(legs) <= 6 and any(_cross(a, b) for place, a in enumerate(legs) for b in legs[:place]):
        return Shape.CROSS
    if any(_is_tick(stroke) for stroke in strokes) and len(legs) <= 4:
        return Shape.TICK
    length = sum(math.dist(*leg) for leg in legs)
    if len(legs) >= 4 and length > 2.2 * math.hypot(width, height):
        return Shape.SCRIBBLE
    return Shape.OTHER


Leg = tuple[Point, Point]


def _legs(stroke: Stroke) -> list[Leg]:
    corners = _corners(stroke.points)
    if stroke.closed and corners[0] != corners[-1]:
        corners = [*corners, corners[0]]
    return list(zip(corners, corners[1:], strict=False))


def _corners(points: Sequence[Point]) -> list[Point]:
    """The points that a path can't do without (Ramer, Douglas and Peucker)."""
    box = bounds(points)
    swing = _CORNER * max(box.x1 - box.x0, box.y1 - box.y0, 1.0)
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        begin, end = waiting.pop()
        far, place = 0.0, -1
        for index in range(begin + 1, end):
            off = _distance(points[index], points[begin], points[end])
            if off > far:
                far, place = off, index
        if far > swing:
            keep.add(place)
            waiting += [(begin, place), (place, end)]
    return [points[index] for index in sorted(keep)]


def _distance(point: Point, begin: Point, end: Point) -> float:
    length = math.dist(begin, end)
    if length == 0:
        return math.dist(point, begin)
    along = (end[0] - begin[0]) * (begin[1] - point[1]) - (begin[0] - point[0]) * (end[1] - begin[1])
    return abs(along) / length


def _is_loop(stroke: Stroke) -> bool:
    """Whether it runs round something: closed, or its ends near each other, and round in between."""
    if stroke.filled or len(stroke.points) < 4:
        return False
    box = stroke.box
    width, height = box.x1 - box.x0, box.y1 - box.y0
    if min(width, height) < 3:
        return False
    gap = math.dist(stroke.points[0], stroke.points[-1])
    return (stroke.closed or gap < 0.35 * max(width, height)) and _area(stroke.points) > 0.45 * width * height


def _area(points: Sequence[Point]) -> float:
    total = 0.0
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        total += x0 * y1 - x1 * y0
    return abs(total) / 2


def _flat(leg: Leg) -> bool:
    """Whether it runs across rather than up or down."""
    (x0, y0), (x1, y1) = leg
    return abs(y1 - y0) <= 0.2 * abs(x1 - x0)


def _cross(one: Leg, other: Leg) -> bool:
    """Whether two legs cross in the middle part of both, at no small angle."""
    (x0, y0), (x1, y1) = one
    (x2, y2), (x3, y3) = other
    across = (x1 - x0) * (y3 - y2) - (y1 - y0) * (x3 - x2)
    if abs(across) < 0.35 * math.dist(*one) * math.dist(*other):
        return False
    along = ((x2 - x0) * (y3 - y2) - (y2 - y0) * (x3 - x2)) / across
    beside = ((x2 - x0) * (y1 - y0) - (y2 - y0) * (x1 - x0)) / across
    return 0.15 < along < 0.85 and 0.15 < beside < 0.85


def _is_tick(stroke: Stroke) -> bool:
    """A leg down, then a longer one up to the right (drawn in either direction)."""
    corners = _corners(stroke.points)
    if len(corners) != 3:
        return False
    if corners[0][0] > corners[2][0]:
        corners.reverse()
    (x0, y0), (x1, y1), (x2, y2) = corners
    down, up = math.dist((x0, y0), (x1, y1)), math.dist((x1, y1), (x2, y2))
    return x0 <= x1 < x2 and y1 > y0 and y1 > y2 and y2 <= y0 + 0.35 * down and up > 1.05 * down
