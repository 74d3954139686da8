"""Text boxes and shapes in both of Word's drawing languages: DrawingML and VML.

    <w:drawing><wp:anchor>…<a:graphic><a:graphicData><wps:wsp>…<wps:txbx><w:txbxContent><w:p/>…
    <w:pict><v:shape><v:textbox><w:txbxContent><w:p/>…

A text box is read once, where it is anchored.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from ingest.document import Layer
from ingest.reading.docx.looks import Look
from ingest.reading.docx.names import MC, A, V, W
from ingest.reading.docx.walk import alternative

if TYPE_CHECKING:
    from ingest.reading.docx.walk import Walker

_BOX, _ALTERNATIVE = W + "txbxContent", MC + "AlternateContent"
_TEXT_BODY, _TEXT_PATH = A + "txBody", V + "textpath"


def drawing(walker: Walker, element: etree._Element, look: Look) -> None:
    """A `w:drawing`, `w:pict` or `w:object`."""
    if look.hidden:
        return
    for found in _contents(element):
        if found.tag == _BOX:
            if _is_written(found):
                with walker.story(Layer.TEXTBOX):
                    walker.flow(found)
        else:
            _tell_lines(walker, _lines(found))


def _contents(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes of a drawing, and the texts that are drawn in other ways."""
    for child in element:
        if child.tag == _ALTERNATIVE:
            branch = alternative(child)
            if branch is not None:
                yield from _contents(branch)
        elif child.tag in (_BOX, _TEXT_BODY, _TEXT_PATH):
            yield child
        elif len(child):
            yield from _contents(child)


def _is_written(box: etree._Element) -> bool:
    """Whether there is anything in a text box: shapes carry empty ones."""
    return any(
        element.tag != W + "t" or bool((element.text or "").strip())
        for element in box.iter(W + "t", W + "delText", W + "sym", W + "fldChar", W + "sdt", W + "drawing", W + "pict")
    )


def _lines(element: etree._Element) -> list[str]:
    """The lines of a DrawingML text body or of VML's word art (``<v:textpath string="Planilla"/>``)."""
    if element.tag == _TEXT_PATH:
        return [element.get("string", "")]
    return ["".join([text.text or "" for text in line.iter(A + "t")]) for line in element.iter(A + "p")]


def _tell_lines(walker: Walker, lines: list[str]) -> None:
    if not any(line.strip() for line in lines):
        return
    with walker.story(Layer.TEXTBOX):
        for line in lines:
            walker.emit(line, walker.plain)
            walker.end_paragraph(None)
