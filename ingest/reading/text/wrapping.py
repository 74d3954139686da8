"""Lines that a mail program or an editor broke at a column, put together again.

A line was broken there if it is *full*: the first word of the next line would not have fit. One full
line may be chance; so the column is sought in the whole text (each quotation depth has its own), as
the one which many lines that stop in mid-sentence are full for and hardly any line is longer than.
Where the text has no such column, a stretch of lines may have one (an answer pasted from a mail).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from ingest.reading.text.following import (
    ITEM,
    LONGEST_QUESTION,
    Habits,
    ends_in_address,
    first_word,
    full,
    labels_are_spaced,
    may_follow,
    mid_sentence,
)
from ingest.reading.text.lines import Line
from ingest.reading.text.stretches import LEAST, NARROWEST, WIDEST, join_stretches

_USUAL = (72, 76, 78, 74, 75, 70, 80, 66, 68, 65, 64, 79, 73, 71, 77)  # what programs have, commonest first
_HYPHEN = re.compile(r"\w-$")


def rejoin(lines: Sequence[Line]) -> list[Line]:
    """The lines with broken ones joined by a blank.

    >>> texts = ["La feria abre los sábados con turnos que se", "piden por mensaje a la municipalidad, y hay",
    ...          "26 puestos."]
    >>> [line.text for line in rejoin([Line(text) for text in texts])]
    ['La feria abre los sábados con turnos que se piden por mensaje a la municipalidad, y hay 26 puestos.']
    """
    groups: dict[int, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        groups[line.depth].append(number)
    goes_on = [False] * len(lines)  # the line continues the one above
    for numbers in groups.values():
        texts = [lines[number].text.expandtabs(8).rstrip() for number in numbers]
        together = [at > 0 and numbers[at - 1] + 1 == number for at, number in enumerate(numbers)]
        for at, joined in enumerate(_continued(texts, together)):
            goes_on[numbers[at]] = joined and not lines[numbers[at]].stamp
    made: list[Line] = []
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or not goes_on[end]:
            made.append(_joined(lines[start:end]))
            start = end
    return made


def _joined(lines: Sequence[Line]) -> Line:
    """One line of several; after a hyphen inside a word (``teórico-práctico``) without a blank."""
    if len(lines) == 1:
        return lines[0]
    pieces: list[str] = []
    for line in lines:
        text = line.text.strip() if pieces else line.text.rstrip()
        if pieces and not (_HYPHEN.search(pieces[-1][-2:]) and text[:1].islower()):
            pieces.append(" ")
        pieces.append(text)
    return lines[0]._replace(text="".join(pieces))


def _continued(texts: list[str], together: list[bool]) -> list[bool]:
    """For each line whether it continues the one above; `together` says which follow one at once."""
    broken = [at > 0 and together[at] and mid_sentence(texts[at - 1], text) for at, text in enumerate(texts)]
    width = _column(texts, broken) if True in broken else None
    if width is None:
        return join_stretches(texts, together, broken)
    habits = Habits(width, labels_are_spaced(texts))
    made = [False] * len(texts)
    begun = ""  # the paragraph's earlier lines
    for at in range(1, len(texts)):
        above = texts[at - 1]
        made[at] = together[at] and full(above, texts[at], width) and may_follow(begun, above, texts[at], habits)
        begun = f"{begun}{above} "[:LONGEST_QUESTION] if made[at] else ""
    return made


# -- the column -----------------------------------------------------------------------------------


def _column(texts: list[str], broken: list[bool]) -> int | None:
    """The column at which the whole text is broken, None where it is not.

    `broken` says which lines go on in the middle of the sentence above them.
    """
    ends = [
        (len(texts[at - 1]), len(texts[at - 1]) + 1 + first_word(texts[at])) for at, is_so in enumerate(broken) if is_so
    ]
    widths = {length for length, _ in ends if NARROWEST <= length <= WIDEST}
    if not widths:
        return None
    lengths = sorted([length for length, _ in ends])
    needed = sorted([need for _, need in ends])  # the room that the next word would have taken
    longer = sorted([len(text) for text in texts if len(text) > NARROWEST and _breakable(text)])
    short = bisect_right(needed, NARROWEST)
    best, best_score = 0, 0
    for width in sorted(widths):
        fitting = bisect_right(needed, width)
        support = bisect_right(lengths, width) - fitting
        against = len(longer) - bisect_right(longer, width)
        loose = max(fitting - short, 0)
        score = support - against - loose
        if support >= LEAST and support > 2 * against and score > best_score:
            best, best_score = width, score
    if not best:
        return None
    highest = min(need for length, need in ends if length <= best < need)
    return next((width for width in _USUAL if best <= width < highest), best)


def _breakable(text: str) -> bool:
    """Running text, that a program would have broken: no drawn or spaced columns, no lone address."""
    return " " in text.strip() and "  " not in text.strip() and "|" not in text and not ends_in_address(text)


# -- a cell of a drawn table -------------------------------------------------------------------------


def rejoin_cell(texts: Sequence[str], width: int) -> list[str]:
    """The lines of a cell in which a line has room for `width` characters, broken ones joined.

    >>> rejoin_cell(["Trenque", "Lauquen"], 10)
    ['Trenque Lauquen']
    """
    made: list[str] = []
    for at, text in enumerate(texts):
        goes_on = at > 0 and text and texts[at - 1] and not ITEM.match(text)
        if goes_on and full(texts[at - 1], text, width):
            made[-1] += " " + text
        else:
            made.append(text)
    return made
