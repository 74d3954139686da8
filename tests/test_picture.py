"""Pictures of pages with their answers framed."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from ingest.errors import UnsupportedFormat
from ingest.picture import pictures
from schema.result import Evidence

sys.path.insert(0, str(Path(__file__).parent / "reading"))
from pdf_maker import Maker, words  # noqa: E402


def answer(page: int, box: tuple[float, float, float, float], confidence: float = 1.0) -> Evidence:
    return Evidence("Lugar:", "Goya", "page", page, box, confidence)


def coloured(data: bytes, box: tuple[int, int, int, int]) -> bool:
    """Whether something in a part of a picture is neither black, white nor grey."""
    image = Image.open(io.BytesIO(data)).convert("RGB").crop(box)
    return any(max(colour) - min(colour) > 60 for _, colour in image.getcolors(1 << 20))


def two_pages() -> bytes:
    maker = Maker()
    maker.page(words(72, 770, "Lugar: Goya"))
    maker.page(words(72, 770, "Fecha: 2020"))
    return maker.data()


def test_each_page_up_to_the_last_answer() -> None:
    box = (72.0, 62.0, 140.0, 74.0)
    drawn = pictures(two_pages(), [{"localizacion": answer(1, box)}, {"fecha": answer(2, box, 0.4)}])
    assert len(drawn) == 2
    scale = 110 / 72
    around = (round(60 * scale), round(50 * scale), round(150 * scale), round(80 * scale))
    assert all(coloured(data, around) for data in drawn)
    below = (0, round(200 * scale), round(595 * scale), round(842 * scale))
    assert not any(coloured(data, below) for data in drawn)


def test_first_page_where_there_is_no_answer() -> None:
    assert len(pictures(two_pages(), [{}])) == 1


def test_picture_of_a_picture() -> None:
    out = io.BytesIO()
    Image.new("L", (1240, 1754), 255).save(out, "PNG", dpi=(150, 150))
    (drawn,) = pictures(out.getvalue(), [{"fecha": answer(1, (100.0, 100.0, 200.0, 120.0))}])
    assert Image.open(io.BytesIO(drawn)).size == (1240, 1754)
    assert coloured(drawn, (190, 190, 430, 270))


def test_text_has_no_picture() -> None:
    with pytest.raises(UnsupportedFormat):
        pictures(b"Lugar: Goya", [{}])
