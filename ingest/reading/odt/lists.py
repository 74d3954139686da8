"""Lists (OpenDocument 1.3, part 3, 5.3 and 16.30): the label that a list gives to a paragraph.

<text:list text:style-name="L1"><text:list-item><text:p>uno</text:p></text:list-item></text:list>

<text:list-style style:name="L1">
  <text:list-level-style-bullet text:level="1" text:bullet-char="•"/>
  <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>
</text:list-style>
"""

from __future__ import annotations

from lxml import etree

from ingest.reading.odt.names import FO, STYLE, TEXT, XML
from ingest.reading.odt.walk import BLOCK, Walker
from ingest.reading.symbols import to_unicode

_ITEM, _HEADER = TEXT + "list-item", TEXT + "list-header"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _list(walker: Walker, element: etree._Element) -> None:
    outer = walker.lists[-1] if walker.lists else None
    style = element.get(TEXT + "style-name") or outer or _style_of_first(walker, element)
    walker.lists.append(style)
    level = len(walker.lists)
    counters = _counters(walker, element, style, level)
    for item in element:
        if item.tag == _ITEM:
            start = item.get(TEXT + "start-value", "")
            counters[level - 1] = int(start) if start.isdigit() and len(start) < 9 else counters[level - 1] + 1
            del counters[level:]
            walker.bullet = label(walker, style, counters)
            walker.blocks(item)
            walker.bullet = None
        elif item.tag == _HEADER:
            walker.blocks(item)
        elif item.tag in BLOCK and (handler := BLOCK[item.tag]) is not None:
            handler(walker, item)
    walker.lists.pop()


def _style_of_first(walker: Walker, element: etree._Element) -> str | None:
    first = next(element.iter(TEXT + "p", TEXT + "h"), None)
    return walker.styles.list_of(first.get(TEXT + "style-name")) if first is not None else None


def _counters(walker: Walker, element: etree._Element, style: str | None, level: int) -> list[int]:
    """The numbers so far of a list, one a level; a list starts anew unless it continues another."""
    goes_on = element.get(TEXT + "continue-numbering") == "true" or element.get(TEXT + "continue-list")
    counters = walker.counters.setdefault(style, [])
    if level == 1 and not goes_on:
        counters.clear()
    while len(counters) < level:
        counters.append(_start(walker, style, len(counters) + 1) - 1)
    return counters


def _start(walker: Walker, style: str | None, level: int) -> int:
    found = _level(walker, style, level)
    start = found.get(TEXT + "start-value", "1") if found is not None else "1"
    return int(start) if start.isdigit() and len(start) < 9 else 1


def _level(walker: Walker, style: str | None, level: int) -> etree._Element | None:
    element = walker.styles.list_style(style)
    if element is None:
        return None
    return next((child for child in element if child.get(TEXT + "level") == str(level)), None)


def label(walker: Walker, style: str | None, counters: list[int]) -> str | None:
    """The label of an item: ``•``, ``2.``, ``1.1)``; None where its level has none."""
    level = len(counters)
    found = _level(walker, style, level)
    if found is None:
        return None
    if found.tag == TEXT + "list-level-style-bullet":
        character = found.get(TEXT + "bullet-char", "")
        properties = found.find(STYLE + "text-properties")
        return to_unicode(_font(walker, properties), character) or None
    if found.tag != TEXT + "list-level-style-number":
        return None
    number_format = found.get(STYLE + "num-format", "")
    if not number_format:
        return None
    levels = found.get(TEXT + "display-levels", "1")
    shown = min(int(levels) if levels.isdigit() and len(levels) < 3 else 1, level)
    numbers = ".".join(_number(number, number_format) for number in counters[level - shown :])
    return found.get(STYLE + "num-prefix", "") + numbers + found.get(STYLE + "num-suffix", "")


def _font(walker: Walker, properties: etree._Element | None) -> str | None:
    if properties is None:
        return None
    return properties.get(FO + "font-family") or walker.styles.font(properties.get(STYLE + "font-name"))


def _number(number: int, number_format: str) -> str:
    """A number as ``1``, ``a`` (``aa`` after ``z``) or ``i``."""
    lower = number_format.lower()
    if lower == "a" and 0 < number < 1000:
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif lower == "i" and 0 < number < 4000:
        text = ""
        for value, letters in _ROMAN:
            count, number = divmod(number, value)
            text += letters * count
    else:
        return str(number)
    return text.upper() if number_format.isupper() else text


def _numbered_paragraph(walker: Walker, element: etree._Element) -> None:
    """``text:numbered-paragraph`` (5.3.6): one item without a list round it."""
    level = element.get(TEXT + "level", "1")
    style = element.get(TEXT + "style-name")
    counters = walker.counters.setdefault(element.get(TEXT + "list-id") or element.get(XML + "id"), [])
    depth = min(int(level), 10) if level.isdigit() and int(level) else 1
    del counters[depth:]
    counters.extend([0] * (depth - len(counters)))
    counters[-1] += 1
    walker.bullet = label(walker, style, counters)
    walker.blocks(element)
    walker.bullet = None


BLOCK[TEXT + "list"] = _list
BLOCK[TEXT + "numbered-paragraph"] = _numbered_paragraph
