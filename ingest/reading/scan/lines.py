"""Lines of text as pixels: which marks on the paper stand side by side.

The lines are found here and each is given to the OCR engine alone. Engines that look for the lines
of a page themselves leave out whole paragraphs when a table, a slant or a stamp confuses them, and
do not say so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from ingest.reading.scan.raster import Area, Grey, Ink

_WORD_GAP = 2.2  # letter heights that may lie between two words of a line: wider gaps part columns
_EDGE = 4  # pixels that the edge of a ruling line is ragged
_SPECK, _BESIDE = 0.3, 0.45  # letter heights: the size of a speck, how near to a letter a dot belongs to it
_SPECKLED = 30  # lone dots from which a page is speckled
UNKNOWN = 170  # grey of what a mark covers

Labels = MatLike
Parts = NDArray[np.int32]
"""Connected pieces of ink, shape (n, 6): x0, y0, x1, y1, pixels, label."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text: its rectangle and the labels of the pieces of ink that make it."""

    area: Area
    labels: tuple[int, ...]
    height: float  # of its small letters' line, typical piece height in pixels


@dataclass(frozen=True, slots=True)
class Pieces:
    """The connected pieces of a page's ink."""

    labels: Labels
    parts: Parts
    letter_height: float

    def of(self, line: TextLine) -> Parts:
        """The pieces that make a line."""
        found: Parts = self.parts[np.isin(self.parts[:, 5], line.labels)]
        return found


def find_pieces(ink: Ink) -> Pieces:
    """The connected pieces of ink and the typical height of a letter.

    Dust is left out, and so is the shadow of the sheet's edge.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    parts = np.empty((count - 1, 6), np.int32)
    parts[:, :2] = stats[1:, :2]
    parts[:, 2:4] = stats[1:, :2] + stats[1:, 2:4]
    parts[:, 4] = stats[1:, 4]
    parts[:, 5] = np.arange(1, count)
    high = parts[:, 3] - parts[:, 1]
    letters = high[(high >= 10) & (high < 120) & (parts[:, 4] >= 40)]
    letter_height = float(np.median(letters)) if len(letters) else 24.0
    dust = max(4.0, (0.10 * letter_height) ** 2)
    height, width = ink.shape
    at_edge = (parts[:, :2].min(axis=1) <= 1) | (parts[:, 2] >= width - 1) | (parts[:, 3] >= height - 1)
    wide = parts[:, 2] - parts[:, 0]
    shadow = at_edge & ((wide < 0.5 * letter_height) | (np.maximum(wide, high) > 4 * letter_height))
    kept: Parts = parts[(parts[:, 4] >= dust) & ~shadow]
    return Pieces(labels, kept[~_specks(kept, letter_height, ink.shape)], letter_height)


def _specks(parts: Parts, unit: float, page: tuple[int, ...]) -> NDArray[np.bool_]:
    """The dots that lie about on a speckled page, away from letters and in no row of dots.

    A page with few of them is not speckled: there a lone dot may be meant.
    """
    small = np.maximum(parts[:, 2] - parts[:, 0], parts[:, 3] - parts[:, 1]) <= _SPECK * unit
    if small.sum() < _SPECKLED:
        return np.zeros(len(parts), bool)
    near = np.zeros((page[0] // 4 + 1, page[1] // 4 + 1), bool)
    reach = _BESIDE * unit
    boxes = parts[~small, :4] + np.array([-reach, -reach, reach, reach])
    for x0, y0, x1, y1 in (boxes.clip(0) // 4).astype(int).tolist():
        near[y0 : y1 + 1, x0 : x1 + 1] = True
    x, y = (parts[:, 0] + parts[:, 2]) // 2, (parts[:, 1] + parts[:, 3]) // 2
    lone = np.flatnonzero(small & ~near[y // 4, x // 4])
    lone = lone[np.argsort(y[lone], kind="stable")]
    if len(lone) < _SPECKLED:
        return np.zeros(len(parts), bool)
    in_row = np.zeros(len(lone), bool)
    for step in range(1, 4):  # the next ones by their height on the page: a row of dots is full of them
        level = np.abs(y[lone[step:]] - y[lone[:-step]]) <= 0.15 * unit
        beside = level & (np.abs(x[lone[step:]] - x[lone[:-step]]) < 1.2 * unit)
        in_row[step:] |= beside
        in_row[:-step] |= beside
    found = np.zeros(len(parts), bool)
    found[lone[~in_row]] = True
    return found


def without_shreds(pieces: Pieces, rules: Iterable[Area]) -> Pieces:
    """The pieces without those that are what was left of a ruling line's ragged edge."""
    parts = pieces.parts
    shred = np.zeros(len(parts), bool)
    for x0, y0, x1, y1 in rules:
        across = (parts[:, 0] >= x0 - _EDGE) & (parts[:, 2] <= x1 + _EDGE)
        shred |= across & (parts[:, 1] >= y0 - _EDGE) & (parts[:, 3] <= y1 + _EDGE)
    return Pieces(pieces.labels, parts[~shred], pieces.letter_height)


