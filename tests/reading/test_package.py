from __future__ import annotations

import io
import zipfile

import pytest

from ingest.errors import Encrypted, TooLarge, Unreadable
from ingest.limits import MB, Limits
from ingest.reading.package import Package, parse_xml

TEXT = "".join(f"<p>párrafo {number}</p>" for number in range(2000))
XML = f"<?xml version='1.0' encoding='UTF-8'?><body>{TEXT}</body>".encode()


def archive(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", method) as packed:
        for name, data in members:
            packed.writestr(name, data)
    return box.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_parts_come_as_they_were_packed(method: int) -> None:
    package = Package(archive(("a.xml", XML), ("carpeta/ñ.txt", b"2"), method=method), Limits())
    assert package.names == ["a.xml", "carpeta/ñ.txt"]
    assert package.read("a.xml") == XML
    assert package.read("carpeta/ñ.txt") == b"2"
    assert package.read("b.xml") is None
    assert not package.damaged


def test_bytes_before_the_archive_and_a_comment_after_it() -> None:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as packed:
        packed.writestr("a.xml", b"<a/>")
        packed.comment = b"comentario"
    assert Package(b"basura" + box.getvalue(), Limits()).read("a.xml") == b"<a/>"


def test_zip64() -> None:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as packed, packed.open("a.xml", "w", force_zip64=True) as member:
        member.write(b"<a/>")
    assert Package(box.getvalue(), Limits()).read("a.xml") == b"<a/>"


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_a_cut_file_gives_what_is_left(share: float) -> None:
    data = archive(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", XML), ("fin.xml", b"<fin/>"))
    package = Package(data[: int(len(data) * share)], Limits())
    assert package.damaged
    root = package.rescue_xml("word/document.xml")
    assert root is not None
    texts = [element.text for element in root]
    assert len(texts) > 100
    assert texts[:100] == [f"párrafo {number}" for number in range(100)]


def test_a_cut_file_whose_sizes_follow_the_data() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("uno.xml", XML)
        packed.writestr("dos.xml", b"<a/>")
    data = pipe.getvalue()
    package = Package(data[: data.find(b"dos.xml") + 12], Limits())
    root = package.rescue_xml("uno.xml")
    assert root is not None and len(root) == 2000


def test_a_damaged_part_is_refused_or_rescued() -> None:
    data = bytearray(archive(("a.xml", XML)))
    middle = len(data) // 2
    data[middle : middle + 40] = b"\xff" * 40
    package = Package(bytes(data), Limits())
    with pytest.raises(Unreadable):
        package.read("a.xml")
    root = package.rescue_xml("a.xml")
    assert package.damaged
    assert root is not None and root[0].text == "párrafo 0"


def test_no_zip_at_all() -> None:
    with pytest.raises(Unreadable):
        Package(b"PK\x03\x04", Limits())


def test_a_size_that_lies_ends_in_an_error() -> None:
    data = archive(("a.xml", b"x" * 5000))
    size = (5000).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        Package(data.replace(size, (50).to_bytes(4, "little")), Limits()).read("a.xml")


def test_bombs_are_refused_before_they_are_opened() -> None:
    data = archive(("a.xml", b"0" * (2 * MB)))
    with pytest.raises(TooLarge) as problem:
        Package(data, Limits()).read("a.xml")
    assert problem.value.reason == "ratio"
    with pytest.raises(TooLarge):
        Package(data, Limits(total_bytes=MB))
    with pytest.raises(TooLarge):
        Package(archive(*((f"{n}.xml", b"") for n in range(20))), Limits(members=10))


def test_a_locked_part_needs_a_password() -> None:
    data = archive(("a.xml", b"<a/>"))
    locked = bytearray(data)
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Encrypted):
        Package(bytes(locked), Limits()).read("a.xml")


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        " " * 5000 + "<!DOCTYPE a><a/>",
    ],
)
def test_a_doctype_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as problem:
        parse_xml(text.encode(), recover=True)
    assert problem.value.reason == "doctype"


def test_xml_that_is_none() -> None:
    with pytest.raises(Unreadable):
        parse_xml(b"Goya")
    with pytest.raises(Unreadable):
        parse_xml(b"", recover=True)
