"""Drawn marks put on the text that they lie on.

A shape floats by its anchor: so many points right of the column's edge, so many under the top of
the anchor's paragraph. From that and an estimate of where the lines stand follows what it covers:

* an ellipse or frame marks the words inside it, if it is as large as they are;
* a cross, tick or scribble marks the line that its middle is on: all of a short line (an option of
  its own), of a longer one the words under it;
* a level line strikes the words that it runs through, and underlines those that it runs under;
* two slashes over each other are a cross, one alone says nothing certain.

Places are estimates, so a shape has to fit: one whose edge cuts through a word of a longer line, or
that lies between two lines far from its anchor, marks nothing, and one that two lines may claim
marks both. Either is told as an issue; a wrong option would not be.

Where the place is not known (a position on the page) the paragraph of the anchor is meant, if it is
short. Where no words are under a shape nothing is marked: an empty box beside an option is no mark.
A text box that holds nothing but a mark («X», «✓») is such a shape too. A text box with other text
stands after the paragraph that it floats beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ingest.document import Document, Layer, Paragraph, Style
from ingest.reading.drawn.layout import Frame, Laid, Setting, Word, frames, lay
from ingest.reading.drawn.restyling import restyle
from ingest.reading.drawn.shapes import Kind, Shape

_MARKS = frozenset({"x", "X", "✓", "✔", "✗", "✘", "×", "✕", "✖", "☒", "☑"})
_SHORT = 4  # words: an option of its own has no more
_OVERLAP = 0.5  # of a word's width
_REACH = 6.0  # points that an estimated place may be off
_CUT = 0.2  # an edge that leaves more than this of a word on either side cuts through it
_NEAR_LINES = 3  # above and below a shape that it may be meant for
_MOST_SLASHES = 200  # of one anchor that wait for their other half; more are a drawing
_EDGE = 2.0  # points from a word's end that are still in doubt

Walked = Sequence[tuple[Paragraph, Callable[[], Setting]]]
"""Paragraphs in their order, each with what gives how it is set."""


def apply_marks(document: Document, shapes: list[Shape], walked: Walked) -> Document:
    """The document with its drawn marks, as styles of the text that they mark.

    `walked` are the paragraphs in the order that they are written in.
    """
    board = _Board(walked)
    for shape in _crosses_of_slashes(shapes):
        if shape.anchor is None:
            continue
        if shape.kind is not Kind.BOX:
            board.mark(shape)
        elif _is_mark(shape):
            board.mark_by_box(shape)
        else:
            board.move_box(shape)
    return replace(document, paragraphs=board.rearranged(document.paragraphs))


def _is_mark(shape: Shape) -> bool:
    """Whether a text box holds a single mark and nothing else."""
    return "".join([text.text.strip() for text in shape.texts]) in _MARKS


def _crosses_of_slashes(shapes: list[Shape]) -> list[Shape]:
    """Two slashes drawn over each other make one cross; a lone one is left out."""
    kept: list[Shape] = []
    slashes: dict[int, list[Shape]] = {}  # lone ones by what they are anchored in
    for shape in shapes:
        if shape.kind is not Kind.SLASH:
            kept.append(shape)
            continue
        lone = slashes.setdefault(id(shape.anchor), [])
        at = next((at for at, found in enumerate(lone) if _lie_together(found, shape)), None)
        if at is not None:
            kept.append(replace(lone.pop(at), kind=Kind.CROSS))
        elif len(lone) < _MOST_SLASHES:
            lone.append(shape)
    return kept


def _lie_together(one: Shape, other: Shape) -> bool:
    if one.anchor is not other.anchor or None in (one.x, one.y, other.x, other.y):
        return one.anchor is other.anchor and one.x is other.x and one.y is other.y
    across = abs((one.x or 0) + one.width / 2 - (other.x or 0) - other.width / 2)
    down = abs((one.y or 0) + one.height / 2 - (other.y or 0) - other.height / 2)
    return across <= max(one.width, other.width) / 2 and down <= max(one.height, other.height) / 2


class _Board:
    """The paragraphs of a document, with what the shapes on them do to each."""

    def __init__(self, walked: Walked) -> None:
        self._walked = walked
        self._known: dict[int, tuple[Laid, Setting]] = {}
        self._last: tuple[Paragraph | None, tuple[list[int], list[Frame], int]] = (None, ([], [], 0))
        self._index = {id(made): at for at, (made, _) in enumerate(walked)}
        self._marked: dict[int, set[tuple[int, int, Style]]] = {}
        self._dropped: set[int] = set()
        self._after: dict[int, list[Paragraph]] = {}

    # -- finding the place ------------------------------------------------------------------------

    def _neighbours(self, anchor: Paragraph) -> tuple[list[int], int]:
        """The paragraphs of the anchor's cell or stretch of body, and which of them it is."""
        at = self._index.get(id(anchor))
        if at is None:
            return [], 0
        before = self._stretch(range(at - 1, -1, -1), anchor)
        after = self._stretch(range(at + 1, len(self._walked)), anchor)
        return [*reversed(before), at, *after], len(before)

    def _stretch(self, places: Iterable[int], anchor: Paragraph) -> list[int]:
        found: list[int] = []
        for place in places:
            made = self._walked[place][0]
            if made.layer is not anchor.layer:
                if made.layer is Layer.TEXTBOX:
                    continue
                break
            if made.cell != anchor.cell or len(found) > 60:
                break
            found.append(place)
        return found

    def _laid(self, shape: Shape) -> tuple[list[int], list[Frame], int]:
        """The paragraphs round a shape's anchor, where they stand, and which is the anchor; shapes come by anchor."""
        anchor = shape.anchor
        assert anchor is not None
        if self._last[0] is not anchor:
            places, own = self._neighbours(anchor)
            self._last = anchor, (places, frames(self._lay(at) for at in places), own)
        return self._last[1]

    def _lay(self, place: int) -> tuple[Laid, Setting]:
        known = self._known.get(place)
        if known is None:
            made, set_as = self._walked[place]
            setting = set_as()
            known = self._known[place] = lay(made.text, setting), setting
        return known

    # -- marks ------------------------------------------------------------------------------------

    def mark(self, shape: Shape) -> bool:
        """Mark what a shape lies on; False where it lies on nothing."""
        if shape.inline and shape.kind is not Kind.CROSS:
            return False
        places, laid, own = self._laid(shape)
        if not places:
            return False
        if shape.y is None or shape.inline:
            return self._mark_words(shape, places[own], laid[own], 0.0, True)
        top = laid[own].top + shape.y
        highest, lowest = min(top, top + shape.height), max(top, top + shape.height)
        done = False
        for at, frame in enumerate(laid):
            near = _NEAR_LINES * frame.line
            if frame.bottom + near >= highest and frame.top - near <= lowest:
                done |= self._mark_words(shape, places[at], frame, top, at == own)
        return done

    def mark_by_box(self, shape: Shape) -> None:
        """A text box with a mark in it: drawn over something, or a text box after all."""
        if self.mark(replace(shape, kind=Kind.CROSS)):
            self._dropped.update(id(text) for text in shape.texts)

    def _mark_words(self, shape: Shape, place: int, frame: Frame, top: float, is_anchor: bool) -> bool:
        """Mark the words of one paragraph that a shape with its top there covers."""
        placed = shape.y is not None and not shape.inline
        done = False
        for line in _lines(shape, top, frame) if placed else range(frame.lines):
            words = frame.words.get(line)
            if words and (not placed or _on_line(shape, top, frame, line, is_anchor)):
                done |= self._mark_line(shape, place, frame, words, top)
        return done

    def _mark_line(self, shape: Shape, place: int, frame: Frame, words: Sequence[Word], top: float) -> bool:
        style = _style(shape, frame, words[0].line, top)
        covered = _covered(shape, words)
        if style is None or not covered:
            return False
        self._marked.setdefault(place, set()).add((covered[0].start, covered[-1].end, style))
        return True

    # -- text boxes -------------------------------------------------------------------------------

    def move_box(self, shape: Shape) -> None:
        """Put a text box after the paragraph that it floats beside, where that is another than its anchor."""
        if shape.y is None or shape.inline or not shape.texts:
            return
        places, laid, own = self._laid(shape)
        if not places:
            return
        middle = laid[own].top + shape.y + laid[own].line / 2
        beside = next((at for at, frame in enumerate(laid) if middle < frame.bottom), len(laid) - 1)
        if beside != own:
            self._dropped.update(id(text) for text in shape.texts)
            self._after.setdefault(id(self._walked[places[beside]][0]), []).extend(shape.texts)

    # -- the result -------------------------------------------------------------------------------

    def rearranged(self, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        """The document's paragraphs, marked and in their places."""
        result: list[Paragraph] = []
        for made in paragraphs:
            if id(made) not in self._dropped:
                result.append(self._restyled(made))
            result += [self._restyled(moved) for moved in self._after.get(id(made), ())]
        return tuple(result)

    def _restyled(self, made: Paragraph) -> Paragraph:
        marks = self._marked.get(self._index.get(id(made), -1))
        return restyle(made, marks) if marks else made


def _lines(shape: Shape, top: float, frame: Frame) -> range:
    """The lines of a paragraph that a shape may be on, with some to spare."""
    height = max(frame.line, 0.01)
    first = (min(top, top + shape.height) - frame.top) / height - _NEAR_LINES
    last = (max(top, top + shape.height) - frame.top) / height + _NEAR_LINES
    return range(int(min(max(first, 0), frame.lines)), int(min(max(last + 1, 0), frame.lines)))


def _on_line(shape: Shape, top: float, frame: Frame, line: int, is_anchor: bool) -> bool:
    """Whether a shape is at the height of a line; nearer to it where the line is not the anchor's own."""
    line_top = frame.top + line * frame.line
    middle, height = top + shape.height / 2, frame.line
    if shape.kind is Kind.LINE:
        return 0 <= middle - line_top < height * 1.25
    if shape.kind is Kind.ROUND and shape.height > 1.8 * height:
        return top - 1 <= line_top + height / 2 <= top + shape.height + 1
    return abs(middle - line_top - height / 2) <= height * (0.8 if is_anchor and frame.lines == 1 else 0.38)


def _style(shape: Shape, frame: Frame, line: int, top: float) -> Style | None:
    if shape.kind is Kind.ROUND:
        return Style.ENCIRCLED
    if shape.kind is Kind.CROSS:
        return Style.CROSSED
    if shape.y is None:
        return None
    height = (top + shape.height / 2 - frame.top) / frame.line - line
    if 0.3 <= height <= 0.7:
        return Style.STRIKE
    return Style.UNDERLINE if 0.85 <= height <= 1.2 else None


def _covered(shape: Shape, words: Sequence[Word]) -> Sequence[Word]:
    """The words of a line that a shape marks, from its place across."""
    is_option = len(words) <= _SHORT
    if shape.inline or shape.x is None:
        return words if is_option else []
    left = shape.x + (_anchor_x(shape, words) if shape.from_character else 0.0)
    right = left + shape.width
    if shape.kind is Kind.CROSS:
        return words if is_option else _crossed(words, left, right)
    shares = [_share(word, left, right) for word in words]
    found = [word for word, share in zip(words, shares, strict=True) if share >= _OVERLAP]
    if shape.kind is Kind.ROUND and is_option:
        wide = words[-1].x1 - words[0].x0
        fits = shape.width >= 0.6 * wide and left < words[-1].x1 and right + _REACH > words[0].x0
        return words if fits else found
    cut = any(_CUT < share < 1 - _CUT for share in shares)
    return [] if cut and shape.kind is Kind.ROUND else found


def _crossed(words: Sequence[Word], left: float, right: float) -> list[Word]:
    """The words of a longer line under a cross: those that it covers, or the one that its middle is well within."""
    covered = [word for word in words if _share(word, left, right) > 1 - _CUT]
    if covered:
        return covered
    middle = (left + right) / 2
    return [word for word in words if word.x0 + _EDGE <= middle <= word.x1 - _EDGE]


def _share(word: Word, left: float, right: float) -> float:
    """How much of a word is between two edges."""
    return (min(word.x1, right) - max(word.x0, left)) / max(word.x1 - word.x0, 0.1)


def _anchor_x(shape: Shape, words: Sequence[Word]) -> float:
    """Where the character stands that a shape is anchored at."""
    for word in words:
        if shape.offset < word.end:
            return (
                word.x0
                if shape.offset <= word.start
                else word.x0 + (word.x1 - word.x0) * ((shape.offset - word.start) / (word.end - word.start))
            )
    return words[-1].x1
