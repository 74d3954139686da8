"""PDFium's functions, called the cheap way.

A page has thousands of characters and PDFium has no call that gives the boxes of many. Through
pypdfium2's own prototypes a call costs about 2 µs, most of it for checking pointer types; declared
with plain addresses the same call costs 0.5 µs. Handles are passed as integers (`address`). Answers are
written into plain arrays: a ctypes array of a new length is a new type, and making that costs 20 µs.
"""

from __future__ import annotations

import ctypes
import struct
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import repeat
from typing import Any

import pypdfium2.raw as raw

_Int = ctypes.c_int
_Address = ctypes.c_size_t  # of a handle that is an answer: 0 where there is none
_Handle = _Number = _Place = ctypes.c_void_p
"""What goes in: a handle, a number, the place for an answer, all as wide as an address.

An ``int`` in PDFium's prototypes is declared like an address too: it is handed over as it is, while
ctypes looks the conversion of a `c_int` up in a table each time.
"""


def _declare(name: str, result: type | None, *arguments: type) -> Callable[..., int]:
    place = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    function: Callable[..., int] = ctypes.PYFUNCTYPE(result, *arguments)(place or 0)
    return function


def address(handle: Any) -> int:
    """The integer that a PDFium handle is, 0 for a null one."""
    return ctypes.addressof(handle.contents) if handle else 0


char_box = _declare("FPDFText_GetLooseCharBox", None, _Handle, _Number, _Place)
char_object = _declare("FPDFText_GetTextObject", _Address, _Handle, _Number)
char_matrix = _declare("FPDFText_GetMatrix", None, _Handle, _Number, _Place)
char_unicode = _declare("FPDFText_GetUnicode", ctypes.c_uint, _Handle, _Number)
text_of = _declare("FPDFText_GetText", _Int, _Handle, _Number, _Number, _Place)
text_size = _declare("FPDFTextObj_GetFontSize", None, _Handle, _Place)
text_font = _declare("FPDFTextObj_GetFont", _Address, _Handle)
text_mode = _declare("FPDFTextObj_GetTextRenderMode", _Int, _Handle)
object_count = _declare("FPDFPage_CountObjects", _Int, _Handle)
object_at = _declare("FPDFPage_GetObject", _Address, _Handle, _Number)
form_object_count = _declare("FPDFFormObj_CountObjects", _Int, _Handle)
form_object_at = _declare("FPDFFormObj_GetObject", _Address, _Handle, _Number)
object_type = _declare("FPDFPageObj_GetType", _Int, _Handle)
object_bounds = _declare("FPDFPageObj_GetBounds", None, _Handle, *[_Place] * 4)
object_matrix = _declare("FPDFPageObj_GetMatrix", None, _Handle, _Place)
fill_colour = _declare("FPDFPageObj_GetFillColor", _Int, _Handle, *[_Place] * 4)
stroke_colour = _declare("FPDFPageObj_GetStrokeColor", _Int, _Handle, *[_Place] * 4)
stroke_width = _declare("FPDFPageObj_GetStrokeWidth", _Int, _Handle, _Place)
draw_mode = _declare("FPDFPath_GetDrawMode", None, _Handle, _Place, _Place)
segment_count = _declare("FPDFPath_CountSegments", _Int, _Handle)
segment_at = _declare("FPDFPath_GetPathSegment", _Address, _Handle, _Number)
segment_point = _declare("FPDFPathSegment_GetPoint", None, _Handle, _Place, _Place)
segment_type = _declare("FPDFPathSegment_GetType", _Int, _Handle)
segment_closes = _declare("FPDFPathSegment_GetClose", _Int, _Handle)


@cache
def _struct(layout: str) -> struct.Struct:
    return struct.Struct("=" + layout)


class Record:
    """A place for several of PDFium's answers, read back together.

    `layout` is a `struct` format of floats and unsigned integers; `at` has the address of each of its
    items, in order.
    """

    __slots__ = ("_buffer", "_unpack", "at")

    def __init__(self, layout: str) -> None:
        form = _struct(layout)
        self._unpack = form.unpack
        self._buffer = array("B", bytes(form.size))
        start, _ = self._buffer.buffer_info()
        self.at = tuple(range(start, start + form.size, 4))

    def values(self) -> tuple[float, ...]:
        """All numbers, in order."""
        return self._unpack(self._buffer)


def characters(text_page: int, count: int) -> str:
    """The page's `count` characters, one each; those without a meaning in Unicode as U+FFFD.

    PDFium's own text drops the latter and writes others as two code units; then, and only then, the
    characters are asked for one by one, so that indices agree.
    """
    units = array("H", bytes(2 * (2 * count + 2)))
    if text_of(text_page, 0, count, units.buffer_info()[0]) - 1 == count:
        text = units[:count].tobytes().decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text
    codes: Iterable[int] = map(char_unicode, repeat(text_page, count), range(count))
    return "".join([chr(code) if code else "\ufffd" for code in codes])


def _places(code: str, count: int, numbers: int) -> tuple[array[Any], range]:
    """Room for so many answers of so many numbers each (of 4 bytes), and the address of each answer."""
    room = array(code, bytes(4 * count * numbers))
    start, _ = room.buffer_info()
    return room, range(start, start + 4 * count * numbers, 4 * numbers)


def char_boxes(text_page: int, indices: Sequence[int]) -> array[float]:
    """The boxes of characters, advance wide and line high: left, top, right, bottom of each in turn.

    In PDF page space: y grows upwards.
    """
    boxes, places = _places("f", len(indices), 4)
    deque(map(char_box, repeat(text_page), indices, places), 0)
    return boxes


def char_matrices(text_page: int, indices: Sequence[int]) -> array[float]:
    """The maps from characters' own space to the page: a, b, c, d, e, f of each in turn."""
    matrices, places = _places("f", len(indices), 6)
    deque(map(char_matrix, repeat(text_page), indices, places), 0)
    return matrices


def text_sizes(items: Sequence[int]) -> array[float]:
    """The font sizes of text objects."""
    sizes, places = _places("f", len(items), 1)
    deque(map(text_size, items, places), 0)
    return sizes


def fill_colours(items: Sequence[int]) -> tuple[list[int], array[int]]:
    """Whether objects are filled with a colour, and which: red, green, blue, alpha of each in turn."""
    colours, places = _places("I", len(items), 4)
    parts = [range(places.start + 4 * part, places.stop + 4 * part, 16) for part in range(4)]
    return list(map(fill_colour, items, *parts)), colours


def char_objects(text_page: int, indices: Sequence[int]) -> list[int]:
    """The text objects that characters belong to, 0 for characters that PDFium made up."""
    return list(map(char_object, repeat(text_page), indices))
