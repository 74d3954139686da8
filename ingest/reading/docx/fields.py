"""Fields (ISO/IEC 29500-1, 17.16): their results are text, their codes are not, unless the code is all there is.

A complex field runs over runs and paragraphs, a simple one is an element:

    <w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>
    <w:instrText> FORMCHECKBOX </w:instrText><w:fldChar w:fldCharType="end"/>

    <w:fldSimple w:instr="HYPERLINK &quot;https://example.org/&quot;">…</w:fldSimple>

Legacy form fields (17.16.5.20 and following) keep their state in `w:ffData`. Real files have fields
that never end and ends that never began: those are taken as not there, and their text stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from ingest.document import Style
from ingest.reading.docx.looks import Look
from ingest.reading.docx.names import VAL, W, on
from ingest.reading.docx.walk import clean
from ingest.reading.symbols import to_unicode

if TYPE_CHECKING:
    from ingest.reading.docx.walk import Walker

_FLDCHAR, _FFDATA, _TEXT = W + "fldChar", W + "ffData", W + "t"
_TYPE = W + "fldCharType"
_CHECKBOX, _DROPDOWN, _TEXT_INPUT = W + "checkBox", W + "ddList", W + "textInput"
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_SWITCHES_WITH_VALUE = frozenset({"\\l", "\\o", "\\t"})
_BOXES = frozenset("☐☑☒□■▢✓✔✗✘\uf06f\uf071\uf078\uf0a8\uf0fe\uf0fd\uf052\uf054\uf0a3")


@dataclass(slots=True, eq=False)
class Field:
    """A field that is open: its code so far, and what its result gets."""

    code: list[str] = field(default_factory=list)
    in_result: bool = False
    style: Style = Style.NONE
    link: str | None = None
    is_text: bool = False  # a legacy text field
    swallow: bool = False  # its result only repeats what its data said already
    default: str = ""
    result: str = ""
    simple: bool = False


class FieldMap:
    """The complex fields of a part: which of them close, and what their results hold."""

    def __init__(self, root: etree._Element) -> None:
        self._results: dict[etree._Element, str] = {}
        open_fields: list[tuple[etree._Element, list[str] | None]] = []
        for element in root.iter(_FLDCHAR, _TEXT):
            if element.tag == _TEXT:
                if open_fields and element.text:
                    for _, result in open_fields:
                        if result is not None:
                            result.append(element.text)
                continue
            kind = element.get(_TYPE)
            if kind == "begin":
                open_fields.append((element, None))
            elif kind == "separate" and open_fields:
                open_fields[-1] = (open_fields[-1][0], [])
            elif kind == "end" and open_fields:
                begin, result = open_fields.pop()
                self._results[begin] = "".join(result or ())

    def result(self, begin: etree._Element) -> str | None:
        """The text between a field's separator and its end; None where the field never ends."""
        return self._results.get(begin)


def field_char(walker: Walker, element: etree._Element, look: Look) -> None:
    """A `w:fldChar`: a field begins, its result begins, or it ends."""
    kind = element.get(_TYPE)
    if kind == "begin":
        _begin(walker, element, look)
    elif kind == "separate":
        if walker.fields and not walker.fields[-1].in_result:
            current = walker.fields[-1]
            _understand(current)
            current.in_result = True
            refresh(walker)
    elif kind == "end" and walker.fields and not walker.fields[-1].simple:
        ended = walker.fields.pop()
        refresh(walker)
        if not ended.in_result:
            _show_code(walker, "".join(ended.code), look)


def instruction(walker: Walker, element: etree._Element, look: Look) -> None:
    """A `w:instrText`: part of the code of the innermost field."""
    if walker.fields and element.text:
        walker.fields[-1].code.append(element.text)


def simple_field(walker: Walker, element: etree._Element) -> None:
    """A `w:fldSimple`: its children are the result."""
    opened = Field([element.get(W + "instr") or ""], in_result=True, simple=True)
    _understand(opened)
    walker.fields.append(opened)
    refresh(walker)
    walker.flow(element)
    del walker.fields[walker.fields.index(opened) :]
    refresh(walker)


