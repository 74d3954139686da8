"""Styles (OpenDocument 1.3, part 3, 16): what text, a paragraph or a cell looks like, with all it inherits.

    <style:style style:name="T3" style:family="text" style:parent-style-name="Strong_20_Emphasis">
      <style:text-properties fo:font-weight="bold" style:text-line-through-style="solid"/>
    </style:style>

Automatic styles stand in the content, named ones in ``styles.xml``; both inherit along
``style:parent-style-name``, and paragraphs from the default style of their family. Only what can
say "this one" or "not this" is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from ingest.document import Style
from ingest.reading.odt.fragments import Fragments
from ingest.reading.odt.names import FO, LOEXT, OFFICE, STYLE, SVG, TEXT
from ingest.reading.symbols import is_symbol_font

BOLD, ITALIC, UNDERLINE, STRIKE = int(Style.BOLD), int(Style.ITALIC), int(Style.UNDERLINE), int(Style.STRIKE)
HIGHLIGHT, ENCIRCLED, SUPERSCRIPT = int(Style.HIGHLIGHT), int(Style.ENCIRCLED), int(Style.SUPERSCRIPT)

_STYLE, _DEFAULT_STYLE = STYLE + "style", STYLE + "default-style"
_FONT_FACE, _LIST_STYLE = STYLE + "font-face", TEXT + "list-style"
_GROUPS = ("font-face-decls", "styles", "automatic-styles")
_DEEPEST = 50  # styles based on styles; a ring of them ends here


class Look(NamedTuple):
    """How text looks: `style` as the bits of a `Style`, `font` only where it is one of symbols."""

    style: int = 0
    colour: str | None = None
    hidden: bool = False
    font: str | None = None


PLAIN = Look()


class Change(NamedTuple):
    """What a style says about text: bits it sets and bits it clears; None for what it leaves as it is."""

    sets: int = 0
    clears: int = 0
    colour: str | None = None  # "" for the automatic colour
    hidden: bool | None = None
    font: str | None = None  # "" for a font of letters

    def of(self, look: Look) -> Look:
        """The look that `look` becomes."""
        return Look(
            look.style & ~self.clears | self.sets,
            look.colour if self.colour is None else self.colour or None,
            look.hidden if self.hidden is None else self.hidden,
            look.font if self.font is None else self.font or None,
        )

    def then(self, other: Change) -> Change:
        """What the two say together, `other` the stronger."""
        return Change(
            self.sets & ~other.clears | other.sets,
            self.clears & ~other.sets | other.clears,
            self.colour if other.colour is None else other.colour,
            self.hidden if other.hidden is None else other.hidden,
            self.font if other.font is None else other.font,
        )


NOTHING = Change()


class Styles:
    """The styles of one document, by family and name: those of the content, then the named ones."""

    def __init__(self, content: etree._Element | None, named: Fragments | None = None) -> None:
        self._named = named
        self._elements: dict[tuple[str, str], etree._Element | None] = {}
        self._lists: dict[str, etree._Element | None] = {}
        self._fonts: dict[str, str] = {}
        self._defaults: dict[str, Change] = {}
        self._changes: dict[tuple[str, str], Change] = {}
        self._paragraphs: dict[str | None, Look] = {}
        self._looks: dict[tuple[Look, str], Look] = {}
        self._shades: dict[tuple[str, str], bool] = {}
        self._graphics: dict[tuple[str | None, str], str | None] = {}
        if content is not None:
            for group in _GROUPS:
                for element in content.iterchildren(OFFICE + group):
                    self._collect(element)

    def _collect(self, group: etree._Element) -> None:
        for element in group.iterchildren(_STYLE, _FONT_FACE, _LIST_STYLE, _DEFAULT_STYLE):
            tag, get = element.tag, element.get
            if tag == _STYLE:
                self._elements[get(STYLE + "family", ""), get(STYLE + "name", "")] = element
            elif tag == _FONT_FACE:
                self._fonts[get(STYLE + "name", "")] = _family(element)
            elif tag == _LIST_STYLE:
                self._lists[get(STYLE + "name", "")] = element
            else:
                self._elements[get(STYLE + "family", ""), ""] = element

    def _element(self, family: str, name: str) -> etree._Element | None:
        """A style's element; the default one of a family has no name."""
        key = (family, name)
        if key not in self._elements:
            found = None
            if self._named is not None and name:
                found = self._named.find("style:style", name=name, family=family)
            elif self._named is not None:
                found = self._named.find("style:default-style", family=family)
            self._elements[key] = found
        return self._elements[key]

    # -- looks ------------------------------------------------------------------------------------

    def paragraph(self, name: str | None) -> Look:
        """How text of a paragraph of that style looks."""
        known = self._paragraphs.get(name)
        if known is None:
            change = self._default("paragraph").then(self._change("paragraph", name or ""))
            known = self._paragraphs[name] = change.of(PLAIN)
        return known

    def span(self, look: Look, name: str | None) -> Look:
        """How text looks that a text style lies over."""
        if not name:
            return look
        key = (look, name)
        known = self._looks.get(key)
        if known is None:
            known = self._looks[key] = self._change("text", name).of(look)
        return known

    def _default(self, family: str) -> Change:
        known = self._defaults.get(family)
        if known is None:
            element = self._element(family, "")
            known = self._defaults[family] = NOTHING if element is None else self._own(element)
        return known

    def _change(self, family: str, name: str, depth: int = 0) -> Change:
        """What a style and those it is based on say about text."""
        key = (family, name)
        known = self._changes.get(key)
        if known is None:
            element = self._element(family, name) if name else None
            if element is None or depth > _DEEPEST:
                return NOTHING
            parent = self._change(family, element.get(STYLE + "parent-style-name", ""), depth + 1)
            known = self._changes[key] = parent.then(self._own(element))
        return known

    def _own(self, style: etree._Element) -> Change:
        properties = style.find(STYLE + "text-properties")
        return NOTHING if properties is None else read_text_properties(properties, self.font)

    # -- shades -----------------------------------------------------------------------------------

    def shaded(self, family: str, name: str | None, depth: int = 0) -> bool:
        """Whether a paragraph, cell or row of that style has a colour behind it."""
        if not name or depth > _DEEPEST:
            return False
        key = (family, name)
        known = self._shades.get(key)
        if known is None:
            known = self._shades[key] = self._shade(family, name, depth)
        return known

    def _shade(self, family: str, name: str, depth: int) -> bool:
        element = self._element(family, name)
        if element is None:
            return False
        properties = element.find(f"{STYLE}{family}-properties")
        colour = properties.get(FO + "background-color") if properties is not None else None
        if colour is not None:
            return is_shade(colour)
        return self.shaded(family, element.get(STYLE + "parent-style-name"), depth + 1)

    # -- other styles -----------------------------------------------------------------------------

    def list_style(self, name: str | None) -> etree._Element | None:
        """A list style's element."""
        if name and name not in self._lists:
            self._lists[name] = self._named.find("text:list-style", name=name) if self._named is not None else None
        return self._lists[name] if name else None

    def list_of(self, paragraph: str | None, depth: int = 0) -> str | None:
        """The list style that a paragraph style brings along."""
        element = self._element("paragraph", paragraph) if paragraph else None
        if element is None or depth > _DEEPEST:
            return None
        own = element.get(STYLE + "list-style-name")
        return own if own is not None else self.list_of(element.get(STYLE + "parent-style-name"), depth + 1)

    def chain(self, family: str, name: str | None, default: bool = True) -> list[etree._Element]:
        """The elements of a style and of those it is based on, the strongest first."""
        found: list[etree._Element] = []
        while name and len(found) < _DEEPEST and (element := self._element(family, name)) is not None:
            found.append(element)
            name = element.get(STYLE + "parent-style-name")
        last = self._element(family, "") if default else None
        return [*found, last] if last is not None else found

    def graphic(self, name: str | None, attribute: str) -> str | None:
        """What a graphic style says."""
        key = (name, attribute)
        if key not in self._graphics:
            self._graphics[key] = self._graphic(name, attribute)
        return self._graphics[key]

    def _graphic(self, name: str | None, attribute: str) -> str | None:
        for element in self.chain("graphic", name):
            properties = element.find(STYLE + "graphic-properties")
            value = properties.get(attribute) if properties is not None else None
            if value is not None:
                return value
        return None

    def font(self, name: str | None) -> str | None:
        """The family that a declared font's name stands for."""
        if name and name not in self._fonts:
            found = self._named.find("style:font-face", name=name) if self._named is not None else None
            self._fonts[name] = name if found is None else _family(found)
        return self._fonts[name] if name else None


