"""Automatic numbers and bullets of paragraphs ([MS-DOC] 2.4.6.3, 2.9.131 LFO, 2.9.147 LSTF, 2.9.150 LVL).

A paragraph names an override (LFO) by its place in PlfLfo, and a level of it from 0; the override names
a list (LSTF) of PlfLst by its number, and may start a level anew. The levels of all lists stand, one
after the other, behind PlfLst::

    01000000 00 00 000200… …    LVLF: starts at 1, arabic, …, where in the text the levels' numbers are
    0400 0000 2E00 0100 2900    text of 4 characters: number of level 0, «.», number of level 1, «)»
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.reading.doc import sprms as s
from ingest.reading.doc.binary import counted_text, u16, u32
from ingest.reading.doc.fib import Fib, Table
from ingest.reading.doc.sprms import sprms
from ingest.reading.symbols import to_unicode

_LEVELS = 9
_LSTF, _LVLF, _LFO, _LFOLVL = 28, 28, 16, 8
_BULLET, _NONE = 23, 255
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 32_767


class Level(NamedTuple):
    """A level of a list: its first number, how that is written (`nfc`), and the label round it."""

    start: int
    kind: int
    label: str


@dataclass(slots=True)
class _Override:
    """An LFO: the list it names, levels that start anew (until they did) and levels that look different."""

    list: int
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Lists:
    """The lists of a document, which count as the document is walked."""

    def __init__(self, fib: Fib, table: bytes, fonts: tuple[str, ...]) -> None:
        self._fib = fib
        self._table = table
        self._fonts = fonts
        self._levels: dict[int, list[Level]] = {}
        self._overrides: list[_Override] | None = None
        self._counters: dict[int, list[int | None]] = {}

    def label(self, override: int, level: int) -> str | None:
        """The label of the next paragraph of a list, counted; None where the list has none.

        `override` is a paragraph's sprmPIlfo: from 1; from F802 on the negative of one.
        """
        if override > 0xF801:
            override = 0x10000 - override
        if self._overrides is None:
            self._levels = self._read_lists()
            self._overrides = self._read_overrides(self._fib.place(Table.LIST_OVERRIDES).of(self._table))
        if not 0 < override <= len(self._overrides) or level >= _LEVELS:
            return None
        named = self._overrides[override - 1]
        levels = self._levels.get(named.list, [])
        if level >= len(levels):
            return None
        levels = [named.levels.get(index, item) for index, item in enumerate(levels)]
        counters = self._counters.setdefault(named.list, [None] * _LEVELS)
        first = named.starts.pop(level, None)
        value = counters[level]
        counters[level] = first if first is not None else levels[level].start if value is None else value + 1
        counters[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _label(levels, counters, level) or None

    def _read_lists(self) -> dict[int, list[Level]]:
        place = self._fib.place(Table.LISTS)
        raw = place.of(self._table)
        at = place.start + place.size
        found: dict[int, list[Level]] = {}
        for lstf in [raw[start : start + _LSTF] for start in range(2, 2 + _LSTF * u16(raw, 0), _LSTF)]:
            if len(lstf) < _LSTF or at >= len(self._table):
                break
            levels = found[u32(lstf, 0)] = []
            for _ in range(1 if lstf[26] & 1 else _LEVELS):
                level, at = self._level(self._table, at)
                levels.append(level)
        return found

    def _read_overrides(self, raw: bytes) -> list[_Override]:
        found: list[_Override] = []
        count = min(u32(raw, 0), (len(raw) - 4) // _LFO if raw else 0)
        at = 4 + _LFO * count
        for number in range(count):
            lfo = 4 + _LFO * number
            override = _Override(u32(raw, lfo))
            at += 4
            for _ in range(raw[lfo + 12]):
                if at + _LFOLVL > len(raw):
                    break
                flags = u32(raw, at + 4)
                if flags & 0x10:
                    override.starts[flags & 0xF] = min(u32(raw, at), _MOST)
                at += _LFOLVL
                if flags & 0x20:
                    override.levels[flags & 0xF], at = self._level(raw, at)
            found.append(override)
        return found

    def _level(self, raw: bytes, at: int) -> tuple[Level, int]:
        """The LVL at an offset, and the offset after it."""
        start, kind = u32(raw, at), raw[at + 4] if at + 4 < len(raw) else _NONE
        characters, paragraphs = raw[at + 24 : at + 25], raw[at + 25 : at + 26]
        text_at = at + _LVLF + sum(characters) + sum(paragraphs)
        label, end = counted_text(raw, text_at)
        if kind == _BULLET:
            looks = dict(sprms(raw[text_at - sum(characters) : text_at]))
            font = u16(looks.get(s.C_FONT_ASCII, b""), 0)
            label = to_unicode(self._fonts[font] if font < len(self._fonts) else None, label)
        return Level(min(start, _MOST), kind, label), end


def _label(levels: list[Level], counters: list[int | None], level: int) -> str:
    own = levels[level]
    if own.kind in (_BULLET, _NONE):
        return own.label if own.kind == _BULLET else ""
    return "".join(_parts(levels, counters, own.label))


def _parts(levels: list[Level], counters: list[int | None], label: str) -> Iterator[str]:
    for character in label:
        index = ord(character)
        if index < len(levels):
            value = counters[index]
            yield number(levels[index].start if value is None else value, levels[index].kind)
        elif index >= 0x20:
            yield character


def number(value: int, kind: int) -> str:
    """A number as a level writes it; kinds are `nfc`'s ([MS-OSHARED] 2.2.1.3, MSONFC).

    >>> [number(4, kind) for kind in (0, 1, 2, 3, 4, 5, 22)]
    ['4', 'IV', 'iv', 'D', 'd', '4º', '04']
    """
    if kind in (1, 2) and 0 < value < 4000:
        text = ""
        for worth, letters in _ROMAN:
            text += letters * (value // worth)
            value %= worth
        return text.upper() if kind == 1 else text
    if kind in (3, 4) and 0 < value <= _MOST:
        letter = chr(ord("A" if kind == 3 else "a") + (value - 1) % 26)
        return letter * min((value - 1) // 26 + 1, 9)
    if kind == _NONE:
        return ""
    return f"{value:02}" if kind == 22 else f"{value}º" if kind == 5 else str(value)
