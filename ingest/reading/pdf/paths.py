"""The page's vector graphics and pictures, through all levels of form XObjects."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice, repeat

import pypdfium2.raw as raw

from ingest.document import Box
from ingest.layout.drawing import Drawing, Point
from ingest.layout.page import Rule
from ingest.reading.pdf import native
from ingest.reading.pdf.geometry import IDENTITY, Frame, PointMap, compose

_OUTLINE = 600  # segments: what has more is artwork, not a line that somebody drew
_SEGMENTS = 20_000  # segments that are looked at on one page
_OBJECTS = 50_000  # objects that are looked at on one page
_DEPTH = 8  # levels of form XObjects
_TEXT = raw.FPDF_PAGEOBJ_TEXT
_RULE = 1.6  # points: what is no thicker than this is a ruling line, whatever its outline


class Scratch:
    """Places for PDFium's answers, made once a page, and how much more of the page is looked at."""

    def __init__(self) -> None:
        self.bounds = native.Record("4f")
        self.matrix = native.Record("6f")
        self.rgba = native.Record("4I")
        self.mode = native.Record("2I")
        self.number = native.Record("f")
        self.point = native.Record("2f")
        self.segments = _SEGMENTS
        self.objects = _OBJECTS


def read_drawing(page: int, frame: Frame, start: int = 0) -> Drawing:
    """All lines, areas, strokes and pictures of a loaded page, as shown, from object `start` on."""
    drawing = Drawing.empty()
    scratch = Scratch()
    objects = map(native.object_at, repeat(page), range(start, native.object_count(page)))
    _read(objects, frame, IDENTITY, drawing, scratch, 0)
    return drawing


def _read(
    objects: Iterator[int], frame: Frame, outer: PointMap, drawing: Drawing, scratch: Scratch, depth: int
) -> None:
    items = list(islice(objects, scratch.objects))
    scratch.objects -= len(items)
    for item, kind in zip(items, map(native.object_type, items), strict=True):
        if kind == _TEXT:
            continue
        if kind == raw.FPDF_PAGEOBJ_PATH:
            _path(item, frame, outer, drawing, scratch)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            drawing.images.append(object_box(item, frame, outer, scratch))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            matrix = compose(object_matrix(item, scratch), outer)
            inner = map(native.form_object_at, repeat(item), range(native.form_object_count(item)))
            _read(inner, frame, matrix, drawing, scratch, depth + 1)


def object_matrix(item: int, scratch: Scratch) -> PointMap:
    """The map from a form XObject's or path's own space to the space that it is drawn in."""
    native.object_matrix(item, scratch.matrix.at[0])
    a, b, c, d, e, f = scratch.matrix.values()
    return a, b, c, d, e, f


def object_box(item: int, frame: Frame, outer: PointMap, scratch: Scratch) -> Box:
    """The rectangle round an object as shown; `outer` maps the space that it is drawn in to the page's."""
    native.object_bounds(item, *scratch.bounds.at)
    left, bottom, right, top = scratch.bounds.values()
    if outer is not IDENTITY:
        corners = [_apply(outer, x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    return frame.box(left, bottom, right, top)


def _apply(by: PointMap, x: float, y: float) -> Point:
    a, b, c, d, e, f = by
    return a * x + c * y + e, b * x + d * y + f


def _path(item: int, frame: Frame, outer: PointMap, drawing: Drawing, scratch: Scratch) -> None:
    native.draw_mode(item, *scratch.mode.at)
    filled, stroked = scratch.mode.values()
    fill = _colour(native.fill_colour, item, scratch) if filled else None
    stroke = _colour(native.stroke_colour, item, scratch) if stroked else None
    if fill is None and (stroke is None or stroke == "ffffff"):
        return
    box = object_box(item, frame, outer, scratch)
    if min(box.x1 - box.x0, box.y1 - box.y0) <= _RULE:
        if fill != "ffffff" or stroke is not None:
            drawing.rules.append(Rule(box))
        return
    count = native.segment_count(item)
    scratch.segments -= count
    if count > _OUTLINE or scratch.segments < 0:
        return
    width = 1.0
    if stroke is not None and native.stroke_width(item, scratch.number.at[0]):
        width = scratch.number.values()[0] * _scale(outer)
    to_shown = compose(compose(object_matrix(item, scratch), outer), frame.to_shown)
    for points, closed, curved in _outlines(item, count, to_shown, scratch):
        drawing.add(points, closed, curved, fill, stroke, width)


def _scale(by: PointMap) -> float:
    return math.sqrt(abs(by[0] * by[3] - by[1] * by[2]))


def _colour(ask: object, item: int, scratch: Scratch) -> str | None:
    """``rrggbb``, None where nothing is painted; patterns count as grey."""
    if not ask(item, *scratch.rgba.at):  # type: ignore[operator]
        return "808080"
    red, green, blue, alpha = scratch.rgba.values()
    if not alpha:
        return None
    return f"{int(red):02x}{int(green):02x}{int(blue):02x}" if red or green or blue else "000000"


def _outlines(item: int, count: int, to_shown: PointMap, scratch: Scratch) -> Iterator[tuple[list[Point], bool, bool]]:
    """Each outline of a path: its points as shown, whether it is closed, whether it has curves.

    Of a curve its middle and its end stand for it.
    """
    points: list[Point] = []
    handles: list[Point] = []
    closed = curved = False
    for place in range(count):
        segment = native.segment_at(item, place)
        native.segment_point(segment, *scratch.point.at)
        point = _apply(to_shown, *scratch.point.values())
        kind = native.segment_type(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if points:
                yield points, closed, curved
            points, handles, closed, curved = [point], [], False, False
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            handles.append(point)
            if len(handles) == 3 and points:
                points += [_middle(points[-1], *handles), point]
                handles = []
            curved = True
        else:
            points.append(point)
        closed = closed or bool(native.segment_closes(segment))
    if points:
        yield points, closed, curved


def _middle(start: Point, first: Point, second: Point, end: Point) -> Point:
    """The point of a Bézier curve halfway along."""
    return (
        (start[0] + 3 * first[0] + 3 * second[0] + end[0]) / 8,
        (start[1] + 3 * first[1] + 3 * second[1] + end[1]) / 8,
    )
