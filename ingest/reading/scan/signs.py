"""Small signs told by their shape: dashes, bullets, underscores, lone crosses and ticks.

No OCR engine is sure of them, because the letters beside them say nothing about them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ingest.reading.scan.engine import Token
from ingest.reading.scan.lines import Parts, Pieces
from ingest.reading.scan.raster import Grey
from ingest.reading.scan.shapes import Shape, shape_of

_SMALL = set("-–—―‐~=•·∙●*+«»‹›°.,'_|")
_ADDRESS = re.compile(r"@|//|www\.|\w\.\w", re.I)
_OPEN_END = re.compile(r"[\w/]$")
_PALE = 215  # greys of ink however pale are below
_EMAIL_FIRST = re.compile(r"[<(\[]?[lI][a-zñ].*@")
_SHAPED = 0.97  # confidence of a sign that was told by its shape
_EITHER = 0.5  # of one that has the shape of two
_THIN = 0.16  # ems: the height of a dash
_HYPHEN, _EN_DASH = 0.42, 0.78  # ems: the greatest width of a hyphen, of an en dash
_BAR = 0.26  # width by height of a letter that is a bare stroke: I and l of a type without serifs
_ORDINAL = re.compile(r"[1-9lI][0oOQ°*9ªº?'’\"]")
_RAISED = 0.2  # ems over the baseline at which a raised letter ends, at least
_BRACKETS = re.compile(r"[(\[{][vVyYuUWwJ¥$%#*+<>/\\|]?[)\]}]")
"""A pair of brackets with nothing or what engines make of a tick or cross between them."""
_BRACKET = 0.28  # of a pair's width that each bracket takes at most
_DARK = 128  # greys of ink are below
_TRACE, _INKED = 0.04, 0.12  # of the paper between brackets that is inked: perhaps a mark, surely one
_GUESSED, _MARKED = 0.6, 0.9
_CLEAR = 0.85  # of a cross; confidence of a word that is no mark


@dataclass(frozen=True, slots=True)
class Setting:
    """A line on its page: the page's `grey` and its `pieces`, the line's own `parts` of them.

    `left` is the page's column where the line's picture begins, `foot` the line's baseline and `em`
    the size of its type, all in pixels.
    """

    grey: Grey
    pieces: Pieces
    parts: Parts
    left: float
    foot: float
    em: float

    def own(self, token: Token) -> Parts:
        """The pieces of ink that a token was read from."""
        centres = (self.parts[:, 0] + self.parts[:, 2]) / 2 - self.left
        found: Parts = self.parts[(centres >= token.x0) & (centres <= token.x1)]
        return found

    def extent(self, token: Token) -> tuple[float, float]:
        """Where a token's ink begins and ends, in columns of the page."""
        own = self.own(token)
        if len(own):
            return float(own[:, 0].min()), float(own[:, 2].max())
        return self.left + token.x0, self.left + token.x1


def with_signs(tokens: list[Token], line: Setting) -> list[Token]:
    """The tokens of a line, lone small signs read by shape, words joined that an underscore joins."""
    signs = [_sign(token, place in (0, len(tokens) - 1), line) for place, token in enumerate(tokens)]
    for part in line.parts:
        if _is_underscore(part, line):
            signs = _joined(signs, (part[0] + part[2]) / 2 - line.left, line.em)
    signs = _with_gaps_doubted(signs, line)
    for one, two in pairwise(signs):
        if _ADDRESS.search(one.text + two.text) and _is_faint_line(line, line.extent(one)[1], line.extent(two)[0]):
            signs = _joined(signs, (one.x1 + two.x0) / 2, line.em)
    return signs


def _sign(token: Token, at_end: bool, line: Setting) -> Token:
    if set(token.text) <= _SMALL:
        own = line.own(token)
        sign = sign_of(own[0], line.foot, line.em) if len(own) == 1 else ""
        return token._replace(text=sign, confidence=_SHAPED) if sign else token
    if _ORDINAL.fullmatch(token.text):
        return _ordinal(token, line)
    if _BRACKETS.fullmatch(token.text):
        return _bracketed(token, line)
    if (at_end or token.confidence < _CLEAR) and len(token.text) <= 2 and not token.text.isdigit():
        return _lone_mark(token, line)
    if _EMAIL_FIRST.match(token.text):
        return _first_letter(token, line)
    return token


def sign_of(part: Parts, foot: float, em: float) -> str:
    """A dash, a bullet or a middle dot, by its size and its height over the baseline; empty for anything else.

    `part` begins with x0, y0, x1, y1.

    >>> sign_of([0, 84, 20, 88], 100, 42), sign_of([0, 80, 14, 94], 100, 42), sign_of([0, 95, 5, 100], 100, 42)
    ('–', '•', '')
    """
    x0, y0, x1, y1 = (int(edge) for edge in part[:4])
    wide, high, over = (x1 - x0) / em, (y1 - y0) / em, (foot - (y0 + y1) / 2) / em
    if not 0.12 < over < 0.48:
        return ""
    if high <= _THIN and wide >= 0.18 and wide > 1.35 * high:
        return "-" if wide <= _HYPHEN else "–" if wide <= _EN_DASH else "—"
    if 0.7 < wide / max(high, 0.01) < 1.4 and wide < 0.5:
        return "•" if wide >= 0.17 else "·"
    return ""


