"""Pages for layout tests: words placed by hand, every letter half an em wide."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Box, PageSize, Paragraph, Style
from ingest.layout import lay_out
from ingest.layout.page import PageContent, Rule, Run

SIZE = 10.0
LETTER = 5.0
A4 = PageSize(595.0, 842.0)


def run(x: float, foot: float, text: str, style: int = Style.NONE, size: float = SIZE, joined: bool = False) -> Run:
    """A run whose baseline is `foot` points from the top."""
    letter = LETTER * size / SIZE
    cuts: list[float] = []
    at = 0.0
    for word in text.split(" "):
        cuts += [at, at + letter * len(word)]
        at += letter * (len(word) + 1)
    box = Box(x, foot - 0.76 * size, x + letter * len(text), foot + 0.22 * size)
    return Run(text, box, size, style, joined=joined, cuts=cuts if " " in text else ())


def block(x: float, foot: float, lines: Sequence[str], step: float = 12.0, style: int = Style.NONE) -> list[Run]:
    """Lines under each other."""
    return [run(x, foot + step * place, line, style) for place, line in enumerate(lines)]


def across(x0: float, x1: float, y: float) -> Rule:
    """A line across."""
    return Rule(Box(x0, y - 0.25, x1, y + 0.25))


def down(x: float, y0: float, y1: float) -> Rule:
    """A line down."""
    return Rule(Box(x - 0.25, y0, x + 0.25, y1))


def frame(x0: float, y0: float, x1: float, y1: float) -> list[Rule]:
    """The four sides of a rectangle."""
    return [across(x0, x1, y0), across(x0, x1, y1), down(x0, y0, y1), down(x1, y0, y1)]


def page(words: Sequence[Run], rules: Sequence[Rule] = (), number: int = 1) -> PageContent:
    """An A4 page."""
    return PageContent(number, A4, tuple(words), tuple(rules))


def read(*pages: PageContent) -> list[Paragraph]:
    """What layout makes of pages."""
    return lay_out(pages)


def texts(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Their texts."""
    return [paragraph.text for paragraph in paragraphs]


def cells(paragraphs: Sequence[Paragraph]) -> list[tuple[int, int, str]]:
    """Row, column and text of those in tables."""
    return [(item.cell.row, item.cell.column, item.text) for item in paragraphs if item.cell is not None]
