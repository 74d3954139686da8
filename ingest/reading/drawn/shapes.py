"""Shapes that people draw on a sheet: what kind of mark each is, its size and where it floats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from ingest.document import Paragraph


class Kind(Enum):
    """What a shape without text does to the text that it lies on."""

    ROUND = "round"  # an ellipse, a frame, brackets: drawn round something
    CROSS = "cross"  # a cross, a tick, a stroke of the pen: drawn over something
    LINE = "line"  # a level line: through something or under it
    SLASH = "slash"  # one stroke of a cross
    BOX = "box"  # holds text of its own


@dataclass(slots=True)
class Shape:
    """A shape, in points: `x` from the left of its column, `y` from the top of its paragraph.

    Either is None where the file says it from something whose place is not known (the page).
    `from_character` counts `x` from the place of the anchor in its line, `offset` characters into
    the paragraph `anchor`. `texts` are the paragraphs in it.
    """

    kind: Kind
    x: float | None
    y: float | None
    width: float
    height: float
    from_character: bool = False
    inline: bool = False
    offset: int = 0
    anchor: Paragraph | None = None
    texts: list[Paragraph] = field(default_factory=list)


_ROUND = re.compile(
    r"ellipse|rect|roundRect|\w*[rR]oundRect|donut|frame|bevel|octagon|hexagon|heptagon|decagon|dodecagon|"
    r"diamond|plaque|brac(?:e|ket)Pair|cloud|heart|flowChart(?:Connector|Process|AlternateProcess|Terminator|Decision)|"
    r"snip\w+Rect|blockArc|arc|circularArrow"
)
_CROSS = re.compile(r"mathMultiply|flowChartSummingJunction|halfFrame|corner|lightningBolt|chartX|chartStar")
_LINE = re.compile(r"line|straightConnector1|\w*Connector\d")
LEVEL = 3.0  # a line that rises less than this many points, or an eighth of its length, is level
SHAPE_TYPES = {
    1: "rect", 2: "roundRect", 3: "ellipse", 4: "diamond", 9: "hexagon", 10: "octagon", 19: "arc", 20: "line",
    23: "donut", 32: "straightConnector1", 109: "flowChartProcess", 116: "flowChartTerminator",
    120: "flowChartConnector", 123: "flowChartSummingJunction", 176: "flowChartAlternateProcess",
    185: "bracketPair", 186: "bracePair",
}  # fmt: skip
"""Geometries by the numbers of VML's `o:spt`, RTF's `shapeType` and the binary format's shapes."""


def kind_of(geometry: str, width: float, height: float) -> Kind | None:
    """What a preset geometry (20.1.10.56) does; "" is a freehand one. None for arrows, stars and the like.

    >>> kind_of("ellipse", 40, 16), kind_of("line", 60, 0.5), kind_of("rightArrow", 40, 16)
    (<Kind.ROUND: 'round'>, <Kind.LINE: 'line'>, None)
    """
    if _LINE.fullmatch(geometry) or not geometry:
        if width >= LEVEL and height <= max(LEVEL, width / 8):
            return Kind.LINE
        if geometry:
            return Kind.SLASH if width > LEVEL else None
        return Kind.CROSS
    if _ROUND.fullmatch(geometry):
        return Kind.ROUND
    return Kind.CROSS if _CROSS.fullmatch(geometry) else None
