r"""The tables at an RTF text's head, read into the reader's state.

{\fonttbl{\f0\fswiss\fcharset0 Arial{\*\falt Helvetica};}{\f1\fnil\fcharset2 Wingdings;}}
{\colortbl;\red255\green0\blue0;}
{\stylesheet{\s0 Normal;}{\*\cs10\b\sbasedon1 Strong;}}
"""

from __future__ import annotations

import re

from ingest.document import Style
from ingest.reading.rtf.fonts import SYMBOLS, Font, StyleEntry, charset_encoding, code_page, colour
from ingest.reading.rtf.reader import OPENINGS, WORDS, Handler, Reader, is_symbolic
from ingest.reading.rtf.tokens import WORD, group_end
from ingest.reading.rtf.words import LOOKS

_ENTRY = re.compile(rb"\\f([0-9]+)(?![0-9])")
_INNER = re.compile(rb"\{[^{}]*\}")
_WORDS = re.compile(rb"\\([a-z]+)(-?[0-9]+)? ?")
_BYTE = re.compile(rb"\\'([0-9a-fA-F]{2})")
_PLACEHOLDERS = frozenset({"placeholder text", "texto de marcador de posición", "texto del marcador de posición"})
_DEEPEST_STYLE = 20


# -- fonts and colours -------------------------------------------------------------------------------


def _fonts(reader: Reader, start: int) -> int:
    end = reader.end_of_group(start)
    table = reader.slice(start, end)
    entries = list(_ENTRY.finditer(table))
    for at, entry in enumerate(entries):
        stop = entries[at + 1].start() if at + 1 < len(entries) else len(table)
        reader.fonts.setdefault(int(entry[1][:9]), _font(table[entry.end() : stop]))
    return end


def _font(source: bytes) -> Font:
    r"""A font of what stands between ``\f1`` and the next one."""
    words = {name: int(number[:9]) for name, number in _WORDS.findall(source) if number}
    name = _text(source).split(b";")[0].strip(b"{}\r\n *\\").decode("cp1252", "replace")
    charset = words.get(b"fcharset", 1)
    encoding = code_page(words[b"cpg"]) if b"cpg" in words else charset_encoding(charset)
    return Font(name, encoding, charset == SYMBOLS or is_symbolic(name))


def _text(source: bytes) -> bytes:
    """What is left of an entry without its words and inner groups: its name."""
    plain = _BYTE.sub(lambda found: bytes.fromhex(found[1].decode()), _INNER.sub(b"", source))
    return _WORDS.sub(b"", plain)


def _colours(reader: Reader, start: int) -> int:
    end = reader.end_of_group(start)
    for entry in reader.slice(start, end).split(b";")[:-1]:
        parts = {name: int(number[:9]) for name, number in _WORDS.findall(entry) if number}
        known = b"red" in parts or b"green" in parts or b"blue" in parts
        rgb = (parts.get(name, 0) for name in (b"red", b"green", b"blue"))
        reader.colours.append(colour(*rgb) if known else None)
    return end


OPENINGS[b"fonttbl"] = _fonts
OPENINGS[b"colortbl"] = _colours


# -- styles ------------------------------------------------------------------------------------------


def _styles(reader: Reader, start: int) -> int:
    """Keep the table; a style is read when it is used."""
    end = reader.end_of_group(start)
    reader.style_table = reader.slice(start, end)
    return end


OPENINGS[b"stylesheet"] = _styles


def _style(reader: Reader, kind: str, number: int, depth: int = 0) -> StyleEntry:
    """A paragraph style (``s``) or character style (``cs``)."""
    known = reader.styles.get((kind, number))
    if known is None:
        known = reader.styles[kind, number] = _read_style(reader, kind, number, depth)
    return known


def _read_style(reader: Reader, kind: str, number: int, depth: int) -> StyleEntry:
    table = reader.style_table
    found = re.search(rb"\{(?:\\\*)?[\r\n]*\\%s%d(?![0-9])" % (kind.encode(), number), table)
    if found is None:
        return StyleEntry()
    source = table[found.start() : group_end(table, found.start() + 1)]
    words = WORD.findall(_INNER.sub(b"", source[1:-1]))
    base = next((int(value[:9]) for name, value in words if name == b"sbasedon" and value), number)
    inherited = _style(reader, kind, base, depth + 1) if base != number and depth < _DEEPEST_STYLE else StyleEntry()
    scratch = reader.scratch(inherited.bits, inherited.colour, inherited.hidden)
    for name, value in words:
        if name in LOOKS:
            WORDS[name](scratch, int(value[:9]) if value else None)
    name = _text(source[1:-1]).strip(b";* \\\r\n").strip().decode("cp1252", "replace").lower()
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
