"""Fields, content controls and the form fields of Word that an OpenDocument text keeps.

    <text:placeholder text:placeholder-type="text">&lt;Lugar&gt;</text:placeholder>
    <text:text-input text:description="">Goya</text:text-input>
    <loext:content-control loext:checkbox="true" loext:checked="true">☑</loext:content-control>
    <field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX">
      <field:param field:name="Checkbox_Checked" field:value="true"/>
    </field:fieldmark>

OpenDocument 1.3, part 3, 7 has the fields of ODF; the other two are LibreOffice's own, for what
Word's documents hold. All other fields show the text that they contain.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from ingest.reading.odt.names import FIELD, LOEXT, TEXT, text_of
from ingest.reading.odt.styles import Look
from ingest.reading.odt.walk import FILLED, INLINE, PROMPT, Walker

_WORD_FIELD = "vnd.oasis.opendocument.field."
_TRUE = ("true", "1", "on")
_SEPARATOR = FIELD + "fieldmark-separator"


@dataclass(slots=True)
class FieldMark:
    """A Word field between its start and end: the style bits of its result, with those of the fields round it.

    `outer_code` says that one of those is still in its code; `separated` that this one's code is over.
    """

    bits: int
    outer_code: bool = False
    separated: bool = False


# -- ODF's own fields --------------------------------------------------------------------------------


def _placeholder(walker: Walker, element: etree._Element, look: Look) -> None:
    with walker.scoped(PROMPT):
        walker.inline(element, look)


def _text_input(walker: Walker, element: etree._Element, look: Look) -> None:
    """An input field; where it still shows its own description, nobody has filled it in."""
    text = text_of(element).strip()
    unfilled = text and text == element.get(TEXT + "description", "").strip()
    with walker.scoped(PROMPT if unfilled else FILLED):
        walker.inline(element, look)


def _drop_down(walker: Walker, element: etree._Element, look: Look) -> None:
    """An input list (7.7.2): labels, then the text of the chosen one."""
    labels = [child for child in element if child.tag == TEXT + "label"]
    chosen = [label for label in labels if label.get(TEXT + "current-selected") == "true"]
    text = (element.text or "") + "".join(child.tail or "" for child in element)
    if not text.strip() and chosen:
        text = chosen[0].get(TEXT + "value", "")
    with walker.scoped(FILLED):
        walker.characters(text, look) if text else None


def _hidden_text(walker: Walker, element: etree._Element, look: Look) -> None:
    """Text with a condition under which it is hidden (7.7.3)."""
    if element.get(TEXT + "is-hidden") != "true":
        walker.inline(element, look)


INLINE[TEXT + "placeholder"] = _placeholder
INLINE[TEXT + "text-input"] = _text_input
INLINE[TEXT + "drop-down"] = _drop_down
INLINE[TEXT + "hidden-text"] = _hidden_text
INLINE[TEXT + "hidden-paragraph"] = None


# -- content controls --------------------------------------------------------------------------------


def _content_control(walker: Walker, element: etree._Element, look: Look) -> None:
    """A content control: a check box's state says more than the character that shows it."""
    get = element.get
    if get(LOEXT + "checkbox") == "true":
        walker.check_box(get(LOEXT + "checked") == "true", look)
        rest = text_of(element).strip()
        if len(rest) > 1:  # more than the box: something was typed into the control
            signs = f"{get(LOEXT + 'checked-state', '')}{get(LOEXT + 'unchecked-state', '')}"
            with walker.scoped(FILLED):
                walker.characters(rest[1:] if rest[0] in signs or not rest[0].isalnum() else rest, look)
        return
    with walker.scoped(PROMPT if get(LOEXT + "showing-place-holder") == "true" else FILLED):
        walker.inline(element, look)


INLINE[LOEXT + "content-control"] = _content_control
INLINE[LOEXT + "list-item"] = None


# -- form fields of Word -----------------------------------------------------------------------------


def _field_mark(walker: Walker, element: etree._Element, look: Look) -> None:
    """A field of one character: a check box or a list."""
    kind = element.get(FIELD + "type", "").removeprefix(_WORD_FIELD)
    parameters = [(param.get(FIELD + "name", ""), param.get(FIELD + "value", "")) for param in element]
    if kind == "FORMCHECKBOX":
        ticked = any(name == "Checkbox_Checked" and value.lower() in _TRUE for name, value in parameters)
        walker.check_box(ticked, look)
    elif kind == "FORMDROPDOWN":
        entries = [value for name, value in parameters if name == "Dropdown_ListEntry"]
        chosen = next((value for name, value in parameters if name == "Dropdown_Selected"), "")
        if chosen.isdigit() and int(chosen) < len(entries):
            with walker.scoped(FILLED):
                walker.characters(entries[int(chosen)], look)
    else:
        walker.inline(element, look)


def _mark_start(walker: Walker, element: etree._Element, look: Look) -> None:
    kind = element.get(FIELD + "type", "").removeprefix(_WORD_FIELD)
    outer = walker.marks[-1] if walker.marks else FieldMark(0, separated=True)
    mark = FieldMark(outer.bits | (FILLED if kind.startswith("FORM") else 0), outer.outer_code or not outer.separated)
    if kind == "FORMCHECKBOX":
        _field_mark(walker, element, look)
    walker.marks.append(mark)
    mark.separated = not _separator_follows(walker, element)
    _update(walker)


def _separator_follows(walker: Walker, element: etree._Element) -> bool:
    """Whether a separator comes after an element in its paragraph; looked for once, until it is passed."""
    parent, separator = walker.separator
    if parent is None or parent is not element.getparent():
        separator = next(element.itersiblings(_SEPARATOR), None)
        walker.separator = element.getparent(), separator
    return separator is not None


def _mark_separator(walker: Walker, element: etree._Element, look: Look) -> None:
    if walker.separator[1] is element:
        walker.separator = None, None
    if walker.marks:
        walker.marks[-1].separated = True
    _update(walker)


def _mark_end(walker: Walker, element: etree._Element, look: Look) -> None:
    if walker.marks:
        walker.marks.pop()
    _update(walker)


def _update(walker: Walker) -> None:
    """What the fields round this place say about it: whether it is filled in, or a field's code."""
    mark = walker.marks[-1] if walker.marks else FieldMark(0, separated=True)
    walker.muted = mark.outer_code or not mark.separated
    walker.scope = walker.scope & ~FILLED | mark.bits


INLINE[FIELD + "fieldmark"] = _field_mark
INLINE[FIELD + "fieldmark-start"] = _mark_start
INLINE[FIELD + "fieldmark-separator"] = _mark_separator
INLINE[FIELD + "fieldmark-end"] = _mark_end
INLINE[FIELD + "param"] = None
