"""What is left of a file whose directory is gone: its streams, found by what they hold.

A file that was cut short loses its end, and there stands, in most files, the directory that says where
the streams are. But writers put a stream in one stretch, and each can be told by its content: the
``WordDocument`` stream begins with the FIB; in the table stream the piece table stands where the FIB
says, and its last position is the length of the text; form-field data have a header of their own.
"""

from __future__ import annotations

import re

from ingest.errors import Unreadable
from ingest.reading.doc.binary import u16, u32
from ingest.reading.doc.fib import FIRST_VERSION, WORD_97, Table, read_fib
from ingest.reading.doc.pieces import read_piece_table

_SECTOR, _MINI_SECTOR = 512, 64
_LAST_VERSION = 0x0112  # of Word 2007 and later ([MS-DOC] 2.5.1)
_SIZE = 64  # of cbMac in the FIB: the stream's length
_FORM_DATA = re.compile(rb"....\x44\0.{62}\xff\xff\xff\xff", re.DOTALL)
_SPARE = 16  # characters that a piece table may count beyond the stories


def salvage(data: bytes) -> dict[str, bytes]:
    """The streams of a damaged file by name, as far as they can be found; `Unreadable` where there is no FIB."""
    start = next((at for at in range(_SECTOR, len(data) - _SECTOR, _SECTOR) if _is_fib(data, at)), None)
    if start is None:
        raise Unreadable("doc")
    stream = data[start : start + (u32(data, start + _SIZE) or len(data))]
    fib = read_fib(stream)
    found = {"WordDocument": stream}
    place = fib.place(Table.PIECES)
    length = sum(fib.lengths)
    for at in range(_SECTOR, len(data) - place.start, _MINI_SECTOR):
        if data[at + place.start] in (1, 2):
            pieces, complete = read_piece_table(place.of(data[at : at + place.start + place.size]))
            if complete and pieces and length <= pieces[-1].end <= length + _SPARE:
                found[fib.table_stream] = data[at:]
                break
    form_data = _FORM_DATA.search(data, _SECTOR)
    if form_data:
        found["Data"] = data[form_data.start() :]
    return found


def _is_fib(data: bytes, at: int) -> bool:
    return u16(data, at) == WORD_97 and FIRST_VERSION <= u16(data, at + 2) <= _LAST_VERSION
