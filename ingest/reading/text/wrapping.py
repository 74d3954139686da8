"""Lines that a mail program or an editor broke at a column, put together again.

A line was broken there if it is *full*: the first word of the next line would not have fit. One full
line may be chance; so the column is sought in the whole text (each quotation depth has its own), as
the one which many lines that stop in mid-sentence are full for and hardly any line is longer than.
Where the text has no such column, a stretch of lines may have one (an answer pasted from a mail).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.reading.text.lines import Line

_NARROWEST, _WIDEST = 40, 110  # columns at which texts are broken
_USUAL = (72, 76, 78, 74, 75, 70, 80, 66, 68, 65, 64, 79, 73, 71, 77)  # what programs have, commonest first
_LEAST = 2  # lines that stop in mid-sentence which make a column believable

_BOX = re.compile(r"[☐☑☒□■]|[(\[]\s{0,9}[xX✓✔]?\s{0,9}[)\]]")
_ITEM = re.compile(rf"\s*(?:[-–—*•·▪◦●○✓✔✗✘➢➤>+](?:\s|$)|\(?\d{{1,2}}[.)]\s|\(?[a-hA-H]\)\s|#{{1,6}} |{_BOX.pattern})")
_LABEL = re.compile(r"\s*[*_#]*[^\W\d_][^:.;!?]{1,58}:(?!//)")
_QUESTION = re.compile(r"[^:.;!?]{2,80}(?:\([^()]*\)[^:.;!?]{0,40})?(?::\s*(?:\([^()]*\))*[*_]*|\([^()]*\))")
_LONGEST_QUESTION = 300
_COLUMNS = re.compile(r"\S(?: {3}|\t)\s*\S")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_LINK_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a al ante con contra de del desde e el en entre es esta este hacia hasta la las lo los no ni o para "
        "pero por que se según ser si sin sobre su sus tras u un una uno y the of and to in for with an by",
    )
)


@dataclass(frozen=True, slots=True)
class _Habits:
    """What a text does throughout: the column it is broken at, and whether blank lines precede labels."""

    width: int | None
    spaced: bool


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
        if pieces and not (re.search(r"\w-$", pieces[-1][-2:]) and text[:1].islower()):
            pieces.append(" ")
        pieces.append(text)
    return replace(lines[0], text="".join(pieces))


def _continued(texts: list[str], together: list[bool]) -> list[bool]:
    """For each line whether it continues the one above; `together` says which follow one at once."""
    width = _column(texts, together)
    habits = _Habits(width, _labels_are_spaced(texts))
    if width is None:
        return _stretches(texts, together)
    made = [False] * len(texts)
    begun = ""  # the paragraph's earlier lines
    for at in range(1, len(texts)):
        above = texts[at - 1]
        full = together[at] and _full(above, texts[at], width)
        made[at] = full and _may_follow(begun, above, texts[at], habits)
        begun = f"{begun}{above} "[:_LONGEST_QUESTION] if made[at] else ""
    return made


# -- the column -----------------------------------------------------------------------------------


def _column(texts: list[str], together: list[bool]) -> int | None:
    """The column at which the whole text is broken, None where it is not."""
    lengths = [len(text) for text in texts]
    broken = [
        (lengths[at - 1], lengths[at - 1] + 1 + _first_word(texts[at]))
        for at in range(1, len(texts))
        if together[at] and _mid_sentence(texts[at - 1], texts[at])
    ]
    breakable = [len(text) for text in texts if len(text) > _NARROWEST and _breakable(text)]
    best, best_score = 0, 0
    for width in sorted({length for length, _ in broken if _NARROWEST <= length <= _WIDEST}):
        support = sum(length <= width < needed for length, needed in broken)
        against = sum(length > width for length in breakable)
        loose = sum(needed <= width for _, needed in broken if needed > _NARROWEST)
        score = support - against - loose
        if support >= _LEAST and support > 2 * against and score > best_score:
            best, best_score = width, score
    if not best:
        return None
    highest = min(needed for length, needed in broken if length <= best < needed)
    return next((width for width in _USUAL if best <= width < highest), best)


def _full(text: str, following: str, width: int) -> bool:
    if len(text) > width:  # not broken at this column; nothing could be, where it is one long word
        return " " not in text.strip()
    return len(text) + 1 + _first_word(following) > width


def _first_word(text: str) -> int:
    word = text.split(None, 1)[:1]
    return len(word[0]) if word else 0


def _breakable(text: str) -> bool:
    """Running text, that a program would have broken: no drawn or spaced columns, no lone address."""
    return " " in text.strip() and "  " not in text.strip() and "|" not in text and not _ADDRESS.search(text)


def _mid_sentence(text: str, following: str) -> bool:
    """Whether a line stops and the next goes on as only one sentence does."""
    start = following.lstrip()[:1]
    return bool(text) and (text[-1].isalnum() or text[-1] in ",»)-–") and (start.islower() or start.isdigit())


# -- one line after the other ------------------------------------------------------------------------


def _may_follow(begun: str, text: str, following: str, habits: _Habits) -> bool:
    """Whether a line can be the rest of the full line `text` above it.

    `begun` is what stands before `text` in its paragraph.
    """
    if not text or not following:
        return False
    if _COLUMNS.search(text) or _COLUMNS.search(following):
        return _hanging(text, following)
    if habits.width is not None and len(text) * 2 < habits.width and not (begun or _open_ended(text)):
        return False
    if _ITEM.match(following) and not (_BOX.match(following.lstrip()) and _BOX.search(text, 4)):
        return False
    if _ends_label(begun + text) and not following.lstrip()[:1].islower():
        return False
    if _ADDRESS.fullmatch(text.strip()) and _ADDRESS.match(following.lstrip()):
        return False
    return not _begins_label(begun, text, following, habits)


def _open_ended(text: str) -> bool:
    """Whether a line ends in a word after which no sentence ends."""
    return text.endswith(",") or text.split()[-1].lower() in _LINK_WORDS


def _ends_label(text: str) -> bool:
    """Whether a paragraph so far is only a question: ``Origen:``, ``Origen: (quiénes iniciaron)``."""
    return len(text) < _LONGEST_QUESTION and bool(_QUESTION.fullmatch(text.strip()))


def _begins_label(begun: str, text: str, following: str, habits: _Habits) -> bool:
    """Whether a line starts something of its own (``Teléfono: …``) though the line above is full."""
    if not _LABEL.match(following) or following.lstrip()[:1].islower():
        return False
    if text[-1] not in ".;!?»":
        return not _open_ended(text)
    return not (habits.spaced and (begun or not _LABEL.match(text)))


def _labels_are_spaced(texts: list[str]) -> bool:
    """Whether lines that begin like a label mostly follow a blank line."""
    spaced = plain = 0
    for at, text in enumerate(texts):
        if _LABEL.match(text):
            if at == 0 or not texts[at - 1]:
                spaced += 1
            else:
                plain += 1
    return spaced > 2 * plain


def _hanging(text: str, following: str) -> bool:
    """Whether a line is indented to where the second column of the line above begins."""
    found = _COLUMNS.search(text)
    indent = len(following) - len(following.lstrip())
    return found is not None and found.end() - 1 == indent and not _COLUMNS.search(following)


# -- a stretch of lines ------------------------------------------------------------------------------


def _stretches(texts: list[str], together: list[bool]) -> list[bool]:
    """Join runs of lines that are full for a column of their own, in a text that has none."""
    made = [False] * len(texts)
    start = 0
    while start < len(texts) - 1:
        end = _stretch_end(texts, together, start)
        for at in range(start + 1, end):
            made[at] = True
        start = max(end, start + 1)
    return made


def _stretch_end(texts: list[str], together: list[bool], start: int) -> int:
    """The line after the last one of the stretch begun at `start`; `start` where there is none."""
    window = []
    for at in range(start, min(start + 4, len(texts))):
        if (at > start and not together[at]) or not texts[at]:
            break
        window.append(len(texts[at]))
    width = max(window, default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return start
    habits = _Habits(width, spaced=False)
    end, broken, sure, begun = start + 1, 0, False, ""
    while end < len(texts) and together[end] and len(texts[end]) <= width:
        above, text = texts[end - 1], texts[end]
        if not _full(above, text, width) or not _may_follow(begun, above, text, habits):
            break
        if _mid_sentence(above, text):
            broken += 1
            sure = sure or _open_ended(above)
        begun = f"{begun}{above} "[:_LONGEST_QUESTION]
        end += 1
    lines = end - start
    believable = broken >= _LEAST and broken * 2 >= lines - 1
    return end if believable or (lines == 2 and broken and sure) else start


# -- a cell of a drawn table -------------------------------------------------------------------------


def rejoin_cell(texts: Sequence[str], width: int) -> list[str]:
    """The lines of a cell in which a line has room for `width` characters, broken ones joined.

    >>> rejoin_cell(["Trenque", "Lauquen"], 10)
    ['Trenque Lauquen']
    """
    made: list[str] = []
    for at, text in enumerate(texts):
        goes_on = at > 0 and text and texts[at - 1] and not _ITEM.match(text)
        if goes_on and _full(texts[at - 1], text, width):
            made[-1] += " " + text
        else:
            made.append(text)
    return made
