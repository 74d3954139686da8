r"""Shapes of an RTF text (RTF Specification 1.9.1, "Drawing Objects"): text boxes, and marks drawn on the text.

    {\shp{\*\shpinst\shpleft1\shptop0\shpright1200\shpbottom319\shpbxcolumn\shpbypara
      {\sp{\sn shapeType}{\sv 3}}{\sp{\sn posrelh}{\sv 3}}{\shptxt …}}{\shprslt …}}
    {\*\do\dobxcolumn\dobypara\dpellipse\dpx0\dpy0\dpxsize1200\dpysize319}

Lengths are in twips, 20 to the point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.document import Layer
from ingest.reading.drawn import SHAPE_TYPES, Kind, Shape, kind_of
from ingest.reading.rtf.letters import plain
from ingest.reading.rtf.reader import DELETED, OPENINGS, STARRED, WORDS, Handler, Reader, word

_PROPERTY = re.compile(rb"\{\\sn\s+([^{}]*)\}\s*\{\\sv\s+([^{}]*)\}")
_TWIPS = 20.0
_CHARACTER, _TEXT, _LINE = "3", "2", "3"  # of posrelh and posrelv
_NOT_COLUMN = frozenset("1")
_OLD_FORMS = {"dpellipse": "ellipse", "dprect": "rect", "dproundr": "roundRect", "dpline": "line", "dpcallout": "other"}
_VISIBLE_TEXT = "gtextUNICODE"


@dataclass(slots=True)
class Drawing:
    """What was said so far of a shape; edges in twips, `across` and `down` what they count from."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0
    across: str = ""
    down: str = ""
    form: str | None = None
    properties: dict[str, str] = field(default_factory=dict)
    written: bool = False

    @property
    def word_art(self) -> str:
        """The letters of word art, which are a property of their shape."""
        if self.properties.get("fHidden") == "1":
            return ""
        said = self.properties.get(_VISIBLE_TEXT, "")
        return plain(said.encode("latin-1"), "cp1252") or said

    def shape(self) -> Shape | None:
        """The mark that it is, if it is one."""
        width, height = abs(self.right - self.left) / _TWIPS, abs(self.bottom - self.top) / _TWIPS
        form = self.form
        if form is None:
            number = self.properties.get("shapeType", "0")
            if number == "0":
                form = ""
            else:
                form = SHAPE_TYPES.get(int(number), "other") if number.isdigit() and len(number) < 6 else "other"
        unseen = self.properties.get("fHidden") == "1" or self.properties.get("fLine") == "0"
        kind = Kind.BOX if self.written else None if unseen else kind_of(form, width, height)
        if kind is None or "pib" in self.properties:
            return None
        x, y = min(self.left, self.right) / _TWIPS, min(self.top, self.bottom) / _TWIPS
        placed_x = self.across != "page" and "posh" not in self.properties
        placed_y = self.down not in ("page", "margin") and "posv" not in self.properties
        by_character = self.properties.get("posrelh") == _CHARACTER
        return Shape(kind, x if placed_x else None, y if placed_y else None, width, height, by_character)


STARRED.update((b"shpinst", b"shptxt", b"do"))


@word("shpinst", "do")
def _begin(reader: Reader, value: int | None) -> None:
    """A shape: of its text only that in its text box is shown."""
    drawing = Drawing()
    outer, reader.drawing = reader.drawing, drawing
    sink, reader.sink = reader.sink, []

    def end() -> None:
        reader.drawing = outer
        reader.sink = sink
        if drawing.written or sink is not None or reader.bits & DELETED:
            return
        shape = drawing.shape()
        if drawing.word_art:
            reader.tell_box(drawing.word_art.splitlines())
        elif shape is not None:
            reader.draw(shape)

    reader.closing = end


def _property(reader: Reader, start: int) -> int:
    r"""``{\sp{\sn shapeType}{\sv 3}}``."""
    end = reader.end_of_group(start)
    found = _PROPERTY.search(reader.slice(start, min(end, start + 4000)))
    if found and reader.drawing is not None:
        name, value = found[1].decode("latin-1"), found[2].decode("latin-1").strip()
        reader.drawing.properties[name] = value
        if name == "posrelh":
            reader.drawing.across = "page" if value in _NOT_COLUMN else "column"
        elif name == "posrelv":
            reader.drawing.down = "para" if value in (_TEXT, _LINE) else "page"
    return end


OPENINGS[b"sp"] = _property


@word("shptxt", "dptxbxtext")
def _text(reader: Reader, value: int | None) -> None:
    drawing = reader.drawing
    if drawing is None:
        reader.begin_story(Layer.TEXTBOX)
        return
    drawing.written = True
    reader.begin_story(Layer.TEXTBOX, drawing.shape)


def _edge(name: str, other: str = "") -> Handler:
    """A word that gives an edge; of the older shapes, a size."""

    def say(reader: Reader, value: int | None) -> None:
        if reader.drawing is not None and value is not None:
            from_edge = getattr(reader.drawing, other) if other else 0
            setattr(reader.drawing, name, from_edge + value)

    return say


for _name in ("left", "top", "right", "bottom"):
    WORDS[b"shp" + _name.encode()] = _edge(_name)
WORDS[b"dpx"], WORDS[b"dpy"] = _edge("left"), _edge("top")
WORDS[b"dpxsize"], WORDS[b"dpysize"] = _edge("right", "left"), _edge("bottom", "top")


def _origin(attribute: str, origin: str) -> Handler:
    def say(reader: Reader, value: int | None) -> None:
        if reader.drawing is not None:
            setattr(reader.drawing, attribute, origin)

    return say


for _origin_name in ("page", "margin", "column"):
    WORDS[b"shpbx" + _origin_name.encode()] = WORDS[b"dobx" + _origin_name.encode()] = _origin("across", _origin_name)
for _origin_name in ("page", "margin", "para"):
    WORDS[b"shpby" + _origin_name.encode()] = WORDS[b"doby" + _origin_name.encode()] = _origin("down", _origin_name)


def _form(form: str) -> Handler:
    def say(reader: Reader, value: int | None) -> None:
        if reader.drawing is not None:
            reader.drawing.form = form

    return say


for _name, _shape_form in _OLD_FORMS.items():
    WORDS[_name.encode()] = _form(_shape_form)
