"""The type of printed lines, measured on their letters: baseline, size, boldness."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from ingest.reading.scan.lines import Parts, Pieces, TextLine
from ingest.reading.scan.raster import Ink

ASCENT, DESCENT = 0.76, 0.22  # of a line of Latin text, in ems above and below its baseline
_CAPITAL = 0.70  # ems: the height of a capital
_TALLER = 1.42  # times a small letter's height
_FEW = 7  # pieces of ink too few to measure
_ALIKE = 0.13  # sizes that differ by less are the same one, measured on other letters
_BOLD = 1.27  # times the stroke of thin print


def baseline(parts: Parts) -> float:
    """The row on which most letters of a line stand."""
    high = parts[:, 3] - parts[:, 1]
    letters = parts[high >= 0.5 * np.median(high)]
    feet = letters[:, 3]
    near = np.abs(feet[:, None] - feet[None, :]) <= max(1.0, 0.06 * float(np.median(high)))
    support = (near * (letters[:, 2] - letters[:, 0])[None, :]).sum(axis=1)
    return float(np.median(feet[support >= 0.9 * support.max()]))


class Heights(NamedTuple):
    """How high the letters of a line rise over its baseline, in pixels: most of them, the tall ones.

    `both` says that the line surely has small letters and tall ones.
    """

    middle: float
    tall: float
    both: bool


def letter_heights(parts: Parts) -> Heights:
    """The heights of a line's letters.

    In a line without capitals the tallest letter may be no taller than a t; in one without small
    letters, or with hardly any others, all are of one height.
    """
    high = parts[:, 3] - parts[:, 1]
    foot = baseline(parts)
    usual = float(np.median(high))
    standing = parts[(high >= 0.5 * usual) & (np.abs(parts[:, 3] - foot) < 0.2 * usual)]
    rise = foot - standing[:, 1] if len(standing) else high
    middle = float(np.median(rise))
    tall = rise[(rise > 1.25 * middle) & (rise < 1.7 * middle)]
    if len(tall) >= 2:
        return Heights(middle, float(np.median(tall)), True)
    return Heights(middle, float(np.quantile(rise, 0.8)), False)


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


def stroke_width(ink: Ink, inner: Ink) -> float:
    """How thick the strokes in a window of ink are, in pixels: twice their area by the length of their edge.

    `inner` is the same window of the ink without its outermost pixels (`inner_ink`).
    """
    area, core = cv2.countNonZero(ink), cv2.countNonZero(inner)
    return 2 * area / max(1, area - core)


def inner_ink(ink: Ink) -> Ink:
    """The ink without its outermost pixels."""
    return cv2.erode(ink, np.ones((3, 3), np.uint8))


def page_sizes(pieces: Pieces, lines: Sequence[TextLine]) -> list[float]:
    """The size in pixels of each line's type, by the height of its capitals or what that would be.

    How much taller than a small letter a capital is differs from type to type, and is taken from
    the lines that have both.
    """
    heights = [letter_heights(pieces.of(line)) for line in lines]
    weights = [len(line.labels) for line in lines]
    both = [place for place, height in enumerate(heights) if height.both]
    taller = float(np.median([heights[place].tall / heights[place].middle for place in both])) if both else _TALLER
    sure = [heights[place].tall for place in both for _ in range(weights[place])]
    usual = float(np.median(sure)) if sure else pieces.letter_height * taller
    tall = [_capital(height, weight, taller, usual) for height, weight in zip(heights, weights, strict=True)]
    return [height / _CAPITAL for height in snapped(tall, weights)]


def _capital(height: Heights, letters: int, taller: float, usual: float) -> float:
    """How tall a line's capitals are or would be."""
    if height.both:
        return height.tall
    nearest = min((height.middle * taller, height.tall), key=lambda tall: abs(math.log(tall / usual)))
    few = letters < _FEW and not 0.6 < nearest / usual < 1.8  # rests of letters under a drawn mark
    return usual if few else nearest


def bold_words(strokes: Sequence[float], letters: Sequence[int]) -> list[bool]:
    """Which words are bold, of all words of a page: by their strokes (in parts of their size).

    Most print is not bold, but most of a form with little written on it may be: what is bold is
    measured against the thinner third.
    """
    if not strokes:
        return []
    usual = float(np.quantile(np.repeat(strokes, letters), 0.3))
    return [stroke > _BOLD * usual for stroke in strokes]
