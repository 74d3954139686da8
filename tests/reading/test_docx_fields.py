from __future__ import annotations

import pytest
from ooxml import body, line, p, r

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
EN = "\u2002"


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def form(kind: str, data: str, result: str = "") -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="a"/>{data}</w:ffData></w:fldChar></w:r>'
    return begin + code(kind) + (SEPARATE + result if result else "") + END


def box(state: str) -> str:
    return form("FORMCHECKBOX", f"<w:checkBox><w:sizeAuto/>{state}</w:checkBox>")


def text(result: str, default: str = "") -> str:
    stated = f'<w:default w:val="{default}"/>' if default else ""
    return form("FORMTEXT", f"<w:textInput>{stated}</w:textInput>", result)


def choice(state: str, result: str = "") -> str:
    entries = "".join(f'<w:listEntry w:val="{name}"/>' for name in ("Pública", "Privada", "Mixta"))
    return form("FORMDROPDOWN", f"<w:ddList>{state}{entries}</w:ddList>", result)


LEGACY = [
    ("ticked", box("<w:checked/>"), "{☒|FILLED}"),
    ("ticked 1", box('<w:checked w:val="1"/>'), "{☒|FILLED}"),
    ("ticked true", box('<w:checked w:val="true"/>'), "{☒|FILLED}"),
    ("ticked on", box('<w:checked w:val="on"/>'), "{☒|FILLED}"),
    ("unticked 0", box('<w:default w:val="1"/><w:checked w:val="0"/>'), "{☐|FILLED}"),
    ("unticked false", box('<w:checked w:val="false"/>'), "{☐|FILLED}"),
    ("unticked off", box('<w:checked w:val="off"/>'), "{☐|FILLED}"),
    ("by default", box('<w:default w:val="1"/>'), "{☒|FILLED}"),
    ("not by default", box('<w:default w:val="0"/>'), "{☐|FILLED}"),
    ("no state", box(""), "{☐|FILLED}"),
    ("with a glyph as result", form("FORMCHECKBOX", "<w:checkBox><w:checked/></w:checkBox>", r("☒")), "{☒|FILLED}"),
    ("text", text(r("Goya")), "{Goya|FILLED}"),
    ("text, empty", text(r(EN) * 5), ""),
    ("text, empty in one run", text(r(EN * 5)), ""),
    ("text with its default", text(r("Escriba aquí"), "Escriba aquí"), "{Escriba aquí|PROMPT}"),
    ("text over its default", text(r("Goya"), "Escriba aquí"), "{Goya|FILLED}"),
    ("choice", choice('<w:result w:val="2"/><w:default w:val="0"/>'), "{Mixta|FILLED}"),
    ("choice by default", choice('<w:default w:val="1"/>'), "{Privada|FILLED}"),
    ("choice not made", choice(""), "{Pública|FILLED}"),
    ("choice out of range", choice('<w:result w:val="9"/>'), "{Pública|FILLED}"),
    ("choice shown again", choice('<w:result w:val="2"/>', r("Mixta")), "{Mixta|FILLED}"),
]
FIELDS = [
    ("result", BEGIN + code("DATE") + SEPARATE + r("24/04/2020") + END, "24/04/2020"),
    ("no result", BEGIN + code("XE &quot;pymes&quot;") + END, ""),
    ("nested in the code", BEGIN + code("IF") + BEGIN + code("REF a") + SEPARATE + r("1") + END + code("= 1") + SEPARATE
     + r("sí") + END, "sí"),
    ("nested in the result", BEGIN + code("A") + SEPARATE + r("a") + BEGIN + code("B") + SEPARATE + r("b") + END
     + r("c") + END, "abc"),
    ("an end without a beginning", r("Goya") + END + r(", Corrientes"), "Goya, Corrientes"),
    ("a beginning without an end", r("a") + BEGIN + code("FORMTEXT") + SEPARATE + r("Goya"), "aGoya"),
    ("a beginning alone", BEGIN + r("Goya"), "Goya"),
    ("a separator alone", r("a") + SEPARATE + r("b"), "ab"),
    ("a prompt to click on", BEGIN + code("MACROBUTTON NoMacro [Escriba aquí]") + END, "{[Escriba aquí]|PROMPT}"),
    ("a symbol by its number", BEGIN + code("SYMBOL 252 \\f &quot;Wingdings&quot;") + END, "✓"),
    ("simple", '<w:fldSimple w:instr=" PAGE ">' + r("3") + "</w:fldSimple>", "3"),
    ("a stray end in a simple one", '<w:fldSimple w:instr="PAGE">' + END + r("3") + "</w:fldSimple>" + r("!"), "3!"),
    ("deleted", f"<w:del>{BEGIN}{code('DATE')}{SEPARATE}<w:r><w:delText>hoy</w:delText></w:r>{END}</w:del>",
     "{hoy|DELETED}"),
]  # fmt: skip
LINKS = [
    ('HYPERLINK "https://example.org/a"', "https://example.org/a"),
    ("HYPERLINK https://example.org/a", "https://example.org/a"),
    ('HYPERLINK "https://example.org/a" \\l "mapa" \\o "Ver el mapa"', "https://example.org/a#mapa"),
    ('HYPERLINK \\t "_blank" "https://example.org/a"', "https://example.org/a"),
    ('HYPERLINK "mailto:ana@example.org"', "mailto:ana@example.org"),
    ('HYPERLINK \\l "_Toc1"', None),
]


@pytest.mark.parametrize(("what", "runs", "expected"), LEGACY + FIELDS)
def test_a_field_shows(what: str, runs: str, expected: str) -> None:
    assert line(runs) == expected


@pytest.mark.parametrize(("instruction", "target"), LINKS)
def test_a_hyperlink_field_has_its_target(instruction: str, target: str | None) -> None:
    expected = f"{{nota|->{target}}}" if target else "nota"
    assert line(BEGIN + code(instruction.replace('"', "&quot;")) + SEPARATE + r("nota") + END) == expected
    assert line(f"<w:fldSimple w:instr='{instruction}'>{r('nota')}</w:fldSimple>") == expected


def test_a_field_over_paragraphs() -> None:
    begin = BEGIN + code("FORMTEXT") + SEPARATE
    assert body(p(begin, "uno") + p("dos") + p("tres", END, " fuera")) == [
        "{uno|FILLED}",
        "{dos|FILLED}",
        "{tres|FILLED} fuera",
    ]


def test_several_boxes_in_one_paragraph() -> None:
    runs = [box(""), " Pública  ", box("<w:checked/>"), " Privada"]
    assert line(*runs) == "{☐|FILLED} Pública  {☒|FILLED} Privada"
