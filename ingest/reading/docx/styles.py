"""Styles (ISO/IEC 29500-1, 17.7), read only where a document uses them.

A style inherits along `w:basedOn`; a paragraph style may also shade its paragraph and number it.
Of a table style only what it says for the whole table counts: the bands and header rows of a
design (17.7.6) shade cells by their place, which is nobody's mark.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from ingest.errors import Unreadable
from ingest.reading.docx.fragments import Fragments
from ingest.reading.docx.looks import Look, Properties, combine, look_of, read_properties, shaded
from ingest.reading.docx.names import VAL, W, transitional
from ingest.reading.docx.parts import Part

_RPR, _PPR = W + "rPr", W + "pPr"
LINES_ONLY = frozenset(
    {"TableGrid", "TableNormal", "Tablaconcuadrcula", "Tablanormal", "Tabelacomgrade", "Tabelanormal"}
)
"""Table styles that every Word brings along and that say nothing about text: not worth opening a part for."""


class Numbering(NamedTuple):
    """A list and the level in it; None where a style leaves it open."""

    list: str | None
    level: int | None


class Inherited(NamedTuple):
    """What a style says, with all that it is based on."""

    properties: Properties
    shaded: bool | None = None
    numbering: Numbering | None = None


_NOTHING = Inherited({})


class Styles:
    """The styles of one document, by id."""

    def __init__(self, main: Part) -> None:
        self._main = main
        self._fragments: Fragments | None = None
        self._opened = False
        self._styles: dict[tuple[str, str], Inherited] = {}
        self._combined: dict[tuple[str | None, str | None, str | None], Properties] = {}
        self._defaults: Properties = {}
        self._default_paragraph = _NOTHING
        self._document_defaults: etree._Element | None = None
        self._normal: etree._Element | None = None

    def properties(self, table: str | None, paragraph: str | None, character: str | None) -> Properties:
        """What the styles of a table, a paragraph and a run say together about the run."""
        if table is None and paragraph is None and character is None:
            return {}
        key = (table, paragraph, character)
        known = self._combined.get(key)
        if known is None:
            known = self._combined[key] = self._combine(table, paragraph, character)
        return known

    def look(self, table: str | None, paragraph: str | None) -> Look:
        """How a run without properties of its own looks."""
        return look_of(self.properties(table, paragraph, None))

    def paragraph(self, id: str) -> Inherited:
        """A paragraph style."""
        return self._style("paragraph", id)

    def chain(self, paragraph: str | None) -> list[etree._Element]:
        """The elements of a paragraph style and those it is based on, down to the document's defaults."""
        self._open()
        found: list[etree._Element] = []
        element = self._find(paragraph) if paragraph else self._normal
        while element is not None and len(found) < 50:
            found.append(element)
            base = element.find(W + "basedOn")
            element = self._find(base.get(VAL, "")) if base is not None else None
        return found + ([self._document_defaults] if self._document_defaults is not None else [])

    def _combine(self, table: str | None, paragraph: str | None, character: str | None) -> Properties:
        self._open()
        return combine(
            self._defaults,
            self._style("table", table).properties if table else {},
            (self._style("paragraph", paragraph) if paragraph else self._default_paragraph).properties,
            self._style("character", character).properties if character else {},
        )

    def _open(self) -> None:
        """Read the part of styles, its defaults and the default paragraph style."""
        if self._opened:
            return
        self._opened = True
        part = self._main.related("styles")
        data = part.package.rescue(part.name) if part is not None else None
        if not data:
            return
        try:
            self._fragments = Fragments(transitional(data))
            defaults = self._fragments.first("docDefaults")
            normal = self._fragments.first_with("style", {"type": "paragraph", "default": "1"})
        except Unreadable:
            self._main.package.damaged = True
            self._fragments = None
            return
        self._document_defaults, self._normal = defaults, normal
        if defaults is not None:
            for element in defaults.iter(_RPR):
                self._defaults = read_properties(element)
        if normal is not None:
            self._default_paragraph = self._read(normal, "paragraph", 0)

    def _style(self, kind: str, id: str, depth: int = 0) -> Inherited:
        key = (kind, id)
        known = self._styles.get(key)
        if known is None:
            self._open()
            element = self._find(id)
            if element is None or element.get(W + "type", "paragraph") != kind:
                known = self._default_paragraph if kind == "paragraph" else _NOTHING
            else:
                known = self._read(element, kind, depth)
            self._styles[key] = known
        return known

    def _find(self, id: str) -> etree._Element | None:
        if self._fragments is None:
            return None
        try:
            return self._fragments.find("style", "styleId", id)
        except Unreadable:
            return None

    def _read(self, style: etree._Element, kind: str, depth: int) -> Inherited:
        base = style.find(W + "basedOn")
        parent = base.get(VAL) if base is not None else None
        inherited = self._style(kind, parent, depth + 1) if parent and depth < 50 else _NOTHING
        run, paragraph = style.find(_RPR), style.find(_PPR)
        properties = inherited.properties
        if run is not None:
            properties = {**properties, **read_properties(run)}
        shade, numbering = inherited.shaded, inherited.numbering
        if paragraph is not None:
            element = paragraph.find(W + "shd")
            shade = shaded(element) if element is not None else shade
            numbering = _numbering(paragraph.find(W + "numPr"), numbering)
        return Inherited(properties, shade, numbering)


def _numbering(element: etree._Element | None, inherited: Numbering | None) -> Numbering | None:
    """``<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>`` (17.3.1.19)."""
    if element is None:
        return inherited
    own = read_numbering(element)
    if inherited is None:
        return own
    return Numbering(own.list or inherited.list, own.level if own.level is not None else inherited.level)


def read_numbering(element: etree._Element) -> Numbering:
    """A `w:numPr`, whichever of its two parts it has."""
    list_id, level = element.find(W + "numId"), element.find(W + "ilvl")
    value = level.get(VAL) if level is not None else None
    return Numbering(
        list_id.get(VAL) if list_id is not None else None,
        int(value) if value is not None and value.isdigit() else None,
    )