def _family(font_face: etree._Element) -> str:
    return (font_face.get(SVG + "font-family") or font_face.get(STYLE + "name") or "").strip("'\"")


# -- properties ------------------------------------------------------------------------------------


def read_text_properties(properties: etree._Element, family_of: Callable[[str], str | None]) -> Change:
    """What a ``style:text-properties`` says (20.182 to 20.394 in part 3)."""
    sets = clears = 0
    for flag, value in _flags(properties):
        if value:
            sets |= flag
        elif value is not None:
            clears |= flag
    return Change(sets, clears & ~sets, _colour(properties), _hidden(properties), _font(properties, family_of))


def _flags(properties: etree._Element) -> list[tuple[int, bool | None]]:
    get = properties.get
    weight, slant, position = get(FO + "font-weight"), get(FO + "font-style"), get(STYLE + "text-position")
    shades = [get(FO + "background-color"), get(LOEXT + "char-shading-value")]
    return [
        (BOLD, None if weight is None else _is_bold(weight)),
        (ITALIC, None if slant is None else slant in ("italic", "oblique")),
        (UNDERLINE, _line(get(STYLE + "text-underline-style"), get(STYLE + "text-underline-type"))),
        (STRIKE, _line(get(STYLE + "text-line-through-style"), get(STYLE + "text-line-through-type"))),
        (HIGHLIGHT, None if shades[0] is None else is_shade(shades[0])),
        (HIGHLIGHT, True if shades[1] not in (None, "0") else None),
        (ENCIRCLED, _border(properties)),
        (SUPERSCRIPT, None if position is None else position.startswith(("super", "33%"))),
    ]


