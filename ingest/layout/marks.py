"""What was drawn on a page, turned into words and into the look of words.

A line through words strikes them out, one under them underlines them, an area behind them
highlights them, a loop round them encircles them; a cross or tick over them is `Style.CROSSED`, beside
them a word of its own (``✗``, ``✓``), in a drawn box the box's state (``☐``, ``☒``). What is left are the
ruling lines of tables.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from ingest.document import TICKED, UNTICKED, Box, PageSize, Style
from ingest.layout.drawing import Drawing, Outline, Shade
from ingest.layout.figures import Figure, Shape, find_figures
from ingest.layout.page import Rule, Run

_MOST = 3000  # lines or areas of a page beyond which they are a picture
_BOX_LEAST, _BOX_MOST = 5.5, 24.0  # points: the side of a drawn check box
_LIGHT = 250  # of 255: an area lighter than this in all colours is paper
_PAGE = 0.5  # of the page: an area this large is its background
_MARK_HEIGHT = 11.0  # points: a drawn mark stands on the line that its middle is in
_HAND_LEAST, _HAND_MOST = 3.0, 32.0  # points: what somebody draws beside an option, whatever its shape
_TICKS = frozenset("xX✗✘✓✔✕✖■●☒☑*/")

Change: TypeAlias = Callable[[Run], Run]


class Canvas:
    """A page's runs of words, found by height, on which marks are applied."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._given = runs
        self._runs: list[Run] = []
        self._feet: list[float] = []
        self._tallest = 0.0
        self._changed: dict[int, list[Run]] = {}

    def _sort(self) -> None:
        """Put the runs in order of height, which a page without marks does not need."""
        self._runs = sorted(self._given, key=lambda run: run.box[3])
        self._feet = [run.box[3] for run in self._runs]
        self._tallest = max([run.box[3] - run.box[1] for run in self._runs], default=0.0)

    def near(self, y0: float, y1: float) -> list[tuple[int, Run]]:
        """The runs that reach into the band from y0 to y1, with their places."""
        if not self._runs:
            self._sort()
        begin = bisect_left(self._feet, y0)
        end = bisect_right(self._feet, y1 + self._tallest)
        return [(place, self._runs[place]) for place in range(begin, end) if self._runs[place].box[1] <= y1]

    def change(self, place: int, covers: Callable[[Box], bool], change: Change) -> bool:
        """Change the words of a run that are covered; whether there were any."""
        changed = False
        result: list[Run] = []
        for part in self._changed.get(place) or [self._runs[place]]:
            words = list(part.words())
            flags = [covers(word.box) for word in words]
            changed = changed or any(flags)
            if all(flags):
                result.append(change(part))
            elif any(flags):
                result += [change(word) if flag else word for word, flag in zip(words, flags, strict=True)]
            else:
                result.append(part)
        if changed:
            self._changed[place] = result
        return changed

    def mark(self, place: int, covers: Callable[[Box], bool], style: int) -> bool:
        """Add a style to the words of a run that are covered; whether there were any."""
        return self.change(place, covers, lambda run: run._replace(style=run.style | style))

    def drop(self, place: int) -> None:
        """Take a run away."""
        self._changed[place] = []

    def runs(self) -> list[Run]:
        """All runs as they look now, in their old order."""
        changed = {id(self._runs[place]): parts for place, parts in self._changed.items()}
        if not changed:
            return list(self._given)
        return [part for run in self._given for part in changed.get(id(run), (run,))]


class Marks(NamedTuple):
    """What a file says of areas of a page: the style that they give to words, the address that they lead to."""

    styles: Sequence[tuple[Box, int]] = ()
    links: Sequence[tuple[Box, str]] = ()


NO_MARKS = Marks()


