r"""The reader of Rich Text Format: a pass over its tokens with the state that groups save and restore.

    {\rtf1\ansi\pard Tipo: {\b Mixta}\par}

``{`` saves the state and ``}`` restores it; control words change it. A word's handler stands in
`WORDS` and is registered by the module of its construct; words without one say nothing here. A
group that begins with ``\*`` and an unknown word is left out (RTF Specification 1.9.1,
"Destinations"). Nothing recurses, however deep the groups are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ingest.document import Layer, Style
from ingest.errors import TooLarge
from ingest.reading.rtf.context import Context, RowDefinition
from ingest.reading.rtf.flow import Blocks, Drawn, Paragraph, Run, Story
from ingest.reading.rtf.fonts import FontTable, StyleEntry
from ingest.reading.rtf.letters import MULTIBYTE, past_stand_ins, plain
from ingest.reading.rtf.tokens import (
    BINARY,
    BRACES,
    CLOSE,
    OPEN,
    OPENED,
    PIECE,
    PIECE_TEXT,
    PIECE_UNICODE,
    RUN,
    STAR,
    SYMBOL,
    TEXT,
    TOKEN,
    WORD,
    group_end,
)  # fmt: skip
from ingest.reading.symbols import to_unicode

if TYPE_CHECKING:
    from ingest.limits import Limits
    from ingest.reading.drawn import Shape
    from ingest.reading.rtf.fields import Field
    from ingest.reading.rtf.shapes import Drawing

Handler = Callable[["Reader", int | None], None]
Opening = Callable[["Reader", int], int | None]

WORDS: dict[bytes, Handler] = {}
"""Handlers of control words."""

OPENINGS: dict[bytes, Opening] = {}
"""Handlers of groups that are read whole: given where the content begins, they give where the group ends."""

STARRED: set[bytes] = set()
r"""Words that a group beginning with ``\*`` may open and be read."""

SKIPPED: set[bytes] = set()
"""Words whose groups show nothing."""

DELETED, HIGHLIGHT = int(Style.DELETED), int(Style.HIGHLIGHT)

_OPENING = frozenset({OPEN, STAR, OPENED})
_UNSEEN = re.compile("[\0-\x08\x0b-\x1f\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DEEPEST_GROUP = 5000  # deeper groups are read in the state of the one above them
_DEEPEST_STORY = 12
_KEPT_RUNS = 2000
_LONGEST_KEPT = 5000


class _Run(NamedTuple):
    """A run of control words: the handlers with their numbers, and whether it sets a paragraph."""

    handlers: tuple[tuple[Handler, int | None], ...]
    sets: bool


_compiled: dict[bytes, _Run] = {}


class Reader:
    """The state of a pass, and what was collected."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self._characters = 0
        self.damaged = False
        self.encoding = "cp1252"
        self.fonts = FontTable()
        self.colours: list[bytes] = []  # as the table has them
        self.style_sources: dict[bytes, tuple[bytes, int]] = {}  # the table and the place in it, by the style's word
        self.styles: dict[tuple[str, int], StyleEntry] = {}
        self.default_font = -1
        # What groups save and restore:
        self.bits = 0  # a Style's, of the characters
        self.colour: str | None = None
        self.hidden = False
        self.font = -1
        self.scope = 0  # a Style's, of the field round the characters
        self.link: str | None = None
        self.stand_ins = 1  # \uc: how many characters after \u stand in for it
        self.depth = 0  # in tables
        self.shaded = False  # the paragraph
        self.nested = False  # in \nesttableprops
        self.sink: list[str] | None = None  # collects text that is not shown
        self.field: Field | None = None
        self.closing: Callable[[], None] | None = None  # done when the group ends
        self.drawing: Drawing | None = None
        # What they do not:
        self.context = Context()
        self.stories = 0  # how many streams this one stands in
        self.rows = [RowDefinition(), RowDefinition()]  # the outer table's, a nested one's
        self.drop_next = False  # the next group is the older of two versions
        self._stack: list[tuple[object, ...]] = []
        self._too_deep = 0
        self._skip = 0  # characters that stand in for a \u
        self._bytes = bytearray()  # of a multi-byte encoding
        self._parts: list[str] = []  # of the run under way
        self._look: tuple[int, str | None, str | None] = (0, None, None)

    # -- the pass ---------------------------------------------------------------------------------

    def read(self) -> Blocks:
        """Go over all tokens."""
        at: int | None = max(self._data.find(b"{\\rtf"), 0)
        while at is not None:
            at = self._read_from(at)
        if self._stack:
            self.damaged = True
        self.flush()
        if self.context.content:
            self.end_paragraph()
        self._too_deep = 0
        while self._stack:  # what a cut left open
            self._close()
        return self.context.end()

    def _read_from(self, start: int) -> int | None:
        """Go over the tokens from there; give where to go on after a group that was read whole."""
        data = self._data
        for token in TOKEN.finditer(data, start):
            kind = token.lastindex
            if kind == TEXT:
                self._text(token[TEXT])
            elif kind == RUN:
                self._run(token[RUN])
            elif kind in _OPENING:
                end = self._open(token)
                if end is not None:
                    return end
            elif kind == CLOSE:
                self._close()
                if not self._stack:
                    return None
            elif kind == BRACES:
                if self.drop_next:
                    self.drop_next = False
                    return self.end_of_group(token.start() + 1)
                self._braces(token.end() - token.start())
            elif kind == SYMBOL:
                self._symbol(token[SYMBOL])
            elif kind == BINARY:
                return token.end() + int(token[BINARY])
        return None

    def _open(self, token: re.Match[bytes]) -> int | None:
        word, star = token[OPENED], token[STAR]
        if self._bytes:
            self._decode()
        self._skip = 0
        dropped = self.drop_next
        self.drop_next = False
        if dropped or word in SKIPPED or (star and word not in STARRED):
            return self.end_of_group(token.end())
        if word in OPENINGS:
            end = OPENINGS[word](self, token.end())
            if end is not None:
                return end
        self._push(1)
        return None

    def _braces(self, count: int) -> None:
        """Groups that begin one in the other at once."""
        if self._bytes:
            self._decode()
        self._skip = 0
        self._push(count)

    def _push(self, count: int) -> None:
        """Save the state for so many groups."""
        stack = self._stack
        kept = min(count, _DEEPEST_GROUP - len(stack))
        self._too_deep += count - kept
        if kept:
            state = (
                self.bits, self.colour, self.hidden, self.font, self.scope, self.link, self.stand_ins,
                self.depth, self.shaded, self.nested, self.sink, self.field,
            )  # fmt: skip
            stack.append((*state, self.closing))
            self.closing = None
            stack += [(*state, None)] * (kept - 1)

    def _close(self) -> None:
        if self._bytes:
            self._decode()
        self._skip = 0
        if self._too_deep:
            self._too_deep -= 1
            return
        if self.closing is not None:
            self.closing()
        if len(self._stack) == 1:
            self.flush()
            if self.context.content:
                self.end_paragraph()
        if self._stack:
            (
                self.bits, self.colour, self.hidden, self.font, self.scope, self.link, self.stand_ins,
                self.depth, self.shaded, self.nested, self.sink, self.field, self.closing,
            ) = self._stack.pop()  # type: ignore[assignment]  # fmt: skip

    def end_of_group(self, start: int) -> int:
        """Where the group ends whose content begins there."""
        end = group_end(self._data, start)
        if end == len(self._data) and self._data[-1:] != b"}":
            self.damaged = True
        return end

    def slice(self, start: int, end: int) -> bytes:
        """Bytes of the text."""
        return self._data[start:end]

    # -- tokens -----------------------------------------------------------------------------------

    def _run(self, run: bytes) -> None:
        """A run of control words."""
        if self._bytes:
            self._decode()
        self._skip = 0
        known = _compiled.get(run)
        if known is None:
            known = _compile(run)
        if known.sets:
            self.context.source = run
        for handler, value in known.handlers:
            handler(self, value)

    def _text(self, raw: bytes) -> None:
        """Text, with letters by their number in the code page or in Unicode; line ends in it say nothing."""
        if self._skip:
            raw, self._skip = past_stand_ins(raw, self._skip)
        text = self._plain(raw)
        if text is None:
            self._pieces(raw)
        elif text:
            self.show(text)

    def _plain(self, raw: bytes) -> str | None:
        """Text in which every letter can be read by itself; None where that is not so."""
        if self.stand_ins != 1 or self._bytes or (self.field is not None and self.field.is_text):
            return None
        font = self.fonts.get(self.font)
        if font is not None and font.symbols:
            return None
        return plain(raw, (font.encoding if font is not None else None) or self.encoding)

    def _pieces(self, raw: bytes) -> None:
        """Text of which each letter may change how the next is read."""
        for piece in PIECE.finditer(raw):
            kind = piece.lastindex
            if kind == PIECE_UNICODE:
                if self._bytes:
                    self._decode()
                self.unicode(int(piece[PIECE_UNICODE][:10]))
                continue
            if kind is None:
                continue
            part = piece[kind] if kind == PIECE_TEXT else bytes.fromhex(piece[kind].replace(b"\\'", b"").decode())
            dropped = min(self._skip, len(part))
            self._skip -= dropped
            part = part[dropped:]
            if kind == PIECE_TEXT and self._bytes:
                self._bytes += part
            elif kind == PIECE_TEXT and part.isascii():
                self.show(part.decode("ascii"))
            elif part:
                self._raw(part)

    def _raw(self, raw: bytes) -> None:
        """Bytes in the encoding of the font; of a multi-byte one the rest may be still to come."""
        encoding = self._encoding()
        if encoding in MULTIBYTE:
            self._bytes += raw
        else:
            self.show(raw.decode(encoding, "replace"))

    def _decode(self) -> None:
        raw = bytes(self._bytes)
        self._bytes.clear()
        self.show(raw.decode(self._encoding(), "replace"))

    def _encoding(self) -> str:
        font = self.fonts.get(self.font)
        return (font.encoding if font is not None else None) or self.encoding

    def _symbol(self, sign: bytes) -> None:
        r"""A control symbol: ``\~``, ``\_``, an escaped brace; a line end is ``\par``."""
        if self._skip:
            self._skip -= 1
        elif sign in (b"\r", b"\n"):
            WORDS[b"par"](self, None)
        elif sign in _SIGNS:
            if self._bytes:
                self._bytes += sign  # the second byte of a letter
            else:
                self.show(_SIGNS[sign])

    def unicode(self, code: int) -> None:
        r"""``\u``: a UTF-16 code unit, negative from 32768 up; its stand-ins are passed over."""
        self.show(chr(code & 0xFFFF))
        self._skip = self.stand_ins

    # -- text -------------------------------------------------------------------------------------

    def show(self, text: str) -> None:
        """Add characters: to the paragraph, or to what collects them."""
        font = self.fonts.get(self.font)
        if font is not None and font.symbols:
            text = to_unicode(font.name, text)
        elif not text.isprintable():
            text = _UNSEEN.sub("", to_unicode(None, text))
        if self.sink is not None:
            self.sink.append(text)
        elif not self.hidden:
            if self.field is not None and self.field.leaves_out(text):
                return
            self.add(text, self.bits | self.scope)

    def add(self, text: str, bits: int) -> None:
        """Add characters with these style bits to the paragraph."""
        self._characters += len(text)
        if self._characters > self._limits.characters:
            raise TooLarge("characters", limit="characters", value=self._characters, allowed=self._limits.characters)
        look = (bits, self.colour, self.link)
        if look != self._look:
            self.flush()
            self._look = look
        self._parts.append(text)

    def flush(self) -> None:
        """End the run under way."""
        if self._bytes:
            self._decode()
        if not self._parts:
            return
        text = "".join(self._parts)
        self._parts.clear()
        if not text.isascii() and _SURROGATE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if text:
            self.context.content.append(Run(text, *self._look))

    def end_paragraph(self, depth: int | None = None) -> None:
        """End the paragraph under way, in the tables that it says or so deep in them."""
        self.flush()
        self.context.end_paragraph(self.depth if depth is None else depth, HIGHLIGHT if self.shaded else 0)

    # -- other streams ----------------------------------------------------------------------------

    def draw(self, shape: Shape) -> None:
        """A shape without text floats over this place."""
        self.flush()
        self.context.content.append(Drawn(shape))

    def begin_story(self, layer: Layer, shape: Callable[[], Shape | None] | None = None) -> None:
        """The group is a stream of its own: a text box of that shape, a note, a margin."""
        if self.stories >= _DEEPEST_STORY:
            return
        self.flush()
        outer = self.context
        self.context = Context()
        self.stories += 1
        self.scope &= DELETED
        self.bits &= DELETED
        self.link = self.sink = self.field = self.drawing = None
        self.depth, self.shaded = 0, False

        def end() -> None:
            self.flush()
            if self.context.content:
                self.end_paragraph()
            blocks = self.context.end()
            self.context = outer
            self.stories -= 1
            if blocks:
                outer.content.append(Story(layer, blocks, shape() if shape is not None else None))

        self.closing = end

    def tell_box(self, lines: Sequence[str]) -> None:
        """A text box of these lines floats over this place."""
        self.flush()
        blocks: Blocks = [Paragraph([Run(line, 0, None, None)]) for line in lines]
        self.context.content.append(Story(Layer.TEXTBOX, blocks))

    def scratch(self, bits: int, colour: str | None, hidden: bool) -> Reader:
        """A reader with the same tables and nothing to read, to try words on."""
        made = Reader(b"", self._limits)
        made.colours, made.fonts = self.colours, self.fonts
        made.bits, made.colour, made.hidden = bits, colour, hidden
        return made

    def collect(self, done: Callable[[str], None]) -> None:
        """The group's text is not shown: it is given to `done` at the group's end."""
        sink: list[str] = []
        self.sink = sink
        self.closing = lambda: done("".join(sink))


_SIGNS = {b"~": "\xa0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\", b"\t": "\t"}


def _compile(run: bytes) -> _Run:
    """Take a run of control words apart; words without a handler say nothing."""
    words = WORD.findall(run)
    found = []
    for at, (name, number) in enumerate(words):
        handler = WORDS.get(name)
        if handler is None or (name == b"chbrdr" and words[at + 1 : at + 2] in _NO_FRAME):
            continue
        found.append((handler, int(number[:10]) if number else None))
    made = _Run(tuple(found), b"\\pard" in run)
    if len(_compiled) > _KEPT_RUNS:
        _compiled.clear()
    if len(run) < _LONGEST_KEPT:
        _compiled[run] = made
    return made


_NO_FRAME = ([(b"brdrnone", b"")], [(b"brdrnil", b"")])


def word(*names: str) -> Callable[[Handler], Handler]:
    """Register the handler of control words."""

    def register(handler: Handler) -> Handler:
        for name in names:
            WORDS[name.encode()] = handler
        return handler

    return register
