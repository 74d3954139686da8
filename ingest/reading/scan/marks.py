"""Marks made text: ticked boxes, crosses and ticks beside words, rings round them, lines through them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import TICKED, UNTICKED, Box, Style
from ingest.layout.page import Rule, Word
from ingest.reading.scan.boxes import CheckBox
from ingest.reading.scan.raster import Area, Ink
from ingest.reading.scan.strokes import Drawn, Stroke
from ingest.reading.scan.survey import Survey

_MARKS = {Drawn.CROSS: "✗", Drawn.TICK: "✓", Drawn.BLOT: "✗"}
_ON_COLOUR = 0.55  # of a highlighted word's box that has the marker's colour
_REACH = 0.05  # of a mark's width that must lie over a word
_COVERED = 0.5  # confidence at most of a word under a mark: its letters are a guess


def with_marks(words: Sequence[Word], seen: Survey) -> tuple[list[Word], list[Rule]]:
    """The words with the page's marks among them or in their styles, and the rules that are no underlines."""
    pixel = seen.page.pixel
    marked = list(words)
    for stroke in seen.drawn.strokes:
        if stroke.kind is Drawn.RING:
            _encircle(marked, stroke.area.box(pixel))
        elif stroke.kind is Drawn.STRIKE:
            _strike(marked, stroke.area.box(pixel))
        elif stroke.kind is Drawn.LINE:
            _underline(marked, stroke.area, (), pixel, strikes=False)
        elif not _cross_out(marked, stroke, pixel):
            mark = _beside(marked, stroke, seen.pieces.letter_height * pixel, pixel)
            marked += [mark] if mark else []
    marked += [_box_word(box, words, pixel) for box in seen.boxes]
    if seen.page.tint is not None:
        _highlight(marked, seen.page.tint, 4 * pixel)
    rules = [Rule(area.box(pixel)) for area in seen.ruling.vertical]
    for line in seen.ruling.horizontal:
        if not _underline(marked, line, seen.ruling.vertical, pixel):
            rules.append(Rule(line.box(pixel)))
    return marked, rules


def _encircle(words: list[Word], ring: Box) -> None:
    """Give the words inside a ring their style."""
    for index, word in enumerate(words):
        x, y = _centre(word.box)
        if ring.x0 < x < ring.x1 and ring.y0 < y < ring.y1:
            words[index] = word._replace(style=word.style | Style.ENCIRCLED)


def _highlight(words: list[Word], tint: Ink, pixel: float) -> None:
    """Give the words that lie on a marker's colour their style; where most do, it is the paper's."""
    on_colour: list[int] = []
    for index, word in enumerate(words):
        x0, y0, x1, y1 = (round(edge / pixel) for edge in word.box)
        window = tint[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1]
        if window.size and float((window > 0).mean()) > _ON_COLOUR:
            on_colour.append(index)
    if len(on_colour) <= 0.5 * len(words):
        for index in on_colour:
            words[index] = words[index]._replace(style=words[index].style | Style.HIGHLIGHT)


def _strike(words: list[Word], line: Box) -> None:
    """Give the words that a line goes through their style."""
    _, y = _centre(line)
    for index, word in enumerate(words):
        shared = min(word.box.x1, line.x1) - max(word.box.x0, line.x0)
        if word.box.y0 < y < word.box.y1 and shared > 0.6 * (word.box.x1 - word.box.x0):
            words[index] = word._replace(style=word.style | Style.STRIKE)


def _cross_out(words: list[Word], stroke: Stroke, pixel: float) -> bool:
    """Give the word that a cross or tick is drawn over its style; False where it stands over none."""
    box = stroke.area.box(pixel)
    x, y = _centre(box)
    over = [
        index
        for index, word in enumerate(words)
        if word.box.x0 - 1 < x < word.box.x1 + 1 and word.box.y0 < y < word.box.y1
    ]
    # a mark that parted a word in two stands between the halves
    level = [word for word in words if word.box.y0 < y < word.box.y1]
    halves = [word for word in level if _gap(word.box, box) < 0.15 * (box.y1 - box.y0)]
    left = [word for word in halves if word.box.x1 < x]
    right = [word for word in halves if word.box.x0 > x]
    if not over and not (left and right):
        over = _reached(words, box)
        left = right = []
    if not over and not left:
        return False
    for index, word in enumerate(words):
        if index in over or (word in left + right and stroke.kind is not Drawn.BLOT):
            confidence = min(word.confidence, _COVERED)
            words[index] = word._replace(style=(word.style | Style.CROSSED) & ~Style.BOLD, confidence=confidence)
    return True


