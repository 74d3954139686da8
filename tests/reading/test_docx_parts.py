"""What stands in other parts: links, lists, notes, margins, documents in the document."""

from __future__ import annotations

import pytest
from ooxml import body, document, docx, line, p, part, r, relationships

from ingest.document import Layer
from ingest.reading.docx import read


def layers(xml: str, *links: tuple[str, str, str], **more: object) -> list[tuple[str, str]]:
    made = read(docx(xml, *links, **more))  # type: ignore[arg-type]
    return [(q.layer.name, q.text) for q in made.paragraphs]


# -- links ------------------------------------------------------------------------------------------


def link(content: str, attributes: str) -> str:
    return p(f"<w:hyperlink {attributes}>{content}</w:hyperlink>")


LINKS = [("rId7", "hyperlink", "https://example.org/a"), ("rId8", "hyperlink", "mailto:ana@example.org")]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('r:id="rId7"', "{nota|->https://example.org/a}"),
        ('r:id="rId7" w:anchor="mapa"', "{nota|->https://example.org/a#mapa}"),
        ('r:id="rId8"', "{nota|->mailto:ana@example.org}"),
        ('w:anchor="_Toc1"', "nota"),
        ('r:id="rId99"', "nota"),
    ],
)
def test_hyperlinks(attributes: str, expected: str) -> None:
    assert body(link(r("nota"), attributes), *LINKS) == [expected]


def test_a_link_over_several_looks() -> None:
    runs = r("ver ") + r("nota", "<w:b/>")
    assert body(link(runs, 'r:id="rId7"'), *LINKS) == [
        "{ver |->https://example.org/a}{nota|BOLD->https://example.org/a}"
    ]


# -- lists ------------------------------------------------------------------------------------------


def level(index: int, format: str, text: str, more: str = "") -> str:
    look = f'<w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>{more}'
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/>{look}</w:lvl>'


def counted(id: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{id}">{"".join(levels)}</w:abstractNum>'


def used(id: int, abstract: int, more: str = "") -> str:
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


WINGDINGS = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
FROM_FIVE = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
NUMBERING = (
    counted(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "%1.%2)"))
    + counted(1, level(0, "bullet", chr(0xF0A8), WINGDINGS))
    + used(1, 0)
    + used(2, 1)
    + used(3, 0, FROM_FIVE)
)


def item(text: str, list_id: int, index: int = 0) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_list_labels_are_no_text() -> None:
    xml = (
        item("a", 1) + item("b", 1) + item("c", 1, 1) + item("d", 1, 1) + item("e", 1) + item("f", 1, 1) + item("g", 2)
    )
    made = document(xml + item("h", 0) + item("i", 3) + item("j", 3), numbering=NUMBERING)
    assert [(q.bullet, q.text) for q in made.paragraphs] == [
        ("1.", "a"),
        ("2.", "b"),
        ("2.a)", "c"),
        ("2.b)", "d"),
        ("3.", "e"),
        ("3.a)", "f"),
        ("☐", "g"),
        (None, "h"),
        ("5.", "i"),
        ("6.", "j"),
    ]


def test_a_list_by_its_style() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="paragraph" w:styleId="Lista">{numbered}</w:style>'
    made = document(p("a", properties='<w:pStyle w:val="Lista"/>'), numbering=NUMBERING, styles=styles)
    assert made.paragraphs[0].bullet == "1."


# -- notes ------------------------------------------------------------------------------------------


def note(kind: str, id: int, text: str) -> str:
    return f'<w:{kind} w:id="{id}"><w:p><w:r><w:{kind}Ref/></w:r>{r(text)}</w:p></w:{kind}>'


