"""Pictures of sheets: PNG, JPEG, TIFF (a page a picture), GIF, BMP, WEBP, and HEIC where it can be read."""

from __future__ import annotations

import io
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ingest.document import Document, PageSize
from ingest.errors import TooLarge, Unreadable, UnsupportedFormat
from ingest.layout import lay_out
from ingest.limits import Limits
from ingest.reading.scan import as_shown, ink_of, recognise

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "DIB", "WEBP")
_REDUCED = 1  # of the TIFF tag NewSubfileType: a smaller copy of another picture of the file
_NEW_SUBFILE_TYPE = 254
_ORIENTATION = 274
_LONGEST = 842.0  # points of A4's longer side, for pictures that don't say how large they are
_PLAUSIBLE = (280.0, 1300.0)  # points that a sheet's longer side may have
_INCH = 72.0
_LENIENT = threading.Lock()


def read(data: bytes, limits: Limits) -> Document:
    """Read a picture, or a TIFF of many, by OCR.

    Sizes are checked before anything is decoded. A picture that breaks off is read as far as it
    goes, and the document is `damaged`. Raises `Unreadable`, `TooLarge`, and `UnsupportedFormat`
    where nothing is installed that reads such pictures (reasons ``ocr`` and ``heic``).
    """
    scans = {}
    damaged = False
    for number, (picture, size, whole) in enumerate(each_page(data, limits), 1):
        scans[number] = recognise(picture, number, size)
        damaged = damaged or not whole
    paragraphs = as_shown(lay_out(list(scans.values())), scans)
    sizes = tuple(scan.shown for scan in scans.values())
    return Document("image", tuple(paragraphs), sizes, damaged, frozenset(scans), ink_of(scans))


def each_page(data: bytes, limits: Limits) -> Iterator[tuple[Image, PageSize, bool]]:
    """Each page's picture, upright as its file says, its size, and whether all of it is there."""
    file = _opened(data)
    frames = getattr(file, "n_frames", 1) if file.format == "TIFF" else 1
    limits.check("pages", frames)
    seen = False
    for frame in range(frames):
        try:
            file.seek(frame)
        except (EOFError, OSError, ValueError, SyntaxError) as error:
            if seen:
                break
            raise Unreadable("image", why=str(error)) from error
        tags = getattr(file, "tag_v2", {})
        if frames > 1 and tags.get(_NEW_SUBFILE_TYPE, 0) & _REDUCED:
            continue
        limits.check("pixels", file.width * file.height)
        size = _page_size(file)
        picture, whole = _decoded(file)
        seen = True
        yield picture, _turned(size, file), whole


def _opened(data: bytes) -> Image:
    try:
        from PIL import Image
    except ImportError as error:
        raise UnsupportedFormat("ocr") from error
    formats = list(_FORMATS)
    if data[4:8] == b"ftyp":
        try:
            import pillow_heif
        except ImportError as error:
            raise UnsupportedFormat("heic") from error
        pillow_heif.register_heif_opener()
        formats.append("HEIF")
    Image.MAX_IMAGE_PIXELS = None  # `Limits.pixels` decides, before anything is decoded
    try:
        return Image.open(io.BytesIO(data), formats=formats)
    except (OSError, ValueError, SyntaxError, TypeError, OverflowError) as error:
        raise Unreadable("image", why=str(error)) from error


def _decoded(file: Image) -> tuple[Image, bool]:
    """The picture's pixels as grey or colour on white, turned as its EXIF says, and whether all are there."""
    from PIL import Image, ImageOps

    whole = True
    try:
        file.load()
    except MemoryError as error:
        raise TooLarge("memory", limit="memory", value=file.width * file.height, allowed=0) from error
    except (OSError, ValueError, SyntaxError, EOFError):
        whole = False
        with _lenient():
            try:
                file.load()
            except (OSError, ValueError, SyntaxError, EOFError) as error:
                raise Unreadable("image", why=str(error)) from error
    picture: Image.Image = file
    if picture.mode.startswith("I") or picture.mode == "F":
        picture = picture.convert("F").point(lambda value: value * (255 / 65535)).convert("L")
    elif "A" in picture.getbands() or "transparency" in picture.info:
        drawn = picture.convert("RGBA")
        paper = Image.new("RGBA", drawn.size, "white")
        picture = Image.alpha_composite(paper, drawn).convert("RGB")
    elif picture.mode not in ("L", "RGB"):
        picture = picture.convert("L" if picture.mode == "1" else "RGB")
    turned = ImageOps.exif_transpose(picture)
    return turned, whole


@contextmanager
def _lenient() -> Iterator[None]:
    """Let Pillow give what there is of a picture that breaks off."""
    from PIL import ImageFile

    with _LENIENT:
        before = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _page_size(file: Image) -> PageSize:
    """The picture's size in points by its resolution, where that makes a sheet; else A4's longer side.

    Cameras write 72 dpi whatever they see. A fax's resolution differs between across and down.
    """
    dpi = file.info.get("dpi")
    width, height = float(file.width), float(file.height)
    try:
        across, down = (float(value) for value in dpi) if dpi else (0.0, 0.0)
    except (TypeError, ValueError, ZeroDivisionError):
        across = down = 0.0
    if across > 0 and down > 0 and math.isfinite(across) and math.isfinite(down):
        size = PageSize(width * _INCH / across, height * _INCH / down)
        if _PLAUSIBLE[0] <= max(size) <= _PLAUSIBLE[1] and across > 73:
            return PageSize(round(size.width, 2), round(size.height, 2))
    long = max(width, height)
    return PageSize(round(width * _LONGEST / long, 2), round(height * _LONGEST / long, 2))


def _turned(size: PageSize, file: Image) -> PageSize:
    """The size after the turn that the picture's EXIF asks for."""
    on_its_side = file.getexif().get(_ORIENTATION, 1) in (5, 6, 7, 8)
    return PageSize(size.height, size.width) if on_its_side else size
