"""Writes a story's characters to the builder: looks, fields, symbols, and what special characters stand for.

[MS-DOC] 2.4.1 and 2.6.1 (sprmCFSpec) give the special characters::

    01 picture, form data    02 note's number    05 comment    08 drawn shape    13 14 15 field
    0B line break   0C page break   0E column break   1E non-breaking hyphen   1F optional hyphen
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.document import Style
from ingest.reading.builder import Builder
from ingest.reading.doc.codes import Code, link_target, parse_code, shown_code
from ingest.reading.doc.fields import BEGIN, END, SEPARATOR, FormField, FormKind
from ingest.reading.doc.formatted import Runs
from ingest.reading.doc.looks import Look, Looks
from ingest.reading.doc.pieces import Pieces
from ingest.reading.doc.positions import runs_by_position
from ingest.reading.symbols import to_unicode

_PICTURE = "\x01"
_MARKS = re.compile("([\x01\x02\x05\x08\x13\x14\x15])")
_PLAIN = {
    **dict.fromkeys(range(0x20), ""),
    0x09: "\t",
    0x0A: "\n",
    0x0B: "\n",
    0x0C: "\n",
    0x0E: "\n",
    0x1E: "-",
}
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BOXES = frozenset("☐☑☒□■▢✓✔✗✘ ")
_UNSEEN_RESULT = frozenset(("SET", "ASK"))
_TYPED_RESULT = frozenset(("FORMTEXT", "FORMDROPDOWN", "FILLIN"))


@dataclass(slots=True)
class _Field:
    """A field under way: first its code is collected, then its result written.

    `shown` says whether its result is, `style` what the result's text gets.
    """

    look: Look
    parts: list[str] = field(default_factory=list)
    code: Code | None = None
    form: FormField | None = None
    shown: bool = True
    style: Style = Style.NONE
    link: str | None = None

    def close_code(self, result: str) -> Code:
        """Understand the code, and what it says about the result."""
        if self.code is not None:
            return self.code
        self.code = code = parse_code("".join(self.parts))
        form = self.form
        if code.name == "HYPERLINK":
            self.link = link_target(code)
        elif code.name in _TYPED_RESULT:
            self.style = Style.FILLED
            if form and form.kind == FormKind.TEXT and form.text.strip() and form.text.strip() == result.strip():
                self.style = Style.PROMPT  # nobody typed anything
            self.shown = not (form and form.kind == FormKind.DROP_DOWN and form.text)
        elif code.name in _UNSEEN_RESULT or (code.name == "FORMCHECKBOX" and form and not set(result) - _BOXES):
            self.shown = False
        return code


class Characters:
    """The characters of all stories and their looks.

    `form_field` gives the form field at an offset of the Data stream. `anchored` is called with the
    position of each character that a note, a comment or a shape may be anchored at; `typed_marks` are
    those of notes whose mark is text of the author's.
    """

    def __init__(
        self,
        pieces: Pieces,
        runs: Runs,
        looks: Looks,
        builder: Builder,
        form_field: Callable[[int], FormField | None],
        anchored: Callable[[int], None],
        typed_marks: frozenset[int] = frozenset(),
    ) -> None:
        self._text = pieces.text
        self._looks = looks
        self._builder = builder
        self._form_field = form_field
        self._anchored = anchored
        self._typed_marks = typed_marks
        self._starts, self._lists = runs_by_position(pieces, runs, typed_marks)
        self._astral = _SURROGATE.search(pieces.text) is not None
        self._fields: list[_Field] = []
        self._marks: dict[int, int] = {}

    def begin_story(self, marks: dict[int, int]) -> tuple[list[_Field], dict[int, int]]:
        """Begin a story with those marks of whole fields; what it gives back is for `end_story`."""
        outer = self._fields, self._marks
        self._fields, self._marks = [], marks
        return outer

    def end_story(self, outer: tuple[list[_Field], dict[int, int]]) -> None:
        """End a story, and go on with the one that it is anchored in."""
        self._fields, self._marks = outer

    def look(self, position: int, style: int) -> Look:
        """The look of one character, in a paragraph of that style."""
        index = bisect_right(self._starts, position) - 1
        own, piece = self._lists[index] if index >= 0 else (b"", b"")
        return self._looks.look(style, own, piece)

    def is_shown(self, look: Look) -> bool:
        """Whether a character of that look is seen here: not hidden, not deleted, not in a field's code."""
        return not (look.hidden or look.style & Style.DELETED or any(item.code is None for item in self._fields))

    def write(self, start: int, end: int, style: int, extra: Style) -> None:
        """Write the characters from `start` to `end` of a paragraph of that style, `extra` added to their looks."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        at = start
        while at < end:
            following = self._starts[index + 1] if index + 1 < len(self._starts) else end
            stop = min(following, end)
            if stop > at:
                own, piece = self._lists[index]
                self._run(at, stop, self._looks.look(style, own, piece), extra)
                at = stop
            index += 1

    def _run(self, start: int, end: int, look: Look, extra: Style) -> None:
        start = self._typed_mark(start, end, look)
        text = self._text[start:end]
        if extra:
            look = look._replace(style=look.style | extra)
        if not _CONTROL.search(text):
            self._emit(self._seen(text, look), look)
            return
        at = start
        for part in _MARKS.split(text):
            if _MARKS.match(part):
                self._mark(part, at, look)
            elif part:
                self._emit(self._seen(part, look), look)
            at += len(part)

    def _typed_mark(self, start: int, end: int, look: Look) -> int:
        """Where a run goes on after the typed mark of a note that it begins with: a run of its own, set high."""
        if start not in self._typed_marks:
            return start
        if not look.hidden and not look.style & Style.DELETED:
            self._anchored(start)
        return end if look.style & Style.SUPERSCRIPT else start

    def _seen(self, text: str, look: Look) -> str:
        """The characters as the eye sees them."""
        if _CONTROL.search(text):
            text = text.translate(_PLAIN)
        if look.symbol is not None:  # some writers leave out sprmCFSpec
            symbol = look.symbol
            return "".join([symbol if look.special or character == "(" else character for character in text])
        if self._astral and _SURROGATE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if look.special:
            text = text.replace("<", "").replace(">", "")  # ends of a structured document tag
        if look.fonts is None:
            return to_unicode(None, text)
        ascii, other = look.fonts
        if ascii == other:
            return to_unicode(ascii, text)
        return "".join([to_unicode(ascii if character < "\x80" else other, character) for character in text])

    def _emit(self, text: str, look: Look) -> None:
        """Write text, unless it is hidden or belongs to a field's code or to a result that is not shown."""
        style, link = look.style, None
        for item in reversed(self._fields):
            if item.code is None:
                item.parts.append(text)
                return
            if not item.shown:
                return
            style |= item.style
            link = link or item.link
        if not look.hidden:
            self._builder.text(text, style, look.colour, link)

    # -- special characters -----------------------------------------------------------------------

    def _mark(self, mark: str, at: int, look: Look) -> None:
        if mark in (BEGIN, SEPARATOR, END):
            if at in self._marks:
                self._field_mark(mark, at, look)
        elif mark == _PICTURE:
            if look.form_data and self._fields and self._fields[-1].code is None:
                self._fields[-1].form = self._form_field(look.location)
        elif not look.hidden and not look.style & Style.DELETED:
            self._anchored(at)

    def _field_mark(self, mark: str, at: int, look: Look) -> None:
        if mark == BEGIN:
            self._fields.append(_Field(look))
        elif mark == SEPARATOR:
            self._fields[-1].close_code(self._text[at + 1 : self._marks[at]])
        else:
            item = self._fields.pop()
            self._end_field(item, item.code is not None)

    def _end_field(self, item: _Field, has_result: bool) -> None:
        """Write what a field shows beside, or in place of, a result."""
        code, form = item.close_code(""), item.form
        if code.name == "FORMCHECKBOX" and form is not None:
            if not item.look.hidden and not self._in_code():
                self._builder.check_box(form.ticked, item.look.style)
        elif code.name == "FORMDROPDOWN" and form is not None:
            self._emit(form.text, item.look._replace(style=item.look.style | Style.FILLED))
        elif has_result:
            return
        elif code.name == "FORMTEXT" and form is not None:
            self._emit(form.text, item.look._replace(style=item.look.style | Style.PROMPT))
        elif code.name in ("MACROBUTTON", "GOTOBUTTON"):
            shown = shown_code("".join(item.parts))
            prompt = Style.PROMPT if any(map(str.isalnum, shown)) else Style.NONE
            self._emit(shown, item.look._replace(style=item.look.style | prompt))
        elif code.name == "SYMBOL" and code.arguments:
            self._emit(_symbol(code), item.look)

    def _in_code(self) -> bool:
        return any(item.code is None for item in self._fields)


def _symbol(code: Code) -> str:
    r"""The glyph of ``SYMBOL 254 \f "Wingdings"``; the number may be written ``0xFE``."""
    try:
        number = int(code.arguments[0], 0)
    except ValueError:
        return code.arguments[0][:1]
    if number >= 0x10000 or number < 0x20:
        return ""
    text = bytes([number]).decode("cp1252", "ignore") if number < 0x100 else chr(number)
    return to_unicode(code.switches.get("f"), text)
