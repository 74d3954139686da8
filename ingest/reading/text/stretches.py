"""Broken lines in a text that is broken at no column throughout: an answer pasted from a mail."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from ingest.reading.text.following import LONGEST_QUESTION, Habits, full, may_follow, open_ended

NARROWEST, WIDEST = 40, 110  # columns at which texts are broken
LEAST = 2  # lines that stop in mid-sentence which make a column believable
_WINDOW = 4  # lines that tell a stretch's column


def join_stretches(texts: Sequence[str], together: Sequence[bool], broken: Sequence[bool]) -> list[bool]:
    """For each line whether it continues the one above, in runs of lines that are full for a column of their own.

    `together` says which lines follow one at once, `broken` which go on in the middle of its sentence.
    """
    made = [False] * len(texts)
    finder = _Stretches(texts, together, broken)
    start = 0
    while start < len(texts) - 1:
        end = finder.end(start)
        made[start + 1 : end] = [True] * (end - start - 1)
        start = max(end, start + 1)
    return made


class _Stretches:
    """Finds the stretch that begins at a line; lines are asked for from the first on."""

    def __init__(self, texts: Sequence[str], together: Sequence[bool], broken: Sequence[bool]) -> None:
        self._texts = texts
        self._together = together
        self._lengths = [len(text) for text in texts]
        self._broken = list(accumulate(broken))  # how many up to a line
        self._reached: dict[int, int] = {}  # column -> the line that the last stretch tried for it came to

    def end(self, start: int) -> int:
        """The line after the stretch's last one; `start` where none begins there."""
        width = self._column(start)
        if not NARROWEST <= width <= WIDEST:
            return start
        end = self._reach(start, width)
        lines = end - start
        broken = self._broken[end - 1] - self._broken[start]
        if broken >= LEAST and broken * 2 >= lines - 1:
            return end
        return end if lines == 2 and broken and open_ended(self._texts[start]) else start

    def _column(self, start: int) -> int:
        """The length of the longest of the first few lines."""
        longest = 0
        for at in range(start, min(start + _WINDOW, len(self._lengths))):
            if not self._lengths[at] or (at > start and not self._together[at]):
                break
            longest = max(longest, self._lengths[at])
        return longest

    def _reach(self, start: int, width: int) -> int:
        """The line after the last one up to which every line can continue the one above.

        Whether it can depends on the paragraph's beginning only while that may be a question. Beyond,
        what an earlier try for the same column came to holds, and is not looked at again.
        """
        texts = self._texts
        habits = Habits(width, spaced=False)
        end, begun = start + 1, ""
        while end < len(texts) and self._together[end] and self._lengths[end] <= width:
            if len(begun) == LONGEST_QUESTION and end < self._reached.get(width, 0):
                end = self._reached[width]
                continue
            above, text = texts[end - 1], texts[end]
            if not full(above, text, width) or not may_follow(begun, above, text, habits):
                break
            begun = f"{begun}{above} "[:LONGEST_QUESTION]
            end += 1
        self._reached[width] = max(end, self._reached.get(width, 0))
        return end
