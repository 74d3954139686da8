from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.intake.headers import decode_words, read_headers, read_parameters

WORDS = [
    ("plain", b"Planilla de relevamiento", "Planilla de relevamiento"),
    ("quoted", b"=?utf-8?q?Ra=C3=BAl?= Etcheverry", "Raúl Etcheverry"),
    ("base64", b"=?UTF-8?B?QcOxbw==?=", "Año"),
    ("two words, blanks between are none", b"=?utf-8?q?A=C3=B1?=\r\n =?utf-8?q?o?=", "Año"),
    ("blanks beside other text are some", b"A =?utf-8?q?=C3=B1?= b", "A ñ b"),
    ("cut inside a letter", b"=?utf-8?q?A=C3?= =?utf-8?q?=B1o?=", "Año"),
    ("cut inside a base64 group", b"=?utf-8?B?QcOxbyAy?= =?utf-8?B?MDIw?=", "Año 2020"),
    ("cut inside a base64 group, unpadded", b"=?utf-8?B?QcOxb?= =?utf-8?B?yAyMDIw?=", "Año 2020"),
    ("base64 without padding", b"=?utf-8?B?QcOxbyAyMDI?=", "Año 202"),
    ("raw blanks inside", b"=?iso-8859-1?Q?a=F1o 2020?=", "año 2020"),
    ("two character sets", b"=?utf-8?q?=C3=B1?= =?iso-8859-1?q?=F1?=", "ññ"),
    ("a language", b"=?utf-8*es?q?A=C3=B1o?=", "Año"),
    ("no known character set", b"=?x-unknown?q?A=C3=B1o?=", "Año"),
    ("latin 1 declared, cp1252 meant", b"=?iso-8859-1?q?=93hola=94?=", "“hola”"),
    ("not closed", b"=?utf-8?q?A=C3=B1o", "Año"),
    ("raw UTF-8", "Año 2020".encode(), "Año 2020"),
    ("raw cp1252", "Año 2020".encode("cp1252"), "Año 2020"),
    ("raw beside encoded", "Año ".encode("cp1252") + b"=?utf-8?q?=C3=B1?=", "Año ñ"),
    ("no word at all", b"=?=?= 1 =? 2", "=?=?= 1 =? 2"),
    ("folded", b"Planilla\r\n de Goya", "Planilla de Goya"),
]


@pytest.mark.parametrize(("raw", "text"), [case[1:] for case in WORDS], ids=[case[0] for case in WORDS])
def test_encoded_words(raw: bytes, text: str) -> None:
    folded, _ = read_headers(b"Subject: " + raw + b"\r\n\r\n")
    assert folded.text("subject") == text


PARAMETERS = [
    ("quoted", b'attachment; filename="a b.docx"', "a b.docx"),
    ("unquoted with blanks and brackets", b"attachment; filename=planilla final (1).docx", "planilla final (1).docx"),
    ("semicolon inside quotes", b'attachment; filename="a;b.docx"; size=3', "a;b.docx"),
    ("quotes inside quotes", b'attachment; filename="a \\"b\\".docx"', 'a "b".docx'),
    ("backslashes of a Windows path", b'attachment; filename="C:\\datos\\a.docx"', "C:\\datos\\a.docx"),
    ("not closed", b'attachment; filename="a.docx', "a.docx"),
    ("raw 8-bit", 'attachment; filename="año.docx"'.encode("cp1252"), "año.docx"),
    ("raw UTF-8", "attachment; filename=año.docx".encode(), "año.docx"),
    ("encoded word in quotes", b'attachment; filename="=?utf-8?q?a=C3=B1o?=.docx"', "año.docx"),
    ("encoded word without quotes", b"attachment; filename==?utf-8?B?YcOxby5kb2N4?=", "año.docx"),
    ("RFC 2231", b"attachment; filename*=UTF-8''a%C3%B1o.docx", "año.docx"),
    ("RFC 2231 beats the plain one", b"attachment; filename=ano.docx; filename*=UTF-8''a%C3%B1o.docx", "año.docx"),
    ("RFC 2231 in pieces", b"attachment; filename*0*=utf-8''a%C3; filename*1*=%B1o; filename*2=.docx", "año.docx"),
    ("RFC 2231 out of order", b'a; filename*1="final.docx"; filename*0="informe "', "informe final.docx"),
    ("RFC 2231 without a character set", b"attachment; filename*=''a%C3%B1o.docx", "año.docx"),
    ("RFC 2231 quoted", b"attachment; filename*=\"utf-8''a%20b.docx\"", "a b.docx"),
    ("upper case", b'ATTACHMENT; FILENAME="a.docx"', "a.docx"),
    ("blanks round the equals sign", b'attachment; filename = "a.docx"', "a.docx"),
    ("no semicolon", b"attachment filename=a.docx", "a.docx"),
    ("empty parameter before", b"attachment; ; filename=a.docx", "a.docx"),
]


@pytest.mark.parametrize(("raw", "name"), [case[1:] for case in PARAMETERS], ids=[case[0] for case in PARAMETERS])
def test_file_names(raw: bytes, name: str) -> None:
    assert read_parameters(raw)[1]["filename"] == name


HEADERS = [
    ("ordinary", b"A: 1\r\nB: 2\r\n\r\nbody", b"body"),
    ("bare line feeds", b"A: 1\nB: 2\n\nbody", b"body"),
    ("no blank line before the body", b"A: 1\nB: 2\nthis is text, and more", b"this is text, and more"),
    ("a name badly folded", b'A: 1; name="a\nb.docx"\nB: 2\n\nbody', b"body"),
    ("a mailbox's line first", b"From x Sat Apr 25 10:11:11 2020\nA: 1\nB: 2\n\nbody", b"body"),
    ("blank before the colon", b"A : 1\nB: 2\n\nbody", b"body"),
    ("nothing but a body", b"\nbody", b"body"),
]


@pytest.mark.parametrize(("data", "body"), [case[1:] for case in HEADERS], ids=[case[0] for case in HEADERS])
def test_where_a_header_ends(data: bytes, body: bytes) -> None:
    headers, start = read_headers(data)
    assert data[start:] == body
    assert headers.raw("b") == (b"2" if b"B: 2" in data else None)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60))
def test_a_text_comes_back_from_encoded_words(text: str) -> None:
    data = text.strip().encode()
    words = b" ".join(
        b"=?utf-8?q?" + b"".join(b"=%02X" % byte for byte in data[at : at + 10]) + b"?="
        for at in range(0, len(data), 10)
    )
    assert decode_words(words) == text.strip()


@given(st.binary(max_size=300))
def test_nothing_raises(data: bytes) -> None:
    headers, start = read_headers(data)
    assert 0 <= start <= len(data)
    decode_words(data)
    read_parameters(data)
    headers.parameters("content-type")


@pytest.mark.parametrize("junk", [b"=?a?q?", b"a" * 10, b'"', b"(", b"\\", b"; x*0*=", b"=", b"\n "])
def test_long_junk_takes_no_time(junk: bytes) -> None:
    data = b"From: " + junk * 50_000
    started = time.perf_counter()
    headers, _ = read_headers(data)
    headers.text("from")
    headers.parameters("from")
    assert time.perf_counter() - started < 1
