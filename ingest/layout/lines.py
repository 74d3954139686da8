"""Words to lines: what stands on one baseline, from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.document import Box, Span, Style
from ingest.layout.page import Word

_RAISED = 0.12  # of the line's size: a small word whose foot stands this much higher is a superscript
_SMALLER = 0.82  # of the line's size
_LETTERS = 4  # letters in a row with blanks between them that are one word set wide


@dataclass(slots=True)
class TextLine:
    """Words on one baseline of one page, from left to right.

    `size` is the size of most of its characters, `y1` the foot of that size's letters. `after_rule`
    says that a ruling line stands between it and the line above.
    """

    words: list[Word]
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    after_rule: bool = False

    @property
    def text(self) -> str:
        """The words, with a blank where there is one."""
        return "".join([(" " if place and not word.joined else "") + word.text for place, word in self.numbered()])

    def numbered(self) -> Iterable[tuple[int, Word]]:
        """The words with their places."""
        return enumerate(self.words)

    @property
    def filled(self) -> bool:
        """Whether a form field's content stands in it."""
        return any(word.style & Style.FILLED for word in self.words)

    def first_width(self) -> float:
        """How wide its first word is."""
        end = self.words[0].box.x1
        for word in self.words[1:]:
            if not word.joined:
                break
            end = word.box.x1
        return end - self.words[0].box.x0


def make_line(words: Sequence[Word], page: int) -> TextLine:
    """A line of these words (at least one), which are put in order and mended."""
    ordered = _in_order(words)
    sizes: dict[float, int] = {}
    for word in ordered:
        size = word.size or (word.box.y1 - word.box.y0)
        sizes[size] = sizes.get(size, 0) + len(word.text)
    size = max(sizes, key=lambda item: (sizes[item], item))
    feet = [word.box.y1 for word in ordered if (word.size or (word.box.y1 - word.box.y0)) == size]
    foot = median(feet)
    if len(sizes) > 1:
        ordered = [_superscript(word, size, foot) for word in ordered]
    if sum(len(word.text) == 1 for word in ordered) >= _LETTERS:
        ordered = _close_up(ordered)
    return TextLine(
        ordered,
        page,
        ordered[0].box.x0,
        min(word.box.y0 for word in ordered),
        max(word.box.x1 for word in ordered),
        foot,
        size,
    )


def make_lines(words: Iterable[Word], page: int) -> list[TextLine]:
    """The lines of a region of a page, from top to bottom."""
    groups: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda item: item.box.y0 + item.box.y1):
        y0, y1 = word.box.y0, word.box.y1
        for place in range(len(groups) - 1, max(len(groups) - 4, -1), -1):
            top, bottom = spans[place]
            if min(y1, bottom) - max(y0, top) > 0.5 * min(y1 - y0, bottom - top):
                groups[place].append(word)
                break
        else:
            groups.append([word])
            spans.append((y0, y1))
    lines = [make_line(group, page) for group in groups]
    return sorted(lines, key=lambda line: line.y1)


def _in_order(words: Sequence[Word]) -> list[Word]:
    """From left to right; a word that is joined to another stays behind it."""
    units: list[list[Word]] = []
    for word in words:
        if word.joined and units and abs(word.box.x0 - units[-1][-1].box.x1) < 0.5 * (word.size or 10):
            units[-1].append(word)
        else:
            units.append([word._replace(joined=False) if word.joined else word])
    units.sort(key=lambda unit: unit[0].box.x0)
    return [word for unit in units for word in unit]


def _superscript(word: Word, size: float, foot: float) -> Word:
    if word.size and word.size < _SMALLER * size and foot - word.box.y1 > _RAISED * size:
        return word._replace(style=word.style | Style.SUPERSCRIPT)
    return word


def _close_up(words: list[Word]) -> list[Word]:
    """Make words of letters that were set apart: «L o c a l i d a d» with wider gaps between words.

    A run of single letters is closed up where its gaps are even, but for those between words.
    """
    result: list[Word] = []
    place = 0
    while place < len(words):
        end = place
        while end < len(words) and len(words[end].text) <= 2 and any(map(str.isalnum, words[end].text)):
            end += 1
        run = words[place:end]
        if len(run) >= _LETTERS and sum(len(word.text) == 1 for word in run) > 0.7 * len(run):
            while end < len(words) and len(words[end].text) == 1:  # the colon after it
                run.append(words[end])
                end += 1
            gaps = [after.box.x0 - before.box.x1 for before, after in zip(run, run[1:], strict=False)]
            usual = median(gaps)
            if usual < 0.9 * (run[0].size or 10) and min(gaps) > 0.5 * usual:
                result.append(run[0])
                for gap, word in zip(gaps, run[1:], strict=True):
                    result.append(word._replace(joined=gap < 1.6 * usual))
                place = end
                continue
        result += words[place : end or place + 1] if end > place else [words[place]]
        place = max(end, place + 1)
    return result


def line_spans(line: TextLine, ending: str = "") -> list[Span]:
    """The line's spans: one for each run of words of one look, with page and box.

    `ending` (a blank, a line break, nothing) is added to the last one.
    """
    spans: list[Span] = []
    key: tuple[object, ...] | None = None
    texts: list[str] = []
    box: Box | None = None
    confidence = 1.0
    for place, word in enumerate(line.words):
        blank = bool(place) and not word.joined
        look = (word.style, word.colour, word.link)
        if look == key and box is not None:
            texts.append(" " + word.text if blank else word.text)
            box, confidence = box.union(word.box), min(confidence, word.confidence)
            continue
        if box is not None:
            before = line.words[place - 1]
            text = "".join(texts) + (" " if blank else "")
            spans.append(Span(text, before.style, before.colour, before.link, line.page, box, confidence))
        key, texts, box, confidence = look, [word.text], word.box, word.confidence
    last = line.words[-1]
    spans.append(
        Span("".join(texts) + ending, last.style, last.colour, last.link, line.page, box, confidence)
    )
    return spans
