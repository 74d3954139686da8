"""What stands where on a page: runs of words, ruling lines. The input of layout analysis.

All boxes are in points from the top left corner of the page as it is shown (after rotation and
cropping), y growing downwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from ingest.document import Box, PageSize, Style


class Run(NamedTuple):
    """Words on one line, in one look, with only blanks between them; at the least, one word.

    The content of a form field is one run too, line ends included (`Style.FILLED`): its box is the
    field's. `size` is the font's size in points as shown, 0 where it is not known. `joined` says
    that no blank stands between the run before (in the sequence) and this one: a word in two looks
    is two runs, the second `joined`. `turn` is the reading direction in degrees clockwise: 0, or 90,
    180, 270 for text that runs down, upside down, or up the page. `cuts` are where each word begins
    and ends, measured in reading direction from the run's beginning; none are needed for one word.
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
    cuts: Sequence[float] = ()

    def words(self) -> Iterator[Run]:
        """Each word as a run of its own.

        >>> run = Run("uno dos", Box(10, 0, 40, 9), cuts=(0, 12, 16, 30))
        >>> [(word.text, word.box.x0, word.box.x1) for word in run.words()]
        [('uno', 10, 22), ('dos', 26, 40)]
        """
        if not self.cuts:
            yield self
            return
        box, joined = self.box, self.joined
        for place, text in enumerate(self.text.split(" ")):
            begin, end = self.cuts[2 * place : 2 * place + 2]
            yield self._replace(text=text, box=_part(box, self.turn, begin, end), joined=joined, cuts=())
            joined = False

    @property
    def first_width(self) -> float:
        """How wide the first word is."""
        return self.cuts[1] if self.cuts else self.box.x1 - self.box.x0


Word: TypeAlias = Run
"""A run of one word, which is what recognition gives."""


def _part(box: Box, turn: int, begin: float, end: float) -> Box:
    if turn == 0:
        return Box(box.x0 + begin, box.y0, box.x0 + end, box.y1)
    if turn == 90:
        return Box(box.x0, box.y0 + begin, box.x1, box.y0 + end)
    if turn == 180:
        return Box(box.x1 - end, box.y0, box.x1 - begin, box.y1)
    return Box(box.x0, box.y1 - end, box.x1, box.y1 - begin)


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
    words: tuple[Run, ...]
    rules: tuple[Rule, ...] = ()
