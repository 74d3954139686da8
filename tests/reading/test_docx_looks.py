from __future__ import annotations

import pytest
from ooxml import body, docx, line, p, r, table, tc, tr

from ingest.reading.docx import read

DIRECT = [
    ("<w:b/>", "{Mixta|BOLD}"),
    ('<w:b w:val="0"/>', "Mixta"),
    ('<w:b w:val="false"/>', "Mixta"),
    ("<w:i/>", "{Mixta|ITALIC}"),
    ('<w:u w:val="single"/>', "{Mixta|UNDERLINE}"),
    ('<w:u w:val="none"/>', "Mixta"),
    ("<w:strike/>", "{Mixta|STRIKE}"),
    ("<w:dstrike/>", "{Mixta|STRIKE}"),
    ('<w:highlight w:val="yellow"/>', "{Mixta|HIGHLIGHT}"),
    ('<w:highlight w:val="none"/>', "Mixta"),
    ('<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>', "{Mixta|HIGHLIGHT}"),
    ('<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', "Mixta"),
    ('<w:shd w:val="clear" w:color="auto" w:fill="ffffff"/>', "Mixta"),
    ('<w:shd w:val="pct15" w:color="auto" w:fill="FFFFFF"/>', "{Mixta|HIGHLIGHT}"),
    ('<w:shd w:val="solid" w:color="FF0000" w:fill="auto"/>', "{Mixta|HIGHLIGHT}"),
    ('<w:shd w:val="nil"/>', "Mixta"),
    ('<w:color w:val="FF0000"/>', "{Mixta|#ff0000}"),
    ('<w:color w:val="auto"/>', "Mixta"),
    ('<w:color w:val="000000"/>', "Mixta"),
    ('<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>', "{Mixta|ENCIRCLED}"),
    ('<w:bdr w:val="nil"/>', "Mixta"),
    ('<w:vertAlign w:val="superscript"/>', "{Mixta|SUPERSCRIPT}"),
    ("<w:caps/>", "Mixta"),
    ("<w:smallCaps/>", "Mixta"),
    ('<w:rPrChange w:id="1"><w:rPr><w:b/><w:strike/></w:rPr></w:rPrChange>', "Mixta"),
]


@pytest.mark.parametrize(("properties", "expected"), DIRECT)
def test_a_look_set_on_a_run(properties: str, expected: str) -> None:
    assert line(r("Mixta", properties)) == expected


def style(kind: str, id: str, run: str = "", based_on: str = "", paragraph: str = "", default: bool = False) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    mark = ' w:default="1"' if default else ""
    inner = f'<w:name w:val="{id}"/>{base}<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr>'
    return f'<w:style w:type="{kind}"{mark} w:styleId="{id}">{inner}</w:style>'


STYLES = (
    style("paragraph", "Normal", default=True)
    + style("paragraph", "Titulo", "<w:b/>")
    + style("paragraph", "Subtitulo", "<w:color w:val='C00000'/>", based_on="Titulo")
    + style("paragraph", "Llano", "<w:b w:val='0'/>", based_on="Titulo")
    + style("paragraph", "Recuadro", paragraph="<w:shd w:val='clear' w:fill='FFFF00'/>")
    + style("paragraph", "Oculto", "<w:vanish/>")
    + style("character", "Fuerte", "<w:b/>")
    + style("character", "Tachado", "<w:strike/>")
    + style("character", "Marcado", "<w:highlight w:val='yellow'/>", based_on="Tachado")
    + style("character", "Simbolos", "<w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings'/>")
    + style("character", "Circular", "<w:i/>", based_on="Circular")
    + style("table", "Negrita", "<w:b/>")
)


def pstyle(id: str) -> str:
    return f'<w:pStyle w:val="{id}"/>'


def rstyle(id: str) -> str:
    return f'<w:rStyle w:val="{id}"/>'


