"""The stylesheet: what a paragraph's and a run's style say about their looks ([MS-DOC] 2.4.6.5, 2.9.271).

The STSH in the table stream is its own header and then one STD after the other, by the index (`istd`)
that paragraphs and runs name their style by::

    1200 …                            LPStshi: 18 bytes; the second number is cbSTDBaseInFile, 10 or 18
    2E00                              LPStd: 46 bytes
       0000 0100 0210 …               StdfBase: kind (4 bits), style it is based on (12 bits), lists (4 bits) …
       0600 4E006F0072006D00… 0000    name
       0200 0000                      LPUpxPapx: 2 bytes: its own istd, no paragraph properties
       0300 350801                    LPUpxChpx: 3 bytes: bold
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from ingest.reading.doc.binary import counted_text, u16
from ingest.reading.doc.sprms import Sprm, sprms

NO_STYLE = 0x0FFF
_DEEPEST = 32  # styles based on one another; Word itself allows fewer


class Kind(IntEnum):
    """`stk`: what a style formats."""

    PARAGRAPH = 1
    CHARACTER = 2
    TABLE = 3
    LIST = 4


@dataclass(frozen=True, slots=True)
class StyleEntry:
    """One style: the index of the one that it is based on, and its own sprms."""

    kind: int
    base: int
    paragraph: tuple[Sprm, ...] = ()
    character: tuple[Sprm, ...] = ()


@dataclass(frozen=True, slots=True)
class Styles:
    """The STDs by index, empty where the file leaves one out; a file has more than its text uses."""

    raw: tuple[bytes, ...] = ()
    base_size: int = 10
    _read: dict[int, StyleEntry] = field(default_factory=dict)
    _chains: dict[int, list[StyleEntry]] = field(default_factory=dict)

    def chain(self, index: int) -> list[StyleEntry]:
        """The style of that index and those that it is based on, the outermost base first."""
        if index not in self._chains:
            self._chains[index] = self._chain(index)
        return self._chains[index]

    def _chain(self, index: int) -> list[StyleEntry]:
        found: list[StyleEntry] = []
        while index < len(self.raw) and self.raw[index] and len(found) < _DEEPEST:
            if index not in self._read:
                self._read[index] = _entry(self.raw[index], self.base_size)
            found.append(self._read[index])
            index = found[-1].base
        return found[::-1]


def read_styles(raw: bytes) -> Styles:
    """Read a STSH; what is cut short or unheard of is left out."""
    at = 2 + u16(raw, 0)
    count, base_size = u16(raw, 2), u16(raw, 4)
    entries: list[bytes] = []
    end = len(raw) - 2
    while len(entries) < count and at <= end:
        size = raw[at] | raw[at + 1] << 8
        entries.append(raw[at + 2 : at + 2 + size])
        at += 2 + size + (size & 1)
    return Styles(tuple(entries), base_size)


def _entry(std: bytes, base_size: int) -> StyleEntry:
    kind, base = u16(std, 2) & 0xF, u16(std, 2) >> 4
    _, at = counted_text(std, base_size)
    at += 2  # the name's closing zero
    lists = []
    for _ in range(min(u16(std, 4) & 0xF, 3)):
        size = u16(std, at)
        lists.append(std[at + 2 : at + 2 + size])
        at += 2 + size + (size & 1)
    if kind == Kind.PARAGRAPH and lists:
        return StyleEntry(kind, base, _settled(lists[0][2:]), _settled(lists[1] if len(lists) > 1 else b""))
    if kind == Kind.CHARACTER and lists:
        return StyleEntry(kind, base, character=_settled(lists[0]))
    return StyleEntry(kind, base)


def _settled(grpprl: bytes) -> tuple[Sprm, ...]:
    """A style's list with the last operand of each sprm only."""
    return tuple(dict(sprms(grpprl)).items())
