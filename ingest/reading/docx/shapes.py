"""Shapes that people draw on a sheet: what kind of mark each is, its size and where it floats.

DrawingML (ISO/IEC 29500-1, 20.4) measures in EMU, 12,700 to the point; VML (29500-4, 19) in CSS units:

    <wp:anchor><wp:positionH relativeFrom="column"><wp:posOffset>-63500</wp:posOffset></wp:positionH>
      <wp:positionV relativeFrom="paragraph">…</wp:positionV><wp:extent cx="571500" cy="228600"/>…
      <a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="ellipse"/>…

    <v:oval style="position:absolute;margin-left:-5pt;margin-top:0;width:45pt;height:18pt" filled="f"/>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ingest.reading.docx.names import MC, WP, WPS, A, O, V, local_name
from ingest.reading.docx.walk import alternative
from ingest.reading.drawn.shapes import LEVEL, SHAPE_TYPES, Kind, Shape, kind_of

EMU = 12_700.0


_VML_NAMES = {
    V + "oval": "ellipse", V + "rect": "rect", V + "roundrect": "roundRect", V + "line": "line",
    V + "arc": "arc", V + "polyline": "", V + "curve": "", V + "shape": "",
}  # fmt: skip
_VML_TEXT_BOX = "t202"
_LENGTH = re.compile(r"\s*(-?\d*\.?\d+(?:e-?\d+)?)\s*(pt|in|cm|mm|pc|px|)", re.I)
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75, "": 0.75}
_COLUMN = frozenset({"column", "margin", "character", "leftMargin", "insideMargin"})
_NUMBER = re.compile(r"\s*-?\d{1,12}(?:\.\d+)?\s*")


# -- DrawingML --------------------------------------------------------------------------------------


def drawn(container: etree._Element) -> list[Shape]:
    """The shapes of a `wp:anchor` or `wp:inline`, text boxes as `Kind.BOX` in their order."""
    extent = container.find(WP + "extent")
    width, height = _emu(extent, "cx"), _emu(extent, "cy")
    properties = container.find(WP + "docPr")
    if properties is not None and properties.get("hidden") in ("1", "true"):
        return []
    inline = container.tag == WP + "inline"
    x, y, from_character = (0.0, 0.0, True) if inline else _position(container)
    found = []
    for shape, left, top, wide, high in _members(container, width, height):
        kind = _kind(shape, wide, high)
        if kind is not None:
            at_x = None if x is None else x + left
            at_y = None if y is None else y + top
            found.append(Shape(kind, at_x, at_y, wide, high, from_character, inline))
    return found


def _position(anchor: etree._Element) -> tuple[float | None, float | None, bool]:
    """Where an anchored drawing floats: x, y, and whether x counts from the anchor's character."""
    if anchor.get("simplePos") in ("1", "true"):
        return None, None, False
    x = y = None
    from_character = False
    for element in _resolved(anchor):
        relative = element.get("relativeFrom", "")
        offset = element.find(WP + "posOffset")
        value = _points(offset.text) if offset is not None else None
        if element.tag == WP + "positionH":
            from_character = relative == "character"
            x = value if relative in _COLUMN else None
        elif element.tag == WP + "positionV":
            y = value if relative in ("paragraph", "line") else None
    return x, y, from_character


