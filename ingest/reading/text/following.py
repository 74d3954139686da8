"""Whether a line can be the rest of the line above it, which a mail program broke."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BOX = re.compile(r"[☐☑☒□■]|[(\[]\s{0,9}[xX✓✔]?\s{0,9}[)\]]")
ITEM = re.compile(rf"\s*(?:[-–—*•·▪◦●○✓✔✗✘➢➤>+](?:\s|$)|\(?\d{{1,2}}[.)]\s|\(?[a-hA-H]\)\s|#{{1,6}} |{_BOX.pattern})")
_LABEL = re.compile(r"\s*[*_#]*[^\W\d_][^:.;!?]{1,58}:(?!//)")
_QUESTION = re.compile(r"[^:.;!?]{2,80}(?:\([^()]*\)[^:.;!?]{0,40})?(?::\s*(?:\([^()]*\))*[*_]*|\([^()]*\))")
_QUESTION_ENDS = tuple(":)*_")
LONGEST_QUESTION = 300
_COLUMNS = re.compile(r"\S(?: {3}|\t)\s*\S")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_ADDRESS_START = re.compile(r"(?:https?://|www\.)\S")
_LINK_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a al ante con contra de del desde e el en entre es esta este hacia hasta la las lo los no ni o para "
        "pero por que se según ser si sin sobre su sus tras u un una uno y the of and to in for with an by",
    )
)


@dataclass(frozen=True, slots=True)
class Habits:
    """What lines do throughout: the column they are broken at, and whether blank lines precede labels."""

    width: int
    spaced: bool


def full(text: str, following: str, width: int) -> bool:
    """Whether the first word of the next line would not have fit on a line broken at that column."""
    if len(text) > width:  # not broken at this column; nothing could be, where it is one long word
        return " " not in text.strip()
    return len(text) + 1 + first_word(following) > width


def first_word(text: str) -> int:
    """The length of a line's first word."""
    word = text.split(None, 1)[:1]
    return len(word[0]) if word else 0


def ends_in_address(text: str) -> bool:
    """Whether a line's last word holds an address."""
    return _ADDRESS_START.search(text.rsplit(None, 1)[-1]) is not None


def mid_sentence(text: str, following: str) -> bool:
    """Whether a line stops and the next goes on as only one sentence does."""
    start = following.lstrip()[:1]
    return bool(text) and (text[-1].isalnum() or text[-1] in ",»)-–") and (start.islower() or start.isdigit())


def may_follow(begun: str, text: str, following: str, habits: Habits) -> bool:
    """Whether a line can be the rest of the full line `text` above it.

    `begun` is what stands before `text` in its paragraph.
    """
    if not text or not following:
        return False
    if _COLUMNS.search(text) or _COLUMNS.search(following):
        return _hanging(text, following)
    if len(text) * 2 < habits.width and not (begun or open_ended(text)):
        return False
    if ITEM.match(following) and not (_BOX.match(following.lstrip()) and _BOX.search(text, 4)):
        return False
    if _ends_label(begun + text) and not following.lstrip()[:1].islower():
        return False
    if _ADDRESS.fullmatch(text.strip()) and _ADDRESS.match(following.lstrip()):
        return False
    return not _begins_label(begun, text, following, habits)


def open_ended(text: str) -> bool:
    """Whether a line ends in a word after which no sentence ends."""
    return text.endswith(",") or text.split()[-1].lower() in _LINK_WORDS


def _ends_label(text: str) -> bool:
    """Whether a paragraph so far is only a question: ``Origen:``, ``Origen: (quiénes iniciaron)``."""
    if len(text) >= LONGEST_QUESTION:
        return False
    text = text.strip()
    return text[-1:] in _QUESTION_ENDS and bool(_QUESTION.fullmatch(text))


def _begins_label(begun: str, text: str, following: str, habits: Habits) -> bool:
    """Whether a line starts something of its own (``Teléfono: …``) though the line above is full."""
    if not _LABEL.match(following) or following.lstrip()[:1].islower():
        return False
    if text[-1] not in ".;!?»":
        return not open_ended(text)
    return not (habits.spaced and (begun or not _LABEL.match(text)))


def labels_are_spaced(texts: list[str]) -> bool:
    """Whether lines that begin like a label mostly follow a blank line."""
    spaced = plain = 0
    for at, text in enumerate(texts):
        if ":" in text and _LABEL.match(text):
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