def apply_marks(
    runs: Sequence[Run], drawing: Drawing, size: PageSize, marks: Marks = NO_MARKS
) -> tuple[list[Run], list[Rule]]:
    """The page's words as the drawing makes them look, with the words that it adds, and its ruling lines."""
    canvas = Canvas(runs)
    if len(drawing.shades) <= _MOST:
        for shade in drawing.shades:
            _highlight(canvas, shade, size)
    for box, style in marks.styles:
        _in_area(canvas, box, lambda run: run._replace(style=run.style | style))  # noqa: B023
    for box, target in marks.links:
        _in_area(canvas, box, lambda run: run._replace(link=target))  # noqa: B023
    figures = find_figures(drawing.strokes)
    boxes, frames = _check_boxes(drawing)
    added = [_word(TICKED, area) for area in _ticked_areas(drawing, boxes)] if boxes else []
    added += _fill_boxes(canvas, boxes, figures, drawing.shades)
    for figure in figures:
        added += _apply(canvas, figure)
    rules = list(drawing.rules)
    for frame in frames:
        if frame.annotation:
            _encircle(canvas, frame.box)
        else:
            rules += _sides(frame.box)
    if len(rules) <= _MOST:
        rules = _lines(canvas, rules)
    return canvas.runs() + added, rules


def _in_area(canvas: Canvas, box: Box, change: Change) -> None:
    for place, run in canvas.near(box.y0, box.y1):
        if run.box.x0 < box.x1 and run.box.x1 > box.x0:
            canvas.change(place, lambda word: _mostly_inside(word, box), change)


def _highlight(canvas: Canvas, shade: Shade, size: PageSize) -> None:
    box = shade.box
    if _lightest(shade.colour) >= _LIGHT or (box.x1 - box.x0) * (box.y1 - box.y0) > _PAGE * size.width * size.height:
        return
    _in_area(canvas, box, lambda run: run._replace(style=run.style | Style.HIGHLIGHT))


def _lightest(colour: str) -> int:
    """The least of the colour's three parts: near 255 only for what is nearly white."""
    return min(int(colour[0:2], 16), int(colour[2:4], 16), int(colour[4:6], 16))


def _mostly_inside(word: Box, box: Box) -> bool:
    width = min(word.x1, box.x1) - max(word.x0, box.x0)
    return width > 0.6 * (word.x1 - word.x0) and box.y0 - 1 <= (word.y0 + word.y1) / 2 <= box.y1 + 1


# -- drawn check boxes ------------------------------------------------------------------------------


def _check_boxes(drawing: Drawing) -> tuple[list[Box], list[Outline]]:
    """Small squares and circles that stand alone, and the frames that are none."""
    frames = drawing.frames
    squares: list[Outline] = []
    others: list[Outline] = []
    for frame in frames:
        (squares if _is_small_square(frame.box) and not frame.annotation else others).append(frame)
    boxes: list[Box] = []
    lines = [rule.box for rule in drawing.rules] + [frame.box for frame in others]
    for square in squares:
        rest = [frame.box for frame in squares if frame is not square]
        if any(_same(square.box, other) for other in boxes):
            continue
        if any(_abuts(square.box, other) for other in lines + rest if not _same(square.box, other)):
            others.append(square)
        else:
            boxes.append(square.box)
    for square in [frame for frame in others if _is_small_square(frame.box) and not frame.annotation]:
        touching = any(
            _abuts(square.box, other.box) for other in frames if _is_small_square(other.box) and other is not square
        )
        if not touching and any(_in_line(square.box, box) for box in boxes):  # one that only touches a table's line
            others.remove(square)
            boxes.append(square.box)
    for stroke in drawing.strokes:
        if stroke.closed and not stroke.filled and not stroke.annotation and _is_small_square(stroke.box):
            boxes.append(stroke.box)
    return boxes, others


def _ticked_areas(drawing: Drawing, boxes: Sequence[Box]) -> list[Box]:
    """Filled areas as large as the drawn boxes and in line with one: boxes that show their tick as a colour."""
    areas = [stroke.box for stroke in drawing.strokes if stroke.filled] + [shade.box for shade in drawing.shades]
    found: list[Box] = []
    for area in areas:
        if not _is_small_square(area) or any(
            _same(area, other) or _centre_in(area, other) for other in [*boxes, *found]
        ):
            continue
        if any(_in_line(area, box) for box in boxes):
            found.append(area)
    return found


