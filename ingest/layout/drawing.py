"""What is drawn on a page beside its text, as far as it can mean something: lines, areas, pen strokes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.document import Box
from ingest.layout.page import Rule

Point = tuple[float, float]

_STRAIGHT = 1.2  # points that a ruling line may be off the horizontal or vertical
_THIN = 3.0  # points: a filled rectangle thinner than this is a line


class Shade(NamedTuple):
    """A filled area behind or over the text, with its colour as ``rrggbb``."""

    box: Box
    colour: str


class Outline(NamedTuple):
    """A rectangle's outline. `annotation` says that somebody drew it onto the finished page."""

    box: Box
    colour: str = "000000"
    annotation: bool = False


class Stroke(NamedTuple):
    """A line drawn in one go that is no ruling line, through these points.

    `closed` strokes end where they began. `filled` ones are areas (a pen's stroke as a polygon, the
    dot of a radio button). `colour` is ``rrggbb``. `annotation` says that somebody drew it onto the finished page.
    """

    points: tuple[Point, ...]
    closed: bool = False
    filled: bool = False
    colour: str = "000000"
    annotation: bool = False

    @property
    def box(self) -> Box:
        """The smallest box round it."""
        return bounds(self.points)


class Drawing(NamedTuple):
    """All that is drawn on a page: ruling lines, outlined rectangles, filled areas, strokes.

    `images` are the boxes of pictures.
    """

    rules: list[Rule]
    frames: list[Outline]
    shades: list[Shade]
    strokes: list[Stroke]
    images: list[Box]

    @classmethod
    def empty(cls) -> Drawing:
        """A page with nothing drawn."""
        return cls([], [], [], [], [])

    def add(
        self,
        points: Sequence[Point],
        closed: bool,
        curved: bool,
        fill: str | None,
        stroke: str | None,
        width: float = 1.0,
        annotation: bool = False,
    ) -> None:
        """Sort one drawn outline in: what it is follows from its shape, and from how it is painted."""
        if len(points) < 2:
            return
        if stroke is None and fill == "ffffff" and curved:
            return
        closed = closed or len(points) > 3 and _near(points[0], points[-1], 0.5)
        box = bounds(points)
        if not curved and _is_rectangle(points, closed or fill is not None, box):
            self._rectangle(box, fill, stroke, width, annotation)
        elif stroke is not None and not curved and _all_straight(points) and not annotation:
            ends = [*points, points[0]] if closed else points
            for (x0, y0), (x1, y1) in zip(ends, ends[1:], strict=False):
                self._line(bounds(((x0, y0), (x1, y1))), width)
        elif stroke is not None:
            self.strokes.append(Stroke(tuple(points), closed, False, stroke, annotation))
        elif fill is not None:
            self.strokes.append(Stroke(tuple(points), True, True, fill, annotation))

    def extend(self, other: Drawing, annotation: bool) -> None:
        """Add another drawing; `annotation` says that somebody drew it onto the finished page."""
        self.rules.extend(other.rules)
        self.frames.extend([frame._replace(annotation=annotation) for frame in other.frames])
        self.shades.extend(other.shades)
        self.strokes.extend([stroke._replace(annotation=annotation) for stroke in other.strokes])

    def _rectangle(self, box: Box, fill: str | None, stroke: str | None, width: float, annotation: bool) -> None:
        thin = min(box.x1 - box.x0, box.y1 - box.y0) <= _THIN
        if thin and not annotation and (fill is not None or stroke is not None):
            if fill != "ffffff" or stroke is not None:
                self._line(box, 0.0)
            return
        if fill is not None:
            self.shades.append(Shade(box, fill))
        if stroke is not None:
            self.frames.append(Outline(box, stroke, annotation))

    def _line(self, box: Box, width: float) -> None:
        x0, y0, x1, y1 = box
        half = width / 2
        if x1 - x0 >= y1 - y0:
            self.rules.append(Rule(Box(x0, y0 - half, x1, y1 + half)))
        else:
            self.rules.append(Rule(Box(x0 - half, y0, x1 + half, y1)))


def bounds(points: Sequence[Point]) -> Box:
    """The smallest box that holds all points."""
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _near(one: Point, other: Point, distance: float) -> bool:
    return abs(one[0] - other[0]) <= distance and abs(one[1] - other[1]) <= distance


def _is_rectangle(points: Sequence[Point], closed: bool, box: Box) -> bool:
    """Whether it runs round all four corners of its own box and nowhere else."""
    if not closed or not 4 <= len(points) <= 6:
        return False
    corners = set()
    for x, y in points:
        left, right = abs(x - box.x0) <= _STRAIGHT, abs(x - box.x1) <= _STRAIGHT
        top, bottom = abs(y - box.y0) <= _STRAIGHT, abs(y - box.y1) <= _STRAIGHT
        if not (left or right) or not (top or bottom):
            return False
        corners |= {(x_side, y_side) for x_side in (left, not right) for y_side in (top, not bottom)}
    return len(corners) == 4 and _all_straight(points)


def _all_straight(points: Sequence[Point]) -> bool:
    """Whether each of its sides runs across or down the page."""
    return all(
        abs(x1 - x0) <= _STRAIGHT or abs(y1 - y0) <= _STRAIGHT
        for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False)
    )
