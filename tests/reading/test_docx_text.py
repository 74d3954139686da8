from __future__ import annotations

import pytest
from ooxml import body, line, p, r

WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:cs="Wingdings"/>'
HIGH_ONLY = '<w:rFonts w:ascii="Calibri" w:hAnsi="Wingdings"/>'


def sym(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


T = "<w:t>{}</w:t>".format
CHARACTERS = [
    ("runs", r("Sociedad ") + r("civil"), "Sociedad civil"),
    ("tab", run(T("a") + "<w:tab/>" + T("b")), "a\tb"),
    ("tab to an alignment", run(T("a") + '<w:ptab w:alignment="right"/>' + T("b")), "a\tb"),
    ("line break", run(T("a") + "<w:br/>" + T("b")), "a\nb"),
    ("carriage return", run(T("a") + "<w:cr/>" + T("b")), "a\nb"),
    ("page break", run(T("a") + '<w:br w:type="page"/>' + T("b")), "a\nb"),
    ("page break at the start", run('<w:br w:type="page"/>' + T("b")), "b"),
    ("where Word broke a page", run(T("a") + "<w:lastRenderedPageBreak/>" + T("b")), "ab"),
    ("soft hyphen", run(T("pan") + "<w:softHyphen/>" + T("demia")), "pandemia"),
    ("soft hyphen as a character", r("pan\u00addemia"), "pandemia"),
    ("hyphen that does not break", run(T("COVID") + "<w:noBreakHyphen/>" + T("19")), "COVID-19"),
    ("blank that does not break", r("12\u00a0personas"), "12\u00a0personas"),
    ("invisible characters", r("\u202a+54 9\u202c\u200b 221\ufeff"), "+54 9 221"),
    ("joined emoji", r("👩\u200d🌾"), "👩\u200d🌾"),
    ("XML broken over lines", r("Sociedad\n      civil"), "Sociedad civil"),
    ("entities", r("Ruiz &amp; Díaz &lt;x&gt;"), "Ruiz & Díaz <x>"),
    ("ruby", run(f"<w:ruby><w:rt>{r('encima')}</w:rt><w:rubyBase>{r('base')}</w:rubyBase></w:ruby>"), "base"),
    ("formula", "<m:oMath><m:r><m:t>y</m:t></m:r><m:r><m:t>=2</m:t></m:r></m:oMath>", "y=2"),
    ("smart tag", f"<w:smartTag><w:smartTagPr/><w:smartTag>{r('Goya')}</w:smartTag></w:smartTag>", "Goya"),
    ("custom XML", f'<w:customXml w:element="lugar"><w:customXmlPr/>{r("Goya")}</w:customXml>', "Goya"),
    ("direction", f'<w:dir w:val="ltr"><w:bdo w:val="ltr">{r("Goya")}</w:bdo></w:dir>', "Goya"),
    ("a wrapper not known", f"<w:wrapperOfTomorrow>{r('Goya')}</w:wrapperOfTomorrow>", "Goya"),
    (
        "bookmarks and proofing",
        f'<w:bookmarkStart w:id="0"/><w:proofErr w:type="gramStart"/>{r("a")}<w:bookmarkEnd/>',
        "a",
    ),
]
SYMBOLS = [
    ("tick", sym("Wingdings", "F0FC"), "✓"),
    ("ticked box", sym("Wingdings", "F0FE"), "☑"),
    ("crossed box", sym("Wingdings 2", "F053"), "☒"),
    ("empty box, without private use", sym("Wingdings", "A8"), "☐"),
    ("Webdings", sym("Webdings", "F061"), "✔"),
    ("of a text font", sym("Calibri", "2611"), "☑"),
    ("not a number", sym("Wingdings", "zz") + r("a"), "a"),
    ("letters in Wingdings", r("o", WINGDINGS) + r(" Mixta"), "☐ Mixta"),
    ("a high letter in Wingdings", r("Mixta ü", HIGH_ONLY), "Mixta ✓"),
    ("private use in a text font", r("\uf0fe Mixta"), "☑ Mixta"),
]


@pytest.mark.parametrize(("what", "runs", "expected"), CHARACTERS + SYMBOLS)
def test_characters(what: str, runs: str, expected: str) -> None:
    assert line(runs) == expected


def test_hidden_text_is_not_there() -> None:
    hidden = "<w:vanish/>"
    assert line(r("a"), r("b", hidden), r("c", '<w:vanish w:val="0"/>')) == "ac"
    assert line(r("a"), f"<w:r><w:rPr>{hidden}</w:rPr><w:tab/><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>") == "a"


def test_a_hidden_paragraph_mark_joins() -> None:
    joined = "<w:rPr><w:vanish/></w:rPr>"
    assert body(p("Localización: ", properties=joined) + p("Goya")) == ["Localización: Goya"]


def test_a_big_first_letter_belongs_to_its_paragraph() -> None:
    frame = '<w:framePr w:dropCap="drop" w:lines="3"/>'
    assert body(p("E", properties=frame) + p("sta iniciativa")) == ["Esta iniciativa"]


def test_a_frame_is_a_paragraph() -> None:
    assert body(p("a", properties='<w:framePr w:w="2000"/>') + p("b")) == ["a", "b"]


def test_empty_paragraphs_separate() -> None:
    assert body(p("a") + p() + "<w:p/>" + p("b")) == ["a", "", "", "b"]


def test_alternative_content_is_read_once() -> None:
    branches = '<mc:Choice Requires="wps">{}</mc:Choice><mc:Fallback>{}</mc:Fallback>'
    choice = f"<mc:AlternateContent>{branches}</mc:AlternateContent>"
    assert line(choice.format(r("nuevo"), r("viejo"))) == "nuevo"
    assert body(choice.format(p("nuevo"), p("viejo"))) == ["nuevo"]
    assert line(f"<w:r>{choice.format(T('nuevo'), T('viejo'))}</w:r>") == "nuevo"
    uri = "http://schemas.microsoft.com/office/drawing/2014/chartex"
    unknown = choice.replace("<mc:Choice ", f"<mc:Choice xmlns:cx='{uri}' ")
    assert line(unknown.replace('"wps"', '"cx"').format(r("nuevo"), r("viejo"))) == "viejo"
