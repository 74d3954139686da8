"""Annotations: what somebody typed, drew, highlighted or noted on the finished page (ISO 32000-1, 12.5).

Text typed onto the page (FreeText) becomes words at its place. Drawn shapes join the page's drawing,
where they are understood together with what the page itself has. Stamps can show anything: their
page is flattened, in memory, and what that adds to it is read like the page. Notes are comments.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field

import pypdfium2.raw as raw

from ingest.document import Box, Style
from ingest.layout.drawing import Drawing, Outline, Point, Stroke
from ingest.layout.page import Run
from ingest.reading.pdf.fields import HIDDEN, annotation_box, each_annotation, wide_text
from ingest.reading.pdf.geometry import Frame

_MARKUP = {
    raw.FPDF_ANNOT_HIGHLIGHT: Style.HIGHLIGHT,
    raw.FPDF_ANNOT_UNDERLINE: Style.UNDERLINE,
    raw.FPDF_ANNOT_SQUIGGLY: Style.UNDERLINE,
    raw.FPDF_ANNOT_STRIKEOUT: Style.STRIKE,
}
_NOTES = (raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_CARET, *_MARKUP)
_MOST = 2000  # annotations of one page that are looked at
_POINTS = 20_000  # points of one pen's path that are read
_LINE = 14.0  # points: the height of a typed line
_LETTER = 6.5  # points: about the width of a letter of it
_ROUND = 24  # points that stand for an ellipse


@dataclass(slots=True)
class Annotations:
    """What a page's annotations say.

    `typed` is text at its place, `marked` are the areas of highlighters and the like with the style
    that they give to words, `comments` are notes, `stamps` says that there are stamps to be flattened.
    """

    typed: list[Run] = field(default_factory=list)
    marked: list[tuple[Box, int]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    stamps: bool = False


def read_annotations(page: raw.FPDF_PAGE, frame: Frame, drawing: Drawing) -> Annotations:
    """Read a page's annotations, widgets and links apart; shapes are added to its drawing."""
    found = Annotations()
    for place, annotation in enumerate(each_annotation(page)):
        if place >= _MOST:
            break
        if raw.FPDFAnnot_GetFlags(annotation) & HIDDEN:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        contents = wide_text(raw.FPDFAnnot_GetStringValue, annotation, b"Contents").strip()
        if kind == raw.FPDF_ANNOT_FREETEXT:
            if contents:
                found.typed.append(_typed(annotation, contents, frame))
            else:
                found.stamps = True
        elif kind == raw.FPDF_ANNOT_STAMP:
            found.stamps = True
        elif kind in _MARKUP:
            style = _MARKUP[kind]
            found.marked += [(box, style) for box in _quads(annotation, frame)]
        else:
            _draw(kind, annotation, frame, drawing)
        if kind in _NOTES and contents:
            found.comments.append(contents)
    return found


def _typed(annotation: raw.FPDF_ANNOTATION, contents: str, frame: Frame) -> Run:
    """Text typed onto the page, where its letters stand rather than where its box does."""
    lines = [line.strip() for line in contents.splitlines() if line.strip()]
    box = _letters(annotation, frame)
    if box is None:
        box = annotation_box(annotation, frame)
        room = max(box.x1 - box.x0, _LETTER)
        high = _LINE * sum(math.ceil(len(line) * _LETTER / room) for line in lines)
        if high < 0.75 * (box.y1 - box.y0):
            box = Box(box.x0, box.y0, box.x1, box.y0 + high)
    return Run("\n".join(lines), box, 0.0, Style.FILLED)


