"""Phone numbers in E.164, read as numbers of a country; Argentina's mobile prefixes mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from ingest.answer import Link
from ingest.values.text import one_line
from ingest.values.value import Doubt, Value, unsure
from schema.result import IssueCode

ARGENTINA = "AR"
_CHAT = re.compile(r"(?:wa\.me/|whatsapp\.com/send/?\?phone=)\+?(?P<number>\d{8,15})", re.IGNORECASE)
_EXTENSION = re.compile(
    r"(?<![a-z])(?:int(?:erno)?s?|ext(?:ensi[oó]n)?|anexo|opci[oó]n|op)\b[.:]?\s*(?:n[°ºo.]*\s*)?\d{1,6}"
    r"(?:\s*[-/,y]\s*\d{1,4})*|(?<=\d)\s*x\s?\d{1,5}\b|#\s?\d{1,5}\b",
    re.IGNORECASE,
)
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?"
_HOUR = r"(?:hs|hrs|horas|hora|h|am|pm)\b\.?"
_HOURS = re.compile(
    rf"\b(?:de|entre(?: las)?|desde(?: las)?)\s+{_CLOCK}\s*(?:{_HOUR})?\s*(?:a|y|hasta)\s*(?:las\s+)?{_CLOCK}(?!\d)"
    rf"(?:\s*{_HOUR})?|(?<![\d-]){_CLOCK}\s*(?:a|y|-|–)\s*{_CLOCK}\s*{_HOUR}|(?<![\d-])\d{{1,2}}[:.]?\d{{0,2}}\s*{_HOUR}",
    re.IGNORECASE,
)
# A run of digits and what people put between them; letters, commas and semicolons end it.
_RUN = re.compile(r"\+?\s?\(?\s?\+?\d[\d\s().\-–—−/\\·*]*")
_GROUP = re.compile(r"\+?\d+")
_FEWEST = 5
_AREA_LENGTHS = (2, 3, 4)


def read_phone(
    text: str,
    links: Sequence[Link] = (),
    region: str = ARGENTINA,
    area_code: Callable[[], str | None] = lambda: None,
    home: str = ARGENTINA,
) -> Value[str | None]:
    """The first phone number of an answer, in E.164.

    `region` is the country (ISO 3166) whose national numbers are meant, `home` the one to try next;
    `area_code` is asked for the place's code where a local number comes without one. What can't be
    read is kept as written, as `invalid_phone`.

    >>> read_phone("(0362) 15 455-5915 (de 8 a 13 hs)").value
    '+5493624555915'
    >>> value = read_phone("0341-4567890 / 0341-155678901")
    >>> value.value, value.doubts[0].detail["reason"]
    ('+543414567890', 'several')
    """
    written = one_line(text)
    runs = list(_runs(written)) or [run for link in links for run in _target(link)]
    for number, run in enumerate(runs):
        found = _read(run, region, True)
        doubts: list[Doubt] = []
        if found is None and home != region:
            found = _read(run, home, True)
            if found:
                doubts.append(unsure("country", text=written))
        if found is None and region == ARGENTINA:
            found = _local(run, area_code)
            if found:
                doubts.append(unsure("area_code", text=written, value=found[0]))
        found = found or _read(run, region, False)
        if found is None:
            continue
        value, rest = found
        if not _valid(value):
            doubts.append(unsure("phone", text=written, value=value))
        others = len(runs) - number - 1
        if rest or others or number:
            doubts.append(unsure("several", text=written))
        return Value(value, tuple(doubts))
    return Value(written, (Doubt(IssueCode.INVALID_PHONE, {"text": written}),))


def _runs(text: str) -> Iterator[str]:
    """The runs of digits of a text that may be numbers, extensions and hours left out."""
    for chat in _CHAT.finditer(text):
        yield "+" + chat["number"]
    text = _HOURS.sub(";", _EXTENSION.sub(" ", _CHAT.sub(";", text)))
    for run in _RUN.findall(text):
        if sum(letter.isdigit() for letter in run) >= _FEWEST:
            yield run


def _target(link: Link) -> list[str]:
    """The number that a hyperlink dials: ``tel:+54-341-4567890``, ``https://wa.me/549341…``."""
    if link.target.casefold().startswith(("tel:", "callto:")):
        return [link.target.partition(":")[2].partition(";")[0]]
    chat = _CHAT.search(link.target)
    return ["+" + chat["number"]] if chat else []


