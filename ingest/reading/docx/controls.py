"""Content controls (`w:sdt`, ISO/IEC 29500-1, 17.5.2) round blocks, rows, cells and runs.

    <w:sdt><w:sdtPr><w:date w:fullDate="2020-04-24T00:00:00Z">…</w:date></w:sdtPr>
      <w:sdtContent><w:r><w:t>24/04/2020</w:t></w:r></w:sdtContent></w:sdt>

    <w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/>…</w14:checkbox></w:sdtPr>
      <w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>

What a control shows is its content. Its properties say what that is: a prompt (`w:showingPlcHdr`),
the state of a check box ([MS-DOCX] 2.6.1.1), or something a person typed or chose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from ingest.document import Style
from ingest.reading.docx.names import VAL, W14, W, local_name, on
from ingest.reading.docx.walk import CheckBoxControl

if TYPE_CHECKING:
    from ingest.reading.docx.walk import Walker

_PROPERTIES, _CONTENT = W + "sdtPr", W + "sdtContent"
_TYPED = frozenset({"text", "date", "dropDownList", "comboBox"})
_ASSEMBLED = frozenset(
    {"group", "docPartObj", "docPartList", "picture", "citation", "bibliography", "equation",
     "repeatingSection", "repeatingSectionItem"}
)  # fmt: skip
_BLOCKS = frozenset({W + "p", W + "tbl", W + "tr", W + "tc"})
_TEXTS = (W + "t", W + "sym")
_NUMBER = re.compile(r"\d+")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_GOOGLE = "goog_rdk_"
"""Google Docs wraps any text that carries a comment or suggestion in controls with such a tag."""


@dataclass(slots=True)
class _Control:
    """What a control's properties say."""

    kind: str = "richText"
    prompt: bool = False
    printed: bool = False  # its content can't be edited, or another program or the template made it
    ticked: bool = False
    date: str | None = None
    last_value: str | None = None
    items: list[tuple[str, str]] = field(default_factory=list)  # value, text shown


@contextmanager
def opened(walker: Walker, sdt: etree._Element) -> Iterator[etree._Element | tuple[()]]:
    """A control's content, to be walked in what the control's properties mean for it."""
    content = sdt.find(_CONTENT)
    properties = sdt.find(_PROPERTIES)
    control = _read(properties) if properties is not None else _Control(printed=True)
    inside: etree._Element | tuple[()] = content if content is not None else ()
    outer = walker.scope, walker.box, walker.replaced, walker.muted
    if control.kind == "checkbox":
        _open_check_box(walker, control, inside)
    else:
        shown = _shown(inside)
        walker.scope = outer[0] & ~(Style.FILLED | Style.PROMPT) | _style(control, inside, shown)
        better = _better(control, shown)
        if better is not None:
            walker.scope = outer[0] & ~Style.PROMPT | Style.FILLED
            walker.tell(better, walker.plain)
            walker.replaced += 1
            walker.muted += 1
    try:
        yield inside
    finally:
        box = walker.box
        if control.kind == "checkbox" and box is not None and box.pending:
            walker.check_box(box.ticked, walker.plain)
        walker.scope, walker.box = outer[0], outer[1]
        if walker.replaced != outer[2]:
            walker.replaced = outer[2]
            walker.muted -= 1


def control(walker: Walker, sdt: etree._Element) -> None:
    """A control round blocks or runs."""
    with opened(walker, sdt) as content:
        walker.flow(content)


def _read(properties: etree._Element) -> _Control:
    made = _Control()
    for element in properties:
        name = local_name(element)
        if name in _TYPED:
            made.kind = name
            made.date = element.get(W + "fullDate")
            made.last_value = element.get(W + "lastValue")
            made.items = [_item(item) for item in element.iterfind(W + "listItem")]
        elif name in _ASSEMBLED:
            made.kind = name
        elif name == "checkbox":
            made.kind = name
            made.ticked = _ticked(element)
        elif name == "showingPlcHdr":
            made.prompt = on(element.get(VAL))
        elif name == "tag":
            made.printed |= element.get(VAL, "").startswith(_GOOGLE)
        elif name == "lock":
            made.printed |= element.get(VAL) in ("contentLocked", "sdtContentLocked")
        elif name == "dataBinding":
            made.printed |= "Properties" in element.get(W + "xpath", "")  # the document's title, author …
    return made


