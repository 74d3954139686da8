"""The walk through a part: what is shown, in order, told to the `Builder`.

An element's name picks its handler; each construct's handlers stand in a module of their own. An
element without one is walked into where it has children, so that no wrapper of a later version of
Word hides text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lxml import etree

from ingest.document import TICKED, UNTICKED, Layer, Paragraph, Style
from ingest.reading.docx.looks import PLAIN, Look, look_of, read_properties
from ingest.reading.docx.names import MC, W
from ingest.reading.symbols import to_unicode

if TYPE_CHECKING:
    from ingest.reading.builder import Builder
    from ingest.reading.docx.fields import Field, FieldMap
    from ingest.reading.docx.parts import Part
    from ingest.reading.docx.sheet import Sheet
    from ingest.reading.drawn.shapes import Shape

Handler = Callable[["Walker", etree._Element], None]
RunHandler = Callable[["Walker", etree._Element, Look], None]

FLOW: dict[str, Handler | None] = {}
"""Handlers of what stands in a body, cell, paragraph or wrapper; None for what shows nothing."""

RUN: dict[str, RunHandler | None] = {}
"""Handlers of what stands in a run."""

_DELETED, _FILLED = Style.DELETED, Style.FILLED
_ODD = re.compile("[\t\r\n\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\uf020-\uf0ff]")
_LINE_END = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_UNSEEN = {ord(character): None for character in "\u00ad\u200b\u200e\u200f\u2060\ufeff"}
_UNSEEN.update(dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))


def clean(text: str) -> str:
    """A `w:t`'s characters as shown: without invisible ones; a line end of the XML is a blank."""
    if not _ODD.search(text):
        return text
    return _LINE_END.sub(" ", text).translate(_UNSEEN).replace("\t", " ")


class CheckBoxControl:
    """A check-box control under way: its state, and whether its glyph is still to come."""

    __slots__ = ("any_glyph", "pending", "ticked")

    def __init__(self, ticked: bool, any_glyph: bool) -> None:
        self.ticked = ticked
        self.any_glyph = any_glyph  # the control holds one character: that is the glyph, whatever it is
        self.pending = True