def _read(run: str, region: str, assigned: bool) -> tuple[str, bool] | None:
    """The first number in a run, and whether more than it is there: as much of the run as makes a number.

    `assigned` asks for one of a range that is in use; otherwise the right number of digits will do.
    """
    groups = _GROUP.findall(run)
    for count in range(len(groups), 0, -1):
        if count < len(groups) and not _cut(run, groups, count):
            continue
        value = _e164("".join(groups[:count]), region, assigned)
        if value:
            return value, count < len(groups)
    return None


def _cut(run: str, groups: list[str], count: int) -> bool:
    """Whether what follows the first groups can be another number, or its last digits after a slash."""
    rest = "".join(groups[count:])
    if len(rest) >= _FEWEST + 1:
        return True
    position = 0
    for group in groups[:count]:
        position = run.index(group, position) + len(group)
    return run[position:].lstrip().startswith("/")


@lru_cache(maxsize=4096)
def _e164(digits: str, region: str, assigned: bool) -> str | None:
    """The number that the digits are in a country, if there can be one."""
    if region == ARGENTINA and not digits.startswith("+") or digits.startswith("+54"):
        return _argentine(digits, assigned)
    import phonenumbers

    for text in (digits, "+" + digits):
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        international = not assigned and digits.startswith("+")
        if phonenumbers.is_valid_number(number) or (international and phonenumbers.is_possible_number(number)):
            return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return None


def _argentine(digits: str, assigned: bool) -> str | None:
    """An Argentine number: ``[+54] [9] [0] area [15] local``, area and local ten digits together."""
    national = digits.removeprefix("+")
    if digits.startswith("+"):
        national = national[2:]
    elif national.startswith("0054"):
        national = national[4:]
    elif national.startswith("54") and len(national) >= 12:
        national = national[2:]
    national = national.lstrip("0")
    mobile = national.startswith("9") and len(national) > 10
    if mobile:
        national = national[1:].lstrip("0")
    if len(national) == 12:
        for length in _AREA_LENGTHS:
            if national[length : length + 2] == "15":
                number = _checked(national[:length] + national[length + 2 :], True, assigned)
                if number:
                    return number
        return None
    return _checked(national, mobile, assigned) if len(national) == 10 else None


def _checked(national: str, mobile: bool, assigned: bool = True) -> str | None:
    number = f"+54{'9' if mobile else ''}{national}"
    plausible = national[0] in "23" or national.startswith("11")
    return number if _valid(number) or (plausible and not assigned) else None


@lru_cache(maxsize=4096)
def _valid(number: str) -> bool:
    import phonenumbers

    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(number)))
    except phonenumbers.NumberParseException:
        return False


def _local(run: str, area_code: Callable[[], str | None]) -> tuple[str, bool] | None:
    """A local number with the area code of the place: ``421-2345``, ``15 412-3456``."""
    digits = "".join(_GROUP.findall(run))
    groups = _GROUP.findall(run)
    if not 6 <= len(digits.removeprefix("15")) <= 8 and len(groups) < 2 or digits.startswith(("+", "0")):
        return None
    area = area_code()
    if not area:
        return None
    for count in range(len(groups), 0, -1):
        digits = "".join(groups[:count])
        if count < len(groups) and not _cut(run, groups, count):
            continue
        for local, mobile in ((digits, False), (digits.removeprefix("15"), True)):
            if len(area) + len(local) == 10 and (not mobile or digits.startswith("15")):
                number = _checked(area + local, mobile)
                if number:
                    return number, count < len(groups)
    return None
