from __future__ import annotations

import io
import struct
import zipfile

import pytest

from ingest.reading.sniff import OLE2, is_mail, sniff


def package(*names: str, stored: dict[str, bytes] | None = None) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for name, data in {**dict.fromkeys(names, b"x"), **(stored or {})}.items():
            archive.writestr(name, data)
    return box.getvalue()


def compound(*names: str, embedded: tuple[str, ...] = ()) -> bytes:
    """A compound file ([MS-CFB]) whose root holds `names` and a storage with the `embedded` ones."""
    entries = [("Root Entry", 5, 0xFFFFFFFF, 1)]
    every = [*names, "ObjectPool"]
    for index, name in enumerate(every, 1):
        right = index + 1 if index < len(every) else 0xFFFFFFFF
        inside = len(every) + 1 if name == "ObjectPool" and embedded else 0xFFFFFFFF
        entries.append((name, 1, right, inside))
    for index, name in enumerate(embedded, len(every) + 1):
        right = index + 1 if index < len(every) + len(embedded) else 0xFFFFFFFF
        entries.append((name, 2, right, 0xFFFFFFFF))
    directory = b""
    for name, kind, right, child in entries:
        wide = name.encode("utf-16-le")
        directory += wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide) + 2, kind, 1, 0xFFFFFFFF, right, child)
        directory = directory.ljust(len(directory) + 128 - len(directory) % 128, b"\0")
    directory = directory.ljust((len(directory) + 511) // 512 * 512, b"\0")
    sectors = len(directory) // 512
    header = bytearray(OLE2 + bytes(504))
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 44, 1)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    chain = [*range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack("<128I", 0xFFFFFFFD, *chain, *[0xFFFFFFFF] * (127 - len(chain)))
    return bytes(header) + table + directory


CASES = [
    ("docx", package("[Content_Types].xml", "word/document.xml")),
    ("docx", package("[Content_Types].xml", "word/document.xml")[:120]),
    ("xlsx", package("[Content_Types].xml", "xl/workbook.xml")),
    ("odt", package("content.xml", "META-INF/manifest.xml")),
    ("zip", package("planillas/a.txt")),
    ("zip", package(stored={"a.docx": package("[Content_Types].xml", "word/document.xml")})),
    ("zip", package("word/notes.txt", "other/notes.txt")),
    ("doc", compound("WordDocument", "1Table")),
    ("doc", compound("WordDocument", embedded=("__properties_version1.0", "Workbook"))),
    ("msg", compound("__properties_version1.0", embedded=("WordDocument",))),
    ("xls", compound("Workbook")),
    ("encrypted", compound("EncryptionInfo", "EncryptedPackage")),
    ("ole", compound("Contents")),
    ("pdf", b"\r\n%PDF-1.4\n"),
    ("pdf", b"junk before\n%PDF-1.4\n"),
    ("image", b"BM" + struct.pack("<IIII", 70, 0, 54, 40) + bytes(60)),
    ("txt", "BMW cedió una camioneta".encode()),
    ("eml", b"Received: from x\r\nFrom: a@example.org\r\n\r\nhola"),
    ("eml", b"From: a@example.org\nTo: b@example.org\nDate: Tue, 5 May 2020 10:00:00 -0300\n\nhola"),
    ("eml", b"\n\nMIME-Version: 1.0\nFrom: a@example.org\n\n%PDF-1.4"),
    ("eml", b"125\nReturn-Path: <a@example.org>\nSubject: x\n\nhola"),
    ("txt", b"From: Ana\r\nSent: Monday, 4 May 2020\r\nTo: Luis\r\nSubject: planilla\r\n\r\nhola"),
    ("txt", b"De: Ana <ana@example.org>\nFecha: 4 may. 2020\nAsunto: planilla\n\nhola"),
    ("txt", "Fecha: 4 de mayo\nLocalización: Goya\n".encode()),
    ("mbox", b"From a@example.org Sat Apr 25 10:11:11 2020\nFrom: a@example.org\n\nhola"),
    ("txt", b"From here on we count:\n10:30 starts\n"),
    ("mht", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"),
    ("mht", b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"),
    ("html", b"\xef\xbb\xbf<html><body>hola"),
    ("html", "<html><body>hola".encode("utf-16")),
    ("p7m", bytes.fromhex("308006092a864886f70d010702a080")),
    ("encrypted", bytes.fromhex("3082010006092a864886f70d010703a080")),
    ("tnef", b"\x78\x9f\x3e\x22\x01\x00"),
    ("binary", bytes(range(256)) * 8),
    ("txt", "Localización: Goya".encode("utf-16-le")),
]


@pytest.mark.parametrize(("kind", "data"), CASES, ids=[f"{kind}-{index}" for index, (kind, _) in enumerate(CASES)])
def test_the_content_tells_the_kind(kind: str, data: bytes) -> None:
    assert sniff(data) == kind


def test_a_damaged_compound_file_is_told_by_what_is_left() -> None:
    assert sniff(OLE2 + bytes(100) + "WordDocument".encode("utf-16-le")) == "doc"
    assert sniff(OLE2 + bytes(504) + b"\xec\xa5\xc1\0" + bytes(600)) == "doc"
    assert sniff(OLE2 + bytes(500) + b"\xec\xa5\xc1\0" + bytes(600)) == "ole"


def test_a_loop_in_a_compound_file_ends() -> None:
    looped = bytearray(compound("WordDocument", *[f"Stream {number}" for number in range(20)]))
    struct.pack_into("<I", looped, 512 + 4 * 3, 1)  # the directory's chain leads back to its start
    assert sniff(bytes(looped)) == "doc"


def test_a_header_without_end_is_no_mail() -> None:
    assert not is_mail(b"x" * 100_000)