def find_lines(pieces: Pieces, walls: Sequence[Area] = ()) -> list[TextLine]:
    """The lines, from top to bottom.

    Letters are strung from left to right to the next letter beside them; what is small (accents,
    dots, stops) then joins the line in or at which it stands. No line goes through one of the `walls`,
    the vertical rules of a table.
    """
    unit = pieces.letter_height
    high = pieces.parts[:, 3] - pieces.parts[:, 1]
    wide = pieces.parts[:, 2] - pieces.parts[:, 0]
    big = (high >= 0.55 * unit) & (high <= 3.2 * unit) & (wide <= 80 * unit)
    letters = pieces.parts[big]
    small = pieces.parts[~big & (high < 0.55 * unit) & (wide < 4 * unit)]
    strings = [letters[members] for members in _strung(letters, unit, walls)]
    commas = [string for string in strings if len(string) <= 3 and _height(string) < 0.75 * unit]
    lines = _merged([_Line(string) for string in strings if len(string) > 3 or _height(string) >= 0.75 * unit])
    left = _attach(lines, np.concatenate([small, *commas]), unit)
    lines = _continued(lines, unit, walls)
    lines += [_Line(string) for string in commas if np.isin(string[:, 5], left[:, 5]).all()]
    found = [line.finished() for line in lines]
    return sorted(found, key=lambda line: (line.area[1], line.area[0]))


