"""Rings that a hand draws round words, closed or nearly, also where ruling lines cut them into pieces."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from ingest.reading.scan.lines import Parts, Pieces
from ingest.reading.scan.raster import Area, Ink

_SECTORS, _ROUND = 72, 0.84  # of a circle; the part of them that a ring's line goes through at least
_OWN = 0.5  # of them that it goes through itself, where the rest lies on ruling lines
_THICKEST = 40  # pixels that a drawn line is thick at most
_AT = 7  # pixels between a ruling line and what it cut off
_ARC = 0.8  # letter heights that a piece of a ring is long at least
_APART = 0.9  # letter heights between two pieces of a ring, along the rule that parts them
_SIZES = (2.6, 1.55, 40.0, 7.0)  # letter heights: least width and height of a ring, most of both


def ring(mask: Ink, rules: Ink | None = None) -> Ink | None:
    """The pixels of a line drawn round a bare or written-on middle, closed or nearly; None if there is none.

    What stands inside the ring and touches it is not part of it. `rules` are ruling lines of the same
    window: the ring may run along them or across.
    """
    high, wide = mask.shape
    if wide < 12 or high < 12:
        return None
    return _closed_ring(mask) if _is_round(mask, rules) else None


def broken_rings(pieces: Pieces, rules: Sequence[Area]) -> Iterator[tuple[Area, tuple[int, ...]]]:
    """Pieces of ink that were parted by ruling lines and may be one ring: their rectangle and their labels."""
    unit = pieces.letter_height
    parts = _cut_off(pieces.parts, rules, unit)
    for group in _near_each_other(parts, _APART * unit):
        x0, y0 = (int(edge) for edge in group[:, :2].min(axis=0))
        x1, y1 = (int(edge) for edge in group[:, 2:4].max(axis=0))
        if _SIZES[0] * unit <= x1 - x0 <= _SIZES[2] * unit and _SIZES[1] * unit <= y1 - y0 <= _SIZES[3] * unit:
            yield Area((x0, y0, x1, y1)), tuple(int(label) for label in group[:, 5])


def _cut_off(parts: Parts, rules: Sequence[Area], unit: float) -> Parts:
    """The pieces that end at a ruling line and are no letters."""
    wide, high = parts[:, 2] - parts[:, 0], parts[:, 3] - parts[:, 1]
    thin = parts[:, 4] < 0.6 * wide * high
    likely = parts[(np.maximum(wide, high) >= _ARC * unit) & thin]
    touching = np.zeros(len(likely), bool)
    for x0, y0, x1, y1 in rules:
        across = (likely[:, 0] <= x1 + _AT) & (likely[:, 2] >= x0 - _AT)
        touching |= across & (likely[:, 1] <= y1 + _AT) & (likely[:, 3] >= y0 - _AT)
    found: Parts = likely[touching]
    return found


def _near_each_other(parts: Parts, reach: float) -> Iterator[Parts]:
    """The pieces in groups: those that are no farther apart than that, or face each other on one level."""
    left = list(range(len(parts)))
    while left:
        group = [left.pop()]
        for index in group:
            near = [other for other in left if _may_belong(parts[index], parts[other], reach)]
            group += near
            left = [other for other in left if other not in near]
        yield parts[group]


def _may_belong(one: NDArray[np.int32], other: NDArray[np.int32], reach: float) -> bool:
    """Whether two pieces may be of one ring: close, or its two ends, what joins them lost in rules that it grazes."""
    across = int(max(one[0], other[0]) - min(one[2], other[2]))
    down = int(max(one[1], other[1]) - min(one[3], other[3]))
    if max(across, down) <= reach:
        return True
    wide, high = int(one[2] - one[0] + other[2] - other[0]), min(int(one[3] - one[1]), int(other[3] - other[1]))
    return -down > 0.7 * high and across < 1.5 * wide


def _is_round(mask: Ink, rules: Ink | None) -> bool:
    """Whether there is ink all round, near the edge of the ellipse that the piece fills."""
    points = cv2.findNonZero(mask)
    hull = cv2.convexHull(points)
    if len(hull) < 5:
        return False
    x, y, wide, high = cv2.boundingRect(points)
    fitted = cv2.fitEllipse(hull)
    straight = ((x + wide / 2, y + high / 2), (float(wide), float(high)), 0.0)
    ruled = None if rules is None else cv2.findNonZero(rules)
    return any(_goes_round(points, ruled, *ellipse) for ellipse in (fitted, straight))


def _goes_round(
    points: MatLike, ruled: MatLike | None, centre: Sequence[float], axes: Sequence[float], turn: float
) -> bool:
    """Whether points lie all along the edge of an ellipse, those of ruling lines filling the gaps."""
    if min(axes) < 6:
        return False
    own = _on_rim(points.reshape(-1, 2) - np.array(centre), axes[0] / 2, axes[1] / 2, turn)
    if len(own) >= _ROUND * _SECTORS or ruled is None or len(own) < _OWN * _SECTORS:
        return len(own) >= _ROUND * _SECTORS
    other = _on_rim(ruled.reshape(-1, 2) - np.array(centre), axes[0] / 2, axes[1] / 2, turn)
    return len(own | other) >= _ROUND * _SECTORS


def _on_rim(points: NDArray[np.float64], one: float, two: float, turn: float) -> set[int]:
    """The sectors in which points lie near the edge of the ellipse with these half axes, the first turned so far."""
    angle = math.radians(turn)
    across = (points[:, 0] * math.cos(angle) + points[:, 1] * math.sin(angle)) / one
    along = (points[:, 1] * math.cos(angle) - points[:, 0] * math.sin(angle)) / two
    radius = np.hypot(across, along)
    rim = (radius > 0.78) & (radius < 1.25)
    found = np.unique((np.degrees(np.arctan2(along[rim], across[rim])) // (360 / _SECTORS)).astype(int))
    return {int(sector) for sector in found}


def _closed_ring(mask: Ink) -> Ink | None:
    """The ring's pixels: those near the outline of the piece, gaps closed by its hull."""
    high, wide = mask.shape
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull = cv2.convexHull(np.concatenate(contours))
    if not 0.6 < cv2.contourArea(hull) / (wide * high) < 0.93:
        return None
    filled = np.zeros((high + 2, wide + 2), np.uint8)
    cv2.drawContours(filled, [hull], -1, 255.0, cv2.FILLED, offset=(1, 1))
    hull_depth = cv2.distanceTransform(filled, cv2.DIST_L2, 3)[1:-1, 1:-1]
    depth = _depth_from_outside(mask)
    thickness = _thickness(mask, depth)
    if thickness >= min(0.2 * min(high, wide), 24):
        return None
    line = (depth <= thickness + 2) & (mask > 0) & (hull_depth < 0.3 * min(high, wide))
    inside = hull_depth > 0.3 * min(high, wide)
    if (mask[inside] > 0).mean() > 0.6:
        return None
    result: Ink = np.where(line, np.uint8(255), np.uint8(0))
    return result


def _depth_from_outside(mask: Ink) -> MatLike:
    """How far each pixel lies from the paper around the piece, the paper inside it not counted."""
    high, wide = mask.shape
    gap = max(3, round(0.2 * min(high, wide)))
    framed = cv2.copyMakeBorder(mask, gap, gap, gap, gap, cv2.BORDER_CONSTANT, value=0.0)
    closed = cv2.morphologyEx(framed, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (gap, gap)))
    contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = np.zeros_like(framed)
    cv2.drawContours(filled, contours, -1, 255.0, cv2.FILLED)
    return cv2.distanceTransform(filled, cv2.DIST_L2, 3)[gap:-gap, gap:-gap]


def _thickness(mask: Ink, depth: MatLike) -> int:
    """How many pixels deep the ink goes in from the outline, for most of its length."""
    for deep in range(1, _THICKEST):
        layer = mask[(depth > deep) & (depth <= deep + 1)]
        if not layer.size or float((layer > 0).mean()) < 0.5:
            return deep
    return _THICKEST