def _resolved(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == MC + "AlternateContent":
            branch = alternative(child)
            yield from branch if branch is not None else ()
        else:
            yield child


_Member = tuple[etree._Element, float, float, float, float]


def _members(parent: etree._Element, width: float, height: float) -> Iterator[_Member]:
    """The single shapes of a drawing or group: each with its left, top, width and height in points."""
    for child in _resolved(parent):
        tag = child.tag
        name = local_name(child)
        if tag == WPS + "wsp" or name in ("contentPart", "cxnSp"):
            yield child, 0.0, 0.0, width, height
        elif name in ("wgp", "grpSp"):
            yield from _group(child, width, height)
        elif name in ("graphic", "graphicData", "wpc"):
            yield from _members(child, width, height)


def _group(group: etree._Element, width: float, height: float) -> Iterator[_Member]:
    """A group's shapes: its `a:chOff` and `a:chExt` are the corner and the size in the children's units."""
    frame = next(group.iter(A + "xfrm"), None)
    origin = frame.find(A + "chOff") if frame is not None else None
    extent = frame.find(A + "chExt") if frame is not None else None
    units_x, units_y = _emu(extent, "cx") or width, _emu(extent, "cy") or height
    scale_x, scale_y = width / units_x if units_x else 1.0, height / units_y if units_y else 1.0
    for child in _resolved(group):
        own = next(child.iter(A + "xfrm"), None)
        if own is None or local_name(child) in ("grpSpPr", "cNvGrpSpPr", "pic"):
            continue
        left = (_emu(own.find(A + "off"), "x") - _emu(origin, "x")) * scale_x
        top = (_emu(own.find(A + "off"), "y") - _emu(origin, "y")) * scale_y
        wide = _emu(own.find(A + "ext"), "cx") * scale_x
        high = _emu(own.find(A + "ext"), "cy") * scale_y
        if local_name(child) in ("wgp", "grpSp"):
            for shape, x, y, w, h in _group(child, wide, high):
                yield shape, left + x, top + y, w, h
        else:
            yield child, left, top, wide, high


def _kind(shape: etree._Element, width: float, height: float) -> Kind | None:
    if local_name(shape) == "contentPart":
        return kind_of("", width, height)  # strokes of a pen
    properties = shape.find(WPS + "spPr")
    if properties is None:
        return None
    own = shape.find(WPS + "cNvSpPr")
    if own is not None and own.get("txBox") in ("1", "true"):
        return Kind.BOX
    preset = properties.find(A + "prstGeom")
    if preset is None and properties.find(A + "custGeom") is None:
        return None
    if _is_invisible(properties):
        return None
    if preset is None:
        closed = next(properties.iter(A + "close"), None) is not None
        return Kind.ROUND if closed and height > LEVEL else kind_of("", width, height)
    return kind_of(preset.get("prst", ""), width, height)


def _is_invisible(properties: etree._Element) -> bool:
    """Neither line nor fill: ``<a:noFill/><a:ln><a:noFill/></a:ln>``."""
    line = properties.find(A + "ln")
    return properties.find(A + "noFill") is not None and line is not None and line.find(A + "noFill") is not None


def _emu(element: etree._Element | None, name: str) -> float:
    return _points(element.get(name) if element is not None else None) or 0.0


def _points(text: str | None) -> float | None:
    """EMU as points; None where the text is no number."""
    if text is None or not _NUMBER.fullmatch(text):
        return None
    return float(text) / EMU


# -- VML --------------------------------------------------------------------------------------------


def vml_shape(element: etree._Element) -> Shape | None:
    """A VML shape; None where it is none that marks, or a picture."""
    name = _VML_NAMES.get(element.tag)
    if name is None or element.find(V + "imagedata") is not None:
        return None
    style = _declarations(element.get("style", ""))
    if style.get("visibility") == "hidden" or element.get("stroked") in ("f", "false"):
        return None
    left = _length(style.get("margin-left") or style.get("left"))
    top = _length(style.get("margin-top") or style.get("top"))
    width, height = _length(style.get("width")), _length(style.get("height"))
    if element.tag == V + "line":
        left, top, width, height = _line_frame(element, left, top)
    name = name or _type_name(element)
    kind = Kind.BOX if name == _VML_TEXT_BOX else kind_of(name, width, height)
    if kind is None:
        return None
    inline = style.get("position", "static") == "static"
    across, down = style.get("mso-position-horizontal-relative"), style.get("mso-position-vertical-relative")
    x = None if across == "page" or "mso-position-horizontal" in style else left
    y = None if down in ("page", "margin") or "mso-position-vertical" in style else top
    return Shape(kind, x, y, width, height, inline or across == "char", inline)


def _type_name(element: etree._Element) -> str:
    """The preset of ``type="#_x0000_t3"`` or ``o:spt="3"``; "" for a path of its own."""
    found = re.search(r"_t(\d+)$", element.get("type", ""))
    number = found.group(1) if found else element.get(O + "spt", "0")
    return SHAPE_TYPES.get(int(number), f"t{number}") if number.isdigit() and number != "0" else ""


def _line_frame(element: etree._Element, left: float, top: float) -> tuple[float, float, float, float]:
    """``<v:line from="0,6pt" to="40pt,6pt">`` as left, top, width and height."""
    ends = [[_length(part) for part in element.get(name, "").split(",")] for name in ("from", "to")]
    if any(len(end) != 2 for end in ends):
        return left, top, 0.0, 0.0
    (x0, y0), (x1, y1) = ends
    return left + min(x0, x1), top + min(y0, y1), abs(x1 - x0), abs(y1 - y0)


def _declarations(style: str) -> dict[str, str]:
    pairs = (item.partition(":") for item in style.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if value.strip()}


def _length(text: str | None) -> float:
    found = _LENGTH.match(text or "")
    return float(found.group(1)) * _UNITS[found.group(2).lower()] if found else 0.0