def _reached(words: Sequence[Word], mark: Box) -> list[int]:
    """The word that a mark reaches over most, though its middle lies before or behind what is left of it."""
    shared = {
        index: min(word.box.x1, mark.x1) - max(word.box.x0, mark.x0)
        for index, word in enumerate(words)
        if word.box.y0 < _centre(mark)[1] < word.box.y1
    }
    most = max(shared.values(), default=0.0)
    return [index for index, width in shared.items() if width == most] if most > _REACH * (mark.x1 - mark.x0) else []


def _beside(words: Sequence[Word], stroke: Stroke, unit: float, pixel: float) -> Word | None:
    """A mark as a word of the line that it stands beside."""
    box = stroke.area.box(pixel)
    _, y = _centre(box)
    near = [word for word in words if _gap(word.box, box) < 8 * unit and _overlap(word.box, box) > 0]
    confidence = stroke.confidence
    if near:
        line = min(near, key=lambda word: abs(_centre(word.box)[1] - y))
        others = [word for word in near if _overlap(word.box, line.box) < 0.3 * (line.box.y1 - line.box.y0)]
        if others:
            second = min(abs(_centre(word.box)[1] - y) for word in others)
            first = abs(_centre(line.box)[1] - y)
            if first > 0.6 * second:
                confidence = min(confidence, 0.5)  # it stands between two lines
        box = Box(box.x0, line.box.y0, box.x1, line.box.y1)
        return Word(_MARKS[stroke.kind], box, line.size, confidence=confidence)
    if stroke.kind is Drawn.BLOT:
        return None
    return Word(_MARKS[stroke.kind], box, round(2 * unit, 1), confidence=confidence)


def _box_word(box: CheckBox, words: Sequence[Word], pixel: float) -> Word:
    """A check box as a word, as high as the line that it stands in."""
    area = box.area.box(pixel)
    level = [word for word in words if _overlap(word.box, area) > 0.4 * min(_height(area), _height(word.box))]
    if level:
        line = min(level, key=lambda word: _gap(word.box, area))
        area = Box(area.x0, line.box.y0, area.x1, line.box.y1)
    return Word(TICKED if box.ticked else UNTICKED, area, area.y1 - area.y0, confidence=box.confidence)


def _underline(words: list[Word], line: Area, walls: Sequence[Area], pixel: float, strikes: bool = True) -> bool:
    """Whether a horizontal rule is no rule but drawn under or through words, which get the style.

    It is no longer than its words, and not held between vertical rules. What is known to run under
    letters never `strikes` them out.
    """
    rule = line.box(pixel)
    if _is_held(line, walls):
        return False
    y = (rule.y0 + rule.y1) / 2
    touched: dict[int, Style] = {}
    for index, word in enumerate(words):
        shared = min(word.box.x1, rule.x1) - max(word.box.x0, rule.x0)
        if shared < 0.6 * (word.box.x1 - word.box.x0):
            continue
        height = word.box.y1 - word.box.y0
        place = (y - word.box.y0) / height
        if strikes and 0.3 < place < 0.72:
            touched[index] = Style.STRIKE
        elif (0.72 if strikes else 0.4) <= place < 1.25:
            touched[index] = Style.UNDERLINE
    if not touched:
        return False
    x0, x1 = min(words[index].box.x0 for index in touched), max(words[index].box.x1 for index in touched)
    slack = 0.6 * (words[next(iter(touched))].box.y1 - words[next(iter(touched))].box.y0)
    if rule.x0 < x0 - slack or rule.x1 > x1 + slack:
        return False
    for index, style in touched.items():
        words[index] = words[index]._replace(style=words[index].style | style)
    return True


def _is_held(line: Area, walls: Sequence[Area]) -> bool:
    """Whether a level rule is part of a table: vertical rules at both its ends, or across it.

    A pen that underlines the first word of a cell may start on the cell's edge.
    """
    level = [wall for wall in walls if wall[1] - 4 <= line[3] and line[1] <= wall[3] + 4]
    left, right = (any(wall[0] - 4 <= end <= wall[2] + 4 for wall in level) for end in (line[0], line[2]))
    return (left and right) or any(line[0] + 4 < wall[0] and wall[2] < line[2] - 4 for wall in level)


def _centre(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def _gap(one: Box, other: Box) -> float:
    return max(one.x0 - other.x1, other.x0 - one.x1, 0.0)


def _height(box: Box) -> float:
    return box.y1 - box.y0


def _overlap(one: Box, other: Box) -> float:
    return min(one.y1, other.y1) - max(one.y0, other.y0)
