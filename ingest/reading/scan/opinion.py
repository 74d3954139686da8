"""A second opinion: words that one engine doubts, or that must be right to the letter, read by another.

Addresses, numbers and dates have no neighbours that would show a wrong letter, so they are always
asked for. Where both engines see the same, the reading is as good as sure; where they don't, its
confidence says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate

import cv2
import numpy as np

from ingest.reading.scan.engine import Engine, Token
from ingest.reading.scan.lines import UNKNOWN
from ingest.reading.scan.raster import Grey
from ingest.reading.scan.repair import mended

_DOUBT = 0.93  # words below are asked for
_SURE = 0.985  # of a reading on which two engines agree
_BUT_FOR_FAULT = 0.96  # of one on which they agree but for a sign that the first can't read
_SPLIT = 0.5  # at most, of one on which they don't
_EXACT = re.compile(r"\d|[@©®€]|www|http|//|\w[.,_]\w\w|\.(?:com|org|net|edu|gob|gov)\b", re.I)
_LATIN = re.compile(r"[\u0020-\u024f\u2010-\u2044\u20ac\u2116\u2122\u2190-\u21ff\u2500-\u27bf]*")
_ODD = re.compile(r"[gG]ú[ei]|[^\w\s.,;:()¿?¡!«»\"'/-]|^[-«»\"'/]$")
_SIGNS = {"@": 3, **dict.fromkeys("&ºª°•·–—☒", 2), **dict.fromkeys("_üÜ", 1), "…": 3}
"""What the first engine hardly ever reads, and as how many characters it misreads it at most."""
_UPRIGHT = ("1", "l", "I", "|", "'")
_COVERED = 0.02  # of a word's picture covered by a drawn mark
_BLANK, _BLANK_BY_ONE = 0.2, 0.36  # ems of bare paper that part two words; a 1 has much of its own


def settled(line: Grey, tokens: list[Token], second: Engine, em: float) -> list[Token]:
    """The line's words, those in doubt settled between the two engines. `em` is the type's size in pixels."""
    result: list[Token] = []
    place = 0
    while place < len(tokens):
        end = place
        while end < len(tokens) and _asked(tokens, end):
            end += 1
        if end > place and result and _EXACT.search("".join(token.text for token in tokens[place:end])):
            result.pop()  # the sign of an address may be what seems a blank, or its neighbour's end
            place -= 1
        if end == place:
            result.append(tokens[place])
            place += 1
            continue
        before = tokens[place - 1].x1 if place else 0.0
        after = tokens[end].x0 if end < len(tokens) else float(line.shape[1])
        start = (before + tokens[place].x0) / 2 if place else 0.0
        stop = (tokens[end - 1].x1 + after) / 2 if end < len(tokens) else after
        result += _voted(line, tokens[place:end], second, (start, stop), em)
        place = end
    return mended(result)


def _asked(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.confidence < _DOUBT or _EXACT.search(token.text) or _ODD.search(token.text):
        return True
    # half of an address whose sign in the middle was taken for a blank
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return after is not None and bool(_EXACT.search(after.text)) and "@" not in after.text and "." in after.text


def _voted(line: Grey, first: list[Token], second: Engine, span: tuple[float, float], em: float) -> list[Token]:
    margin = 8
    start, stop = max(0, round(span[0])), min(line.shape[1], round(span[1]))
    if float((line[:, start:stop] == UNKNOWN).mean()) > _COVERED:
        # what is left of letters under a mark: only the engine that knows words has a chance
        return [token._replace(confidence=min(token.confidence, _SPLIT)) for token in first]
    part = cv2.copyMakeBorder(line[:, start:stop], 0, 0, margin, margin, cv2.BORDER_CONSTANT, value=255.0)
    shift = start - margin
    other = [
        token._replace(
            x0=token.x0 + shift, x1=token.x1 + shift, letters=tuple(letter + shift for letter in token.letters)
        )
        for token in second.read(np.ascontiguousarray(part))
    ]
    if not other or not all(_LATIN.fullmatch(token.text) for token in other):
        return [token._replace(confidence=min(token.confidence, 0.7)) for token in first]
    return compared(first, other, _bare_columns(line), em)


def _bare_columns(line: Grey) -> list[bool]:
    return [bool(darkest > 128) for darkest in line.min(axis=0)]


def compared(first: list[Token], other: list[Token], bare: Sequence[bool], em: float) -> list[Token]:
    """Two readings of the same ink made one. `bare` are the columns of the picture without ink.

    >>> one = [Token("anaO", 0, 40, 0.5), Token("example.org", 44, 150, 0.9)]
    >>> two = [Token("ana@example.org", 0, 150, 0.99, tuple(range(5, 150, 10)))]
    >>> compared(one, two, [False] * 150, 20.0)[0][::3]
    ('ana@example.org', 0.96)
    """
    left, right = "".join(token.text for token in first), "".join(token.text for token in other)
    exact = bool(_EXACT.search(left) or _EXACT.search(right))
    text, verdict = _reading(left, right)
    least = min(token.confidence for token in other)
    if verdict < _BUT_FOR_FAULT and not exact:
        sure = min(token.confidence for token in first)
        if sure > 0.9 and least < 0.9:
            return [token._replace(confidence=min(token.confidence, 0.85)) for token in first]
        verdict = max(verdict, 0.82 if least > 0.98 else min(least, 0.7))
    letters = [letter for token in other for letter in token.letters]
    if len(letters) != len(right):
        return [token._replace(confidence=min(token.confidence, verdict)) for token in other]
    cuts = _cuts(first, other, letters, bare, em)
    return _words(text, letters, cuts, first, other, verdict)


def _reading(left: str, right: str) -> tuple[str, float]:
    """The second reading, corrected by the first where that saw more, and how sure it is."""
    if left == right:
        return right, _SURE
    letters = list(right)
    verdict = _SURE
    for kind, i0, i1, j0, j1 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        ours, theirs = left[i0:i1], right[j0:j1]
        if _same_sign(ours, theirs):
            continue
        known = sum(_SIGNS.get(letter, 0) for letter in theirs)
        if theirs and all(letter in _SIGNS for letter in theirs) and len(ours) <= known:
            verdict = min(verdict, _BUT_FOR_FAULT)
        elif ours == "/" and theirs in _UPRIGHT:
            letters[j0:j1] = "/"  # the second engine takes a lone slash for an upright stroke
        else:
            verdict = min(verdict, _SPLIT)
    return "".join(letters), verdict


def _same_sign(ours: str, theirs: str) -> bool:
    """Whether two readings differ only in how a dash or a quotation mark is written."""
    dashes, quotes = "-–—―‐", "'’‘`´"
    return any(ours and theirs and set(ours + theirs) <= set(group) for group in (dashes, quotes, '"“”'))


def _cuts(
    first: list[Token], other: list[Token], letters: Sequence[float], bare: Sequence[bool], em: float
) -> list[bool]:
    """After which letters of the second reading a word ends: where both say so, or the paper does."""
    left, right = "".join(token.text for token in first), "".join(token.text for token in other)
    ours = {_mapped(left, right)[end] for end in _ends(first)}
    theirs = _ends(other)
    cuts: list[bool] = []
    for place in range(len(letters) - 1):
        cut = place in theirs
        if cut != (place in ours):
            wide = _BLANK_BY_ONE if "1" in (right[place], right[place + 1]) else _BLANK
            reach = 0.12 * em
            cut = _gap(bare, letters[place] - reach, letters[place + 1] + reach) >= wide * em
        cuts.append(cut)
    return [*cuts, True]


def _ends(tokens: list[Token]) -> set[int]:
    """Indices of the last letters of all words but the last, in the words' letters."""
    ends = accumulate(len(token.text) for token in tokens[:-1])
    return {end - 1 for end in ends}


