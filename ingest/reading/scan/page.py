"""From the picture of a page to its words and ruling lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from ingest.document import PageSize
from ingest.layout.page import Rule, Word
from ingest.reading.scan.engine import Engines, Token, engines
from ingest.reading.scan.lines import TextLine, line_picture
from ingest.reading.scan.marks import with_marks
from ingest.reading.scan.prepare import half_turned, prepare
from ingest.reading.scan.raster import Area, Prepared, scaling
from ingest.reading.scan.scanned import Matrix, ScannedPage
from ingest.reading.scan.survey import Survey, survey

if TYPE_CHECKING:
    from PIL.Image import Image

_MARGIN = 10  # white pixels round a line's picture
_SAMPLE = 4  # lines that are read to see which way is up
_UPRIGHT = 0.80  # confidence of such lines that leaves no doubt


def read_page(image: Image, number: int, size: PageSize) -> ScannedPage:
    """The page's words and rules, in points of the upright page."""
    picture = np.asarray(image if image.mode in ("L", "RGB") else image.convert("RGB"))
    found = engines()
    seen = _upright(survey(prepare(picture, size)), found)
    words: list[Word] = []
    for line in seen.lines:
        words += _words(seen, line, _tokens(seen, line, found), found.trust)
    words, rules = with_marks(words, seen)
    return _scanned(seen.page, number, size, words, rules)


def _scanned(page: Prepared, number: int, size: PageSize, words: list[Word], rules: list[Rule]) -> ScannedPage:
    matrix = page.to_shown @ scaling(1 / page.pixel, 1 / page.pixel)
    return ScannedPage(
        number,
        PageSize(round(page.width * page.pixel, 2), round(page.height * page.pixel, 2)),
        tuple(words),
        tuple(rules),
        shown=size,
        matrix=cast(Matrix, tuple(float(value) for value in matrix.ravel())),
        bits=np.packbits(page.ink > 0, axis=1).tobytes(),
        width=page.width,
        height=page.height,
        pixel=page.pixel,
        confidence=_mean_confidence(words),
    )


def _mean_confidence(words: list[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _tokens(seen: Survey, line: TextLine, found: Engines) -> list[Token]:
    return found.first.read(line_picture(seen.page.grey, seen.pieces, line, _MARGIN, seen.struck))


def _upright(seen: Survey, found: Engines) -> Survey:
    """The survey, or that of the page turned head up where its lines read better so."""
    score = _legibility(seen, found)
    if score >= _UPRIGHT or not seen.lines:
        return seen
    other = survey(half_turned(seen.page))
    return other if _legibility(other, found) > score else seen


def _legibility(seen: Survey, found: Engines) -> float:
    """How well some lines of middling length can be read: the mean confidence of their words."""
    unit = seen.pieces.letter_height
    sample = sorted(seen.lines, key=lambda line: abs(line.area.width - 25 * unit))[:_SAMPLE]
    tokens = [token for line in sample for token in _tokens(seen, line, found)]
    letters = sum(len(token.text) for token in tokens)
    return sum(token.confidence * len(token.text) for token in tokens) / letters if letters else 0.0


def _words(seen: Survey, line: TextLine, tokens: list[Token], trust: float) -> list[Word]:
    """The line's words with their boxes in points, each drawn round its own ink."""
    x0, y0, x1, y1 = line.area
    pixel = seen.page.pixel
    left = max(0, x0 - 2) - _MARGIN
    letters = seen.pieces.of(line)
    centres = (letters[:, 0] + letters[:, 2]) / 2
    words: list[Word] = []
    for token in tokens:
        start, stop = left + token.x0, left + token.x1
        own = letters[(centres >= start) & (centres <= stop)]
        if len(own):
            start, stop = float(own[:, 0].min()), float(own[:, 2].max())
        box = Area((round(max(start, x0)), y0, round(min(max(stop, start + 1), x1)), y1)).box(pixel)
        size = line.height * pixel / (0.53 if any(letter.islower() for letter in token.text) else 0.72)
        words.append(Word(token.text, box, round(size, 1), confidence=token.confidence * trust))
    return words
