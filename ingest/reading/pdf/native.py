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
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat

import pypdfium2.raw as raw

_Pointer = ctypes.c_void_p
_Int = ctypes.c_int


def _declare(name: str, result: type | None, *arguments: type) -> Callable[..., int]:
    place = ctypes.cast(getattr(raw, name), _Pointer).value
    function: Callable[..., int] = ctypes.PYFUNCTYPE(result, *arguments)(place or 0)
    return function


def address(handle: object) -> int:
    """The integer that a PDFium handle is, 0 for a null one."""
    return ctypes.cast(handle, _Pointer).value or 0  # type: ignore[arg-type]


char_box = _declare("FPDFText_GetLooseCharBox", _Int, _Pointer, _Int, _Pointer)
char_object = _declare("FPDFText_GetTextObject", _Pointer, _Pointer, _Int)
char_matrix = _declare("FPDFText_GetMatrix", _Int, _Pointer, _Int, _Pointer)
text_of = _declare("FPDFText_GetText", _Int, _Pointer, _Int, _Int, _Pointer)
char_unicode = _declare("FPDFText_GetUnicode", ctypes.c_uint, _Pointer, _Int)
text_size = _declare("FPDFTextObj_GetFontSize", _Int, _Pointer, _Pointer)
text_font = _declare("FPDFTextObj_GetFont", _Pointer, _Pointer)
text_mode = _declare("FPDFTextObj_GetTextRenderMode", _Int, _Pointer)
object_count = _declare("FPDFPage_CountObjects", _Int, _Pointer)
object_at = _declare("FPDFPage_GetObject", _Pointer, _Pointer, _Int)
form_object_count = _declare("FPDFFormObj_CountObjects", _Int, _Pointer)
form_object_at = _declare("FPDFFormObj_GetObject", _Pointer, _Pointer, ctypes.c_ulong)
object_type = _declare("FPDFPageObj_GetType", _Int, _Pointer)
object_bounds = _declare("FPDFPageObj_GetBounds", _Int, _Pointer, *[_Pointer] * 4)
object_matrix = _declare("FPDFPageObj_GetMatrix", _Int, _Pointer, _Pointer)
fill_colour = _declare("FPDFPageObj_GetFillColor", _Int, _Pointer, *[_Pointer] * 4)
stroke_colour = _declare("FPDFPageObj_GetStrokeColor", _Int, _Pointer, *[_Pointer] * 4)
stroke_width = _declare("FPDFPageObj_GetStrokeWidth", _Int, _Pointer, _Pointer)
draw_mode = _declare("FPDFPath_GetDrawMode", _Int, _Pointer, _Pointer, _Pointer)
segment_count = _declare("FPDFPath_CountSegments", _Int, _Pointer)
segment_at = _declare("FPDFPath_GetPathSegment", _Pointer, _Pointer, _Int)
segment_point = _declare("FPDFPathSegment_GetPoint", _Int, _Pointer, _Pointer, _Pointer)
segment_type = _declare("FPDFPathSegment_GetType", _Int, _Pointer)
segment_closes = _declare("FPDFPathSegment_GetClose", _Int, _Pointer)


class Record:
    """A place for several of PDFium's answers, read back together.

    `layout` is a `struct` format of floats and unsigned integers; `at` has the address of each of its
    items, in order.
    """

    __slots__ = ("_buffer", "_unpack", "at")

    def __init__(self, layout: str) -> None:
        form = struct.Struct("=" + layout)
        self._unpack = form.unpack
        self._buffer = array("B", bytes(form.size))
        start, _ = self._buffer.buffer_info()
        self.at = tuple(range(start, start + form.size, 4))

    def values(self) -> tuple[float, ...]:
        """All numbers, in order."""
        return self._unpack(self._buffer)

    def raw(self) -> bytes:
        """All numbers as they stand there, to be told apart from others."""
        return self._buffer.tobytes()


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


def char_boxes(text_page: int, indices: Sequence[int]) -> array[float]:
    """The boxes of characters, advance wide and line high: left, top, right, bottom of each in turn.

    In PDF page space: y grows upwards.
    """
    count = len(indices)
    boxes = array("f", bytes(16 * count))
    start, _ = boxes.buffer_info()
    for _ in map(char_box, repeat(text_page, count), indices, range(start, start + 16 * count, 16)):
        pass
    return boxes


def char_objects(text_page: int, indices: Sequence[int]) -> list[int]:
    """The text objects that characters belong to, 0 for characters that PDFium made up."""
    return [pointer or 0 for pointer in map(char_object, repeat(text_page, len(indices)), indices)]
