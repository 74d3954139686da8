"""Elements of running text: line breaks, links, lists, preformatted text."""

from __future__ import annotations

from collections.abc import Callable

from ingest.reading.html.css import Declarations
from ingest.reading.html.walk import STARTS, Attributes, ListState, Walker
from ingest.reading.text import write_text

End = Callable[[], None] | None


def _break(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    walker.line_break()
    return None


def _rule(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    return None


def _link(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    """``<a href="https://example.org/">``; a place on the same page is no link."""
    target = attributes.get("href", "").strip()
    outer = walker.link
    if target and not target.startswith("#") and not target.lower().startswith("javascript:"):
        walker.link = target

    def end() -> None:
        walker.link = outer

    return end


def _quotation(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    """``<q>``: the browser puts the quotation marks."""
    walker.data("“")
    return lambda: walker.data("”")


STARTS["br"] = _break
STARTS["hr"] = _rule
STARTS["a"] = _link
STARTS["q"] = _quotation


# -- preformatted text ---------------------------------------------------------------------------------


def _preformatted(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    """``<pre>``: plain text in a page, as mail programs show it; read as plain text is."""
    if walker.raw is not None or walker.sink is not None or walker.look.hidden:
        return None
    raw: list[str] = []
    walker.raw = raw

    def end() -> None:
        walker.raw = None
        walker.end_block()
        write_text("".join(raw).removeprefix("\n"), walker.builder)

    return end


STARTS["pre"] = STARTS["xmp"] = STARTS["listing"] = STARTS["plaintext"] = _preformatted


# -- lists ---------------------------------------------------------------------------------------------


def _unordered(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    label = walker.sheet.list_label(attributes.get("class", ""))
    bare = "none" in (declarations.get("list-style", "") + declarations.get("list-style-type", "")).lower()
    return _begin_list(walker, lambda number: label.strip() if label else None if bare else "•")


def _ordered(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    start = attributes.get("start", "1")
    first = int(start) if start.isdigit() and len(start) < 7 else 1
    kind = attributes.get("type", "1")
    return _begin_list(walker, lambda number: _number(first + number - 1, kind))


def _begin_list(walker: Walker, label: Callable[[int], str | None]) -> End:
    outer = walker.list
    walker.list = ListState(label)

    def end() -> None:
        walker.list = outer

    return end


def _item(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    if walker.list is None:
        return None
    value = attributes.get("value", "")
    walker.list.number = int(value) if value.isdigit() and len(value) < 7 else walker.list.number + 1
    walker.bullet = walker.list.label(walker.list.number)

    def end() -> None:
        walker.bullet = None

    return end


def _number(number: int, kind: str) -> str:
    if kind in ("a", "A") and 0 < number <= 26:
        return chr(ord(kind) + number - 1) + "."
    return f"{number}."


STARTS["ul"] = STARTS["menu"] = STARTS["dir"] = _unordered
STARTS["ol"] = _ordered
STARTS["li"] = _item
