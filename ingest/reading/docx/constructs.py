"""Which element is which construct: the handlers of the walk, by the elements' names."""

from __future__ import annotations

from lxml import etree

from ingest.document import Style
from ingest.reading.docx import (
    chunks,
    controls,
    drawings,
    fields,
    links,
    notes,
    paragraphs,
    tables,
)
from ingest.reading.docx.looks import Look
from ingest.reading.docx.names import MC, M, W
from ingest.reading.docx.walk import FLOW, RUN, Walker, alternative


def _removed(walker: Walker, element: etree._Element) -> None:
    """A `w:del` or `w:moveFrom`: what a tracked change took out (17.13.5)."""
    with walker.scoped(Style.DELETED):
        walker.flow(element)


def _through(walker: Walker, element: etree._Element) -> None:
    """A wrapper that shows what is in it: `w:ins`, `w:moveTo`, `w:smartTag`, `w:customXml`, `w:bdo` and others."""
    walker.flow(element)


def _alternative(walker: Walker, element: etree._Element) -> None:
    branch = alternative(element)
    if branch is not None:
        walker.flow(branch)


def _alternative_in_run(walker: Walker, element: etree._Element, look: Look) -> None:
    branch = alternative(element)
    if branch is not None:
        walker.run_content(branch, look)


def _formula(walker: Walker, element: etree._Element) -> None:
    """An `m:oMath` (22.1): its letters and signs in their order."""
    for text in element.iter(M + "t"):
        if text.text:
            walker.emit(text.text, walker.plain)


def _section(walker: Walker, element: etree._Element) -> None:
    walker.sheet.sections.append(element)


def register() -> None:
    """Fill the walk's tables of handlers."""
    FLOW.update(
        {
            W + "p": paragraphs.paragraph,
            W + "r": paragraphs.run,
            W + "tbl": tables.table,
            W + "sdt": controls.control,
            W + "hyperlink": links.hyperlink,
            W + "fldSimple": fields.simple_field,
            W + "ins": _through,
            W + "moveTo": _through,
            W + "smartTag": _through,
            W + "customXml": _through,
            W + "del": _removed,
            W + "moveFrom": _removed,
            W + "altChunk": chunks.chunk,
            W + "sectPr": _section,
            M + "oMath": _formula,
            MC + "AlternateContent": _alternative,
        }
    )
    for name in ("pPr", "tblPr", "tcPr", "trPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData"):
        FLOW[W + name] = None
    RUN.update(
        {
            W + "sym": paragraphs.symbol,
            W + "tab": paragraphs.tab,
            W + "ptab": paragraphs.tab,
            W + "br": paragraphs.line_break,
            W + "cr": paragraphs.line_break,
            W + "noBreakHyphen": paragraphs.hyphen,
            W + "delText": paragraphs.deleted_text,
            W + "ruby": paragraphs.ruby,
            W + "fldChar": fields.field_char,
            W + "instrText": fields.instruction,
            W + "delInstrText": fields.instruction,
            W + "drawing": drawings.drawing,
            W + "pict": drawings.picture,
            W + "object": drawings.picture,
            MC + "AlternateContent": _alternative_in_run,
            W + "footnoteReference": notes.reference,
            W + "endnoteReference": notes.reference,
            W + "commentReference": notes.reference,
        }
    )
    for name in ("rPr", "softHyphen", "lastRenderedPageBreak", "footnoteRef", "endnoteRef", "annotationRef"):
        RUN[W + name] = None
