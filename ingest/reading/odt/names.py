"""Names of ODF's elements and attributes (OASIS OpenDocument 1.3, part 3), as lxml writes them."""

from __future__ import annotations

import re

from lxml import etree

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"

OFFICE = f"{{{_OASIS}office:1.0}}"
TEXT = f"{{{_OASIS}text:1.0}}"
TABLE = f"{{{_OASIS}table:1.0}}"
STYLE = f"{{{_OASIS}style:1.0}}"
DRAW = f"{{{_OASIS}drawing:1.0}}"
FORM = f"{{{_OASIS}form:1.0}}"
MANIFEST = f"{{{_OASIS}manifest:1.0}}"
FO = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
SVG = f"{{{_OASIS}svg-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"
FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"

_LENGTH = re.compile(r"(-?[\d.]{1,12})(in|cm|mm|pt|pc|px)?")
_POINTS = {"in": 72.0, "cm": 28.3465, "mm": 2.83465, "pt": 1.0, "pc": 12.0, "px": 0.75, None: 1.0}
PARAGRAPHS = (TEXT + "p", TEXT + "h")


def text_of(element: etree._Element) -> str:
    """All characters in an element, whatever they stand in."""
    return "".join([str(part) for part in element.itertext()])


def points(length: str | None) -> float:
    """A length in points, 0 where there is none.

    >>> points("1in"), points("2.54cm") - 72 < 0.1, points(None)
    (72.0, True, 0.0)
    """
    found = _LENGTH.fullmatch(length or "")
    try:
        return float(found[1]) * _POINTS[found[2]] if found else 0.0
    except ValueError:
        return 0.0
