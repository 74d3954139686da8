"""The hint in brackets after a label, which is printed too: found whole, cut short, or written round an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from ingest.locating.words import Word, each_word, folded_words, words_of

_COLON = re.compile(r"[ \t\xa0]*[:：]")
_OPEN = re.compile(r"[(\[]")
_REACH = 600  # characters of an answer that can be a hint
_PRINTED = 240  # characters of a line that may be the hint's alone
_CLOSES = {"(": ")", "[": "]"}


class Cut(NamedTuple):
    """``text[start:end]`` is printed, not answered."""

    start: int
    end: int


def find_hint(text: str, hint: str) -> list[Cut]:
    """The stretches of an answer's text that are its label's hint.

    A bracket that holds nothing but words of the hint goes as a whole; where an answer was typed inside
    the hint's brackets, only the hint's words and the brackets go.

    >>> [text[cut.start:cut.end] for text in ["(denominación) Clínica"] for cut in find_hint(text, "(denominación)")]
    ['(denominación)']
    >>> text = "(denominación: Clínica virtual)"
    >>> [text[cut.start:cut.end] for cut in find_hint(text, "(denominación)")]
    ['(denominación: ', ')']
    """
    wanted = folded_words(hint)
    if not wanted:
        return []
    line, end, _ = text.partition("\n")
    if len(line) <= _PRINTED:
        cuts = _in_line(line, hint)
        if not end or (cuts and _stands_alone(line, cuts)):
            return list(cuts)
    return _search(text, wanted)


@lru_cache(maxsize=512)
def _in_line(line: str, hint: str) -> tuple[Cut, ...]:
    """The hint in one line, remembered: what is printed on a sheet is printed on the next."""
    return tuple(_search(line, folded_words(hint)))


def _stands_alone(line: str, cuts: Sequence[Cut]) -> bool:
    """Whether what is found in a line is one bracket, its first, that closes there: more lines wouldn't change that."""
    [first, *others] = cuts
    cut = line[first.start : first.end]
    if others or not _OPEN.match(cut) or _OPEN.search(line, 0, first.start):
        return False
    return cut.count("(") == cut.count(")") and cut.count("[") == cut.count("]")


def _search(text: str, wanted: Sequence[str]) -> list[Cut]:
    known = set(wanted)
    for bracket in _OPEN.finditer(text):
        end = _closing(text, bracket.start())
        words = words_of(text, bracket.end(), min(end, bracket.end() + _REACH))
        if words:
            cuts = _in_bracket(text, bracket.start(), end, words, wanted, known)
            if cuts:
                return cuts
    return _bare(text, wanted)


def _closing(text: str, start: int) -> int:
    """Where the bracket closes; the end of the text where it never does."""
    opening, closing, depth, at = text[start], _CLOSES[text[start]], 1, start
    while (close := text.find(closing, at + 1)) >= 0:
        depth += text.count(opening, at + 1, close) - 1
        if not depth:
            return close
        at = close
    line = text.find("\n", start)
    return line if line >= 0 else len(text)


def _in_bracket(
    text: str, start: int, end: int, words: Sequence[Word], wanted: Sequence[str], known: set[str]
) -> list[Cut]:
    if words[0].text not in known and words[-1].text not in known and not _close(words[0].text, wanted[0]):
        return []
    leading = _matching(words, wanted)
    if fuzz.ratio("".join([word.text for word in words]), "".join(wanted)) >= 85:
        leading = len(words)  # misread here and there
    past = end + 1 if end < len(text) and text[end] in ")]" else end
    colon = _COLON.match(text, past)
    past = colon.end() if colon else past
    if leading == len(words):
        # «(X)» is a mark, be there an X in the hint or not
        return [Cut(start, past)] if any(len(word.text) > 2 for word in words) else []
    size = sum(map(len, wanted))
    if sum(len(word.text) for word in words[:leading]) >= 0.6 * size:
        until = words[leading - 1].end
        while until < end and text[until] in " :,;.–-/\t\n\xa0":
            until += 1
        return [Cut(start, until), Cut(end, past)]
    trailing = _matching(words[::-1], wanted[::-1])
    if sum(len(word.text) for word in words[len(words) - trailing :]) >= 0.6 * size:
        return [Cut(start, start + 1), Cut(words[-trailing].start, past)]
    return []


def _matching(words: Sequence[Word], wanted: Sequence[str]) -> int:
    """How many of the first words are the hint's, in its order, some of it left out."""
    at = 0
    for count, word in enumerate(words):
        while at < len(wanted) and not _close(word.text, wanted[at]):
            at += 1
        if at == len(wanted):
            return count
        at += 1
    return len(words)


def _close(word: str, wanted: str) -> bool:
    return word == wanted or (len(wanted) > 3 and fuzz.ratio(word, wanted) >= 80)


def _bare(text: str, wanted: Sequence[str]) -> list[Cut]:
    """The hint without its brackets, at the very beginning and written out in full."""
    words = each_word(text, 0, _REACH)
    until = 0
    for expected in wanted:
        word = next(words, None)
        if word is None or not _close(word.text, expected):
            return []
        until = word.end
    if len(wanted) < 3 and text[until : until + 1] not in (":", ")"):
        return []
    while until < len(text) and text[until] in " :)]\t\xa0":
        until += 1
    return [Cut(0, until)]
