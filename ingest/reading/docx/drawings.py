"""Text boxes and shapes in both of Word's drawing languages: DrawingML and VML.

    <w:drawing><wp:anchor>…<a:graphic><a:graphicData><wps:wsp>…<wps:txbx><w:txbxContent><w:p/>…
    <w:pict><v:shape><v:textbox><w:txbxContent><w:p/>…

A text box, or the text of a diagram, is read once, where it is anchored. A shape without text may be
somebody's mark: it is kept for when all text is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from ingest.document import Layer, Style
from ingest.reading.docx import active
from ingest.reading.docx.diagrams import RELATIONS, diagram_lines
from ingest.reading.docx.looks import Look
from ingest.reading.docx.names import MC, WP, A, V, W
from ingest.reading.docx.shapes import drawn, vml_shape
from ingest.reading.docx.walk import alternative
from ingest.reading.drawn.shapes import Kind, Shape

if TYPE_CHECKING:
    from ingest.reading.docx.walk import Walker

_BOX, _ALTERNATIVE = W + "txbxContent", MC + "AlternateContent"
_CONTROL = W + "control"
_TEXT_BODY, _TEXT_PATH = A + "txBody", V + "textpath"
_WRITING = tuple(W + name for name in ("t", "delText", "sym", "fldChar", "sdt", "drawing", "pict"))


def drawing(walker: Walker, element: etree._Element, look: Look) -> None:
    """A `w:drawing`: what stands in the line, or floats by it."""
    if look.hidden:
        return
    for container in element:
        if container.tag in (WP + "anchor", WP + "inline"):
            _keep(walker, container, drawn(container), look)


def picture(walker: Walker, element: etree._Element, look: Look) -> None:
    """A `w:pict` or `w:object`; of a control the picture shows only what its properties say."""
    if look.hidden:
        return
    controls = list(element.iter(_CONTROL))
    if controls:
        for found in controls:
            active.control(walker, found, look)
        return
    shapes = [shape for shape in map(vml_shape, element.iter()) if shape is not None]
    _keep(walker, element, shapes, look)


def _keep(walker: Walker, container: etree._Element, shapes: list[Shape], look: Look) -> None:
    """Read the texts of a drawing; of one without, keep the shapes."""
    contents = [found for found in _contents(container) if _is_written(found)]
    if not contents:
        for shape in () if walker.scope & Style.DELETED else shapes:
            _keep_shape(walker, shape, look)
        return
    frame = shapes[0] if shapes else None
    for found in contents:
        with walker.story(Layer.TEXTBOX) as texts:
            if found.tag == _BOX:
                walker.flow(found)
            elif found.tag == RELATIONS:
                _tell_lines(walker, diagram_lines(walker.part, found))
            else:
                _tell_lines(walker, _lines(found))
        if frame is not None and len(contents) == 1 and not walker.scope & Style.DELETED:
            frame.kind = Kind.BOX
            frame.texts = list(texts)
            _keep_shape(walker, frame, look)


def _keep_shape(walker: Walker, shape: Shape, look: Look) -> None:
    if shape.inline and shape.kind is Kind.CROSS:
        walker.tell("✗", look)  # it stands in the line like any character
        return
    shape.offset = walker.builder.position
    walker.drawn.append(shape)


def _contents(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes of a drawing, and the texts that are drawn in other ways."""
    for child in element:
        if child.tag == _ALTERNATIVE:
            branch = alternative(child)
            if branch is not None:
                yield from _contents(branch)
        elif child.tag in (_BOX, _TEXT_BODY, _TEXT_PATH, RELATIONS):
            yield child
        elif len(child):
            yield from _contents(child)


def _is_written(found: etree._Element) -> bool:
    """Whether there is anything in a text: shapes carry empty boxes, and paths for letters that nobody wrote."""
    if found.tag == _TEXT_PATH:
        return bool(found.get("string"))
    if found.tag != _BOX:
        return True
    return any(element.tag != _WRITING[0] or bool((element.text or "").strip()) for element in found.iter(*_WRITING))


def _lines(element: etree._Element) -> list[str]:
    """The lines of a DrawingML text body or of VML's word art (``<v:textpath string="Planilla"/>``)."""
    if element.tag == _TEXT_PATH:
        return [element.get("string", "")]
    return ["".join([text.text or "" for text in line.iter(A + "t")]) for line in element.iter(A + "p")]


def _tell_lines(walker: Walker, lines: list[str]) -> None:
    for line in lines:
        walker.emit(line, walker.plain)
        walker.end_paragraph(None, None)
