"""How an element makes its text look: by its name, its attributes, and what CSS says about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ingest.document import Style
from ingest.reading.html.css import Declarations
from ingest.reading.symbols import is_symbol_font

BOLD, ITALIC, UNDERLINE, STRIKE = int(Style.BOLD), int(Style.ITALIC), int(Style.UNDERLINE), int(Style.STRIKE)
HIGHLIGHT, ENCIRCLED, SUPERSCRIPT = int(Style.HIGHLIGHT), int(Style.ENCIRCLED), int(Style.SUPERSCRIPT)
DELETED, FILLED, PROMPT = int(Style.DELETED), int(Style.FILLED), int(Style.PROMPT)

_TAGS = {
    **dict.fromkeys(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"), BOLD),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), ITALIC),
    **dict.fromkeys(("s", "strike"), STRIKE),
    "u": UNDERLINE,
    "mark": HIGHLIGHT,
    "sup": SUPERSCRIPT,
    "del": DELETED,
}
_PRESERVED = ("pre", "pre-wrap", "pre-line", "break-spaces")
_NAMED = {
    "black": "000000", "white": "ffffff", "red": "ff0000", "lime": "00ff00", "blue": "0000ff", "yellow": "ffff00",
    "cyan": "00ffff", "aqua": "00ffff", "magenta": "ff00ff", "fuchsia": "ff00ff", "gray": "808080",
    "grey": "808080", "silver": "c0c0c0", "maroon": "800000", "olive": "808000", "green": "008000",
    "purple": "800080", "teal": "008080", "navy": "000080", "orange": "ffa500", "gold": "ffd700",
    "lightgreen": "90ee90", "lightblue": "add8e6", "lightyellow": "ffffe0", "lightgray": "d3d3d3",
    "lightgrey": "d3d3d3", "pink": "ffc0cb", "khaki": "f0e68c", "palegreen": "98fb98", "windowtext": "000000",
}  # fmt: skip
_HEX = re.compile(r"#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+(\d{0,9}\.?\d{1,9}%?))?\s*\)")
_SIZE = re.compile(r"0+(?:\.0+)?(?:px|pt|em|rem|%|cm|in)?")
_FAR = re.compile(r"-\d{3,}")
_PALE = 0xF0  # a background whose parts all are above is a page's, not a marker's


class Look(NamedTuple):
    """How text looks: `bits` of a `Style`, `font` only one of symbols; `pre` keeps blanks and line ends."""

    bits: int = 0
    colour: str | None = None
    hidden: bool = False
    font: str | None = None
    pre: bool = False
    shade: bool = False  # behind a block's own lines, not those of blocks in it


def is_removed(declarations: Declarations) -> bool:
    """Whether an element and all in it are not there for the eye, as CSS says."""
    get = declarations.get
    if get("display", "").lower() == "none" or get("mso-hide", "").lower() == "all":
        return True
    if _is_nothing(get("opacity")) or _is_nothing(get("font-size")):
        return True
    overflows = "hidden" in (get("overflow", "") + get("overflow-y", "")).lower()
    if overflows and (_is_nothing(get("max-height")) or _is_nothing(get("height"))):
        return True
    return any(_FAR.match(get(name, "")) for name in ("left", "top", "text-indent"))


def _is_nothing(value: str | None) -> bool:
    return value is not None and bool(_SIZE.fullmatch(value.strip()))


def look_of(tag: str, attributes: Mapping[str, str], declarations: Declarations, outer: Look, block: bool) -> Look:
    """The look of text in an element."""
    bits = outer.bits | _TAGS.get(tag, 0)
    colour, hidden, font, pre = outer.colour, outer.hidden, outer.font, outer.pre
    shade = outer.shade and not block
    if tag == "font":
        colour = _automatic(parse_colour(attributes["color"])) if "color" in attributes else colour
        font = symbol_font(attributes["face"]) if "face" in attributes else font
    background = attributes.get("bgcolor") if block else None
    if tag == "pre":
        pre = True
    if declarations:
        bits = _flags(declarations, bits, block)
        get = declarations.get
        if "color" in declarations:
            colour = _automatic(parse_colour(declarations["color"]), colour)
        if "visibility" in declarations:
            hidden = declarations["visibility"].lower() in ("hidden", "collapse")
        font = _font(declarations, font)
        if "white-space" in declarations:
            pre = declarations["white-space"].lower() in _PRESERVED
        background = get("background-color") or get("background") or get("mso-highlight") or background
    if background is not None:
        shown = is_shade(background)
        if block:
            shade = bool(shown) if shown is not None else shade
        elif shown is not None:
            bits = bits | HIGHLIGHT if shown else bits & ~HIGHLIGHT
            shade = shade and shown
    return Look(bits, colour, hidden, font, pre, shade)


def _flags(declarations: Declarations, bits: int, block: bool) -> int:
    get = declarations.get
    weight = get("font-weight")
    if weight is not None:
        bits = bits | BOLD if is_bold(weight) else bits & ~BOLD
    slant = get("font-style")
    if slant is not None:
        bits = bits | ITALIC if slant.lower() in ("italic", "oblique") else bits & ~ITALIC
    decoration = get("text-decoration") or get("text-decoration-line")
    if decoration is not None:
        bits |= (UNDERLINE if "underline" in decoration.lower() else 0) | (
            STRIKE if "line-through" in decoration.lower() else 0
        )
        if decoration.lower() == "none":
            bits &= ~UNDERLINE
    if get("vertical-align", "").lower() in ("super", "text-top"):
        bits |= SUPERSCRIPT
    border = get("border") or get("mso-border-alt")
    if border is not None and not block and _is_line(border):
        bits |= ENCIRCLED
    return bits


def is_bold(weight: str) -> bool:
    """Whether a ``font-weight`` is bold.

    >>> is_bold("bold"), is_bold("600"), is_bold("normal")
    (True, True, False)
    """
    return weight.lower() in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)


def _is_line(border: str) -> bool:
    words = border.lower().split()
    return not any(word in ("none", "hidden") or _SIZE.fullmatch(word) for word in words) and bool(words)


def _font(declarations: Declarations, font: str | None) -> str | None:
    family = declarations.get("mso-symbol-font-family") or declarations.get("font-family")
    if family is None and "font" in declarations:
        return symbol_font(declarations["font"].rsplit("pt", 1)[-1])
    return font if family is None else symbol_font(family)


def symbol_font(family: str) -> str | None:
    """The first of a list of fonts, if it is one of symbols.

    >>> symbol_font("Wingdings, serif"), symbol_font("Arial, Wingdings")
    ('Wingdings', None)
    """
    first = family.split(",")[0].strip().strip("\"'")
    return first if is_symbol_font(first) else None


# -- colours ---------------------------------------------------------------------------------------


def parse_colour(value: str) -> str | None:
    """A colour as ``rrggbb``; "" for one that lets all through, None for one that is not understood.

    >>> parse_colour("#FF0"), parse_colour("rgb(1, 2, 3)"), parse_colour("transparent"), parse_colour("inherit")
    ('ffff00', '010203', '', None)
    """
    value = value.strip().lower()
    found = _HEX.search(value)
    if found:
        digits = found[1]
        short = len(digits) < 6
        return "".join(digit * 2 for digit in digits[:3]) if short else digits[:6]
    found = _RGB.search(value)
    if found:
        if found[4] and float(found[4].rstrip("%") or 0) == 0:
            return ""
        return bytes(min(int(part), 255) for part in found.groups()[:3]).hex()
    for word in value.split():
        if word in _NAMED:
            return _NAMED[word]
        if word in ("transparent", "none"):
            return ""
    return value if re.fullmatch("[0-9a-f]{6}", value) else None


def _automatic(colour: str | None, otherwise: str | None = None) -> str | None:
    if colour is None:
        return otherwise
    return None if colour in ("", "000000") else colour


def is_shade(background: str) -> bool | None:
    """Whether a background is seen: not white or nearly so; None where it leaves what is behind it."""
    colour = parse_colour(background)
    if not colour:
        return None
    return not all(part >= _PALE for part in bytes.fromhex(colour))
