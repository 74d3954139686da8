"""Shapes that a hand draws to say "this one": a cross, a tick."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.reading.scan.raster import Ink

_STEEP = range(20, 71, 10)  # degrees from the horizontal that a mark's strokes may have


class Shape(StrEnum):
    """What a piece of ink looks like."""

    CROSS = "cross"
    TICK = "tick"
    NONE = "none"


class Strokes(NamedTuple):
    """The straight slanting strokes of a piece of ink, those that rise to the right and those that fall."""

    rising: Ink
    falling: Ink

    @property
    def both(self) -> Ink:
        """All their pixels."""
        result: Ink = cv2.bitwise_or(self.rising, self.falling)
        return result


def line_kernel(length: float, angle: float) -> NDArray[np.uint8]:
    """A straight line of pixels; angles are in degrees, anticlockwise from the right.

    >>> line_kernel(3, 45).tolist()
    [[0, 0, 1], [0, 1, 0], [1, 0, 0]]
    """
    dx, dy = math.cos(math.radians(angle)) * (length - 1) / 2, math.sin(math.radians(angle)) * (length - 1) / 2
    half_wide, half_high = max(0, math.ceil(abs(dx) - 1e-6)), max(0, math.ceil(abs(dy) - 1e-6))
    kernel = np.zeros((2 * half_high + 1, 2 * half_wide + 1), np.uint8)
    steps = max(2, 2 * round(length))
    for part in np.linspace(-1, 1, steps):
        kernel[round(half_high - part * dy), round(half_wide + part * dx)] = 1
    return kernel


def slanting_strokes(mask: Ink, length: float) -> Strokes:
    """The strokes of at least that length, by opening the piece with lines of all slants."""
    # a hand's stroke is not quite straight: it may leave the line by a pixel
    edge = math.ceil(length)
    soft = cv2.dilate(
        cv2.copyMakeBorder(mask, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=0.0), np.ones((3, 3), np.uint8)
    )
    rising, falling = np.zeros_like(soft), np.zeros_like(soft)
    for steep in _STEEP:
        cv2.bitwise_or(rising, cv2.morphologyEx(soft, cv2.MORPH_OPEN, line_kernel(length, steep)), rising)
        cv2.bitwise_or(falling, cv2.morphologyEx(soft, cv2.MORPH_OPEN, line_kernel(length, -steep)), falling)
    inner = (slice(edge, -edge), slice(edge, -edge))
    return Strokes(cv2.bitwise_and(rising[inner], mask), cv2.bitwise_and(falling[inner], mask))


def shape_of(mask: Ink) -> tuple[Shape, float]:
    """What a piece of ink (cut out along its edges) looks like, and how clearly, between 0 and 1."""
    high, wide = mask.shape
    strokes = slanting_strokes(mask, max(5.0, 0.42 * math.hypot(high, wide)))
    rising, falling = _extent(strokes.rising), _extent(strokes.falling)
    if rising is None or rising[3] < 0.55 * high:
        return Shape.NONE, 0.0
    outside = 1 - float((strokes.both > 0).sum()) / max(1, int((mask > 0).sum()))
    if falling is not None:
        cover = min(rising[2] / wide, rising[3] / high, falling[2] / wide, falling[3] / high)
        apart = math.dist(_centre(rising), _centre(falling)) / math.hypot(high, wide)
        if cover > 0.55 and apart < 0.16 and outside < 0.35 and _between_arms(mask) < 0.2:
            return Shape.CROSS, min(1.0, cover * (1 - 2 * apart) * (1.15 - outside))
    return _tick(mask)


def _between_arms(mask: Ink) -> float:
    """How much of the four places between the arms of a cross is inked, at worst."""
    high, wide = mask.shape
    x0, x1, y0, y1 = round(0.37 * wide), round(0.63 * wide), round(0.37 * high), round(0.63 * high)
    deep_x, deep_y = max(1, round(0.18 * wide)), max(1, round(0.18 * high))
    places = mask[:deep_y, x0:x1], mask[-deep_y:, x0:x1], mask[y0:y1, :deep_x], mask[y0:y1, -deep_x:]
    return max(float((place > 0).mean()) if place.size else 1.0 for place in places)


def _tick(mask: Ink) -> tuple[Shape, float]:
    """A long stroke up to the top right, and from its foot a short one to the left that stays low.

    A v has two long arms, a slash no short one, a y and a J have ink under the long arm.
    """
    high, wide = mask.shape
    if not 0.5 < wide / high < 2.2:
        return Shape.NONE, 0.0
    rows, columns = np.nonzero(mask)
    foot = float(columns[rows >= high - 1 - 0.04 * high].mean()) / wide
    top = float(columns[rows <= 0.06 * high].mean()) / wide
    hand = float(rows[columns <= 0.04 * wide].mean()) / high  # where the short arm ends
    above = mask[: round(0.3 * high), : round(0.4 * wide)]
    under = mask[round(0.6 * high) : round(0.92 * high), round(0.68 * wide) :]
    bare = max(float((place > 0).mean()) if place.size else 1.0 for place in (above, under))
    if 0.08 < foot < 0.55 and top > 0.72 and 0.3 < hand < 0.9 and bare < 0.06:
        return Shape.TICK, 0.8
    return Shape.NONE, 0.0


def _extent(mask: Ink) -> tuple[int, int, int, int] | None:
    """x, y, width, height of what is set; None where nothing is."""
    points = cv2.findNonZero(np.ascontiguousarray(mask))
    if points is None:
        return None
    x, y, wide, high = cv2.boundingRect(points)
    return int(x), int(y), int(wide), int(high)


def _centre(extent: tuple[int, int, int, int]) -> tuple[float, float]:
    return extent[0] + extent[2] / 2, extent[1] + extent[3] / 2
