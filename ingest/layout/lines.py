"""Runs to lines: what stands on one baseline, from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf
from statistics import median

from ingest.document import Span, Style
from ingest.layout.page import Run

_RAISED = 0.12  # of the line's size: a small word whose foot stands this much higher is a superscript
_SMALLER = 0.82  # of the line's size
_SAME_FOOT = 0.32  # of the size: how far text of one line may be off its baseline
_DESCENT = 0.22  # ems from the baseline to the lower edge of a run's box
_LETTERS = 4  # letters in a row with blanks between them that are one word set wide
_SPACED = re.compile(r"(?:^| )(?:\w ){3,}\w(?: |$|[:.,;])")


@dataclass(slots=True)
class TextLine:
    """What stands on one baseline of one page, from left to right.

    `size` is the size of most of its characters, `y1` the foot of that size's letters. `text` has a
    blank between two words. `after_rule` says that a ruling line stands between it and the line
    above, `filled` that a form field's content stands in it.
    """

    runs: list[Run]
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    text: str
    filled: bool = False
    after_rule: bool = False
    _first_width: float = -1.0

    @property
    def first_word(self) -> str:
        """The first word."""
        return self.text.partition(" ")[0]

    @property
    def last_word(self) -> str:
        """The last word."""
        return self.text.rpartition(" ")[2]

    @property
    def first_width(self) -> float:
        """How wide its first word is."""
        if self._first_width >= 0:
            return self._first_width
        first = self.runs[0]
        if first.cuts:
            width = first.cuts[1]
        else:
            width = first.box.x1 - first.box.x0
            for run in self.runs[1:]:
                if not run.joined:
                    break
                width = run.box.x0 + run.first_width - self.x0
                if run.cuts:
                    break
        self._first_width = width
        return width

    @property
    def width_of_two(self) -> float:
        """How wide its first two words are."""
        cuts = self.runs[0].cuts
        if len(cuts) > 3:
            return cuts[3]
        second = self.runs[1] if len(self.runs) > 1 else self.runs[0]
        return second.box.x0 + second.first_width - self.x0

    def starts(self, most: int) -> list[float]:
        """Where its first words begin, at the most so many."""
        found: list[float] = []
        for run in self.runs:
            found += [run.box.x0 + cut for cut in run.cuts[::2]] or [run.box.x0]
            if len(found) >= most:
                break
        return found[:most]

    def with_runs(self, runs: list[Run]) -> TextLine:
        """The same line with other runs (at least one)."""
        if runs[0].joined:
            runs = [runs[0]._replace(joined=False), *runs[1:]]
        return replace(self, runs=runs, text=_text(runs), x0=runs[0].box.x0, _first_width=-1.0)

    def without_first_word(self) -> TextLine:
        """The same line without its first word; there must be a second."""
        first, *rest = self.runs
        words = list(first.words())[1:]
        if not words:
            return self.with_runs(rest)
        begin = first.cuts[2]
        kept = first._replace(
            text=first.text.partition(" ")[2],
            box=first.box._replace(x0=first.box.x0 + begin),
            cuts=tuple([cut - begin for cut in first.cuts[2:]]) if len(words) > 1 else (),
        )
        return self.with_runs([kept, *rest])


def make_line(runs: Sequence[Run], page: int) -> TextLine:
    """A line of these runs (at least one), which are put in order and mended."""
    if len(runs) == 1:
        run = runs[0]
        text, (x0, y0, x1, y1) = run.text, run.box
        if 3 * text.count(" ") > len(text) and _SPACED.search(text):
            return _line(_close_up(list(run.words())), page, size_of(run), y1)
        return TextLine([run], page, x0, y0, x1, y1, run.size or (y1 - y0), text, run.style & Style.FILLED != 0)
    ordered = _in_order(runs)
    sizes: dict[float, int] = {}
    printed = [run for run in ordered if not is_filled(run)] or ordered
    for run in printed:
        sizes[size_of(run)] = sizes.get(size_of(run), 0) + len(run.text)
    size = max(sizes, key=lambda item: (sizes[item], item))
    foot = median([run.box.y1 for run in printed if size_of(run) == size])
    if len(sizes) > 1:
        ordered = [_superscript(run, size, foot) for run in ordered]
    if _SPACED.search(_text(ordered)):
        ordered = _close_up([word for run in ordered for word in run.words()])
    return _line(ordered, page, size, foot)


def _line(ordered: list[Run], page: int, size: float, foot: float) -> TextLine:
    return TextLine(
        ordered,
        page,
        ordered[0].box.x0,
        min([run.box.y0 for run in ordered]),
        max([run.box.x1 for run in ordered]),
        foot,
        size,
        _text(ordered),
        any([is_filled(run) for run in ordered]),
    )


def is_filled(run: Run) -> bool:
    """Whether it is the content of a form field."""
    return bool(run.style & Style.FILLED)


def size_of(run: Run) -> float:
    """The font's size, where it is not known the height of the box."""
    return run.size or (run.box.y1 - run.box.y0)


def _text(runs: Sequence[Run]) -> str:
    if len(runs) == 1:
        return runs[0].text
    return "".join([run.text if run.joined or not place else " " + run.text for place, run in enumerate(runs)])


class _Group:
    """Runs on one baseline, as they are gathered."""

    __slots__ = ("foot", "runs")

    def __init__(self, run: Run, foot: float) -> None:
        self.runs = [run]
        self.foot = foot


