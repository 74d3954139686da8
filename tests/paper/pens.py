"""Marks that a hand draws with a pen, a felt-tip or a marker."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random

from PIL import Image, ImageChops, ImageDraw

from .sheet import DPI, NAMES, Place, Printed

_POINT = DPI / 72
_PENS = ((15, 15, 20), (25, 35, 140), (20, 20, 90), (60, 60, 70), (170, 20, 30))
_MARKERS = ((255, 240, 90), (150, 255, 140), (255, 170, 200))
Curve = list[tuple[float, float]]


class Pen:
    """A pen on a page; lengths are in points."""

    def __init__(self, page: Image.Image, rng: Random) -> None:
        self._page = page
        self._draw = ImageDraw.Draw(page)
        self.rng = rng
        self.colour = rng.choice(_PENS)
        self.width = rng.uniform(0.9, 2.2)

    def line(self, points: Sequence[tuple[float, float]], wobble: float = 0.4) -> None:
        """Draw through these points, not quite."""
        way: Curve = []
        for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
            steps = max(2, round(math.dist((x0, y0), (x1, y1)) / 1.5))
            bend = self.rng.uniform(-wobble, wobble) * 2
            for step in range(steps + 1):
                part = step / steps
                bow = bend * math.sin(math.pi * part)
                length = math.dist((x0, y0), (x1, y1)) or 1.0
                across, down = -(y1 - y0) / length * bow, (x1 - x0) / length * bow
                way.append((x0 + (x1 - x0) * part + across, y0 + (y1 - y0) * part + down))
        pixels = [(x * _POINT, y * _POINT) for x, y in way]
        thick = self.width * _POINT
        self._draw.line(pixels, fill=self.colour, width=round(thick), joint="curve")
        for x, y in (pixels[0], pixels[-1]):
            self._draw.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=self.colour)

    def cross(self, place: Place) -> None:
        place = self._shaken(place)
        self.line([place[:2], place[2:]])
        self.line([(place.x1, place.y0), (place.x0, place.y1)])

    def tick(self, place: Place) -> None:
        x0, y0, x1, y1 = self._shaken(place)
        foot = x0 + (x1 - x0) * self.rng.uniform(0.25, 0.4)
        self.line([(x0, y0 + (y1 - y0) * 0.55), (foot, y1), (x1, y0)])

    def ring(self, place: Place) -> None:
        x, y = (place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2
        wide, high = (
            (place.x1 - place.x0) / 2 + self.rng.uniform(3, 9),
            (place.y1 - place.y0) / 2 * self.rng.uniform(1.1, 1.5),
        )
        start, turn = self.rng.uniform(0, 6.28), self.rng.uniform(-0.06, 0.06)
        reach = self.rng.uniform(0.97, 1.08) * 2 * math.pi  # a little open, or overlapping
        grow = self.rng.uniform(-0.06, 0.06)
        points = []
        for step in range(50):
            angle = start + reach * step / 49
            across, down = (
                wide * (1 + grow * step / 49) * math.cos(angle),
                high * (1 + grow * step / 49) * math.sin(angle),
            )
            points.append((x + across - turn * down, y + down + turn * across))
        self.line(points, 0.1)

    def through(self, place: Place) -> None:
        middle = (place.y0 + place.y1) / 2 + self.rng.uniform(-0.8, 1.2)
        self.line([(place.x0 - self.rng.uniform(-1, 4), middle + self.rng.uniform(-1, 1)),
                   (place.x1 + self.rng.uniform(-1, 4), middle + self.rng.uniform(-1, 1))])  # fmt: skip

    def scribble(self, place: Place) -> None:
        """Back and forth over a word."""
        points = []
        x, up = place.x0 - 1, True
        while x < place.x1 + 2:
            points.append((x, place.y0 if up else place.y1))
            x, up = x + self.rng.uniform(2.0, 4.0), not up
        self.line(points)

    def under(self, place: Place) -> None:
        y = place.y1 + self.rng.uniform(0.5, 1.8)
        self.line([(place.x0 - self.rng.uniform(-1, 3), y + self.rng.uniform(-0.6, 0.6)),
                   (place.x1 + self.rng.uniform(-1, 3), y + self.rng.uniform(-0.6, 0.6))])  # fmt: skip

    def fill(self, place: Place) -> None:
        """Blacken a box."""
        self.scribble(Place(place.x0 + 1.5, place.y0 + 1.5, place.x1 - 2, place.y1 - 1))
        self.line([(place.x0 + 1, (place.y0 + place.y1) / 2), (place.x1 - 1, (place.y0 + place.y1) / 2)])

    def highlight(self, place: Place) -> None:
        layer = Image.new("RGB", self._page.size, "white")
        x0, y0, x1, y1 = (edge * _POINT for edge in (place.x0 - 3, place.y0 - 1.5, place.x1 + 4, place.y1 + 1.5))
        ImageDraw.Draw(layer).rectangle((x0, y0, x1, y1), fill=self.rng.choice(_MARKERS))
        self._page.paste(ImageChops.multiply(self._page, layer))

    def _shaken(self, place: Place) -> Place:
        return Place(*(edge + self.rng.uniform(-1.2, 1.2) for edge in place))


def _over(place: Place, rng: Random) -> Place:
    """Where a cross over a word goes: somewhere on it, about as wide as high or as long as the word."""
    x = rng.uniform(place.x0 + 6, max(place.x0 + 7, place.x1 - 6))
    wide, high = rng.uniform(5, 16), rng.uniform(6, 10)
    y = (place.y0 + place.y1) / 2
    return Place(max(place.x0 - 4, x - wide), y - high, min(place.x1 + 5, x + wide), y + high)


def _beside(place: Place, rng: Random, before: bool) -> Place:
    wide, high = rng.uniform(7, 12), rng.uniform(4.5, 7)
    y = (place.y0 + place.y1) / 2 + rng.uniform(-1.5, 1.5)
    x = place.x0 - wide - rng.uniform(2, 3) if before else place.x1 + rng.uniform(3, 18)
    return Place(x, y - high, x + wide, y + high)


def _into(place: Place, rng: Random) -> Place:
    out = rng.uniform(-1.5, 2.5)
    return Place(place.x0 - out, place.y0 - out, place.x1 + out, place.y1 + out)


Draw = Callable[[Pen, Printed, str], None]
MARKS: dict[str, tuple[tuple[str, ...], Draw]] = {
    "cross-over": (("list", "row"), lambda pen, made, code: pen.cross(_over(made.names[code], pen.rng))),
    "tick-over": (("list",), lambda pen, made, code: pen.tick(_over(made.names[code], pen.rng))),
    "cross-after": (("list",), lambda pen, made, code: pen.cross(_beside(made.names[code], pen.rng, False))),
    "tick-after": (("list",), lambda pen, made, code: pen.tick(_beside(made.names[code], pen.rng, False))),
    "cross-in": (("boxes", "brackets", "parens", "cells"),
                 lambda pen, made, code: pen.cross(_into(made.fields[code], pen.rng))),
    "tick-in": (("boxes", "brackets", "parens", "cells"),
                lambda pen, made, code: pen.tick(_into(made.fields[code], pen.rng))),
    "filled": (("boxes",), lambda pen, made, code: pen.fill(made.fields[code])),
    "ring": (("list", "row", "cells"), lambda pen, made, code: pen.ring(made.names[code])),
    "ring-box": (("boxes",), lambda pen, made, code: pen.ring(
        Place(made.fields[code].x0, *made.names[code][1:]))),
    "under": (("list", "row"), lambda pen, made, code: pen.under(made.names[code])),
    "highlight": (("list", "row"), lambda pen, made, code: pen.highlight(made.names[code])),
    "others-struck": (("list", "row"), lambda pen, made, code: _all_others(pen, made, code, pen.through)),
    "others-scribbled": (("list",), lambda pen, made, code: _all_others(pen, made, code, pen.scribble)),
}  # fmt: skip
ONE_ONLY = ("others-struck", "others-scribbled")
IN_COLOUR = {"highlight": ("clean", "photo")}  # what such a mark is lost in anything but


def _all_others(pen: Pen, made: Printed, code: str, draw: Callable[[Place], None]) -> None:
    for other in NAMES:
        if other != code:
            draw(made.names[other])
