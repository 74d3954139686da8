"""Kinds of package: strict, templates, other producers' habits, cut and damaged files, hostile ones."""

from __future__ import annotations

import pytest
from ooxml import body, docx, p, part, r, relationships, zipped

from ingest.document import Document
from ingest.errors import TooLarge, Unreadable
from ingest.limits import Limits
from ingest.reading import read as read_any
from ingest.reading.docx import read

LONG = "".join(p(f"párrafo {number}: ", r("Trenque Lauquen", "<w:b/>")) for number in range(500))


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def strict(data: str) -> str:
    """Transitional names as the strict kind writes them."""
    for family in ("wordprocessingml", "officeDocument", "drawingml"):
        data = data.replace(
            f"http://schemas.openxmlformats.org/{family}/2006/", f"http://purl.oclc.org/ooxml/{family}/"
        )
    return data


def test_the_main_part_is_found_by_its_relationship() -> None:
    data = docx(p("Goya"), main="doc/principal.xml", parts={"word/document.xml": part("document", "<w:body/>")})
    assert texts(read(data)) == ["Goya"]


@pytest.mark.parametrize(
    "target",
    ["/word/document.xml", "word\\document.xml", "WORD/Document.xml", "./word/document.xml"],
)
def test_targets_as_producers_write_them(target: str) -> None:
    data = docx(p("Goya"), parts={"_rels/.rels": relationships(("rId1", "officeDocument", target))})
    assert texts(read(data)) == ["Goya"]


def test_a_package_without_relationships() -> None:
    assert texts(read(zipped({"word/document.xml": part("document", f"<w:body>{p('Goya')}</w:body>")}))) == ["Goya"]


def test_the_strict_kind() -> None:
    xml = p(f'<w:hyperlink r:id="h">{r("nota")}</w:hyperlink>', r("Mixta", '<w:rStyle w:val="Fuerte"/>'))
    bold = '<w:style w:type="character" w:styleId="Fuerte"><w:rPr><w:b w:val="on"/></w:rPr></w:style>'
    parts = {
        "_rels/.rels": strict(relationships(("rId1", "officeDocument", "word/document.xml"))),
        "word/_rels/document.xml.rels": strict(
            relationships(("h", "hyperlink", "https://example.org/a"), ("s", "styles", "styles.xml"))
        ),
        "word/document.xml": strict(part("document", f"<w:body>{xml}</w:body>")),
        "word/styles.xml": strict(part("styles", bold)),
    }
    usual = read(docx(xml, ("h", "hyperlink", "https://example.org/a"), styles=bold))
    assert read(docx("", parts=parts)) == usual
    assert usual.paragraphs[0].spans[0].link == "https://example.org/a"


def test_another_prefix_and_encoding() -> None:
    xml = part("document", f"<w:body>{p('Peña')}</w:body>").replace("w:", "x:").replace("xmlns:w=", "xmlns:x=")
    assert texts(read(docx("", parts={"word/document.xml": xml}))) == ["Peña"]
    xml = xml.replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert texts(read(docx("", parts={"word/document.xml": xml.encode("utf-16")}))) == ["Peña"]


def test_every_kind_of_word_file_is_told_by_its_content() -> None:
    assert read_any(docx(p("Goya"))).format == "docx"


# -- damage -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.5, 0.7, 0.95])
def test_a_cut_file_gives_its_beginning(share: float) -> None:
    data = docx(LONG)
    document = read(data[: int(len(data) * share)])
    assert document.damaged
    assert texts(document)[:50] == [f"párrafo {number}: Trenque Lauquen" for number in range(50)]


def test_a_file_with_a_hole_gives_what_comes_before() -> None:
    data = bytearray(docx(LONG))
    middle = len(data) // 2
    data[middle : middle + 30] = bytes(30)
    document = read(bytes(data))
    assert document.damaged
    assert texts(document)[:20] == [f"párrafo {number}: Trenque Lauquen" for number in range(20)]


def test_xml_that_breaks_off() -> None:
    xml = part("document", f"<w:body>{p('Goya')}{p('Corrientes')}").removesuffix("</w:document>")[:-20]
    document = read(docx("", parts={"word/document.xml": xml}))
    assert document.damaged
    assert texts(document)[0] == "Goya"


def test_prefixes_that_nothing_declares() -> None:
    drawing = "<w:r><w:drawing><wp:anchor><q:a><q:b/></q:a></wp:anchor></w:drawing></w:r>"
    document = read(docx(p("Goya", drawing)))
    assert document.damaged
    assert texts(document) == ["Goya"]


def test_a_damaged_part_beside_the_main_one() -> None:
    document = read(docx(p(r("Goya", '<w:rStyle w:val="Fuerte"/>')), styles="<w:style"))
    assert texts(document) == ["Goya"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 nada", "zip"),
        (zipped({"otra.xml": "<a/>"}), "no_document"),
        (docx("", parts={"word/document.xml": "<a/>"}), "no_document"),
        (
            docx(p("Goya"), parts={"_rels/.rels": relationships(("rId1", "officeDocument", "../../etc/passwd"))}),
            "no_document",
        ),
        (docx("", parts={"word/document.xml": "Goya"}), "no_document"),
        (docx(LONG)[:400], "no_document"),
        (docx("", parts={"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "doctype"),
    ],
)
def test_nothing_to_be_had(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as problem:
        read(data)
    assert problem.value.reason == reason


def test_limits_hold() -> None:
    with pytest.raises(TooLarge):
        read(docx(LONG), Limits(characters=1000))
    with pytest.raises(TooLarge):
        read(docx(LONG), Limits(part_bytes=1000))


def test_deep_nesting_ends_in_a_document_or_a_reason() -> None:
    deep = "<w:smartTag>" * 240 + r("Goya") + "</w:smartTag>" * 240
    assert body(p(deep)) == ["Goya"]
    for depth in (400, 3_000):
        data = docx(p("Goya", "<w:smartTag>" * depth + r("x") + "</w:smartTag>" * depth))
        try:
            document = read(data)
        except Unreadable as problem:
            assert problem.reason == "depth"
        else:
            assert texts(document)[0].startswith("Goya")
