"""Numbers with a unit, in the decimal marks of the form's language."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.values.folding import fold, stem
from ingest.values.value import Doubt, Value, unsure
from schema.form import Field
from schema.result import IssueCode

Number = int | float

_NUMBER = re.compile(
    r"(?<![\w.,])(?P<sign>[-−+]\s?)?(?P<digits>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,']\d+)*)"
    r"(?:\s*(?P<fraction>[½¼¾]))?"
)
_MULTIPLES = {
    "mil": 1000, "miles": 1000, "thousand": 1000, "k": 1000, "millon": 10**6, "millones": 10**6, "million": 10**6,
    "millions": 10**6, "docena": 12, "docenas": 12, "dozen": 12,
}  # fmt: skip
_SPELT = (
    "cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciseis|diecisiete"
    "|dieciocho|diecinueve|veinte",
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty",
)
_WORDS = {word: number for names in _SPELT for number, word in enumerate(names.split("|"))}
_ONES = frozenset({"un", "una", "a"})  # one, but only of a dozen, a million …
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_AFTER = re.compile(r"\s*(?P<word>[^\W\d_]+(?:[./][^\W\d_]+)*|[%°$€]|[^\W\d_]*[²³])\.?")
_ABOUT = re.compile(r"\b(?:aprox\w*|about|approx\w*|around|unos|unas|cerca de|casi|mas de|menos de|over|under|more than"
                    r"|less than|alrededor|entre|between|hasta|up to|nearly|almost|some)\b|[~±<>≈]")  # fmt: skip


class _Found(NamedTuple):
    value: float
    doubtful: bool
    end: int


def read_number(text: str, field: Field, language: str = "es") -> Value[Number | None]:
    """The number of an answer, in the field's unit.

    >>> from schema.form import Kind, Need
    >>> weight = Field("weight", Kind.NUMBER, Need.REQUIRED, unit="kg", units=(("t", 1000.0), ("toneladas", 1000.0)))
    >>> read_number("1.200 kg", weight).value, read_number("2,5 t", weight).value, read_number("3 mil", weight).value
    (1200, 2500, 3000)
    >>> read_number("2.5 t", weight, "en").value
    2500
    """
    written = " ".join(text.split())
    found = _first(written, language)
    if found is None:
        return Value(None, (Doubt(IssueCode.INVALID_NUMBER, {"text": written}),))
    value, known, end = _in_unit(written, found, field)
    rest = written[end:]
    reasons = []
    if found.doubtful:
        reasons.append("decimal_mark")
    if _NUMBER.search(rest):
        reasons.append("several")
    elif not known:
        reasons.append("unit")
    if _ABOUT.search(fold(written)):
        reasons.append("about")
    number: Number = int(value) if value == int(value) else value
    return Value(number, tuple(unsure(reason, text=written, value=number) for reason in reasons))


def _first(text: str, language: str) -> _Found | None:
    match = _NUMBER.search(text)
    if match is None:
        word = re.search(r"[^\W\d_]+", text)
        spelt = _WORDS.get(fold(word[0])) if word else None
        if word and fold(word[0]) in _ONES:
            multiple = _AFTER.match(text, word.end())
            spelt = 1 if multiple and fold(multiple["word"]) in _MULTIPLES else None
        return _Found(spelt, False, word.end()) if word and spelt is not None else None
    value, doubtful = _value(match["digits"], "," if language == "es" else ".")
    value += _FRACTIONS.get(match["fraction"] or "", 0)
    return _Found(-value if (match["sign"] or "").strip() in {"-", "−"} else value, doubtful, match.end())


def _value(digits: str, mark: str) -> tuple[float, bool]:
    """The value of digits with marks, and whether the one mark may be meant either way.

    ``1.200`` is 1200 where the comma is the decimal mark; where it is not, nobody can tell.
    """
    digits = re.sub(r"[ \u00a0\u202f']", "", digits)
    other = "." if mark == "," else ","
    marks = [letter for letter in digits if letter in ".,"]
    if not marks:
        return float(digits), False
    last = digits[max(digits.rfind("."), digits.rfind(",")) + 1 :]
    if len(set(marks)) == 2:  # 1.200,50 or 1,200.50: the last one is the decimal mark
        decimal = marks[-1]
        return float(digits.replace("," if decimal == "." else ".", "").replace(decimal, ".")), False
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits) is not None
    if len(marks) > 1:
        return float(re.sub("[.,]", "", digits)), not grouped
    if marks[0] == other and grouped:
        return float(digits.replace(other, "")), False
    return float(digits.replace(",", ".")), len(last) == 3 and not digits.startswith("0")


def _in_unit(text: str, found: _Found, field: Field) -> tuple[float, bool, int]:
    """The value in the field's unit, whether the unit is known, and where number and unit end."""
    value, end = found.value, found.end
    units = {fold(name): factor for name, factor in field.units} | ({fold(field.unit): 1.0} if field.unit else {})
    stems = {stem(name): factor for name, factor in units.items()}
    match = _AFTER.match(text, end)
    while match and fold(match["word"]) in _MULTIPLES and fold(match["word"]) not in units:
        value, end = value * _MULTIPLES[fold(match["word"])], match.end()
        match = _AFTER.match(text, end)
    if match and fold(match["word"]) in {"de", "of"}:
        match = _AFTER.match(text, match.end())
    if match is None:
        return round(value, 9), True, end
    word = fold(match["word"])
    factor = units.get(word, stems.get(stem(word)))
    if factor is None:
        return round(value, 9), not units, match.end()
    return round(value * factor, 9), True, match.end()
