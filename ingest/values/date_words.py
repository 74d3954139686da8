"""Dates in one spelling: months, weekdays, numbers and times as people write them, made canonical.

``canonical("Viernes, 1ro. de setiembre de dos mil veinte, 18:30 hs")`` is ``"1 de M09 de 2020,"``:
months are ``M01`` to ``M12``, numbers are digits, times and weekdays are gone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz.distance import OSA

from ingest.values.folding import fold

_MONTHS = {
    1: "enero january janeiro ene jan",
    2: "febrero february fevereiro feb febr fev",
    3: "marzo march marco mar mzo marz",
    4: "abril april abr apr",
    5: "mayo may maio",
    6: "junio june junho jun",
    7: "julio july julho jul",
    8: "agosto august ago aug agto agos",
    9: "septiembre setiembre september setembro sep set sept septe setbre sepbre septbre 7bre",
    10: "octubre october outubro oct octbre out 8bre",
    11: "noviembre november novembro nov novbre 9bre",
    12: "diciembre december dezembro dic dec dez dicbre xbre",
}
MONTHS = {name: number for number, names in _MONTHS.items() for name in names.split()}
_FULL = [name for name in MONTHS if len(name) > 3 and name not in {"febr", "marz", "agto", "agos", "sept", "8bre"}]
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMANS = {name: number for number, name in enumerate(_ROMAN, 1)}
_ROMAN_SET = "|".join(sorted(_ROMAN, key=len, reverse=True))
_WEEKDAYS = (
    "lunes monday lun mon",
    "martes tuesday mar tue tues",
    "miercoles wednesday mie mier mierc wed",
    "jueves thursday jue juev thu thur thurs",
    "viernes friday vie vier fri",
    "sabado saturday sab sat",
    "domingo sunday dom sun",
)
_WEEKDAY = {name: day for day, names in enumerate(_WEEKDAYS) for name in names.split()}
_UNITS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
    "diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco "
    "veintiseis veintisiete veintiocho veintinueve"
)
_NUMBERS = {word: number for number, word in enumerate(_UNITS.split())}
_NUMBERS |= {"un": 1, "primero": 1, "primer": 1, "treinta": 30, "cuarenta": 40, "cincuenta": 50}
_NUMBERS |= {"sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "novecientos": 900, "mil": 1000}
_NUMBER_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_NUMBER_RUN = re.compile(rf"\b(?:{_NUMBER_WORD})(?:\s+(?:y\s+)?(?:{_NUMBER_WORD}))*\b")
_DASH = re.compile("[‐-―−_]+")
_GLUED = re.compile(r"(?<=\d)de(?=\s)|\bdel?(?=\d{4}\b)")  # «24de abril», «de2020»
_HALF_SPELT = re.compile(r"\bdos mil (\d\d)\b")

_ORDINAL = re.compile(r"\b(\d{1,2})\s?(?:°|º|o|er|ero|ro|do|to|st|nd|rd|th)\b\.?|\b(\d{1,2})°")
_ISO_TIME = re.compile(r"(?<=\d)t(?=\d\d:)")
_CLOCK = r"\d{1,2}(?::\d{2}){1,2}(?:[.,]\d+)?\s*(?:z\b|[+-]\d{2}:?\d{2}\b)?"
_HOURS = r"(?:hs|hrs|hr|horas|hora|h|am|pm|a\.\s?m|p\.\s?m)\b\.?"
_TIME = re.compile(
    rf"(?:\ba\s+las?\s+)?\b{_CLOCK}\s*(?:{_HOURS})?"
    rf"|(?:\bde\s+)?\b\d{{1,2}}(?:[.:]\d\d)?\s*(?:a|y|-)\s*\d{{1,2}}(?:[.:]\d\d)?\s*{_HOURS}"
    rf"|\b(?:a\s+las?\s+)?\d{{1,2}}(?:[.,:]\d\d)?\s*{_HOURS}|\ba\s+las\s+\d{{1,2}}\b"
)
_LONG = "|".join(name for name in _WEEKDAY if len(name) > 5 or name == "lunes")
_SHORT = "|".join(name for name in _WEEKDAY if len(name) < 6 and name not in {"lunes", "mar"})
_WEEKDAY_NAME = re.compile(rf"\b({_LONG})\b[.,]*")
# «mar 15-sep-2020» is a Tuesday, «15 mar 2020» is in March.
_WEEKDAY_SHORT = re.compile(
    rf"\b({_SHORT})\b[.,]*\s*(?=\d)"
    r"|\b(mar)\b[.,]*\s*(?=\d{1,2}\s*(?:[-/. ]|de)\s*(?!del\b|de\b)(?:[a-z]{3,}|\d{1,2}\s*[-/.]))"
)
_ROMAN_MONTH = re.compile(
    rf"(?<=[\d\s/.-])({_ROMAN_SET})(?=\s*[-/.]\s*\d{{2,4}}\b)|^({_ROMAN_SET})(?=\s*[-/.]\s*\d{{4}}\b)"
)
_WORD = re.compile(r"[a-z]{3,}|[789x]bre")
_OF_MONTH = re.compile(r"\b(?:dias?\s+)?(?:d?el\s+)?(?:mes|month)\s+(?:de|of)\b")
_OF_YEAR = re.compile(r"\b(?:de[l]?\s+)?(?:el\s+)?(?:ano|year)\b")
_DOTTED_YEAR = re.compile(r"(?<![\d./-])([12])[.,](\d{3})\b(?![.,/]\d)")
_SPLIT_YEAR = re.compile(r"(?<=[\s/.-])(19|20)\s(\d\d)\s*$")
_SHORT_YEAR = re.compile(r"(?<!\d)['´`’‘](\d\d)\b")
_COMB = re.compile(r"(?:\d\s*){1,2}([-/.])\s*(?:\d\s*){1,2}\1\s*(?:\d\s*){2}(?:\d\s*){2}?")


class Canonical(NamedTuple):
    """A text about dates, canonical; the weekday it names (0 is Monday), and whether a month was mended."""

    text: str
    weekday: int | None
    mended: bool


def canonical(text: str) -> Canonical:
    """Make a text about dates canonical.

    >>> canonical("Viernes 24 de abirl de dos mil veinte")
    Canonical(text='24 de M04 de 2020', weekday=4, mended=True)
    """
    folded = _GLUED.sub(" de ", _DASH.sub("-", fold(text)))
    if _COMB.fullmatch(folded):
        return Canonical(re.sub(r"\s", "", folded), None, False)
    folded = _TIME.sub(" ", _ISO_TIME.sub(" ", folded))
    folded = _NUMBER_RUN.sub(_number, _HALF_SPELT.sub(r"20\1", folded))
    folded = _ORDINAL.sub(lambda match: (match[1] or match[2]) + " ", folded)
    folded, weekday = _without_weekday(folded)
    folded = _ROMAN_MONTH.sub(lambda match: f"M{_ROMANS[match[1] or match[2]]:02d}", folded)
    folded, mended = _with_months(folded)
    folded = _OF_YEAR.sub(" de ", _OF_MONTH.sub(" de ", folded))
    folded = _SHORT_YEAR.sub(r" de 20\1", _SPLIT_YEAR.sub(r"\1\2", _DOTTED_YEAR.sub(r"\1\2", folded)))
    return Canonical(" ".join(folded.split()), weekday, mended)


def _number(match: re.Match[str]) -> str:
    """Number words as digits: «dos mil veintiuno», «treinta y uno»."""
    total = current = 0
    for word in match[0].split():
        value = _NUMBERS.get(word)
        if value is None:  # «y»
            continue
        if value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        else:
            current += value
    return str(total + current)


def _without_weekday(text: str) -> tuple[str, int | None]:
    """The text without the names of weekdays, and the first of them."""
    found: list[int] = []

    def note(match: re.Match[str]) -> str:
        found.append(_WEEKDAY[next(group for group in match.groups() if group)])
        return " "

    text = _WEEKDAY_SHORT.sub(note, _WEEKDAY_NAME.sub(note, text))
    return text, found[0] if found else None


def _with_months(text: str) -> tuple[str, bool]:
    """The text with months as M01 to M12; a misspelt one only where a month must stand."""
    mended = False

    def month(match: re.Match[str]) -> str:
        nonlocal mended
        number = MONTHS.get(match[0])
        if number is None and len(match[0]) > 3 and match[0] not in _KNOWN:
            number = _abbreviated(match[0])
            if number is None and _in_place(text, match.start(), match.end()):
                number = _misspelt(match[0])
                mended = mended or number is not None
        return match[0] if number is None else f"M{number:02d}"

    return _WORD.sub(month, text), mended


_KNOWN = frozenset({"desde", "hasta", "entre", "dias", "para", "primer", "segundo", "tercer", "semestre"})
_BEFORE = re.compile(r"\d\s*(?:(?:de|del|of|d)\s+|[-/., ]\s*)?(?:mes\s+de\s+)?$")
_AFTER = re.compile(r"^\.?\s*(?:(?:de|del|of|a|al)\s+(?:el\s+)?(?:ano\s+)?|[-/., ]\s*)*(?:\d|2\s|M\d)")
_YEAR_AFTER = re.compile(r"^\.?\s*(?:(?:de|del)\s+|[-/]\s*)?(?:el\s+)?(?:ano\s+)?(?:19|20)\d\d\b")


def _in_place(text: str, start: int, end: int) -> bool:
    """Whether a word stands where months do: after a day, and before a year."""
    if start == 0:
        return bool(_YEAR_AFTER.match(text[end:]))
    return bool(_BEFORE.search(text[:start]) and _AFTER.match(text[end:]))


def _abbreviated(word: str) -> int | None:
    """The month whose name the word begins («septiem»)."""
    found = {MONTHS[name] for name in _FULL if name.startswith(word)}
    return found.pop() if len(found) == 1 else None


def _misspelt(word: str) -> int | None:
    """The one month that the word is nearest to, a letter or two wrong."""
    nearest: dict[int, int] = {}
    for name in _FULL:
        apart = OSA.distance(word, name, score_cutoff=2)
        if apart <= (2 if len(name) > 7 else 1):
            nearest[MONTHS[name]] = min(apart, nearest.get(MONTHS[name], 9))
    best = [number for number, apart in nearest.items() if apart == min(nearest.values())]
    return best[0] if len(best) == 1 else None
