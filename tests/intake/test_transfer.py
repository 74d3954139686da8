from __future__ import annotations

import base64
import binascii

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.intake.transfer import decode_base64, decode_transfer, is_base64, uuencoded

DATA = bytes(range(256)) * 3
LINES = base64.encodebytes(DATA)

BASE64 = [
    ("as it should be", LINES, DATA),
    ("one line", base64.b64encode(DATA), DATA),
    ("carriage returns", LINES.replace(b"\n", b"\r\n"), DATA),
    ("indented, blank lines", LINES.replace(b"\n", b"\n\n  "), DATA),
    ("without padding", base64.b64encode(DATA[:-1]).rstrip(b"="), DATA[:-1]),
    ("a lone digit at the end", base64.b64encode(DATA[:3]) + b"A", DATA[:3]),
    ("cut short", base64.b64encode(DATA)[:401], DATA[:300]),
    ("encoded in padded pieces", base64.encodebytes(DATA[:100]) + base64.encodebytes(DATA[100:]), DATA),
    ("a list's footer after it", base64.encodebytes(DATA[:100]) + b"\n____\nLista de correo: www\n", DATA[:100]),
    ("dashes inside", LINES.replace(b"\n", b"\n-\n", 1), DATA),
    ("nothing", b"", b""),
    ("no base64", b"!!!", b""),
]


@pytest.mark.parametrize(("encoded", "data"), [case[1:] for case in BASE64], ids=[case[0] for case in BASE64])
def test_base64(encoded: bytes, data: bytes) -> None:
    assert decode_base64(encoded) == data


@pytest.mark.parametrize("name", ["base64", "BASE64", " base64 ", "base-64", "base64; x=1"])
def test_spellings_of_an_encoding(name: str) -> None:
    assert decode_transfer(LINES, name.lower()) == DATA


@pytest.mark.parametrize("name", ["7bit", "8bit", "binary", "", "utf-8", "none"])
def test_what_is_no_encoding_changes_nothing(name: str) -> None:
    assert decode_transfer(DATA, name) == DATA


def test_quoted_printable_with_flaws() -> None:
    assert decode_transfer(b"a=F1o =\r\n2020 = x =ZZ", "quoted-printable") == b"a\xf1o 2020 = x =ZZ"


def test_base64_that_nobody_declared() -> None:
    assert is_base64(LINES)
    assert not is_base64(b"Estimados: adjunto la planilla de la iniciativa, y quedo a la espera de novedades.")
    assert not is_base64(b"a" * 70 + b"!")


def uu(data: bytes, name: bytes = b"a.docx", mode: bytes = b"644") -> bytes:
    lines = b"".join(binascii.b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45))
    return b"begin " + mode + b" " + name + b"\n" + lines + b"`\nend\n"


@given(st.binary(min_size=1, max_size=500))
def test_uuencoded_files_come_back(data: bytes) -> None:
    text = b"Va adjunto\n\n" + uu(data) + b"Saludos\n"
    [file] = uuencoded(text)
    assert (file.name, file.data) == (b"a.docx", data)
    assert text[: file.start] + text[file.end :] == b"Va adjunto\n\nSaludos\n"


def test_two_uuencoded_files_the_second_cut() -> None:
    text = uu(DATA) + b"\n".join(uu(DATA, b"b.docx").split(b"\n")[:4])
    first, second = uuencoded(text)
    assert first.data == DATA
    assert second.data == DATA[: 3 * 45]


def test_begin_in_a_sentence_is_no_file() -> None:
    assert uuencoded(b"we begin 100 years later\nbegin 12 x\n") == []
