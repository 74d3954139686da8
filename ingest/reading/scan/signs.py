"""Small signs told by their shape: dashes, bullets, underscores. No OCR engine is sure of them."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from ingest.reading.scan.engine import Token
from ingest.reading.scan.lines import Parts
from ingest.reading.scan.raster import Grey

_SMALL = set("-–—―‐~=•·∙●*+«»‹›°.,'_|")
_ADDRESS = re.compile(r"@|//|www\.|\w\.\w", re.I)
_SHAPED = 0.97  # confidence of a sign that was told by its shape
_THIN = 0.16  # ems: the height of a dash
_HYPHEN, _EN_DASH = 0.42, 0.78  # ems: the greatest width of a hyphen, of an en dash


def with_signs(tokens: list[Token], grey: Grey, left: float, parts: Parts, foot: float, em: float) -> list[Token]:
    """The tokens of a line, lone small signs read by shape, words joined that an underscore joins.

    `left` is the page's column where the line's picture begins, `parts` the line's pieces of ink,
    `foot` its baseline and `em` its size in pixels. `grey` is the whole page.
    """
    shaped = [_shaped(token, left, parts, foot, em) if set(token.text) <= _SMALL else token for token in tokens]
    for part in parts:
        if _is_underscore(part, foot, em):
            shaped = _joined(shaped, (part[0] + part[2]) / 2 - left, em)
    for one, two in pairwise(shaped):
        if not _ADDRESS.search(one.text + two.text):
            continue
        x0, x1 = ink_extent(one, left, parts)[1], ink_extent(two, left, parts)[0]
        if 0.3 * em < x1 - x0 < 0.9 * em and _is_faint_line(grey, round(x0), round(x1), foot, em):
            shaped = _joined(shaped, (one.x1 + two.x0) / 2, em)
    return shaped


def ink_extent(token: Token, left: float, parts: Parts) -> tuple[float, float]:
    """Where a token's ink begins and ends, in columns of the page."""
    x0, x1 = left + token.x0, left + token.x1
    centres = (parts[:, 0] + parts[:, 2]) / 2
    own = parts[(centres >= x0) & (centres <= x1)]
    return (float(own[:, 0].min()), float(own[:, 2].max())) if len(own) else (x0, x1)


def _is_faint_line(grey: Grey, x0: int, x1: int, foot: float, em: float) -> bool:
    """Whether a line too pale to be ink runs under the gap between two words, all along."""
    inset = max(1, (x1 - x0) // 5)
    band = grey[round(foot) : round(foot + 0.22 * em), x0 + inset : x1 - inset]
    if not band.size:
        return False
    dark = 255 - band.astype(np.float32)
    row = int(dark.mean(axis=1).argmax())
    return bool(dark[row].mean() > 30 and (dark[row] > 12).mean() > 0.8)


def _shaped(token: Token, left: float, parts: Parts, foot: float, em: float) -> Token:
    centres = (parts[:, 0] + parts[:, 2]) / 2 - left
    own = parts[(centres >= token.x0 - 0.1 * em) & (centres <= token.x1 + 0.1 * em)]
    if len(own) != 1:
        return token
    sign = sign_of(own[0], foot, em)
    return token._replace(text=sign, confidence=_SHAPED) if sign else token


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


def _is_underscore(part: Parts, foot: float, em: float) -> bool:
    x0, y0, x1, y1 = (int(edge) for edge in part[:4])
    return y0 >= foot - 0.02 * em and y1 - y0 <= 0.13 * em and 0.3 * em <= x1 - x0 <= 0.8 * em


def _joined(tokens: list[Token], middle: float, em: float) -> list[Token]:
    """The tokens with the two at the ends of an underscore made one, if it was not read yet."""
    for place, (one, two) in enumerate(zip(tokens, tokens[1:], strict=False)):
        if not (one.x1 - 0.3 * em < middle < two.x0 + 0.3 * em):
            continue
        if "_" in (one.text[-1], two.text[0]) or two.x0 - one.x1 > 1.1 * em:
            return tokens
        text = f"{one.text}_{two.text}"
        joined = Token(text, one.x0, two.x1, min(one.confidence, two.confidence))
        return [*tokens[:place], joined, *tokens[place + 2 :]]
    return tokens
