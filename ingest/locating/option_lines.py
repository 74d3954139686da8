"""The lines of a choice, read into what they are made of: options, marks, the gaps between them, other text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ingest.document import Cell
from ingest.locating.runs import PARAGRAPH_END, Region, Run
from ingest.locating.words import Word, folded_words, words_of
from ingest.values.choices import match_options
from schema.form import Option

_POSITIVE = r"[☒☑✓✔✗✘✕✖☓🗹🗷🗸●◉◼⬛■▣⦿✅❌👍👉]"
_EMPTY = r"[☐□○◯⬜▢❏❑◻◇⭘]"
_X = r"[xX×Х╳]{1,3}"
_WINGDINGS = "[þýüû]"  # ☑ ☒ ✓ ✗ of a sheet that has lost its symbol font
_TOKEN = re.compile(
    rf"""
      (?P<yes> {_POSITIVE}\ufe0f?
             | [(\[{{<]\s*(?:{_X}|[✓✔√*•+]|{_POSITIVE}|[sS][iíIÍ])\s*[)\]}}>]
             | (?<![^\W_])_*{_X}_*(?![^\W_])(?!\s?\d)
             | (?<![^\W_]){_WINGDINGS}(?![^\W_])
             | √ )
    | (?P<no> {_EMPTY} | ¨ | [(\[{{]\s*[.…_-]*\s*[)\]}}] | (?:_\s?){{2,}} | [(\[{{]\s*[nN][oO]\s*[)\]}}])
    | (?P<gap> \t+ | [ \xa0\u2002\u2003]{{2,}} | \s*[/|;,·•]\s* | \s+[-–—]+\s+
             | \s*[.…]{{3,}}\s* | \s*:\s* | \s*[→⇒►]\s* )
    """,
    re.X,
)
_AGREED = re.compile("[✅☑✓✔👍]")
_HARD = re.compile(r"[/|;,·•\t]|\s[-–—]")
_INSIDE = re.compile(r"\([^()]*\w{2,}[^()]*\)")
_PRINTED = 120  # characters of a line that may be printed
_VERDICTS = {"si": True, "yes": True, "no": False}


class Item(NamedTuple):
    """One thing on a line: an option's name, a mark, or other text.

    `start` and `end` count the region's text; `code` is the option's; `ticked` is True for a mark, False
    for an empty box. `bare` says that nothing but the option's name was written.
    """

    start: int
    end: int
    code: str | None = None
    ticked: bool | None = None
    bare: bool = False

    def at(self, start: int) -> Item:
        """The same item of a line that begins there."""
        return Item(self.start + start, self.end + start, self.code, self.ticked, self.bare)


class _Items(NamedTuple):
    """A line's items, their places counted from the line's beginning."""

    options: list[Item]
    marks: list[Item]
    other: list[Item]


@dataclass(slots=True)
class OptionLine:
    """A line of a choice's region, its items in order, and the cell that it stands in."""

    start: int
    text: str
    cell: Cell | None
    options: list[Item]
    marks: list[Item]
    other: list[Item]

    @property
    def items(self) -> list[Item]:
        """Options and marks in the order of the text."""
        return sorted(self.options + self.marks)

    def of(self, item: Item) -> str:
        """An item's text."""
        return self.text[item.start - self.start : item.end - self.start]

    def gap(self, one: Item, other: Item) -> tuple[bool, int]:
        """What stands between two items: whether it separates, and how wide it is."""
        between = self.text[one.end - self.start : other.start - self.start]
        return bool(_HARD.search(between)), len(between)


def option_lines(region: Region, options: Sequence[Option]) -> list[OptionLine]:
    """The region's lines; those that are blank are left out, but a blank cell's are not in a region at all."""
    lines: list[OptionLine] = []
    for start, text in _split(region.text):
        run = _run_at(region.runs, start)
        line = _line(start, text, run.cell if run else None, tuple(options))
        if lines and _broken(lines[-1], line):
            first = lines.pop()
            line = _line(first.start, region.text[first.start : start + len(text)], first.cell, tuple(options))
        lines.append(line)
    if "❌" in region.text and _AGREED.search(region.text):
        for line in lines:  # «✅ this, ❌ not that»
            line.marks = [mark._replace(ticked=mark.ticked and "❌" not in line.of(mark)) for mark in line.marks]
    return lines


def _line(start: int, text: str, cell: Cell | None, options: tuple[Option, ...]) -> OptionLine:
    read = _read_printed if len(text) <= _PRINTED else _read
    found, marks, other = [[item.at(start) for item in items] for items in read(text, options)]
    return OptionLine(start, text, cell, found, marks, other)


