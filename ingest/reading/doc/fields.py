"""Fields: a code that is not shown, a result that is, and the data of form fields ([MS-DOC] 2.8.25, 2.9.78).

A field is ``13 code 14 result 15`` in the text, the code perhaps with fields in it, the result
perhaps absent. A form field's code holds the character 01, whose properties point into the Data
stream, where the field's state is::

    5A000000 4400 …             NilPICFAndBinData: 90 bytes, 68 of them this header
    FFFFFFFF                    FFData: version
    6500                        type 1 (check box), result 25 (none yet: the default counts) …
    0000 1400                   length, size of a check box
    0300 530069 00… 0000        name
    0100                        default: ticked
    0000 0000 0000 0000 0000    format, help, status line, macros
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from ingest.reading.doc.binary import counted_text, u16, u32

BEGIN, SEPARATOR, END = "\x13", "\x14", "\x15"
_MARKS = re.compile("[\x13\x14\x15]")
_DEEPEST = 20  # fields in fields
_NO_RESULT = 25
_VERSION = 0xFFFFFFFF
_MOST_ITEMS = 1000


class FormKind(IntEnum):
    """`iType`: what a form field is."""

    TEXT = 0
    CHECK_BOX = 1
    DROP_DOWN = 2


@dataclass(frozen=True, slots=True)
class FormField:
    """A form field's state: whether it is ticked, or the text that it shows where it has no result."""

    kind: FormKind
    ticked: bool = False
    text: str = ""


def read_form_field(data: bytes, at: int) -> FormField | None:
    """The form field whose data begin at an offset of the Data stream; None where there are none."""
    size, header = u32(data, at), u16(data, at + 4)
    raw = data[at + header : at + size] if header < size else b""
    kind = u16(raw, 4) & 3
    if u32(raw, 0) != _VERSION or kind not in FormKind.__members__.values():
        return None
    result = u16(raw, 4) >> 2 & 0x1F
    _, after = counted_text(raw, 10)
    after += 2
    if kind == FormKind.TEXT:
        return FormField(FormKind.TEXT, text=counted_text(raw, after)[0])
    chosen = u16(raw, after) if result == _NO_RESULT else result
    if kind == FormKind.CHECK_BOX:
        return FormField(FormKind.CHECK_BOX, ticked=chosen == 1)
    items = _items(raw, after + 2)
    return FormField(FormKind.DROP_DOWN, text=items[chosen] if chosen < len(items) else "")


def _items(raw: bytes, at: int) -> list[str]:
    """A drop-down's items: an STTB after five texts, the last four of them with a closing zero."""
    for _ in range(5):
        _, at = counted_text(raw, at)
        at += 2
    count, extra = u16(raw, at + 2), u16(raw, at + 4)
    at += 6
    items: list[str] = []
    while len(items) < min(count, _MOST_ITEMS) and at + 2 <= len(raw):
        text, at = counted_text(raw, at)
        at += extra
        items.append(text)
    return items


def match_fields(text: str, start: int, end: int) -> dict[int, int]:
    r"""Those field marks of a story that belong to a whole field: the position of its end, by the mark's.

    A mark without its counterpart, as a damaged file has them, must not hide the text after it; nor one
    in more fields than Word nests (20).

    >>> match_fields("a\x13 PAGE \x141\x15 \x13", 0, 12)
    {1: 10, 10: 10, 8: 10}
    """
    matched: dict[int, int] = {}
    opened: list[tuple[int, int | None]] = []
    for found in _MARKS.finditer(text, start, end):
        mark, at = found.group(), found.start()
        if mark == BEGIN:
            opened.append((at, None))
        elif opened and mark == SEPARATOR:
            opened[-1] = (opened[-1][0], at)
        elif opened:
            begin, separator = opened.pop()
            if len(opened) >= _DEEPEST:
                continue
            matched[begin] = matched[at] = at
            if separator is not None:
                matched[separator] = at
    return matched
