"""The type of printed lines, measured on their letters: baseline, size, boldness."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.reading.scan.lines import Parts, Pieces, TextLine
from ingest.reading.scan.raster import Ink

ASCENT, DESCENT = 0.76, 0.22  # of a line of Latin text, in ems above and below its baseline
_CAPITAL, _SMALL = 0.70, 0.49  # ems: the height of a capital, of a small letter
_ALIKE = 0.13  # sizes that differ by less are the same one, measured on other letters
_BOLD = 1.27  # times the stroke of thin print


def baseline(parts: Parts) -> float:
    """The row on which most letters of a line stand."""
    high = parts[:, 3] - parts[:, 1]
    letters = parts[high >= 0.5 * np.median(high)]
    return float(np.median(letters[:, 3]))


def measured_sizes(parts: Parts) -> list[float]:
    """The sizes in pixels that a line's type may have by the height of its letters, the likeliest first.

    A line of letters of one height may be all capitals or all small ones; in one without capitals
    the tallest may be no taller than a t.
    """
    foot = baseline(parts)
    high = parts[:, 3] - parts[:, 1]
    usual = float(np.median(high))
    standing = parts[(high >= 0.5 * usual) & (np.abs(parts[:, 3] - foot) < 0.2 * usual)]
    rise = foot - standing[:, 1] if len(standing) else high
    top, middle = float(np.quantile(rise, 0.9)), float(np.median(rise))
    tall = float(np.median(rise[rise > 0.84 * top]))
    return [tall / _CAPITAL, tall / _SMALL, middle / _SMALL]


def has_two_heights(parts: Parts) -> bool:
    """Whether a line has both tall and small letters, so that its size is sure."""
    foot = baseline(parts)
    rise = foot - parts[:, 1]
    rise = rise[rise > 0]
    top = float(np.quantile(rise, 0.9)) if len(rise) else 0.0
    small = (rise < 0.78 * top) & (rise > 0.55 * top)
    return bool(small.sum() >= 2 and (rise > 0.84 * top).sum() >= 2)


def snapped(sizes: Sequence[float], weights: Sequence[int]) -> list[float]:
    """Sizes with those that are alike made one, the one that most letters have.

    >>> snapped([10.0, 10.4, 16.0, 9.8], [50, 10, 12, 40])
    [10.0, 10.0, 16.0, 10.0]
    """
    result = list(sizes)
    left = set(range(len(sizes)))
    for place in sorted(range(len(sizes)), key=lambda place: -weights[place]):
        if place not in left:
            continue
        alike = [other for other in left if abs(sizes[other] - sizes[place]) < _ALIKE * sizes[place]]
        for other in alike:
            result[other] = sizes[place]
        left -= set(alike)
    return result


def stroke_widths(ink: Ink, pieces: Pieces) -> NDArray[np.float64]:
    """How thick each labelled piece's strokes are in pixels: twice its area by the length of its edge."""
    inner = cv2.erode(ink, np.ones((3, 3), np.uint8))
    edge = (ink > 0) & (inner == 0)
    count = int(pieces.labels.max()) + 1
    edges = np.bincount(pieces.labels[edge], minlength=count).astype(np.float64)
    areas = np.bincount(pieces.labels.ravel(), minlength=count).astype(np.float64)
    return 2 * areas / np.maximum(edges, 1)


def page_sizes(pieces: Pieces, lines: Sequence[TextLine]) -> list[float]:
    """The size in pixels of each line's type."""
    parts = [pieces.of(line) for line in lines]
    measured = [measured_sizes(part) for part in parts]
    weights = [len(part) for part in parts]
    sure = [
        size
        for sizes, part in zip(measured, parts, strict=True)
        if has_two_heights(part)
        for size in sizes[:1] * len(part)
    ]
    usual = float(np.median(sure)) if sure else pieces.letter_height / _SMALL
    nearest = [min(sizes, key=lambda size: abs(math.log(size / usual))) for sizes in measured]
    close = [abs(math.log(size / usual)) < _ALIKE for size in nearest]
    sizes = [near if fits else sizes[0] for near, fits, sizes in zip(nearest, close, measured, strict=True)]
    return snapped(sizes, weights)


def bold_words(strokes: Sequence[float], letters: Sequence[int]) -> list[bool]:
    """Which words are bold, of all words of a page: by their strokes (in parts of their size).

    Most print is not bold, but most of a form with little written on it may be: what is bold is
    measured against the thinner third.
    """
    if not strokes:
        return []
    usual = float(np.quantile(np.repeat(strokes, letters), 0.3))
    return [stroke > _BOLD * usual for stroke in strokes]
