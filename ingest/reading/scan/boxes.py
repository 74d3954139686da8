"""Check boxes on paper: small drawn squares, empty or with something in them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ingest.reading.scan.raster import DPI, Area, Ink

_SIDES = (round(0.075 * DPI), round(0.30 * DPI))  # of a check box, in pixels
_MARGIN_SURE = 0.07  # more of the inside inked than of an empty box's: certainly ticked
_MARGIN_NONE = 0.025  # less than this more: certainly not


@dataclass(frozen=True, slots=True)
class CheckBox:
    """A drawn box, whether it is ticked, and how sure that is.

    `fill` is the part of its inside that is ink, less that of the emptiest box of the page.
    """

    area: Area
    fill: float

    @property
    def ticked(self) -> bool:
        """Whether there is a mark in it."""
        return self.fill >= (_MARGIN_SURE + _MARGIN_NONE) / 2

    @property
    def confidence(self) -> float:
        """1 for a clear case, down to 0.5 where the ink could be dirt or a shy tick."""
        middle, reach = (_MARGIN_SURE + _MARGIN_NONE) / 2, (_MARGIN_SURE - _MARGIN_NONE) / 2
        return round(min(0.99, 0.5 + 0.45 * abs(self.fill - middle) / reach), 3)


def find_boxes(ink: Ink) -> list[CheckBox]:
    """The check boxes of a page.

    First those whose inside is a bare square, or whose outline is one; their size known, also those
    whose outline is lost in the strokes of the mark that was put over them.
    """
    seen = _distinct(_outlined(ink))
    seen = [area for area in seen if _stands_alone(ink, area)]
    if not seen:
        return []
    side = float(np.median([max(area.width, area.height) for area in seen]))
    seen = [area for area in seen if abs(max(area.width, area.height) - side) < 0.25 * side]
    if len(seen) >= 2:
        seen = _distinct([*seen, *_overdrawn(ink, seen)])
    fills = [_inside(ink, area) for area in seen]
    least = min(min(fills), 0.03)
    return [CheckBox(area, fill - least) for area, fill in zip(seen, fills, strict=True)]


def without_boxes(ink: Ink, boxes: list[CheckBox]) -> Ink:
    """The ink without the boxes and what is in them, strokes that run out of a ticked one included."""
    rest = ink.copy()
    for box in boxes:
        x0, y0, x1, y1 = box.area
        reach = round(0.9 * box.area.width) if box.ticked else 3
        left, top = max(0, x0 - reach), max(0, y0 - reach)
        window = rest[top : y1 + reach, left : x1 + reach]
        if box.ticked:
            _, labels = cv2.connectedComponents(window, connectivity=8)
            inside = labels[y0 - top : y1 - top, x0 - left : x1 - left]
            window[np.isin(labels, np.unique(inside[inside > 0]))] = 0
        rest[max(0, y0 - 3) : y1 + 3, max(0, x0 - 3) : x1 + 3] = 0
    return rest


def _outlined(ink: Ink) -> list[Area]:
    """Boxes by their bare inside, which a mark that stays within leaves, and by their outer edge."""
    contours, hierarchy = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if hierarchy is None:
        return []
    holes: list[Area] = []
    squares: list[Area] = []
    for contour, (_, _, _, outer) in zip(contours, hierarchy[0].tolist(), strict=True):
        x, y, wide, high = cv2.boundingRect(contour)
        if not (0.6 * _SIDES[0] <= wide <= _SIDES[1] and 0.75 < wide / high < 1.33):
            continue
        if outer < 0:
            squares += _square(ink, x, y, wide, high)
        elif cv2.contourArea(contour) > 0.8 * (wide - 1) * (high - 1):
            holes += _hole(ink, x, y, wide, high)
    return holes + squares


def _hole(ink: Ink, x: int, y: int, wide: int, high: int) -> list[Area]:
    """The box round a bare square, if there is one."""
    stroke = _stroke(ink, x, y, wide, high)
    area = Area((x - stroke, y - stroke, x + wide + stroke, y + high + stroke))
    fits = min(area) >= 0 and area.width >= _SIDES[0] and _is_ring(ink, area, max(2, stroke))
    return [area] if fits else []


def _square(ink: Ink, x: int, y: int, wide: int, high: int) -> list[Area]:
    """The box that a piece of ink with these edges is, if it is one."""
    if wide < _SIDES[0] or not 0.8 < wide / high < 1.25:
        return []
    area = Area((x, y, x + wide, y + high))
    return [area] if _is_ring(ink, area, max(2, round(0.08 * wide)), 0.95, 0.85) else []


def _stroke(ink: Ink, x: int, y: int, wide: int, high: int) -> int:
    """How thick the line round a hole is, measured leftwards and upwards from the middles of its sides."""
    most = max(2, round(0.2 * max(wide, high)))
    left = ink[y + high // 2, max(0, x - most) : x + 1][::-1]
    up = ink[max(0, y - most) : y + 1, x + wide // 2][::-1]
    thick = [int(np.argmax(run[1:] == 0)) or most for run in (left, up) if len(run) > 1]
    return max(1, min(thick, default=1))


def _is_ring(ink: Ink, area: Area, stroke: int, drawn: float = 0.9, straight: float = 0.7, solid: float = 0.75) -> bool:
    """Whether all four sides are drawn, into the corners, and the inside is not solid.

    `drawn` is the part of each side that must be inked, `straight` the part that one row of pixels
    must hold, `solid` the part of the whole that may be inked. A capital E in a serif type comes near
    to a box.
    """
    x0, y0, x1, y1 = area
    window = ink[y0:y1, x0:x1] > 0
    if window.shape[0] < 3 * stroke or window.shape[1] < 3 * stroke:
        return False
    depth = stroke + 1
    sides = (
        window[:depth].any(axis=0), window[-depth:].any(axis=0),
        window[:, :depth].any(axis=1), window[:, -depth:].any(axis=1),
    )  # fmt: skip
    if min(float(side.mean()) for side in sides) < drawn:
        return False
    corner = max(3, round(0.12 * area.width))
    corners = (
        window[:corner, :corner], window[:corner, -corner:], window[-corner:, :corner], window[-corner:, -corner:]
    )  # fmt: skip
    if min(float(part.mean()) for part in corners) < 0.25:
        return False
    rows = [
        window[:depth].mean(axis=1).max(), window[-depth:].mean(axis=1).max(),
        window[:, :depth].mean(axis=0).max(), window[:, -depth:].mean(axis=0).max(),
    ]  # fmt: skip
    return min(rows) > straight and float(window.mean()) <= solid


def _stands_alone(ink: Ink, area: Area) -> bool:
    """Whether bare paper parts it from its neighbours, as it does not part the letters of a word."""
    x0, y0, x1, y1 = area
    rows = slice(y0 + area.height // 4, y1 - area.height // 4)

    def bare(gap: int) -> tuple[bool, ...]:
        beside = ink[rows, max(0, x0 - gap) : max(0, x0 - 1)], ink[rows, x1 + 1 : x1 + gap]
        return tuple(float((side > 0).mean()) < 0.06 if side.size else True for side in beside)

    return any(bare(max(5, round(0.4 * area.width)))) and all(bare(3))


def _inside(ink: Ink, area: Area) -> float:
    inset = max(3, round(0.18 * min(area.width, area.height)))
    x0, y0, x1, y1 = area
    window = ink[y0 + inset : y1 - inset, x0 + inset : x1 - inset]
    return float((window > 0).mean()) if window.size else 0.0


def _overdrawn(ink: Ink, seen: list[Area]) -> list[Area]:
    """Boxes of the size of the others, in their columns and rows, under strokes that cross the outline."""
    width = round(float(np.median([area.width for area in seen])))
    height = round(float(np.median([area.height for area in seen])))
    found: list[Area] = []
    for strip in _strips(ink, seen, width, height):
        x0, y0, x1, y1 = strip
        window = (ink[y0:y1, x0:x1] > 0).astype(np.float32)
        if window.shape[0] <= height + 2 or window.shape[1] <= width + 2:
            continue
        near = cv2.dilate(window, np.ones((3, 3), np.uint8))
        ring = np.zeros((height, width), np.float32)
        ring[0], ring[-1], ring[:, 0], ring[:, -1] = 1, 1, 1, 1
        score = cv2.matchTemplate(near, ring / ring.sum(), cv2.TM_CCORR)
        while True:
            _, best, _, (x, y) = cv2.minMaxLoc(score)
            if best < 0.9:
                break
            area = Area((x0 + x, y0 + y, x0 + x + width, y0 + y + height))
            if _is_ring(ink, area, max(2, round(0.08 * width)), solid=1.0):
                found.append(area)
            score[max(0, y - height // 2) : y + height // 2, max(0, x - width // 2) : x + width // 2] = 0
    return found


def _strips(ink: Ink, seen: list[Area], width: int, height: int) -> list[Area]:
    """The columns and rows that boxes stand in, from end to end of the group and somewhat beyond."""
    strips: list[Area] = []
    for area in seen:
        column = [other for other in seen if abs(other[0] - area[0]) < width]
        row = [other for other in seen if abs(other[1] - area[1]) < height]
        upright = (area[0], min(other[1] for other in column), area[2], max(other[3] for other in column))
        level = (min(other[0] for other in row), area[1], max(other[2] for other in row), area[3])
        for (x0, y0, x1, y1), beyond_x, beyond_y in ((upright, 0.5, 6.0), (level, 14.0, 0.5)):
            left, top = max(0, round(x0 - beyond_x * width)), max(0, round(y0 - beyond_y * height))
            right = min(ink.shape[1], round(x1 + beyond_x * width))
            bottom = min(ink.shape[0], round(y1 + beyond_y * height))
            strip = Area((left, top, right, bottom))
            if not any(_holds(other, strip, width) for other in strips):
                strips.append(strip)
    return strips


def _holds(outer: Area, inner: Area, slack: int) -> bool:
    return (
        outer[0] <= inner[0] + slack
        and outer[1] <= inner[1] + slack
        and outer[2] >= inner[2] - slack
        and outer[3] >= inner[3] - slack
    )


def _distinct(areas: list[Area]) -> list[Area]:
    kept: list[Area] = []
    for area in areas:
        centre = ((area[0] + area[2]) / 2, (area[1] + area[3]) / 2)
        if not any(other[0] < centre[0] < other[2] and other[1] < centre[1] < other[3] for other in kept):
            kept.append(area)
    return sorted(kept, key=lambda area: (area[1], area[0]))
