"""The pages of a sheet with each answer framed and named: what was read, and where.

Only files with pages have one: PDFs, drawn by PDFium with their forms and annotations, and pictures.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ingest.errors import Encrypted, Unreadable, UnsupportedFormat
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading.sniff import sniff
from schema.result import Evidence

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont
    from PIL.ImageFont import ImageFont as BitmapFont

_DPI = 110.0
_MOST = 2400  # pixels of a picture's longer side
_MARGIN = 3.0  # points between an answer and its frame
_COLOURS = ("#c2410c", "#1d4ed8", "#15803d", "#7e22ce", "#be123c", "#0f766e", "#a16207", "#4338ca")
_DOUBT = 0.85  # the confidence below which a frame is drawn thick, with the figure


def pictures(data: bytes, evidence: Sequence[Mapping[str, Evidence]], limits: Limits = DEFAULT_LIMITS) -> list[bytes]:
    """PNG pictures of the file's pages, from the first to the last that has an answer.

    `evidence` is that of each sheet in the file, by key. Raises `UnsupportedFormat` (reason
    ``picture``) for files without pages, and what reading raises for damaged and encrypted ones.
    """
    answers: dict[int, list[tuple[str, Evidence]]] = {}
    for sheet in evidence:
        for key, item in sheet.items():
            if item.box is not None:
                answers.setdefault(item.page or 1, []).append((key, item))
    last = max(answers, default=1)
    drawn = []
    for number, (image, scale) in enumerate(_pages(data, limits), 1):
        if number > last:
            break
        drawn.append(_png(_framed(image, scale, answers.get(number, []))))
    return drawn


def _pages(data: bytes, limits: Limits) -> Iterator[tuple[Image, float]]:
    """Each page's picture and how many of its pixels a point is."""
    kind = sniff(data)
    if kind == "pdf":
        yield from _pdf_pages(data, limits)
    elif kind == "image":
        yield from _image_pages(data, limits)
    else:
        raise UnsupportedFormat("picture")


def _pdf_pages(data: bytes, limits: Limits) -> Iterator[tuple[Image, float]]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise (Encrypted if "password" in str(error).lower() else Unreadable)("pdf") from error
    try:
        limits.check("pages", len(pdf))
        if pdf.get_formtype():
            pdf.init_forms()
        for number in range(len(pdf)):
            page = pdf[number]
            scale = min(_DPI / 72, _MOST / max(*page.get_size(), 1.0))
            yield page.render(scale=scale).to_pil().convert("RGB"), scale
    finally:
        pdf.close()


def _image_pages(data: bytes, limits: Limits) -> Iterator[tuple[Image, float]]:
    from ingest.reading.image import each_page

    for image, size, _ in each_page(data, limits):
        scale = min(image.width / size.width, _MOST / max(size))
        # a fax's pixels are wider than high, or higher than wide: the page has its own proportions
        yield image.convert("RGB").resize((round(size.width * scale), round(size.height * scale))), scale


def _framed(image: Image, scale: float, answers: Sequence[tuple[str, Evidence]]) -> Image:
    """The picture with a frame round each answer and its key at the frame's top."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(image, "RGBA")
    font = _font(max(9.0, 7.0 * scale))
    taken: list[tuple[float, float, float, float]] = []
    for place, (key, item) in enumerate(answers):
        if item.box is None:
            continue
        colour = _COLOURS[place % len(_COLOURS)]
        x0, y0, x1, y1 = item.box
        frame = (
            (x0 - _MARGIN) * scale,
            (y0 - _MARGIN) * scale,
            (x1 + _MARGIN) * scale,
            (y1 + _MARGIN) * scale,
        )
        draw.rectangle(frame, fill=colour + "14", outline=colour, width=3 if item.confidence < _DOUBT else 1)
        name = key if item.confidence >= _DOUBT else f"{key} {item.confidence:.0%}"
        _tag(draw, name, font, colour, frame, image.width, taken)
    return image


def _tag(
    draw: ImageDraw,
    name: str,
    font: FreeTypeFont | BitmapFont,
    colour: str,
    frame: tuple[float, float, float, float],
    width: int,
    taken: list[tuple[float, float, float, float]],
) -> None:
    """Write a key on the frame's right upper corner, beside those that stand there already."""
    left, top, right, bottom = draw.textbbox((0, 0), name, font=font)
    across, down = right - left + 6, bottom - top + 4
    x, y = max(0.0, min(frame[2], width) - across), max(0.0, frame[1] - down)
    while any(x < other[2] and x + across > other[0] and y < other[3] and y + down > other[1] for other in taken):
        y += down
    taken.append((x, y, x + across, y + down))
    draw.rectangle((x, y, x + across, y + down), fill=colour + "d0")
    draw.text((x + 3 - left, y + 2 - top), name, font=font, fill="white")


def _font(size: float) -> FreeTypeFont | BitmapFont:
    from PIL import ImageFont

    return ImageFont.load_default(size)


def _png(image: Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
