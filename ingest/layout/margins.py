"""What stands round the text: running headers and footers, page numbers, footnotes.

A line at the edge of a page is no part of its text where it comes again on another page (numbers
aside), counts the pages, or stands by itself where text never begins or ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.document import Style
from ingest.layout.lines import TextLine, make_lines, size_of
from ingest.layout.page import PageContent, Run

_ZONE = 0.13  # of the page's height: no header or footer is further from the edge
_EDGE = 0.036  # of the page's height: nothing but a header or footer is so near the edge
_OUTSIDE = 0.075  # of the page's height: a line alone this near the edge is one too
_MOST = 3  # lines of a running header; more that are alike are two sheets of one form
_SAME_PLACE = 5.0  # points
_COUNTING = re.compile(
    r"(?:^|[|·–—\s-])(?:p[áa]g(?:ina|\.)?\s*|page\s*|hoja\s*)?(\d{1,3})\s*(?:/|de|of)\s*(\d{1,3})\W*$", re.I
)
_NUMBER = re.compile(r"^\W*(?:p[áa]g(?:ina|\.)?\s*|page\s*|hoja\s*)?(\d{1,3})\W*$", re.I)
_PRINTED = re.compile(r"^\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}")
_NOTE = re.compile(r"^(\d{1,2}|[*†‡]{1,3}|[ivx]{1,4}|\[\d{1,2}\])(?=[\s.)]|$)")
_NOTE_SIZE = 0.93  # of the body's size


@dataclass(slots=True)
class Margins:
    """A page's text, and what was found round it."""

    number: int
    text: list[Run]
    header: list[TextLine] = field(default_factory=list)
    footer: list[TextLine] = field(default_factory=list)
    notes: list[TextLine] = field(default_factory=list)


@dataclass(slots=True)
class _Edges:
    """The lines near a page's top and bottom, each from the edge inwards."""

    page: PageContent
    top: list[TextLine]
    bottom: list[TextLine]


def split_margins(pages: Sequence[PageContent]) -> tuple[list[Margins], frozenset[str]]:
    """Each page's text without its margins, and the marks that footnotes are referred to with."""
    edges = [_edges_of(page) for page in pages]
    body = _body_size(pages)
    found: list[Margins] = []
    marks: set[str] = set()
    for here in edges:
        others = [other for other in edges if other is not here]
        page = here.page
        header = _running(here.top, [other.top for other in others], here, len(pages))
        footer = _running(here.bottom, [other.bottom for other in others], here, len(pages))
        text = list(page.words)
        if header or footer:
            taken = {id(run) for line in header + footer for run in line.runs}
            text = [run for run in text if id(run) not in taken]
        notes = _footnotes(page, text, body)
        if notes:
            marks |= {match.group(1) for line in notes if (match := _NOTE.match(line.text))}
            below = {id(run) for line in notes for run in line.runs}
            text = [run for run in text if id(run) not in below]
        found.append(Margins(page.number, text, header[:], footer[::-1], notes))
    return found, frozenset(marks)


def _edges_of(page: PageContent) -> _Edges:
    height = page.size.height
    top, bottom = _ZONE * height, (1 - _ZONE) * height
    high = [run for run in page.words if run.box[3] < top]
    low = [run for run in page.words if run.box[1] > bottom]
    return _Edges(page, _plain(high, page), _plain(low, page)[::-1])


def _plain(runs: list[Run], page: PageContent) -> list[TextLine]:
    """Lines that keep their runs as they are, so that they can be told again."""
    if not runs:
        return []
    lines = make_lines(runs, page.number)
    known = {id(run) for run in runs}
    return [line for line in lines if all(id(run) in known for run in line.runs)]


def _body_size(pages: Sequence[PageContent]) -> float:
    sizes: dict[float, int] = {}
    for page in pages:
        for run in page.words:
            size = run.size or size_of(run)
            sizes[size] = sizes.get(size, 0) + len(run.text)
    return max(sizes, key=lambda size: sizes[size], default=10.0)


def _running(lines: list[TextLine], others: list[list[TextLine]], here: _Edges, count: int) -> list[TextLine]:
    """The lines from the edge inwards that are no part of the text."""
    repeated = 0
    for line in lines:
        if line.filled or not any(_alike(line, other) for edge in others for other in edge):
            break
        repeated += 1
    if repeated > _MOST:
        repeated = 0
    result = lines[:repeated]
    for place, line in enumerate(lines[repeated:], repeated):
        if line.filled or not _stands_out(line, lines[place + 1] if place + 1 < len(lines) else None, here, count):
            break
        result.append(line)
    return result


def _alike(one: TextLine, other: TextLine) -> bool:
    """The same text, numbers aside, at the same height."""
    return abs(one.y1 - other.y1) < _SAME_PLACE and _DIGITS.sub("#", one.text) == _DIGITS.sub("#", other.text)


_DIGITS = re.compile(r"\d+")


def _stands_out(line: TextLine, inner: TextLine | None, here: _Edges, count: int) -> bool:
    """Whether one line at the edge is a header or footer by what it says or where it stands."""
    height = here.page.size.height
    middle = (line.y0 + line.y1) / 2
    edge = min(middle, height - middle) / height
    if edge < _EDGE and inner is not None:
        return True
    counting = _COUNTING.search(line.text)
    if counting and int(counting[1]) == here.page.number and int(counting[2]) == count:
        return True
    number = _NUMBER.match(line.text)
    if number and int(number[1]) == here.page.number:
        return True
    return bool(_PRINTED.match(line.text)) and edge < _OUTSIDE


def _footnotes(page: PageContent, runs: list[Run], body: float) -> list[TextLine]:
    """The lines at the foot of a page that begin with a mark and are set off by a short ruling line.

    Where there is no such line, they are smaller than the text, and a small mark in it refers to them.
    """
    foot, longest = 0.4 * page.size.height, 0.45 * page.size.width
    rules = [
        rule.box
        for rule in page.rules
        if rule.box.y0 > foot and 30 < rule.box.x1 - rule.box.x0 < longest and rule.horizontal
    ]
    least = _NOTE_SIZE * body
    small = any([(run.size or size_of(run)) < least and run.box.y0 > foot for run in runs])
    if not rules and not small:
        return []
    lines = _plain([run for run in runs if run.box.y0 > foot and not run.style & Style.FILLED], page)
    for rule in rules:
        below = [line for line in lines if line.y0 + 0.3 * line.size > rule.y0]
        alone = all(abs(rule.x0 - line.x0) < 0.1 * page.size.width for line in below)
        if below and alone and _NOTE.match(below[0].text) and below[0].y0 - rule.y1 < 3 * below[0].size:
            return below
    start = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        if lines[place].size >= _NOTE_SIZE * body:
            break
        if _refers(lines[place], runs):
            start = place
    return lines[start:]


def _refers(line: TextLine, runs: list[Run]) -> bool:
    """Whether a small mark in the text above points to the note."""
    mark = _NOTE.match(line.text)
    return mark is not None and any(run.joined and run.text == mark.group(1) and run.box.y1 < line.y0 for run in runs)
