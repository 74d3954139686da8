"""A page that was read from its picture, and the way back from what was read to where it is shown.

Reading and layout work on an upright, straightened page. The page that a person looks at may lie on
its side, be slanted or photographed at an angle; evidence has to point there. So a scanned page goes
through layout as it is, and its boxes are brought back afterwards: `as_shown`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ingest.document import Box, Ink, PageSize, Paragraph, Span
from ingest.layout.page import PageContent

Matrix = tuple[float, float, float, float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class ScannedPage(PageContent):
    """A page's content as OCR gave it, in points of the upright page.

    `size` is the upright page's, `shown` that of the page as it is shown. `matrix` is the perspective
    transform, row by row, from points of the first to points of the second. `bits` is the upright
    page's ink, a bit a pixel, each row filled up to whole bytes; a pixel is `pixel` points wide.
    """

    shown: PageSize = PageSize(0, 0)
    matrix: Matrix = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
    bits: bytes = b""
    width: int = 0
    height: int = 0
    pixel: float = 1.0
    confidence: float = 1.0

    def to_shown(self, box: Box) -> Box:
        """A box of the upright page, as the box round it on the page as shown.

        >>> on_its_side = ScannedPage(1, PageSize(200, 100), (), matrix=(0, 1, 0, -1, 0, 200, 0, 0, 1))
        >>> on_its_side.to_shown(Box(10, 20, 60, 30))
        Box(x0=20.0, y0=140.0, x1=30.0, y1=190.0)
        """
        corners = [_sent(self.matrix, x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        across, down = zip(*corners, strict=True)
        return Box(*(round(edge, 2) for edge in (min(across), min(down), max(across), max(down))))

    def to_upright(self, box: Box) -> Box:
        """The box of the upright page whose `to_shown` is this box, or nearly.

        >>> slanted = ScannedPage(1, PageSize(200, 100), (), matrix=(0.995, -0.1, 0, 0.1, 0.995, 0, 0, 0, 1))
        >>> [round(edge) for edge in slanted.to_upright(slanted.to_shown(Box(10, 20, 110, 30)))]
        [10, 20, 110, 30]
        """
        back = _inverse(self.matrix)
        x, y = _sent(back, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        # how far the shown point moves when the upright one moves by a point to the right, downwards
        here, right, down = (_sent(self.matrix, *point) for point in ((x, y), (x + 1, y), (x, y + 1)))
        a, b = abs(right[0] - here[0]), abs(down[0] - here[0])
        c, d = abs(right[1] - here[1]), abs(down[1] - here[1])
        wide, high = box.x1 - box.x0, box.y1 - box.y0
        determinant = a * d - b * c
        width = (d * wide - b * high) / determinant if determinant else 0.0
        height = (a * high - c * wide) / determinant if determinant else 0.0
        if width <= 0 or height <= 0:
            corners = [_sent(back, x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
            across, below = zip(*corners, strict=True)
            return Box(min(across), min(below), max(across), max(below))
        return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def darkness(self, box: Box) -> float:
        """The part of a box on the page as shown that is ink, between 0 and 1."""
        import numpy as np

        upright = self.to_upright(box)
        stride = (self.width + 7) // 8
        x0, y0 = max(0, round(upright.x0 / self.pixel)), max(0, round(upright.y0 / self.pixel))
        x1 = min(self.width, round(upright.x1 / self.pixel))
        y1 = min(self.height, round(upright.y1 / self.pixel))
        if x1 <= x0 or y1 <= y0:
            return 0.0
        rows = np.frombuffer(self.bits, np.uint8).reshape(self.height, stride)[y0:y1]
        return float(np.unpackbits(rows, axis=1)[:, x0:x1].mean())


def _sent(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    depth = matrix[6] * x + matrix[7] * y + matrix[8]
    across = matrix[0] * x + matrix[1] * y + matrix[2]
    return across / depth, (matrix[3] * x + matrix[4] * y + matrix[5]) / depth


def _inverse(matrix: Matrix) -> Matrix:
    """The inverse but for a factor, which a perspective transform does not feel."""
    a, b, c, d, e, f, g, h, i = matrix
    return (
        e * i - f * h, c * h - b * i, b * f - c * e,
        f * g - d * i, a * i - c * g, c * d - a * f,
        d * h - e * g, b * g - a * h, a * e - b * d,
    )  # fmt: skip


def as_shown(paragraphs: Iterable[Paragraph], scans: Mapping[int, ScannedPage]) -> list[Paragraph]:
    """Paragraphs that layout made of scanned pages (and others), each box where it is shown."""
    moved: list[Paragraph] = []
    for paragraph in paragraphs:
        spans = tuple(_span_as_shown(span, scans) for span in paragraph.spans)
        moved.append(replace(paragraph, spans=spans))
    return moved


def _span_as_shown(span: Span, scans: Mapping[int, ScannedPage]) -> Span:
    if span.box is None or span.page is None or span.page not in scans:
        return span
    return span._replace(box=scans[span.page].to_shown(span.box))


def ink_of(scans: Mapping[int, ScannedPage]) -> Ink | None:
    """What measures the ink of a document's scanned pages, None where it has none.

    On other pages there is no ink to measure: 0.
    """
    if not scans:
        return None

    def ink(page: int, box: Box) -> float:
        return scans[page].darkness(box) if page in scans else 0.0

    return ink
