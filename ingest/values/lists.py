"""Lists of words: split at the separators people type, bullets and numbers before an item gone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.values.text import clean, one_line

_OPENING = "([{"
_CLOSING = ")]}"
_BULLETS = "•·●▪■◦○‣⁃∙◆◇➢►▶→✓✔\uf0b7\uf0a7\uf0d8\uf076"
# Dashes and slashes separate between blanks or at a line's edge, so that «socio-productivo» and
# «agua/saneamiento» stay whole; the others separate anywhere.
_SEPARATOR = re.compile(rf"[,;|\n\r\v\f\u2028\u2029{_BULLETS}]|(?:(?<=\s)|^)(?:[-–—―−]+|/)(?=\s|$)")
_NUMBER = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-hA-H]|[ivx]{1,4})\)|\d{1,2}\s?(?:\.-|\.|-(?=\s)|[º°]\s?[.)-]))\s*(?=\D)")
_LINE_NUMBER = re.compile(r"^[ \t]*\d{1,2}\s?[-–]\s+(?=\D)", re.MULTILINE)  # «2 - salud»: its dash separates nothing
_LEAD = re.compile(r"^\s*(?:[-–—―−*+>]+\s*|o\s+(?=o\s))")
_BRACKET = re.compile(r"[()\[\]{}]")


def read_list(paragraphs: Iterable[str]) -> list[str]:
    """The items of a list, in order, as typed; a repeat (whatever its case) counts once.

    >>> read_list(["pymes - agua/saneamiento; redes (nodos, mesas), Pymes."])
    ['pymes', 'agua/saneamiento', 'redes (nodos, mesas)']
    >>> read_list(["1. huerta", "2. semillas"])
    ['huerta', 'semillas']
    """
    found: dict[str, str] = {}
    for paragraph in paragraphs:
        for piece in _split(_LINE_NUMBER.sub("", clean(paragraph))):
            item = _item(piece)
            if item:
                found.setdefault(item.casefold(), item)
    return list(found.values())


def _split(text: str) -> list[str]:
    """The pieces of a paragraph between separators that stand in no brackets."""
    closed = _brackets(text)
    pieces, start = [], 0
    for separator in _SEPARATOR.finditer(text):
        if any(opening < separator.start() < closing for opening, closing in closed):
            continue
        pieces.append(text[start : separator.start()])
        start = separator.end()
    pieces.append(text[start:])
    return pieces


def _brackets(text: str) -> list[tuple[int, int]]:
    """Where brackets open and close; one without its partner is no bracket."""
    if not _BRACKET.search(text):
        return []
    pairs, open_at = [], []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] in _OPENING:
            open_at.append(bracket.start())
        elif open_at and _OPENING.index(text[open_at[-1]]) == _CLOSING.index(bracket[0]):
            pairs.append((open_at.pop(), bracket.start()))
    return pairs


def _item(piece: str) -> str:
    """A piece without the bullet or number before it and the stop after it, '' where nothing is left."""
    piece = _NUMBER.sub("", _LEAD.sub("", piece))
    item = one_line(piece).rstrip(".").rstrip()
    return item if any(letter.isalnum() for letter in item) or _is_symbol(item) else ""


def _is_symbol(item: str) -> bool:
    """Whether something is left that was meant: an emoji, not a stray dash."""
    return any(ord(letter) > 0x2BFF for letter in item)
