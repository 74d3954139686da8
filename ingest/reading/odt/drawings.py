"""Frames and shapes (OpenDocument 1.3, part 3, 10): text boxes are read where they are anchored.

    <draw:frame text:anchor-type="char"><draw:text-box><text:p>…</text:p></draw:text-box></draw:frame>
    <draw:custom-shape text:anchor-type="char"><text:p>…</text:p><draw:enhanced-geometry/></draw:custom-shape>

A shape without text may be a mark: drawn round an option, or over it. Pictures show no text; their
titles and descriptions are not shown either.
"""

from __future__ import annotations

from lxml import etree

from ingest.document import Layer
from ingest.reading.drawn import Kind, Shape
from ingest.reading.odt.names import DRAW, OFFICE, PARAGRAPHS, SVG, TABLE, TEXT, XLINK, text_of
from ingest.reading.odt.shapes import box_of, shape_of
from ingest.reading.odt.styles import PLAIN, Look
from ingest.reading.odt.walk import BLOCK, DELETED, INLINE, Walker

_SHAPES = (
    "custom-shape", "rect", "ellipse", "circle", "line", "polyline", "polygon", "regular-polygon", "path",
    "connector", "caption", "measure",
)  # fmt: skip
_SHAPE_TAGS = frozenset(DRAW + name for name in _SHAPES)


def _frame(walker: Walker, element: etree._Element, look: Look) -> None:
    """A frame: the first of its contents that can be read, the others are stand-ins for it."""
    box = element.find(DRAW + "text-box")
    if box is not None:
        _draw(walker, element, box, element, look)


def _shape(walker: Walker, element: etree._Element, look: Look) -> None:
    _draw(walker, element, element, element, look)


def _draw(
    walker: Walker, element: etree._Element, content: etree._Element, anchored: etree._Element, look: Look
) -> None:
    """Read what is written in a shape; one without text may be a mark on the text that it lies on."""
    if look.hidden or walker.muted:
        return
    if any(text_of(found).strip() or found.tag == DRAW + "control" for found in content.iterchildren(*_BLOCKS)):
        with walker.story(Layer.TEXTBOX) as told:
            walker.blocks(content.iterchildren(*_BLOCKS))
        shape: Shape | None = box_of(element, anchored, walker.styles)
        if shape is not None:
            shape.texts = list(told)
    else:
        shape = shape_of(element, anchored, walker.styles)
    if shape is None or not walker.anchored or walker.scope & DELETED:
        return
    if shape.inline and shape.kind is Kind.CROSS:
        walker.tell("✗", look)  # it stands in the line like any character
        return
    shape.offset = walker.builder.position
    walker.drawn.append(shape)


def _group(walker: Walker, element: etree._Element, look: Look) -> None:
    """``draw:g``: the shapes that it holds, which float as the group does."""
    _members(walker, element, element, look)


def _members(walker: Walker, group: etree._Element, anchored: etree._Element, look: Look) -> None:
    for child in group:
        if child.tag == DRAW + "g":
            _members(walker, child, anchored, look)
        elif child.tag == DRAW + "frame":
            box = child.find(DRAW + "text-box")
            if box is not None:
                _draw(walker, child, box, anchored, look)
        elif child.tag in _SHAPE_TAGS:
            _draw(walker, child, child, anchored, look)


def _linked(walker: Walker, element: etree._Element, look: Look) -> None:
    """``draw:a``: a drawing that is a link."""
    outer = walker.link
    walker.link = element.get(XLINK + "href") or outer
    for child in element:
        handler = INLINE.get(child.tag)
        if handler is not None:
            handler(walker, child, look)
    walker.link = outer


def _block(walker: Walker, element: etree._Element) -> None:
    """A drawing that is anchored at a page or between paragraphs."""
    handler = INLINE[element.tag]
    if handler is not None:
        handler(walker, element, PLAIN)


for _name in _SHAPES:
    INLINE[DRAW + _name] = _shape
INLINE[DRAW + "frame"] = _frame
INLINE[DRAW + "text-box"] = _shape
INLINE[DRAW + "g"] = _group
INLINE[DRAW + "a"] = _linked
for _name in (*_SHAPES, "frame", "text-box", "g", "a"):
    BLOCK[DRAW + _name] = _block
for _name in ("title", "desc"):
    INLINE[SVG + _name] = BLOCK[SVG + _name] = None
INLINE[OFFICE + "forms"] = None
_BLOCKS = (*PARAGRAPHS, *(tag for tag in BLOCK if tag.startswith((TEXT, TABLE, DRAW))))
