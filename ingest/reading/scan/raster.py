"""Types of pixel work: what an array holds, and how points go through a perspective transform."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from ingest.document import Box

Grey = MatLike
"""Bytes of shape (height, width), 0 black to 255 white."""

Colour = MatLike
"""Bytes of shape (height, width, 3), red, green, blue."""

Ink = MatLike
"""Bytes of shape (height, width), 255 where there is ink, 0 on bare paper."""

Transform = NDArray[np.float64]
"""Shape (3, 3): a perspective transform of the plane, for column vectors (x, y, 1)."""

DPI = 300
"""What pages are brought to before they are read."""


def transformed(matrix: Transform, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points of shape (n, 2), sent through a perspective transform.

    >>> transformed(np.diag([2.0, 3.0, 1.0]), np.array([[1.0, 1.0]])).tolist()
    [[2.0, 3.0]]
    """
    flat = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    result: NDArray[np.float64] = flat[:, :2] / flat[:, 2:]
    return result


def scaling(x: float, y: float) -> Transform:
    """The transform that stretches by `x` and `y`."""
    return np.diag([x, y, 1.0])


def shifting(x: float, y: float) -> Transform:
    """The transform that moves by `x` and `y`."""
    return np.array([[1.0, 0.0, x], [0.0, 1.0, y], [0.0, 0.0, 1.0]])


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page's picture made ready to be read: upright, straight, at about 300 dpi, its paper white.

    `tint` is where a marker's colour lies, at a quarter of the resolution; None where there is no
    colour at all. `to_shown` sends pixels of `grey` to points of the page as it is shown, where the picture may lie
    on its side, slanted or in perspective.
    """

    grey: Grey
    ink: Ink
    to_shown: Transform
    pixel: float  # a pixel's side in points
    tint: Ink | None = None

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return int(self.grey.shape[0])

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return int(self.grey.shape[1])


class Area(tuple[int, int, int, int]):
    """A rectangle of pixels ``(x0, y0, x1, y1)``, the last two outside of it."""

    __slots__ = ()

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return self[2] - self[0]

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self[3] - self[1]

    def box(self, pixel: float) -> Box:
        """The rectangle in points of the upright page, whose pixels are `pixel` points wide."""
        return Box(*(round(edge * pixel, 2) for edge in self))
