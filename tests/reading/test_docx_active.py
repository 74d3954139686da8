"""Controls of the forms of old (ActiveX), and diagrams (SmartArt): what they show is read."""

from __future__ import annotations

import pytest
from compound import compound_file
from ooxml import body, docx, p, relationships

from ingest.reading.docx import read

CLASSES = {"check": "8BD21D40-EC42-11CE-9E0D-00AA006002F3", "option": "8BD21D50-EC42-11CE-9E0D-00AA006002F3",
           "text": "8BD21D10-EC42-11CE-9E0D-00AA006002F3", "label": "978C9E23-D4B0-11CE-BF2D-00AA003F40D0"}  # fmt: skip
AX = 'xmlns:ax="http://schemas.microsoft.com/office/2006/activeX"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
CONTROL = '<w:r><w:object><v:shape id="_x0000_i1027"/><w:control r:id="rIdC" w:name="CheckBox1"/></w:object></w:r>'


def shown(kind: str, inside: str, *, binary: bytes | None = None) -> str:
    """The paragraph «Mixta: » and a control of that kind, as the reader shows it."""
    kept = "persistPropertyBag" if binary is None else "persistStreamInit"
    head = f'<ax:ocx {AX} {R} ax:classid="{{{CLASSES[kind]}}}" ax:persistence="{kept}" r:id="rId1">'
    parts: dict[str, str | bytes] = {"word/activeX/activeX1.xml": f"{head}{inside}</ax:ocx>"}
    if binary is not None:
        parts["word/activeX/activeX1.bin"] = binary
        parts["word/activeX/_rels/activeX1.xml.rels"] = relationships(("rId1", "activeXControlBinary", "activeX1.bin"))
    [line] = body(p("Mixta: ", CONTROL), ("rIdC", "control", "activeX/activeX1.xml"), parts=parts)
    return line


def bag(**values: str) -> str:
    return "".join(f'<ax:ocxPr ax:name="{name}" ax:value="{value}"/>' for name, value in values.items())


@pytest.mark.parametrize(
    ("kind", "properties", "expected"),
    [
        ("check", {"Value": "1", "Caption": "Sí"}, "Mixta: {☒|FILLED} Sí"),
        ("check", {"Value": "0", "Caption": "Sí"}, "Mixta: {☐|FILLED} Sí"),
        ("option", {"Value": "-1"}, "Mixta: {☒|FILLED}"),
        ("text", {"Value": "Goya (Corrientes)"}, "Mixta: {Goya (Corrientes)|FILLED}"),
        ("label", {"Caption": "marcar con una X"}, "Mixta: marcar con una X"),
    ],
)
def test_a_control_kept_as_properties(kind: str, properties: dict[str, str], expected: str) -> None:
    assert shown(kind, bag(**properties)) == expected


# 16 bytes of class, version 0.2, size; the mask says: display style, size, value, caption; the fields; 8 bytes of size.
TICKED = bytes.fromhex(
    "401dd28b42ecce119e0d00aa006002f3 0002 2400 4001c08000000000"
    "04 000000 01000080 05000080 95130000 3d020000 31000000 4d69787461 000000"
)
UNTICKED = TICKED.replace(bytes.fromhex("31000000"), bytes.fromhex("30000000"))
WIDE = bytes.fromhex("0002 2000 0001c00000000000 02000000 04000000 95130000 3d020000 31000000 5300ed00")


@pytest.mark.parametrize(
    ("binary", "expected"),
    [(TICKED, "{☒|FILLED} Mixta"), (UNTICKED, "{☐|FILLED} Mixta"), (WIDE, "{☒|FILLED} Sí"), (b"", "{☐|FILLED}"),
     (TICKED[:30], "{☐|FILLED}")],
    ids=["ticked", "unticked", "two bytes a letter, no class", "empty", "cut"],
)  # fmt: skip
def test_a_control_kept_as_a_stream(binary: bytes, expected: str) -> None:
    assert shown("check", "", binary=binary) == f"Mixta: {expected}"


LABEL = bytes.fromhex("0002 2000 2b000000 00000000 ffffff00 06000080 4c6162656c31 6900 ec090000 7b020000")


def test_a_label_kept_as_a_stream() -> None:
    assert shown("label", "", binary=LABEL) == "Mixta: Label1"


def test_a_control_in_a_compound_file() -> None:
    assert shown("check", "", binary=compound_file({"contents": TICKED[16:]})) == "Mixta: {☒|FILLED} Mixta"
    assert shown("check", "", binary=compound_file({"contents": TICKED[16:]})[:600]) == "Mixta: {☐|FILLED}"


POINTS = """
<dgm:pt modelId="{3}"><dgm:t><a:p><a:r><a:t>Escuela</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="{1}" type="doc"><dgm:t><a:p/></dgm:t></dgm:pt>
<dgm:pt modelId="{2}"><dgm:t><a:p><a:r><a:t>El </a:t></a:r><a:r><a:t>municipio</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="{4}" type="pres"><dgm:t><a:p><a:r><a:t>[no se ve]</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="{5}"><dgm:t><a:p><a:r><a:t>Producción</a:t></a:r></a:p></dgm:t></dgm:pt>"""
CONNECTIONS = """
<dgm:cxn srcId="{1}" destId="{3}" srcOrd="1"/><dgm:cxn srcId="{1}" destId="{2}" srcOrd="0"/>
<dgm:cxn srcId="{2}" destId="{5}" srcOrd="0"/><dgm:cxn type="presOf" srcId="{3}" destId="{1}" srcOrd="0"/>"""


def diagram(points: str, connections: str) -> dict[str, str | bytes]:
    spaces = (
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    lists = f"<dgm:ptLst>{points}</dgm:ptLst><dgm:cxnLst>{connections}</dgm:cxnLst>"
    return {"word/diagrams/data1.xml": f"<dgm:dataModel {spaces}>{lists}</dgm:dataModel>"}


DRAWING = (
    '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram">'
    '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rIdD"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def test_a_diagram_s_texts_come_in_the_order_of_its_list() -> None:
    lines = body(
        p("Participan:", DRAWING), ("rIdD", "diagramData", "diagrams/data1.xml"), parts=diagram(POINTS, CONNECTIONS)
    )
    assert lines == ["Participan:", "El municipio", "Producción", "Escuela"]


def test_points_in_a_ring_and_points_that_nothing_leads_to_are_read_once() -> None:
    ring = '<dgm:cxn srcId="{2}" destId="{3}"/><dgm:cxn srcId="{3}" destId="{2}"/>'
    lines = body(p("x", DRAWING), ("rIdD", "diagramData", "diagrams/data1.xml"), parts=diagram(POINTS, ring))
    assert lines == ["x", "Escuela", "El municipio", "Producción"]


def test_a_control_or_diagram_whose_part_is_missing_is_passed_over() -> None:
    made = read(docx(p("Mixta: ", CONTROL, DRAWING)))
    assert [paragraph.text for paragraph in made.paragraphs] == ["Mixta: "]
