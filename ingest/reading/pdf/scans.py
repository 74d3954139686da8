"""Pages of a PDF that are pictures: whether a page is one, and its picture for recognition.

The decision is made page by page. A scan has a picture that fills the page and either no text, or
text that nobody sees: drawn invisibly, or under the picture, by whoever recognised it before. Such
a layer is not trusted where recognition is at hand, but heard. Text that the eye sees is kept, unless it can't
be text: characters without Unicode, letters in no order that a language has.
"""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING

import pypdfium2.raw as raw

from ingest.document import Box, PageSize
from ingest.errors import UnsupportedFormat
from ingest.layout.page import PageContent, Run
from ingest.reading.pdf.document import Pdf, loaded_page
from ingest.reading.scan import recognise, with_layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

_DPI = 300.0
_FEW_LETTERS = 30  # as many as a stamp or a page number has
_PICTURE = 0.3  # of the page covered by pictures, for a page with hardly any text
_UNTRUSTED = 0.6  # confidence of a text layer that nobody checked
_NO_TEXT = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|\\(cid:")
_VOWELS = "eaoiuáéíóúüAEIOUÁÉÍÓÚÜ"


def is_picture(size: PageSize, runs: Sequence[Run], hidden: Sequence[Run], pictures: Sequence[Box]) -> bool:
    """Whether a page has to be read from its picture.

    `runs` is the text that the eye sees, `hidden` what is drawn invisibly, `pictures` where pictures are.
    """
    text = "".join([run.text for run in runs])
    covered = sum(_area(box, size) for box in pictures) / max(1.0, size.width * size.height)
    if _letters(text[: 2 * _FEW_LETTERS]) < _FEW_LETTERS and _letters(text) < _FEW_LETTERS:
        return covered >= _PICTURE or (bool(hidden) and covered > 0)
    return is_garbage(text)


def is_garbage(text: str) -> bool:
    """Whether extracted text can't be what the page shows: no Unicode for its glyphs, or no vowels among letters.

    >>> [is_garbage(text) for text in ("Localización: Goya (Corrientes)", chr(0xFFFD) * 9, "Qrfgh Bkjhq Wrtzp")]
    [False, True, True]
    """
    if "\ufffd" in text or "(cid:" in text or not text.isprintable():
        broken = len(_NO_TEXT.findall(text))
        if broken * 5 > _letters(text) + broken:
            return True
    vowels, enough = 0, 0.2 * len(text)
    for vowel in _VOWELS:  # the frequent ones first: a page of text needs three of them
        vowels += text.count(vowel)
        if vowels >= enough:
            return False
    letters = _letters(text)
    return letters >= 12 and vowels < 0.2 * letters


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _area(box: Box, size: PageSize) -> float:
    width = min(box.x1, size.width) - max(box.x0, 0.0)
    height = min(box.y1, size.height) - max(box.y0, 0.0)
    return max(0.0, width) * max(0.0, height)


def recognise_page(pdf: Pdf, number: int, size: PageSize, hidden: Sequence[Run]) -> PageContent:
    """Read a page from its picture; where nothing is installed that can, from the text layer that it came with.

    Where there is both, and they agree, the layer has a say (`with_layer`).

    Raises `UnsupportedFormat` (``ocr``) where there is no such layer either.
    """
    try:
        page = recognise(_picture(pdf, number, size), number, size)
        return with_layer(page, hidden) if hidden else page
    except UnsupportedFormat:
        layer = "".join([run.text for run in hidden])
        if _letters(layer) < _FEW_LETTERS or is_garbage(layer):
            raise
    return PageContent(number, size, tuple(run._replace(confidence=_UNTRUSTED) for run in hidden))


def _picture(pdf: Pdf, number: int, size: PageSize) -> Image:
    """The page as it is shown, drawn at the resolution that recognition likes best."""
    try:
        from PIL import Image
    except ImportError as error:
        raise UnsupportedFormat("ocr") from error
    width, height = round(size.width * _DPI / 72), round(size.height * _DPI / 72)
    pdf.limits.check("pixels", width * height)
    with loaded_page(pdf, number) as page:
        bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGRx, None, 0)
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT)
            stride = raw.FPDFBitmap_GetStride(bitmap)
            pixels = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
    return Image.frombytes("RGB", (width, height), pixels, "raw", "BGRX", stride, 1)
