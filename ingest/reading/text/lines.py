"""The lines of a plain text: where they end, how deep they are quoted, who sent them in a chat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_LINE_END = re.compile("\r*\n|\r|[\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile("[\0-\x08\x0e-\x1b\x1f\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Controls, soft hyphens, zero-width blanks and direction marks, which chat programs put round numbers."""

_ANGLES = re.compile(r"(?:[ \t]{0,2}>)+ ?")
_BAR = re.compile(r"(?:[ \t]?\|)+ ?")
_STAMP = re.compile(
    r"""
    (?: \[\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},?\ \d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\.?)?\]\ [^:\n]{1,60}:
      | \d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},?\ \d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\.?)?\ -\ [^:\n]{1,60}:
      | [^:\n\[]{1,60},\ \[\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\ \d{1,2}:\d{2}(?::\d{2})?\]:?$
    )\s?""",
    re.VERBOSE | re.IGNORECASE,
)
"""What chat programs put before a message: ``[24/4/20 10:18:32] Ana: ``, ``24/4/20, 10:18 - Ana: ``."""

_LONG = 60  # characters from which on a mail program may have broken a quoted line


class Line(NamedTuple):
    """A line without its quotation marks: `depth` is their number, `stamp` a chat's date and sender."""

    text: str
    depth: int = 0
    stamp: str = ""

    @property
    def blank(self) -> bool:
        """Nothing to see on it."""
        return not self.text.strip() and not self.stamp


def split_lines(text: str) -> list[str]:
    r"""The lines, whatever ends them; characters that nobody sees are gone.

    >>> split_lines("uno\r\ndos\rtres\u2028cuatro\n")
    ['uno', 'dos', 'tres', 'cuatro']
    """
    text = _UNSEEN.sub("", text)
    if "\v" not in text and "\r\r" not in text:  # all that the standard library's own way takes for other ends
        return text.splitlines()
    lines = _LINE_END.split(text)
    if lines and not lines[-1]:
        lines.pop()
    return lines


def read_lines(text: str) -> list[Line]:
    r"""The lines of a text with quotation marks and chat stamps taken off.

    >>> read_lines("> > Hola\n> > Chau")
    [Line(text='Hola', depth=2, stamp=''), Line(text='Chau', depth=2, stamp='')]
    """
    raw = split_lines(text)
    if ">" not in text and "|" not in text:
        return [_unstamped(Line(line)) for line in raw]
    depths = [_depth(line) for line in raw]
    barred = _barred(raw)
    lines = []
    for number, line in enumerate(raw):
        depth, prefix = depths[number]
        if depth and not _in_quotation(number, depths, raw):
            depth, prefix = 0, ""
        elif not depth and barred[number]:
            prefix = barred[number]
            depth = prefix.count("|")
        elif not depth and _broken_off(number, depths, raw):
            depth = depths[number - 1][0]
        lines.append(_unstamped(Line(line[len(prefix) :], depth)))
    return lines


def _depth(line: str) -> tuple[int, str]:
    if ">" not in line[:4]:
        return 0, ""
    found = _ANGLES.match(line)
    return (found[0].count(">"), found[0]) if found else (0, "")


def _in_quotation(number: int, depths: Sequence[tuple[int, str]], raw: Sequence[str]) -> bool:
    """Whether the angle of a line is a quotation's: one line alone may be an arrow (``> Mixta``)."""
    for step in (-1, 1):
        other = number + step
        while 0 <= other < len(raw) and abs(other - number) < 4 and not raw[other].strip():
            other += step
        beyond = other + step  # the line between may be a piece that fell off
        for near in (other, beyond):
            if 0 <= near < len(raw) and depths[near][0] and (near == other or _long_enough(raw, number, near)):
                return True
    return False


def _long_enough(raw: Sequence[str], number: int, near: int) -> bool:
    return len(raw[min(number, near)]) >= _LONG


def _barred(raw: Sequence[str]) -> list[str]:
    """For each line the prefix of bars that quotes it: ``| text`` on three lines and more."""
    prefixes = []
    for line in raw:
        found = _BAR.match(line)
        quoted = found is not None and "|" not in line[found.end() :] and not set(line) <= set("|+-=: ")
        prefixes.append(found[0] if quoted and found else "|" if line.strip() == "|" else "")
    start = 0
    while start < len(prefixes):
        end = start
        while end < len(prefixes) and prefixes[end]:
            end += 1
        if 0 < end - start < 3:
            prefixes[start:end] = [""] * (end - start)
        start = end + 1
    return prefixes


def _broken_off(number: int, depths: Sequence[tuple[int, str]], raw: Sequence[str]) -> bool:
    """Whether a line without mark is the end of the quoted line above, which a mail program broke.

    ::

        > Fecha de relevamiento de la iniciativa: entre el lunes 1 de diciembre de
        2020 y el martes
        > Localización: Formosa
    """
    if not 0 < number < len(raw) - 1 or not raw[number].strip():
        return False
    quoted = 0 < depths[number - 1][0] == depths[number + 1][0]
    return quoted and _long_enough(raw, number - 1, number) and not raw[number - 1].endswith(":")


def _unstamped(line: Line) -> Line:
    text = line.text
    if not (text[:1] == "[" or text[:1].isdecimal() or ", [" in text):
        return line
    found = _STAMP.match(text)
    return Line(text[found.end() :], line.depth, found[0].strip()) if found else line


def unflowed(lines: Sequence[Line], without_blank: bool = False) -> list[Line]:
    """Join what ``format=flowed`` broke: a line that ends in a blank goes on in the next (RFC 3676, 4.2).

    `without_blank` is ``DelSp=yes``: the blank was added by the mail program.
    """
    made: list[Line] = []
    pieces: list[str] = []  # of the line under way, which goes on while `open_line`
    open_line = False
    for line in lines:
        text = line.text[1:] if line.text.startswith(" ") else line.text
        if not (pieces and open_line and made[-1].depth == line.depth and text != "-- "):
            _close(made, pieces)
            made.append(line)
        open_line = text.endswith(" ") and text != "-- "
        pieces.append(text[:-1] if open_line and without_blank else text)
    _close(made, pieces)
    return made


def _close(made: list[Line], pieces: list[str]) -> None:
    """Give the last line its whole text."""
    if pieces:
        made[-1] = made[-1]._replace(text="".join(pieces))
        pieces.clear()
