"""Lines to paragraphs: whether a line end is the page's wrap or the writer's.

A line goes on in the next where it is full: the next line's first word would not have fitted any
more. What the eye adds to that is here too: a wider gap, an indent, another size, a bold label.
Two words may hang together by a blank that does not break (which the file shows as any other);
where the sentence runs on, the two are tried together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from ingest.document import Style
from ingest.layout.lines import TextLine, size_of

_BLANK = 0.25  # ems: the width of a blank
_DOUBT = 0.5  # ems: so close to full that the text decides
_WIDER = 1.22  # a gap this much wider than between the lines of a paragraph ends it
_LOOSE = 1.95  # ems from line to line, where the document does not show how far its lines stand apart
_INDENT = 0.9  # ems
_STOP = tuple(".:;!?")
_HYPHENS = ("-", "\u00ad", "‐")
_OPENING = "«“\"'(¿¡["
_MARKER = re.compile(r"(?:[-–—*•·▪◦●○■□➢✓✔]|\d{1,2}[.)º°]|[a-zA-Z][.)])$")
_BULLET = re.compile(r"[•◦▪●■➢❖∙‣⁃·]$")
_AUTOMATIC = re.compile(r"(?:[•◦▪●○■□➢❖∙‣⁃·–—-]|o|\d{1,2}[.)]|[a-zA-Z][.)]|[ivx]{1,4}[.)])$")
_LONGEST = 6  # characters: no marker or automatic label is longer
_LABEL = re.compile(r":(?:\s*\([^)]*\))?$")  # one that is complete, its hint too
_TAB = 0.62  # ems: a gap wider than a typed blank, made by a tab or an indent


class Setting(NamedTuple):
    """How a column is set: from where to where its text runs, how far its lines stand apart.

    `pitch` maps a size (rounded to half points) to the usual distance from foot to foot.
    """

    left: float
    right: float
    pitch: dict[float, float]


def goes_on(before: TextLine, after: TextLine, setting: Setting) -> bool:
    """Whether `after` is the same paragraph as the line `before` it."""
    if after.after_rule or before.filled or after.filled:
        return False
    end = _end_with_more(before, after, setting)
    if end + (after.x1 - after.x0) + _DOUBT * before.size <= setting.right:
        return False  # all of it would have fitted
    width = after.first_width
    if end + width <= setting.right:
        if not runs_on(before, after):
            return False
        if end + max(width + _DOUBT * before.size, after.width_of_two) <= setting.right:
            return False
    if _starts_anew(before, after):
        return False
    return before.page != after.page or (_close(before, after, setting) and not _indented(before, after))


def _starts_anew(before: TextLine, after: TextLine) -> bool:
    """Whether the look of the first word says that a paragraph begins."""
    last, first = before.runs[-1], after.runs[0]
    if last.size != first.size or not first.size:
        one, other = size_of(last), size_of(first)
        if abs(one - other) > 0.15 * max(one, other):
            return not (last.style | first.style) & Style.SUPERSCRIPT
    if first.style & Style.BOLD:
        if not last.style & Style.BOLD:
            if not first.text[:1].islower():
                return True
        elif after.text.endswith(":") and _LABEL.search(before.text):
            return True
    if after.text.find(" ", 0, _LONGEST) < 0:
        return False
    word = after.first_word
    if _BULLET.match(word):
        return True
    return _MARKER.match(word) is not None and _MARKER.match(before.first_word) is not None


def is_bullet(line: TextLine) -> bool:
    """Whether its first word is the label of an automatic list, set off by more than a typed blank."""
    if line.text.find(" ", 0, _LONGEST) < 0 or line.filled or not _AUTOMATIC.match(line.first_word):
        return False
    first = line.runs[0]
    if first.cuts:
        return first.cuts[2] - first.cuts[1] > _TAB * line.size
    return line.runs[1].box.x0 - first.box.x1 > _TAB * line.size


def _close(before: TextLine, after: TextLine, setting: Setting) -> bool:
    """Whether the lines stand as close to each other as those of one paragraph."""
    pitch = after.y1 - before.y1
    usual = setting.pitch.get(_half(before.size))
    if usual is None and after.size != before.size:
        usual = setting.pitch.get(_half(after.size))
    if usual is not None:
        return pitch <= max(_WIDER * usual, usual + 1.5)
    return pitch <= _LOOSE * max(before.size, after.size)


def _half(size: float) -> float:
    return round(2 * size) / 2


def _indented(before: TextLine, after: TextLine) -> bool:
    """Whether `after` begins further in than `before`, and `before` is not the item of a hanging indent."""
    if after.x0 - before.x0 < _INDENT * after.size or _centred(before, after):
        return False
    if _MARKER.match(before.first_word):
        return False
    return not any(abs(start - after.x0) < 1.5 for start in before.starts(4)[1:])


def _centred(before: TextLine, after: TextLine) -> bool:
    return abs(before.x0 - after.x0) > 2.0 and abs((before.x0 + before.x1) - (after.x0 + after.x1)) < 4.0


def _end_with_more(before: TextLine, after: TextLine, setting: Setting) -> float:
    """Where one more word would have begun on the line."""
    blank = -0.33 if before.text[-1:] in _HYPHENS else _BLANK
    end = before.x1 + blank * before.size
    return setting.left + (end - before.x0) if _centred(before, after) else end


def runs_on(before: TextLine, after: TextLine) -> bool:
    """Whether the words read on: no stop before, a small letter or a number after."""
    first = after.text[0]
    if first in _OPENING:
        first = after.text.lstrip(_OPENING)[:1]
    return (first.islower() or first.isdigit()) and before.text[-1:] not in _STOP


def usual_pitches(columns: Iterable[tuple[Sequence[TextLine], float]]) -> dict[float, float]:
    """How far apart the lines of a paragraph stand, by size, where lines surely go on.

    `columns` are a column's lines and its right edge.
    """
    found: dict[float, list[float]] = {}
    for lines, right in columns:
        for before, after in zip(lines, lines[1:], strict=False):
            size, pitch = before.size, after.y1 - before.y1
            room = right - before.x1 - _BLANK * size
            if after.x1 - after.x0 <= room:
                continue
            if before.page != after.page or not 0.7 * size < pitch < 2.6 * size:
                continue
            if abs(size - after.size) > 0.3 or after.after_rule or not runs_on(before, after):
                continue
            if after.first_width > room:
                found.setdefault(_half(size), []).append(pitch)
    return {size: median(pitches) for size, pitches in found.items()}
