"""Where the drawn shapes of an OpenDocument text are, and what kind of mark each is (part 3, 10.3 and 19).

<draw:ellipse text:anchor-type="char" draw:style-name="gr1" svg:x="0in" svg:y="-0.05in"
svg:width="0.8in" svg:height="0.22in"/>
<draw:line svg:x1="0in" svg:y1="0.08in" svg:x2="0.8in" svg:y2="0.08in"/>
<draw:custom-shape …><draw:enhanced-geometry draw:type="round-rectangle"/></draw:custom-shape>

<style:style style:name="gr1" style:family="graphic"><style:graphic-properties
style:vertical-rel="paragraph" style:vertical-pos="from-top" style:horizontal-rel="char"/></style:style>
"""

from __future__ import annotations

import re

from lxml import etree

from ingest.reading.drawn import SHAPE_TYPES, Kind, Shape, kind_of
from ingest.reading.odt.names import DRAW, STYLE, SVG, TEXT, points
from ingest.reading.odt.styles import Styles

_BY_TAG = {
    DRAW + "ellipse": "ellipse",
    DRAW + "circle": "ellipse",
    DRAW + "rect": "rect",
    DRAW + "polygon": "rect",
    DRAW + "regular-polygon": "rect",
    DRAW + "line": "line",
    DRAW + "connector": "line",
    DRAW + "polyline": "",
    DRAW + "path": "",
}
_NATIVE = {
    "rectangle": "rect", "round-rectangle": "roundRect", "ring": "donut", "quad-bevel": "bevel",
    "bracket-pair": "bracketPair", "brace-pair": "bracePair", "non-primitive": "", "circle": "ellipse",
    "flowchart-connector": "flowChartConnector", "flowchart-process": "flowChartProcess",
    "flowchart-terminator": "flowChartTerminator", "flowchart-alternate-process": "flowChartAlternateProcess",
    "flowchart-summing-junction": "flowChartSummingJunction",
}  # fmt: skip
_MOVED = re.compile(r"translate\s*\(\s*([-\d.]+\w*)[\s,]+([-\d.]+\w*)\s*\)")
_COLUMN = frozenset(
    ("paragraph", "paragraph-content", "paragraph-start-margin", "char", "page-content", "page-start-margin")
)
_LINE = frozenset(("paragraph", "paragraph-content", "char", "line", "baseline"))


def shape_of(element: etree._Element, anchored: etree._Element, styles: Styles) -> Shape | None:
    """A drawn shape; None for arrows, pictures and what is not seen.

    `anchored` is the element that says where the drawing is anchored: the shape, or the group it is in.
    """
    left, top, width, height = _frame(element)
    geometry = _geometry(element)
    if geometry is None or _is_invisible(element, styles):
        return None
    kind = kind_of(geometry, width, height)
    if geometry == "" and _is_closed(element) and height > 2 * 3.0:
        kind = Kind.ROUND
    return None if kind is None else placed(kind, (left, top, width, height), anchored, styles)


def box_of(element: etree._Element, anchored: etree._Element, styles: Styles) -> Shape:
    """A text box's frame."""
    return placed(Kind.BOX, _frame(element), anchored, styles)


def placed(kind: Kind, frame: tuple[float, float, float, float], anchored: etree._Element, styles: Styles) -> Shape:
    """A shape of that frame, where its anchor puts it."""
    left, top, width, height = frame
    inline = anchored.get(TEXT + "anchor-type") == "as-char"
    name = anchored.get(DRAW + "style-name")

    def says(attribute: str, default: str) -> str:
        return styles.graphic(name, STYLE + attribute) or default

    across, down = says("horizontal-rel", "paragraph"), says("vertical-rel", "paragraph")
    free_x = says("horizontal-pos", "from-left") in ("from-left", "from-inside")
    free_y = says("vertical-pos", "from-top") == "from-top"
    x = left if free_x and across in _COLUMN else None
    y = top if free_y and down in _LINE else None
    if inline:
        return Shape(kind, 0.0, 0.0, width, height, from_character=True, inline=True)
    return Shape(kind, x, y, width, height, from_character=across == "char")


def _frame(element: etree._Element) -> tuple[float, float, float, float]:
    """Left, top, width and height in points."""
    get = element.get
    ends = [get(SVG + name) for name in ("x1", "y1", "x2", "y2")]
    if None not in ends:
        x1, y1, x2, y2 = (points(end) for end in ends)
        return min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)
    left, top = points(get(SVG + "x")), points(get(SVG + "y"))
    moved = _MOVED.search(get(DRAW + "transform", ""))
    if moved:
        left, top = points(moved[1]), points(moved[2])
    return left, top, points(get(SVG + "width")), points(get(SVG + "height"))


def _geometry(element: etree._Element) -> str | None:
    """The name of a shape's form, as DrawingML has it; "" for a freehand one."""
    if element.tag != DRAW + "custom-shape":
        return _BY_TAG.get(element.tag)
    geometry = element.find(DRAW + "enhanced-geometry")
    kind = geometry.get(DRAW + "type", "") if geometry is not None else ""
    kind = kind.removeprefix("ooxml-")
    if kind.startswith("mso-spt"):
        number = kind.removeprefix("mso-spt")
        return SHAPE_TYPES.get(int(number), "other") if number.isdigit() and len(number) < 6 else "other"
    return _NATIVE.get(kind, kind)


def _is_closed(element: etree._Element) -> bool:
    path = element.get(SVG + "d", "")
    if not path:
        geometry = element.find(DRAW + "enhanced-geometry")
        path = geometry.get(DRAW + "enhanced-path", "") if geometry is not None else ""
    return "z" in path.lower()


def _is_invisible(element: etree._Element, styles: Styles) -> bool:
    name = element.get(DRAW + "style-name")
    return styles.graphic(name, DRAW + "stroke") == "none" and styles.graphic(name, DRAW + "fill") == "none"
