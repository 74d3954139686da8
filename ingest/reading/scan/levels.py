"""Lines that a hand draws about level: alone, as under words, and through words, which they strike out."""

from __future__ import annotations

import math
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.reading.scan.raster import Ink
from ingest.reading.scan.shapes import line_kernel

_SLOPES = range(-9, 10, 3)  # degrees that a line may be off the level
_THICKEST = 0.6  # letter heights: what is thicker is letters run together
_ALONE = 0.85  # of a line's columns hold nothing else, where it stands alone
_GAPS = (0.17, 0.25)  # of them do, between letters, where a thin or a thick one goes through these
_THICK = 0.27  # letter heights
_SOLID = 0.945  # of a pen's line is ink, without holes
_UNEVEN = 0.57  # of its thickness that it may vary by; letters run together swell and shrink
_MIDDLE = (0.12, 0.9)  # letter heights over the foot of letters where a line goes through them


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


def level_line(mask: Ink, unit: float) -> Ink | None:
    """The pixels of a line drawn about level from end to end of a piece, None if there is none.

    It stands alone, or goes straight through the middle of letters, where print has no line: at
    their feet and heads letters that touch make one. `unit` is the height of a small letter.
    """
    band = _band(mask, max(2.2 * unit, 0.4 * mask.shape[1]))
    if len(band.columns) < 0.96 * mask.shape[1]:
        return None
    thick = float(np.median(band.bottom - band.top + 1))
    if thick > _THICKEST * unit:
        return None
    bare = band.foot - band.head + 1 <= min(1.3 * thick, thick + 0.12 * unit)  # columns where there is the line alone
    if bare.mean() > _ALONE:
        return band.line
    least = _GAPS[thick > _THICK * unit]
    return band.line if bare.mean() >= least and _goes_through(band, bare, thick, unit) else None


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


def _goes_through(band: _Band, bare: NDArray[np.bool_], thick: float, unit: float) -> bool:
    """Whether a line goes through letters: one stroke, even and solid, on one way between and in them."""
    if float((band.inked / (band.bottom - band.top + 1)).mean()) < _SOLID:
        return False
    if float(np.quantile(band.inked, 0.8) - np.quantile(band.inked, 0.2)) > _UNEVEN * float(np.median(band.inked)):
        return False
    places = band.columns - band.columns[0]
    path = np.polyval(np.polyfit(places, (band.top + band.bottom) / 2, 3), places)
    along = np.abs((band.head + band.foot)[bare] / 2 - path[bare]) < 0.12 * unit + 0.15 * thick
    letters = band.foot - band.head > 0.6 * unit
    if not letters.any() or along.mean() < 0.88:
        return False
    over = (float(np.median(band.foot[letters])) - float(np.median(path[letters]))) / unit
    return _MIDDLE[0] < over < _MIDDLE[1]


def between_letters(mask: Ink, line: Ink) -> Ink:
    """The pixels of a line through letters but for those where a letter's stroke crosses it."""
    reach = int(np.quantile((line > 0).sum(axis=0), 0.9)) + 3
    letters = cv2.subtract(mask, line)
    above = cv2.dilate(letters, np.ones((reach, 1), np.uint8), anchor=(0, 0))
    below = cv2.dilate(letters, np.ones((reach, 1), np.uint8), anchor=(0, reach - 1))
    return cv2.bitwise_and(line, cv2.bitwise_not(cv2.bitwise_and(above, below)))