def make_lines(runs: Iterable[Run], page: int) -> list[TextLine]:
    """The lines of a region of a page, from top to bottom.

    Text shares a line where it shares the baseline; the lines of columns side by side may overlap
    and are still lines of their own. Marks, fields and raised letters join the line that they overlap most.
    """
    runs = list(runs)
    if _descend(runs):
        return [make_line([run], page) for run in runs]
    groups: list[_Group] = []
    loose: list[Run] = []
    feet = sorted([(run.box[3] - _DESCENT * run.size, place, run) for place, run in enumerate(runs)])
    for foot, _, run in feet:
        reach = _SAME_FOOT * run.size
        if not reach or run.style & Style.FILLED:
            loose.append(run)
        elif groups and foot - groups[-1].foot <= reach:
            next(group for group in groups[-3:] if foot - group.foot <= reach).runs.append(run)
        else:
            groups.append(_Group(run, foot))
    if len({group.runs[0].size for group in groups}) > 1:
        groups = _with_raised(groups)
    for run in loose:
        best = _most_overlap(run, groups)
        if best is None:
            groups.append(_Group(run, run.box.y1 - _DESCENT * run.size))
        else:
            best.runs.append(run)
    lines = [make_line(group.runs, page) for group in groups]
    lines.sort(key=lambda line: line.y1)
    return lines


def _descend(runs: Sequence[Run]) -> bool:
    """Whether each run stands below the one before it, all in one size: then each is a line, as in most cells."""
    foot, size = -inf, runs[0].size if runs else 0.0
    reach = _SAME_FOOT * size
    for run in runs:
        if run.box[3] - foot <= reach or run.size != size or run.style & Style.FILLED:
            return False
        foot = run.box[3]
    return size > 0


def _with_raised(groups: list[_Group]) -> list[_Group]:
    """The lines, those of small raised letters joined to the text that they stand in."""
    kept: list[_Group] = []
    for place, group in enumerate(groups):
        size = size_of(group.runs[0])
        if len(group.runs) < 4:
            around = [
                other
                for other in groups[max(place - 3, 0) : place + 4]
                if other is not group
                and size < _SMALLER * size_of(other.runs[0])
                and _overlap(group.runs[0], other) > 0.6 * size
                and all(_beside(run, other.runs) for run in group.runs)
            ]
            if around:
                around[0].runs += group.runs
                continue
        kept.append(group)
    return kept


def _beside(run: Run, others: Sequence[Run]) -> bool:
    """Whether it stands right before or after one of the others."""
    reach = 0.5 * size_of(others[0])
    return any(abs(run.box.x0 - other.box.x1) < reach or abs(other.box.x0 - run.box.x1) < reach for other in others)


def _most_overlap(run: Run, groups: Sequence[_Group]) -> _Group | None:
    best, most = None, 0.5 * min(run.box.y1 - run.box.y0, 12.0)
    for group in groups:
        overlap = _overlap(run, group)
        if overlap > most:
            best, most = group, overlap
    return best


def _overlap(run: Run, group: _Group) -> float:
    first = group.runs[0].box
    return min(run.box.y1, first.y1) - max(run.box.y0, first.y0)


def _in_order(runs: Sequence[Run]) -> list[Run]:
    """From left to right; a run that is joined to another stays behind it."""
    units = [[run] for run in runs if not run.joined]
    for run in runs:
        if run.joined:
            reach = 0.5 * size_of(run)
            unit = next((unit for unit in units if abs(run.box.x0 - unit[-1].box.x1) < reach), None)
            if unit is None:
                units.append([run._replace(joined=False)])
            else:
                unit.append(run)
    units.sort(key=lambda unit: unit[0].box.x0)
    return [run for unit in units for run in unit]


def _superscript(run: Run, size: float, foot: float) -> Run:
    if run.size and run.size < _SMALLER * size and foot - run.box.y1 > _RAISED * size:
        return run._replace(style=run.style | Style.SUPERSCRIPT)
    return run


def _close_up(words: list[Run]) -> list[Run]:
    """Make words of letters that were set apart: «L o c a l i d a d» with wider gaps between words.

    A run of single letters is closed up where its gaps are even, but for those between words.
    """
    result: list[Run] = []
    place = 0
    while place < len(words):
        end = place
        while end < len(words) and (len(words[end].text) == 1 or words[end].joined):
            end += 1
        letters = words[place:end]
        gaps = [after.box.x0 - before.box.x1 for before, after in zip(letters, letters[1:], strict=False)]
        usual = median(gaps) if gaps else 0.0
        even = len(letters) >= _LETTERS and usual < 0.9 * size_of(letters[0]) and min(gaps) > 0.5 * usual
        if even:
            result.append(letters[0])
            result += [word._replace(joined=gap < 1.6 * usual) for gap, word in zip(gaps, letters[1:], strict=True)]
        else:
            result += letters or [words[place]]
        place = max(end, place + 1)
    return result


def line_spans(line: TextLine, ending: str = "") -> list[Span]:
    """The line's spans: one for each stretch of one look, with page and box.

    `ending` (a blank, a line break, nothing) is added to the last one.
    """
    if len(line.runs) == 1:
        text, box, _, style, colour, link, confidence, _, _, _ = line.runs[0]
        return [Span(text + ending, style, colour, link, line.page, box, confidence)]
    spans: list[Span] = []
    for run in line.runs:
        text, box, _, style, colour, link, confidence, joined, _, _ = run
        if spans:
            last = spans[-1]
            if not joined:
                last = spans[-1] = last._replace(text=last.text + " ")
            if last.style == style and last.colour == colour and last.link == link:
                joint = last.box.union(box) if last.box else box
                spans[-1] = last._replace(text=last.text + text, box=joint, confidence=min(last.confidence, confidence))
                continue
        spans.append(Span(text, style, colour, link, line.page, box, confidence))
    if ending:
        spans[-1] = spans[-1]._replace(text=spans[-1].text + ending)
    return spans