def _item(element: etree._Element) -> tuple[str, str]:
    """``<w:listItem w:displayText="Mixta" w:value="5"/>``; either stands for the other."""
    value, text = element.get(W + "value"), element.get(W + "displayText")
    return value if value is not None else text or "", text if text is not None else value or ""


def _ticked(box: etree._Element) -> bool:
    """``<w14:checked w14:val="1"/>``: absent is unticked, without a value ticked."""
    state = box.find(W14 + "checked")
    if state is None:
        state = box.find(W + "checked")
    return state is not None and on(state.get(W14 + "val") or state.get(VAL))


def _shown(content: etree._Element | tuple[()]) -> str:
    """The characters that stand in a control, those of symbols as one mark each."""
    if isinstance(content, tuple):
        return ""
    return "".join([(element.text or "") if element.tag == _TEXTS[0] else "☐" for element in content.iter(*_TEXTS)])


def _open_check_box(walker: Walker, control: _Control, content: etree._Element | tuple[()]) -> None:
    """The box takes the place of its glyph; where the control has none, it comes first."""
    shown = _shown(content).strip()
    walker.scope &= ~Style.PROMPT
    if shown and (len(shown) == 1 or not all([mark.isalnum() or mark.isspace() for mark in shown])):
        walker.box = CheckBoxControl(control.ticked, any_glyph=len(shown) == 1)
    else:
        walker.box = None
        walker.check_box(control.ticked, walker.plain)


def _style(control: _Control, content: etree._Element | tuple[()], shown: str) -> Style:
    """Whether the content is a prompt, or was typed by a person.

    A control for plain text, a date or a choice holds nothing but an answer. One for rich text does
    where it stands within a line; round paragraphs, cells or rows it may hold labels as well.
    """
    if control.prompt:
        return Style.PROMPT
    if control.printed or control.kind in _ASSEMBLED:
        return Style.NONE
    if control.kind in _TYPED:
        unchosen = any(text == shown.strip() and not value for value, text in control.items)
        return Style.PROMPT if unchosen and shown.strip() else Style.FILLED
    return Style.NONE if any(child.tag in _BLOCKS for child in content) else Style.FILLED


def _better(control: _Control, shown: str) -> str | None:
    """What a control holds where what it shows is nothing, or would be read as something else.

    A date control keeps the day in `w:fullDate` whatever format it shows it in. The shown text
    stands where it names that day, or another one (typed over it); not where it leaves the year
    out or puts the month first.
    """
    if control.date is not None and not control.prompt:
        found = _DATE.match(control.date)
        if found and (not shown.strip() or _is_misleading(shown, *map(int, found.groups()))):
            return found.group()
    if control.last_value and not control.prompt and not shown.strip():
        return next((text for value, text in control.items if value == control.last_value), None)
    return None


def _is_misleading(shown: str, year: int, month: int, day: int) -> bool:
    """Whether a date control shows its day without the year, or with the month before the day.

    >>> [_is_misleading(text, 2020, 4, 5) for text in ("5/4/20", "4/5/2020", "5 de abril", "abril de 2020")]
    [False, True, True, False]
    """
    numbers = [int(number) for number in _NUMBER.findall(shown)]
    years = (year, year % 100)
    if len(numbers) == 3 and numbers[2] in years:
        return numbers[:2] == [month, day] and month != day
    if any(number in years for number in numbers[1:]) or numbers[:1] == [year]:
        return False
    return numbers in ([day], [day, month], [month, day])
