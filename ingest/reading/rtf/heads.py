r"""The tables at an RTF text's head, read into the reader's state.

{\fonttbl{\f0\fswiss\fcharset0 Arial{\*\falt Helvetica};}{\f1\fnil\fcharset2 Wingdings;}}
{\colortbl;\red255\green0\blue0;}
{\stylesheet{\s0 Normal;}{\*\cs10\b\sbasedon1 Strong;}}
"""

from __future__ import annotations

import re

from ingest.document import Style
from ingest.reading.rtf.fonts import StyleEntry, entry_name, without_groups
from ingest.reading.rtf.reader import OPENINGS, WORDS, Handler, Reader
from ingest.reading.rtf.tokens import WORD, group_end
from ingest.reading.rtf.words import LOOKS

_STYLE = re.compile(rb"\{(?:\\\*)?[\r\n]*\\(c?s[0-9]+)")
_PLACEHOLDERS = frozenset({"placeholder text", "texto de marcador de posición", "texto del marcador de posición"})
_DEEPEST_STYLE = 20


# -- fonts and colours -------------------------------------------------------------------------------


def _fonts(reader: Reader, start: int) -> int:
    end = reader.end_of_group(start)
    reader.fonts.add(reader.slice(start, end))
    return end


def _colours(reader: Reader, start: int) -> int:
    end = reader.end_of_group(start)
    reader.colours += reader.slice(start, end).split(b";")[:-1]
    return end


OPENINGS[b"fonttbl"] = _fonts
OPENINGS[b"colortbl"] = _colours


# -- styles ------------------------------------------------------------------------------------------


def _styles(reader: Reader, start: int) -> int:
    """Keep the entries' sources; a style is read when it is used."""
    end = reader.end_of_group(start)
    table = reader.slice(start, end)
    reader.style_sources.clear()
    for entry in _STYLE.finditer(table):
        reader.style_sources.setdefault(entry[1], (table, entry.start()))
    return end


OPENINGS[b"stylesheet"] = _styles


def _style(reader: Reader, kind: str, number: int, depth: int = 0) -> StyleEntry:
    """A paragraph style (``s``) or character style (``cs``)."""
    known = reader.styles.get((kind, number))
    if known is None:
        known = reader.styles[kind, number] = _read_style(reader, kind, number, depth)
    return known


def _read_style(reader: Reader, kind: str, number: int, depth: int) -> StyleEntry:
    table, start = reader.style_sources.get(b"%s%d" % (kind.encode(), number), (b"", -1))
    if start < 0:
        return StyleEntry()
    source = table[start + 1 : group_end(table, start + 1) - 1]
    words = WORD.findall(without_groups(source))
    base = next((int(value[:9]) for name, value in words if name == b"sbasedon" and value), number)
    inherited = _style(reader, kind, base, depth + 1) if base != number and depth < _DEEPEST_STYLE else StyleEntry()
    scratch = reader.scratch(inherited.bits, inherited.colour, inherited.hidden)
    for name, value in words:
        if name in LOOKS:
            WORDS[name](scratch, int(value[:9]) if value else None)
    name = entry_name(source).strip(b";* \\\r\n").strip().decode("cp1252", "replace").lower()
    prompt = int(Style.PROMPT) if kind == "cs" and name in _PLACEHOLDERS else 0
    return StyleEntry(scratch.bits | prompt, scratch.colour, scratch.hidden)


def _applying(kind: str) -> Handler:
    def apply(reader: Reader, value: int | None) -> None:
        style = _style(reader, kind, value or 0)
        reader.bits |= style.bits
        reader.colour = style.colour or reader.colour
        reader.hidden = reader.hidden or style.hidden

    return apply


WORDS[b"s"], WORDS[b"cs"] = _applying("s"), _applying("cs")
