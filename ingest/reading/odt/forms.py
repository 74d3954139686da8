"""Form controls (OpenDocument 1.3, part 3, 13): check boxes, radio buttons, text fields, lists.

    <office:forms><form:form>
      <form:checkbox form:id="c1" form:label="Pública" form:current-state="checked"/>
      <form:textarea form:id="c2"><text:p>Goya</text:p></form:textarea>
    </form:form></office:forms>
    …
    <text:p>Lugar: <draw:control draw:control="c2" text:anchor-type="as-char"/></text:p>

A control that stands as a character is part of its paragraph's text. One that floats is a text box
of its own, but for a bare box or button: that belongs to the text beside it.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from ingest.document import Layer
from ingest.reading.odt.names import DRAW, FORM, PARAGRAPHS, SVG, TEXT, XML, points, text_of
from ingest.reading.odt.styles import PLAIN, Look
from ingest.reading.odt.walk import BLOCK, FILLED, INLINE, Walker

_TRUE = ("true", "1", "checked", "selected")
_NEAR = 18.0  # points from the paragraph's left edge within which a floating box stands before the text


def controls(body: etree._Element) -> dict[str, etree._Element]:
    """The controls of a body's forms, by their identifiers."""
    found: dict[str, etree._Element] = {}
    for form in body.iter(FORM + "form"):
        for control in form.iter():
            for name in (control.get(XML + "id"), control.get(FORM + "id")):
                if name:
                    found.setdefault(name, control)
    return found


def _control(walker: Walker, element: etree._Element, look: Look) -> None:
    """The place of a control."""
    control = walker.controls.get(element.get(DRAW + "control", ""))
    if control is None or look.hidden or walker.muted:
        return
    if element.get(TEXT + "anchor-type") in ("as-char", "char"):
        show(walker, control, look)
    elif _is_button(control) and not control.get(FORM + "label", "").strip() and walker.anchored:
        if points(element.get(SVG + "x")) < _NEAR:
            show(walker, control, look)
            walker.tell(" ", look)
        else:
            walker.late.insert(0, lambda: _late(walker, control, look))
    else:
        with walker.story(Layer.TEXTBOX):
            show(walker, control, PLAIN)
            walker.end_paragraph()


def _late(walker: Walker, control: etree._Element, look: Look) -> None:
    walker.tell(" ", look)
    show(walker, control, look)


def _block_control(walker: Walker, element: etree._Element) -> None:
    _control(walker, element, PLAIN)


def show(walker: Walker, control: etree._Element, look: Look) -> None:
    """Tell what a control shows."""
    handler = _KINDS.get(control.tag)
    if handler is not None:
        handler(walker, control, look)
        walker.blank = False


def _is_button(control: etree._Element) -> bool:
    return control.tag in (FORM + "checkbox", FORM + "radio")


def _check_box(walker: Walker, control: etree._Element, look: Look) -> None:
    """The state of a check box or radio button; where it was never touched, the one that it began with."""
    names = ("current-state", "state") if control.tag == FORM + "checkbox" else ("current-selected", "selected")
    states = [state for name in names if (state := control.get(FORM + name)) is not None]
    walker.check_box(bool(states) and states[0] in _TRUE, look)
    label = control.get(FORM + "label", "").strip()
    if label:
        walker.tell(" " + label, look)


def _text(walker: Walker, control: etree._Element, look: Look) -> None:
    """What was typed into a field: in ``form:current-value``, or in the paragraphs of a text area."""
    typed = [text_of(paragraph) for paragraph in control.iterchildren(*PARAGRAPHS)]
    value = control.get(FORM + "current-value", control.get(FORM + "value"))
    _fill(walker, value if value is not None else "\n".join(typed), look)


def _list(walker: Walker, control: etree._Element, look: Look) -> None:
    """The chosen options of a list."""
    options = list(control.iterchildren(FORM + "option"))
    for name in ("current-selected", "selected"):
        chosen = [_label(option) for option in options if option.get(FORM + name) in _TRUE]
        if chosen or any(option.get(FORM + name) is not None for option in options):
            break
    else:
        chosen = []
    _fill(walker, ", ".join(chosen), look)


def _label(option: etree._Element) -> str:
    return option.get(FORM + "label") or option.get(FORM + "value") or ""


def _fill(walker: Walker, value: str, look: Look) -> None:
    with walker.scoped(FILLED):
        for number, line in enumerate(value.splitlines()):
            if number:
                walker.end_paragraph()
            walker.tell(line, look)


def _printed(walker: Walker, control: etree._Element, look: Look) -> None:
    """A label of the form."""
    walker.tell(control.get(FORM + "label", ""), look)


_KINDS: dict[str, Callable[[Walker, etree._Element, Look], None]] = {
    FORM + "checkbox": _check_box,
    FORM + "radio": _check_box,
    FORM + "listbox": _list,
    FORM + "fixed-text": _printed,
    FORM + "frame": _printed,
    FORM + "button": _printed,
    **{
        FORM + name: _text
        for name in ("text", "textarea", "formatted-text", "number", "date", "time", "combobox", "generic-control")
    },
}

INLINE[DRAW + "control"] = _control
BLOCK[DRAW + "control"] = _block_control
