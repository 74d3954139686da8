"""What stands where on a page: words, ruling lines. The input of layout analysis.

All boxes are in points from the top left corner of the page as it is shown (after rotation and
cropping), y growing downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ingest.document import Box, PageSize, Style


class Word(NamedTuple):
    """A run of characters without a blank, of one look, on one line.

    The content of a form field is one word too, blanks and line ends included (`Style.FILLED`): its
    box is the field's. `size` is the font's size in points as shown, 0 where it is not known.
    `joined` says that no blank stands between the word before (in the sequence) and this one: a word
    in two looks is two words, the second `joined`. `turn` is the reading direction in degrees
    clockwise: 0, or 90, 180, 270 for text that runs down, upside down, or up the page.
    """

    text: str
    box: Box
    size: float = 0.0
    style: Style = Style.NONE
    colour: str | None = None
    link: str | None = None
    confidence: float = 1.0
    joined: bool = False
    turn: int = 0


class Rule(NamedTuple):
    """A straight ruling line, horizontal or vertical: of a table, under a heading, to write on.

    `box` is as thick as the stroke; its longer side gives the direction.
    """

    box: Box

    @property
    def horizontal(self) -> bool:
        """Whether it runs from left to right."""
        return self.box.x1 - self.box.x0 >= self.box.y1 - self.box.y0


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page: its number (from 1), its size, its words in the order that the file has them, its rules.

    The order of `words` need not be the reading order; it is only used where geometry says nothing.
    Drawn marks are not here: they have been turned into words (``✗``) or into the style of the words
    that they cover (`Style.CROSSED`, `STRIKE`, `ENCIRCLED` …) before.
    """

    number: int
    size: PageSize
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
