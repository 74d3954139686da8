"""What a hand drew on a printed page: told from print by being larger than the letters round it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import cv2
import numpy as np

from ingest.reading.scan.levels import Level, between_letters, level_line
from ingest.reading.scan.lines import Parts, Pieces
from ingest.reading.scan.raster import Area, Grey, Ink
from ingest.reading.scan.rings import broken_rings, ring
from ingest.reading.scan.rules import Ruling
from ingest.reading.scan.shapes import Shape, shape_of, slanting_strokes

_LARGE = 2.0  # letter heights (of a small letter) from which a piece may be more than a letter
_TALL = 2.35  # letter heights that nothing printed in a line of text has
_LONG = 3.0  # letter heights from which a piece may be a line drawn under or through words
_FOLD = 0.8  # of the letters' grey: what goes through them and is not darker is a fold of the paper
_THICK = 0.27  # letter heights: a fold of the paper is a thinner line
_BLACK = 25.0  # mean grey of letters in a picture of black and white alone
_GRAZED = 4  # pixels between a ring's highest point and a ruling line that it ran into
_LARGEST = (60.0, 25.0)  # width and height beyond which a piece is no mark


class Drawn(StrEnum):
    """What a drawn mark is."""

    CROSS = "cross"
    TICK = "tick"
    RING = "ring"
    LINE = "line"  # standing alone, as under words
    STRIKE = "strike"  # going through words
    BLOT = "blot"  # something compact that is no letter: perhaps a mark


@dataclass(frozen=True, slots=True)
class Stroke:
    """A mark drawn on the page: its kind, where, how clearly it is what it is."""

    kind: Drawn
    area: Area
    confidence: float


@dataclass(frozen=True, slots=True)
class Marks:
    """The drawn marks of a page.

    `printed` is the ink without them, but with lines through words, which hold the words' letters
    together. `covering` are the pixels of marks that hide what they cover, `erased` those of lines
    through words between the letters.
    """

    strokes: list[Stroke]
    printed: Ink
    covering: Ink
    erased: Ink


def find_strokes(ink: Ink, grey: Grey, pieces: Pieces, ruling: Ruling) -> Marks:
    """The drawn marks of a page whose `ink` has no ruling lines and no check boxes.

    Print that a mark touches stays.
    """
    unit = pieces.letter_height
    parts = pieces.parts
    wide, high = parts[:, 2] - parts[:, 0], parts[:, 3] - parts[:, 1]
    large = (high >= _LARGE * unit) | (wide >= _LONG * unit)
    large &= (wide <= _LARGEST[0] * unit) & (high <= _LARGEST[1] * unit)
    strokes: list[Stroke] = []
    covering, erased = np.zeros_like(ink), np.zeros_like(ink)
    of_rings: set[int] = set()
    for area, line, labels in _broken_rings(pieces, ruling):
        x0, y0, x1, y1 = area
        window = covering[y0:y1, x0:x1]
        cv2.bitwise_or(window, cv2.dilate(line, np.ones((3, 3), np.uint8)), window)
        strokes.append(Stroke(Drawn.RING, area, 0.9))
        of_rings.update(labels)
    for part in parts[large]:
        x0, y0, x1, y1, _, label = (int(value) for value in part)
        if label in of_rings:
            continue
        mask = np.where(pieces.labels[y0:y1, x0:x1] == label, np.uint8(255), np.uint8(0))
        found = _drawn(mask, grey[y0:y1, x0:x1], part, parts, unit)
        if found is None:
            continue
        window = (covering if found.covers else erased)[y0:y1, x0:x1]
        fat = cv2.dilate(found.pixels, np.ones((3, 3), np.uint8)) if found.covers else found.pixels
        cv2.bitwise_or(window, fat, window)
        strokes.append(Stroke(found.kind, _area(found.pixels, x0, y0), found.confidence))
    return Marks(strokes, cv2.bitwise_and(ink, cv2.bitwise_not(covering)), cv2.bitwise_and(ink, covering), erased)


class _Found(NamedTuple):
    """What a large piece is, its own pixels, how clear that is, and whether it hides what is under it."""

    kind: Drawn
    pixels: Ink
    confidence: float
    covers: bool = True


def _broken_rings(pieces: Pieces, ruling: Ruling) -> Iterator[tuple[Area, Ink, tuple[int, ...]]]:
    """Rings round letters that ruling lines cut into pieces: where they are, their pixels there, the pieces."""
    for area, labels in broken_rings(pieces, (*ruling.horizontal, *ruling.vertical)):
        x0, y0, x1, y1 = area
        window = slice(y0, y1), slice(x0, x1)
        mask = np.where(np.isin(pieces.labels[window], labels), np.uint8(255), np.uint8(0))
        above = min(y0, _GRAZED)
        rules = cv2.dilate(ruling.pixels[y0 - above : y1 + _GRAZED, x0:x1], np.ones((2 * _GRAZED + 1, 1), np.uint8))
        line = ring(mask, np.ascontiguousarray(rules[above : above + y1 - y0]))
        whole = np.array([*area, 0, -1], np.int32)
        if line is not None and _holds_letters(mask, whole, pieces.parts, pieces.letter_height):
            yield area, line, labels


def _is_solid(grey: Grey, mask: Ink, line: Ink, unit: float) -> bool:
    """Whether a line through letters is drawn: thick, or darker than letters with their soft edges are."""
    if cv2.countNonZero(line) > _THICK * unit * line.shape[1]:
        return True
    letters = grey[(mask > 0) & (line == 0)]
    usual = float(letters.mean()) if letters.size else 0.0
    return usual < _BLACK or float(grey[line > 0].mean()) < _FOLD * usual


def _drawn(mask: Ink, grey: Grey, part: Parts, parts: Parts, unit: float) -> _Found | None:
    """What a large piece is; None for print."""
    high, wide = mask.shape
    if high >= 1.55 * unit and wide >= 2.6 * unit:
        line = ring(mask)
        if line is not None and _holds_letters(mask, part, parts, unit):
            return _Found(Drawn.RING, line, 0.95)
    if wide >= _LONG * unit and high < 3.5 * unit:
        level = level_line(mask, unit)
        if level is not None:
            return _level(*level, mask, grey, unit)
    if high < _LARGE * unit or _among_equals(part, parts):
        return None
    shape, clear = shape_of(mask)
    if shape is not Shape.NONE:
        pixels = slanting_strokes(mask, 0.3 * math.hypot(high, wide)).both if _in_word(part, parts) else mask
        return _Found(Drawn(shape.value), pixels, min(0.97, 0.5 + 0.6 * clear))
    over = _over_print(mask, unit, _in_word(part, parts))
    if over is not None:
        return over
    if max(high, wide) < 4.5 * unit and min(high, wide) > 1.3 * unit and not _in_line(part, parts, unit):
        return _Found(Drawn.BLOT, mask, 0.4)
    return None


def _level(level: Level, line: Ink, mask: Ink, grey: Grey, unit: float) -> _Found | None:
    """A line under words or through them; None for a fold of the paper."""
    if level is Level.ALONE and cv2.countNonZero(line) > 0.85 * cv2.countNonZero(mask):
        return _Found(Drawn.LINE, mask, 0.9)
    if not _is_solid(grey, mask, line, unit):
        return None
    kind = Drawn.STRIKE if level is Level.THROUGH else Drawn.LINE
    return _Found(kind, between_letters(mask, line), 0.9, covers=False)


def _holds_letters(mask: Ink, part: Parts, parts: Parts, unit: float) -> bool:
    """Whether letters stand inside a ring: free ones, or such as it touches."""
    x0, y0, x1, y1 = (int(value) for value in part[:4])
    centre_x, centre_y = (parts[:, 0] + parts[:, 2]) / 2, (parts[:, 1] + parts[:, 3]) / 2
    inside = (centre_x > x0) & (centre_x < x1) & (centre_y > y0) & (centre_y < y1) & (parts[:, 5] != part[5])
    tall = parts[:, 3] - parts[:, 1] >= 0.6 * unit
    middle = mask[mask.shape[0] // 4 : -mask.shape[0] // 4, mask.shape[1] // 6 : -mask.shape[1] // 6]
    return int((inside & tall).sum()) >= 2 or float((middle > 0).mean()) > 0.08


def _among_equals(part: Parts, parts: Parts) -> bool:
    """Whether pieces of about its height stand right beside it: a letter of a heading or a logo."""
    x0, y0, x1, y1 = (int(value) for value in part[:4])
    high = parts[:, 3] - parts[:, 1]
    alike = (high > 0.75 * (y1 - y0)) & (high < 1.4 * (y1 - y0)) & (parts[:, 5] != part[5])
    overlap = np.minimum(parts[:, 3], y1) - np.maximum(parts[:, 1], y0)
    gap = np.maximum(parts[:, 0] - x1, x0 - parts[:, 2])
    return bool((alike & (overlap > 0.6 * (y1 - y0)) & (gap < 0.8 * (y1 - y0))).any())


def _in_word(part: Parts, parts: Parts) -> bool:
    """Whether letters stand so close on both sides that some must be under the mark too."""
    x0, y0, x1, y1 = (int(value) for value in part[:4])
    middle = (parts[:, 1] + parts[:, 3]) / 2
    level = (middle > y0) & (middle < y1) & (parts[:, 5] != part[5]) & (parts[:, 3] - parts[:, 1] > 0.25 * (y1 - y0))
    reach = 0.35 * (y1 - y0)
    left = level & (parts[:, 2] > x0 - reach) & (parts[:, 0] < x0)
    right = level & (parts[:, 0] < x1 + reach) & (parts[:, 2] > x1)
    inside = level & (parts[:, 0] > x0) & (parts[:, 2] < x1)
    return bool((left.any() and right.any()) or inside.any())


def _in_line(part: Parts, parts: Parts, unit: float) -> bool:
    """Whether letters stand as close to it as those of a word, or of the words of a line."""
    x0, y0, x1, y1 = (int(value) for value in part[:4])
    overlap = np.minimum(parts[:, 3], y1) - np.maximum(parts[:, 1], y0)
    level = (overlap > 0.5 * (parts[:, 3] - parts[:, 1])) & (parts[:, 5] != part[5])
    gap = np.maximum(parts[:, 0] - x1, x0 - parts[:, 2])
    return bool((level & (gap < 0.8 * unit) & (parts[:, 3] - parts[:, 1] > 0.6 * unit)).any())


def _over_print(mask: Ink, unit: float, in_word: bool) -> _Found | None:
    """A cross or tick drawn over letters, which are one piece with it.

    Its strokes are longer than a letter's can be.
    """
    strokes = slanting_strokes(mask, 1.9 * unit)
    pixels = _largest(strokes.both, unit)
    if pixels is None:
        return None
    x, y, wide, high = cv2.boundingRect(cv2.findNonZero(pixels))
    if high < 1.7 * unit or wide < 1.2 * unit:
        return None
    shape, clear = shape_of(np.ascontiguousarray(pixels[y : y + high, x : x + wide]))
    if shape is not Shape.NONE:
        return _Found(Drawn(shape.value), pixels, min(0.93, 0.45 + 0.55 * clear))
    # letters blur the shape, but no letter is so tall, slants, and touches those beside it
    return _Found(Drawn.CROSS, pixels, 0.75) if in_word and mask.shape[0] > _TALL * unit else None


def _largest(mask: Ink, unit: float) -> Ink | None:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(mask, np.ones((3, 3), np.uint8)))
    if count < 2:
        return None
    best = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    result: Ink = np.where((labels == best) & (mask > 0), np.uint8(255), np.uint8(0))
    return result


def _area(pixels: Ink, x0: int, y0: int) -> Area:
    x, y, wide, high = cv2.boundingRect(cv2.findNonZero(pixels))
    return Area((x0 + int(x), y0 + int(y), x0 + int(x + wide), y0 + int(y + high)))
