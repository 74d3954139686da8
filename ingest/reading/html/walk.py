"""The walk through a page: what the eye would see of it, in order, told to the `Builder`.

The parser tells of tags and characters as they come, and no tree is built, so that a page may be as
deep as it likes. An open element keeps what it changed; its end puts that back. White space folds as
in CSS 2.2, 16.6; blocks end paragraphs, one ``<br>`` is a line break and two end the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ingest.document import Layer, Style
from ingest.reading.html.css import Declarations, StyleSheet
from ingest.reading.html.looks import DELETED, HIGHLIGHT, Look, is_removed, look_of
from ingest.reading.symbols import to_unicode

if TYPE_CHECKING:
    from ingest.reading.builder import Builder
    from ingest.reading.html.controls import Option

Attributes = Mapping[str, str]
StartHandler = Callable[["Walker", Attributes, Declarations], Callable[[], None] | None]

STARTS: dict[str, StartHandler] = {}
"""What elements do at their start; what they give is done at their end."""

COMMENTS: list[Callable[[Walker, str], None]] = []
"""What reads comments."""

BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup p pre section summary table tbody "
    "td tfoot th thead tr ul caption".split()
)
REMOVED = frozenset(
    "script style template noscript iframe object applet embed audio video canvas map noembed noframes param "
    "datalist xml rp title meta link base area colgroup col".split()
)
"""Elements of which the eye sees nothing; a style element is read all the same."""

_WHITE = " \t\r\n\f"
_BLANKS = re.compile(r"[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+")  # those that are not one blank already
_UNSEEN = re.compile("[\0-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_MOST_BLANKS = 2
_DEEPEST_STORY = 12


class _Open(NamedTuple):
    """An open element: what to put back at its end."""

    look: Look
    block: bool
    flex: bool
    end: Callable[[], None] | None


@dataclass(slots=True)
class _Kind:
    """Elements of one name and the same attributes, and what becomes of them by the place that they stand in.

    `seen` goes by the identity of the look round the element, which it keeps alive, and by `Walker.flex`.
    """

    tag: str
    attributes: Attributes
    declarations: Declarations
    flex: bool
    hidden: bool
    seen: dict[tuple[int, bool], tuple[bool, bool, Look, Look]] = field(default_factory=dict)


@dataclass(slots=True)
class TableState:
    """Whether a row and a cell of a table are open."""

    row: bool = False
    cell: bool = False


@dataclass(slots=True)
class ListState:
    """What labels the items of a list, and the number of the last one."""

    label: Callable[[int], str | None]
    number: int = 0


class Walker:
    """The parser's target (`start`, `end`, `data`, `comment`, `close`)."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.sheet = StyleSheet()
        self.look = Look()
        self.scope = 0  # style bits of the controls round the text
        self.link: str | None = None
        self.bullet: str | None = None
        self.sink: list[str] | None = None  # collects text that is not shown as such
        self.raw: list[str] | None = None  # collects text as it is written
        self.held: list[tuple[str, Look]] | None = None  # what may be a list label
        self.options: list[Option] | None = None  # of the list under way
        self.form_field = False  # the data of one of Word's are to come
        self.written = False  # something stands in the paragraph under way
        self.blank = True  # the last character was a blank, or there is none
        self.breaks = 0
        self.merged = 0  # places that merged cells covered so far
        self.tables: list[TableState | None] = []  # None for one that is read as if it were none
        self.list: ListState | None = None
        self.stories = 0
        self.flex = False  # children are blocks
        self._open: list[_Open] = []
        self._parts: list[str] = []  # of the run under way
        self._run_look: tuple[int, str | None, str | None] = (0, None, None)
        self._kinds: dict[object, _Kind] = {}
        self._looks: dict[Look, Look] = {}
        self._removed = 0
        self._styling: list[str] | None = None

    # -- the parser's calls -----------------------------------------------------------------------

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._removed:
            self._removed += 1
            return
        if tag in REMOVED:
            self._removed = 1
            if tag == "style":
                self._styling = []
            return
        kind = self._kind(tag, attributes)
        if kind.hidden:
            self._removed = 1
            return
        key = (id(self.look), self.flex)
        known = kind.seen.get(key)
        if known is None:
            known = kind.seen[key] = self._seen(kind)
        removed, block, look, _ = known
        if removed:
            self._removed = 1
            return
        if block:
            self.end_block()
        outer, flex = self.look, self.flex
        self.flex = kind.flex
        self.look = look
        place = len(self._open)
        self._open.append(_Open(outer, block, flex, None))
        handler = STARTS.get(tag)
        if handler is not None:
            done = handler(self, kind.attributes, kind.declarations)
            if done is not None:
                self._open[place] = _Open(outer, block, flex, done)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._removed:
            self._removed -= 1
            if self._styling is not None and not self._removed:
                self.sheet.add("".join(self._styling))
                self._kinds.clear()
                self._styling = None
            return
        if not self._open:
            return
        opened = self._open.pop()
        if opened.block:
            self.end_block()
        if opened.end is not None:
            opened.end()
        self.look, self.flex = opened.look, opened.flex

    def data(self, text: str) -> None:
        """Characters."""
        if self._removed:
            if self._styling is not None:
                self._styling.append(text)
        elif self.raw is not None:
            self.raw.append(text)
        elif not self.look.hidden:
            self._characters(text)

    def comment(self, text: str) -> None:
        """A comment; Word keeps form fields in some."""
        if self._styling is not None:
            self._styling.append(text)
        elif not self._removed:
            for handler in COMMENTS:
                handler(self, text)

    def close(self) -> None:
        """The page ends."""
        while self._open:
            self.end("")
        self.end_block()

    def _kind(self, tag: str, attributes: Attributes) -> _Kind:
        """What is known of elements of that name and these attributes."""
        key = (tag, *attributes.items()) if attributes else tag
        kind = self._kinds.get(key)
        if kind is None:
            own = dict(attributes)
            get = own.get
            declarations = self.sheet.declarations(tag, get("class", ""), get("id", ""), get("style", ""))
            flex = bool(declarations) and "flex" in declarations.get("display", "")
            kind = self._kinds[key] = _Kind(tag, own, declarations, flex, "hidden" in own)
        return kind

    def _seen(self, kind: _Kind) -> tuple[bool, bool, Look, Look]:
        """Whether an element is not seen here, whether it is a block, how text in it looks; and round it."""
        declarations, outer = kind.declarations, self.look
        removed = bool(declarations) and is_removed(declarations)
        block = self._is_block(kind.tag, declarations)
        look = look_of(kind.tag, kind.attributes, declarations, outer, block)
        return removed, block, self._looks.setdefault(look, look), outer

    def _is_block(self, tag: str, declarations: Declarations) -> bool:
        display = declarations.get("display", "").lower() if declarations else ""
        if tag in BLOCKS:
            return display not in ("inline", "inline-block", "contents") or tag in ("td", "th", "tr", "table")
        return self.flex or display in ("block", "flex", "grid", "table", "list-item")

    # -- characters -------------------------------------------------------------------------------

    def _characters(self, text: str) -> None:
        if self.look.pre:
            lines = text.expandtabs(8).replace("\r\n", "\n").replace("\r", "\n").split("\n")
            for number, line in enumerate(lines):
                if number:
                    self.end_paragraph()
                self._tell(line)
            return
        if self.blank or self.breaks:
            text = text.lstrip(_WHITE)
        if not text:
            return
        text = _BLANKS.sub(" ", text)
        self.blank = text[-1] == " "
        self._tell(text)

    def _tell(self, text: str) -> None:
        """Tell characters in the look of this place."""
        look = self.look
        if look.font or not text.isprintable():
            text = _UNSEEN.sub("", to_unicode(look.font, text))
        if not text:
            return
        if self.sink is not None:
            self.sink.append(text)
        elif self.held is not None:
            self.held.append((text, look))
            letters = sum(len(piece.strip()) for piece, _ in self.held)
            if letters > _LONGEST_LABEL or len(self.held) > _MOST_HELD:
                self.release()
        else:
            self.tell(text, look)

    def tell(self, text: str, look: Look, bits: int = 0) -> None:
        """Tell characters as they are shown."""
        self._break()
        self._run(text, bits | look.bits | self.scope | (HIGHLIGHT if look.shade else 0), look.colour)
        self.written = True

    def _run(self, text: str, bits: int, colour: str | None) -> None:
        """Add characters to the run under way, or begin another."""
        look = (bits, colour, self.link)
        if look != self._run_look:
            self.flush()
            self._run_look = look
        self._parts.append(text)

    def flush(self) -> None:
        """Tell the builder the run under way."""
        if self._parts:
            bits, colour, link = self._run_look
            self.builder.text("".join(self._parts), style_of(bits), colour, link)
            self._parts.clear()

    def release(self) -> None:
        """What was held back is no label but text."""
        held, self.held = self.held, None
        for text, look in held or ():
            self.tell(text, look)

    def check_box(self, ticked: bool) -> None:
        """Tell a check box."""
        if self.look.hidden:
            return
        self._break()
        self.flush()
        self.builder.check_box(ticked, style_of(self.look.bits | (HIGHLIGHT if self.look.shade else 0)))
        self.written, self.blank = True, False

    def fill(self, text: str, bits: int) -> None:
        """Tell what a control holds: each line of it a paragraph, as it was typed."""
        if self.look.hidden:
            return
        lines = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n").split("\n")
        if len(lines) > 1:
            self.end_block()
        for number, line in enumerate(lines):
            if number:
                self.end_paragraph()
            if line:
                self.tell(line, self.look, bits)
        if len(lines) > 1:
            self.end_block()
        self.blank = False

    # -- breaks -----------------------------------------------------------------------------------

    def line_break(self) -> None:
        """A ``<br>``: what it is shows in what follows."""
        if self.raw is not None:
            self.raw.append("\n")
            return
        if self.held is not None:
            self.release()
        self.breaks += 1
        self.blank = True

    def _break(self) -> None:
        """Turn the breaks before a character into a line break or the end of a paragraph."""
        if self.held is not None:
            self.release()
        if self.breaks and self.written:
            if self.breaks >= _MOST_BLANKS:
                self.end_paragraph()
            else:
                self._run("\n", self._run_look[0] & ~DELETED, self._run_look[1])
        self.breaks = 0

    def end_block(self) -> None:
        """A block begins or ends here: end the paragraph under way, if there is one."""
        if self.held is not None:
            self.release()
        if self.written or self.breaks:
            self.end_paragraph()
        self.blank, self.breaks = True, 0

    def end_paragraph(self) -> None:
        """End the paragraph under way, with the list label that waited for it."""
        self.flush()
        self.builder.end_paragraph(self.bullet)
        self.bullet = None
        self.written, self.blank, self.breaks = False, True, 0

    # -- other streams ----------------------------------------------------------------------------

    def begin_story(self, layer: Layer) -> Callable[[], None] | None:
        """What is in the element is a stream of its own; gives what ends it."""
        if self.stories >= _DEEPEST_STORY:
            return None
        kept = (
            self.written, self.blank, self.breaks, self.bullet, self.link, self.scope, self.sink, self.held,
            self.tables, self.list,
        )  # fmt: skip
        self.flush()
        self.builder.begin_layer(layer)
        self.stories += 1
        self.written, self.blank, self.breaks, self.bullet = False, True, 0, None
        self.link, self.scope, self.sink, self.held, self.tables, self.list = None, 0, None, None, [], None

        def end() -> None:
            self.end_block()
            self.builder.end_layer()
            self.stories -= 1
            (
                self.written, self.blank, self.breaks, self.bullet, self.link, self.scope, self.sink, self.held,
                self.tables, self.list,
            ) = kept  # fmt: skip

        return end


_LONGEST_LABEL = 6
_MOST_HELD = 100  # pieces of blanks before a label is given up
_STYLES: dict[int, Style] = {}


def style_of(bits: int) -> Style:
    """The `Style` of some bits, made once."""
    found = _STYLES.get(bits)
    if found is None:
        found = _STYLES[bits] = Style(bits)
    return found
