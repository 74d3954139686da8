"""Lines that a hand draws about level: alone, as under words, and through words, which they strike out."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.reading.scan.raster import Ink
from ingest.reading.scan.shapes import line_kernel

_SLOPES = range(-9, 10, 3)  # degrees that a line may be off the level
_THICKEST = 0.6  # letter heights: what is thicker is letters run together
_ALONE = 0.85  # of a line's columns hold nothing else, where it stands alone
_GAPS, _MANY = 0.17, 0.25  # of them do, between letters, where it goes through these; where that is certain
_STRAIGHT, _STRAIGHTER = 0.88, 0.95  # of these columns lie on one way; where there are few of them
_SOLID = 0.945  # of a pen's line is ink, without holes
_UNEVEN = 0.57  # of its thickness that it may vary by; letters run together swell and shrink
_RAGGED = 0.23  # letter heights that a thin one may vary by
_EDGE = 0.06  # letter heights that letters go on beyond a line through them, at least
_FOOT = 0.85  # letter heights from a small letter's head down to a line that it stands on, at least


class _Band(NamedTuple):
    """What level strokes a piece of ink has, column by column: their first and last row, how many are ink.

    `head` and `foot` are the first and last row of all the piece's ink. `line` are the strokes' pixels.
    """

    line: Ink
    columns: NDArray[np.int64]
    top: NDArray[np.int64]
    bottom: NDArray[np.int64]
    inked: NDArray[np.int64]
    head: NDArray[np.int64]
    foot: NDArray[np.int64]


class Level(StrEnum):
    """Where a level line runs: with no letters in it, along their feet, through their middles."""

    ALONE = "alone"
    UNDER = "under"
    THROUGH = "through"


def level_line(mask: Ink, unit: float) -> tuple[Level, Ink] | None:
    """The pixels of a line drawn about level from end to end of a piece and where it runs, None if there is none.

    It stands alone, or goes straight on under letters or through them: letters that touch make a line
    too, at their feet and heads, but none that goes on between them. `unit` is the height of a small letter.
    """
    band = _band(mask, max(2.2 * unit, 0.4 * mask.shape[1]))
    if len(band.columns) < 0.96 * mask.shape[1]:
        return None
    thick = float(np.median(band.bottom - band.top + 1))
    if thick > _THICKEST * unit:
        return None
    bare = band.foot - band.head + 1 <= min(1.3 * thick, thick + 0.12 * unit)  # columns where there is the line alone
    if bare.mean() > _ALONE:
        return Level.ALONE, band.line
    if bare.mean() < _GAPS or not _is_one_stroke(band, bare, thick, unit):
        return None
    place = _place(band, thick, unit)
    return (place, band.line) if place is not None else None


def _band(mask: Ink, length: float) -> _Band:
    """The strokes of at least that length that run about level."""
    high = mask.shape[0]
    edge = math.ceil(length)
    soft = cv2.dilate(
        cv2.copyMakeBorder(mask, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=0.0), np.ones((3, 3), np.uint8)
    )
    found = np.zeros_like(soft)
    for angle in _SLOPES:
        cv2.bitwise_or(found, cv2.morphologyEx(soft, cv2.MORPH_OPEN, line_kernel(length, angle)), found)
    line = cv2.bitwise_and(found[edge:-edge, edge:-edge], mask)
    columns = np.flatnonzero(line.any(axis=0))
    own, whole = line[:, columns] > 0, mask[:, columns] > 0
    return _Band(
        line,
        columns,
        own.argmax(axis=0),
        high - 1 - own[::-1].argmax(axis=0),
        own.sum(axis=0),
        whole.argmax(axis=0),
        high - 1 - whole[::-1].argmax(axis=0),
    )


def _is_one_stroke(band: _Band, bare: NDArray[np.bool_], thick: float, unit: float) -> bool:
    """Whether a line that letters touch is one stroke: even and solid, on one way between the letters and in them."""
    if float((band.inked / (band.bottom - band.top + 1)).mean()) < _SOLID:
        return False
    varies = float(np.quantile(band.inked, 0.8) - np.quantile(band.inked, 0.2))
    if varies > max(_UNEVEN * float(np.median(band.inked)), _RAGGED * unit):
        return False
    path = _path(band)
    along = np.abs((band.head + band.foot)[bare] / 2 - path[bare]) < 0.12 * unit + 0.15 * thick
    return bool(along.mean() >= (_STRAIGHT if bare.mean() > _MANY else _STRAIGHTER))


def _path(band: _Band) -> NDArray[np.float64]:
    """The row of the line's middle, column by column, as a hand draws it: smoothly."""
    places = band.columns - band.columns[0]
    return np.asarray(np.polyval(np.polyfit(places, (band.top + band.bottom) / 2, 3), places))


def _place(band: _Band, thick: float, unit: float) -> Level | None:
    """Where a line runs that letters touch: they rise over it, and go on below it or not."""
    letters = band.foot - band.head > 0.6 * unit
    if not letters.any():
        return None
    path = _path(band)[letters]
    rise = path - band.head[letters]
    if float(np.quantile(rise, 0.6)) - thick / 2 <= max(1.0, _EDGE * unit):
        return None
    # where the feet are hidden by the line, small letters tell by their heads
    low = float(np.quantile(rise, 0.25)) >= _FOOT * unit
    under = float(np.quantile(band.foot[letters] - path, 0.6)) - thick / 2
    if low and under <= max(1.0, _EDGE * unit):
        return Level.UNDER
    return Level.THROUGH if not low or under > 2 * _EDGE * unit else None


def between_letters(mask: Ink, line: Ink) -> Ink:
    """The pixels of a line through letters but for those where a letter's stroke crosses it."""
    reach = int(np.quantile((line > 0).sum(axis=0), 0.9)) + 3
    letters = cv2.subtract(mask, line)
    above = cv2.dilate(letters, np.ones((reach, 1), np.uint8), anchor=(0, 0))
    below = cv2.dilate(letters, np.ones((reach, 1), np.uint8), anchor=(0, reach - 1))
    return cv2.bitwise_and(line, cv2.bitwise_not(cv2.bitwise_and(above, below)))
