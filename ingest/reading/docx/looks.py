"""How a run of text looks: its properties read, combined through styles, and put in the model's words.

    <w:rPr><w:rStyle w:val="Fuerte"/><w:b/><w:strike w:val="0"/><w:highlight w:val="yellow"/></w:rPr>

Character, paragraph and table styles stack (ISO/IEC 29500-1, 17.7.2). Toggle properties (17.7.3)
set in several kinds of style cancel each other out; set directly on the run they are final.
Only what can say "this one" or "not this" is kept, and the symbol fonts, whose letters are pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from lxml import etree

from ingest.document import Style
from ingest.reading.docx.names import VAL, W, on
from ingest.reading.symbols import is_symbol_font

Properties = dict[str, str | bool]
"""What run properties say, by short names; a property that is absent says nothing."""

TOGGLES = ("bold", "italic", "strike", "vanish")

_FLAGS = {
    "bold": Style.BOLD,
    "italic": Style.ITALIC,
    "underline": Style.UNDERLINE,
    "strike": Style.STRIKE,
    "double_strike": Style.STRIKE,
    "highlight": Style.HIGHLIGHT,
    "shade": Style.HIGHLIGHT,
    "border": Style.ENCIRCLED,
    "superscript": Style.SUPERSCRIPT,
}


class Look(NamedTuple):
    """A run's look: `font` is a symbol font for its letters, None where they are letters.

    `high_font` is the symbol font of characters beyond ASCII, which may be another one.
    """

    style: Style = Style.NONE
    colour: str | None = None
    hidden: bool = False
    font: str | None = None
    high_font: str | None = None


PLAIN = Look()


def look_of(properties: Properties) -> Look:
    """Put properties that count, whatever they come from, in the model's words."""
    if not properties:
        return PLAIN
    style = Style.NONE
    for name, value in properties.items():
        if value and name in _FLAGS:
            style |= _FLAGS[name]
    get = properties.get
    colour, font, high_font = get("colour"), get("font"), get("high_font")
    return Look(
        style,
        str(colour) if colour else None,
        bool(get("vanish")),
        str(font) if font else None,
        str(high_font) if high_font else None,
    )


def shaded(shade: etree._Element) -> bool:
    """Whether a `w:shd` shows (17.3.5): a fill that is not white, or a pattern of ink on it.

    ``<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>``
    """
    pattern = shade.get(VAL, "clear")
    if pattern == "nil":
        return False
    if _coloured(shade.get(W + "fill")):
        return True
    if pattern == "clear":
        return False
    return pattern != "solid" or _coloured(shade.get(W + "color"), automatic=True)


def _coloured(colour: str | None, automatic: bool = False) -> bool:
    if colour is None or colour == "auto":
        return automatic
    return colour.upper() not in ("FFFFFF", "NONE", "")


def _highlight(element: etree._Element) -> bool:
    return element.get(VAL) not in (None, "none", "white")


def _underline(element: etree._Element) -> bool:
    return element.get(VAL, "single") != "none"


def _colour(element: etree._Element) -> str:
    value = element.get(VAL, "auto").lower()
    return "" if value in ("auto", "000000") else value


def _border(element: etree._Element) -> bool:
    return element.get(VAL) not in (None, "nil", "none")


def _superscript(element: etree._Element) -> bool:
    return element.get(VAL) == "superscript"


def _toggle(element: etree._Element) -> bool:
    return on(element.get(VAL))


_READERS: dict[str, tuple[str, Callable[[etree._Element], str | bool]]] = {
    W + "b": ("bold", _toggle),
    W + "i": ("italic", _toggle),
    W + "strike": ("strike", _toggle),
    W + "vanish": ("vanish", _toggle),
    W + "dstrike": ("double_strike", _toggle),
    W + "u": ("underline", _underline),
    W + "highlight": ("highlight", _highlight),
    W + "shd": ("shade", shaded),
    W + "color": ("colour", _colour),
    W + "bdr": ("border", _border),
    W + "vertAlign": ("superscript", _superscript),
}
_RFONTS, _RSTYLE = W + "rFonts", W + "rStyle"


def read_properties(children: Iterable[etree._Element]) -> Properties:
    """The properties of a `w:rPr` that count here; its character style, where it has one, as ``style``."""
    found: Properties = {}
    for element in children:
        tag = element.tag
        reader = _READERS.get(tag)
        if reader is not None:
            found[reader[0]] = reader[1](element)
        elif tag == _RFONTS:
            _read_fonts(element, found)
        elif tag == _RSTYLE:
            found["style"] = element.get(VAL, "")
    return found


def _read_fonts(element: etree._Element, found: Properties) -> None:
    """``<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>``: symbol fonts by name, any other as none."""
    for attribute, name in (("ascii", "font"), ("hAnsi", "high_font")):
        font = element.get(W + attribute)
        if font is not None:
            found[name] = font if is_symbol_font(font) else ""


def combine(defaults: Properties, *styles: Properties) -> Properties:
    """What the document's defaults and the table, paragraph and character style say together.

    >>> combine({}, {"bold": True, "colour": "ff0000"}, {"bold": True, "underline": True})
    {'bold': False, 'colour': 'ff0000', 'underline': True}
    """
    together = dict(defaults)
    for style in styles:
        together.update(style)
    for name in TOGGLES:
        if name in together:
            together[name] = bool(defaults.get(name)) or sum([bool(style.get(name)) for style in styles]) % 2 == 1
    return together
