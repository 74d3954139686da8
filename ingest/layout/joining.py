"""What stands between two lines of one paragraph: a blank, nothing, or a hyphen that goes.

A word that was divided at the line's end is put together again; a compound that was broken at its
own hyphen («público-/privado») keeps it. The file does not tell the two apart, so the word's other
appearances in the document decide, then spelling: an accent that could not stand so far from the
word's end, a capital, a number. What is left is taken for a divided word, surely so only in a document
that divides words all along. Addresses that were broken are joined without a blank.
"""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

from ingest.layout.lines import TextLine

_SOFT = "\u00ad‐"
_WORD = re.compile(r"[^\W\d_]+$")
_WORD_START = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.|mailto:)\S+$|\S+@\S*$|\S+\.[a-z]{2,}/\S*$", re.I)
_ADDRESS_PART = re.compile(r"[\w\-./?=&%#~+:@,;]+$")
_TELLING = re.compile(r"[./\-_?=&%#~\d@]")
_NEW_ADDRESS = re.compile(r"https?:|www\.|\S+@\S+\.\S", re.I)
_VOWELS = "aeiouáéíóúüAEIOUÁÉÍÓÚÜ"
_ACCENTED = re.compile("[áéíóúÁÉÍÓÚ]")


class Words(Protocol):
    """A document's words in lower case, and whether it divides words at lines' ends as a habit."""

    def __contains__(self, word: object) -> bool: ...

    @property
    def divided(self) -> bool:
        """Whether many lines end with a hyphen."""
        ...


class Join(NamedTuple):
    """How many characters to take off the end of a line, what to put behind it, and whether that is sure."""

    off: int
    ending: str
    sure: bool = True


_BLANK, _NOTHING, _NO_HYPHEN = Join(0, " "), Join(0, ""), Join(1, "")


def between(before: TextLine, after: TextLine, right: float, words: Words) -> Join:
    """How a line goes on in the next one of its paragraph; `right` is where the column's text may end."""
    last = before.last_word
    if last.isalnum():
        return _BLANK
    first = after.first_word
    if _broken_address(before, last, after, first, right):
        return _NO_HYPHEN if last[-1] in _SOFT else _NOTHING
    if last[-1] in _SOFT:
        return _NO_HYPHEN
    if last[-1] != "-" or len(last) < 2 or not last[-2].isalnum():
        return _BLANK
    return _hyphen(last[:-1], first, words)


def _broken_address(before: TextLine, last: str, after: TextLine, first: str, right: float) -> bool:
    if not _ADDRESS.search(last) or _NEW_ADDRESS.match(first) or not _ADDRESS_PART.match(first.rstrip(".,;)»")):
        return False
    link, other = before.runs[-1].link, after.runs[0].link
    if link is not None and link == other:
        return True
    if last[-1] in ".,;":
        return False
    if last[-1] in "/-?&=_%#~+" + _SOFT:
        return bool(_TELLING.search(first)) or " " not in after.text
    return " " not in before.text and right - before.x1 < 0.7 * before.size


def _hyphen(left: str, right: str, words: Words) -> Join:
    """Whether the hyphen between two parts of a word was put there by the program that set the page."""
    head, tail = _WORD.search(left), _WORD_START.match(right)
    if head is None or tail is None or not tail.group()[0].islower():
        return _NOTHING
    one, other = head.group(), tail.group()
    if f"{one}-{other}".lower() in words:
        return _NOTHING
    if (one + other).lower() in words:
        return _NO_HYPHEN
    return Join(1, "", sure=words.divided) if _could_be_word(one, other) else _NOTHING


def _could_be_word(head: str, tail: str) -> bool:
    """Whether Spanish spelling allows the two parts as one word.

    One accent a word, on one of its last three syllables (four in verbs with pronouns); no division
    leaves a part without a vowel or one that begins with a consonant pair that begins no syllable.

    >>> _could_be_word("comuni", "dad"), _could_be_word("público", "privado")
    (True, False)
    """
    if len(_ACCENTED.findall(head + tail)) > 1:
        return False
    if not any(letter in _VOWELS for letter in head) or not any(letter in _VOWELS for letter in tail):
        return False
    accent = _ACCENTED.search(head)
    return accent is None or _syllables(head[accent.end() :] + tail) <= 2


def _syllables(text: str) -> int:
    """How many syllables follow, about: runs of vowels.

    >>> _syllables("blico"), _syllables("ción")
    (2, 1)
    """
    return len(re.findall(f"[{_VOWELS}]+", text))
