"""Pages that Word, Outlook and LibreOffice write: controls, list labels, notes, margins, form fields.

<w:Sdt CheckBox="t" CheckBoxIsChecked="t" CheckBoxValueChecked="&#9746;">☒</w:Sdt>
<w:Sdt ShowingPlcHdr="t" ID="1">Haga clic aquí …</w:Sdt>    <span class=MsoPlaceholderText>Elija …</span>
<p class=MsoListParagraph><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>uno</p>
<div style='mso-element:footnote' id=ftn1>…</div>           <div id="sdfootnote1">…</div>
<!--[if supportFields]>… FORMCHECKBOX …<![endif]--><!--[if gte mso 9]><xml><w:data>FFFFFFFF6500…
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable

from ingest.document import Layer
from ingest.reading.doc.fields import FormKind, read_form_field
from ingest.reading.html.css import Declarations
from ingest.reading.html.looks import FILLED, PROMPT
from ingest.reading.html.walk import COMMENTS, STARTS, Attributes, Walker

End = Callable[[], None] | None

_ELEMENTS = {
    "footnote-list": Layer.FOOTNOTE, "endnote-list": Layer.FOOTNOTE, "footnote": Layer.FOOTNOTE,
    "endnote": Layer.FOOTNOTE, "comment-list": Layer.COMMENT, "comment": Layer.COMMENT, "header": Layer.HEADER,
    "footer": Layer.FOOTER,
}  # fmt: skip
_NOTE = re.compile(r"(?:sdfootnote|sdendnote|ftn|edn)\d+")
_REFERENCE = re.compile(r"#_?(?:ftn|edn|msocom|msoanchor|sdfootnote|sdendnote)", re.IGNORECASE)
_REFERENCES = frozenset(
    ("sdfootnoteanc", "sdfootnotesym", "sdendnoteanc", "sdendnotesym", "msofootnotereference", "msoendnotereference")
)
_HEADER = struct.Struct("<IH")  # of the data as a .doc keeps them: the size of all, and of this header
_DATA = re.compile(r"<w:data>\s*([0-9A-Fa-f\s]{20,20000})", re.IGNORECASE)


# -- content controls ----------------------------------------------------------------------------------


def _control(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    """``w:Sdt``; the parser gives names in lower case."""
    if _on(attributes, "checkbox"):
        return _check_box(walker, _on(attributes, "checkboxischecked"))
    if _on(attributes, "sdtdocpart") or _on(attributes, "sdtgroup"):
        return None
    return _scope(walker, PROMPT if _on(attributes, "showingplchdr") else FILLED)


def _on(attributes: Attributes, name: str) -> bool:
    return attributes.get(name, "").lower() in ("t", "true", "1", "on")


def _scope(walker: Walker, bits: int) -> End:
    outer = walker.scope
    walker.scope = bits

    def end() -> None:
        walker.scope = outer

    return end


def _check_box(walker: Walker, ticked: bool) -> End:
    """A check box, and what was typed beside the character that shows it."""
    sink: list[str] = []
    outer, walker.sink = walker.sink, sink

    def end() -> None:
        walker.sink = outer
        walker.check_box(ticked)
        rest = "".join(sink).strip()
        if rest and not rest[0].isalnum():
            rest = rest[1:]
        if rest and rest not in ("X", "x"):
            walker.fill(rest, FILLED)

    return end


STARTS["w:sdt"] = _control


# -- spans and paragraphs -------------------------------------------------------------------------------


def _span(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    if not attributes:
        return None
    names = attributes.get("class", "").lower()
    if names == "msoplaceholdertext":
        return _scope(walker, PROMPT)
    if names in _REFERENCES or names == "msocommentreference":
        return _unshown(walker)
    if declarations:
        if declarations.get("mso-list", "").lower() == "ignore":
            return _label(walker)
        if walker.held is not None and declarations.get("font", "").lower().startswith("7.0pt"):
            return _end_of_label(walker)
        if walker.written and _floats(declarations):
            return walker.begin_story(Layer.TEXTBOX)
    return None


def _floats(declarations: Declarations) -> bool:
    return declarations.get("float", "").lower() in ("left", "right") or (
        declarations.get("position", "").lower() == "absolute"
    )


def _unshown(walker: Walker) -> End:
    outer, walker.sink = walker.sink, []

    def end() -> None:
        walker.sink = outer

    return end


def _label(walker: Walker) -> End:
    """``mso-list:Ignore``: the label of a list, as Word writes it into the paragraph."""
    sink: list[str] = []
    outer, walker.sink = walker.sink, sink

    def end() -> None:
        walker.sink = outer
        walker.bullet = "".join(sink).replace("\xa0", " ").strip() or None
        walker.blank = True

    return end


def _end_of_label(walker: Walker) -> End:
    """In pages without Word's own styles, blanks of 7 points follow a list's label: ``1.<span>&nbsp; </span>uno``."""
    held, walker.held = walker.held, None
    label = "".join(text for text, _ in held or ()).strip()
    if label:
        walker.bullet = label
    else:
        walker.held = held
    return _unshown(walker)


def _paragraph(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    if not attributes.get("class", "").lower().startswith("msolistparagraph"):
        return None
    walker.held = []
    return None


def _anchor(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    """A link, or the reference mark of a note."""
    if _REFERENCE.match(attributes.get("href", "")) or attributes.get("class", "").lower() in _REFERENCES:
        return _unshown(walker)
    return _LINK(walker, attributes, declarations)


_LINK = STARTS["a"]
STARTS["a"] = _anchor
STARTS["span"] = _span
STARTS["p"] = _paragraph


# -- notes and margins ----------------------------------------------------------------------------------


def _division(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    """A ``div`` that is a note, a comment or a page's margin."""
    layer = _ELEMENTS.get(declarations.get("mso-element", "").lower()) if declarations else None
    if layer is None and _NOTE.fullmatch(attributes.get("id", "")):
        layer = Layer.FOOTNOTE
    if layer is None and attributes.get("title") in ("header", "footer"):
        layer = _ELEMENTS[attributes["title"]]
    if layer is not None:
        return walker.begin_story(layer)
    return walker.begin_story(Layer.TEXTBOX) if walker.written and declarations and _floats(declarations) else None


STARTS["div"] = _division


# -- form fields ----------------------------------------------------------------------------------------


def _comment(walker: Walker, text: str) -> None:
    """Word hides its form fields from browsers: the field's code in a comment, its data in the next one."""
    if "FORMCHECKBOX" in text or "FORMDROPDOWN" in text:
        walker.form_field = True
    data = _DATA.search(text) if walker.form_field else None
    if data is None:
        return
    walker.form_field = False
    digits = "".join(data[1].split())
    raw = bytes.fromhex(digits[: len(digits) // 2 * 2])
    form = read_form_field(_HEADER.pack(_HEADER.size + len(raw), _HEADER.size) + raw, 0)
    if form is not None and form.kind is FormKind.CHECK_BOX:
        walker.check_box(form.ticked)
    elif form is not None and form.kind is FormKind.DROP_DOWN and form.text:
        walker.fill(form.text, FILLED)


COMMENTS.append(_comment)
