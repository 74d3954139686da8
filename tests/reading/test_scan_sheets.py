"""A sheet that was printed and scanned gives the record of the file it was printed from, or says what it doubts."""

from __future__ import annotations

import difflib
import io
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from ingest.extraction import extract_part
from ingest.intake.part import Part
from schema.form import Kind, find_form
from schema.result import Result

FORM = find_form("banco-iniciativas")
SAMPLE = Path(__file__).parents[2] / "samples" / "inbox" / "resistencia-datos.pdf"
TEXTS = {field.key for field in FORM.fields if field.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.LIST, Kind.NAME)}

pytest.importorskip("cv2", reason="scans are read with planilla[ocr]")


@cache
def printed() -> list[Image.Image]:
    document = pypdfium2.PdfDocument(SAMPLE)
    return [page.render(scale=200 / 72).to_pil().convert("L") for page in document]


def scanned(degrees: float) -> bytes:
    pages = [page.rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC) for page in printed()]
    target = io.BytesIO()
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:], dpi=(200, 200), compression="tiff_lzw")
    return target.getvalue()


def read(data: bytes) -> Result:
    [result] = extract_part(Part("scan", None, data), [FORM])
    return result


@pytest.mark.parametrize("degrees", [0.0, 1.3, 180.0])
def test_a_scan_gives_the_record_of_the_file(degrees: float) -> None:
    truth, found = read(SAMPLE.read_bytes()), read(scanned(degrees))
    assert truth.record is not None and found.record is not None
    doubted = {issue.field for issue in found.issues}
    wanted, got = truth.record.model_dump(), found.record.model_dump()
    for key, value in wanted.items():
        if key in TEXTS:
            alike = difflib.SequenceMatcher(None, str(got[key]), str(value), autojunk=False).ratio()
            assert alike >= 0.95 or key in doubted, (key, got[key])
        else:
            assert got[key] == value or doubted & {key, "localizacion"}, (key, got[key])
    assert sum(got[key] == value for key, value in wanted.items()) > 0.7 * len(wanted)


def test_boxes_of_a_scan_are_where_the_answers_are() -> None:
    evidence = read(scanned(0.0)).evidence["fecha"]
    assert evidence.page == 1 and evidence.box is not None
    truth = read(SAMPLE.read_bytes()).evidence["fecha"].box
    assert truth is not None
    assert all(abs(one - other) < 6 for one, other in zip(evidence.box, truth, strict=True))


def test_a_picture_of_nothing_is_no_sheet() -> None:
    page = Image.new("L", (800, 1100), 255)
    ImageDraw.Draw(page).ellipse((200, 300, 500, 600), outline=0, width=4)
    target = io.BytesIO()
    page.save(target, "PNG")
    assert str(read(target.getvalue()).status) == "rejected"
