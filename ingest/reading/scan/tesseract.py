"""Tesseract, one line at a time: the library in the `tesserocr` wheel, language data of the system.

The wheel holds no language data. Debian's package `tesseract-ocr-spa` puts them into
``/usr/share/tesseract-ocr/5/tessdata/spa.traineddata``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.reading.scan.engine import Token, calibrated
from ingest.reading.scan.raster import DPI, Grey

if TYPE_CHECKING:
    from tesserocr import PyTessBaseAPI

_PLACES = (
    "/usr/share/tesseract-ocr",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)


def data_folders() -> Iterator[Path]:
    """Folders that may hold ``*.traineddata``, the one that the user names first."""
    named = os.environ.get("TESSDATA_PREFIX")
    roots = [Path(named)] if named else []
    roots += [Path(place) for place in _PLACES] + [Path(sys.prefix) / "share" / "tessdata"]
    for root in roots:
        yield root
        yield root / "tessdata"
        if root.is_dir():
            yield from sorted(root.glob("*/tessdata"), reverse=True)


def load(languages: Sequence[str]) -> Tesseract | None:
    """Tesseract with the first of the languages whose data are there, None where that is none."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # its threads cost more than they bring, on a line
    try:
        import tesserocr
    except ImportError:
        return None
    for language in languages:
        for folder in data_folders():
            if (folder / f"{language}.traineddata").is_file():
                try:
                    api = tesserocr.PyTessBaseAPI(
                        path=f"{folder}/", lang=language, psm=tesserocr.PSM.SINGLE_LINE, oem=tesserocr.OEM.LSTM_ONLY
                    )
                except RuntimeError:
                    continue
                return Tesseract(api)
    return None


_CURVE = ((0.0, 0.05), (0.5, 0.3), (0.7, 0.5), (0.8, 0.7), (0.85, 0.8), (0.9, 0.95), (0.95, 0.99), (1.0, 0.999))
"""Of words with that confidence so many are right (Spanish prose; measured by benchmarks/calibration.py)."""


class Tesseract:
    """An engine whose own confidence is the least of a word's letters."""

    def __init__(self, api: PyTessBaseAPI) -> None:
        self._api = api
        api.SetVariable("tessedit_do_invert", "0")  # the paper is white by now

    def read(self, line: Grey) -> list[Token]:
        """The words that Tesseract sees in a line's picture."""
        import tesserocr

        height, width = line.shape
        self._api.SetImageBytes(line.tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(DPI)
        self._api.Recognize()
        words = self._api.GetIterator()
        level = tesserocr.RIL.WORD
        tokens: list[Token] = []
        while words is not None:
            box = words.BoundingBox(level)
            text = words.GetUTF8Text(level) if box else ""
            if text.strip():
                tokens.append(Token(text.strip(), box[0], box[2], calibrated(words.Confidence(level) / 100, _CURVE)))
            if not words.Next(level):
                break
        return _apart(tokens)


def _apart(tokens: list[Token]) -> list[Token]:
    """The words without the overlaps that Tesseract's boxes have where it was unsure of a sign."""
    ends = [*(token.x0 for token in tokens), float("inf")][1:]
    return [token._replace(x1=max(token.x0 + 1, min(token.x1, end))) for token, end in zip(tokens, ends, strict=True)]
