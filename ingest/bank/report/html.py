"""HTML written so that no text of a sheet can become markup: every text goes through `text` or `tag`."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NewType

Html = NewType("Html", str)
"""Markup, safe to put into a page."""

EMPTY = Html("")


def text(value: object) -> Html:
    """A text as markup.

    >>> text("<b> & co")
    '&lt;b&gt; &amp; co'
    """
    return Html(escape(str(value)))


def join(parts: Iterable[Html], between: str = "") -> Html:
    """Markup one after the other; `between` is markup, too."""
    return Html(between.join(parts))


def opening(name: str, **attributes: object) -> Html:
    """An element's start, its attributes escaped. A last ``_`` of an attribute's name is dropped.

    >>> opening("a", href="https://example.org/?a&b", class_="far")
    '<a href="https://example.org/?a&amp;b" class="far">'
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Html(f"<{name}{written}>")


def closing(*names: str) -> Html:
    """The ends of elements.

    >>> closing("tr", "table")
    '</tr></table>'
    """
    return Html("".join(f"</{name}>" for name in names))


def tag(name: str, *children: Html, **attributes: object) -> Html:
    """An element of markup.

    >>> tag("p", Html("<i>x</i>"), id="here")
    '<p id="here"><i>x</i></p>'
    """
    return Html(f"{opening(name, **attributes)}{''.join(children)}{closing(name)}")


def say(name: str, said: object, **attributes: object) -> Html:
    """An element that holds one text.

    >>> say("td", "1 < 2")
    '<td>1 &lt; 2</td>'
    """
    return tag(name, text(said), **attributes)


def lines(said: str) -> Html:
    """A text of several lines, one paragraph each."""
    return join(say("p", line) for line in said.split("\n") if line.strip())
