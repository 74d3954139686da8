"""Where the sheet lies in a photograph: its four corners on the desk."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.reading.scan.raster import Colour, Grey, Ink

_WORK = 640  # pixels of the longer side on which the outline is looked for
_THRESHOLDS = (1.0, 1.12, 0.85, 0.7)  # times the brightness that parts light from dark best
_BETTER = 0.004  # by how much more a later outline must be filled
_LEAST = 0.25  # part of the picture that a sheet covers at least


def page_outline(picture: Grey | Colour) -> NDArray[np.float64] | None:
    """The sheet's corners in pixels, shape (4, 2): top left, top right, bottom right, bottom left.

    None where the picture is all sheet (a scan), or where no four-sided sheet stands out from what
    is round it: then the picture is read as it is.
    """
    height, width = picture.shape[:2]
    shrink = _WORK / max(height, width)
    if not _is_framed(picture):
        return None
    small = cv2.resize(picture, (round(width * shrink), round(height * shrink)), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY) if small.ndim == 3 else small
    best: NDArray[np.float64] | None = None
    fits = 0.0
    for mask in _candidates(grey):
        corners, filled = _quadrilateral(mask)
        if corners is not None and filled > fits + _BETTER and _stands_out(grey, corners):
            best, fits = corners, filled
    return None if best is None else np.asarray(best / shrink)


def _is_framed(picture: Grey | Colour) -> bool:
    """Whether along some edge the picture is clearly darker than in the middle, as a desk is than paper."""
    height, width = picture.shape[:2]
    step = max(1, max(height, width) // 200)
    points = picture[::step, ::step]
    values = points if points.ndim == 2 else points.min(axis=2)
    high, wide = values.shape
    deep_y, deep_x = max(1, high // 40), max(1, wide // 40)
    paper = float(np.percentile(values[high // 5 : -high // 5 or None, wide // 5 : -wide // 5 or None], 75))
    edges = values[:deep_y], values[-deep_y:], values[:, :deep_x], values[:, -deep_x:]
    return any(float(np.percentile(edge, 65)) < 0.86 * paper for edge in edges)


def _candidates(grey: Grey) -> list[Ink]:
    """What may be the sheet: the light part of the picture, print closed over."""
    smooth = cv2.GaussianBlur(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), (0, 0), 2)
    threshold, _ = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    # a corner in shadow may be darker than the desk in the sun
    masks = [cv2.threshold(smooth, min(250.0, threshold * part), 255, cv2.THRESH_BINARY)[1] for part in _THRESHOLDS]
    edges = cv2.dilate(cv2.Canny(smooth, 20, 60), np.ones((3, 3), np.uint8))
    masks.append(cv2.bitwise_not(edges))
    return [cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)) for mask in masks]


def _quadrilateral(mask: Ink) -> tuple[NDArray[np.float64] | None, float]:
    """The corners of the largest light piece, if it is a sheet, and how much of the sheet it fills."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None, 0.0
    contour = max(contours, key=cv2.contourArea)
    whole = mask.shape[0] * mask.shape[1]
    hull = cv2.convexHull(contour)
    area = cv2.contourArea(hull)
    if not _LEAST * whole < area < 0.985 * whole or cv2.contourArea(contour) < 0.85 * area:
        return None, 0.0
    polygon = cv2.approxPolyDP(hull, 0.008 * cv2.arcLength(hull, True), True)
    shape = _four_sided(polygon.reshape(-1, 2).astype(np.float64))
    filled = 0.0 if shape is None else area / cv2.contourArea(shape.astype(np.float32))
    if shape is None or not 0.93 < filled < 1.05:
        return None, 0.0
    corners = _in_order(shape)
    return (corners, min(1.0, filled)) if _is_sheet(corners) else (None, 0.0)


def _four_sided(corners: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """A convex polygon made four-sided: a corner that is cut off (in shadow, bent, out of the picture) put back.

    Of all sides the one goes whose neighbours, drawn on until they meet, add least to the polygon.
    """
    if len(corners) < 4:
        return None
    while len(corners) > 4:
        trials = [_without_side(corners, side) for side in range(len(corners))]
        left = [trial for trial in trials if trial is not None]
        if not left:
            return None
        corners = min(left, key=lambda trial: float(cv2.contourArea(trial.astype(np.float32))))
    return corners


def _without_side(corners: NDArray[np.float64], side: int) -> NDArray[np.float64] | None:
    """The polygon without the side from this corner to the next, None where the sides beside it don't meet."""
    count = len(corners)
    before, start, end, after = (corners[(side + step) % count] for step in (-1, 0, 1, 2))
    one, two = start - before, end - after
    cross = one[0] * two[1] - one[1] * two[0]
    if abs(cross) < 1e-6 * np.linalg.norm(one) * np.linalg.norm(two):
        return None
    across = end - start
    ahead = (across[0] * two[1] - across[1] * two[0]) / cross
    if ahead <= 0:
        return None
    kept = [corners[(side + step) % count] for step in range(2, count)]
    return np.array([*kept, start + ahead * one])


def _in_order(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    centre = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(*(corners - centre).T[::-1]))]
    first = int(np.argmin(around.sum(axis=1)))
    return np.roll(around, -first, axis=0)


def _is_sheet(corners: NDArray[np.float64]) -> bool:
    """Whether the corners' angles and sides are those of a sheet seen from above."""
    sides = np.roll(corners, -1, axis=0) - corners
    lengths = np.linalg.norm(sides, axis=1)
    before = -np.roll(sides, 1, axis=0)
    cosines = (sides * before).sum(axis=1) / (lengths * np.linalg.norm(before, axis=1) + 1e-9)
    if np.abs(cosines).max() > 0.5:
        return False
    opposite = np.array([lengths[0] / lengths[2], lengths[1] / lengths[3]])
    ratio = (lengths[0] + lengths[2]) / (lengths[1] + lengths[3])
    return bool(np.abs(np.log(opposite)).max() < 0.6 and 0.45 < ratio < 2.2)


def _stands_out(grey: Grey, corners: NDArray[np.float64]) -> bool:
    """Whether the sheet is clearly lighter than what lies round it, along its edges.

    The frame of a table is four-sided too, but there is the same paper on both sides of it.
    """
    centre = corners.mean(axis=0)
    inside = centre + (corners - centre) * 0.95
    outside = centre + (corners - centre) * 1.05
    differences: list[float] = []
    height, width = grey.shape
    smooth = cv2.blur(grey, (5, 5))
    for start in range(4):
        end = (start + 1) % 4
        for part in np.linspace(0.1, 0.9, 9):
            x0, y0 = inside[start] * (1 - part) + inside[end] * part
            x1, y1 = outside[start] * (1 - part) + outside[end] * part
            if 0 <= x1 < width and 0 <= y1 < height:
                differences.append(float(smooth[int(y0), int(x0)]) - float(smooth[int(y1), int(x1)]))
    if len(differences) < 9:
        return False
    return float(np.median(differences)) > 12 and float(np.mean(np.array(differences) > 5)) > 0.7
