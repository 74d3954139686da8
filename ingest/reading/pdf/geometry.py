"""From PDF page space to the page as it is shown.

PDF page space (ISO 32000-1, 8.3.2) has y growing upwards and its origin anywhere: a crop box may
begin at (100, 200), and ``/Rotate 90`` turns the page clockwise when it is shown. The rest of the
program sees points from the top left corner of what is shown.
"""

from __future__ import annotations

import ctypes
from typing import NamedTuple

import pypdfium2.raw as raw

from ingest.document import Box, PageSize

PointMap = tuple[float, float, float, float, float, float]
"""``(a, b, c, d, e, f)``: x' = a·x + c·y + e, y' = b·x + d·y + f (ISO 32000-1, 8.3.3)."""

IDENTITY: PointMap = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def compose(first: PointMap, then: PointMap) -> PointMap:
    """The map that applies `first` and after it `then`.

    >>> compose((2, 0, 0, 2, 0, 0), (1, 0, 0, 1, 5, 7))
    (2, 0, 0, 2, 5, 7)
    """
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


class Frame(NamedTuple):
    """A page's size as shown, the turn that shows it, and the map from page space."""

    size: PageSize
    turn: int
    to_shown: PointMap

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of page space is shown."""
        a, b, c, d, e, f = self.to_shown
        return a * x + c * y + e, b * x + d * y + f

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Where a rectangle of page space is shown."""
        a, b, c, d, e, f = self.to_shown
        x0, y0 = a * left + c * top + e, b * left + d * top + f
        x1, y1 = a * right + c * bottom + e, b * right + d * bottom + f
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        return Box(x0, y0, x1, y1)


def make_frame(left: float, bottom: float, right: float, top: float, turn: int) -> Frame:
    """The frame of a page that shows this rectangle of page space, turned clockwise by `turn` degrees.

    >>> make_frame(100, 200, 300, 600, 0).point(100, 600)
    (0, 0)
    >>> make_frame(100, 200, 300, 600, 90).point(100, 200), make_frame(100, 200, 300, 600, 90).size
    ((0, 0), PageSize(width=400, height=200))
    """
    width, height = right - left, top - bottom
    if turn == 0:
        return Frame(PageSize(width, height), 0, (1, 0, 0, -1, -left, top))
    maps: dict[int, PointMap] = {
        90: (0, 1, 1, 0, -bottom, -left),
        180: (-1, 0, 0, 1, right, -bottom),
        270: (0, -1, -1, 0, top, right),
    }
    size = PageSize(height, width) if turn in (90, 270) else PageSize(width, height)
    return Frame(size, turn, maps[turn])


def page_frame(page: raw.FPDF_PAGE, back: int = 0) -> Frame:
    """The frame of a loaded page: its crop box within its media box, and its ``/Rotate``.

    `back` turns it that many degrees further, anticlockwise, for pages whose text lies on its side.
    """
    bounds = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds))
    turn = 90 * (raw.FPDFPage_GetRotation(page) % 4) - back
    return make_frame(bounds.left, bounds.bottom, bounds.right, bounds.top, turn % 360)
