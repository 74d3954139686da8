from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outlook_file import attribute, properties, tnef_attachment, tnef_file

from ingest.errors import Unreadable
from ingest.intake.ignored import Reason
from ingest.intake.tnef import open_tnef
from ingest.intake.tree import Attachment, Body, Ignored, Nested

RTF = b"{\\rtf1 Hola}"
PACKED = struct.pack("<4I", len(RTF) + 12, len(RTF), 0x414C454D, 0) + RTF


def test_attachments_by_their_long_names() -> None:
    [entry] = open_tnef(tnef_file(tnef_attachment("planilla año.docx", b"Goya"))).entries
    assert isinstance(entry, Attachment)
    assert (entry.name, entry.number, entry.read()) == ("planilla año.docx", 1, b"Goya")


def test_names_in_the_senders_code_page() -> None:
    data = tnef_file(
        attribute(1, 0x00069007, struct.pack("<II", 1252, 0)),
        attribute(2, 0x00069002, bytes(14)),
        attribute(2, 0x00018010, "año.txt\0".encode("cp1252")),
        attribute(2, 0x0006800F, b"Goya"),
    )
    [entry] = open_tnef(data).entries
    assert isinstance(entry, Attachment) and entry.name == "año.txt"


def test_the_text_as_rich_text() -> None:
    named = (0x8501, 3, struct.pack("<i", 1))
    data = tnef_file(attribute(1, 0x00069003, properties(named, (0x0017, 3, b"\1\0\0\0"), (0x1009, 0x102, PACKED))))
    [body] = open_tnef(data).entries
    assert isinstance(body, Body) and [(form.format, form.data) for form in body.forms] == [("rtf", RTF)]


def test_an_attached_message() -> None:
    inner = tnef_file(
        attribute(1, 0x00069003, properties((0x0065, 0x1E, b"luis@example.org\0"))), tnef_attachment("b.txt", b"Goya")
    )
    data = tnef_file(tnef_attachment("RV Planilla", b"", (0x3701, 0x0D, bytes(16) + inner)))
    [nested] = open_tnef(data).entries
    assert isinstance(nested, Nested)
    opened = nested.open()
    assert opened.is_message and opened.sender == "luis@example.org"
    [within] = opened.entries
    assert isinstance(within, Attachment) and within.name == "b.txt"


def test_an_attachment_without_data() -> None:
    assert list(open_tnef(tnef_file(tnef_attachment("a.docx", b""))).entries) == [Ignored("a.docx", Reason.ELSEWHERE)]


def test_a_file_cut_short_gives_what_is_there() -> None:
    data = tnef_file(tnef_attachment("a.txt", b"Goya"), tnef_attachment("b.txt", b"Mercedes" * 100))
    found = [entry for entry in open_tnef(data[:-300]).entries if isinstance(entry, Attachment)]
    assert [entry.name for entry in found][:1] == ["a.txt"]


@given(st.binary(max_size=300))
def test_nothing_else_is_raised(junk: bytes) -> None:
    for data in (tnef_file(junk), tnef_file(attribute(1, 0x00069003, junk)), tnef_file(attribute(2, 0x00069005, junk))):
        list(open_tnef(data).entries)
    with pytest.raises(Unreadable):
        open_tnef(b"x" + junk)
