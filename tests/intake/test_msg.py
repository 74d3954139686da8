from __future__ import annotations

import struct
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outlook_file import Tree, attachment, filetime, msg_file, storage, with_attachments

from ingest.errors import TooLarge, Unreadable
from ingest.intake import mapi
from ingest.intake.ignored import Reason
from ingest.intake.msg import open_msg
from ingest.intake.tree import Attachment, Body, Ignored, Nested
from ingest.limits import Limits

HEADER = "From: Ana <ana@example.org>\r\nDate: Sat, 25 Apr 2020 10:11:12 -0300\r\n"
SENT = filetime(datetime(2020, 4, 25, 13, 11, 12, tzinfo=UTC))


def message(**more: object) -> Tree:
    return storage({0x007D: HEADER, 0x1000: "Hola"})


def test_sender_and_date_come_from_the_header_that_came_with_it() -> None:
    opened = open_msg(msg_file(message()))
    assert (opened.sender, opened.received) == ("ana@example.org", "2020-04-25T10:11:12-03:00")


SENDERS = [
    ("SMTP", {0x0064: "SMTP", 0x0065: "ana@example.org"}, {}),
    ("a directory's entry, with its address", {0x0064: "EX", 0x0065: "/O=MUNI/CN=ANA", 0x5D02: "ana@example.org"}, {}),
    ("the one who sent it for another", {0x0C1E: "EX", 0x0C1F: "/O=MUNI/CN=ANA", 0x5D01: "ana@example.org"}, {}),
    ("a search key", {0x0065: "/O=MUNI/CN=ANA"}, {0x003B: b"SMTP:ANA@EXAMPLE.ORG\0"}),
    ("packed into another", {0x0C1F: "IMCEASMTP-ana+40example+2Eorg@mail.example.net"}, {}),
    ("an address for a name", {0x0065: "/O=MUNI/CN=ANA", 0x0042: "ana@example.org"}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "blobs"), [case[1:] for case in SENDERS], ids=[case[0] for case in SENDERS])
def test_senders(texts: dict[int, str], blobs: dict[int, bytes]) -> None:
    opened = open_msg(msg_file(storage(texts, blobs, {(0x0039, 0x40): SENT})))
    assert (opened.sender, opened.received) == ("ana@example.org", "2020-04-25T13:11:12+00:00")


def test_a_sender_with_no_address_at_all() -> None:
    opened = open_msg(msg_file(storage({0x0065: "/O=MUNI/CN=ANA", 0x0042: "Ana Paz"})))
    assert (opened.sender, opened.received) == (None, None)


def test_the_forms_of_the_body() -> None:
    rtf = b"{\\rtf1 Hola}"
    packed = struct.pack("<4I", len(rtf) + 12, len(rtf), 0x414C454D, 0) + rtf
    tree = storage({0x1000: "Año"}, {0x1013: "<p>Año".encode("cp1252"), 0x1009: packed}, {(0x3FDE, 3): 1252})
    [body] = open_msg(msg_file(tree)).entries
    assert isinstance(body, Body)
    assert [(form.format, form.charset, form.data) for form in body.forms] == [
        ("html", "cp1252", "<p>Año".encode("cp1252")),
        ("rtf", None, rtf),
        ("txt", "utf-8", "Año".encode()),
    ]


def test_attachments_of_all_kinds() -> None:
    inner = with_attachments(
        storage({0x007D: HEADER.replace("ana@", "luis@")}, header=24), attachment(b"Goya", "b.txt")
    )
    data = msg_file(
        message(),
        attachment(b"x" * 5000, "planilla año.docx"),
        attachment(inner, "RV Planilla"),
        attachment({"WordDocument": b"x"}, "objeto"),
        storage({0x3707: "en la nube.docx"}, header=8),
    )
    body, document, nested, embedded, elsewhere = open_msg(data).entries
    assert isinstance(document, Attachment)
    assert (document.name, document.number, document.size, document.read()) == (
        "planilla año.docx",
        2,
        5000,
        b"x" * 5000,
    )
    assert isinstance(nested, Nested)
    opened = nested.open()
    assert (nested.name, opened.sender) == ("RV Planilla", "luis@example.org")
    [within] = opened.entries
    assert isinstance(within, Attachment) and (within.name, within.read()) == ("b.txt", b"Goya")
    assert embedded == Ignored("objeto", Reason.OBJECT)
    assert elsewhere == Ignored("en la nube.docx", Reason.ELSEWHERE)


@pytest.mark.parametrize("kept", [0, 8, 512, 600, 2000])
def test_a_damaged_file(kept: int) -> None:
    with pytest.raises(Unreadable):
        list(open_msg(msg_file(message(), attachment(b"x" * 9000, "a"))[:kept]).entries)


def compressed(*tokens: bytes | tuple[int, int], size: int) -> bytes:
    """LZFu ([MS-OXRTFCP]): literal bytes, and references as (offset in the window, length)."""
    out = b""
    for at in range(0, len(tokens), 8):
        group = tokens[at : at + 8]
        flags = sum(1 << bit for bit, token in enumerate(group) if isinstance(token, tuple))
        out += bytes([flags])
        for token in group:
            out += token if isinstance(token, bytes) else ((token[0] << 4) | (token[1] - 2)).to_bytes(2, "big")
    return struct.pack("<4I", len(out) + 12, size, 0x75465A4C, 0) + out


def test_compressed_rich_text() -> None:
    # The specification's own examples (section 4.1): a reference into the dictionary, and one that overlaps itself.
    simple = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert mapi.decompress_rtf(simple, Limits()) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    overlapping = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert mapi.decompress_rtf(overlapping, Limits()) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_a_rich_text_that_says_it_is_huge() -> None:
    with pytest.raises(TooLarge):
        mapi.decompress_rtf(struct.pack("<4I", 12, 1 << 31, 0x75465A4C, 0), Limits())


@given(st.binary(max_size=200))
def test_no_compressed_text_raises_anything_else(data: bytes) -> None:
    packed = struct.pack("<4I", len(data) + 12, 4096, 0x75465A4C, 0) + data
    with suppress(Unreadable):
        assert len(mapi.decompress_rtf(packed, Limits())) <= 4096
