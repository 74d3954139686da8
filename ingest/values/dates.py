"""Dates as ISO 8601, with no more precision than the answer has: ``2020-04-24``, ``2020-04``, ``2020``."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.values.date_words import Canonical, canonical
from ingest.values.value import Doubt, Value, unsure
from schema.result import IssueCode

FIRST_YEAR, LAST_YEAR = 1800, 2199

_D, _M, _Y = r"(?P<d>\d{1,2})(?!\d)", r"M(?P<m>\d\d)", r"(?P<y>\d{4}|\d{2})(?![\d])"
_Y4 = r"(?P<y>\d{4})(?!\d)"
_LINK = r"(?:\s*[-–—/.,|\\]\s*|\s+)"
_OF = rf"(?:{_LINK}?(?:\b(?:de|del|d|of|the|el|do)\b\.?\s*)*{_LINK}?)"
_AND = r"\s*(?:,|&|\+|\b(?:y|e|o|u|a|al|hasta|and|to|or)\b(?:\s+(?:el|al|the)\b)?)\s*"
# The «9, 10 y» of «9, 10 y 11 de abril», the «9-» of «9-16/04/2020».
_FIRST = rf"(?P<first>\d{{1,2}})(?!\d)(?:(?:{_AND}\d{{1,2}}(?!\d))*?{_AND}|\s*[-–—]\s*)"
_DAYS = rf"(?:{_FIRST})?"
_PAIR = r"(?:(?P<pair>\d{1,2})/(?=\d{1,2}(?!\d)\s*(?:de\b|M)))?"  # 9/ of «9/10 de abril»
_NUMBERS = rf"(?P<a>\d{{1,2}})\s*[-–/.,|\\]\s*(?P<b>\d{{1,2}})\s*[-–/.,|\\]\s*{_Y}(?!\s*[-/.]\d)"
_ALONE = r"(?<![\d])"

# Each alternative is one way to write one date; the first that fits at a place counts.
_WAYS = (
    rf"{_Y4}{_LINK}M(?P<m>\d\d){_LINK}{_D}",  # 2020-abr-24
    rf"{_Y4}{_LINK}M(?P<m>\d\d)(?!\d)(?!{_OF}\d)",  # 2020, abril
    rf"{_PAIR}{_DAYS}{_D}{_OF}{_M}{_OF}{_Y}",  # 24 de abril de 2020, 9 al 16 de junio de 2020
    rf"{_M}{_LINK}{_D}{_OF}{_Y4}",  # abril 24, 2020
    rf"{_PAIR}{_DAYS}{_D}{_OF}{_M}(?!\d)",  # 24 de abril
    rf"{_M}{_OF}{_Y4}",  # abril de 2020
    rf"{_M}(?:\s*[-/.]\s*|\s+del?\s+)(?P<y>\d\d)(?!\d)",  # abr-20
    rf"{_M}",
    r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)",  # 2020-04-24
    r"(?P<y>\d{4}) (?P<m>\d\d) (?P<d>\d\d)(?!\d)",
    _NUMBERS,  # 24/04/2020
    rf"(?P<a>\d{{1,2}})\s+del?\s+(?P<b>\d{{1,2}})\s+del?\s+{_Y4}",  # 24 del 4 de 2020
    _FIRST + _NUMBERS,  # 9 al 16/06/2020
    rf"(?P<a>\d{{1,2}}) (?P<b>\d{{1,2}}) {_Y4}",  # 24 04 2020
    r"(?P<m>\d{1,2})\s?[-/.]\s?(?P<y>\d{4})(?!\d)(?![-/.]\d)",  # 04/2020
    r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>0[1-9]|1[0-2])(?!\d)(?![-/.]\d)",  # 2020-04
    r"(?P<a>\d{1,2})\s?[/.-]\s?(?P<b>\d{1,2})(?![\d])",  # 24/4
    r"(?P<run>\d{8})(?!\d)",  # 20200424, 24042020
    rf"{_Y4}(?:\s?[-/]\s?(?P<to>\d\d)(?!\d))?",  # 2020, 2020/21
)
_START = re.compile(r"(?<!\d)(?<!\d[.,])\d|M\d\d")
_DIGITS = re.compile(r"\d*")
_OPEN = re.compile(
    r"\b(?:desde|a partir|hasta|en adelante|a la fecha|actual(?:idad|mente)?|presente|en curso|hoy|continua|sigue"
    r"|since|from|onwards?|until|till|to date|ongoing|present)\b"
)
_ABOUT = re.compile(r"\b(?:aprox\w*|circa|alrededor|about|approx\w*|estimad[oa]|probable\w*|quizas?|tal vez)\b|\?")
# What may stand beside a month or a year and changes nothing.
_HARMLESS = re.compile(
    r"\b(?:principios?|comienzos?|inicios?|mediados|mitad|fines?|finales|fin|primera?|segunda|ultima|quincena|semana|de|del"
    r"|en|el|la|a|al|los|durante|entre|publicacion|publicad[oa]|relevamiento|relevad[oa]|fecha|y|of|in|the|early|late|mid"
    r"|end|beginning|date|year)\b|[\W_]"
)


class Mention(NamedTuple):
    """One date as written: what is not said is None. `several` says that it names more than one day or year."""

    year: int | None
    month: int | None
    day: int | None
    several: bool = False

    @property
    def exists(self) -> bool:
        """Whether there is such a date (a leap year where none is given)."""
        if self.year is not None and not FIRST_YEAR <= self.year <= LAST_YEAR:
            return False
        try:
            date(*(1 if part is None else part for part in (self.year or 2000, self.month, self.day)))
        except ValueError:
            return False
        return True

    @property
    def iso(self) -> str:
        """The date in ISO 8601, as precise as it is."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@lru_cache(maxsize=2048)