def _strung(letters: Parts, unit: float, walls: Sequence[Area]) -> list[list[int]]:
    """Indices of letters by line: each letter is tied to the next one to the right that stands beside it."""
    boxes: list[tuple[int, int, int, int]] = [tuple(row) for row in letters[:, :4].tolist()]
    columns = [_column(box, walls) for box in boxes]
    rows: dict[int, list[int]] = {}
    for index in sorted(range(len(boxes)), key=lambda index: boxes[index][0]):
        for row in range(int(boxes[index][1] // unit), int(boxes[index][3] // unit) + 1):
            rows.setdefault(row, []).append(index)
    lefts = {row: [boxes[index][0] for index in indices] for row, indices in rows.items()}
    parent = list(range(len(boxes)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for index, box in enumerate(boxes):
        following: dict[int, int] = {}
        for row in range(int(box[1] // unit), int(box[3] // unit) + 1):
            start = bisect_left(lefts[row], box[0])
            for other in rows[row][start : bisect_right(lefts[row], box[2] + _WORD_GAP * unit)]:
                if other != index and columns[other] == columns[index] and _stand_beside(box, boxes[other]):
                    following[other] = boxes[other][0]
        nearest = sorted(following, key=lambda other: following[other])[:3]
        for other in nearest:
            if following[other] <= boxes[nearest[0]][2]:
                parent[root(other)] = root(index)
    groups: dict[int, list[int]] = {}
    for index in range(len(boxes)):
        groups.setdefault(root(index), []).append(index)
    return list(groups.values())


def _stand_beside(one: tuple[int, int, int, int], two: tuple[int, int, int, int]) -> bool:
    overlap = min(one[3], two[3]) - max(one[1], two[1])
    return overlap > 0.5 * min(one[3] - one[1], two[3] - two[1])


def _height(parts: Parts) -> float:
    return float(np.median(parts[:, 3] - parts[:, 1]))


def _column(box: tuple[int, int, int, int], walls: Sequence[Area]) -> tuple[bool, ...]:
    """On which side of each wall beside it a piece stands: True right, False left or not beside it."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return tuple(wall[1] <= y < wall[3] and x > (wall[0] + wall[2]) / 2 for wall in walls)


class _Line:
    """A line being gathered."""

    def __init__(self, parts: Parts) -> None:
        self.parts = [parts]
        self.x0, self.y0 = (int(edge) for edge in parts[:, :2].min(axis=0))
        self.x1, self.y1 = (int(edge) for edge in parts[:, 2:4].max(axis=0))
        high = parts[:, 3] - parts[:, 1]
        self.height = float(np.median(high))
        # the body of the line: without the few letters that reach far up or down
        self.top, self.bottom = (float(np.median(parts[:, edge])) for edge in (1, 3))

    def add(self, parts: Parts) -> None:
        self.parts.append(parts)
        self.x0, self.y0 = min(self.x0, int(parts[:, 0].min())), min(self.y0, int(parts[:, 1].min()))
        self.x1, self.y1 = max(self.x1, int(parts[:, 2].max())), max(self.y1, int(parts[:, 3].max()))

    def finished(self) -> TextLine:
        labels = np.concatenate([parts[:, 5] for parts in self.parts])
        return TextLine(Area((self.x0, self.y0, self.x1, self.y1)), tuple(int(label) for label in labels), self.height)


def _merged(lines: list[_Line]) -> list[_Line]:
    """Lines that lie in one another are one (a quotation mark strung on its own, a broken letter)."""
    lines = sorted(lines, key=lambda line: line.x0 - line.x1)
    kept: list[_Line] = []
    for line in lines:
        for other in kept:
            inside = line.x0 >= other.x0 - 4 and line.x1 <= other.x1 + 4
            overlap = min(line.y1, other.y1) - max(line.y0, other.y0)
            if inside and overlap > 0.7 * (line.y1 - line.y0):
                other.add(np.concatenate(line.parts))
                break
        else:
            kept.append(line)
    return kept


def _continued(lines: list[_Line], unit: float, walls: Sequence[Area]) -> list[_Line]:
    """Lines that go on beyond a dash or a stop, which was no letter to be strung."""
    kept: list[_Line] = []
    for line in sorted(lines, key=lambda line: line.x0):
        for before in reversed(kept):
            gap = line.x0 - before.x1
            level = min(line.bottom, before.bottom) - max(line.top, before.top)
            if not (-unit < gap < _WORD_GAP * unit and level > 0.6 * min(line.height, before.height)):
                continue
            y = (line.top + line.bottom) / 2
            if not any(wall[1] <= y < wall[3] and before.x1 - 2 < wall[0] < line.x0 + 2 for wall in walls):
                before.add(np.concatenate(line.parts))
                break
        else:
            kept.append(line)
    return kept


def _attach(lines: list[_Line], small: Parts, unit: float) -> Parts:
    """Give accents, dots, commas and hyphens to their lines; what stands at none is left."""
    if not lines or not len(small):
        return small
    left: list[int] = []
    frame = np.array([[line.x0, line.y0, line.x1, line.y1] for line in lines], np.float64)
    body = np.array([[line.top, line.bottom] for line in lines])
    for place, part in enumerate(small):
        middle = (part[1] + part[3]) / 2
        gap = np.maximum(np.maximum(frame[:, 0] - part[2], part[0] - frame[:, 2]), 0)
        off = np.maximum(np.maximum(body[:, 0] - middle, middle - body[:, 1]), 0)
        near = np.flatnonzero((gap < 1.6 * unit) & (off < 0.75 * unit))
        if len(near):
            best = near[np.argmin(off[near] + 0.3 * gap[near])]
            lines[int(best)].add(part[None, :])
        else:
            left.append(place)
    rest: Parts = small[left]
    return rest


def line_picture(grey: Grey, pieces: Pieces, line: TextLine, margin: int, covering: Ink, erased: Ink) -> Grey:
    """The line alone on white paper: other lines' strokes that reach into its rectangle are left out.

    Where a drawn mark covers its letters (`covering`) the paper is grey, neither ink nor bare; what
    is `erased` of a line through them is bare.
    """
    x0, y0, x1, y1 = line.area
    height, width = grey.shape
    left, top, right, bottom = max(0, x0 - 2), max(0, y0 - 2), min(width, x1 + 2), min(height, y1 + 2)
    window = (slice(top, bottom), slice(left, right))
    labels = pieces.labels[window]
    wanted = np.zeros(int(labels.max()) + 1, np.uint8)
    wanted[[label for label in line.labels if label < len(wanted)]] = 1
    own = wanted[labels]
    other = ((labels > 0) & (own == 0)).astype(np.uint8)
    near = cv2.dilate(own, np.ones((9, 9), np.uint8)) > cv2.dilate(other, np.ones((5, 5), np.uint8))
    alone = np.where(near | (cv2.dilate(own, np.ones((3, 3), np.uint8)) > 0), grey[window], np.uint8(255))
    alone[erased[window] > 0] = 255
    alone[covering[window] > 0] = UNKNOWN
    framed: Grey = cv2.copyMakeBorder(alone, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=255.0)
    return framed