def _is_bold(weight: str) -> bool:
    return weight == "bold" or (weight.isdigit() and int(weight) >= 600)


def _line(style: str | None, kind: str | None) -> bool | None:
    """Whether a line is drawn under or through text: ``…-style="solid"``, ``…-type="double"``."""
    if style is None and kind is None:
        return None
    return "none" not in (style, kind)


def _border(properties: etree._Element) -> bool | None:
    """A frame round characters: on all sides, for one alone only underlines."""
    border = properties.get(FO + "border") or properties.get(LOEXT + "border")
    if border is not None:
        return border != "none"
    sides = [properties.get(f"{FO}border-{side}") for side in ("top", "bottom", "left", "right")]
    if sides == [None] * 4:
        return None
    return all(side not in (None, "none") for side in sides)


def _colour(properties: etree._Element) -> str | None:
    if properties.get(STYLE + "use-window-font-color") == "true":
        return ""
    colour = properties.get(FO + "color")
    if colour is None:
        return None
    plain = colour.lstrip("#").lower()
    return "" if plain == "000000" else plain


def _hidden(properties: etree._Element) -> bool | None:
    display = properties.get(TEXT + "display")
    return None if display is None else display == "none"


def _font(properties: etree._Element, family_of: Callable[[str], str | None]) -> str | None:
    name = properties.get(STYLE + "font-name")
    family = family_of(name) if name is not None else properties.get(FO + "font-family")
    if family is None:
        return None
    family = family.strip("'\"")
    return family if is_symbol_font(family) else ""


def is_shade(colour: str) -> bool:
    """Whether a background shows: any colour but white.

    >>> is_shade("#ffff00"), is_shade("#FFFFFF"), is_shade("transparent")
    (True, False, False)
    """
    return colour.lower() not in ("transparent", "#ffffff", "none", "")
