"""Which option is marked: whatever a person does to say "this one".

The surest signs come first: a mark written or ticked beside an option; then a cross or a circle
drawn on it; then being the only one highlighted, underlined, in bold or in another colour; then
all others struck out or deleted; then its name typed as the answer. Signs are compared between
the options of the sheet, never to a fixed look: what all of them have says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Cell, Style
from ingest.locating.option_lines import Item, OptionLine, option_lines
from ingest.locating.runs import Region, Run
from ingest.locating.worn_options import find_worn
from ingest.values.choices import match_options
from schema.form import Option

_LEAST_CONFIDENCE = 0.8
_TYPED_WORDS = 8
_NOTHING_BESIDE = " \xa0\t.:;,-–_•·☐□○()[]0123456789"  # bullets, numbers and lines to write on


@dataclass(frozen=True, slots=True)
class Marks:
    """The codes marked, in the form's order, and what makes them doubtful."""

    codes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class _Choice:
    """An option as it stands on the sheet."""

    item: Item
    line: OptionLine
    style: Style
    colour: str | None
    struck: bool
    confidence: float


def read_marks(region: Region, options: Sequence[Option], blank_cells: Sequence[Cell] = ()) -> Marks:
    """The options marked in a choice's region. `blank_cells` are the empty cells among the options' own."""
    lines = option_lines(region, options)
    find_worn(lines, region.runs, options)
    for line in lines:
        line.marks = [mark for mark in line.marks if not _is_struck(mark, region.runs)]
    choices = [_choice(item, line, region.runs) for line in lines for item in line.options]
    if not choices:
        return _typed(region.text, options)
    ticks = _Ticks(lines, choices, blank_cells)
    marked, doubts = ticks.marked()
    order = [option.code for option in options]
    if not marked:
        marked = _drawn(choices) or _by_look(choices) or _left_over(choices, ticks, len(options))
        if not marked:
            marked = _set_apart(choices, len(options))
            doubts = (*doubts, "set_apart") if marked else doubts
    codes = tuple(sorted({choice.item.code for choice in marked if choice.item.code}, key=order.index))
    if any(choice.confidence < _LEAST_CONFIDENCE for choice in marked) or _is_faint(lines, region.runs):
        doubts = (*doubts, "faint")
    return Marks(codes, doubts)


def _choice(item: Item, line: OptionLine, runs: Sequence[Run]) -> _Choice:
    """What all visible characters of an option's name have in common, and what is drawn on any of them."""
    style: Style | None = None
    drawn = Style.NONE
    colours: dict[str | None, int] = {}
    confidence = 1.0
    for run in runs:
        if run.start >= item.end or run.end <= item.start:
            continue
        first, last = max(run.start, item.start), min(run.end, item.end)
        if not run.text[first - run.start : last - run.start].strip(" \xa0\t.:;,-–_"):
            continue
        style = run.style if style is None else style & run.style
        drawn |= run.style & (Style.ENCIRCLED | Style.CROSSED)
        colours[run.colour] = colours.get(run.colour, 0) + last - first
        confidence = min(confidence, run.confidence)
    style = (style or Style.NONE) | drawn
    colour = max(colours, key=lambda colour: colours[colour]) if colours else None
    return _Choice(item, line, style, colour, bool(style & Style.STRIKE), confidence)


def _is_struck(mark: Item, runs: Sequence[Run]) -> bool:
    """Whether a mark was taken back: struck out itself."""
    return any(run.style & Style.STRIKE and run.start <= mark.start < run.end for run in runs)


def _is_faint(lines: Sequence[OptionLine], runs: Sequence[Run]) -> bool:
    """Whether a mark may be none: a blot, a stroke of no clear shape, a box that is hardly inked."""
    ticks = [mark for line in lines for mark in line.marks if mark.ticked]
    return any(
        run.confidence < _LEAST_CONFIDENCE and run.start < mark.end and mark.start < run.end
        for mark in ticks
        for run in runs
    )


def _typed(text: str, options: Sequence[Option]) -> Marks:
    """The name of an option as the answer itself."""
    if len(text.split()) > _TYPED_WORDS:
        return Marks()
    return Marks(match_options(text, options))