def read_date(text: str, day_first: bool = True) -> Value[str | None]:
    """The date of an answer, as precise as it is written; the first where there are several.

    >>> read_date("24 de abril de 2020").value, read_date("mayo/2020").value, read_date("2020").value
    ('2020-04-24', '2020-05', '2020')
    >>> value = read_date("del 9 al 16 de junio de 2020")
    >>> value.value, value.doubts[0].code.value
    ('2020-06-09', 'ambiguous_date')
    >>> read_date("31/02/2020").doubts[0].code.value
    'invalid_date'
    """
    spelt = canonical(text)
    mentions, rest = _mentions(spelt.text, day_first)
    invalid: Value[str | None] = Value(None, (Doubt(IssueCode.INVALID_DATE, {"text": " ".join(text.split())}),))
    if not mentions:
        return invalid
    first = _completed(mentions)
    if first.year is None or not first.exists:
        return invalid
    ambiguous = any(mention.several for mention in mentions) or _differ(mentions) or bool(_OPEN.search(spelt.text))
    doubts = []
    if ambiguous:
        doubts.append(Doubt(IssueCode.AMBIGUOUS_DATE, {"text": " ".join(text.split())}))
    reason = _reason(spelt, first, rest)
    if reason:
        doubts.append(unsure(reason, text=" ".join(text.split()), value=first.iso))
    return Value(first.iso, tuple(doubts))


def _mentions(text: str, day_first: bool) -> tuple[list[Mention], str]:
    """The dates of a canonical text, in order, and what is left of it without them."""
    found: list[Mention] = []
    rest, position = [], 0
    while start := _START.search(text, position):
        rest.append(text[position : start.start()])
        ways = range(len(_WAYS))
        match = next((match for number in ways if (match := _way(number).match(text, start.start()))), None)
        mention = _mention(match, day_first) if match else None
        if mention is not None:
            found.append(mention)
        else:
            rest.append(start[0])
        position = match.end() if match else _DIGITS.match(text, start.end()).end()  # type: ignore[union-attr]
    return found, "".join([*rest, text[position:]])


@cache
def _way(number: int) -> re.Pattern[str]:
    """One of the ways, compiled when the ones before it did not fit: most dates are written in the first few."""
    return re.compile(_ALONE + _WAYS[number])


def _mention(match: re.Match[str], day_first: bool) -> Mention | None:
    """What one way of writing says."""
    said = match.groupdict()
    if said.get("run"):
        return _run(said["run"])
    if said.get("a"):
        day, month = (said["a"], said["b"]) if day_first else (said["b"], said["a"])
    else:
        day, month = said.get("d"), said.get("m")
    first, year = said.get("pair") or said.get("first"), said.get("y")
    if first:
        day = first
    return Mention(_year(year), _int(month), _int(day), bool(first) or bool(said.get("to")))


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return 2000 + int(digits) if len(digits) == 2 else int(digits)


def _run(digits: str) -> Mention | None:
    """Eight digits without separators: year first where that exists, else day first."""
    for year, month, day in ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2])):
        mention = Mention(int(year), int(month), int(day))
        if 1900 <= int(year) < 2100 and mention.exists:
            return mention
    return None


def _completed(mentions: list[Mention]) -> Mention:
    """The first date, with what it lacks taken from the next one that has it."""
    first = mentions[0]
    if first.year is not None:
        return first
    dated = next((mention for mention in mentions[1:] if mention.year is not None), None)
    if dated is None:
        return first
    year, month = dated.year, first.month or dated.month
    if year is not None and first.month and dated.month and first.month > dated.month:
        year -= 1  # «del 20 de diciembre al 10 de enero de 2021»
    return Mention(year, month, first.day, first.several)


def _differ(mentions: list[Mention]) -> bool:
    """Whether the dates are more than one date said twice."""
    first = mentions[0]
    for other in mentions[1:]:
        pairs = ((first.year, other.year), (first.month, other.month), (first.day, other.day))
        if any(one != two for one, two in pairs if two is not None):
            return True
    return False


def _reason(spelt: Canonical, first: Mention, rest: str) -> str | None:
    """Why the date may be wrong: a month mended, another weekday, words beside a date without a day."""
    if spelt.mended:
        return "typo"
    if _ABOUT.search(spelt.text):
        return "about"
    if first.day is None:
        return "words" if _HARMLESS.sub("", _OPEN.sub("", rest)) else None
    if spelt.weekday is not None and first.year and first.month:
        return None if date(first.year, first.month, first.day).weekday() == spelt.weekday else "weekday"
    return None
