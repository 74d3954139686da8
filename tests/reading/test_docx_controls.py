from __future__ import annotations

import pytest
from ooxml import body, line, p, r, sdt, table, tc, tr

TEXT, RICH = "<w:text/>", "<w:richText/>"
PROMPT = "<w:showingPlcHdr/>"
WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
CHECKED = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
UNCHECKED = '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'


def date(day: str) -> str:
    return f'<w:date w:fullDate="{day}T00:00:00Z"><w:dateFormat w:val="d/M/yyyy"/></w:date>'


CHOICE = (
    '<w:dropDownList w:lastValue="5"><w:listItem w:displayText="Elija un elemento." w:value=""/>'
    '<w:listItem w:displayText="Mixta" w:value="5"/></w:dropDownList>'
)

INLINE = [
    ("plain text", sdt(r("Goya"), TEXT), "{Goya|FILLED}"),
    ("rich text within a line", sdt(r("Goya")), "{Goya|FILLED}"),
    ("prompt", sdt(r("Haga clic aquí"), TEXT + PROMPT), "{Haga clic aquí|PROMPT}"),
    ("prompt switched off", sdt(r("Goya"), TEXT + '<w:showingPlcHdr w:val="0"/>'), "{Goya|FILLED}"),
    ("choice", sdt(r("Mixta"), CHOICE), "{Mixta|FILLED}"),
    ("choice not made, without saying so", sdt(r("Elija un elemento."), CHOICE), "{Elija un elemento.|PROMPT}"),
    ("choice that shows nothing", sdt("", CHOICE), "{Mixta|FILLED}"),
    ("combo box, typed into", sdt(r("Cooperativa"), "<w:comboBox/>"), "{Cooperativa|FILLED}"),
    ("date", sdt(r("24/04/2020"), date("2020-04-24")), "{24/04/2020|FILLED}"),
    ("date that shows nothing", sdt("", date("2020-04-24")), "{2020-04-24|FILLED}"),
    ("date, month first", sdt(r("4/5/2020"), date("2020-04-05")), "{2020-04-05|FILLED}"),
    ("date without its year", sdt(r("24 de abril"), date("2020-04-24")), "{2020-04-24|FILLED}"),
    ("date without its day", sdt(r("abril de 2020"), date("2020-04-24")), "{abril de 2020|FILLED}"),
    ("date typed over", sdt(r("25 de abril de 2020"), date("2020-04-24")), "{25 de abril de 2020|FILLED}"),
    ("date not chosen", sdt(r("Elija una fecha"), PROMPT + date("2020-04-24")), "{Elija una fecha|PROMPT}"),
    ("locked text of the template", sdt(r("Planilla"), TEXT + '<w:lock w:val="sdtContentLocked"/>'), "Planilla"),
    ("Google's wrapper", sdt(r("Localización:"), '<w:tag w:val="goog_rdk_3"/>'), "Localización:"),
    ("one in another", sdt(r("a ") + sdt(r("b"), TEXT + PROMPT), RICH), "{a |FILLED}{b|PROMPT}"),
]
BOXES = [
    ("ticked", sdt(r("☒"), CHECKED), "{☒|FILLED}"),
    ("unticked", sdt(r("☐"), UNCHECKED), "{☐|FILLED}"),
    ("no value is true", sdt(r("☒"), "<w14:checkbox><w14:checked/></w14:checkbox>"), "{☒|FILLED}"),
    ("no state is false", sdt(r("☐"), "<w14:checkbox/>"), "{☐|FILLED}"),
    ("spelt true", sdt(r("☒"), '<w14:checkbox><w14:checked w14:val="true"/></w14:checkbox>'), "{☒|FILLED}"),
    ("a glyph of its own", sdt(r("X"), CHECKED), "{☒|FILLED}"),
    ("a letter of Wingdings", sdt(r("þ", WINGDINGS), CHECKED), "{☒|FILLED}"),
    ("a symbol", sdt('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', UNCHECKED), "{☐|FILLED}"),
    ("a glyph that says otherwise", sdt(r("☒"), UNCHECKED), "{☐|FILLED}"),
    ("no glyph", sdt("", CHECKED), "{☒|FILLED}"),
    ("text beside the glyph", sdt(r("☒ Mixta"), CHECKED), "{☒|FILLED} Mixta"),
    ("text before the glyph", sdt(r("Mixta ☐"), CHECKED), "Mixta {☒|FILLED}"),
    ("text and no glyph", sdt(r("Mixta"), CHECKED), "{☒|FILLED}Mixta"),
]


@pytest.mark.parametrize(("what", "content", "expected"), INLINE + BOXES)
def test_a_control_within_a_line(what: str, content: str, expected: str) -> None:
    assert line(content) == expected


def test_several_boxes_in_one_paragraph() -> None:
    runs = [sdt(r("☐"), UNCHECKED), " Pública  ", sdt(r("☒"), CHECKED), " Privada"]
    assert line(*runs) == "{☐|FILLED} Pública  {☒|FILLED} Privada"


def test_controls_round_paragraphs() -> None:
    assert body(sdt(p("Goya"), TEXT)) == ["{Goya|FILLED}"]
    assert body(sdt(p("Localización: ", "Goya"), RICH)) == ["Localización: Goya"]
    assert body(sdt(p("☒"), CHECKED) + p("Mixta")) == ["{☒|FILLED}", "Mixta"]
    assert body(sdt(p(), date("2020-04-24"))) == ["{2020-04-24|FILLED}"]
    assert body(sdt(p("Escriba"), PROMPT) + p("x")) == ["{Escriba|PROMPT}", "x"]
    assert body(sdt(table(tr("Fecha:", "hoy")), RICH)) == ["Fecha:", "hoy"]


def test_controls_round_rows_and_cells() -> None:
    rows = table(sdt(tr("Fecha:", "hoy"), RICH), tr("Lugar:", sdt(tc(p("Goya")), TEXT)), tr(sdt(tc(p("☐")), CHECKED)))
    assert body(rows) == ["Fecha:", "hoy", "Lugar:", "{Goya|FILLED}", "{☒|FILLED}"]


def test_a_group_and_its_controls() -> None:
    group = sdt(p("Lugar: ", sdt(r("Goya"), TEXT)), "<w:group/>")
    assert body(group) == ["Lugar: {Goya|FILLED}"]


def test_a_repeated_section() -> None:
    item = sdt(p("Nombre: ", sdt(r("Ana"), TEXT)), "<w15:repeatingSectionItem xmlns:w15='urn:w15'/>")
    assert body(sdt(item + item, "<w15:repeatingSection xmlns:w15='urn:w15'/>")) == ["Nombre: {Ana|FILLED}"] * 2