def _in_line(one: Box, other: Box) -> bool:
    """Whether two squares of one size stand above or beside each other."""
    if abs((one.x1 - one.x0) - (other.x1 - other.x0)) > 3:
        return False
    return abs(one.x0 + one.x1 - other.x0 - other.x1) < 4 or abs(one.y0 + one.y1 - other.y0 - other.y1) < 4


def _is_small_square(box: Box) -> bool:
    width, height = box.x1 - box.x0, box.y1 - box.y0
    return min(width, height) >= _BOX_LEAST and max(width, height) <= _BOX_MOST and 0.66 < width / height < 1.5


def _same(one: Box, other: Box) -> bool:
    return all(abs(a - b) < 2.5 for a, b in zip(one, other, strict=True))


def _abuts(square: Box, other: Box) -> bool:
    """Whether a line or frame runs along or into one of the square's sides."""
    if other.x0 < square.x0 - 2 and other.x1 > square.x1 + 2 and other.y0 < square.y0 - 2 and other.y1 > square.y1 + 2:
        return False  # all round it
    inside = other.x0 > square.x0 + 1 and other.x1 < square.x1 - 1
    if inside and other.y0 > square.y0 + 1 and other.y1 < square.y1 - 1:
        return False
    return (
        min(square.x1, other.x1) - max(square.x0, other.x0) > -0.8
        and min(square.y1, other.y1) - max(square.y0, other.y0) > -0.8
    )


def _fill_boxes(canvas: Canvas, boxes: list[Box], figures: list[Figure], shades: Sequence[Shade]) -> list[Run]:
    """Each drawn box as ``☐`` or ``☒``; marks inside boxes are used up. Circles with words in them are no boxes."""
    added: list[Run] = []
    for box in boxes:
        inside = [(place, run) for place, run in canvas.near(box.y0, box.y1) if _centre_in(run.box, box)]
        if any(run.text not in _TICKS for _, run in inside):
            continue
        for place, _ in inside:
            canvas.drop(place)
        figures[:] = [figure for figure in figures if not _is_rim(figure, box)]
        marks = [figure for figure in figures if _centre_in(figure.box, box)]
        dark = [shade for shade in shades if _fills(shade, box)]
        figures[:] = [figure for figure in figures if figure not in marks]
        ticked = bool(inside or marks or dark)
        added.append(_word(TICKED if ticked else UNTICKED, box))
    return added


def _is_rim(figure: Figure, box: Box) -> bool:
    """Whether it is the round box itself."""
    return figure.shape is Shape.LOOP and _same(figure.box, box)


