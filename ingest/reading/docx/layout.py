"""How a paragraph of a Word document is set, as far as it says where its words stand.

<w:pPr><w:spacing w:before="120" w:line="276"/><w:jc w:val="center"/></w:pPr>
<w:rPr><w:rFonts w:ascii="Arial"/><w:sz w:val="22"/></w:rPr>
"""

from __future__ import annotations

from lxml import etree

from ingest.reading.docx.names import VAL, W
from ingest.reading.docx.styles import Styles
from ingest.reading.drawn.layout import Setting, Typeface, typeface

_ALIGNMENTS = {"center": 0.5, "right": 1.0, "end": 1.0}


def setting(element: etree._Element, styles: Styles) -> Setting:
    """How a `w:p` is set."""
    sources = _sources(element, styles)
    size = _size(element, sources)
    face = _typeface(element, sources)
    before, after, line = _spacing(sources, size * face.line)
    alignment = next((found.get(VAL) for source in sources for found in source.iter(W + "jc")), None)
    align = _ALIGNMENTS.get(alignment or "", 0.0)
    return Setting(size, face, line, before, after, _width(element), _indent(sources), align)


def _sources(element: etree._Element, styles: Styles) -> list[etree._Element]:
    """Where a paragraph's properties stand, the strongest first."""
    own = element.find(W + "pPr")
    style = own.find(W + "pStyle") if own is not None else None
    chain = styles.chain(style.get(VAL) if style is not None else None)
    return ([own] if own is not None else []) + chain


def _first(sources: list[etree._Element], path: str, attribute: str) -> int | None:
    for source in sources:
        for found in source.iter(W + path):
            value = found.get(W + attribute, "")
            if value.lstrip("-").isdigit():
                return int(value)
    return None


def _size(element: etree._Element, sources: list[etree._Element]) -> float:
    """The font's size in points: of the first run that says it, or of the styles."""
    for run in element.iterfind(f"{W}r/{W}rPr/{W}sz"):
        value = run.get(VAL, "")
        if value.isdigit() and value != "0":
            return int(value) / 2
    styled = sources[1:] if sources and sources[0].tag == W + "pPr" else sources
    return (_first(styled, "sz", "val") or 20) / 2


def _typeface(element: etree._Element, sources: list[etree._Element]) -> Typeface:
    """The font of the first run that names one, or of the styles."""
    for source in (*element.iterfind(f"{W}r/{W}rPr"), *sources):
        for fonts in source.iter(W + "rFonts"):
            name = fonts.get(W + "ascii", "").lower()
            theme = fonts.get(W + "asciiTheme")
            if name or theme:
                return typeface(name or "calibri")
    return typeface(None)


def _spacing(sources: list[etree._Element], height: float) -> tuple[float, float, float]:
    """Space before, space after, and the height of a line that is `height` where nothing is said."""
    before, after = _first(sources, "spacing", "before") or 0, _first(sources, "spacing", "after") or 0
    line = _first(sources, "spacing", "line")
    if line is not None and line > 0:
        rule = next((found.get(W + "lineRule") for source in sources for found in source.iter(W + "spacing")
                     if found.get(W + "line")), None)  # fmt: skip
        height = line / 20 if rule in ("exact", "atLeast") else height * line / 240
    return before / 20, after / 20, height


def _indent(sources: list[etree._Element]) -> float:
    left = _first(sources, "ind", "left") or _first(sources, "ind", "start") or 0
    return (left + (_first(sources, "ind", "firstLine") or 0) - (_first(sources, "ind", "hanging") or 0)) / 20


def _width(element: etree._Element) -> float:
    """How wide the column is: of its cell, or of a page's usual text."""
    parent = element.getparent()
    while parent is not None and parent.tag != W + "tc":
        parent = parent.getparent()
    stated = parent.find(f"{W}tcPr/{W}tcW") if parent is not None else None
    value = stated.get(W + "w", "") if stated is not None and stated.get(W + "type", "dxa") == "dxa" else ""
    return max(int(value) / 20 - 10.8, 20.0) if value.isdigit() else 450.0