def mark(kind: str, id: int, more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{id}"{more}/></w:r>'


def test_notes_come_after_the_body_and_their_marks_are_gone() -> None:
    xml = p("Goya", mark("footnote", 2), " (Corrientes)", mark("comment", 0), mark("endnote", 5))
    parts = {
        "footnotes": '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        + note("footnote", 2, "al pie")
        + note("footnote", 3, "sin llamada"),
        "endnotes": note("endnote", 5, "al final"),
        "comments": note("comment", 0, "¿Es así?"),
    }
    assert layers(xml + p("fin"), **parts) == [
        ("BODY", "Goya (Corrientes)"),
        ("BODY", "fin"),
        ("FOOTNOTE", "al pie"),
        ("COMMENT", "¿Es así?"),
        ("FOOTNOTE", "al final"),
    ]


def test_the_note_of_a_deleted_mark_is_gone() -> None:
    xml = p("Goya", f"<w:del>{mark('footnote', 2)}</w:del>")
    assert layers(xml, footnotes=note("footnote", 2, "al pie")) == [("BODY", "Goya")]


def test_a_mark_of_its_own_is_no_text() -> None:
    own = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    assert layers(p("Goya", own), footnotes=note("footnote", 2, "al pie")) == [("BODY", "Goya"), ("FOOTNOTE", "al pie")]


def test_a_missing_part_of_notes() -> None:
    assert layers(p("Goya", mark("footnote", 2))) == [("BODY", "Goya")]


# -- margins ----------------------------------------------------------------------------------------


def margin(kind: str, type: str, id: str) -> str:
    return f'<w:{kind}Reference w:type="{type}" r:id="{id}"/>'


def test_headers_and_footers() -> None:
    sections = f"<w:sectPr>{margin('header', 'default', 'h1')}{margin('header', 'first', 'h2')}"
    sections += f"{margin('footer', 'default', 'f1')}{margin('footer', 'even', 'f2')}</w:sectPr>"
    links = [
        ("h1", "header", "h1.xml"),
        ("h2", "header", "h2.xml"),
        ("f1", "footer", "f1.xml"),
        ("f2", "footer", "f2.xml"),
    ]
    parts = {f"word/{name}.xml": part("hdr", p(name)) for name in ("h1", "h2", "f1", "f2")}
    assert layers(p("Goya") + sections, *links, parts=parts) == [("BODY", "Goya"), ("HEADER", "h1"), ("FOOTER", "f1")]
    first = sections.replace("</w:sectPr>", "<w:titlePg/></w:sectPr>")
    assert ("HEADER", "h2") in layers(p("Goya") + first, *links, parts=parts)
    both = layers(p("Goya") + sections, *links, parts=parts, settings="<w:evenAndOddHeaders/>")
    assert ("FOOTER", "f2") in both


def test_a_header_of_two_sections_is_read_once() -> None:
    section = f"<w:sectPr>{margin('header', 'default', 'h1')}</w:sectPr>"
    made = layers(
        p("a", properties=section) + p("b") + section,
        ("h1", "header", "h1.xml"),
        parts={"word/h1.xml": part("hdr", p("membrete"))},
    )
    assert made == [("BODY", "a"), ("BODY", "b"), ("HEADER", "membrete")]


def test_a_link_in_a_header_uses_the_headers_relationships() -> None:
    header = part("hdr", link(r("web"), 'r:id="rId1"'))
    made = document(
        p("a") + f"<w:sectPr>{margin('header', 'default', 'h1')}</w:sectPr>",
        ("h1", "header", "h1.xml"),
        parts={
            "word/h1.xml": header,
            "word/_rels/h1.xml.rels": relationships(("rId1", "hyperlink", "https://example.org/pie")),
        },
    )
    assert made.paragraphs[1].layer is Layer.HEADER
    assert made.paragraphs[1].spans[0].link == "https://example.org/pie"


# -- documents in the document ----------------------------------------------------------------------


CHUNK = [("c1", "aFChunk", "trozo.dat")]


def test_a_document_in_the_document() -> None:
    inner = docx(p("dentro"))
    made = document(p("a") + '<w:altChunk r:id="c1"/>' + p("b"), *CHUNK, parts={"word/trozo.dat": inner})
    assert [q.text for q in made.paragraphs] == ["a", "dentro", "b"]
    assert not made.damaged


def test_a_chunk_that_is_not_there() -> None:
    made = document(p("a") + '<w:altChunk r:id="c9"/>', *CHUNK)
    assert made.damaged and [q.text for q in made.paragraphs] == ["a"]


def test_a_document_that_holds_itself_ends() -> None:
    data = docx(p("a"))
    for _ in range(12):
        data = docx('<w:altChunk r:id="c1"/>' + p("b"), *CHUNK, parts={"word/trozo.dat": data})
    made = read(data)
    assert made.damaged and {q.text for q in made.paragraphs} == {"b"}


def test_nothing_outside_is_fetched() -> None:
    links = [("c1", "aFChunk", "https://example.org/x.html"), ("s", "styles", "https://example.org/styles.xml")]
    made = document('<w:altChunk r:id="c1"/>' + p(r("a", '<w:rStyle w:val="Fuerte"/>')), *links)
    assert made.damaged and [q.text for q in made.paragraphs] == ["a"]


def test_numbers_of_a_field_in_a_line() -> None:
    assert line("página ", '<w:fldSimple w:instr="PAGE">' + r("3") + "</w:fldSimple>") == "página 3"
