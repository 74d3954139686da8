"""Contact data inside texts, masked: e-mail addresses, phone numbers, and what the sheet's own contact says.

Better a number too many masked than a phone published: a run of digits is taken for a phone where it
can be one and nothing says that it is money, a count or a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.bank.columns import columns
from ingest.bank.entry import Entry, Value
from ingest.bank.publish.words import PublicWords
from schema.form import Form, Kind

_EMAIL = re.compile(
    r"[\w.+'-]+\s?(?:@|\(at\)|\[at\]|\barroba\b)\s?[\w-]+(?:\s?(?:\.|\(dot\)|\bpunto\b)\s?[\w-]+)+", re.IGNORECASE
)
_AT = ("@", "(at)", "[at]", "arroba")  # one of which an address has: looking for them is much faster
_DIGITS = re.compile(r"(?<![\w$])(?:\+|\()?\d(?:[\s().\-/]{0,3}\d){5,14}(?!\w)")
_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?")  # 1.200.000
_DATE = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|(?:1[89]|20)\d\d\s?[-/]\s?(?:1[89]|20)\d\d"
)
_ANNOUNCED = re.compile(r"(?:tel|cel|fono|phone|mobile|whats|wsp|wa\.me|llam|call)[^\d]*$", re.IGNORECASE)
_MONEY = re.compile(r"(?:\$|USD|ARS|€)\s*$")
_BETWEEN = re.compile(r"[,;(/\n]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)


def public_entry(form: Form, entry: Entry, words: PublicWords) -> Entry:
    """The entry without its private answers, and with contact data in all others masked."""
    private = [column.key for column in columns(form) if column.field.private]
    secrets = _secrets(form, entry, words)
    values: dict[str, Value] = {}
    for column in columns(form):
        value = entry.values.get(column.key)
        if column.key in private:
            values[column.key] = None
        elif column.kind in (Kind.CHOICE, Kind.CHOICES, Kind.DATE):
            values[column.key] = value
        elif isinstance(value, list):
            values[column.key] = [mask(item, secrets, words) for item in value]
        else:
            values[column.key] = mask(value, secrets, words) if isinstance(value, str) else value
    return replace(entry, values=values, issues=(), evidence={}, unclaimed=(), read={})


def mask(text: str, secrets: Iterable[tuple[str, str]], words: PublicWords) -> str:
    """The text without e-mail addresses, phone numbers and the `secrets` (what to look for, what to put there).

    >>> from ingest.bank.publish.words import SPANISH
    >>> mask("Llamar al (03777) 43-2100 o a ana@example.org: 1.200.000 barbijos en 2020-2021.", (), SPANISH)
    'Llamar al [teléfono] o a [correo]: 1.200.000 barbijos en 2020-2021.'
    """
    lowered = text.lower()
    if any(sign in lowered for sign in _AT):
        text = _EMAIL.sub(words.email, text)
    for secret, put in secrets:
        text = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", put, text, flags=re.IGNORECASE)
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    return _DIGITS.sub(lambda match: _phone(match, addresses, words), text)


def _phone(match: re.Match[str], addresses: list[tuple[int, int]], words: PublicWords) -> str:
    """What stands in the place of a run of digits: itself, or the word for a phone."""
    said, before = match[0], match.string[max(0, match.start() - 24) : match.start()]
    announced = _ANNOUNCED.search(before) is not None
    if any(start <= match.start() < end for start, end in addresses) and not announced:
        return said
    if _GROUPED.fullmatch(said) or _DATE.fullmatch(said) or _MONEY.search(before):
        return said
    enough = sum(letter.isdigit() for letter in said) >= 8
    return words.phone if enough or announced or "-" in said or said[0] in "+(" else said


def _secrets(form: Form, entry: Entry, words: PublicWords) -> list[tuple[str, str]]:
    """What the private answers say, as it may stand in another answer: addresses, names of two words and more."""
    found = []
    for column in columns(form):
        value = entry.values.get(column.key)
        if not column.field.private or not isinstance(value, str) or not value.strip():
            continue
        if column.kind in (Kind.EMAIL, Kind.PHONE):
            found.append((value, words.email if column.kind is Kind.EMAIL else words.phone))
            continue
        pieces = {value.strip(), *(piece.strip(" .)") for piece in _BETWEEN.split(value))}
        found += [(piece, words.person) for piece in pieces if " " in piece]
    return sorted(found, key=lambda pair: (-len(pair[0]), pair))
