"""How the page's text objects look: font, size, colour, direction."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from ingest.document import Box, Style
from ingest.reading.pdf import native
from ingest.reading.pdf.geometry import Frame
from ingest.reading.symbols import is_symbol_font

_BOLD = re.compile("bold|black|heavy|demi", re.I)
_ITALIC = re.compile("italic|oblique|kursiv", re.I)
_FORCE_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6  # font descriptor flags, ISO 32000-1 table 123
_INVISIBLE_MODES = frozenset((3, 7))  # ISO 32000-1 table 106: neither filled nor stroked
_ASCENT, _DESCENT = 0.76, 0.22  # of a line of Latin text, in ems
_WIDEST = 1.1  # ems: no letter is wider
_FILL_AND_STROKE = 2  # how programs embolden a font that has no bold face


class Font(NamedTuple):
    """What a font says of its characters.

    `symbol` is its name where it shows symbols for letters. `advances` holds, for each horizontal scale and
    size that it was met in, how wide characters are.
    """

    style: Style
    symbol: str | None
    advances: dict[tuple[float, float], dict[str, float]]


class Kind(NamedTuple):
    """How characters of one font, size, colour and direction look.

    `turn` is the reading direction as shown, in degrees clockwise; None for one that is no quarter
    turn (a watermark). `axis` is the same in page space, in degrees anticlockwise. `plain` are letters
    from left to right, as the file and as the eye have it. `size` is in points as shown. `advances`
    collects how wide characters in this look are, in points.
    """

    style: Style
    colour: str | None
    symbol: str | None
    size: float
    turn: int | None
    axis: int
    plain: bool
    visible: bool
    advances: dict[str, float]


class Look(NamedTuple):
    """How a text object's characters look, and the height of its baseline as shown."""

    kind: Kind
    y: float

    def line_box(self, x0: float, x1: float) -> Box:
        """The box of upright text from x0 to x1, as high for all fonts of a size, so that lines are even."""
        y, size = self.y, self.kind.size
        return Box(x0, y - _ASCENT * size, x1, y + _DESCENT * size)

    def alike(self, other: Look) -> bool:
        """Whether a reader would see no difference between the two on one line."""
        one, two = self.kind, other.kind
        return abs(self.y - other.y) < 1.0 and (
            one is two
            or (
                one.style == two.style
                and abs(one.size - two.size) < 0.5
                and one.colour == two.colour
                and one.symbol == two.symbol
                and one.turn == two.turn
            )
        )


class Looks:
    """The looks of one page's text objects, each asked for once.

    Some programs write every syllable as a text object of its own, all alike but for their places:
    what they have in common is worked out once. Text objects in `buried` are not visible.
    """

    def __init__(
        self, text_page: int, frame: Frame, fonts: dict[int, Font], buried: frozenset[int] = frozenset()
    ) -> None:
        self._text_page = text_page
        self._frame = frame
        self._fonts = fonts
        self._buried = buried
        self._known: dict[int, Look] = {}
        self._kinds: dict[tuple[Any, ...], Kind] = {}
        self._matrix = native.Record("6f")

    def of(self, text_object: int, character: int) -> Look:
        """The look of a text object, of which `character` (an index on the page) is one."""
        look = self._known.get(text_object)
        if look is None:
            self.ask([text_object], [character])
            look = self._known[text_object]
        return look

    def ask(self, text_objects: Sequence[int], characters: Sequence[int]) -> None:
        """Read the looks of many text objects in one go; of each, one character is named (0: there is no object)."""
        known, kinds, buried = self._known, self._kinds, self._buried
        waiting = {item: place for item, place in zip(text_objects, characters, strict=True) if item not in known}
        waiting.pop(0, None)
        if not waiting:
            return
        items = list(waiting)
        matrices = native.char_matrices(self._text_page, list(waiting.values()))
        painted, colours = native.fill_colours(items)
        keys = zip(
            *(map(native.text_font, items), map(native.text_mode, items), painted, native.text_sizes(items)),
            *(colours[part::4] for part in range(4)),
            *(matrices[part::6] for part in range(4)),
            strict=True,
        )
        _, p, _, r, _, q = self._frame.to_shown
        for item, key, e, f in zip(items, keys, matrices[4::6], matrices[5::6], strict=True):
            kind = kinds.get(key)
            if kind is None:
                kind = kinds[key] = self._kind(*key)
            if buried and item in buried:
                kind = kind._replace(visible=False)
            known[item] = Look(kind, p * e + r * f + q)

    def same(self, one: int, character: int, other: int, last: int) -> bool:
        """Whether two text objects of one word, begun and ended by these characters, are in one font on one line.

        That asks less than their looks; a word changes its colour only together with its font.
        """
        at = self._matrix.at[0]
        if native.text_font(one) != native.text_font(other):
            return False
        size = self._known[one].kind.size
        native.char_matrix(self._text_page, character, at)
        first = self._matrix.values()
        native.char_matrix(self._text_page, last, at)
        second = self._matrix.values()
        if first[:4] != second[:4] or (first[4] - second[4]) and (first[5] - second[5]):
            return False
        room = _WIDEST * size * (last - character + 1)
        return abs(first[4] - second[4]) < room and abs(first[5] - second[5]) < room

    def _kind(
        self,
        font_pointer: int,
        mode: int,
        painted: int,
        size: float,
        *paint_and_matrix: float,
    ) -> Kind:
        """`paint_and_matrix` are red, green, blue, alpha, and the first four numbers of the matrix."""
        red, green, blue, _, a, b, c, d = paint_and_matrix
        if size < 0:  # letters upside down in a space that is upside down
            size, a, b, c, d = -size, -a, -b, -c, -d
        p, q, r, s, _, _ = self._frame.to_shown
        turn = _quarter(p * a + r * b, q * a + s * b)  # where the baseline runs, as shown
        axis = 0 if turn is None else (self._frame.turn - turn) % 360
        font = self._font(font_pointer)
        style = font.style
        if mode == _FILL_AND_STROKE:
            style |= Style.BOLD
        if abs(a * c + b * d) > 0.1 * abs(a * d - b * c):  # slanted letters: an italic made by the program
            style |= Style.ITALIC
        black = not painted or red == green == blue == 0
        return Kind(
            style,
            None if black else f"{int(red):02x}{int(green):02x}{int(blue):02x}",
            font.symbol,
            size * math.hypot(c, d),
            turn,
            axis,
            turn == 0 and not axis and not font.symbol,
            mode not in _INVISIBLE_MODES,
            font.advances.setdefault((a, size), {}),
        )

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
        return Font(Style.NONE, None, {})
    font = ctypes.cast(pointer, raw.FPDF_FONT)
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("utf-8", "replace")
    return Font(*_of_name(name, max(raw.FPDFFont_GetFlags(font), 0)), {})


@lru_cache(maxsize=512)
def _of_name(name: str, flags: int) -> tuple[Style, str | None]:
    """What a font's name and its descriptor's flags tell: its style, and its name where it is a symbol font."""
    style = Style.NONE
    if _BOLD.search(name) or flags & _FORCE_BOLD:
        style |= Style.BOLD
    if _ITALIC.search(name) or flags & _ITALIC_FLAG:
        style |= Style.ITALIC
    return style, name if is_symbol_font(name) else None
