"""A scanned sheet, bytes to result, beside the OCR engine alone on the same page."""

from __future__ import annotations

import io
from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.timing import in_turn
from ingest.extraction import extract_part
from ingest.intake.part import Part
from ingest.reading import read
from ingest.reading.scan import tesseract
from schema.form import shipped_forms
from tests.paper.cases import make

if TYPE_CHECKING:
    from PIL.Image import Image

_PAGES = ({"wear": "clean", "mark": "cross-in"}, {"wear": "scan", "mark": "cross-over"},
          {"wear": "photo", "mark": "ring"}, {"wear": "fax", "mark": "tick-in"})  # fmt: skip
_SEED = 7


def measure(options: Namespace) -> Iterator[str]:
    """A table's lines for each page: ms, spread, ratio to the engine's own time."""
    [form, *_] = shipped_forms().values()
    for ways in _PAGES:
        case = make(_SEED, **ways)
        part = Part(case.name, None, case.data)
        engine = _engine_alone(case.data)
        calls: dict[str, Callable[[], object]] = {
            "planilla: bytes to result": partial(extract_part, part, [form]),
            "  reading": partial(read, case.data),
        }
        if engine is not None:
            calls["floor: Tesseract, the page as it is"] = engine
        timings = in_turn(calls, 2 * options.seconds)
        floor = next((timing.median for name, timing in timings.items() if name.startswith("floor")), None)
        yield f"\n{ways['wear']}, marked {ways['mark']} ({len(case.data) / 1000:.0f} kB)"
        for name, timing in timings.items():
            ratio = f"{timing.median / floor:7.2f} x floor" if floor else ""
            yield f"  {name:36s}{timing.median:9.0f} ms  ({timing.low:.0f}–{timing.high:.0f}) {ratio}"


def _engine_alone(data: bytes) -> Callable[[], object] | None:
    """Tesseract on the whole page at 300 dpi, finding its lines itself; None where it is not installed."""
    folder = next((path for path in tesseract.data_folders() if (path / "spa.traineddata").is_file()), None)
    try:
        import tesserocr
    except ImportError:
        return None
    if folder is None:
        return None
    page = _picture(data)
    api = tesserocr.PyTessBaseAPI(path=f"{folder}/", lang="spa", psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY)

    def call() -> object:
        api.SetImage(page)
        api.SetSourceResolution(300)
        return api.GetUTF8Text()

    return call


def _picture(data: bytes) -> Image:
    """The page as grey, A4 at 300 dpi."""
    import pypdfium2
    from PIL import Image

    if data.startswith(b"%PDF"):
        page: Image.Image = pypdfium2.PdfDocument(data)[0].render(scale=300 / 72).to_pil()
    else:
        page = Image.open(io.BytesIO(data))
    return page.convert("L").resize((2480, 3508))
