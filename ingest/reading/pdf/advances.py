"""How wide characters are, learnt once a font and size, so that few of them need to be asked for.

A text object whose width is that of its characters has no gaps in it but blanks: its words stand
where their characters' widths put them, and only its two ends are asked of PDFium.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import overload

from ingest.reading.pdf import native

_LOOSER = 0.55  # ems that a line without gaps may be wider than its characters
_TIGHTER = 0.05  # of its width that kerning may take from it


class Cuts(Sequence[float]):
    """Where the words of a line begin and end, worked out when asked for.

    >>> Cuts("uno d", {"u": 2.0, "n": 2.0, "o": 2.0, " ": 1.0, "d": 2.0}, 18.0)[:]
    (0.0, 12.0, 14.0, 18.0)
    """

    __slots__ = ("_advances", "_head", "_made", "_text", "_width")

    def __init__(self, text: str, advances: dict[str, float], width: float) -> None:
        self._text, self._advances, self._width = text, advances, width
        self._head: tuple[float, ...] = ()
        self._made: tuple[float, ...] = ()

    def _first_two(self) -> tuple[float, ...]:
        """The first two words, which are all that most lines are asked for (without what justifying adds)."""
        if not self._head:
            advance = self._advances.__getitem__
            one, other = self._text.split(" ", 2)[:2]
            end = sum(map(advance, one))
            begin = end + advance(" ")
            self._head = (0.0, end, begin, begin + sum(map(advance, other)))
        return self._head

    def _all(self) -> tuple[float, ...]:
        if not self._made:
            advance = self._advances.__getitem__
            blank = advance(" ")
            widths = [sum(map(advance, word)) for word in self._text.split(" ")]
            begins = list(accumulate([width + blank for width in widths], initial=0.0))
            scale = self._width / max(begins[-1] - blank, 0.01)
            words = zip(begins, widths, strict=False)
            self._made = tuple([edge * scale for begin, width in words for edge in (begin, begin + width)])
        return self._made

    def __len__(self) -> int:
        return 2 * (self._text.count(" ") + 1)

    def __bool__(self) -> bool:
        return True

    @overload
    def __getitem__(self, place: int) -> float: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[float, ...]: ...
    def __getitem__(self, place: int | slice) -> float | tuple[float, ...]:
        if isinstance(place, int) and 0 <= place < 4 and not self._made:
            return self._first_two()[place]
        return self._all()[place]


def is_even(text_page: int, text: str, start: int, width: float, size: float, advances: dict[str, float]) -> bool:
    """Whether the characters of one text object, from `start` on, fill its width with no gap among them.

    Characters that were not met before are measured; `advances` belongs to one font and size.
    """
    try:
        natural = sum(map(advances.__getitem__, text))
    except KeyError:
        if not _learn(text_page, text, start, set(text).difference(advances), advances):
            return False
        natural = sum(map(advances.__getitem__, text))
    return -_TIGHTER * width < width - natural < _LOOSER * size


def _learn(text_page: int, text: str, start: int, missing: set[str], advances: dict[str, float]) -> bool:
    """Measure characters; False where one has no width, as the blanks that PDFium makes up."""
    characters = sorted(missing)
    indices = [start + text.index(character) for character in characters]
    objects = native.char_objects(text_page, indices)
    boxes = native.char_boxes(text_page, indices)
    for place, character in enumerate(characters):
        width = boxes[4 * place + 2] - boxes[4 * place]
        if not objects[place] or width <= 0:
            return False
        advances[character] = width
    return True
