"""From the picture of a page to its words and ruling lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import numpy as np

from ingest.document import Box, PageSize, Style
from ingest.layout.page import Rule, Word
from ingest.reading.scan.engine import Engines, Token, engines
from ingest.reading.scan.lines import TextLine, line_picture
from ingest.reading.scan.marks import with_marks
from ingest.reading.scan.opinion import settled
from ingest.reading.scan.prepare import half_turned, prepare
from ingest.reading.scan.raster import Grey, Prepared, scaling
from ingest.reading.scan.repair import mended
from ingest.reading.scan.scanned import Matrix, ScannedPage
from ingest.reading.scan.signs import Setting, with_signs
from ingest.reading.scan.survey import Survey, survey
from ingest.reading.scan.typeface import ASCENT, DESCENT, baseline, bold_words, inner_ink, page_sizes, stroke_width

if TYPE_CHECKING:
    from PIL.Image import Image

_MARGIN = 10  # white pixels round a line's picture
_SAMPLE = 4  # lines that are read to see which way is up
_ALONE = 0.6  # confidence at most of a line in which only one of two engines sees words
_UPRIGHT = 0.80  # confidence of such lines that leaves no doubt


def read_page(image: Image, number: int, size: PageSize) -> ScannedPage:
    """The page's words and rules, in points of the upright page."""
    picture = np.asarray(image if image.mode in ("L", "RGB") else image.convert("RGB"))
    found = engines()
    reader = _upright(Reader(survey(prepare(picture, size)), found), found)
    seen = reader.seen
    sizes = page_sizes(seen.pieces, seen.lines)
    lines = [reader.settled(line, size) for line, size in zip(seen.lines, sizes, strict=True)]
    words, rules = with_marks(_words(seen, lines, sizes, found.trust), seen)
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


class Reader:
    """Reads the lines of a surveyed page, each once."""

    def __init__(self, seen: Survey, found: Engines) -> None:
        self.seen = seen
        self._found = found
        self._read: dict[TextLine, tuple[Grey, list[Token]]] = {}

    def tokens(self, line: TextLine) -> list[Token]:
        """The line as the first engine reads it."""
        return self._first(line)[1]

    def settled(self, line: TextLine, size: float) -> list[Token]:
        """The line, in doubt both engines asked."""
        picture, tokens = self._first(line)
        second = self._found.second
        if not tokens and second:
            return [token._replace(confidence=min(token.confidence, _ALONE)) for token in second.read(picture)]
        return settled(picture, tokens, second, size) if second else mended(tokens)

    def _first(self, line: TextLine) -> tuple[Grey, list[Token]]:
        if line not in self._read:
            seen = self.seen
            drawn = seen.drawn
            picture = line_picture(seen.page.grey, seen.pieces, line, _MARGIN, drawn.covering, drawn.erased)
            self._read[line] = picture, self._found.first.read(picture)
        return self._read[line]

    def legibility(self) -> float:
        """How well some lines of middling length can be read: the mean confidence of their words."""
        unit = self.seen.pieces.letter_height
        sample = sorted(self.seen.lines, key=lambda line: abs(line.area.width - 25 * unit))[:_SAMPLE]
        tokens = [token for line in sample for token in self.tokens(line)]
        letters = sum(len(token.text) for token in tokens)
        return sum(token.confidence * len(token.text) for token in tokens) / letters if letters else 0.0


def _upright(reader: Reader, found: Engines) -> Reader:
    """The reader of the page, or that of the page turned head up where its lines read better so."""
    score = reader.legibility()
    if score >= _UPRIGHT or not reader.seen.lines:
        return reader
    other = Reader(survey(half_turned(reader.seen.page)), found)
    return other if other.legibility() > score else reader


def _words(seen: Survey, lines: Sequence[Sequence[Token]], sizes: Sequence[float], trust: float) -> list[Word]:
    """The words of all lines with their boxes in points, as wide as their ink and as high as their type."""
    pixel = seen.page.pixel
    inner = inner_ink(seen.page.ink)
    words: list[Word] = []
    thickness: list[float] = []
    for line, tokens, size in zip(seen.lines, lines, sizes, strict=True):
        letters = seen.pieces.of(line)
        foot = baseline(letters)
        setting = Setting(seen.page.grey, seen.pieces, letters, max(0, line.area[0] - 2) - _MARGIN, foot, size)
        for token in with_signs(list(tokens), setting):
            x0, x1 = setting.extent(token)
            edges = (x0, foot - ASCENT * size, max(x1, x0 + 1), foot + DESCENT * size)
            box = Box(*(round(edge * pixel, 2) for edge in edges))
            confidence = round(token.confidence * trust, 3)
            words.append(Word(token.text, box, round(size * pixel, 1), confidence=confidence))
            window = slice(line.area[1], line.area[3]), slice(round(x0), max(round(x1), round(x0) + 1))
            thickness.append(stroke_width(seen.page.ink[window], inner[window]) / size)
    bold = bold_words(thickness, [len(word.text) for word in words])
    return [word._replace(style=Style.BOLD) if thick else word for word, thick in zip(words, bold, strict=True)]
