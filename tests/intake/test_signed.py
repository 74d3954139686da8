from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import Unreadable
from ingest.intake.ignored import Reason
from ingest.intake.signed import open_signed
from ingest.intake.tree import Body, Ignored

SIGNED, DATA = bytes.fromhex("06092a864886f70d010702"), bytes.fromhex("06092a864886f70d010701")
MESSAGE = b"Content-Type: text/plain\r\n\r\nHola " + b"x" * 200


def element(tag: int, content: bytes) -> bytes:
    size = len(content)
    return bytes([tag, 0x82]) + size.to_bytes(2, "big") + content


def indefinite(tag: int, content: bytes) -> bytes:
    return bytes([tag, 0x80]) + content + b"\0\0"


def signed(content: bytes, wrap=element) -> bytes:  # type: ignore[no-untyped-def]
    inner = wrap(0x30, DATA + content)
    return wrap(0x30, SIGNED + wrap(0xA0, wrap(0x30, b"\x02\x01\x01\x31\x00" + inner + b"\x31\x00")))


def body(data: bytes) -> bytes:
    [entry] = open_signed(data).entries
    assert isinstance(entry, Body)
    return entry.forms[0].data


def test_the_message_inside_its_signature() -> None:
    assert body(signed(element(0xA0, element(0x04, MESSAGE)))) == MESSAGE.partition(b"\r\n\r\n")[2]


def test_in_pieces_of_indefinite_length() -> None:
    pieces = b"".join(element(0x04, MESSAGE[at : at + 50]) for at in range(0, len(MESSAGE), 50))
    data = signed(indefinite(0xA0, indefinite(0x24, pieces)), indefinite)
    assert body(data) == MESSAGE.partition(b"\r\n\r\n")[2]


def test_a_signature_beside_the_message_is_passed_over() -> None:
    assert list(open_signed(signed(b"")).entries) == [Ignored("smime.p7s", Reason.SIGNATURE)]


@given(st.binary(max_size=100))
def test_nothing_else_is_raised(junk: bytes) -> None:
    for data in (junk, signed(junk), signed(element(0xA0, junk))):
        with suppress(Unreadable):
            list(open_signed(data).entries)


def test_a_cut_one() -> None:
    with pytest.raises(Unreadable):
        open_signed(b"\x30")