class _Ticks:
    """Marks that stand beside options, each given to the option that it belongs to."""

    def __init__(self, lines: Sequence[OptionLine], choices: Sequence[_Choice], blank_cells: Sequence[Cell]) -> None:
        self._lines = lines
        self._choices = choices
        self._blank = blank_cells
        self._by_item = {id(choice.item): choice for choice in choices}
        self.empty: set[int] = set()  # options with an empty box of their own
        self._ticked: list[_Choice] = []
        self._doubts: list[str] = []

    def marked(self) -> tuple[list[_Choice], tuple[str, ...]]:
        """The options with a mark, and the doubts about whose mark it is."""
        for position, line in enumerate(self._lines):
            if not line.marks:
                continue
            if len(line.options) == 1:
                self._alone(line)
            elif line.options:
                self._in_row(line)
            elif line.cell is not None and not any(other.options for other in self._lines if other.cell == line.cell):
                self._in_cell(line)
            else:
                self._on_own_line(position, line)
        standing = [choice for choice in self._ticked if not choice.struck]
        return standing or self._ticked, tuple(self._doubts)

    def _give(self, item: Item, mark: Item) -> None:
        choice = self._by_item[id(item)]
        if mark.ticked:
            self._ticked.append(choice)
        else:
            self.empty.add(id(item))

    def _alone(self, line: OptionLine) -> None:
        """Every mark of the line is its one option's; a tick outweighs the empty brackets beside it."""
        best = max(line.marks, key=lambda mark: bool(mark.ticked))
        self._give(line.options[0], best)

    def _in_row(self, line: OptionLine) -> None:
        """Options in a row: the marks all stand before, or all behind their options."""
        items = line.items
        before = items[0].ticked is not None
        behind = items[-1].ticked is not None
        for position, item in enumerate(items):
            if item.ticked is None:
                continue
            left = items[position - 1] if position and items[position - 1].ticked is None else None
            right = items[position + 1] if position + 1 < len(items) and items[position + 1].ticked is None else None
            if left is not None and right is not None and before == behind:
                self._give(self._nearer(line, left, item, right), item)
            elif right is not None and (before or left is None):
                self._give(right, item)
            elif left is not None:
                self._give(left, item)

    def _nearer(self, line: OptionLine, left: Item, mark: Item, right: Item) -> Item:
        to_left, to_right = line.gap(left, mark), line.gap(mark, right)
        if to_left == to_right and mark.ticked:
            self._doubts.append("between")
        return left if to_left <= to_right else right

    def _on_own_line(self, position: int, line: OptionLine) -> None:
        """A mark on a line of its own belongs to the option above it, or below where a mark comes first."""
        first_mark = next(index for index, other in enumerate(self._lines) if other.marks)
        first_option = next(index for index, other in enumerate(self._lines) if other.options)
        step = 1 if first_mark < first_option else -1
        other = position + step
        if 0 <= other < len(self._lines) and len(self._lines[other].options) == 1:
            if step < 0 and other + 2 < len(self._lines) and line.marks[0].ticked and len(self._marks_alone()) == 1:
                self._doubts.append("own_line")
            self._give(self._lines[other].options[0], line.marks[0])
        elif line.marks[0].ticked:
            self._doubts.append("own_line")  # whose mark it is, nobody can say

    def _marks_alone(self) -> list[OptionLine]:
        return [line for line in self._lines if line.marks and not line.options]

    def _in_cell(self, line: OptionLine) -> None:
        """A mark in a cell of its own, beside, under or over its option's: the side on which all options have one."""
        assert line.cell is not None
        cells = {choice.line.cell: choice for choice in self._choices if choice.line.cell is not None}
        marks = {mark.cell for mark in self._marks_alone() if mark.cell is not None} | set(self._blank)
        sides = []
        for side in _SIDES:
            partners = {cell: _neighbour(cell, side, marks) for cell in cells}
            mine = [cell for cell, partner in partners.items() if partner == line.cell]
            if mine:
                sides.append((sum(partner is not None for partner in partners.values()), mine[0]))
        if not sides:
            return
        most = max(count for count, _ in sides)
        found = [cell for count, cell in sides if count == most]
        if line.marks[0].ticked and len(set(found)) > 1:
            self._doubts.append("between")
        self._give(cells[found[0]].item, line.marks[0])


