"""The names of WordprocessingML: its namespaces, and how a document of the strict kind gets the usual ones.

ISO/IEC 29500 knows two spellings of every namespace, the transitional one that Word writes
(``http://schemas.openxmlformats.org/…``) and the strict one (``http://purl.oclc.org/ooxml/…``).
"""

from __future__ import annotations

import re

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741

VAL = W + "val"

_STRICT = b"http://purl.oclc.org/ooxml/"
_DECLARATION = re.compile(rb"(xmlns(?::[\w.-]+)?\s*=\s*[\"'])http://purl\.oclc\.org/ooxml/(\w+)/([\w/]+)")
_FAMILIES = {
    b"wordprocessingml": b"wordprocessingml/2006/",
    b"drawingml": b"drawingml/2006/",
    b"officeDocument": b"officeDocument/2006/",
    b"schemaLibrary": b"schemaLibrary/2006/",
}

_FALSE = frozenset({"0", "false", "off", "none"})


def transitional(data: bytes) -> bytes:
    """A part's bytes with the transitional namespaces, whichever it was written with.

    >>> transitional(b'<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>')
    b'<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    """
    if _STRICT not in data:
        return data
    return _DECLARATION.sub(_declaration, data)


def _declaration(found: re.Match[bytes]) -> bytes:
    before, family, rest = found.groups()
    known = _FAMILIES.get(family)
    if known is None:
        return found.group()
    return before + b"http://schemas.openxmlformats.org/" + known + rest


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; damaged parts have prefixes that nothing declares."""
    return re.split("[}:]", element.tag)[-1]


def on(value: str | None) -> bool:
    """A boolean of the standard (17.17.4): absent means true, ``0`` ``false`` ``off`` mean false.

    >>> [on(value) for value in (None, "1", "true", "on", "0", "false", "off")]
    [True, True, True, True, False, False, False]
    """
    return value is None or value.strip().lower() not in _FALSE
