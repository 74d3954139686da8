"""PP-OCR, one line at a time: the recognition model that the `rapidocr` wheel holds.

The model is run with `onnxruntime` itself. The wheel's own front would look for the lines too, and
fetch a missing model from the network; here nothing is ever fetched.
"""

from __future__ import annotations

from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.reading.scan.engine import Token, calibrated
from ingest.reading.scan.raster import Grey

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_HEIGHT = 48  # pixels that the model wants a line to be high
_NARROWEST = 64
_CURVE = ((0.0, 0.0), (0.5, 0.4), (0.7, 0.65), (0.8, 0.78), (0.9, 0.93), (0.95, 0.98), (1.0, 0.997))
"""Of words with that confidence so many are right (measured by benchmarks/calibration.py)."""


def load() -> PpOcr | None:
    """The engine, None where the wheel, its model or the runtime is not there."""
    found = find_spec("rapidocr")
    if found is None or found.origin is None or find_spec("onnxruntime") is None:
        return None
    models = sorted((Path(found.origin).parent / "models").glob("*rec*.onnx"))
    if not models:
        return None
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(models[0], options, providers=["CPUExecutionProvider"])
    letters = session.get_modelmeta().custom_metadata_map.get("character")
    return PpOcr(session, letters.splitlines()) if letters else None


class PpOcr:
    """An engine whose own confidence is the least of a word's letters.

    The model gives, for each step of some eight pixels, the probability of every letter and of
    none: the letters are the most likely ones of each step, repeats and nones left out (CTC).
    """

    def __init__(self, session: InferenceSession, letters: list[str]) -> None:
        self._session = session
        self._input = session.get_inputs()[0].name
        self._letters = ["", *letters, " "]

    def read(self, line: Grey) -> list[Token]:
        """The words that the model sees in a line's picture."""
        height, width = line.shape
        scaled = max(1, round(width * _HEIGHT / height))
        shrink = cv2.INTER_AREA if height > _HEIGHT else cv2.INTER_LINEAR
        small = cv2.resize(line, (scaled, _HEIGHT), interpolation=shrink).astype(np.float32)
        batch = np.full((1, 3, _HEIGHT, max(scaled, _NARROWEST)), 1.0, np.float32)
        batch[:, :, :, :scaled] = small / 127.5 - 1
        (steps,) = self._session.run(None, {self._input: batch})
        return self._words(np.asarray(steps)[0], batch.shape[3] * height / _HEIGHT)

    def _words(self, steps: NDArray[np.float32], width: float) -> list[Token]:
        best = steps.argmax(axis=1)
        sure = steps.max(axis=1)
        pixels = width / len(steps)
        starts = [0, *(int(step) for step in np.flatnonzero(np.diff(best)) + 1), len(best)]
        tokens: list[Token] = []
        word: list[_Letter] = []
        for start, stop in pairwise(starts):
            letter = self._letters[best[start]] if best[start] < len(self._letters) else ""
            if letter.strip():
                word.append(_Letter(letter, start * pixels, stop * pixels, float(sure[start:stop].max())))
            elif letter and word:
                tokens.append(_token(word))
                word = []
        return [*tokens, _token(word)] if word else tokens


class _Letter(NamedTuple):
    text: str
    x0: float
    x1: float
    sure: float


def _token(word: list[_Letter]) -> Token:
    least = min(letter.sure for letter in word)
    return Token(
        "".join(letter.text for letter in word),
        word[0].x0,
        word[-1].x1,
        calibrated(least, _CURVE),
        tuple((letter.x0 + letter.x1) / 2 for letter in word),
    )
