"""How the page's text objects look: font, size, colour, direction."""

from __future__ import annotations

import ctypes
import math
import re
from typing import NamedTuple

import pypdfium2.raw as raw

from ingest.document import Style
from ingest.reading.pdf import native
from ingest.reading.pdf.geometry import Frame
from ingest.reading.symbols import is_symbol_font

_BOLD = re.compile("bold|black|heavy|demi", re.I)
_ITALIC = re.compile("italic|oblique|kursiv", re.I)
_FORCE_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6  # font descriptor flags, ISO 32000-1 table 123
_INVISIBLE_MODES = frozenset((3, 7))  # ISO 32000-1 table 106: neither filled nor stroked
_FILL_AND_STROKE = 2  # how programs embolden a font that has no bold face


class Font(NamedTuple):
    """What a font says of its characters. `symbol` is its name where it shows symbols for letters."""

    style: Style
    symbol: str | None


class Look(NamedTuple):
    """How a text object's characters look and where its line stands.

    `turn` is the reading direction as shown, in degrees clockwise; None for one that is no quarter
    turn (a watermark). `axis` is the same in page space, in degrees anticlockwise. `size` is in
    points as shown, `y` the height of the baseline as shown.
    """

    style: Style
    colour: str | None
    symbol: str | None
    size: float
    turn: int | None
    axis: int
    visible: bool
    y: float

    def alike(self, other: Look) -> bool:
        """Whether a reader would see no difference between the two on one line."""
        return (
            self.style == other.style
            and abs(self.y - other.y) < 1.0
            and abs(self.size - other.size) < 0.5
            and self.colour == other.colour
            and self.symbol == other.symbol
            and self.turn == other.turn
        )


class Looks:
    """The looks of one page's text objects, each asked for once."""

    def __init__(self, text_page: int, frame: Frame, fonts: dict[int, Font]) -> None:
        self._text_page = text_page
        self._frame = frame
        self._fonts = fonts
        self._known: dict[int, Look] = {}
        self._matrix = native.Floats(6)
        self._size = native.Floats(1)
        self._rgba = native.Floats(4, ctypes.c_uint)

    def of(self, text_object: int, character: int) -> Look:
        """The look of a text object, of which `character` (an index on the page) is one."""
        look = self._known.get(text_object)
        if look is None:
            look = self._known[text_object] = self._read(text_object, character)
        return look

    def _read(self, text_object: int, character: int) -> Look:
        native.char_matrix(self._text_page, character, self._matrix.start)
        a, b, c, d, e, f = self._matrix.values()
        native.text_size(text_object, self._size.start)
        p, q, r, s, _, _ = self._frame.to_shown
        along_x, along_y = p * a + r * b, q * a + s * b  # where the baseline runs, as shown
        _, y = self._frame.point(e, f)
        turn = _quarter(along_x, along_y)
        font = self._font(native.text_font(text_object) or 0)
        style, mode = font.style, native.text_mode(text_object)
        if mode == _FILL_AND_STROKE:
            style |= Style.BOLD
        if abs(a * c + b * d) > 0.1 * abs(a * d - b * c):  # slanted letters: an italic made by the program
            style |= Style.ITALIC
        return Look(
            style,
            self._colour(text_object),
            font.symbol,
            self._size.values()[0] * math.hypot(c, d),
            turn,
            0 if turn is None else (self._frame.turn - turn) % 360,
            mode not in _INVISIBLE_MODES,
            y,
        )

    def _colour(self, text_object: int) -> str | None:
        if not native.fill_colour(text_object, *self._rgba.slots):
            return None
        red, green, blue, _ = self._rgba.values()
        return None if red == green == blue == 0 else f"{red:02x}{green:02x}{blue:02x}"

    def _font(self, pointer: int) -> Font:
        font = self._fonts.get(pointer)
        if font is None:
            font = self._fonts[pointer] = _read_font(pointer)
        return font


def _quarter(x: float, y: float) -> int | None:
    """The direction of a vector (y down) as a quarter turn clockwise, None where it is none."""
    if abs(y) <= 0.05 * abs(x):
        return 0 if x >= 0 else 180
    if abs(x) <= 0.05 * abs(y):
        return 90 if y > 0 else 270
    return None


def _read_font(pointer: int) -> Font:
    if not pointer:
        return Font(Style.NONE, None)
    font = ctypes.cast(pointer, raw.FPDF_FONT)
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("utf-8", "replace")
    flags = max(raw.FPDFFont_GetFlags(font), 0)
    style = Style.NONE
    if _BOLD.search(name) or flags & _FORCE_BOLD:
        style |= Style.BOLD
    if _ITALIC.search(name) or flags & _ITALIC_FLAG:
        style |= Style.ITALIC
    return Font(style, name if is_symbol_font(name) else None)
