"""The lines of a choice, read into what they are made of: options, marks, the gaps between them, other text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
_TOKEN = re.compile(
    rf"""
      (?P<yes> {_POSITIVE}\ufe0f?
             | [(\[{{<]\s*(?:{_X}|[✓✔√*•+]|{_POSITIVE}|[sS][iíIÍ])\s*[)\]}}>]
             | (?<![^\W_])_*{_X}_*(?![^\W_])(?!\s?\d)
             | √ )
    | (?P<no> {_EMPTY} | [(\[{{]\s*[.…_-]*\s*[)\]}}] | (?:_\s?){{2,}} | [(\[{{]\s*[nN][oO]\s*[)\]}}])
    | (?P<gap> \t+ | [ \xa0\u2002\u2003]{{2,}} | \s*[/|;,·•]\s* | \s+[-–—]+\s+
             | \s*[.…]{{3,}}\s* | \s*:\s* | \s*[→⇒►]\s* )
    """,
    re.X,
)
_AGREED = re.compile("[✅☑✓✔👍]")
_HARD = re.compile(r"[/|;,·•\t]|\s[-–—]")
_INSIDE = re.compile(r"\([^()]*\w{2,}[^()]*\)")
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


@dataclass(slots=True)
class OptionLine:
    """A line of a choice's region, its items in order, and the cell that it stands in."""

    start: int
    text: str
    cell: Cell | None
    options: list[Item] = field(default_factory=list)
    marks: list[Item] = field(default_factory=list)
    other: list[Item] = field(default_factory=list)

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
        line = OptionLine(start, text, run.cell if run else None)
        _read(line, tuple(options))
        if lines and _broken(lines[-1], line):
            first = lines.pop()
            line = OptionLine(first.start, region.text[first.start : start + len(text)], first.cell)
            _read(line, tuple(options))
        lines.append(line)
    if "❌" in region.text and _AGREED.search(region.text):
        for line in lines:  # «✅ this, ❌ not that»
            line.marks = [mark._replace(ticked=mark.ticked and "❌" not in line.of(mark)) for mark in line.marks]
    return lines


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


def _read(line: OptionLine, options: tuple[Option, ...]) -> None:
    text = line.text
    protected = [found.span() for found in _INSIDE.finditer(text)]
    at = 0
    for token in _TOKEN.finditer(text):
        if any(first <= token.start() < last for first, last in protected):
            continue
        _segment(line, at, token.start(), options)
        if token.lastgroup != "gap":
            ticked = token.lastgroup == "yes"
            line.marks.append(Item(line.start + token.start(), line.start + token.end(), ticked=ticked))
        at = token.end()
    _segment(line, at, len(text), options)
    if _is_prose(line):
        line.options, line.marks = [], []


def _is_prose(line: OptionLine) -> bool:
    """A sentence that happens to name an option or hold an «x»: other words, and no option by its bare name."""
    others = sum(len(folded_words(line.text[item.start - line.start : item.end - line.start])) for item in line.other)
    if not line.options:
        return others > 0
    return others > 2 and not any(item.bare for item in line.options)


def _segment(line: OptionLine, first: int, last: int, options: tuple[Option, ...]) -> None:
    """What stands between two marks or gaps: options in a row, one option in other words, or other text."""
    text = line.text[first:last]
    if not text.strip(" \xa0.-–—_*:"):
        return
    start, end = line.start + first, line.start + last
    outside = _INSIDE.sub(lambda inside: " " * len(inside[0]), text)
    row = _in_a_row(words_of(" " * first + outside), options)
    if row:
        line.options += [Item(line.start + begin, line.start + stop, code, bare=True) for begin, stop, code in row]
        return
    verdict = _with_verdict(line, first, last, options)
    if verdict:
        line.options.append(verdict[0])
        line.marks.append(verdict[1])
        return
    said = " ".join(folded_words(text))
    if said in _VERDICTS and line.options:
        line.marks.append(Item(start, end, ticked=_VERDICTS[said]))
        return
    codes = match_options(text, options)
    if len(codes) == 1 and len(said.split()) <= 8:
        line.options.append(Item(start, end, codes[0]))
    else:
        line.other.append(Item(start, end))


def _with_verdict(line: OptionLine, first: int, last: int, options: tuple[Option, ...]) -> tuple[Item, Item] | None:
    """«Mixta sí», «Privada NO»: an option's bare name and a yes or no."""
    words = words_of(line.text, first, last)
    if len(words) < 2 or words[-1].text not in _VERDICTS:
        return None
    row = _in_a_row(words[:-1], options)
    if len(row) != 1:
        return None
    begin, stop, code = row[0]
    mark = Item(line.start + words[-1].start, line.start + words[-1].end, ticked=_VERDICTS[words[-1].text])
    return Item(line.start + begin, line.start + stop, code, bare=True), mark


@lru_cache(maxsize=64)
def _names(options: tuple[Option, ...]) -> tuple[tuple[tuple[str, ...], str], ...]:
    names = [(folded_words(name), option.code) for option in options for name in (option.label, *option.aliases)]
    return tuple(sorted(names, key=lambda name: -len(name[0])))


def _in_a_row(words: Sequence[Word], options: tuple[Option, ...]) -> list[tuple[int, int, str]]:
    """«Pública Privada Mixta»: nothing but options' names, one after the other; empty where it is not so."""
    found, at = [], 0
    texts = tuple(word.text for word in words)
    while at < len(texts):
        for name, code in _names(options):
            if name and texts[at : at + len(name)] == name:
                found.append((words[at].start, words[at + len(name) - 1].end, code))
                at += len(name)
                break
        else:
            return []
    return found
