from __future__ import annotations

import io
import zipfile
from binascii import crc32

import pytest

from ingest.errors import Encrypted, TooLarge, Unreadable
from ingest.intake.archive import open_archive
from ingest.intake.ignored import Reason
from ingest.intake.tree import Attachment, Ignored
from ingest.limits import Limits


def archive(**entries: bytes) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return box.getvalue()


def named(raw: bytes, extra: bytes = b"") -> bytes:
    """An archive of one entry whose name is those bytes, with no flag that says in which encoding."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as made:
        info = zipfile.ZipInfo("x" * len(raw))
        info.extra = extra
        made.writestr(info, b"Goya")
    return box.getvalue().replace(b"x" * len(raw), raw)


def only(data: bytes) -> Attachment:
    [entry] = open_archive(data).entries
    assert isinstance(entry, Attachment)
    return entry


NAMES = [
    ("cp850, as Windows writes in Spanish", "Añelo/Ángel Íñiguez.docx".encode("cp850"), "Añelo/Ángel Íñiguez.docx"),
    ("cp437", "planilla año.docx".encode("cp437"), "planilla año.docx"),
    ("UTF-8 without its flag, as macOS writes", "Ñuñoa – año.docx".encode(), "Ñuñoa – año.docx"),
    ("plain", b"planilla.docx", "planilla.docx"),
]


@pytest.mark.parametrize(("raw", "name"), [case[1:] for case in NAMES], ids=[case[0] for case in NAMES])
def test_names_in_old_encodings(raw: bytes, name: str) -> None:
    assert only(named(raw)).name == name


def test_a_name_with_its_flag() -> None:
    assert only(archive(**{"Ñuñoa.docx": b"x"})).name == "Ñuñoa.docx"


def test_a_name_in_its_unicode_field() -> None:
    raw, name = b"?u?oa.docx", "Ñuñoa.docx".encode()
    field = b"\x01" + crc32(raw).to_bytes(4, "little") + name
    extra = b"\x75\x70" + len(field).to_bytes(2, "little") + field
    assert only(named(raw, extra)).name == "Ñuñoa.docx"
    stale = extra.replace(crc32(raw).to_bytes(4, "little"), b"\0\0\0\0")
    assert only(named(raw, stale)).name == "?u?oa.docx"


def test_an_entry_is_read_when_asked_for_and_only_shown_by_its_name() -> None:
    entry = only(archive(**{"../../etc/passwd": b"Goya"}))
    assert (entry.name, entry.size, entry.read()) == ("../../etc/passwd", 4, b"Goya")


def test_folders_are_no_entries_and_links_are_not_followed() -> None:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as made:
        made.writestr("planillas/", b"")
        link = zipfile.ZipInfo("enlace.docx")
        link.external_attr = 0o120777 << 16
        made.writestr(link, b"/etc/passwd")
    assert list(open_archive(box.getvalue()).entries) == [Ignored("enlace.docx", Reason.LINK)]


def test_a_damaged_entry() -> None:
    data = bytearray(archive(a=b"Goya " * 100))
    data[40] ^= 0xFF
    with pytest.raises(Unreadable):
        only(bytes(data)).read()


def test_an_encrypted_entry() -> None:
    data = archive(a=b"Goya")
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(sign) + place
        data = data[:at] + b"\x01" + data[at + 1 :]
    with pytest.raises(Encrypted):
        only(data).read()


def test_a_size_that_lies_unpacks_no_more_than_it_says() -> None:
    data = archive(a=b"Goya " * 1000)
    at = data.index(b"PK\x01\x02") + 24
    small = data[:at] + (10).to_bytes(4, "little") + data[at + 4 :]
    with pytest.raises(Unreadable):
        only(small).read()


def test_a_damaged_directory() -> None:
    with pytest.raises(Unreadable):
        open_archive(archive(a=b"Goya")[:-30])


def test_too_many_entries() -> None:
    with pytest.raises(TooLarge, match="members"):
        open_archive(archive(**{str(number): b"" for number in range(20)}), Limits(members=10))
