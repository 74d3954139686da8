"""The beginnings of lines: the places of a paragraph where a label could stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ingest.document import Paragraph, Style
from ingest.locating.words import Word, each_word, fold

# Numbering and bullets that people put before a label: «3)», «b.», «•», «**».
_LEAD = re.compile(
    r"[^\w«»“”\"'☐☒☑✓✔✗✘\n]*(?:(?:\d{1,2}\s?[.)°º\-–]+|[a-z][.)]|[ivx]{1,4}[.)])[^\w«»“”\"'☐☒☑✓✔✗✘\n]*)?",
    re.I,
)
_DELIMITER = re.compile(r"[ \t\xa0]*[)\]]?[ \t\xa0]*(?:[?:：;=]+|\.(?=\s|$)|[-–—>]+(?=\s|$)|$)")
_SEGMENT = re.compile(r"(?:\n|\t|[ \xa0]{3,}|\|)")
_GAPS = ("\n", "\t", "|", "   ", "\xa0")  # without one of these a text has no segment: told twenty times as fast
_FIRST_WORD = re.compile(r"[^\w\n]?([^\W_]+)")
_LONGEST_HEAD = 24  # words of a line that can belong to a label


@dataclass(slots=True)
class Head:
    """The beginning of a line: where a label could stand."""

    text: str  # of the whole paragraph
    start: int  # with numbering and bullets
    begin: int  # of the first word
    first: str  # that word, folded
    opens: bool  # its paragraph
    opens_line: bool
    line_end: int
    _words: Sequence[Word] = ()
    _asked: int = 0

    @property
    def words(self) -> Sequence[Word]:
        """The words that can belong to a label."""
        return self.leading(_LONGEST_HEAD)

    def leading(self, count: int) -> Sequence[Word]:
        """So many of them at least, if there are so many: mostly the first few will do."""
        if self._asked < count:
            end = min(self.line_end, self.begin + 240)
            self._words = list(islice(each_word(self.text, self.begin, end), count))
            self._asked = count
        return self._words

    def after(self, word: Word) -> int | None:
        """Where the answer begins if a label ends with this word: behind a colon, dash or bracket's end."""
        delimiter = delimiter_at(self.text, word.end, self.line_end)
        return delimiter.end() if delimiter else None


def delimiter_at(text: str, start: int, end: int | None = None) -> re.Match[str] | None:
    """The colon, dash, bracket's end or line's end that a label ends with, right there; None where there is none."""
    return _DELIMITER.match(text, start, len(text) if end is None else end)


def heads_of(text: str, filled: Sequence[tuple[int, int]] = ()) -> Iterator[Head]:
    """Lines' beginnings, and what stands behind wide gaps and behind `filled` stretches, never within these."""
    starts = {0: True}
    if any(sign in text for sign in _GAPS):
        for gap in _SEGMENT.finditer(text):
            starts.setdefault(gap.end(), gap.group() == "\n")
    for _, end in filled:
        starts.setdefault(end, False)
    begun = -1
    for start in sorted(starts):
        lead = _LEAD.match(text, start)
        begin = lead.end() if lead else start
        if begin == begun:  # the same line, its tabs or blanks read over once already
            continue
        begun = begin
        if any(first <= begin < last for first, last in filled):
            continue
        word = _FIRST_WORD.match(text, begin)
        if word:
            opens = not text[:start].strip()
            line_end = text.find("\n", begin)
            line_end = len(text) if line_end < 0 else line_end
            yield Head(text, start, word.start(1), fold(word.group(1)), opens, starts[start] or opens, line_end)


def filled_stretches(paragraph: Paragraph) -> list[tuple[int, int]]:
    """The stretches of the text that a person typed into a control: never a label."""
    stretches, at = [], 0
    for span in paragraph.spans:
        if span.style & Style.DELETED:
            continue
        if span.style & (Style.FILLED | Style.PROMPT):
            stretches.append((at, at + len(span.text)))
        at += len(span.text)
    return stretches
