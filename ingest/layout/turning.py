"""Text that does not read from left to right: pages that lie on their side, words up the margin.

A page most of whose text is turned is laid out as if it stood upright, and its boxes are turned back
afterwards. Single turned lines (a note up the margin, a form's number) stand beside the text: they
are laid out by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.document import Box, PageSize, Paragraph, Span, Style
from ingest.layout.page import PageContent, Rule, Run

_MOST = 0.6  # of the characters


class Turned(NamedTuple):
    """A page's content set upright, the turn that it had, and the size that it is shown at.

    `aside` holds turned lines that are no part of its text, set upright by their own turn each.
    """

    content: PageContent
    turn: int
    shown: PageSize
    aside: tuple[tuple[int, PageContent], ...] = ()


def upright(page: PageContent) -> Turned:
    """The page as it reads, and apart from it what is turned on it."""
    if not any([run.turn for run in page.words]):
        return Turned(page, 0, page.size)
    usual = usual_turn(page.words)
    straight = [run for run in page.words if run.turn == usual or _follows(run)]
    aside = []
    for turn in (0, 90, 180, 270):
        runs = tuple([run for run in page.words if run.turn == turn and not _follows(run)])
        if runs and turn != usual:
            aside.append((turn, _set_upright(replace(page, words=runs, rules=()), turn)))
    return Turned(_set_upright(replace(page, words=tuple(straight)), usual), usual, page.size, tuple(aside))


def usual_turn(runs: Sequence[Run]) -> int:
    """The direction that most of the text reads in; 0 where none has the greater part."""
    counts: dict[int, int] = {}
    for run in runs:
        if not _follows(run):
            counts[run.turn] = counts.get(run.turn, 0) + len(run.text)
    usual = max(counts, key=lambda turn: counts[turn], default=0)
    return usual if counts and counts[usual] >= _MOST * sum(counts.values()) else 0


def _follows(run: Run) -> bool:
    """Whether it has no direction of its own: a form field, a drawn mark."""
    return run.turn == 0 and (bool(run.style & Style.FILLED) or not run.size)


def _set_upright(page: PageContent, turn: int) -> PageContent:
    if turn == 0:
        return page
    back = (360 - turn) % 360
    size = PageSize(page.size.height, page.size.width) if turn in (90, 270) else page.size
    words = tuple([run._replace(box=turned(run.box, page.size, back), turn=0) for run in page.words])
    rules = tuple([Rule(turned(rule.box, page.size, back)) for rule in page.rules])
    return replace(page, size=size, words=words, rules=rules)


def turned(box: Box, size: PageSize, turn: int) -> Box:
    """Where a box is after a page of that size was turned clockwise.

    >>> turned(Box(10, 20, 30, 25), PageSize(100, 200), 90)
    Box(x0=175, y0=10, x1=180, y1=30)
    """
    width, height = size
    x0, y0, x1, y1 = box
    if turn == 90:
        return Box(height - y1, x0, height - y0, x1)
    if turn == 180:
        return Box(width - x1, height - y1, width - x0, height - y0)
    if turn == 270:
        return Box(y0, width - x1, y1, width - x0)
    return box


def turn_back(paragraphs: Iterable[Paragraph], turns: dict[int, tuple[int, PageSize]]) -> list[Paragraph]:
    """Paragraphs with each box where it is shown; `turns` has the turn and the upright size of pages."""
    return [
        replace(paragraph, spans=tuple([_span_back(span, turns) for span in paragraph.spans]))
        for paragraph in paragraphs
    ]


def _span_back(span: Span, turns: dict[int, tuple[int, PageSize]]) -> Span:
    if span.box is None or span.page not in turns:
        return span
    turn, size = turns[span.page]
    return span._replace(box=turned(span.box, size, turn))
