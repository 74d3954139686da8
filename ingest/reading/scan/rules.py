"""Ruling lines of a prepared page: found by their straightness, taken out of the ink before reading."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ingest.reading.scan.raster import DPI, Area, Ink

_SHORTEST = (round(0.30 * DPI), round(0.22 * DPI))  # of a horizontal, of a vertical line
_THICKEST = round(0.045 * DPI)
_GAP = round(0.06 * DPI)  # pieces of one line may be this far apart
_DRIFT = 3  # pixels by which pieces of one line may be off each other's axis


@dataclass(frozen=True, slots=True)
class Ruling:
    """The ruling lines of a page, `horizontal` and `vertical`, and all their pixels."""

    horizontal: tuple[Area, ...]
    vertical: tuple[Area, ...]
    pixels: Ink


def find_rules(ink: Ink) -> Ruling:
    """The ruling lines: longer than any stroke of a letter, thin, with bare paper along both sides."""
    across, across_pixels = _lines(ink, _SHORTEST[0])
    down, down_pixels = _lines(np.ascontiguousarray(ink.T), _SHORTEST[1])
    pixels: Ink = cv2.bitwise_or(across_pixels, np.ascontiguousarray(down_pixels.T))
    return Ruling(tuple(across), tuple(Area((y0, x0, y1, x1)) for x0, y0, x1, y1 in down), pixels)


def _lines(ink: Ink, shortest: int) -> tuple[list[Area], Ink]:
    """Horizontal lines of the picture and their pixels."""
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8))
    runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    merged = cv2.dilate(runs, np.ones((3, 9), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(merged, connectivity=8)
    pieces: list[Area] = []
    pixels = np.zeros_like(ink)
    for label in range(1, count):
        x0, y0, wide, high = (int(value) for value in stats[label, :4])
        window = (slice(y0, y0 + high), slice(x0, x0 + wide))
        own = (labels[window] == label) & (runs[window] > 0)
        if not _is_thin(own) or not _is_drawn(ink, own, x0, y0):
            continue
        rows, columns = np.nonzero(own)
        pieces.append(
            Area((x0 + int(columns.min()), y0 + int(rows.min()), x0 + int(columns.max()) + 1, y0 + int(rows.max()) + 1))
        )
        pixels[window][own] = 255
    return _joined(pieces), pixels


def _is_thin(own: np.ndarray) -> bool:
    """Whether the typical column of a line is no thicker than ruling lines are."""
    thickness = own.sum(axis=0)
    return float(np.median(thickness[thickness > 0])) <= _THICKEST


def _is_drawn(ink: Ink, own: np.ndarray, x0: int, y0: int) -> bool:
    """Whether the run is a line and not the feet of letters in a row, which touch when print is small.

    A line has bare paper along both sides, or (drawn through words) no gap at all.
    """
    columns = np.flatnonzero(own.any(axis=0))
    top = y0 + own.argmax(axis=0)[columns]
    bottom = y0 + own.shape[0] - 1 - own[::-1].argmax(axis=0)[columns]
    last, x = ink.shape[0] - 1, x0 + columns
    above = np.maximum(ink[np.maximum(top - 3, 0), x], ink[np.maximum(top - 4, 0), x]) > 0
    below = np.maximum(ink[np.minimum(bottom + 3, last), x], ink[np.minimum(bottom + 4, last), x]) > 0
    solid = float((ink[(top + bottom) // 2, x] > 0).mean())
    sides = max(float(above.mean()), float(below.mean()))
    return sides < 0.2 or (solid > 0.97 and sides < 0.75)


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


def without_rules(ink: Ink, ruling: Ruling) -> Ink:
    """The ink with its ruling lines gone, but not what crosses them.

    A pixel of a line stays where the ink goes on both above and below it (a letter's stroke through
    an underline), which is where the letter would fall apart.
    """
    fat = cv2.dilate(ruling.pixels, np.ones((3, 3), np.uint8))
    rest = cv2.bitwise_and(ink, cv2.bitwise_not(fat))
    reach = _THICKEST + 3
    up = cv2.dilate(rest, np.ones((reach, 1), np.uint8), anchor=(0, 0))
    down = cv2.dilate(rest, np.ones((reach, 1), np.uint8), anchor=(0, reach - 1))
    left = cv2.dilate(rest, np.ones((1, reach), np.uint8), anchor=(0, 0))
    right = cv2.dilate(rest, np.ones((1, reach), np.uint8), anchor=(reach - 1, 0))
    crossing = cv2.bitwise_or(cv2.bitwise_and(up, down), cv2.bitwise_and(left, right))
    kept = cv2.bitwise_and(cv2.bitwise_and(ink, fat), crossing)
    result: Ink = cv2.bitwise_or(rest, kept)
    return result