def _letters(annotation: raw.FPDF_ANNOTATION, frame: Frame) -> Box | None:
    """Where the text of its appearance stands on the page, None where that is not plain to see."""
    around = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, ctypes.byref(around))
    edges = [ctypes.c_float() for _ in range(4)]
    boxes = []
    for place in range(raw.FPDFAnnot_GetObjectCount(annotation)):
        item = raw.FPDFAnnot_GetObject(annotation, place)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT and raw.FPDFPageObj_GetBounds(
            item, *[ctypes.byref(edge) for edge in edges]
        ):
            boxes.append([edge.value for edge in edges])
    if not boxes:
        return None
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    for across, up in ((0.0, 0.0), (around.left, around.bottom)):  # appearances in page space, or in their own
        inside = around.left - 4 <= left + across and right + across <= around.right + 4
        if inside and around.bottom - 4 <= bottom + up and top + up <= around.top + 4:
            return frame.box(left + across, bottom + up, right + across, top + up)
    return None


def _quads(annotation: raw.FPDF_ANNOTATION, frame: Frame) -> list[Box]:
    """The areas of a highlighter, one a line of text."""
    quad = raw.FS_QUADPOINTSF()
    boxes = []
    for place in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), _MOST)):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, place, ctypes.byref(quad)):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            boxes.append(frame.box(min(xs), min(ys), max(xs), max(ys)))
    return boxes or [annotation_box(annotation, frame)]


def _draw(kind: int, annotation: raw.FPDF_ANNOTATION, frame: Frame, drawing: Drawing) -> None:
    """Add a drawn shape to the page's drawing."""
    if kind == raw.FPDF_ANNOT_INK:
        for place in range(min(raw.FPDFAnnot_GetInkListCount(annotation), _MOST)):
            _add(drawing, _points(raw.FPDFAnnot_GetInkListPath, annotation, frame, place), False)
    elif kind in (raw.FPDF_ANNOT_POLYGON, raw.FPDF_ANNOT_POLYLINE):
        _add(drawing, _points(raw.FPDFAnnot_GetVertices, annotation, frame), kind == raw.FPDF_ANNOT_POLYGON)
    elif kind == raw.FPDF_ANNOT_LINE:
        start, end = raw.FS_POINTF(), raw.FS_POINTF()
        if raw.FPDFAnnot_GetLine(annotation, ctypes.byref(start), ctypes.byref(end)):
            _add(drawing, [frame.point(start.x, start.y), frame.point(end.x, end.y)], False)
    elif kind == raw.FPDF_ANNOT_CIRCLE:
        _add(drawing, _ellipse(annotation_box(annotation, frame)), True)
    elif kind == raw.FPDF_ANNOT_SQUARE:
        drawing.frames.append(Outline(annotation_box(annotation, frame), annotation=True))


def _points(ask: object, annotation: raw.FPDF_ANNOTATION, frame: Frame, *place: int) -> list[Point]:
    count: int = ask(annotation, *place, None, 0)  # type: ignore[operator]
    if not 0 < count <= _POINTS:
        return []
    buffer = (raw.FS_POINTF * count)()
    ask(annotation, *place, buffer, count)  # type: ignore[operator]
    return [frame.point(point.x, point.y) for point in buffer]


def _add(drawing: Drawing, points: list[Point], closed: bool) -> None:
    if len(points) > 1:
        drawing.strokes.append(Stroke(tuple(points), closed, annotation=True))


def _ellipse(box: Box) -> list[Point]:
    """Points along the ellipse in a box."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    across, down = (box.x1 - box.x0) / 2, (box.y1 - box.y0) / 2
    angles = [2 * math.pi * step / _ROUND for step in range(_ROUND)]
    return [(x + across * math.cos(angle), y + down * math.sin(angle)) for angle in angles]


def flatten_stamps(page: raw.FPDF_PAGE) -> bool:
    """Make the stamps (and text boxes) of a page part of its content; whether that worked.

    All other annotations are taken off the page first. The page has to be loaded anew afterwards.
    """
    kinds = (raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_FREETEXT)
    others = []
    for index, annotation in enumerate(each_annotation(page)):
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        contents = wide_text(raw.FPDFAnnot_GetStringValue, annotation, b"Contents").strip()
        if kind not in kinds or (kind == raw.FPDF_ANNOT_FREETEXT and contents):
            others.append(index)
    for index in reversed(others):
        raw.FPDFPage_RemoveAnnot(page, index)
    return bool(raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)
