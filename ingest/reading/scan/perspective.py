"""Perspective that is left in a picture of a page, undone by what is level and upright on every printed sheet.

A photograph that does not show the whole sheet, or shows it on a desk as light as paper, has no outline to
go by. Its ruling lines and lines of text tell as much: they were parallel, and the former square to each other.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.reading.scan.raster import Ink, Transform, scaling, shifting, transformed

_RUN = 28  # pixels at 100 dpi that a ruling line goes on for without a break
_SHORTEST = (60, 40)  # of a level and of an upright line
_TEXT = 140  # pixels that a line of text is long, to have a say
_WORD_GAP = 15
_STEEPEST = 0.2  # slope beyond which nothing is level
_STIFF = 0.02  # what keeps the transform from bending where few lines speak
_OUTLIERS = (0.08, 0.03, 0.01, 0.004, 0.004, 0.004)
"""Of half a page: how far a line may end beside where it should, as the transform gets better."""
_WORTH = 4.0  # points that something on the page must move by, for the picture to be changed at all
_MOST = 0.25  # the strongest perspective that is believed

Segments = NDArray[np.float64]
"""Shape (n, 4): x0, y0, x1, y1 of lines, in points."""


def flattening(level: Segments, upright: Segments, extent: tuple[float, float]) -> Transform | None:
    """The transform of a page of that extent that makes these lines level and upright, None if it is not worth it.

    With x and y in half pages from the middle: ``u = (x + s y) / d``, ``v = (y + t x) / d``,
    ``d = 1 + p x + q y``, fitted to all lines at once, those that fit nothing left out.

    >>> sheared = np.array([[0.0, y, 500.0, y + 20] for y in (100.0, 300.0, 500.0, 700.0)])
    >>> matrix = flattening(sheared, np.empty((0, 4)), (595.0, 842.0))
    >>> bool(np.allclose(transformed(matrix, sheared[:, 2:])[:, 1], transformed(matrix, sheared[:, :2])[:, 1]))
    True
    """
    if len(level) < 3:
        return None
    wide, high = extent
    unit = max(wide, high) / 2
    to_middle = scaling(1 / unit, 1 / unit) @ shifting(-wide / 2, -high / 2)
    matrix = np.eye(3)
    for outlier in _OUTLIERS:
        matrix = _step(sent(matrix @ to_middle, level), sent(matrix @ to_middle, upright), outlier) @ matrix
    if max(abs(matrix[2, 0]), abs(matrix[2, 1])) > _MOST * matrix[2, 2]:
        return None
    whole: Transform = np.linalg.inv(to_middle) @ matrix @ to_middle
    corners = np.array([[0.0, 0.0], [wide, 0.0], [wide, high], [0.0, high]])
    moved = transformed(whole, corners)
    if np.abs(moved - corners).max() < _WORTH:
        return None
    # the page keeps its size, and stays within its edges
    low, reach = moved.min(axis=0), moved.max(axis=0) - moved.min(axis=0)
    return np.asarray(scaling(wide / reach[0], high / reach[1]) @ shifting(-low[0], -low[1]) @ whole)


def sent(matrix: Transform, lines: Segments) -> Segments:
    """Lines sent through a perspective transform."""
    return np.column_stack([transformed(matrix, lines[:, :2]), transformed(matrix, lines[:, 2:])])


def _step(level: Segments, upright: Segments, outlier: float) -> Transform:
    """The small transform that makes lines nearly level and upright: least squares, outliers weighed down."""
    x0, y0, x1, y1 = level.T
    zero = np.zeros(len(level))
    rows = np.column_stack([zero, x1 - x0, -(x1 * y1 - x0 * y0), -(y1**2 - y0**2)])
    off = -(y1 - y0)
    if len(upright):
        x0, y0, x1, y1 = upright.T
        zero = np.zeros(len(upright))
        rows = np.concatenate([rows, np.column_stack([y1 - y0, zero, -(x1**2 - x0**2), -(x1 * y1 - x0 * y0)])])
        off = np.concatenate([off, -(x1 - x0)])
    solved = np.zeros(4)
    for _ in range(4):
        weight = 1 / (1 + ((rows @ solved - off) / outlier) ** 2)
        normal = (rows * weight[:, None]).T @ rows + _STIFF * np.diag([1.0, 0.05, 1.0, 1.0])
        solved = np.linalg.solve(normal, (rows * weight[:, None]).T @ off)
    s, t, p, q = solved
    return np.array([[1.0, s, 0.0], [t, 1.0, 0.0], [p, q, 1.0]])


def level_lines(ink: Ink, letters: Ink) -> Segments:
    """Lines of a small picture (100 dpi) that run across: rules, and lines of text by the middles of their letters."""
    rules = _rules(ink, _SHORTEST[0])
    strung = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((1, _WORD_GAP), np.uint8))
    strung = cv2.morphologyEx(strung, cv2.MORPH_OPEN, np.ones((2, 4), np.uint8))
    return np.concatenate([rules, _fitted(strung, _TEXT)])


def upright_lines(ink: Ink) -> Segments:
    """Rules of a small picture that run down."""
    lines = _rules(np.ascontiguousarray(ink.T), _SHORTEST[1])
    return lines[:, [1, 0, 3, 2]]


def _rules(ink: Ink, shortest: int) -> Segments:
    soft = cv2.dilate(ink, np.ones((3, 1), np.uint8))  # a slanting line goes down a step now and then
    return _fitted(cv2.morphologyEx(soft, cv2.MORPH_OPEN, np.ones((1, _RUN), np.uint8)), shortest)


def _fitted(mask: Ink, shortest: int) -> Segments:
    """Straight lines through the long flat pieces of a picture."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    lines: list[tuple[float, float, float, float]] = []
    for label in range(1, count):
        left, top, wide, high, _area = (int(value) for value in stats[label])
        if wide < shortest or high > 6 + _STEEPEST * wide:
            continue
        piece = labels[top : top + high, left : left + wide] == label
        inked = piece.sum(axis=0)
        columns = np.flatnonzero(inked)
        middles = (piece * np.arange(high)[:, None]).sum(axis=0)[columns] / inked[columns]
        slope, start = np.polyfit(columns, middles, 1)
        if abs(slope) > _STEEPEST or np.abs(start + slope * columns - middles).mean() > 2.5:
            continue
        lines.append((left, top + start, left + wide - 1, top + start + slope * (wide - 1)))
    return np.array(lines, np.float64).reshape(-1, 4)
