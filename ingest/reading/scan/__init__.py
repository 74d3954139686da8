"""Pages that are pictures: scans, faxes, photographs. Read by OCR, with marks as text.

Nothing heavy is imported before the first page is recognised: `numpy`, OpenCV and the OCR engines
come with the optional part ``planilla[ocr]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.document import PageSize
from ingest.errors import UnsupportedFormat
from ingest.reading.scan.layers import with_layer
from ingest.reading.scan.scanned import ScannedPage, as_shown, ink_of

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["ScannedPage", "as_shown", "ink_of", "recognise", "with_layer"]


def recognise(image: Image, number: int, size: PageSize) -> ScannedPage:
    """Read the picture of page `number`, which is shown at `size` (points).

    The best picture is the scanner's own, or the page drawn at 300 dpi. The content stands upright;
    after layout, `as_shown` brings its boxes back to the page as it is shown. Raises
    `UnsupportedFormat` with the reason ``ocr`` where no OCR engine is installed.
    """
    try:
        from ingest.reading.scan.page import read_page
    except ImportError as error:
        raise UnsupportedFormat("ocr") from error
    return read_page(image, number, size)
