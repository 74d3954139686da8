"""Names of options whose letters are lost under a mark drawn on them, told by those that can still be read.

A cross, a scribble or a line through a printed name leaves «Pipáda» of «Privada» for OCR to read. The
printed list is known: what stands in the place of the one name that is missing is that name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from ingest.locating.option_lines import Item, OptionLine
from ingest.locating.runs import Run
from ingest.locating.words import Word, folded_words, words_of
from schema.form import Option

_WORN = 0.8  # confidence of a word that a mark may cover
_ALIKE, _IN_PLACE = 60.0, 28.0  # of 100: a worn name that is told by its letters, by its place and a few of them
_MOST = 14  # words of a line that may be the printed list


class _Chunk(NamedTuple):
    """Some words in a row on a line: where, whether a mark may cover one of them, what was read."""

    line: OptionLine
    start: int
    end: int
    worn: bool
    text: str


def find_worn(lines: Sequence[OptionLine], runs: Sequence[Run], options: Sequence[Option]) -> None:
    """Add to the lines the options that are missing and that worn words on them are."""
    if len(options) < 2 or not any(run.confidence < _WORN for run in runs):
        return
    found = {item.code: item.start for line in lines for item in line.options}
    missing = [option for option in options if option.code not in found]
    chunks = [chunk for line in lines if line.other for chunk in _chunks(line, runs)]
    if not missing or not chunks:
        return
    order = [option.code for option in options]
    for place, least in ((False, 100.0), (False, _ALIKE), (True, _IN_PLACE)):
        for option in missing:
            if option.code in found:
                continue
            near = [chunk for chunk in chunks if not place or _in_place(chunk, option.code, order, found)]
            best = _best(near, option, missing, least)
            if best is not None:
                found[option.code] = best.start
                _take(best, option.code)
                chunks = [chunk for chunk in chunks if chunk.end <= best.start or chunk.start >= best.end]


def _chunks(line: OptionLine, runs: Sequence[Run]) -> Iterator[_Chunk]:
    for item in line.other:
        spoken = words_of(line.text, item.start - line.start, item.end - line.start)
        worn = [_is_worn(word, line.start, runs) for word in spoken]
        if len(spoken) > _MOST or not any(worn):
            continue
        for first in range(len(spoken)):
            for last in range(first, min(first + 3, len(spoken))):
                text = " ".join(word.text for word in spoken[first : last + 1])
                start, end = line.start + spoken[first].start, line.start + spoken[last].end
                yield _Chunk(line, start, end, any(worn[first : last + 1]), text)


def _is_worn(word: Word, start: int, runs: Sequence[Run]) -> bool:
    return any(run.confidence < _WORN and run.start < start + word.end and start + word.start < run.end for run in runs)


def _best(chunks: Sequence[_Chunk], option: Option, missing: Sequence[Option], least: float) -> _Chunk | None:
    """The words most like an option, if they are alike enough and like no other that is missing."""
    likeness = [(_likeness(chunk, option), chunk) for chunk in chunks if chunk.worn or least == 100.0]
    ratio, best = max(likeness, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or ratio < least:
        return None
    others = [_likeness(best, other) for other in missing if other.code != option.code]
    return best if ratio > max(others, default=0.0) else None


def _likeness(chunk: _Chunk, option: Option) -> float:
    return max(fuzz.ratio(chunk.text, " ".join(folded_words(name))) for name in (option.label, *option.aliases))


def _in_place(chunk: _Chunk, code: str, order: Sequence[str], found: dict[str | None, int]) -> bool:
    """Whether the words stand where the option does in the printed list: between its neighbours."""
    at = order.index(code)
    before, after = (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)
    if any(neighbour is not None and neighbour not in found for neighbour in (before, after)):
        return False
    return (before is None or found[before] < chunk.start) and (after is None or chunk.start < found[after])


def _take(chunk: _Chunk, code: str) -> None:
    """Make the words an option of their line, and what stands beside them other text still."""
    line = chunk.line
    other: list[Item] = []
    for item in line.other:
        if item.start <= chunk.start and chunk.end <= item.end:
            sides = Item(item.start, chunk.start), Item(chunk.end, item.end)
            other += [side for side in sides if line.of(side).strip(" \xa0.-–—_*:")]
        else:
            other.append(item)
    line.other[:] = other
    line.options.append(Item(chunk.start, chunk.end, code, bare=True))
    line.options.sort()
