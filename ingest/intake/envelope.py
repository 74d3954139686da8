"""Who sent a message and when: the From and Date fields, as they are met."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from ingest.intake.headers import Headers, decode_words

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"'@]+@[^\s<>()\[\],;:\"'@]+")
_MOST = 2000  # bytes of a field that are looked at
_COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


def sender(headers: Headers) -> str | None:
    r"""The address in From (else in Sender).

    >>> from ingest.intake.headers import read_headers
    >>> sender(read_headers(b"From: \"Paz, Ana (a@example.net)\" <ana@example.org>")[0])
    'ana@example.org'
    """
    for name in ("from", "sender"):
        found = address(headers.raw(name) or b"")
        if found:
            return found
    return None


def address(raw: bytes) -> str | None:
    """The first address of a field: the one in angle brackets, else the first outside of comments."""
    raw = raw[:_MOST]
    for text in (raw.decode("utf-8", "replace"), decode_words(raw)):
        bare = text
        for _ in range(8):  # comments nest (RFC 5322, section 3.2.2)
            bare, removed = _COMMENT.subn(" ", bare)
            if not removed:
                break
        unquoted = _QUOTED.sub(" ", bare)
        for candidate in (*re.findall(r"<([^<>]*)>", unquoted), unquoted, bare, text):
            found = _ADDRESS.search(re.sub(r"\s*([@.])\s*", r"\1", candidate))
            if found:
                return found[0].rstrip(".")
    return None


# -- dates -------------------------------------------------------------------------------------------

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan ene", "feb", "mar", "apr abr", "may", "jun", "jul", "aug ago", "sep set", "oct", "nov", "dec dic"), 1
    )
    for name in names.split()
}
_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "cest": 120, "eet": 120,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "art": -180, "arst": -120, "uyt": -180, "brt": -180, "brst": -120, "clt": -240, "clst": -180,
    "pyt": -240, "pyst": -180, "bot": -240, "pet": -300, "cot": -300, "ect": -300, "vet": -240,
}  # fmt: skip
"""Minutes east of Greenwich of the zones that mail programs write as letters."""

_DATE = re.compile(
    r"(?P<day>\d{1,2})[\s-]+(?:de\s+)?(?P<month>[^\W\d_]{3,10})\.?,?[\s-]+(?:de\s+)?(?P<year>\d{2,4}),?\s+"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:[.,]\d+)?\s*(?P<half>[ap]\.?\s?m\.?)?"
    r"\s*(?P<zone>[+-]\d{2}:?\d{2}|[a-z]{1,5}\b(?:[+-]\d{4})?)?",
    re.I,
)
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"(?:\.\d+)?\s*(?P<zone>z|[+-]\d{2}:?\d{2})?",
    re.I,
)
_AMERICAN = re.compile(  # asctime: Thu Apr 30 08:14:03 2020
    r"(?P<month>[^\W\d_]{3,10})\s+(?P<day>\d{1,2}),?\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"\s+(?P<zone>[a-z]{1,5}\s+)?(?P<year>\d{4})",
    re.I,
)


def received(headers: Headers) -> str | None:
    """The Date field as ISO 8601, else the date of the last Received field; None where neither is one."""
    for raw in (headers.raw("date"), (headers.raw("received") or b"").rpartition(b";")[2]):
        when = read_date(raw.decode("utf-8", "replace")) if raw else None
        if when:
            return when
    return None


def read_date(text: str) -> str | None:
    """A date of a mail header (RFC 5322, section 3.3, and what other programs write) as ISO 8601.

    >>> read_date("Sat, 25 Apr 2020 10:11:12 -0300 (ART)"), read_date("sáb., 25 abr. 2020 10:11 ART")
    ('2020-04-25T10:11:12-03:00', '2020-04-25T10:11:00-03:00')
    """
    text = _COMMENT.sub(" ", text[:_MOST]).strip()
    for pattern in (_DATE, _ISO, _AMERICAN):
        for found in pattern.finditer(text):
            when = _moment(found.groupdict())
            if when:
                return when
    return None


def _moment(parts: dict[str, str | None]) -> str | None:
    month, year = parts["month"] or "", int(parts["year"] or 0)
    if len(parts["year"] or "") < 4:
        year += 1900 if year >= 50 else 2000  # RFC 5322, section 4.3; three digits count from 1900
        year -= 100 if len(parts["year"] or "") == 3 else 0
    hour = int(parts["hour"] or 0)
    half = (parts.get("half") or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        number = int(month) if month.isdigit() else _MONTHS[month[:3].lower()]
        when = datetime(year, number, int(parts["day"] or 0), hour, int(parts["minute"] or 0), 0)
        when += timedelta(seconds=min(int(parts["second"] or 0), 60))
        zone = _zone((parts["zone"] or "").strip().lower())
        return (when if zone is None else when.replace(tzinfo=zone)).isoformat()
    except (KeyError, ValueError, OverflowError):
        return None


def _zone(text: str) -> timezone | None:
    """The zone of ``-0300``, ``-03:00``, ``ART`` or ``GMT-0300``; None where it says nothing known."""
    found = re.search(r"([+-])(\d{2}):?(\d{2})$", text)
    if found:
        minutes = int(found[2]) * 60 + int(found[3])
        return timezone(timedelta(minutes=minutes if found[1] == "+" else -minutes)) if minutes < 24 * 60 else None
    return timezone(timedelta(minutes=_ZONES[text])) if text in _ZONES else None