def _centre_in(inner: Box, outer: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return outer.x0 - 1 <= x <= outer.x1 + 1 and outer.y0 - 1 <= y <= outer.y1 + 1


def _fills(shade: Shade, box: Box) -> bool:
    """Whether a dark area lies in the box."""
    area = (shade.box.x1 - shade.box.x0) * (shade.box.y1 - shade.box.y0)
    whole = (box.x1 - box.x0) * (box.y1 - box.y0)
    return _centre_in(shade.box, box) and 0.15 * whole < area < 1.3 * whole and _lightest(shade.colour) < 160


def _word(text: str, box: Box) -> Run:
    middle = (box.y0 + box.y1) / 2
    half = min(box.y1 - box.y0, _MARK_HEIGHT) / 2
    return Run(text, Box(box.x0, middle - half, box.x1, middle + half))


# -- figures ----------------------------------------------------------------------------------------


def _apply(canvas: Canvas, figure: Figure) -> list[Run]:
    """Let a figure mark the words that it is drawn over or round; a cross or tick beside them is a word."""
    box, shape = figure.box, figure.shape
    if shape is Shape.LOOP:
        _encircle(canvas, box)
        return []
    if shape is Shape.LINE:
        _rule_over(canvas, box, figure.annotation)
        return []
    if shape in (Shape.DOT, Shape.OTHER) and not figure.annotation:
        return []
    style = Style.STRIKE if shape is Shape.SCRIBBLE else Style.CROSSED
    over = False
    for place, run in canvas.near(box.y0, box.y1):
        if run.box.x0 < box.x1 and run.box.x1 > box.x0:
            over |= canvas.mark(place, lambda word: _over(box, word), style)
    if over:
        return []
    if shape in (Shape.CROSS, Shape.TICK):
        return [_word(shape.value, box)]
    by_hand = figure.annotation and _HAND_LEAST < max(box.x1 - box.x0, box.y1 - box.y0) < _HAND_MOST
    return [_word(Shape.CROSS.value, box)] if by_hand else []


def _over(figure: Box, word: Box) -> bool:
    """Whether a cross or tick is drawn over a word, and not just beside it with a leg reaching in."""
    x, y = (figure.x0 + figure.x1) / 2, (figure.y0 + figure.y1) / 2
    if word.x0 - 1 <= x <= word.x1 + 1 and word.y0 - 1 <= y <= word.y1 + 1:
        return True
    width = min(figure.x1, word.x1) - max(figure.x0, word.x0)
    height = min(figure.y1, word.y1) - max(figure.y0, word.y0)
    if width <= 0 or height <= 0:
        return False
    return width > 0.6 * (word.x1 - word.x0) and height > 0.5 * (word.y1 - word.y0)


def _encircle(canvas: Canvas, box: Box) -> None:
    _in_area(canvas, box, lambda run: run._replace(style=run.style | Style.ENCIRCLED))


# -- lines ------------------------------------------------------------------------------------------


def _sides(box: Box) -> list[Rule]:
    x0, y0, x1, y1 = box
    return [
        Rule(Box(x0, y0 - 0.5, x1, y0 + 0.5)),
        Rule(Box(x0, y1 - 0.5, x1, y1 + 0.5)),
        Rule(Box(x0 - 0.5, y0, x0 + 0.5, y1)),
        Rule(Box(x1 - 0.5, y0, x1 + 0.5, y1)),
    ]


def _lines(canvas: Canvas, rules: list[Rule]) -> list[Rule]:
    """The rules that are neither drawn through nor under words."""
    upright = [rule.box for rule in rules if not rule.horizontal]
    return [
        rule
        for rule in rules
        if not rule.horizontal or _meets(rule.box, upright) or not _rule_over(canvas, rule.box, False)
    ]


def _meets(box: Box, upright: list[Box]) -> bool:
    """Whether an upright line stands at one of the ends of the line across."""
    return any(
        other.y0 - 2 <= box.y1
        and other.y1 + 2 >= box.y0
        and (abs((other.x0 + other.x1) / 2 - box.x0) < 2 or abs((other.x0 + other.x1) / 2 - box.x1) < 2)
        for other in upright
    )


def _rule_over(canvas: Canvas, line: Box, annotation: bool) -> bool:
    """Strike out or underline the words that a line across runs through or under; whether there were any.

    An underline is about as long as its words: a longer line is one to write on, or a table's.
    """
    y = (line.y0 + line.y1) / 2
    slant = (line.y1 - line.y0) / 2
    through: list[int] = []
    under: list[tuple[int, Run]] = []
    for place, run in canvas.near(y - 4, y + 4):
        if run.box.x0 >= line.x1 or run.box.x1 <= line.x0:
            continue
        depth = (y - run.box.y0) / (run.box.y1 - run.box.y0)
        if 0.26 < depth < 0.72 or (slant > 2 and 0.1 < depth < 0.8):
            through.append(place)
        elif 0.72 <= depth < 1.22:
            under.append((place, run))
    if through:
        marks = [canvas.mark(place, lambda word: _along(word, line), Style.STRIKE) for place in through]
        return any(marks)
    if not under:
        return False
    words = [word for _, run in under for word in run.words() if _along(word.box, line)]
    if not words:
        return False
    room = 0.6 * max(word.size or 10 for word in words) + (20 if annotation else 0)
    if line.x0 < min(word.box.x0 for word in words) - room or line.x1 > max(word.box.x1 for word in words) + room:
        return False
    for place, _ in under:
        canvas.mark(place, lambda word: _along(word, line), Style.UNDERLINE)
    return True


def _along(word: Box, line: Box) -> bool:
    return min(word.x1, line.x1) - max(word.x0, line.x0) > 0.55 * (word.x1 - word.x0)