def _broken(line: OptionLine, other: OptionLine) -> bool:
    """Whether a row of options and their marks goes on in the next line: a pair of them was parted."""
    if line.cell != other.cell or len(line.options) < 2 or not line.marks or not other.items:
        return False
    items, left, right = line.items, line.items[-1], other.items[0]
    alternates = all((one.ticked is None) != (two.ticked is None) for one, two in zip(items, items[1:], strict=False))
    begins_with_mark = items[0].ticked is not None
    parted = begins_with_mark == (left.ticked is not None)
    return alternates and parted and (left.ticked is None) != (right.ticked is None)


def _split(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for part in text.replace(PARAGRAPH_END, "\n\n").split("\n"):
        if part.strip():
            yield at, part
        at += len(part) + 1


def _run_at(runs: Sequence[Run], at: int) -> Run | None:
    for run in runs:
        if run.start <= at < run.end:
            return run
    return None


def _read(text: str, options: tuple[Option, ...]) -> _Items:
    """A line's options, marks, and whatever else stands on it."""
    items = _Items([], [], [])
    protected = [found.span() for found in _INSIDE.finditer(text)]
    at = 0
    for token in _TOKEN.finditer(text):
        if any(first <= token.start() < last for first, last in protected):
            continue
        _segment(items, text, at, token.start(), options)
        if token.lastgroup != "gap":
            items.marks.append(Item(*token.span(), ticked=token.lastgroup == "yes"))
        at = token.end()
    _segment(items, text, at, len(text), options)
    return _Items([], [], items.other) if _is_prose(items, text) else items


_read_printed = lru_cache(maxsize=512)(_read)  # what is printed on a sheet is printed on the next


def _is_prose(items: _Items, text: str) -> bool:
    """A sentence that happens to name an option or hold an «x»: other words, and no option by its bare name."""
    others = sum(len(folded_words(text[item.start : item.end])) for item in items.other)
    if not items.options:
        return others > 0
    return others > 2 and not any(item.bare for item in items.options)


def _segment(items: _Items, line: str, start: int, end: int, options: tuple[Option, ...]) -> None:
    """What stands between two marks or gaps: options in a row, one option in other words, or other text."""
    text = line[start:end]
    if not text.strip(" \xa0.-–—_*:"):
        return
    outside = _INSIDE.sub(lambda inside: " " * len(inside[0]), text)
    row = _in_a_row(words_of(" " * start + outside), options)
    if row:
        items.options.extend(row)
        return
    verdict = _with_verdict(line, start, end, options)
    if verdict:
        items.options.append(verdict[0])
        items.marks.append(verdict[1])
        return
    said = " ".join(folded_words(text))
    if said in _VERDICTS and items.options:
        items.marks.append(Item(start, end, ticked=_VERDICTS[said]))
        return
    codes = match_options(text, options)
    if len(codes) == 1 and len(said.split()) <= 8:
        items.options.append(Item(start, end, codes[0]))
    else:
        items.other.append(Item(start, end))


def _with_verdict(line: str, start: int, end: int, options: tuple[Option, ...]) -> tuple[Item, Item] | None:
    """«Mixta sí», «Privada NO»: an option's bare name and a yes or no."""
    words = words_of(line, start, end)
    if len(words) < 2 or words[-1].text not in _VERDICTS:
        return None
    row = _in_a_row(words[:-1], options)
    if len(row) != 1:
        return None
    return row[0], Item(words[-1].start, words[-1].end, ticked=_VERDICTS[words[-1].text])


@lru_cache(maxsize=64)
def _names(options: tuple[Option, ...]) -> tuple[tuple[tuple[str, ...], str], ...]:
    names = [(folded_words(name), option.code) for option in options for name in (option.label, *option.aliases)]
    return tuple(sorted(names, key=lambda name: -len(name[0])))


def _in_a_row(words: Sequence[Word], options: tuple[Option, ...]) -> list[Item]:
    """«Pública Privada Mixta»: nothing but options' names, one after the other; empty where it is not so."""
    found, at = [], 0
    texts = tuple([word.text for word in words])
    while at < len(texts):
        for name, code in _names(options):
            if name and texts[at : at + len(name)] == name:
                found.append(Item(words[at].start, words[at + len(name) - 1].end, code, bare=True))
                at += len(name)
                break
        else:
            return []
    return found
