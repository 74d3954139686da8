"""The walk through a document's body: what is shown, in order, told to the `Builder`.

An element's name picks its handler: `BLOCK` for what stands where paragraphs do, `INLINE` for what
stands in one. Each construct's handlers stand in a module of their own. An element without one is
walked into, so that no wrapper of a later version hides text. The parser bounds the depth of
elements (256), and with it that of this walk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lxml import etree

from ingest.document import Layer, Paragraph, Style
from ingest.reading.odt.names import OFFICE, STYLE, TEXT, XLINK
from ingest.reading.odt.styles import HIGHLIGHT, PLAIN, Look, Styles
from ingest.reading.symbols import to_unicode

if TYPE_CHECKING:
    from ingest.reading.builder import Builder
    from ingest.reading.drawn import Shape
    from ingest.reading.odt.fields import FieldMark

BlockHandler = Callable[["Walker", etree._Element], None]
InlineHandler = Callable[["Walker", etree._Element, Look], None]

BLOCK: dict[str, BlockHandler | None] = {}
"""Handlers of what stands in a body, cell, section or list item; None for what shows nothing."""

INLINE: dict[str, InlineHandler | None] = {}
"""Handlers of what stands in a paragraph, beside its characters."""

DELETED, FILLED, PROMPT = int(Style.DELETED), int(Style.FILLED), int(Style.PROMPT)

_STYLE_NAME = TEXT + "style-name"
_ODD_BLANK = re.compile(r"[\t\r\n]|  ")
_BLANKS = re.compile(r"[ \t\r\n]+")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_MOST_SPACES = 1000  # of one text:s


class Walker:
    """Tells a builder what a part of the document shows.

    The state is what an element inherits from those round it: `scope` are the style bits of
    tracked deletions, fields and controls, `backdrop` those of a shaded paragraph, cell or row,
    `link` a hyperlink's target, `bullet` the list label that waits for its paragraph.
    """

    def __init__(self, builder: Builder, styles: Styles) -> None:
        self.builder = builder
        self.styles = styles
        self.scope = 0
        self.backdrop = 0
        self.cell_backdrop = 0
        self.link: str | None = None
        self.bullet: str | None = None
        self.lists: list[str | None] = []
        self.counters: dict[str | None, list[int]] = {}
        self.marks: list[FieldMark] = []
        self.separator: tuple[etree._Element | None, etree._Element | None] = (None, None)  # the next, in what
        self.merged = 0  # places that merged cells covered so far
        self.repeats = 10_000  # rows and cells that may still be repeated
        self.anchored = False  # a paragraph is under way
        self.muted = False  # a field's code is being walked
        self.blank = True  # the last character was a blank, or there is none yet: one more is not shown
        self.deletions: dict[str, etree._Element] = {}
        self.controls: dict[str, etree._Element] = {}
        self.late: list[Callable[[], None]] = []  # what the paragraph ends with
        self.drawn: list[Shape] = []  # on the paragraph under way
        self.shapes: list[Shape] = []
        self.walked: list[tuple[Paragraph, etree._Element]] = []
        self.told: list[Paragraph] = []  # of the story under way

    # -- walking ----------------------------------------------------------------------------------

    def blocks(self, elements: Iterable[etree._Element]) -> None:
        """Walk the elements of a body, cell, section or list item."""
        handlers = BLOCK
        for element in elements:
            tag = element.tag
            if tag in handlers:
                handler = handlers[tag]
                if handler is not None:
                    handler(self, element)
            elif len(element):
                self.blocks(element)

    def inline(self, element: etree._Element, look: Look) -> None:
        """Walk what stands in a paragraph, span or field, all of it in one look."""
        if element.text:
            self.characters(element.text, look)
        handlers = INLINE
        for child in element:
            tag = child.tag
            if tag in handlers:
                handler = handlers[tag]
                if handler is not None:
                    handler(self, child, look)
            else:
                self.inline(child, look)
            if child.tail:
                self.characters(child.tail, look)

    def paragraph(self, element: etree._Element) -> None:
        """Walk a ``text:p`` or ``text:h``."""
        if len(element) and hides_paragraph(element):
            return
        name = element.get(_STYLE_NAME)
        outer = self.backdrop
        if self.styles.shaded("paragraph", name):
            self.backdrop |= HIGHLIGHT
        self.blank = self.anchored = True
        self.inline(element, self.styles.paragraph(name))
        while self.late:
            self.late.pop(0)()
        self.anchored = False
        self.backdrop = outer
        drawn, self.drawn = self.drawn, []
        made = self.end_paragraph()
        self.walked.append((made, element))
        for shape in drawn:
            shape.anchor = made
        self.shapes += drawn

    def end_paragraph(self) -> Paragraph:
        """End the paragraph under way, with the list label that waited for it, and give it."""
        made = self.builder.end_paragraph(self.bullet)
        self.told.append(made)
        self.bullet = None
        self.blank = True
        return made

    # -- telling ----------------------------------------------------------------------------------

    def characters(self, text: str, look: Look) -> None:
        """Tell characters of the XML: runs of white space are one blank (part 3, 6.1.2)."""
        if look.hidden or self.muted:
            return
        if _ODD_BLANK.search(text):
            text = _BLANKS.sub(" ", text)
        if self.blank and text[0] == " ":
            text = text[1:]
            if not text:
                return
        self.blank = text[-1] == " "
        if look.font or not text.isprintable():
            text = _UNSEEN.sub("", to_unicode(look.font, text))
        self.tell(text, look)

    def tell(self, text: str, look: Look) -> None:
        """Tell characters as they are shown."""
        if look.hidden or self.muted or not text:
            return
        if self.marks and not text.strip("\u2002"):
            return  # the row of en spaces of an empty form field
        bits = look.style | self.scope | self.backdrop
        self.builder.text(text, style_of(bits), look.colour, self.link)

    def line_break(self, look: Look) -> None:
        """A line break inside the paragraph."""
        self.tell("\n", look)
        self.blank = True

    def check_box(self, ticked: bool, look: Look) -> None:
        """Tell a check box."""
        if look.hidden or self.muted:
            return
        self.builder.check_box(ticked, style_of(look.style | self.scope | self.backdrop))
        self.blank = False

    # -- scopes -----------------------------------------------------------------------------------

    @contextmanager
    def scoped(self, bits: int) -> Iterator[None]:
        """What is walked inside has these style bits too."""
        outer = self.scope
        self.scope = outer | bits
        try:
            yield
        finally:
            self.scope = outer

    @contextmanager
    def story(self, layer: Layer) -> Iterator[list[Paragraph]]:
        """What is walked inside is a stream of its own: a text box, a note, a margin; gives its paragraphs."""
        kept = (
            self.scope, self.backdrop, self.cell_backdrop, self.link, self.bullet, self.lists, self.marks,
            self.muted, self.blank, self.late, self.anchored, self.drawn, self.told,
        )  # fmt: skip
        self.scope &= DELETED
        self.backdrop = self.cell_backdrop = 0
        self.link = self.bullet = None
        self.lists, self.marks, self.late, self.blank = [], [], [], True
        self.muted = self.anchored = False
        self.drawn, self.told = [], []
        self.builder.begin_layer(layer)
        try:
            yield self.told
        finally:
            self.builder.end_layer()
            (
                self.scope, self.backdrop, self.cell_backdrop, self.link, self.bullet, self.lists, self.marks,
                self.muted, self.blank, self.late, self.anchored, self.drawn, self.told,
            ) = kept  # fmt: skip


_STYLES: dict[int, Style] = {}


def style_of(bits: int) -> Style:
    """The `Style` of some bits, made once."""
    found = _STYLES.get(bits)
    if found is None:
        found = _STYLES[bits] = Style(bits)
    return found


def hides_paragraph(element: etree._Element) -> bool:
    """Whether a ``text:hidden-paragraph`` field hides the paragraph that it stands in."""
    field = next(element.iterchildren(TEXT + "hidden-paragraph"), None)
    return field is not None and field.get(TEXT + "is-hidden") == "true"


# -- blocks ----------------------------------------------------------------------------------------


def _paragraph(walker: Walker, element: etree._Element) -> None:
    walker.paragraph(element)


def _section(walker: Walker, element: etree._Element) -> None:
    """``<text:section text:display="none">`` is not shown."""
    display = element.get(TEXT + "display")
    if display == "none" or (display == "condition" and element.get(TEXT + "is-hidden") == "true"):
        return
    walker.blocks(element)


BLOCK[TEXT + "p"] = BLOCK[TEXT + "h"] = _paragraph
BLOCK[TEXT + "section"] = _section
for _name in ("sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls", "tracked-changes"):
    BLOCK[TEXT + _name] = None
for _name in ("forms", "event-listeners", "scripts", "annotation-end", "settings"):
    BLOCK[OFFICE + _name] = None
for _name in ("alphabetical-index-auto-mark-file", "soft-page-break", "section-source"):
    BLOCK[TEXT + _name] = None
for _name in ("table-of-content", "illustration-index", "table-index", "object-index", "user-index"):
    BLOCK[f"{TEXT}{_name}-source"] = None
BLOCK[TEXT + "alphabetical-index-source"] = BLOCK[TEXT + "bibliography-source"] = None
BLOCK[STYLE + "header-footer-properties"] = None


# -- in a paragraph ------------------------------------------------------------------------------


def _span(walker: Walker, element: etree._Element, look: Look) -> None:
    walker.inline(element, walker.styles.span(look, element.get(_STYLE_NAME)))


def _link(walker: Walker, element: etree._Element, look: Look) -> None:
    """``<text:a xlink:href="https://example.org/">…</text:a>`` (6.1.8)."""
    outer = walker.link
    target = element.get(XLINK + "href", "")
    walker.link = target if target and not target.startswith("#") else outer
    _span(walker, element, look)
    walker.link = outer


def _spaces(walker: Walker, element: etree._Element, look: Look) -> None:
    """``<text:s text:c="3"/>``: three blanks (6.1.3)."""
    count = element.get(TEXT + "c", "1")
    walker.tell(" " * min(int(count) if count.isdigit() else 1, _MOST_SPACES), look)
    walker.blank = False


def _tab(walker: Walker, element: etree._Element, look: Look) -> None:
    walker.tell("\t", look)
    walker.blank = True


def _line_break(walker: Walker, element: etree._Element, look: Look) -> None:
    walker.line_break(look)


def _nested_paragraph(walker: Walker, element: etree._Element, look: Look) -> None:
    """A paragraph where none may stand: shown on a line of its own."""
    if walker.builder.position:
        walker.line_break(look)
    walker.inline(element, look)


def _ruby(walker: Walker, element: etree._Element, look: Look) -> None:
    """``<text:ruby><text:ruby-base>…</text:ruby-base><text:ruby-text>…`` (6.4): the base, then what explains it."""
    for part in element:
        if part.tag == TEXT + "ruby-base":
            walker.inline(part, look)
        else:
            with walker.story(Layer.COMMENT):
                walker.inline(part, PLAIN)


def _note(walker: Walker, element: etree._Element, look: Look) -> None:
    """A footnote or endnote (6.3): its reference mark is no text, its body stands at the page's foot."""
    if look.hidden:
        return
    with walker.story(Layer.FOOTNOTE):
        for body in element.iterchildren(TEXT + "note-body"):
            walker.blocks(body)


def _annotation(walker: Walker, element: etree._Element, look: Look) -> None:
    """A comment (part 3, 14.1): its paragraphs, without the author and the date."""
    with walker.story(Layer.COMMENT):
        walker.blocks(element.iterchildren(TEXT + "p", TEXT + "h", TEXT + "list"))


def _block_annotation(walker: Walker, element: etree._Element) -> None:
    _annotation(walker, element, PLAIN)


INLINE[TEXT + "span"] = _span
INLINE[TEXT + "a"] = _link
INLINE[TEXT + "s"] = _spaces
INLINE[TEXT + "tab"] = _tab
INLINE[TEXT + "line-break"] = _line_break
INLINE[TEXT + "p"] = INLINE[TEXT + "h"] = _nested_paragraph
INLINE[TEXT + "ruby"] = _ruby
INLINE[TEXT + "note"] = _note
INLINE[OFFICE + "annotation"] = _annotation
INLINE[OFFICE + "annotation-end"] = None
INLINE[OFFICE + "event-listeners"] = INLINE[TEXT + "script"] = INLINE[TEXT + "soft-page-break"] = None
BLOCK[OFFICE + "annotation"] = _block_annotation
