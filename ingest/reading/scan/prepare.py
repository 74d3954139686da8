"""A picture of a page, made ready to be read: paper found, straightened, evenly lit, at 300 dpi.

Everything that moves pixels (the page's outline in a photograph, a quarter turn, the slant, the
resolution) is first measured on a small copy and then done once, in one resampling of the original.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.document import PageSize
from ingest.reading.scan.outline import page_outline
from ingest.reading.scan.perspective import flattening, level_lines, sent, upright_lines
from ingest.reading.scan.raster import (
    DPI,
    Colour,
    Grey,
    Ink,
    Prepared,
    Transform,
    scaling,
    shifting,
    transformed,
)

_SMALL_DPI = 100
_X_HEIGHT = (13.0, 34.0)  # pixels of a small letter at 300 dpi between 6 and 16 point
_PALE = 55  # greys between paper and what shows through from the back of the sheet, at most
_COLOURED = 48  # greys between the strongest and the weakest of red, green and blue of a marker
_SHADE = 110  # greys of a marker's colour in shadow, at least; a pen's are less
_HARDLY = 0.0005  # of a page in colour: a word that a marker went over is more
_GAIN = 2.0  # of contrast, where print is pale
_MOST_PIXELS = 40_000_000  # of a prepared page
_MISTAKEN = 0.05  # of the page that lines ask a corner to move by, where the outline can't be the sheet's
_STEEPEST = 12.0  # degrees of slant looked for


def prepare(picture: Grey | Colour, size: PageSize) -> Prepared:
    """Make a picture of a page of that size (in points, as shown) ready to be read.

    The result is upright but for a half turn, which only reading can tell: `half_turned`.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) if picture.ndim == 3 else picture
    height, width = grey.shape
    to_points = scaling(size.width / width, size.height / height)
    lit = evenly_lit(grey)
    whole = _Sheet(to_points, (size.width, size.height))
    outline = page_outline(picture)
    sheet = whole if outline is None else _Sheet(*_flattening(outline, size))
    upright = _upright(lit, sheet)
    if outline is not None and upright.bent > _MISTAKEN:
        sheet = whole  # what seemed the sheet's outline is not: its lines don't agree
        upright = _upright(lit, sheet)
    zoom = DPI / 72 * _zoom(upright.letters.boxes[:, 3] - upright.letters.boxes[:, 1], upright.extent)
    full = scaling(zoom, zoom) @ upright.matrix @ sheet.matrix
    clean, ink = binarised(evenly_inked(_warped(lit, full, _pixels(upright.extent, zoom * 72))))
    tint = _tint(picture, full, (clean.shape[1], clean.shape[0])) if picture.ndim == 3 else None
    return Prepared(clean, ink, to_points @ np.linalg.inv(full), 1 / zoom, tint)


class _Sheet(NamedTuple):
    """The transform from the picture's pixels to points of a flat sheet, and the sheet's extent."""

    matrix: Transform
    extent: tuple[float, float]


class _Upright(NamedTuple):
    """The transform from a flat sheet to the upright page, the page's extent, and the small picture's letters.

    `bent` is how far it moves a corner beyond turns and slants, in parts of the page.
    """

    matrix: Transform
    extent: tuple[float, float]
    letters: Letters
    bent: float


def _upright(lit: Grey, sheet: _Sheet) -> _Upright:
    """How a sheet is brought upright, measured on a small picture of it."""
    extent = _pixels(sheet.extent, _SMALL_DPI)
    if np.allclose(sheet.matrix - np.diag(np.diag(sheet.matrix)), 0, atol=1e-6):
        small = cv2.resize(lit, extent, interpolation=cv2.INTER_AREA)
    else:
        small = _warped(lit, scaling(_SMALL_DPI / 72, _SMALL_DPI / 72) @ sheet.matrix, extent)
    ink = binarised(small)[1]
    letters = _letters(ink)
    turn, slant = reading_direction(letters)
    quarter, turned = _turned(sheet.extent, turn, 0.0)
    slanted, page = _turned(turned, 0, slant)
    rest = _unwarped(ink, letters.mask, turn, slanted, page)
    corners = np.array([[0.0, 0.0], [page[0], 0.0], [page[0], page[1]], [0.0, page[1]]])
    bent = float(np.abs(transformed(rest, corners) - corners).max()) / max(page)
    return _Upright(rest @ slanted @ quarter, page, letters, bent)