_SIDES = ("right", "left", "below", "above")


def _neighbour(cell: Cell, side: str, among: set[Cell]) -> Cell | None:
    """The cell of `among` that touches this one on that side."""
    for other in among:
        if other.table != cell.table:
            continue
        same_row = other.row < cell.row + cell.rows and cell.row < other.row + other.rows
        same_column = other.column < cell.column + cell.columns and cell.column < other.column + other.columns
        if (
            (side == "right" and same_row and other.column == cell.column + cell.columns)
            or (side == "left" and same_row and other.column + other.columns == cell.column)
            or (side == "below" and same_column and other.row == cell.row + cell.rows)
            or (side == "above" and same_column and other.row + other.rows == cell.row)
        ):
            return other
    return None


def _drawn(choices: Sequence[_Choice]) -> list[_Choice]:
    """The one with a circle round it or a cross over it; where all but one are crossed, that one."""
    for sign in (Style.ENCIRCLED, Style.CROSSED):
        drawn = [choice for choice in choices if choice.style & sign]
        if drawn and sign is Style.CROSSED and 1 < len(drawn) == len(choices) - 1:
            return [choice for choice in choices if choice not in drawn]
        if drawn and len(drawn) < len(choices):
            return drawn
    return []


def _by_look(choices: Sequence[_Choice]) -> list[_Choice]:
    """Those that alone are highlighted, underlined, in bold or in another colour."""
    if len(choices) < 2:
        return []
    for style in (Style.HIGHLIGHT, Style.UNDERLINE, Style.BOLD):
        having = [choice for choice in choices if choice.style & style and not choice.struck]
        if having and len(having) < len(choices):
            return having
    colours = Counter(choice.colour for choice in choices)
    if len(choices) > 2 and len(colours) == 2:
        rare, count = colours.most_common()[1]
        if count == 1:
            return [choice for choice in choices if choice.colour == rare]
    return []


def _left_over(choices: Sequence[_Choice], ticks: _Ticks, options: int) -> list[_Choice]:
    """All others struck out or gone, or the name typed beside the printed list."""
    standing = [choice for choice in choices if not choice.struck]
    if len(standing) < len(choices) and len({choice.item.code for choice in standing}) == 1:
        return standing
    filled = [choice for choice in standing if choice.style & Style.FILLED]
    if filled and len(filled) < len(standing):
        return filled
    codes = Counter(choice.item.code for choice in standing)
    twice = [choice for choice in standing if codes[choice.item.code] > 1]
    if twice and len(codes) > 1 and len({choice.item.code for choice in twice}) == 1:
        return twice[:1]
    if len(codes) == 1 and not any(id(choice.item) in ticks.empty for choice in standing):
        return standing[:1]
    return list(_typed_together(standing, options))


def _set_apart(choices: Sequence[_Choice], options: int) -> list[_Choice]:
    """Of all options, each on its line, the only one in capitals, or beside which something was written."""
    if len(choices) != options or len({id(choice.line) for choice in choices}) != options:
        return []
    for apart in (_has_words_beside, _is_in_capitals):
        found = [choice for choice in choices if apart(choice)]
        if len(found) == 1:
            return found
    return []


def _has_words_beside(choice: _Choice) -> bool:
    line, item = choice.line, choice.item
    beside = line.text[: item.start - line.start] + line.text[item.end - line.start :]
    return bool(beside.strip(_NOTHING_BESIDE))


def _is_in_capitals(choice: _Choice) -> bool:
    return choice.line.text[choice.item.start - choice.line.start : choice.item.end - choice.line.start].isupper()


def _typed_together(standing: Sequence[_Choice], options: int) -> Iterator[_Choice]:
    """A few of the options typed on one line: several answers. More than half of them are the printed list."""
    lines = {id(choice.line) for choice in standing}
    codes = {choice.item.code for choice in standing}
    if len(lines) == 1 and 1 < len(codes) <= options // 2 and len(standing[0].line.options) == len(standing):
        yield from standing
