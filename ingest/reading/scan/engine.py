"""What an OCR engine is to this package: a line of text as a picture in, its words out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple, Protocol

from ingest.errors import UnsupportedFormat
from ingest.reading.scan.raster import Grey


class Token(NamedTuple):
    """A word of a line: its text, where it begins and ends in pixels of the line's picture, how sure.

    `confidence` is how many of such words are right, between 0 and 1 (see benchmarks/calibration.py).
    `letters` are the middles of its characters, where the engine knows them.
    """

    text: str
    x0: float
    x1: float
    confidence: float
    letters: tuple[float, ...] = ()


def calibrated(raw: float, curve: Sequence[tuple[float, float]]) -> float:
    """An engine's own confidence made a probability, by a curve of (raw, right) points.

    >>> calibrated(0.85, [(0.0, 0.0), (0.8, 0.7), (0.9, 0.9), (1.0, 1.0)])
    0.8
    """
    for (raw0, right0), (raw1, right1) in pairwise(curve):
        if raw <= raw1:
            return round(right0 + (right1 - right0) * (raw - raw0) / (raw1 - raw0), 4)
    return curve[-1][1]


class Engine(Protocol):
    """Reads the picture of one line of text."""

    def read(self, line: Grey) -> list[Token]:
        """The line's words from left to right; none where nothing can be read."""
        ...


class Engines(NamedTuple):
    """The engine that reads every line, and the one that is asked where the first is in doubt.

    `trust` is what the first one's confidences are worth: 1 with data for Spanish.
    """

    first: Engine
    second: Engine | None
    trust: float


@cache
def engines() -> Engines:
    """The engines of this installation, loaded once a process.

    Tesseract with Spanish data reads best for its time; PP-OCR (in the `rapidocr` wheel) reads `@`,
    `&`, `ü` and `º` where Tesseract fails, and everything where there is no Tesseract. Raises
    `UnsupportedFormat` with the reason ``ocr`` where there is neither.
    """
    from ingest.reading.scan import ppocr, tesseract

    spanish = tesseract.load(("spa",))
    second = ppocr.load()
    if spanish is not None:
        return Engines(spanish, second, 1.0)
    if second is not None:
        return Engines(second, None, 0.95)
    latin = tesseract.load(("script/Latin", "Latin", "cat", "por", "ita", "eng"))
    if latin is not None:
        return Engines(latin, None, 0.75)
    raise UnsupportedFormat("ocr")
