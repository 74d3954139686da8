"""How a run of characters looks: its own property list over its styles' ([MS-DOC] 2.4.6.2).

The properties of a run are those of its paragraph's style, then those of its character style, then
its own list, then that of the piece it stands in. A toggle (bold, hidden …) in a list is 0 or 1, or
it is 80 "as the style has it" or 81 "the opposite" ([MS-DOC] 2.9.327).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ingest.document import Style
from ingest.reading.doc import sprms as s
from ingest.reading.doc.binary import u16, u32
from ingest.reading.doc.colours import colour, indexed, is_marker, is_shade, is_shade_80
from ingest.reading.doc.sprms import Sprm, sprms
from ingest.reading.doc.styles import Styles
from ingest.reading.symbols import is_symbol_font, to_unicode

_TOGGLES = frozenset((s.C_BOLD, s.C_ITALIC, s.C_STRIKE, s.C_DOUBLE_STRIKE, s.C_HIDDEN))
_AS_STYLE, _NOT_AS_STYLE = 0x80, 0x81
_KEPT = frozenset((s.C_SPECIAL, s.C_DELETED, s.C_DATA, s.C_LOCATION, s.C_OBJECT, s.C_SYMBOL))
"""What a run is rather than how it looks: a change of style leaves it."""

Properties = dict[int, bytes]
"""The operand of the sprm that was met last, by the sprm's code."""


class Look(NamedTuple):
    """A run's looks, as the document model tells them, and what it is beside text.

    `special` says that its characters of the control range stand for something else, `symbol` is the
    glyph that its characters stand for, `location` the offset of its data in the Data stream where
    `form_data` says that they are a form field's. `fonts` are those of ASCII and of other characters,
    where one of them is a symbol font.
    """

    style: Style = Style.NONE
    colour: str | None = None
    hidden: bool = False
    special: bool = False
    symbol: str | None = None
    form_data: bool = False
    location: int = 0
    fonts: tuple[str, str] | None = None


class Looks:
    """Makes looks of property lists, each once."""

    def __init__(self, styles: Styles, fonts: tuple[str, ...]) -> None:
        self._styles = styles
        self._fonts = fonts
        self._paragraph_styles: dict[int, Properties] = {}
        self._made: dict[tuple[int, bytes, bytes], Look] = {}

    def look(self, paragraph_style: int, own: bytes, piece: bytes = b"") -> Look:
        """The look of a run with the list `own`, in a piece with the list `piece`."""
        key = (paragraph_style, own, piece)
        look = self._made.get(key)
        if look is None:
            base = self._paragraph_style(paragraph_style)
            look = self._made[key] = self._look(self._apply(base, own + piece))
        return look

    def _paragraph_style(self, index: int) -> Properties:
        found = self._paragraph_styles.get(index)
        if found is None:
            found = {}
            for entry in self._styles.chain(index):
                found = {**found, **_toggled(entry.character, found)}
            self._paragraph_styles[index] = found
        return found

    def _apply(self, base: Properties, grpprl: bytes) -> Properties:
        properties, style = dict(base), base
        for code, operand in sprms(grpprl):
            if code == s.C_STYLE:
                style = dict(base)
                for entry in self._styles.chain(u16(operand, 0)):
                    style.update(_toggled(entry.character, base))
                properties = _restyled(properties, style)
            elif code == s.C_PLAIN:
                properties = _restyled(properties, style)
            else:
                properties.update(_toggled([(code, operand)], style))
        return properties

    def _look(self, properties: Properties) -> Look:
        special = _is_on(properties, s.C_SPECIAL)
        symbol = None
        if s.C_SYMBOL in properties:
            operand = properties[s.C_SYMBOL]
            symbol = to_unicode(self._font(u16(operand, 0)), chr(u16(operand, 2)))
        return Look(
            style=_style(properties),
            colour=_colour(properties),
            hidden=_is_on(properties, s.C_HIDDEN),
            special=special,
            symbol=symbol,
            form_data=_is_on(properties, s.C_DATA),
            location=u32(properties.get(s.C_LOCATION, b""), 0),
            fonts=self._symbol_fonts(properties),
        )

    def _font(self, index: int) -> str:
        return self._fonts[index] if index < len(self._fonts) else ""

    def _symbol_fonts(self, properties: Properties) -> tuple[str, str] | None:
        ascii = self._font(u16(properties.get(s.C_FONT_ASCII, b""), 0))
        other = self._font(u16(properties[s.C_FONT_OTHER], 0)) if s.C_FONT_OTHER in properties else ascii
        return (ascii, other) if is_symbol_font(ascii) or is_symbol_font(other) else None


def _toggled(found: Iterable[Sprm], style: Properties) -> Properties:
    """The sprms as properties, toggles settled by what the style has."""
    properties: Properties = {}
    for code, operand in found:
        if code in _TOGGLES and operand[0] in (_AS_STYLE, _NOT_AS_STYLE):
            operand = bytes([_is_on(style, code) ^ (operand[0] == _NOT_AS_STYLE)])
        properties[code] = operand
    return properties


def _restyled(properties: Properties, style: Properties) -> Properties:
    return {**style, **{code: operand for code, operand in properties.items() if code in _KEPT}}


def _is_on(properties: Properties, code: int) -> bool:
    return any(properties.get(code, b""))


def _style(properties: Properties) -> Style:
    style = Style.NONE
    for code, flag in _FLAGS:
        if code in properties and any(properties[code]):
            style |= flag
    if properties.get(s.C_RAISED) == b"\x01":
        style |= Style.SUPERSCRIPT
    if _is_shaded(properties):
        style |= Style.HIGHLIGHT
    if _is_bordered(properties):
        style |= Style.ENCIRCLED
    return style


_FLAGS = (
    (s.C_BOLD, Style.BOLD),
    (s.C_ITALIC, Style.ITALIC),
    (s.C_STRIKE, Style.STRIKE),
    (s.C_DOUBLE_STRIKE, Style.STRIKE),
    (s.C_UNDERLINE, Style.UNDERLINE),
    (s.C_DELETED, Style.DELETED),
)


def _is_shaded(properties: Properties) -> bool:
    """Whether a marker's colour or a shade lies behind the characters; the newer Shd counts where both are."""
    marker = properties.get(s.C_HIGHLIGHT)
    if marker and is_marker(marker[0]):
        return True
    if s.C_SHADING in properties:
        return is_shade(properties[s.C_SHADING])
    return s.C_SHADING_80 in properties and is_shade_80(u16(properties[s.C_SHADING_80], 0))


def _is_bordered(properties: Properties) -> bool:
    """Whether a border is drawn round the characters: Brc ([MS-DOC] 2.9.16) or Brc80 (2.9.17), both with a type."""
    if s.C_BORDER in properties:
        return properties[s.C_BORDER][5:6] not in (b"", b"\0", b"\xff")
    return properties.get(s.C_BORDER_80, b"")[1:2] not in (b"", b"\0", b"\xff")


def _colour(properties: Properties) -> str | None:
    if s.C_COLOUR in properties:
        return colour(u32(properties[s.C_COLOUR], 0))
    return indexed(properties[s.C_COLOUR_INDEX][0]) if s.C_COLOUR_INDEX in properties else None
