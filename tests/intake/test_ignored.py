from __future__ import annotations

import struct

import pytest

from ingest.intake.ignored import Reason, by_content, by_name, picture_size, sentence, too_small


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("planillas/~$planilla.docx", Reason.LOCK_FILE),
        ("planillas\\~$planilla.docx", Reason.LOCK_FILE),
        ("__MACOSX/planilla.docx", Reason.SYSTEM_FILE),
        ("a/._planilla.docx", Reason.SYSTEM_FILE),
        ("a/THUMBS.DB", Reason.SYSTEM_FILE),
        ("planilla.docx", None),
        ("mis~$datos.docx", None),
        (".planilla.docx", None),
        ("Thumbs.db.docx", None),
    ],
)
def test_names(name: str, reason: Reason | None) -> None:
    assert by_name(name) is reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\n", Reason.CONTACT),
        (b"\nbegin:vcalendar\n", Reason.CALENDAR),
        (b"-----BEGIN PGP SIGNATURE-----\n", Reason.SIGNATURE),
        (b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X", Reason.SYSTEM_FILE),
        (b"Fecha: BEGIN:VCARD", None),
        (b"%PDF-1.4", None),
    ],
)
def test_first_bytes(data: bytes, reason: Reason | None) -> None:
    assert by_content(data) is reason


def jpeg(width: int, height: int) -> bytes:
    app = b"\xff\xe0\x00\x10JFIF\0" + bytes(9)
    tables = b"\xff\xc4\x00\x05abc"
    return b"\xff\xd8" + app + tables + b"\xff\xc2\x00\x11\x08" + struct.pack(">HH", height, width) + bytes(20)


PICTURES = [
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 220, 80), (220, 80)),
    (b"GIF89a" + struct.pack("<HH", 1, 2), (1, 2)),
    (b"BM" + bytes(16) + struct.pack("<ii", 640, -480), (640, 480)),
    (jpeg(1200, 1600), (1200, 1600)),
    (b"\xff\xd8\xff", None),
    (b"\x89PNG\r\n\x1a\n", None),
    (b"hola", None),
]


@pytest.mark.parametrize(("data", "size"), PICTURES)
def test_sizes_of_pictures(data: bytes, size: tuple[int, int] | None) -> None:
    assert picture_size(data) == size


def test_a_page_is_not_too_small_and_a_logo_is() -> None:
    assert too_small(jpeg(900, 250)) and too_small(jpeg(400, 400))
    assert not too_small(jpeg(620, 880)) and not too_small(b"\xff\xd8\xff")


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_reason_can_be_said(language: str) -> None:
    assert len({sentence(reason, language) for reason in Reason}) == len(Reason)
