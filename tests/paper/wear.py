"""What becomes of a page between the printer and the inbox: scanned, copied, faxed, photographed, turned."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]


def _at(page: Image.Image, dpi: float) -> Image.Image:
    size = round(page.width * dpi / 300), round(page.height * dpi / 300)
    return page.resize(size, Image.Resampling.BOX if dpi <= 150 else Image.Resampling.LANCZOS)


def _noisy(pixels: Pixels, rng: Random, deviation: float) -> Pixels:
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, deviation, pixels.shape)
    result: Pixels = np.clip(pixels + noise, 0, 255).astype(np.uint8)
    return result


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def clean(page: Image.Image, rng: Random) -> bytes:
    """An office scanner's page, 200 dpi, in colour."""
    return _saved(_at(page, 200), "PNG", dpi=(200, 200))


def scan(page: Image.Image, rng: Random) -> bytes:
    """A page laid on the glass askew, grainy, as a PDF of a JPEG."""
    dpi = rng.choice((150, 200, 300))
    seen = _at(page if rng.random() < 0.5 else page.convert("L"), dpi)
    white = "white" if seen.mode == "RGB" else 255
    askew = seen.rotate(rng.uniform(-2.5, 2.5), Image.Resampling.BICUBIC, fillcolor=white, expand=rng.random() < 0.5)
    lit = np.asarray(askew) * rng.uniform(0.85, 1.0)
    image = Image.fromarray(_noisy(lit.astype(np.uint8), rng, rng.uniform(1, 7)))
    return _saved(image, "PDF", resolution=dpi, quality=rng.randint(40, 85))


def copied(page: Image.Image, rng: Random) -> bytes:
    """A copy of a copy: pale in places, speckled, thick or thin."""
    grey = np.asarray(_at(page.convert("L"), 200))
    kernel = np.ones((2, 2), np.uint8)
    grey = cv2.erode(grey, kernel) if rng.random() < 0.5 else cv2.GaussianBlur(grey, (0, 0), 0.9)
    down = np.linspace(rng.uniform(0.45, 1.0), rng.uniform(0.45, 1.0), grey.shape[0])[:, None]
    faded = 255 - (255 - grey.astype(np.float32)) * down
    dots = np.random.default_rng(rng.getrandbits(32)).random(grey.shape) < 0.0006
    faded[cv2.dilate(dots.astype(np.uint8), kernel) > 0] = 90
    return _saved(Image.fromarray(_noisy(faded.astype(np.uint8), rng, 4)), "JPEG", quality=75, dpi=(200, 200))


def fax(page: Image.Image, rng: Random) -> bytes:
    """Black and white alone, 204 by 196 or 98 dots to the inch, speckled."""
    fine = rng.random() < 0.7
    size = round(page.width * 204 / 300), round(page.height * (196 if fine else 98) / 300)
    grey = np.asarray(page.convert("L").resize(size, Image.Resampling.BOX)).astype(np.float32)
    chance = np.random.default_rng(rng.getrandbits(32))
    grey += chance.normal(0, 14, grey.shape)
    black = grey < rng.uniform(135, 190)
    black ^= chance.random(grey.shape) < rng.uniform(0, 0.0012)
    image = Image.fromarray(np.where(black, 0, 255).astype(np.uint8)).convert("1", dither=Image.Dither.NONE)
    return _saved(image, "TIFF", compression="group4", dpi=(204, 196 if fine else 98))


def photo(page: Image.Image, rng: Random) -> bytes:
    """A telephone's picture of the sheet on a desk: perspective, uneven light, soft, JPEG."""
    chance = np.random.default_rng(rng.getrandbits(32))
    wide, high = rng.choice(((1800, 2400), (2250, 3000)))
    sheet = np.asarray(page)
    inset, shift = 0.05 * wide, 0.05 * wide
    corners = [(inset, inset), (wide - inset, inset), (wide - inset, high - inset), (inset, high - inset)]
    moved = np.array([(x + rng.uniform(-shift, shift), y + rng.uniform(-shift, shift)) for x, y in corners], np.float32)
    edges = np.array([(0, 0), (sheet.shape[1], 0), (sheet.shape[1], sheet.shape[0]), (0, sheet.shape[0])], np.float32)
    way = cv2.getPerspectiveTransform(edges, moved)
    desk = np.full((high, wide, 3), rng.choice(((95, 70, 50), (60, 62, 66), (150, 120, 90))), np.float32)
    desk += cv2.GaussianBlur(chance.normal(0, 60, (high, wide, 1)).astype(np.float32), (0, 0), 3)[:, :, None]
    laid = cv2.warpPerspective(sheet, way, (wide, high), flags=cv2.INTER_AREA).astype(np.float32)
    mask = cv2.warpPerspective(np.ones(sheet.shape[:2], np.float32), way, (wide, high))[:, :, None]
    seen = desk * (1 - mask) + laid * mask
    across, down = np.linspace(-1, 1, wide)[None, :], np.linspace(-1, 1, high)[:, None]
    light = 0.8 + rng.uniform(-0.2, 0.2) * across + rng.uniform(-0.2, 0.2) * down - 0.12 * (across**2 + down**2)
    seen = seen * light[:, :, None] * np.array([1.0, rng.uniform(0.93, 1.0), rng.uniform(0.82, 1.0)])
    blurred = cv2.GaussianBlur(seen, (0, 0), rng.uniform(0.5, 1.3))
    image = Image.fromarray(_noisy(np.clip(blurred, 0, 255).astype(np.uint8), rng, rng.uniform(1, 5)))
    return _saved(image, "JPEG", quality=rng.randint(55, 90))


def turned(page: Image.Image, rng: Random) -> bytes:
    """A page fed in sideways or head down."""
    grey = _at(page.convert("L"), 200).rotate(rng.uniform(-1, 1), Image.Resampling.BICUBIC, fillcolor=255)
    quarter = rng.choice((Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270))
    return _saved(grey.transpose(quarter), "PDF", resolution=200, quality=80)


WEARS: dict[str, Callable[[Image.Image, Random], bytes]] = {
    "clean": clean, "scan": scan, "copied": copied, "fax": fax, "photo": photo, "turned": turned,
}  # fmt: skip