def _unwarped(ink: Ink, letters: Ink, turn: int, slanted: Transform, extent: tuple[float, float]) -> Transform:
    """What undoes the rest of perspective on the upright page; `slanted` leads there from the page with its slant.

    `ink` and `letters` are small pictures of the page before it was turned.
    """
    if turn:
        ink, letters = (np.ascontiguousarray(np.rot90(mask)) for mask in (ink, letters))
    points = slanted @ scaling(72 / _SMALL_DPI, 72 / _SMALL_DPI)
    level, upright = level_lines(ink, letters), upright_lines(ink)
    found = flattening(sent(points, level), sent(points, upright), extent)
    return np.eye(3) if found is None else found


def half_turned(page: Prepared) -> Prepared:
    """The page with its head down."""
    turn = shifting(page.width - 1, page.height - 1) @ np.diag([-1.0, -1.0, 1.0])
    return Prepared(
        np.ascontiguousarray(page.grey[::-1, ::-1]),
        np.ascontiguousarray(page.ink[::-1, ::-1]),
        page.to_shown @ turn,
        page.pixel,
        None if page.tint is None else np.ascontiguousarray(page.tint[::-1, ::-1]),
    )


def _tint(picture: Colour, matrix: Transform, extent: tuple[int, int]) -> Ink | None:
    """Where the paper has a marker's colour: light, and unlike the paper around, whatever colour that has."""
    height, width = picture.shape[:2]
    some = picture[::8, ::8]
    if float((some.max(axis=2) - some.min(axis=2) > _COLOURED / 2).mean()) < _HARDLY:
        return None
    step = max(1, round(max(height, width) / 900))
    small = cv2.resize(picture, (max(1, width // step), max(1, height // step)), interpolation=cv2.INTER_AREA)
    light = small.max(axis=2)
    paper = small[light >= np.percentile(light, 50)].reshape(-1, 3)
    white = np.median(paper, axis=0)
    balanced = np.minimum(small * (255.0 / np.maximum(white, 1.0)), 255.0)
    spread = balanced.max(axis=2) - balanced.min(axis=2)
    light = balanced.max(axis=2)
    mask = ((spread > _COLOURED / 255 * light) & (light > _SHADE)).astype(np.uint8) * 255
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))  # a pen's thin lines are no marker's
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    if not mask.any():
        return None
    quarter = scaling(0.25, 0.25) @ matrix @ scaling(width / mask.shape[1], height / mask.shape[0])
    size = max(1, extent[0] // 4), max(1, extent[1] // 4)
    return cv2.warpPerspective(mask, quarter, size, flags=cv2.INTER_NEAREST)


def evenly_lit(grey: Grey) -> Grey:
    """The picture divided by the brightness of its paper: shadows, vignettes and grey paper are gone.

    The paper's brightness is the lightest of each neighbourhood that is wider than strokes and
    narrower than shadows, smoothed.
    """
    height, width = grey.shape
    step = max(1, round(max(height, width) / 440))
    small = cv2.resize(grey, (max(1, width // step), max(1, height // step)), interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(small, np.ones((7, 7), np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), 5)
    floor = 0.35 * float(np.median(paper))
    paper = np.maximum(paper, max(1.0, floor)).astype(np.uint8)
    return cv2.divide(grey, cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR), scale=255.0)


def evenly_inked(lit: Grey) -> Grey:
    """The picture with its ink equally dark everywhere: where toner faded or print is thin, contrast grows.

    Only where there is clearly ink: what shows through from the back stays pale.
    """
    height, width = lit.shape
    step = 8
    cells = cv2.resize(
        cv2.erode(lit, np.ones((step, step), np.uint8)),
        (max(1, width // step), max(1, height // step)),
        interpolation=cv2.INTER_NEAREST,
    )
    depth = 255.0 - cv2.erode(cells, np.ones((7, 7), np.uint8)).astype(np.float32)
    inked = depth > _PALE
    if not inked.any():
        return lit
    usual = float(np.median(depth[inked]))
    gain = np.where(inked, np.clip(usual / np.maximum(depth, 1.0), 1.0, _GAIN), 1.0).astype(np.float32)
    if float(gain.max()) < 1.1:
        return lit
    smooth = (cv2.GaussianBlur(gain, (0, 0), 1.5) * 100).astype(np.uint8)
    gains = cv2.resize(smooth, (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.bitwise_not(cv2.multiply(cv2.bitwise_not(lit), gains, scale=0.01))


def binarised(lit: Grey) -> tuple[Grey, Ink]:
    """The evenly lit picture with its paper clean and its ink dark, and where the ink is.

    What shows through from the back of the sheet is lighter than half of the print, and goes.
    """
    histogram = cv2.calcHist([lit], [0], None, [256], [0, 256]).ravel().astype(np.float64)
    threshold = _otsu(histogram)
    dark = np.cumsum(histogram[: threshold + 1])
    black = int(np.searchsorted(dark, 0.4 * dark[-1])) if dark[-1] else 0
    white = min(250, threshold + (255 - threshold) // 2)
    stretch = np.clip((np.arange(256) - black) * (255.0 / max(1, white - black)), 0, 255).astype(np.uint8)
    clean: Grey = cv2.LUT(lit, stretch)
    ink: Ink = cv2.threshold(lit, threshold, 255, cv2.THRESH_BINARY_INV)[1]
    return clean, ink


def _otsu(histogram: NDArray[np.float64]) -> int:
    """The grey that parts ink from paper best (Otsu 1979), kept between 80 and 205."""
    total = histogram.sum()
    if not total:
        return 128
    weight = np.cumsum(histogram)
    mean = np.cumsum(histogram * np.arange(256))
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (mean[-1] * weight / total - mean) ** 2 / (weight * (total - weight))
    best = np.flatnonzero(between >= np.nanmax(between) * (1 - 1e-9))
    return int(np.clip(best.mean() if len(best) else 128, 80, 205))


class Letters(NamedTuple):
    """What may be letters in a picture: some of their pixels, as columns `x` and `y`, and their boxes.

    `boxes` has the shape (n, 4): x0, y0, x1, y1. `mask` is the picture of them alone.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    boxes: NDArray[np.int32]
    mask: Ink


def _letters(ink: Ink) -> Letters:
    """The pieces of ink that are small enough: ruling lines and blots have no say."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    limit = 0.06 * max(ink.shape)
    letter = (wide < limit) & (high < limit) & (stats[:, cv2.CC_STAT_AREA] >= 4)
    letter[0] = False
    mask = np.where(letter, np.uint8(255), np.uint8(0))[labels]
    y, x = np.nonzero(mask)
    step = max(1, len(x) // 12_000)
    tall = stats[letter & (high >= 4) & (wide >= 3)]
    boxes = np.column_stack([tall[:, 0], tall[:, 1], tall[:, 0] + tall[:, 2], tall[:, 1] + tall[:, 3]])
    return Letters(x[::step].astype(np.float64), y[::step].astype(np.float64), boxes, mask)


def reading_direction(letters: Letters) -> tuple[int, float]:
    """How the lines of text run: quarter turns to the left that bring them upright (0 or 1), slant in degrees.

    Letters stand closer to the next one in their line than to those of the next line. Of all slants
    the one is taken whose sums along the lines change most sharply from line to line.
    """
    if len(letters.x) < 20:
        return 0, 0.0
    boxes = letters.boxes
    beside, below = _usual_gap(boxes), _usual_gap(boxes[:, [1, 0, 3, 2]])
    if beside > below:
        return 1, _best_slant(letters.y, -letters.x)[1]
    return 0, _best_slant(letters.x, letters.y)[1]


def _usual_gap(boxes: NDArray[np.int32]) -> float:
    """The median distance from a box to the next one to the right that stands beside it."""
    some = boxes[:: max(1, len(boxes) // 500)]
    overlap = np.minimum(some[:, None, 3], boxes[None, :, 3]) - np.maximum(some[:, None, 1], boxes[None, :, 1])
    high = np.minimum((some[:, 3] - some[:, 1])[:, None], (boxes[:, 3] - boxes[:, 1])[None, :])
    gap = boxes[None, :, 0] - some[:, None, 2]
    beside = (overlap > 0.5 * high) & (gap > -0.3 * high) & (boxes[None, :, 0] > some[:, None, 0])
    nearest = np.where(beside, gap, np.iinfo(np.int32).max).min(axis=1) if len(boxes) else np.zeros(0)
    return float(np.median(nearest)) if len(nearest) else 0.0


def _best_slant(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[float, float]:
    def sharpness(angle: float) -> float:
        across = y - x * math.tan(math.radians(angle))
        profile = np.bincount((across - across.min()).astype(np.int64)).astype(np.float64)
        return float(np.square(np.diff(profile)).sum())

    angle, reach, step = 0.0, _STEEPEST, 0.5
    best = sharpness(0.0)
    while step > 0.02:
        trials = np.arange(angle - reach, angle + reach + step / 2, step)
        scores = [sharpness(float(trial)) for trial in trials]
        top = int(np.argmax(scores))
        if scores[top] > best:
            best, angle = scores[top], float(trials[top])
        reach, step = step, step / 4
    return best, angle


def _turned(flat: tuple[float, float], turn: int, slant: float) -> tuple[Transform, tuple[float, float]]:
    """The transform that undoes a quarter turn and a slant, and the extent of its result in points."""
    width, height = flat
    matrix = np.eye(3)
    if turn:
        matrix = np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, width], [0.0, 0.0, 1.0]])
        width, height = height, width
    if abs(slant) < 0.03:
        return matrix, (width, height)
    angle = math.radians(-slant)
    rotation = np.array(
        [[math.cos(angle), -math.sin(angle), 0.0], [math.sin(angle), math.cos(angle), 0.0], [0.0, 0.0, 1.0]]
    )
    corners = transformed(rotation, np.array([[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]]))
    low, high = corners.min(axis=0), corners.max(axis=0)
    return shifting(-low[0], -low[1]) @ rotation @ matrix, (high[0] - low[0], high[1] - low[1])


def _zoom(heights: NDArray[np.int32], extent: tuple[float, float]) -> float:
    """What to enlarge or reduce by, beyond 300 dpi, so that small letters have a readable height.

    The size of a picture without a true resolution is a guess; letters are not.
    """
    if len(heights) < 30:
        return 1.0
    x_height = float(np.median(heights)) * DPI / _SMALL_DPI * 0.85
    low, high = _X_HEIGHT
    most = math.sqrt(_MOST_PIXELS / (extent[0] * extent[1])) * 72 / DPI
    zoom = float(np.clip(low / x_height, 1.0, 3.0)) if x_height < low else min(1.0, high / x_height)
    return min(zoom, most)


def _flattening(corners: NDArray[np.float64], size: PageSize) -> tuple[Transform, tuple[float, float]]:
    """The transform from the picture's pixels to points of the flat sheet, and the sheet's extent."""
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    width, height = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    long = max(size.width, size.height)
    short = long / math.sqrt(2)
    flat = (short, long) if height >= width else (long, short)
    target = np.array([[0, 0], [flat[0], 0], [flat[0], flat[1]], [0, flat[1]]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    return np.asarray(matrix, np.float64), flat


def _pixels(extent: tuple[float, float], dpi: float) -> tuple[int, int]:
    return max(1, round(extent[0] * dpi / 72)), max(1, round(extent[1] * dpi / 72))


def _warped(grey: Grey, matrix: Transform, extent: tuple[int, int]) -> Grey:
    """The picture sent through `matrix` onto a sheet of `extent` pixels (width, height), white around."""
    height, width = grey.shape
    corners = transformed(matrix, np.array([[0.0, 0.0], [width, 0.0], [0.0, height]]))
    shrink_x = width / max(1.0, float(np.linalg.norm(corners[1] - corners[0])))
    shrink_y = height / max(1.0, float(np.linalg.norm(corners[2] - corners[0])))
    if shrink_x > 1.3 or shrink_y > 1.3:
        to = (max(1, round(width / max(1, shrink_x))), max(1, round(height / max(1, shrink_y))))
        grey = cv2.resize(grey, to, interpolation=cv2.INTER_AREA)
        matrix = matrix @ scaling(width / to[0], height / to[1])
    if extent == (grey.shape[1], grey.shape[0]) and np.allclose(matrix, np.eye(3), atol=2e-4):
        return grey
    if np.allclose(matrix - np.diag(np.diag(matrix)), 0, atol=1e-6):
        return cv2.resize(grey, extent, interpolation=cv2.INTER_CUBIC)
    # centres of pixels, not their corners, are sent to each other
    matrix = shifting(-0.5, -0.5) @ matrix @ shifting(0.5, 0.5)
    flags = cv2.INTER_CUBIC if min(shrink_x, shrink_y) < 0.45 else cv2.INTER_LINEAR
    return cv2.warpPerspective(grey, matrix, extent, flags=flags, borderMode=cv2.BORDER_REPLICATE)