def _begin(walker: Walker, element: etree._Element, look: Look) -> None:
    if walker.field_map is None:
        walker.field_map = FieldMap(element.getroottree().getroot())
    result = walker.field_map.result(element)
    opened = Field(result=result or "")
    data = element.find(_FFDATA)
    if data is not None:
        _read_form_data(walker, data, opened, look)
    if result is not None:
        walker.fields.append(opened)
        refresh(walker)


def _read_form_data(walker: Walker, data: etree._Element, opened: Field, look: Look) -> None:
    """A legacy form field: what its `w:ffData` says is shown, and its result where that says more."""
    for kind in data:
        if kind.tag == _CHECKBOX:
            walker.check_box(_is_checked(kind), look)
            opened.swallow = not opened.result.strip() or not set(opened.result.strip()) - _BOXES
        elif kind.tag == _DROPDOWN:
            chosen = _chosen(kind)
            if chosen is not None:
                with walker.scoped(Style.FILLED):
                    walker.tell(chosen, look)
                opened.swallow = True
        elif kind.tag == _TEXT_INPUT:
            default = kind.find(W + "default")
            opened.is_text = True
            opened.default = default.get(VAL, "") if default is not None else ""


def _is_checked(box: etree._Element) -> bool:
    """``<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>``: the default counts only alone."""
    state = box.find(W + "checked")
    if state is None:
        state = box.find(W + "default")
    return state is not None and on(state.get(VAL))


def _chosen(choices: etree._Element) -> str | None:
    """The entry that a drop-down field shows: of its result, else of its default, else the first."""
    entries = [entry.get(VAL, "") for entry in choices.iterfind(W + "listEntry")]
    for name in ("result", "default"):
        element = choices.find(W + name)
        index = element.get(VAL, "") if element is not None else ""
        if index.isdigit() and int(index) < len(entries):
            return entries[int(index)]
    return entries[0] if entries else None


def _understand(current: Field) -> None:
    """What a field's code says about its result."""
    tokens = [quoted.replace("\\\\", "\\") or bare for quoted, bare in _TOKEN.findall("".join(current.code))]
    kind = tokens[0].upper() if tokens else ""
    if kind == "HYPERLINK":
        current.link = _address(tokens[1:])
    elif kind == "FORMTEXT" or current.is_text:
        current.is_text = True
        untouched = current.default.strip() and current.result.strip() == current.default.strip()
        current.style = Style.PROMPT if untouched else Style.FILLED
    elif kind in ("FORMDROPDOWN", "FORMCHECKBOX"):
        current.style = Style.FILLED


def _address(tokens: list[str]) -> str | None:
    r"""The target in ``HYPERLINK "https://example.org/" \l "mapa" \o "Ver"``; None within the document."""
    address, place = "", ""
    words = iter(tokens)
    for word in words:
        if word.lower() in _SWITCHES_WITH_VALUE:
            value = next(words, "")
            place = value if word.lower() == "\\l" else place
        elif not word.startswith("\\") and not address:
            address = word
    if not address:
        return None
    return f"{address}#{place}" if place and "#" not in address else address


def refresh(walker: Walker) -> None:
    """Set what text gets from the fields that are open round it."""
    style, link, muted = Style.NONE, None, 0
    for current in walker.fields:
        if not current.in_result or current.swallow:
            muted += 1
        style |= current.style
        link = current.link or link
    walker.field_style, walker.field_link = style, link
    walker.muted = muted + walker.replaced


def _show_code(walker: Walker, code: str, look: Look) -> None:
    r"""Fields without a result that show part of their code.

    ``MACROBUTTON NoMacro [Escriba aquí]`` (17.16.5.35) is a prompt to click on, ``SYMBOL 252 \f
    Wingdings`` (17.16.5.60) a character.
    """
    kind, _, rest = code.strip().partition(" ")
    if kind.upper() in ("MACROBUTTON", "GOTOBUTTON"):
        with walker.scoped(Style.PROMPT):
            walker.tell(clean(rest.strip().partition(" ")[2]), look)
    elif kind.upper() == "SYMBOL":
        tokens = [quoted or bare for quoted, bare in _TOKEN.findall(rest)]
        code_point = int(tokens[0], 0) if tokens and re.fullmatch(r"\d+|0[xX][0-9a-fA-F]+", tokens[0]) else 0
        font = tokens[tokens.index("\\f") + 1] if "\\f" in tokens[:-1] else None
        if 32 < code_point < 0x110000:
            walker.tell(to_unicode(font, chr(code_point)), look)