class Walker:
    """Walks one part of a document and tells a builder what it shows.

    The state is what an element inherits from those round it: `scope` are the styles of
    tracked deletions and content controls, `backdrop` those of a shaded paragraph or cell, `link`
    a hyperlink's target, `fields` the complex fields that are open.
    """

    def __init__(self, sheet: Sheet, part: Part, builder: Builder) -> None:
        self.sheet = sheet
        self.part = part
        self.builder = builder
        self.scope = Style.NONE
        self.backdrop = Style.NONE
        self.cell_backdrop = Style.NONE
        self.link: str | None = None
        self.fields: list[Field] = []
        self.field_map: FieldMap | None = None
        self.field_style = Style.NONE
        self.field_link: str | None = None
        self.muted = 0  # how many reasons there are not to show text: codes of fields, and the next
        self.replaced = 0  # content controls whose shown text was replaced
        self.own_mark = False  # the run under way shows a note's mark, one of its own
        self.joined = 0  # deleted rows and cells round the place: their paragraphs have no end
        self.box: CheckBoxControl | None = None
        self.plain = PLAIN
        self.table_style: str | None = None
        self.paragraph_style: str | None = None
        self.drawn: list[Shape] = []  # shapes anchored in the paragraph under way
        self.written: list[Paragraph] = []  # the paragraphs of this story

    # -- walking ----------------------------------------------------------------------------------

    def flow(self, elements: Iterable[etree._Element]) -> None:
        """Walk elements (or an element's children) of a body, cell, paragraph or wrapper."""
        handlers = FLOW
        for element in elements:
            tag = element.tag
            try:
                handler = handlers[tag]
            except KeyError:
                if len(element):
                    self.flow(element)
                continue
            if handler is not None:
                handler(self, element)

    def run_content(self, elements: Iterable[etree._Element], look: Look) -> None:
        """Walk elements of a run, all in one look."""
        for element in elements:
            tag = element.tag
            if tag == _T:
                text = element.text
                if text:
                    self.emit(text, look)
                continue
            handler = RUN.get(tag)
            if handler is not None:
                handler(self, element, look)
            elif tag not in RUN and len(element):
                self.run_content(element, look)

    # -- telling ----------------------------------------------------------------------------------

    def emit(self, text: str, look: Look) -> None:
        """Tell text of the file in a look: whatever is invisible about it does not come out."""
        if _ODD.search(text) or look.font or look.high_font:
            text = clean(self._translated(text, look))
        self.tell(text, look)

    def tell(self, text: str, look: Look) -> None:
        """Tell characters as they are shown, tabs and line breaks among them."""
        if self.muted or self.fields or self.box is not None:
            text = self._held_back(text, look)
        if text and not look.hidden:
            style = look.style | self.scope | self.field_style | self.backdrop
            self.builder.text(text, style, look.colour, self.link or self.field_link)

    def end_paragraph(self, bullet: str | None, element: etree._Element | None) -> None:
        """Close the paragraph under way, made of that element; shapes drawn in it are anchored there."""
        made = self.builder.end_paragraph(bullet)
        self.written.append(made)
        if element is not None:
            self.sheet.walked.append((made, element))
        if self.drawn:
            for shape in self.drawn:
                shape.anchor = made
            self.sheet.shapes += self.drawn
            self.drawn.clear()

    def check_box(self, ticked: bool, look: Look) -> None:
        """Tell a check box."""
        if look.hidden or self.muted:
            return
        style = look.style | self.scope | self.field_style | self.backdrop | _FILLED
        self.builder.text(TICKED if ticked else UNTICKED, style, look.colour, None)

    def _translated(self, text: str, look: Look) -> str:
        """Letters of symbol fonts, and private-use characters of any font, as Unicode."""
        if look.font == look.high_font:
            return to_unicode(look.font, text)
        return "".join(
            [to_unicode(look.font if character.isascii() else look.high_font, character) for character in text]
        )

    def _held_back(self, text: str, look: Look) -> str:
        """What fields and controls leave of a text."""
        if self.muted:
            self._overhear(text)
            return ""
        if self.box is not None and not look.hidden:
            return self._box_in(text, look)
        return "" if self.fields and self._is_blank_field(text) else text

    def _overhear(self, text: str) -> None:
        """Text inside a field's code (the result of a field nested in it) is part of the code."""
        for field in reversed(self.fields):
            if not field.in_result:
                field.code.append(text)
                return

    def _is_blank_field(self, text: str) -> bool:
        """Whether text is the row of en spaces that an empty legacy text field shows."""
        return self.fields[-1].is_text and not text.strip("\u2002")

    def _box_in(self, text: str, look: Look) -> str:
        """Tell the check box of a control in place of its glyph; give the text that is left."""
        box = self.box
        if box is None or not box.pending:
            return text
        for at, character in enumerate(text):
            if character.isspace() or not box.any_glyph and character.isalnum():
                continue
            box.pending = False
            before, after = text[:at], text[at + 1 :]
            if before:
                style = look.style | self.scope | self.field_style | self.backdrop
                self.builder.text(before, style, look.colour, self.link or self.field_link)
            self.check_box(box.ticked, look)
            return after
        return text

    # -- looks ------------------------------------------------------------------------------------

    def look(self, properties: etree._Element) -> Look:
        """The look of a run with these `w:rPr`."""
        direct = read_properties(properties)
        style = direct.pop("style", None)
        if style or self.paragraph_style is not None or self.table_style is not None:
            if not direct and not style:
                return self.plain
            character = str(style) if style else None
            inherited = self.sheet.styles.properties(self.table_style, self.paragraph_style, character)
            if inherited:
                return look_of({**inherited, **direct})
        return look_of(direct)

    # -- scopes -----------------------------------------------------------------------------------

    @contextmanager
    def scoped(self, style: Style) -> Iterator[None]:
        """What is walked inside has this style too."""
        outer = self.scope
        self.scope = outer | style
        try:
            yield
        finally:
            self.scope = outer

    @contextmanager
    def story(self, layer: Layer) -> Iterator[list[Paragraph]]:
        """What is walked inside is a stream of its own (a text box, a note, a margin), given as it grows.

        Of the state round it only a tracked deletion reaches into it.
        """
        kept = (
            self.scope, self.backdrop, self.cell_backdrop, self.link, self.fields, self.field_style,
            self.field_link, self.muted, self.replaced, self.joined, self.box, self.plain, self.paragraph_style,
            self.drawn, self.written,
        )  # fmt: skip
        self.scope &= _DELETED
        self.backdrop = self.cell_backdrop = self.field_style = Style.NONE
        self.joined = 0
        self.link = self.field_link = self.box = self.paragraph_style = None
        self.fields, self.drawn, self.written, self.plain = [], [], [], PLAIN
        self.builder.begin_layer(layer)
        try:
            yield self.written
        finally:
            self.builder.end_layer()
            (
                self.scope, self.backdrop, self.cell_backdrop, self.link, self.fields, self.field_style,
                self.field_link, self.muted, self.replaced, self.joined, self.box, self.plain, self.paragraph_style,
                self.drawn, self.written,
            ) = kept  # fmt: skip


_T = W + "t"
_CHOICE, _FALLBACK = MC + "Choice", MC + "Fallback"
_NOT_UNDERSTOOD = ("/chartex", "/chartEx", "/model3d", "/drawing/2016/ink")


def alternative(element: etree._Element) -> etree._Element | None:
    """The branch of an `mc:AlternateContent` to read (ISO/IEC 29500-3, 7.6): the first that is understood.

    ``<mc:AlternateContent><mc:Choice Requires="wps">…</mc:Choice><mc:Fallback>…</mc:Fallback>``
    """
    fallback = None
    first = None
    for branch in element:
        if branch.tag == _FALLBACK:
            fallback = branch
        elif branch.tag == _CHOICE:
            first = branch if first is None else first
            spaces = [branch.nsmap.get(prefix, "") for prefix in (branch.get("Requires") or "").split()]
            if not any(part in space for space in spaces for part in _NOT_UNDERSTOOD):
                return branch
    return fallback if fallback is not None else first