STYLED = [
    (p("a", properties=pstyle("Titulo")), "{a|BOLD}"),
    (p("a", properties=pstyle("Subtitulo")), "{a|BOLD+#c00000}"),
    (p("a", properties=pstyle("Llano")), "a"),
    (p("a", properties=pstyle("Recuadro")), "{a|HIGHLIGHT}"),
    (p("a", properties=pstyle("Recuadro") + "<w:shd w:val='clear' w:fill='auto'/>"), "a"),
    (p("a", properties=pstyle("Oculto")), ""),
    (p(r("a", "<w:vanish w:val='0'/>"), properties=pstyle("Oculto")), "a"),
    (p("a", properties=pstyle("Desconocido")), "a"),
    (p("a", properties=pstyle("Fuerte")), "a"),  # a character style is none for paragraphs
    (p(r("a", rstyle("Fuerte"))), "{a|BOLD}"),
    (p(r("a", rstyle("Tachado"))), "{a|STRIKE}"),
    (p(r("a", rstyle("Marcado"))), "{a|STRIKE+HIGHLIGHT}"),
    (p(r("a", rstyle("Marcado") + "<w:strike w:val='0'/>")), "{a|HIGHLIGHT}"),
    (p(r("þ", rstyle("Simbolos"))), "☑"),
    (p(r("a", rstyle("Circular"))), "{a|ITALIC}"),
    (p(r("a", "<w:i/>" + rstyle("Fuerte"))), "{a|BOLD+ITALIC}"),  # in another order
    # toggle properties cancel each other out between kinds of style, direct ones are final
    (p(r("a", rstyle("Fuerte")), properties=pstyle("Titulo")), "a"),
    (p(r("a", rstyle("Fuerte") + "<w:b/>"), properties=pstyle("Titulo")), "{a|BOLD}"),
    (p(r("a", "<w:b/>"), properties=pstyle("Titulo")), "{a|BOLD}"),
]


@pytest.mark.parametrize(("xml", "expected"), STYLED)
def test_a_look_that_comes_from_styles(xml: str, expected: str) -> None:
    assert body(xml, styles=STYLES) == [expected]


@pytest.mark.parametrize(("xml", "expected"), STYLED)
def test_the_same_where_the_part_of_styles_is_written_unusually(xml: str, expected: str) -> None:
    data = docx(xml, styles="<!-- otra -->" + STYLES)
    [paragraph] = read(data).paragraphs
    assert paragraph == read(docx(xml, styles=STYLES)).paragraphs[0]


def test_a_table_style_toggles_too() -> None:
    def styled(cell: str) -> str:
        return table(tr(tc(cell))).replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="Negrita"/></w:tblPr>')

    assert body(styled(p("a")), styles=STYLES) == ["{a|BOLD}"]
    assert body(styled(p("a", properties=pstyle("Titulo"))), styles=STYLES) == ["a"]
    assert body(styled(p(r("a", rstyle("Fuerte")))) + p("b"), styles=STYLES) == ["a", "b"]


def test_shade_behind_paragraphs_and_cells() -> None:
    shade = '<w:shd w:val="clear" w:fill="D9D9D9"/>'
    assert body(p("a", r("b", "<w:b/>"), properties=shade) + p("c")) == ["{a|HIGHLIGHT}{b|BOLD+HIGHLIGHT}", "c"]
    rows = table(tr(tc(p("Fecha:") + table(tr("dentro")), properties=shade), "hoy"))
    assert body(rows) == ["{Fecha:|HIGHLIGHT}", "dentro", "hoy"]


def test_a_frame_round_a_paragraph() -> None:
    sides = "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right"))
    assert body(p("Mixta", properties=f"<w:pBdr>{sides}</w:pBdr>")) == ["{Mixta|ENCIRCLED}"]
    assert body(p("Mixta", properties='<w:pBdr><w:bottom w:val="single"/></w:pBdr>')) == ["Mixta"]


def test_changes_of_formatting_leave_the_new_one() -> None:
    before = '<w:pPrChange w:id="1"><w:pPr><w:shd w:val="clear" w:fill="FFFF00"/></w:pPr></w:pPrChange>'
    assert body(p("a", properties=before)) == ["a"]
