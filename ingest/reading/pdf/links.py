"""Hyperlinks: the addresses that areas of a page lead to (ISO 32000-1, 12.5.6.5)."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as raw

from ingest.document import Box
from ingest.reading.pdf.geometry import Frame

_MOST = 5000  # links of one page that are looked at


def read_links(document: raw.FPDF_DOCUMENT, page: raw.FPDF_PAGE, frame: Frame) -> list[tuple[Box, str]]:
    """The areas of a page that lead to an address, with the address; links within the file are left out."""
    found: list[tuple[Box, str]] = []
    place, link, rectangle = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while len(found) < _MOST and raw.FPDFLink_Enumerate(page, ctypes.byref(place), ctypes.byref(link)):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        length = raw.FPDFAction_GetURIPath(document, action, None, 0)
        buffer = ctypes.create_string_buffer(max(length, 1))
        raw.FPDFAction_GetURIPath(document, action, buffer, length)
        target = buffer.value.decode("utf-8", "replace").strip()
        if not target:
            continue
        quads = _quads(link, frame)
        if not quads and raw.FPDFLink_GetAnnotRect(link, ctypes.byref(rectangle)):
            quads = [frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)]
        found += [(box, target) for box in quads]
    return found


def _quads(link: raw.FPDF_LINK, frame: Frame) -> list[Box]:
    quad = raw.FS_QUADPOINTSF()
    boxes = []
    for place in range(max(raw.FPDFLink_CountQuadPoints(link), 0)):
        if raw.FPDFLink_GetQuadPoints(link, place, ctypes.byref(quad)):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            boxes.append(frame.box(min(xs), min(ys), max(xs), max(ys)))
    return boxes
