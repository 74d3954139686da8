"""How wide characters are, learnt once a font and size, so that few of them need to be asked for.

A text object whose width is that of its characters has no gaps in it but blanks: its words stand
where their characters' widths put them, and only its two ends are asked of PDFium.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import overload

from ingest.reading.pdf import native
from ingest.reading.pdf.looks import Kind

_LOOSER = 0.55  # ems that a line without gaps may be wider than its characters
_TIGHTER = 0.05  # of its width that kerning may take from it
_JOINED = frozenset("fijltTh")  # letters of ligatures


class Cuts(Sequence[float]):
    """Where the words of a line begin and end, worked out when asked for.

    >>> Cuts("uno d", {"u": 2.0, "n": 2.0, "o": 2.0, " ": 1.0, "d": 2.0}, 18.0)[:]
    (0.0, 12.0, 14.0, 18.0)
    """

    __slots__ = ("_advances", "_made", "_text", "_width")

    def __init__(self, text: str, advances: dict[str, float], width: float) -> None:
        self._text, self._advances, self._width = text, advances, width
        self._made: tuple[float, ...] = ()

    def _of_first_two(self, place: int) -> float:
        """The first two words, which are all that most lines are asked for (without what justifying adds)."""
        first, _, rest = self._text.partition(" ")
        advance = self._advances.__getitem__
        end = sum(map(advance, first)) if place else 0.0
        if place < 2:
            return end
        begin = end + advance(" ")
        return begin if place == 2 else begin + sum(map(advance, rest.partition(" ")[0]))

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
        if not self._made and (place == 1 or (isinstance(place, int) and 0 <= place < 4)):
            return self._of_first_two(place)
        return self._all()[place]


def is_even(text_page: int, text: str, start: int, width: float, kind: Kind) -> bool:
    """Whether the characters of one line in one look, from `start` on, fill its width with no gap among them.

    Characters that were not met before are measured.
    """
    advances = kind.advances
    try:
        natural = sum(map(advances.__getitem__, text))
    except KeyError:
        learn(text_page, text, [0], [start], advances)
        if not advances.keys() >= set(text):
            return False
        natural = sum(map(advances.__getitem__, text))
    return -_TIGHTER * width < width - natural < _LOOSER * kind.size


def learn(text_page: int, text: str, begins: Sequence[int], starts: Sequence[int], advances: dict[str, float]) -> None:
    """Measure the characters of a text that are not in `advances` yet, each where it first stands by itself.

    `begins` and `starts` are where its lines begin: in the text, and on the page. Characters without a
    width stay unknown, as the blanks that PDFium makes up.
    """
    missing = set(text).difference(advances)
    places = {character: text.find(character) for character in missing}
    for character in _JOINED.intersection(missing):
        place = places[character]
        while place >= 0 and _is_joined(text, place):
            place = text.find(character, place + 1)
        if place < 0:
            del places[character]
        else:
            places[character] = place
    lines = [bisect_right(begins, place) - 1 for place in places.values()]
    indices = [starts[line] + place - begins[line] for line, place in zip(lines, places.values(), strict=True)]
    boxes = native.char_boxes(text_page, indices)
    for character, index, left, right in zip(places, indices, boxes[::4], boxes[2::4], strict=True):
        if right > left and (character != " " or native.char_object(text_page, index)):
            advances[character] = right - left


def _is_joined(text: str, place: int) -> bool:
    """Whether the letters next to it may make a ligature with it: each of its letters would be as wide as it is."""
    return text[place + 1 : place + 2] in _JOINED or text[max(place - 1, 0) : place] in _JOINED
