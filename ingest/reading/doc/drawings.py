"""Shapes: which group each belongs to, the letters of word art ([MS-DOC] 2.9.172, [MS-ODRAW] 2.2.14 and 2.2.16).

Drawings are records in records, each with a header of 8 bytes::

    0F00 02F0 …          drawing container
      0F00 03F0 …        group of shapes: its first shape is the group itself
        0F00 04F0 …      shape container
          320C 0AF0 08000000  02040000 000A0000   the shape: its number, its flags
          1300 0BF0 0E000000  C0C0 08000000 …     one property of it: gtextUNICODE, 8 bytes of which follow
"""

from __future__ import annotations

from ingest.reading.doc.binary import u16, u32

_HEADER = 8
_DRAWING = 0xF002
_GROUP = 0xF003
_SHAPE = 0xF004
_SHAPE_DATA = 0xF00A
_PROPERTIES = 0xF00B
_LETTERS = 0x00C0  # gtextUNICODE ([MS-ODRAW] 2.3.22.2)
_KIND, _LONG = 0x3FFF, 0x8000  # of a property; a long one's value stands behind all properties
_HIDDEN, _IS_HIDDEN = 0x03BF, 0x00020002  # fUsefHidden and fHidden ([MS-ODRAW] 2.3.4.44)
_DEEPEST = 16


def groups(raw: bytes) -> dict[int, int]:
    """For each shape in a group the number of the outermost group: that one is anchored in the text.

    `raw` is the OfficeArtContent: one container about all drawings, then for the main text and for
    the headers a byte and the container of its drawing.
    """
    found: dict[int, int] = {}
    at = _HEADER + u32(raw, 4)
    while at + 1 + _HEADER <= len(raw):
        at += 1
        end = at + _HEADER + u32(raw, at + 4)
        if u16(raw, at + 2) == _DRAWING:
            for kind, start, stop in _records(raw, at + _HEADER, min(end, len(raw))):
                if kind == _GROUP:
                    for inner, first, last in _records(raw, start, stop):
                        if inner == _GROUP:
                            shapes = _shapes(raw, first, last, 0)
                            found.update(dict.fromkeys(shapes[1:], shapes[0]) if shapes else {})
        at = end
    return found


def _shapes(raw: bytes, start: int, end: int, depth: int) -> list[int]:
    """The numbers of the shapes of a group, the group's own first."""
    found: list[int] = []
    for kind, first, last in _records(raw, start, end):
        if kind == _GROUP and depth < _DEEPEST:
            found += _shapes(raw, first, last, depth + 1)
        elif kind == _SHAPE:
            found += [u32(raw, at) for inner, at, _ in _records(raw, first, last) if inner == _SHAPE_DATA]
    return found


def word_art(raw: bytes) -> dict[int, str]:
    """The letters of each shape that is word art, by its number; `raw` is as in `groups`."""
    found: dict[int, str] = {}
    if b"\xc0\x80" not in raw and b"\xc0\xc0" not in raw:
        return found
    at = _HEADER + u32(raw, 4)
    while at + 1 + _HEADER <= len(raw):
        end = at + 1 + _HEADER + u32(raw, at + 5)
        _add_word_art(raw, at + 1, min(end, len(raw)), found, 0)
        at = end
    return found


def _add_word_art(raw: bytes, start: int, end: int, found: dict[int, str], depth: int) -> None:
    for kind, first, last in _records(raw, start, end):
        if kind in (_DRAWING, _GROUP) and depth < _DEEPEST:
            _add_word_art(raw, first, last, found, depth + 1)
        elif kind == _SHAPE:
            records = {inner: (at, stop) for inner, at, stop in _records(raw, first, last)}
            text = _letters(raw, *records.get(_PROPERTIES, (0, 0)))
            if text and _SHAPE_DATA in records:
                found[u32(raw, records[_SHAPE_DATA][0])] = text


def _letters(raw: bytes, start: int, end: int) -> str:
    """The gtextUNICODE among a shape's properties, 6 bytes each, the long values of which follow in their order."""
    count = u16(raw, start - _HEADER) >> 4 if start else 0
    value, text = start + 6 * count, ""
    for at in range(start, min(value, end), 6):
        kind, number = u16(raw, at), u32(raw, at + 2)
        if kind & _KIND == _HIDDEN and number & _IS_HIDDEN == _IS_HIDDEN:
            return ""
        if kind & _KIND == _LETTERS and kind & _LONG:
            text = raw[value : min(value + number, end)].decode("utf-16-le", "replace").rstrip("\0")
        if kind & _LONG:
            value += number
    return text


def _records(raw: bytes, start: int, end: int) -> list[tuple[int, int, int]]:
    """Kind, start and end of the records between two offsets; the last one may be cut short."""
    found = []
    while start + _HEADER <= end:
        stop = start + _HEADER + u32(raw, start + 4)
        found.append((u16(raw, start + 2), start + _HEADER, min(stop, end)))
        start = stop
    return found
