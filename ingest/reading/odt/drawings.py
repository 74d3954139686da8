"""Frames and shapes (OpenDocument 1.3, part 3, 10): text boxes are read where they are anchored.

    <draw:frame text:anchor-type="char"><draw:text-box><text:p>…</text:p></draw:text-box></draw:frame>
    <draw:custom-shape text:anchor-type="char"><text:p>…</text:p><draw:enhanced-geometry/></draw:custom-shape>

Pictures show no text; their titles and descriptions are not shown either.
"""

from __future__ import annotations

from lxml import etree

from ingest.document import Layer
from ingest.reading.odt.names import DRAW, OFFICE, PARAGRAPHS, SVG, TABLE, TEXT, XLINK, text_of
from ingest.reading.odt.styles import PLAIN, Look
from ingest.reading.odt.walk import BLOCK, INLINE, Walker

_SHAPES = (
    "custom-shape", "rect", "ellipse", "circle", "line", "polyline", "polygon", "regular-polygon", "path",
    "connector", "caption", "measure",
)  # fmt: skip
_WRITTEN = (*PARAGRAPHS, TABLE + "table", TEXT + "list", DRAW + "control")


def _frame(walker: Walker, element: etree._Element, look: Look) -> None:
    """A frame: the first of its contents that can be read, the others are stand-ins for it."""
    for box in element.iterchildren(DRAW + "text-box"):
        _box(walker, box, look)
        return


def _box(walker: Walker, element: etree._Element, look: Look) -> None:
    """The paragraphs of a text box or shape, where it has any that are not empty."""
    if look.hidden or walker.muted:
        return
    written = any(text_of(found).strip() or found.tag == DRAW + "control" for found in _contents(element))
    if written:
        with walker.story(Layer.TEXTBOX):
            walker.blocks(element.iterchildren(*_BLOCKS))


def _contents(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if child.tag in _WRITTEN or child.tag in _BLOCKS]


def _group(walker: Walker, element: etree._Element, look: Look) -> None:
    """``draw:g``: the shapes that it holds."""
    for child in element:
        handler = INLINE.get(child.tag)
        if handler is not None:
            handler(walker, child, look)


def _linked(walker: Walker, element: etree._Element, look: Look) -> None:
    """``draw:a``: a drawing that is a link."""
    outer = walker.link
    walker.link = element.get(XLINK + "href") or outer
    _group(walker, element, look)
    walker.link = outer


def _block(walker: Walker, element: etree._Element) -> None:
    """A drawing that is anchored at a page or between paragraphs."""
    handler = INLINE[element.tag]
    if handler is not None:
        handler(walker, element, PLAIN)


for _name in _SHAPES:
    INLINE[DRAW + _name] = _box
INLINE[DRAW + "frame"] = _frame
INLINE[DRAW + "text-box"] = _box
INLINE[DRAW + "g"] = _group
INLINE[DRAW + "a"] = _linked
for _name in (*_SHAPES, "frame", "text-box", "g", "a"):
    BLOCK[DRAW + _name] = _block
for _name in ("title", "desc"):
    INLINE[SVG + _name] = BLOCK[SVG + _name] = None
INLINE[OFFICE + "forms"] = None
_BLOCKS = (*PARAGRAPHS, *(tag for tag in BLOCK if tag.startswith((TEXT, TABLE, DRAW))))
