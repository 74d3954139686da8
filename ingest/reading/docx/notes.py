"""What stands outside the body: headers and footers, footnotes and endnotes, comments.

Each is a part of its own, read only where the body refers to it:

    <w:footnoteReference w:id="2"/>       word/footnotes.xml  <w:footnote w:id="2"><w:p>…
    <w:headerReference w:type="default" r:id="rId6"/>         word/header1.xml
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from ingest.document import Layer, Style
from ingest.reading.docx.looks import Look
from ingest.reading.docx.names import VAL, R, W, on
from ingest.reading.docx.walk import Walker

if TYPE_CHECKING:
    from ingest.reading.docx.parts import Part

_KINDS = {
    W + "footnoteReference": ("footnotes", "footnote", Layer.FOOTNOTE),
    W + "endnoteReference": ("endnotes", "endnote", Layer.FOOTNOTE),
    W + "commentReference": ("comments", "comment", Layer.COMMENT),
}
_MARGINS = {W + "headerReference": Layer.HEADER, W + "footerReference": Layer.FOOTER}


def reference(walker: Walker, element: etree._Element, look: Look) -> None:
    """The mark of a note or comment: not shown itself, but the note is, unless the mark is deleted."""
    id = element.get(W + "id")
    if element.get(W + "customMarkFollows") is not None and on(element.get(W + "customMarkFollows")):
        walker.own_mark = True  # the rest of the run is the mark, such as «*»
        walker.muted += 1
    if id is not None and not walker.scope & Style.DELETED and not look.hidden:
        walker.sheet.notes.append((element.tag, id))


def walk_notes(body: Walker) -> None:
    """The notes and comments that the body refers to, in its order."""
    sheet = body.sheet
    roots: dict[str, tuple[Part, dict[str, etree._Element]]] = {}
    for tag, id in sheet.notes:
        kind, name, layer = _KINDS[tag]
        if kind not in roots:
            part = sheet.main.related(kind)
            root = part.xml() if part is not None else None
            notes = root.iterfind(W + name) if root is not None else ()
            roots[kind] = part or sheet.main, {note.get(W + "id", ""): note for note in notes}
        part, found = roots[kind]
        note = found.pop(id, None)
        if note is not None:
            _walk(body, part, note, layer)


def walk_margins(body: Walker) -> None:
    """The headers and footers of all sections, each once, those that pages show."""
    sheet = body.sheet
    seen: set[str] = set()
    for section in sheet.sections:
        own_first_page = section.find(W + "titlePg")
        shows_first = own_first_page is not None and on(own_first_page.get(VAL))
        for element in section:
            layer = _MARGINS.get(element.tag)
            part = sheet.main.part(element.get(R + "id")) if layer is not None else None
            if layer is None or part is None or part.name in seen:
                continue
            if element.get(W + "type") == "first" and not shows_first:
                continue
            if element.get(W + "type") == "even" and not _sides_differ(sheet.main):
                continue
            seen.add(part.name)
            root = part.xml()
            if root is not None:
                _walk(body, part, root, layer)


def _walk(body: Walker, part: Part, element: etree._Element, layer: Layer) -> None:
    walker = Walker(body.sheet, part, body.builder)
    with walker.story(layer):
        walker.flow(element)


def _sides_differ(main: Part) -> bool:
    """Whether even pages have margins of their own (`w:evenAndOddHeaders` in the settings)."""
    part = main.related("settings")
    root = part.xml() if part is not None else None
    setting = root.find(W + "evenAndOddHeaders") if root is not None else None
    return setting is not None and on(setting.get(VAL))