def _mapped(left: str, right: str) -> list[int]:
    """For each letter of one reading, the index of the letter of the other that stands in its place."""
    places: list[int] = []
    for _, i0, i1, j0, j1 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        last = max(j0, j1) - 1
        places += [min(j0 + step, last) for step in range(i1 - i0 - 1)]
        places += [last] * min(1, i1 - i0)
    return places


def _gap(bare: Sequence[bool], x0: float, x1: float) -> int:
    """The widest run of bare columns between the middles of two letters."""
    widest = run = 0
    for column in range(max(0, int(x0)), min(len(bare), int(x1) + 1)):
        run = run + 1 if bare[column] else 0
        widest = max(widest, run)
    return widest


def _words(
    text: str, letters: Sequence[float], cuts: list[bool], first: list[Token], other: list[Token], verdict: float
) -> list[Token]:
    """The reading cut into words, each with its place."""
    x0s, x1s = [token.x0 for token in (*first, *other)], [token.x1 for token in (*first, *other)]
    low, high = min(x0s), max(x1s)
    words: list[Token] = []
    start = 0
    for place, cut in enumerate(cuts):
        if not cut:
            continue
        x0 = low if start == 0 else (letters[start - 1] + letters[start]) / 2
        x1 = high if place == len(cuts) - 1 else (letters[place] + letters[place + 1]) / 2
        words.append(Token(text[start : place + 1], x0, x1, verdict, tuple(letters[start : place + 1])))
        start = place + 1
    return words
