"""Characters as they stand in PDFs, and what the eye makes of them."""

from __future__ import annotations

import re

from ingest.reading.symbols import to_unicode

HYPHENS = "\x02\ufffe"
"""What PDFium puts for a hyphen at a line's end, character by character and in text."""

_SPECIAL = re.compile(f"[{HYPHENS}\u00a0\u00ad\u200b-\u200d\u2060\ufeff\ufb00-\ufb06\ud800-\udfff\ue000-\uf8ff]")
_LIGATURES = {chr(0xFB00 + place): letters for place, letters in enumerate("ff fi fl ffi ffl st st".split())}
_CLEAN = str.maketrans({**dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff"), **dict.fromkeys(HYPHENS, "-"), **_LIGATURES})
_SOFT_INSIDE = re.compile("\u00ad(?=.)")


def is_special(text: str) -> bool:
    """Whether there is a character in the text that `clean` would change in a font that is no symbol font."""
    return _SPECIAL.search(text) is not None


def clean(word: str, symbol_font: str | None) -> str:
    r"""Ligatures taken apart, what has no width taken out, symbols read as what they show.

    PDFium counts a character beyond U+FFFF as two; here its halves come together.

    >>> clean("o\ufb01cina", None), clean("co\u00admuni\u00ad", None)
    ('oficina', 'comuni\xad')
    """
    word = word.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    word = to_unicode(symbol_font, word.translate(_CLEAN))
    return _SOFT_INSIDE.sub("", word).replace(" ", "")
