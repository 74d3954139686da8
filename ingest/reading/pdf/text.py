"""A page's text as positioned runs of words.

PDFium gives the page's characters in the order in which the file draws them, with blanks where it
saw gaps and ``U+FFFE`` for a hyphen at a line's end. Words are cut at blanks, at changes of look and
where the pen jumps; only the first and the last character of a word are asked for their boxes.
Words of one look that stand as close to each other as blanks put them are one run.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple, TypeAlias

from ingest.document import Box
from ingest.layout.page import Run
from ingest.reading.pdf import native
from ingest.reading.pdf.geometry import Frame
from ingest.reading.pdf.looks import Font, Look, Looks
from ingest.reading.symbols import to_unicode

_WORD = re.compile("[^\\s\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_ASCENT, _DESCENT = 0.76, 0.22  # of a line of Latin text, in ems: the same for all fonts, so that lines are even
_JUMP = 0.45  # ems between two characters of one word beyond which they are two words
_BACK = 0.35  # ems that the next word may begin before the last one's end (kerning, slanted letters)
_GAP = 0.95  # ems between two words beyond which they are two runs
_SPECIAL = re.compile("[\x02\ufffe\u00ad\u200b-\u200d\u2060\ufeffﬀ-ﬆ\ud800-\udfff\ue000-\uf8ff]")
_CLEAN = str.maketrans(
    {
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff"),
        "\x02": "-",
        "\ufffe": "-",
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
    }
)
_SOFT_INSIDE = re.compile("\u00ad(?=.)")


class Text(NamedTuple):
    """A page's runs of words, those drawn invisibly (the text layer of a scan) apart.

    `slanted` are runs along a line that is no quarter turn: a watermark.
    """

    runs: list[Run]
    invisible: list[Run]
    slanted: list[Run]


_Piece: TypeAlias = tuple[int, int, Look, bool]
"""A word, or part of one in one look: its first and last character, its look, whether it is joined."""


class _Run:
    """Words of one look, as long as they come one after another.

    `ends` are where each begins and ends in reading direction, in page space; `corners` the boxes of
    the first and last characters of text that is not upright.
    """

    __slots__ = ("corners", "end", "ends", "joined", "look", "texts")

    def __init__(self, look: Look, joined: bool, text: str, begin: float, end: float) -> None:
        self.look, self.joined = look, joined
        self.texts = [text]
        self.ends = [begin, end]
        self.end = end
        self.corners: list[float] = []

    def finish(self, frame: Frame, found: Text) -> None:
        """Add the run, as shown, to what was found."""
        look, ends = self.look, self.ends
        begin = ends[0]
        if look.turn == 0:
            x0 = begin + frame.to_shown[4]
            size = look.size
            box = Box(x0, look.y - _ASCENT * size, x0 + self.end - begin, look.y + _DESCENT * size)
        else:
            corners = self.corners
            box = frame.box(min(corners[::4]), min(corners[3::4]), max(corners[2::4]), max(corners[1::4]))
        cuts = tuple([end - begin for end in ends]) if len(ends) > 2 else ()
        run = Run(
            " ".join(self.texts),
            box,
            look.size,
            look.style,
            look.colour,
            None,
            1.0,
            self.joined,
            look.turn or 0,
            cuts,
        )
        if look.turn is None:
            found.slanted.append(run)
        elif look.visible:
            found.runs.append(run)
        else:
            found.invisible.append(run)


def read_text(text_page: int, count: int, frame: Frame, fonts: dict[int, Font]) -> Text:
    """The words of a loaded text page with `count` characters; `fonts` is kept through the document."""
    text = native.characters(text_page, count)
    pieces = _pieces(text_page, text, Looks(text_page, frame, fonts))
    special = _SPECIAL.search(text) is not None
    boxes = native.char_boxes(text_page, list(chain.from_iterable([piece[:2] for piece in pieces])))
    found = Text([], [], [])
    run: _Run | None = None
    for place, (start, last, look, joined) in enumerate(pieces):
        characters = text[start : last + 1]
        if special or look.symbol:
            characters = _clean(characters, look)
            if not characters:
                continue
        at = 8 * place
        if look.axis == 0:
            begin, end = boxes[at], boxes[at + 6]
        else:
            begin, end = _along(look.axis, boxes[at : at + 8])
        if run is None or (look is not run.look and not look.alike(run.look)):
            new = True
        elif joined:
            new = False
            run.texts[-1] += characters
            run.ends[-1] = run.end = end
        else:
            new = not -_BACK * look.size < begin - run.end < _GAP * look.size
            if not new:
                run.texts.append(characters)
                run.ends += (begin, end)
                run.end = end
        if new:
            if run is not None:
                run.finish(frame, found)
            run = _Run(look, joined, characters, begin, end)
        if look.turn != 0 and run is not None:
            run.corners += boxes[at : at + 8]
    if run is not None:
        run.finish(frame, found)
    return found


def _clean(characters: str, look: Look) -> str:
    """Ligatures taken apart, what has no width taken out, symbols read as what they show.

    PDFium counts a character beyond U+FFFF as two; here its halves come together.
    """
    characters = characters.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    characters = to_unicode(look.symbol, characters.translate(_CLEAN))
    return _SOFT_INSIDE.sub("", characters).replace(" ", "")


def _along(axis: int, boxes: list[float]) -> tuple[float, float]:
    """Where a word begins and ends in reading direction, in page space.

    `axis` is in degrees anticlockwise, `boxes` are those of its first and its last character.
    """
    left, top, _, bottom, last_left, last_top, last_right, last_bottom = boxes
    if axis == 90:
        return bottom, last_top
    if axis == 180:
        return -boxes[2], -last_left
    if axis == 270:
        return -top, -last_bottom
    return left, last_right


def _pieces(text_page: int, text: str, looks: Looks) -> list[_Piece]:
    """The words of the page's text, those in several looks in parts."""
    spans = [match.span() for match in _WORD.finditer(text)]
    objects = native.char_objects(text_page, [start for start, _ in spans])
    objects.append(-1)
    pieces: list[_Piece] = []
    known: int | None = None
    for place, (start, end) in enumerate(spans):
        pointer = objects[place]
        if pointer != objects[place + 1] and end - start > 1:
            last = native.char_object(text_page, end - 1) or 0
            if last != pointer:
                pieces += _split(text_page, start, end, looks)
                known = None
                continue
        if pointer:
            if pointer != known:
                look = looks.of(pointer, start)
                known = pointer
            pieces.append((start, end - 1, look, False))
    return pieces


