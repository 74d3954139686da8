"""ActiveX controls in a document: check boxes, option buttons, text boxes and lists of the forms of old.

    <w:object><v:shape …/><w:control r:id="rId8" w:name="CheckBox1"/></w:object>

The relationship leads to a part that says what the control is and how its state is kept: as a list of
properties, or as a stream of bytes in a further part ([MS-OFORMS] 2.2.5, MorphDataControl), which may be
wrapped in a compound file:

    <ax:ocx ax:classid="{8BD21D40-EC42-11CE-9E0D-00AA006002F3}" ax:persistence="persistStreamInit" r:id="rId1"/>
    <ax:ocx ax:classid="{8BD21D40-…}" ax:persistence="persistPropertyBag">
      <ax:ocxPr ax:name="Caption" ax:value="Mixta"/><ax:ocxPr ax:name="Value" ax:value="1"/></ax:ocx>
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from ingest.document import Style
from ingest.errors import Unreadable
from ingest.reading.compound import open_compound
from ingest.reading.docx.names import R
from ingest.reading.docx.parts import Part
from ingest.reading.sniff import OLE2

if TYPE_CHECKING:
    from ingest.reading.docx.looks import Look
    from ingest.reading.docx.walk import Walker

_AX = "{http://schemas.microsoft.com/office/2006/activeX}"
_KINDS = {
    "8BD21D40": "check box", "8BD21D50": "check box", "8BD21D60": "check box",  # option and toggle buttons too
    "8BD21D10": "text", "8BD21D20": "text", "8BD21D30": "text",  # text box, list, combo
    "978C9E23": "label", "D7053240": "label",  # label, button
}  # fmt: skip

# The fields of a DataBlock in their order, by the bit of the mask that says whether one is there: its name and its
# size in bytes, which it is aligned to. Those not asked for have no name.
_Fields = dict[int, tuple[str, int]]
_MORPH: _Fields = {
    0: ("", 4), 1: ("", 4), 2: ("", 4), 3: ("", 4), 4: ("", 1), 5: ("", 1), 6: ("", 1), 7: ("", 1), 9: ("", 2),
    10: ("", 4), 11: ("", 2), 12: ("", 2), 13: ("", 2), 14: ("", 2), 15: ("", 2), 16: ("", 1), 17: ("", 1),
    18: ("", 1), 20: ("", 1), 21: ("", 1), 22: ("value", 4), 23: ("caption", 4), 24: ("", 4), 25: ("", 4),
    26: ("", 4), 27: ("", 2), 28: ("", 2), 29: ("", 2), 32: ("", 4),
}  # fmt: skip
_MORPH_SIZE = 8  # the bit of the control's width and height, which stand before its strings
_LABEL: _Fields = {
    0: ("", 4), 1: ("", 4), 2: ("", 4), 3: ("caption", 4), 4: ("", 4), 6: ("", 1), 7: ("", 4), 8: ("", 2),
    9: ("", 2), 10: ("", 2), 11: ("", 2), 12: ("", 2),
}  # fmt: skip
_COMPRESSED = 0x80000000  # of a string's count: one byte a character, the other being zero
_VERSION = b"\x00\x02"
_CLASS_ID = 16


class _State(NamedTuple):
    value: str = ""
    caption: str = ""


def control(walker: Walker, element: etree._Element, look: Look) -> None:
    """A `w:control`: a box with its caption, what was typed or chosen, or a printed text."""
    part = walker.part.part(element.get(R + "id"))
    root = part.xml() if part is not None else None
    if part is None or root is None:
        return
    kind = _KINDS.get((root.get(_AX + "classid") or "").strip("{}").upper()[:8])
    state = _state(part, root, kind)
    if kind == "check box":
        walker.check_box(state.value.strip().lower() in ("1", "-1", "true"), look)
        if state.caption:
            walker.tell(f" {state.caption}", look)
    elif kind == "text" and state.value:
        walker.tell(state.value.replace("\r\n", "\n"), look._replace(style=look.style | Style.FILLED))
    elif state.caption:
        walker.tell(state.caption, look)


def _state(part: Part, root: etree._Element, kind: str | None) -> _State:
    properties = {
        (item.get(_AX + "name") or "").lower(): item.get(_AX + "value") or "" for item in root.iter(_AX + "ocxPr")
    }
    if properties:
        return _State(properties.get("value", ""), properties.get("caption", ""))
    stream = part.part(root.get(R + "id"))
    data = stream.package.rescue(stream.name) if stream is not None else None
    try:
        return _of_stream(_contents(data or b""), kind == "label")
    except (struct.error, UnicodeDecodeError, Unreadable):
        part.package.damaged = True
        return _State()


def _contents(data: bytes) -> bytes:
    """A control's stream: alone, behind the identifier of its class, or in a compound file."""
    if data.startswith(OLE2):
        with open_compound(data) as file:
            return file.openstream("contents").read() if file.exists("contents") else b""
    return data if data.startswith(_VERSION) else data[_CLASS_ID:]


def _of_stream(data: bytes, label: bool) -> _State:
    """The value and caption of a MorphDataControl; of a LabelControl or CommandButtonControl (2.2.4, 2.2.1).

    ``00 02`` version, ``34 00`` size, the mask (of eight bytes, a label's of four), the fields, each on a multiple
    of its size; then the control's width and height, not before a label's, and the strings whose lengths the fields
    gave, each on a multiple of four.
    """
    if not data.startswith(_VERSION):
        return _State()
    (mask,) = struct.unpack_from("<I" if label else "<Q", data, 4)
    at, counts = 8 if label else 12, {"value": 0, "caption": 0}
    for bit, (name, size) in (_LABEL if label else _MORPH).items():
        if mask >> bit & 1:
            at += -at % size
            if name:
                (counts[name],) = struct.unpack_from("<I", data, at)
            at += size
    at += -at % 4
    if not label and mask >> _MORPH_SIZE & 1:
        at += 8
    texts: dict[str, str] = {}
    for name, count in counts.items():
        length = count & ~_COMPRESSED
        raw = data[at : at + length]
        texts[name] = raw.decode("latin-1") if count & _COMPRESSED else raw.decode("utf-16-le")
        at += length + -length % 4
    return _State(**texts)
