from __future__ import annotations

import time

import pytest

from ingest.intake.envelope import address, read_date, received, sender
from ingest.intake.headers import read_headers

ADDRESSES = [
    (b"Ana Paz <ana@example.org>", "ana@example.org"),
    (b"ana@example.org (Ana Paz)", "ana@example.org"),
    (b"(ana@example.net) Ana <ana@example.org>", "ana@example.org"),
    (b'"Paz, Ana <ana@example.net>" <ana@example.org>', "ana@example.org"),
    (b"=?utf-8?q?Ra=C3=BAl?= <raul@example.org>, Ana <ana@example.org>", "raul@example.org"),
    (b"=?utf-8?q?Ana_<ana=40example=2Eorg>?=", "ana@example.org"),
    (b"Ana <pete(his account)@example.org(his host)>", "pete@example.org"),
    (b"Municipio: Ana <ana@example.org>, luis@example.org;", "ana@example.org"),
    (b"ana . paz @ example . org", "ana.paz@example.org"),
    (b"Ana <ana@example.org", "ana@example.org"),
    (b"'ana@example.org'", "ana@example.org"),
    ("Ñandú <ñandú@example.org>".encode(), "ñandú@example.org"),
    (b'"ana@example.org"', "ana@example.org"),
    (b"Ana <>", None),
    (b"", None),
]


@pytest.mark.parametrize(("raw", "expected"), ADDRESSES)
def test_addresses(raw: bytes, expected: str | None) -> None:
    assert address(raw) == expected


DATES = [
    ("Sat, 25 Apr 2020 10:11:12 -0300", "2020-04-25T10:11:12-03:00"),
    ("25 Apr 20 10:11 -0300", "2020-04-25T10:11:00-03:00"),
    ("Sat, 25 Apr 2020 10:11:12 -0300 (hora estándar de Argentina)", "2020-04-25T10:11:12-03:00"),
    ("Thu,\r\n 13\r\n Feb\r\n 1969\r\n 23:32\r\n -0330 (Newfoundland)", "1969-02-13T23:32:00-03:30"),
    ("Sat, 25 Apr 2020 10:11:12 GMT", "2020-04-25T10:11:12+00:00"),
    ("Sat, 25 Apr 2020 10:11:12 ART", "2020-04-25T10:11:12-03:00"),
    ("Sat, 25 Apr 2020 10:11:12 GMT-0300", "2020-04-25T10:11:12-03:00"),
    ("sáb, 25 abr 2020 10:11:12 -0300", "2020-04-25T10:11:12-03:00"),
    ("sábado, 25 de abril de 2020 3:04 p. m. -0300", "2020-04-25T15:04:00-03:00"),
    ("Sat Apr 25 10:11:12 2020", "2020-04-25T10:11:12"),
    ("2020-04-25T10:11:12Z", "2020-04-25T10:11:12+00:00"),
    ("Sat, 25 Apr 2020 23:59:60 +0000", "2020-04-26T00:00:00+00:00"),
    ("Sat, 31 Feb 2020 10:00:00 +0000", None),
    ("mañana", None),
    ("Sat, 25 Apr 2020 10:11:12 +9999", "2020-04-25T10:11:12"),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: str | None) -> None:
    assert read_date(text) == expected


def test_without_a_date_the_last_server_knows() -> None:
    headers, _ = read_headers(
        b"Received: by b; Sat, 25 Apr 2020 10:00:09 +0000\nReceived: by a; Sat, 25 Apr 2020 10:00:01 +0000\n"
        b"Sender: Ana <ana@example.org>\n\n"
    )
    assert received(headers) == "2020-04-25T10:00:09+00:00"
    assert sender(headers) == "ana@example.org"


@pytest.mark.parametrize("junk", ["a", "(", '"', "<", "1 ", "@", "a."])
def test_long_junk_takes_no_time(junk: str) -> None:
    started = time.perf_counter()
    address(junk.encode() * 100_000)
    read_date(junk * 100_000)
    assert time.perf_counter() - started < 1
