r"""Fields and the form fields of Word (RTF Specification 1.9.1, "Fields" and "Form Fields").

{\field{\*\fldinst HYPERLINK "https://example.org/"}{\fldrslt la nota}}
{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1\ffdefres0}}}{\fldrslt}}
{\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2\ffres1{\*\ffl uno}{\*\ffl dos}}}}{\fldrslt}}
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.document import TICKED, UNTICKED, Style
from ingest.reading.doc.codes import Code, link_target, parse_code, shown_code
from ingest.reading.rtf.reader import STARRED, Reader, word
from ingest.reading.symbols import to_unicode

_FILLED, _PROMPT = int(Style.FILLED), int(Style.PROMPT)
_UNSET = 25  # of \ffres: as the form's author left it


@dataclass(slots=True)
class Form:
    r"""A ``\formfield``: its state, the one it began with, the entries of a list."""

    result: int | None = None
    default: int = 0
    entries: list[str] = field(default_factory=list)

    @property
    def state(self) -> int:
        """The state that counts: 1 for a ticked box, the number of a list's entry."""
        return self.default if self.result in (None, _UNSET) else int(self.result or 0)


@dataclass(slots=True)
class Field:
    """A field: its code, and what is known of it."""

    outer: list[str] | None  # what collected the text before the field
    code: Code = Code("")
    text: str = ""  # of the code
    form: Form | None = None
    is_text: bool = False  # the result of a FORMTEXT is being read
    blank: bool = False  # and was blank so far

    def leaves_out(self, text: str) -> bool:
        """Whether text is part of the row of en spaces that an empty form field shows."""
        if not self.is_text or text.strip("\u2002 "):
            return False
        self.blank = self.blank or "\u2002" in text
        return self.blank


_REPLACED = frozenset({"FORMCHECKBOX", "SYMBOL", "MACROBUTTON", "GOTOBUTTON"})
"""Fields that show something other than their result."""

STARRED.update((b"fldinst", b"formfield", b"ffl"))


@word("field")
def _field(reader: Reader, value: int | None) -> None:
    made = Field(reader.sink)
    reader.field = made
    reader.closing = lambda: _end(reader, made)


@word("fldinst")
def _code(reader: Reader, value: int | None) -> None:
    current = reader.field or Field(reader.sink)

    def done(text: str) -> None:
        current.text = text
        current.code = parse_code(text)

    reader.collect(done)


@word("fldrslt")
def _result(reader: Reader, value: int | None) -> None:
    current = reader.field
    if current is None:
        return
    code, form = current.code, current.form
    if code.name in _REPLACED or (code.name == "FORMDROPDOWN" and form is not None and form.entries):
        reader.sink = []
        return
    reader.sink = current.outer
    if code.name == "HYPERLINK":
        reader.link = link_target(code) or reader.link
    elif code.name.startswith("FORM"):
        reader.scope |= _FILLED
        current.is_text = code.name == "FORMTEXT"


def _end(reader: Reader, ended: Field) -> None:
    """Show what a field shows in place of its result."""
    code, form = ended.code, ended.form
    if code.name == "FORMCHECKBOX":
        ticked = form is not None and form.state > 0
        _show(reader, TICKED if ticked else UNTICKED, _FILLED)
    elif code.name == "FORMDROPDOWN" and form is not None and form.state < len(form.entries):
        _show(reader, form.entries[form.state], _FILLED)
    elif code.name == "SYMBOL":
        _show(reader, _symbol(code), 0)
    elif code.name in _REPLACED:
        shown = shown_code(ended.text)
        _show(reader, shown, _PROMPT if any(map(str.isalnum, shown)) else 0)


def _show(reader: Reader, text: str, bits: int) -> None:
    if reader.sink is not None:
        reader.sink.append(text)
    elif not reader.hidden and text:
        reader.add(text, reader.bits | reader.scope | bits)


def _symbol(code: Code) -> str:
    r"""The glyph of ``SYMBOL 254 \f "Wingdings"``."""
    argument = code.arguments[0] if code.arguments else ""
    number = int(argument) if argument.isdigit() and len(argument) < 6 else 0
    if not 0x20 <= number < 0x10000:
        return ""
    text = bytes([number]).decode("cp1252", "ignore") if number < 0x100 else chr(number)
    return to_unicode(code.switches.get("f"), text)


# -- form fields -----------------------------------------------------------------------------------------


@word("formfield")
def _form(reader: Reader, value: int | None) -> None:
    reader.sink = []
    if reader.field is not None:
        reader.field.form = Form()


@word("ffres")
def _form_result(reader: Reader, value: int | None) -> None:
    if reader.field is not None and reader.field.form is not None:
        reader.field.form.result = value


@word("ffdefres")
def _form_default(reader: Reader, value: int | None) -> None:
    if reader.field is not None and reader.field.form is not None:
        reader.field.form.default = value or 0


@word("ffl")
def _entry(reader: Reader, value: int | None) -> None:
    form = reader.field.form if reader.field is not None else None
    reader.collect(lambda text: form.entries.append(text.strip()) if form is not None else None)
