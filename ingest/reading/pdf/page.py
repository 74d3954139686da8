"""One page of a PDF as words and rules, everything that is drawn or annotated on it understood."""

from __future__ import annotations

from typing import NamedTuple

import pypdfium2.raw as raw

from ingest.layout.drawing import Drawing
from ingest.layout.marks import Marks, apply_marks
from ingest.layout.page import PageContent, Run
from ingest.layout.turning import usual_turn
from ingest.reading.pdf import native
from ingest.reading.pdf.annotations import Annotations, flatten_stamps, read_annotations
from ingest.reading.pdf.buried import buried_text, fills_page, says_more
from ingest.reading.pdf.document import Pdf, loaded_page
from ingest.reading.pdf.fields import read_fields, without_boxes, without_fields
from ingest.reading.pdf.geometry import Frame, page_frame
from ingest.reading.pdf.guard import check_images
from ingest.reading.pdf.links import read_links
from ingest.reading.pdf.paths import read_drawing
from ingest.reading.pdf.scans import is_picture
from ingest.reading.pdf.text import Text, read_text
from ingest.reading.pdf.visible import visible_runs

_NOTHING: frozenset[int] = frozenset()
_OUTLINES = 150  # outlines on a page without text: letters as curves


class PdfPage(NamedTuple):
    """A page as its file describes it.

    `picture` says that what the eye reads on it is a picture: then `content` has the words that were
    typed onto it or filled in, and `layer` those of an invisible text layer, if there is one.
    `slanted` are words along no side of the page, `comments` the notes on it. A page whose text lies
    on its side is set upright; `turn` is how far, in degrees clockwise, it has to be turned to be as shown.
    """

    content: PageContent
    picture: bool = False
    layer: tuple[Run, ...] = ()
    slanted: tuple[Run, ...] = ()
    comments: tuple[str, ...] = ()
    turn: int = 0


def read_page(pdf: Pdf, number: int) -> PdfPage:
    """Read the page of that number (from 1)."""
    with loaded_page(pdf, number) as page:
        frame = page_frame(page)
        drawing = read_drawing(native.address(page), frame)
        buried, scan = _NOTHING, False
        if drawing.images:
            check_images(page, pdf.limits)
            scan = any([fills_page(box, frame.size) for box in drawing.images])
            buried = buried_text(pdf.handle, page, frame) if scan else _NOTHING
        text = _text(pdf, page, frame, buried)
        scan = scan and bool(text.runs) and says_more(pdf.handle, page, frame, text.runs)
        turn = usual_turn(text.runs) if not scan and any([run.turn for run in text.runs]) else 0
        if turn:
            frame = page_frame(page, turn)
            text = _text(pdf, page, frame, buried)
            drawing = read_drawing(native.address(page), frame)
        fields: list[Run] = []
        notes, marks = Annotations(), Marks()
        if raw.FPDFPage_GetAnnotCount(page):
            if pdf.form is not None:
                fields = read_fields(page, pdf, frame)
            links = read_links(pdf.handle, page, frame)
            notes = read_annotations(page, frame, drawing)
            marks = Marks(notes.marked, links)
        flattened = notes.stamps and flatten_stamps(page)
        objects = native.object_count(native.address(page))
    stamped = _read_stamps(pdf, number, frame, text, drawing, objects) if flattened else []
    runs = visible_runs(text.runs, drawing, frame.size)
    picture = is_picture(frame.size, runs, text.invisible, drawing.images) or _is_outlined(runs, drawing)
    layer = tuple(text.invisible or text.runs) if picture or scan else ()
    if picture:
        runs = []
    elif scan:
        runs = [run for run in runs if not run.turn]
    if fields:
        runs = without_fields(runs, fields)
    runs, rules = apply_marks(runs + stamped, drawing, frame.size, marks)
    if fields:
        runs = without_boxes(runs, fields)
    content = PageContent(number, frame.size, tuple(runs + fields + notes.typed), tuple(rules))
    return PdfPage(content, picture or scan, layer, tuple(text.slanted), tuple(notes.comments), turn)


def _is_outlined(runs: list[Run], drawing: Drawing) -> bool:
    """Whether the page's text was turned into curves."""
    return not runs and len(drawing.strokes) >= _OUTLINES


def _text(pdf: Pdf, page: raw.FPDF_PAGE, frame: Frame, buried: frozenset[int] = _NOTHING) -> Text:
    text_page = raw.FPDFText_LoadPage(page)
    try:
        count = raw.FPDFText_CountChars(text_page)
        pdf.count_characters(count)
        return read_text(native.address(text_page), max(count, 0), frame, pdf.fonts, buried)
    finally:
        raw.FPDFText_ClosePage(text_page)


def _read_stamps(pdf: Pdf, number: int, frame: Frame, text: Text, drawing: Drawing, objects: int) -> list[Run]:
    """What flattened stamps add to a page that had so many objects: their words; lines join the drawing."""
    with loaded_page(pdf, number) as page:
        after = _text(pdf, page, frame)
        drawing.extend(read_drawing(native.address(page), frame, objects), annotation=True)
    known = {(run.text, round(run.box.x0), round(run.box.y0)) for run in text.runs}
    return [run for run in after.runs if (run.text, round(run.box.x0), round(run.box.y0)) not in known]
