"""Pictures that fill a page, and the text under and over them.

A scan that somebody recognised before may keep what was read as plain text drawn *before* the picture,
which then lies over it: nobody sees that text. And a scan may carry words that everybody sees, a number
stamped into its margin or answers typed onto it: then there is more on the page than its text.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat
from typing import NamedTuple

import pypdfium2.raw as raw

from ingest.document import Box, PageSize
from ingest.layout.page import Run
from ingest.layout.turning import turned
from ingest.reading.pdf import native
from ingest.reading.pdf.geometry import IDENTITY, Frame, PointMap, compose
from ingest.reading.pdf.paths import Scratch, object_box, object_matrix

_FILLS = 0.5  # of the page, for a picture that may be the page
_OPAQUE = 0.9  # of its pixels hide what is under them (a straightened scan has empty corners)
_MOST = 50_000  # objects that are looked at on one page
_DEPTH = 8  # levels of form XObjects
_PIXELS = 16_000_000  # of a page at a pixel a point, beyond which it is no sheet of paper
_IS_DARK = b"\1" * 160 + bytes(256 - 160)
_MARGIN = 0.1  # of the page's height at its top and foot, where a letterhead stands
_PLENTY = 1500  # characters: a page full of text, whatever it is printed on
_INK = 0.004  # of what lies between: a few lines of print


class _Pixels(NamedTuple):
    """A picture as it is drawn onto the page before that is turned, a pixel a point.

    `rows` hold blue, green, red, alpha of each pixel.
    """

    width: int
    rows: list[bytes]


def fills_page(picture: Box, size: PageSize) -> bool:
    """Whether a picture may be what the page shows."""
    width = min(picture.x1, size.width) - max(picture.x0, 0.0)
    height = min(picture.y1, size.height) - max(picture.y0, 0.0)
    return min(width, height) > 0 and width * height >= _FILLS * size.width * size.height


def buried_text(document: raw.FPDF_DOCUMENT, page: raw.FPDF_PAGE, frame: Frame) -> frozenset[int]:
    """The text objects of a page that lie under a picture which fills it and lets nothing through."""
    buried: set[int] = set()
    before: list[tuple[int, PointMap]] = []
    scratch = Scratch()
    for item, kind, outer in _in_order(page, scratch):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            before.append((item, outer))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE and before:
            box = object_box(item, frame, outer, scratch)
            if fills_page(box, frame.size) and _is_opaque(_drawn(document, page, item, frame.size)):
                buried.update(text for text, around in before if _holds(box, object_box(text, frame, around, scratch)))
    return frozenset(buried)


def says_more(document: raw.FPDF_DOCUMENT, page: raw.FPDF_PAGE, frame: Frame, runs: Sequence[Run]) -> bool:
    """Whether a picture that fills the page shows print beside the text that the page has."""
    if sum([len(run.text) for run in runs]) >= _PLENTY:
        return False
    scratch = Scratch()
    back = (360 - frame.turn) % 360
    words = [turned(run.box, frame.size, back) for run in runs]
    for item, kind, outer in _in_order(page, scratch):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = object_box(item, frame, outer, scratch)
            if fills_page(box, frame.size):
                pixels = _drawn(document, page, item, frame.size)
                if pixels is not None and _ink_beside(pixels, turned(box, frame.size, back), words) > _INK:
                    return True
    return False


def _in_order(page: raw.FPDF_PAGE, scratch: Scratch) -> Iterator[tuple[int, int, PointMap]]:
    """A page's objects in the order in which they are drawn, those of form XObjects too.

    Of each its address, its kind, and the map from the space that it is drawn in to the page's.
    """
    address = native.address(page)
    objects = map(native.object_at, repeat(address), range(native.object_count(address)))
    yield from islice(_inside(objects, IDENTITY, 0, scratch), _MOST)


def _inside(
    objects: Iterable[int], outer: PointMap, depth: int, scratch: Scratch
) -> Iterator[tuple[int, int, PointMap]]:
    for item in objects:
        kind = native.object_type(item)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield item, kind, outer
        elif depth < _DEPTH:
            inner = map(native.form_object_at, repeat(item), range(native.form_object_count(item)))
            yield from _inside(inner, compose(object_matrix(item, scratch), outer), depth + 1, scratch)


def _drawn(document: raw.FPDF_DOCUMENT, page: raw.FPDF_PAGE, item: int, size: PageSize) -> _Pixels | None:
    """A picture's own pixels, without what is drawn over it; None where it has none or something shines through."""
    picture = ctypes.cast(item, raw.FPDF_PAGEOBJECT)
    if size.width * size.height > _PIXELS or raw.FPDFPageObj_HasTransparency(picture):
        return None
    bitmap = raw.FPDFImageObj_GetRenderedBitmap(document, page, picture)
    if not bitmap:
        return None
    try:
        if raw.FPDFBitmap_GetFormat(bitmap) != raw.FPDFBitmap_BGRA:
            return None
        width, height = raw.FPDFBitmap_GetWidth(bitmap), raw.FPDFBitmap_GetHeight(bitmap)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        data = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
        return _Pixels(width, [data[stride * row : stride * row + 4 * width] for row in range(height)])
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _is_opaque(pixels: _Pixels | None) -> bool:
    if pixels is None:
        return False
    return sum(row[3::4].count(255) for row in pixels.rows) >= _OPAQUE * pixels.width * len(pixels.rows)


def _ink_beside(pixels: _Pixels, box: Box, words: Sequence[Box]) -> float:
    """The part of a picture between its margins, on all four sides, that is dark and under no words."""
    rows = [bytearray(_dark(row)) for row in pixels.rows]
    across, down = pixels.width / (box.x1 - box.x0), len(rows) / (box.y1 - box.y0)
    for x0, y0, x1, y1 in words:
        begin, end = max(int((x0 - box.x0) * across), 0), max(int((x1 - box.x0) * across) + 1, 0)
        for row in rows[max(int((y0 - box.y0) * down), 0) : max(int((y1 - box.y0) * down) + 1, 0)]:
            row[begin:end] = bytes(len(row[begin:end]))
    top, foot = int(_MARGIN * len(rows)), int((1 - _MARGIN) * len(rows))
    left, right = int(_MARGIN * pixels.width), int((1 - _MARGIN) * pixels.width)
    return sum(row.count(1, left, right) for row in rows[top:foot]) / max((foot - top) * (right - left), 1)


def _dark(row: bytes) -> bytes:
    """1 for each dark pixel of a row, 0 for the others; where nothing is painted, paper is."""
    green, alpha = row[1::4].translate(_IS_DARK), row[3::4]
    if alpha.count(255) == len(alpha):
        return green
    return bytes([dark and part > 127 for dark, part in zip(green, alpha, strict=True)])


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return outer.x0 <= x <= outer.x1 and outer.y0 <= y <= outer.y1
