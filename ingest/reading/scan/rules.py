"""Ruling lines of a prepared page: found by their straightness, taken out of the ink before reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ingest.reading.scan.raster import DPI, Area, Ink

_HALF = DPI // 2  # lines are looked for at half the resolution
_SHORTEST = (round(0.30 * _HALF), round(0.22 * _HALF))  # of a horizontal, of a vertical line
_THICKEST = round(0.05 * _HALF)
_RIM = 8  # pixels that a flat part of a drawn mark may stick out of the rest
_SHORT = 1.2 * _HALF
_GAP = round(0.06 * _HALF)  # pieces of one line may be this far apart
_DRIFT = 2  # pixels by which pieces of one line may be off each other's axis


@dataclass(frozen=True, slots=True)
class Ruling:
    """The ruling lines of a page, `horizontal` and `vertical`, and all their pixels."""

    horizontal: tuple[Area, ...]
    vertical: tuple[Area, ...]
    pixels: Ink


def find_rules(ink: Ink) -> Ruling:
    """The ruling lines: longer than any stroke of a letter, thin, with bare paper along both sides."""
    height, width = ink.shape
    coarse = cv2.resize(ink, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
    coarse = cv2.threshold(coarse, 100, 255, cv2.THRESH_BINARY)[1]  # two of four pixels: a hair line stays
    marked = np.zeros_like(coarse)
    across = [_doubled(area) for area in _lines(coarse, marked, _SHORTEST[0], False)]
    down = [_doubled(area) for area in _lines(coarse, marked, _SHORTEST[1], True)]
    pixels = cv2.bitwise_and(cv2.resize(marked, (width, height), interpolation=cv2.INTER_NEAREST), ink)
    return Ruling(tuple(across), tuple(Area((y0, x0, y1, x1)) for x0, y0, x1, y1 in down), pixels)


def _doubled(area: Area) -> Area:
    return Area((2 * area[0], 2 * area[1], 2 * area[2], 2 * area[3]))


def _lines(ink: Ink, pixels: Ink, shortest: int, upright: bool) -> list[Area]:
    """Lines of one direction; their pixels are set in `pixels`.

    Upright ones are given as if the page lay on its side, x and y changed.
    """

    def along(length: int, across: int = 1) -> np.ndarray:
        return np.ones((length, across) if upright else (across, length), np.uint8)

    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, along(3))
    runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, along(shortest))
    contours, _ = cv2.findContours(cv2.dilate(runs, along(5, 3)), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    pieces: list[Area] = []
    for contour in contours:
        x0, y0, wide, high = cv2.boundingRect(contour)
        inside = np.zeros((high, wide), np.uint8)
        cv2.drawContours(inside, [contour], -1, 1.0, cv2.FILLED, offset=(-x0, -y0))
        window = (slice(y0, y0 + high), slice(x0, x0 + wide))
        own = (inside > 0) & (runs[window] > 0)
        if not own.any():
            continue
        seen, place = (own.T, (y0, x0)) if upright else (own, (x0, y0))
        if not _is_thin(seen) or not _is_drawn(ink.T if upright else ink, seen, *place):
            continue
        rows, columns = np.nonzero(seen)
        left, top = place
        ends = int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1
        pieces.append(Area((left + ends[0], top + ends[1], left + ends[2], top + ends[3])))
        pixels[window][own] = 255
    return _joined(pieces)


def _is_thin(own: np.ndarray) -> bool:
    """Whether a line is no thicker than ruling lines are, and does not thin out towards its ends."""
    thickness = own.sum(axis=0)
    inked = thickness[thickness > 0]
    end = max(1, len(inked) // 10)
    arc = min(inked[:end].mean(), inked[-end:].mean()) < 0.6 * np.median(inked)
    if len(inked) < _SHORT and (arc or not _is_even(own, thickness)):
        return False  # the flat part of something round, or letters that touch
    return float(np.median(inked)) <= _THICKEST


def _is_even(own: np.ndarray, thickness: np.ndarray) -> bool:
    """Whether a short line is as thick all along and goes straight on, as letters run together do not."""
    columns = np.flatnonzero(thickness)
    inked = thickness[columns]
    if float(np.quantile(inked, 0.8) - np.quantile(inked, 0.2)) > max(2.0, 0.6 * float(np.median(inked))):
        return False
    middles = (own * np.arange(own.shape[0])[:, None]).sum(axis=0)[columns] / inked
    path = np.polyval(np.polyfit(columns, middles, min(2, len(columns) - 1)), columns)
    return float(np.abs(middles - path).mean()) < 1.5


def _is_drawn(ink: Ink, own: np.ndarray, x0: int, y0: int) -> bool:
    """Whether there is bare paper along both sides, as there is not along the feet of letters in a row.

    What is drawn through words is no ruling line.
    """
    columns = np.flatnonzero(own.any(axis=0))
    top = y0 + own.argmax(axis=0)[columns]
    bottom = y0 + own.shape[0] - 1 - own[::-1].argmax(axis=0)[columns]
    x = x0 + columns
    above = ink[np.maximum(top - 2, 0), x] > 0
    below = ink[np.minimum(bottom + 2, ink.shape[0] - 1), x] > 0
    return max(float(above.mean()), float(below.mean())) < 0.2


def _joined(pieces: list[Area]) -> list[Area]:
    """Lines of their pieces: those that lie on one axis, with no more than a gap of a worn print between."""
    lines: list[Area] = []
    for piece in sorted(pieces):
        for index, line in enumerate(lines):
            near = piece[0] - line[2] <= _GAP and piece[1] <= line[3] + _DRIFT and piece[3] >= line[1] - _DRIFT
            if near:
                lines[index] = Area(
                    (min(line[0], piece[0]), min(line[1], piece[1]), max(line[2], piece[2]), max(line[3], piece[3]))
                )
                break
        else:
            lines.append(piece)
    return lines


def without_arcs(ruling: Ruling, drawn: Sequence[Area]) -> Ruling:
    """The ruling lines without those that are the flat part of a drawn mark."""

    def straight(line: Area) -> bool:
        return not any(
            mark[0] - _RIM <= line[0]
            and mark[1] - _RIM <= line[1]
            and line[2] <= mark[2] + _RIM
            and line[3] <= mark[3] + _RIM
            for mark in drawn
        )

    return Ruling(
        tuple(line for line in ruling.horizontal if straight(line)),
        tuple(line for line in ruling.vertical if straight(line)),
        ruling.pixels,
    )


def without_rules(ink: Ink, ruling: Ruling) -> Ink:
    """The ink with its ruling lines gone, but not what crosses them.

    A pixel of a line stays where the ink goes on both above and below it (a letter's stroke through
    an underline), which is where the letter would fall apart.
    """
    fat = cv2.dilate(ruling.pixels, np.ones((3, 3), np.uint8))
    result: Ink = cv2.bitwise_and(ink, cv2.bitwise_not(fat))
    reach = 2 * _THICKEST + 3
    for area in (*ruling.horizontal, *ruling.vertical):
        x0, y0 = max(0, area[0] - reach), max(0, area[1] - reach)
        window = (slice(y0, area[3] + reach), slice(x0, area[2] + reach))
        rest = cv2.bitwise_and(ink[window], cv2.bitwise_not(fat[window]))
        flat = area.width >= area.height
        across = np.ones((reach, 1) if flat else (1, reach), np.uint8)
        last = (0, reach - 1) if flat else (reach - 1, 0)
        crossing = cv2.bitwise_and(cv2.dilate(rest, across, anchor=(0, 0)), cv2.dilate(rest, across, anchor=last))
        kept = cv2.bitwise_and(cv2.bitwise_and(ink[window], fat[window]), crossing)
        result[window] = cv2.bitwise_or(result[window], kept)
    return result
