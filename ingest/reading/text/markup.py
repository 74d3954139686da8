"""Emphasis that people and chat programs type: ``*so*``, ``**so**``, ``_so_``, ``~so~``, ``# so``.

The signs are taken off only where they stand round whole words; an asterisk that is a bullet, a
product (``2*3``) or part of a name (``nombre_de_archivo``) is text, and so is ``_X_``, a mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ingest.document import Style

_OPENING = re.compile(r"(?<![\w*~\\])(?:\*{1,3}(?!\*)|~{1,2}(?!~)|_{1,2}(?!_))(?!\s)")
_LONGEST = 2000  # characters that one pair of signs encloses
_STYLES = {
    "*": Style.BOLD,
    "**": Style.BOLD,
    "***": Style.BOLD | Style.ITALIC,
    "_": Style.ITALIC,
    "__": Style.BOLD,
    "~": Style.STRIKE,
    "~~": Style.STRIKE,
}
_CLOSINGS = {sign: re.compile(rf"(?<=[^\s(\[{{¿¡«]){re.escape(sign)}(?![\w*~])") for sign in _STYLES}
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?=\S)")
_MOST_SIGNS = 500  # on a line; more are a pattern, not emphasis
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>@'\"$^])")


def is_markdown(texts: Sequence[str]) -> bool:
    """Whether a text is written in Markdown, as far as its headings and strong words tell."""
    headings = sum(1 for text in texts if "#" in text and _heading(text) is not None)
    strong = sum(1 for text in texts if "**" in text and text.count("**") >= 2)
    return headings >= 2 or strong >= 2


def _heading(text: str) -> str | None:
    """A heading's words: ``## so``, ``# so #``; None where a line is none."""
    found = _HEADING.match(text)
    if found is None:
        return None
    words = text[found.end() :].removesuffix("\n")
    if "\n" in words:
        return None
    words = words.rstrip(" \t")
    bare = words.rstrip("#")
    return bare.rstrip(" \t") if bare[-1:] in (" ", "\t") else words


def spans(text: str, markdown: bool = False) -> list[tuple[str, Style]]:
    """The pieces of a line, each with its style; `markdown` lets headings and escapes count too.

    >>> spans("*Localización:* Goya") == [("Localización:", Style.BOLD), (" Goya", Style.NONE)]
    True
    """
    base = Style.NONE
    if markdown and (heading := _heading(text)) is not None:
        text, base = heading, Style.BOLD
    signs = text.count("*") + text.count("_") + text.count("~") + text.count("\\")
    if not 0 < signs <= _MOST_SIGNS:
        return [(text, base)]
    return list(_pieces(text, base, markdown, depth=0))


def _pieces(text: str, style: Style, markdown: bool, depth: int) -> Iterator[tuple[str, Style]]:
    """The pieces of an emphasised stretch, whose own emphasis adds to `style`."""
    done = 0
    for start, end, sign in _emphasised(text):
        inner = text[start:end]
        if not _words(inner, sign):
            continue
        yield from _plain(text[done : start - len(sign)], style, markdown)
        own = style | _STYLES[sign]
        if depth < 3:
            yield from _pieces(inner, own, markdown, depth + 1)
        else:
            yield inner, own
        done = end + len(sign)
    yield from _plain(text[done:], style, markdown)


def _emphasised(text: str) -> Iterator[tuple[int, int, str]]:
    """Where signs enclose something: from each opening sign to the next of its kind that can close it."""
    closings: dict[str, list[int]] = {}
    at = 0
    while (found := _OPENING.search(text, at)) is not None:
        sign, start = found[0], found.end()
        if sign not in closings:
            closings[sign] = [closing.start() for closing in _CLOSINGS[sign].finditer(text)]
        ends = closings[sign]
        place = bisect_right(ends, start)
        end = ends[place] if place < len(ends) else -1
        if start < end <= start + _LONGEST and text.find("\n", start, end) < 0:
            yield start, end, sign
            at = end + len(sign)
        else:
            at = start


def _words(inner: str, sign: str) -> bool:
    """Whether what the signs enclose is words, and not a mark or a line to write on."""
    letters = sum(character.isalnum() for character in inner)
    return letters > 1 or (sign[0] == "*" and not set(inner) <= set("*_~.- "))


def _plain(text: str, style: Style, markdown: bool) -> Iterator[tuple[str, Style]]:
    if text:
        yield (_ESCAPE.sub(r"\1", text) if markdown else text), style
