"""Whether a page's text layer is what stands on the page.

A text layer can be missing (a scan), in letters that mean nothing (a font without a map to Unicode),
or the product of somebody's poor OCR, drawn invisibly over the picture of the page.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

from rapidfuzz import fuzz, process

from ingest.reading.scan.scanned import ScannedPage

_FOLLOWERS = {
    "^": "abcdefghijklmnopqrstuvwyzñ",
    "a": "$abcdefghijlmnopqrstuvxyzñ",
    "b": "$aeijlorstuv",
    "c": "$acehiklnortu",
    "d": "$aeijmoruv",
    "e": "$abcdefghijlmnopqrstuvxyzñ",
    "f": "$aefilortu",
    "g": "$aegilmnoru",
    "h": "$aeinouru",
    "i": "$abcdefghijlmnopqrstuvxzñ",
    "j": "$aeiou",
    "k": "$aeiou",
    "l": "$abcdefgilmnopqstuvz",
    "m": "$abeimnopu",
    "n": "$acdefghijlmnoqrstuvyz",
    "o": "$abcdefghijlmnopqrstuvxyzñ",
    "p": "$aceilnoprstu",
    "q": "u",
    "r": "$abcdefgijlmnopqrstuvyzñ",
    "s": "$acdefghilmnopqstuvy",
    "t": "$aeilmnorstuz",
    "u": "$abcdefgijlmnopqrstvxyzñ",
    "v": "$aeior",
    "w": "$aeiow",
    "x": "$aceiopqtu",
    "y": "$aeou",
    "z": "$acegiou",
    "ñ": "aeiou",
}
"""Which letters follow which in Spanish words (^ is a word's beginning, $ its end), accents aside."""

_WORD = re.compile(r"[^\W\d_]+")
_NO_LETTER = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f]")
_ENOUGH = 40  # letters by which a text can be judged
_SHORT = 200  # characters that a sheet's page has at least
_GARBAGE, _SUSPECT = 0.85, 0.94  # plausibility of a text that is no language, that may be a poor reading
_PICTURE = 0.5  # part of the page from which a picture may be the page
_ALIKE = 88.0  # of 100: two readings of one word
_AGREE = 0.9  # of the words that OCR sees are in a text layer that belongs to the page


class Source(Enum):
    """Where a page's text should come from."""

    LAYER = "text layer"
    OCR = "ocr"
    EITHER = "either"  # read the page and ask `is_layer_of`


def source_of(visible: str, invisible: str, coverage: float) -> Source:
    """Where a page's text should come from.

    `visible` and `invisible` are the texts that the page draws so, `coverage` is the part of the page
    that its largest picture covers (0 to 1).

    >>> source_of("", "", 1.0), source_of("Localización: Goya, Corrientes", "", 0.1)
    (<Source.OCR: 'ocr'>, <Source.LAYER: 'text layer'>)
    """
    letters = sum(len(word) for word in _WORD.findall(visible))
    lost = len(_NO_LETTER.findall(visible))
    likely = plausibility(visible) if letters >= _ENOUGH else 1.0
    if letters == 0 or lost * 10 > letters or likely < _GARBAGE:
        return Source.OCR
    if coverage < _PICTURE:
        return Source.EITHER if likely < _SUSPECT else Source.LAYER
    if letters < _SHORT or len(invisible) > len(visible):
        return Source.OCR  # «Scanned with …», a stamp, or what was typed onto the picture of a form
    return Source.EITHER


def plausibility(text: str) -> float:
    """How much of a text could be Spanish, or a language like it: between 0 and 1.

    The share of pairs of letters that occur in Spanish words. Names and abbreviations cost little,
    letters shifted or drawn by lot nearly all.

    >>> plausibility("La iniciativa nació en el municipio"), plausibility("Xm qzqkqifqdx zvkqú hb") < 0.5
    (1.0, True)
    """
    pairs = good = 0
    for word in _WORD.findall(text):
        base = "".join(_base(letter) for letter in word.lower())
        framed = f"^{base}$"
        for one, two in zip(framed, framed[1:], strict=False):
            pairs += 1
            good += two in _FOLLOWERS.get(one, "")
        if any(low.islower() and high.isupper() for low, high in zip(word, word[1:], strict=False)):
            pairs += 2
    return good / pairs if pairs else 0.0


def _base(letter: str) -> str:
    return letter if letter == "ñ" else unicodedata.normalize("NFD", letter)[0]


def is_layer_of(visible: str, page: ScannedPage) -> bool:
    """Whether a visible text says what OCR sees on the page: then its letters are the surer ones."""
    layer = sorted({word.casefold() for word in _WORD.findall(visible) if len(word) > 3})
    seen = {
        part.casefold()
        for word in page.words
        if word.confidence > 0.9
        for part in _WORD.findall(word.text)
        if len(part) > 3
    }
    if len(seen) < 5 or not layer:
        return not seen
    found = sum(process.extractOne(word, layer, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None for word in seen)
    exact = len(seen.intersection(layer))
    return found >= _AGREE * len(seen) and exact >= 0.8 * len(seen)
