"""A paragraph's characters given a style more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from ingest.document import Paragraph, Span, Style, paragraph


def restyle(made: Paragraph, marks: Collection[tuple[int, int, Style]]) -> Paragraph:
    """A paragraph with styles added to its characters: each from the first to the last of its text."""
    changes: dict[int, list[tuple[Style, int]]] = {}  # at a character: styles, and how many begin (or end) there
    for start, end, style in marks:
        changes.setdefault(start, []).append((style, 1))
        changes.setdefault(end, []).append((style, -1))
    edges = iter(sorted(changes))
    edge = next(edges, None)
    open_marks: Counter[Style] = Counter()
    added = Style.NONE
    spans: list[Span] = []
    at = 0
    for span in made.spans:
        if span.style & Style.DELETED:
            spans.append(span)
            continue
        first, last = 0, len(span.text)
        while edge is not None and edge < at + last:
            if edge > at + first:
                spans.append(_piece(span, first, edge - at, added))
                first = edge - at
            for style, count in changes[edge]:
                open_marks[style] += count
            added = _together(open_marks)
            edge = next(edges, None)
        if first < last:
            spans.append(_piece(span, first, last, added))
        at += last
    return paragraph(spans, made.cell, made.layer, made.bullet)


def _together(marks: Counter[Style]) -> Style:
    """All styles of the marks that are open."""
    found = Style.NONE
    for style, count in marks.items():
        if count > 0:
            found |= style
    return found


def _piece(span: Span, first: int, last: int, added: Style) -> Span:
    whole = first == 0 and last == len(span.text)
    return span._replace(text=span.text if whole else span.text[first:last], style=span.style | added)