def _ordinal(token: Token, line: Setting) -> Token:
    """A digit and a small raised o, which engines take for a nought: «1º de mayo»."""
    own = line.own(token)
    if len(own) < 2:
        return token
    x0, y0, x1, y1 = (int(edge) for edge in own[int(np.argmax(own[:, 2]))][:4])
    digit = own[int(np.argmin(own[:, 0]))]
    raised = line.foot - y1 > _RAISED * line.em and y1 - y0 < 0.75 * (int(digit[3]) - int(digit[1]))
    return (
        token._replace(text=f"{'1' if token.text[0] in 'lI' else token.text[0]}º", confidence=_SHAPED, letters=())
        if raised
        else token
    )


def _bracketed(token: Token, line: Setting) -> Token:
    """Brackets to be marked, with a tick or cross between them that is no letter to the engine.

    Empty ones have bare paper in the middle.
    """
    x0, x1 = line.extent(token)
    inset = _BRACKET * (x1 - x0)
    rows = slice(max(0, round(line.foot - 0.6 * line.em)), round(line.foot))
    inside = line.grey[rows, round(x0 + inset) : max(round(x0 + inset) + 1, round(x1 - inset))]
    if x1 - x0 < 0.7 * line.em or not inside.size:
        return token
    inked = float((inside < _DARK).mean())
    empty = len(token.text.replace(" ", "")) == 2
    if empty and inked < _TRACE:
        return token
    confidence = min(_GUESSED, token.confidence) if inked < _INKED else _MARKED
    return token._replace(text=f"{token.text[0]}✗{token.text[-1]}", confidence=confidence, letters=())


def _lone_mark(token: Token, line: Setting) -> Token:
    """A cross or a tick, where a lone sign stands first or last in its line, or makes no sense.

    Tesseract takes a printed tick for a Y or a v, a cross for an Xx or a %.
    """
    own = line.own(token)
    if len(own) != 1:
        return token
    x0, y0, x1, y1, _, label = (int(value) for value in own[0])
    mask = np.where(line.pieces.labels[y0:y1, x0:x1] == label, np.uint8(255), np.uint8(0))
    shape, clear = shape_of(mask)
    if shape is Shape.TICK and token.text not in ("y", "v"):
        return token._replace(text="✓", confidence=_SHAPED)
    if shape is Shape.CROSS and clear > _CLEAR:
        text = token.text if token.text in ("x", "X") else "X"
        return token._replace(text=text, confidence=max(token.confidence, _SHAPED))
    return token


def _first_letter(token: Token, line: Setting) -> Token:
    """The first letter of an address: a bare stroke may be a small l, or the capital of a sentence."""
    own = line.own(token)
    if not len(own):
        return token
    bracket = not token.text[0].isalpha()
    first = own[np.argsort(own[:, 0])][min(int(bracket), len(own) - 1)]
    wide, high = int(first[2] - first[0]), int(first[3] - first[1])
    return token._replace(confidence=min(token.confidence, _EITHER)) if wide < _BAR * high else token


def _with_gaps_doubted(tokens: list[Token], line: Setting) -> list[Token]:
    """Addresses and the words behind them, doubted where the blank between holds ink.

    A slash may be lost there: «example.org demo».
    """
    doubted = list(tokens)
    for place, (one, two) in enumerate(pairwise(tokens)):
        if _ADDRESS.search(one.text) and _OPEN_END.search(one.text) and _is_inked_gap(line, one, two):
            for index in (place, place + 1):
                doubted[index] = doubted[index]._replace(confidence=min(doubted[index].confidence, _EITHER))
    return doubted


def _is_inked_gap(line: Setting, one: Token, two: Token) -> bool:
    """Whether there is ink, however pale, between the last letter of a word and the first of the next."""
    left, right = (own[own[:, 3] - own[:, 1] >= 0.4 * line.em] for own in (line.own(one), line.own(two)))
    if not len(left) or not len(right):
        return False
    rows = slice(max(0, round(line.foot - 0.78 * line.em)), round(line.foot + 0.15 * line.em))
    gap = line.grey[rows, int(left[:, 2].max()) + 1 : int(right[:, 0].min()) - 1]
    return bool(gap.size and (gap.min(axis=0) < _PALE).mean() > 0.15)


def _is_underscore(part: Parts, line: Setting) -> bool:
    x0, y0, x1, y1 = (int(edge) for edge in part[:4])
    low = y0 >= line.foot - 0.02 * line.em and y1 - y0 <= 0.13 * line.em
    return low and 0.3 * line.em <= x1 - x0 <= 0.8 * line.em


def _is_faint_line(line: Setting, x0: float, x1: float) -> bool:
    """Whether a line too pale to be ink runs under the gap between two words, all along."""
    if not 0.3 * line.em < x1 - x0 < 0.9 * line.em:
        return False
    inset = max(1, round(0.2 * (x1 - x0)))
    rows = slice(round(line.foot), round(line.foot + 0.22 * line.em))
    band = line.grey[rows, round(x0) + inset : round(x1) - inset]
    if not band.size:
        return False
    dark = 255 - band.astype(np.float32)
    row = int(dark.mean(axis=1).argmax())
    return bool(dark[row].mean() > 30 and (dark[row] > 12).mean() > 0.8)


def _joined(tokens: list[Token], middle: float, em: float) -> list[Token]:
    """The tokens with the two at the ends of an underscore made one, if it was not read yet."""
    for place, (one, two) in enumerate(pairwise(tokens)):
        if not (one.x1 - 0.3 * em < middle < two.x0 + 0.3 * em):
            continue
        if "_" in (one.text[-1], two.text[0]) or two.x0 - one.x1 > 1.1 * em:
            return tokens
        text = f"{one.text}_{two.text}"
        joined = Token(text, one.x0, two.x1, min(one.confidence, two.confidence))
        return [*tokens[:place], joined, *tokens[place + 2 :]]
    return tokens