def _split(text_page: int, start: int, end: int, looks: Looks) -> list[_Piece]:
    """Cut a word that several text objects draw, where the look changes or the pen jumps."""
    objects = native.char_objects(text_page, range(start, end))
    edges: list[float] = []
    pieces: list[_Piece] = []
    begin, look, joined, before = start, None, False, 0
    for index, pointer in enumerate(objects, start):
        if not pointer or pointer == before:
            continue
        before = pointer
        now = looks.of(pointer, index)
        if look is None:
            begin, look = index, now
            continue
        edges = edges or native.char_boxes(text_page, range(start, end))
        at = 4 * (index - start)
        jump = _jumps(edges[at - 4 : at], edges[at : at + 4], now)
        if jump or not look.alike(now):
            pieces.append((begin, index - 1, look, joined))
            begin, look, joined = index, now, not jump
    if look is not None:
        pieces.append((begin, end - 1, look, joined))
    return pieces


def _jumps(before: list[float], after: list[float], look: Look) -> bool:
    """Whether the pen jumped between two characters of a word: along its line, or back."""
    if look.axis in (90, 270):
        gap = max(after[3] - before[1], before[3] - after[1])
    else:
        gap = max(after[0] - before[2], before[0] - after[2])
    return gap > _JUMP * look.size
