"""Emphasis that people and chat programs type: ``*so*``, ``**so**``, ``_so_``, ``~so~``, ``# so``.

The signs are taken off only where they stand round whole words; an asterisk that is a bullet, a
product (``2*3``) or part of a name (``nombre_de_archivo``) is text, and so is ``_X_``, a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Style

_EMPHASIS = re.compile(
    r"""(?<![\w*~\\]) (?P<sign>\*{1,3}(?!\*)|~{1,2}(?!~)|_{1,2}(?!_)) (?!\s)
        (?P<inner>.{1,2000}?) (?<=[^\s(\[{¿¡«]) (?P=sign) (?![\w*~])""",
    re.VERBOSE,
)
_STYLES = {
    "*": Style.BOLD,
    "**": Style.BOLD,
    "***": Style.BOLD | Style.ITALIC,
    "_": Style.ITALIC,
    "__": Style.BOLD,
    "~": Style.STRIKE,
    "~~": Style.STRIKE,
}
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)(.*?)(?:[ \t]+#+)?[ \t]*$")
_MOST_SIGNS = 500  # on a line; more are a pattern, not emphasis
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>@'\"$^])")


def is_markdown(texts: Sequence[str]) -> bool:
    """Whether a text is written in Markdown, as far as its headings and strong words tell."""
    headings = sum(1 for text in texts if _HEADING.match(text))
    strong = sum(1 for text in texts if text.count("**") >= 2)
    return headings >= 2 or strong >= 2


def spans(text: str, markdown: bool = False) -> Iterator[tuple[str, Style]]:
    """The pieces of a line, each with its style; `markdown` lets headings and escapes count too.

    >>> list(spans("*Localización:* Goya")) == [("Localización:", Style.BOLD), (" Goya", Style.NONE)]
    True
    """
    base = Style.NONE
    if markdown and (heading := _HEADING.match(text)):
        text, base = heading[2], Style.BOLD
    signs = sum(text.count(sign) for sign in "*_~\\")
    if not 0 < signs <= _MOST_SIGNS:
        yield text, base
        return
    yield from _pieces(text, base, markdown, depth=0)


def _pieces(text: str, style: Style, markdown: bool, depth: int) -> Iterator[tuple[str, Style]]:
    """The pieces of an emphasised stretch, whose own emphasis adds to `style`."""
    done = 0
    for found in _EMPHASIS.finditer(text):
        inner, sign = found["inner"], found["sign"]
        if not _words(inner, sign):
            continue
        yield from _plain(text[done : found.start()], style, markdown)
        own = style | _STYLES[sign]
        if depth < 3:
            yield from _pieces(inner, own, markdown, depth + 1)
        else:
            yield inner, own
        done = found.end()
    yield from _plain(text[done:], style, markdown)


def _words(inner: str, sign: str) -> bool:
    """Whether what the signs enclose is words, and not a mark or a line to write on."""
    letters = sum(character.isalnum() for character in inner)
    return letters > 1 or (sign[0] == "*" and not set(inner) <= set("*_~.- "))


def _plain(text: str, style: Style, markdown: bool) -> Iterator[tuple[str, Style]]:
    if text:
        yield (_ESCAPE.sub(r"\1", text) if markdown else text), style
