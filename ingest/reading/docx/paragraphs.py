"""Paragraphs and runs (ISO/IEC 29500-1, 17.3): their properties, and the characters that a run can hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from ingest.document import Style
from ingest.reading.docx.looks import PLAIN, Look, shaded
from ingest.reading.docx.names import VAL, W, on
from ingest.reading.docx.styles import Numbering, read_numbering

if TYPE_CHECKING:
    from ingest.reading.docx.walk import Walker

_PPR, _RPR = W + "pPr", W + "rPr"
_SIDES = tuple(W + side for side in ("top", "left", "bottom", "right"))
_PSTYLE, _NUMPR, _SHD, _PBDR = W + "pStyle", W + "numPr", W + "shd", W + "pBdr"
_FRAME, _SECTION = W + "framePr", W + "sectPr"
_MARK_GONE = frozenset({W + "del", W + "moveFrom"})
_VANISH = W + "vanish"


@dataclass(slots=True)
class _Properties:
    """What a `w:pPr` says that counts here."""

    style: str | None = None
    shaded: bool | None = None
    bordered: bool = False
    numbering: Numbering | None = None
    goes_on: bool = False  # its mark is deleted or hidden, or it is the big first letter of the next
    mark_deleted: bool = False
    section: etree._Element | None = None


def paragraph(walker: Walker, element: etree._Element) -> None:
    """A `w:p`; one whose mark is deleted or hidden goes on in the next paragraph (17.13.5.15)."""
    outer = walker.plain, walker.paragraph_style, walker.backdrop
    goes_on = deleted = False
    bullet = None
    walker.backdrop = walker.cell_backdrop
    if len(element) and element[0].tag == _PPR:
        properties = _read(element[0])
        goes_on, deleted = properties.goes_on, properties.mark_deleted
        bullet = _dress(walker, properties)
        if properties.section is not None:
            walker.sheet.sections.append(properties.section)
    else:
        walker.paragraph_style = None
        walker.plain = walker.sheet.styles.look(walker.table_style, None) if walker.table_style else PLAIN
    walker.flow(element)
    if deleted or walker.joined:
        with walker.scoped(Style.DELETED):
            walker.tell("\n", PLAIN)
    elif not goes_on:
        walker.end_paragraph(bullet, element)
    walker.plain, walker.paragraph_style, walker.backdrop = outer


def _read(properties: etree._Element) -> _Properties:
    made = _Properties()
    for child in properties:
        tag = child.tag
        if tag == _PSTYLE:
            made.style = child.get(VAL)
        elif tag == _SHD:
            made.shaded = shaded(child)
        elif tag == _NUMPR:
            made.numbering = read_numbering(child)
        elif tag == _RPR:
            made.mark_deleted = any(mark.tag in _MARK_GONE for mark in child)
            made.goes_on |= made.mark_deleted or _mark_is_hidden(child)
        elif tag == _FRAME:
            made.goes_on |= child.get(W + "dropCap") in ("drop", "margin")
        elif tag == _PBDR:
            made.bordered = _has_all_borders(child)
        elif tag == _SECTION:
            made.section = child
    return made


def _dress(walker: Walker, properties: _Properties) -> str | None:
    """Set what the paragraph's runs inherit; give its list label."""
    styles, style = walker.sheet.styles, properties.style
    shade, numbering = properties.shaded, properties.numbering
    walker.paragraph_style = style
    walker.plain = PLAIN
    if style is not None:
        inherited = styles.paragraph(style)
        shade = inherited.shaded if shade is None else shade
        numbering = _with_style(numbering, inherited.numbering)
    if style is not None or walker.table_style is not None:
        walker.plain = styles.look(walker.table_style, style)
    if shade:
        walker.backdrop |= Style.HIGHLIGHT
    if properties.bordered:
        walker.backdrop |= Style.ENCIRCLED
    if numbering is None or numbering.list is None or properties.goes_on:
        return None
    return walker.sheet.numberings.label(numbering.list, numbering.level or 0)


def _with_style(own: Numbering | None, style: Numbering | None) -> Numbering | None:
    if own is None or style is None:
        return own or style
    return Numbering(own.list or style.list, own.level if own.level is not None else style.level)


def _mark_is_hidden(mark: etree._Element) -> bool:
    """``<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>``: the paragraph runs into the next one."""
    hidden = mark.find(_VANISH)
    return hidden is not None and on(hidden.get(VAL))


def _has_all_borders(borders: etree._Element) -> bool:
    """Whether a frame is drawn round the paragraph (``<w:pBdr><w:top w:val="single"/>…``)."""
    drawn = {child.tag for child in borders if child.get(VAL) not in (None, "nil", "none")}
    return drawn.issuperset(_SIDES)


def run(walker: Walker, element: etree._Element) -> None:
    """A `w:r`."""
    look = walker.plain
    if len(element) and element[0].tag == _RPR:
        look = walker.look(element[0])
    walker.run_content(element, look)
    if walker.own_mark:
        walker.own_mark = False
        walker.muted -= 1


def tab(walker: Walker, element: etree._Element, look: Look) -> None:
    """A `w:tab` or `w:ptab`."""
    walker.tell("\t", look)


def line_break(walker: Walker, element: etree._Element, look: Look) -> None:
    """A `w:br` or `w:cr`: of a page or column break only the end of the line counts, if it ends one."""
    if element.get(W + "type", "textWrapping") == "textWrapping" or walker.builder.position:
        walker.tell("\n", look)


def hyphen(walker: Walker, element: etree._Element, look: Look) -> None:
    """A `w:noBreakHyphen`."""
    walker.tell("-", look)


def symbol(walker: Walker, element: etree._Element, look: Look) -> None:
    """``<w:sym w:font="Wingdings" w:char="F0FE"/>`` (17.3.3.30)."""
    font, code = element.get(W + "font"), element.get(W + "char", "")
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return
    walker.emit(character, look._replace(font=font, high_font=font))


def deleted_text(walker: Walker, element: etree._Element, look: Look) -> None:
    """A `w:delText`, deleted wherever it stands."""
    if element.text:
        with walker.scoped(Style.DELETED):
            walker.emit(element.text, look)


def ruby(walker: Walker, element: etree._Element, look: Look) -> None:
    """A `w:ruby`: its base, without the small print over it."""
    base = element.find(W + "rubyBase")
    if base is not None:
        walker.flow(base)
