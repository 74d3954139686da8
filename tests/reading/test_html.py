from __future__ import annotations

import struct
from collections.abc import Callable

import pytest
from growth import assert_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document, Layer, Paragraph, Style
from ingest.errors import TooLarge
from ingest.limits import Limits
from ingest.reading.html import read, read_html


def page(body: str, head: str = "") -> Document:
    return read(f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode())


def texts(body: str, head: str = "") -> list[str]:
    return [paragraph.text for paragraph in page(body, head).paragraphs]


def styled(paragraph: Paragraph) -> list[tuple[str, Style]]:
    return [(span.text, span.style) for span in paragraph.spans]


def cells(document: Document) -> list[tuple[int, int, int, str]]:
    return [(p.cell.table, p.cell.row, p.cell.column, p.text) for p in document.paragraphs if p.cell]


def layered(document: Document, layer: Layer) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.layer is layer]


# -- white space and blocks ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>  Lugar:\n   <b> Goya </b> (Corrientes) </p>", ["Lugar: Goya (Corrientes) "]),
        ("<p>a<p>b", ["a", "b"]),
        ("a<div>b</div>c", ["a", "b", "c"]),
        ("<div><div>a</div></div>", ["a"]),
        ("<p>a<br>b<br></p><p>c</p>", ["a\nb", "c"]),
        ("a<br><br>b<br> <br> <br>c", ["a", "b", "c"]),
        ("<div>a</div><div><br></div><div>b</div>", ["a", "", "b"]),
        ("<p></p><p>a</p>", ["a"]),
        ("<p>a&nbsp;b&eacute;&#9746;</p>", ["a\xa0bé☒"]),
        ("<dl><dt>a<dd>b</dl>", ["a", "b"]),
        ("<p>a\xadb\u200bc</p>", ["abc"]),
        ("<p style='white-space:pre-wrap'>a  b\n c</p>", ["a  b", " c"]),
        ("<div style='display:flex'><span>a</span><span>b</span></div>", ["a", "b"]),
        ("<blockquote class=gmail_quote>a</blockquote>", ["a"]),
        ("<details><summary>a</summary>b</details>", ["a", "b"]),
        ("<q>a</q>", ["“a”"]),
    ],
)
def test_paragraphs(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_preformatted_text_is_read_as_text() -> None:
    body = (
        "<pre>\n&gt; Las consultas se responden por mensajería todos los martes y\n&gt; jueves, de 18 a 20, y además"
        " los sábados de mañana si hay\n&gt; turnos.\n\n<a href='https://example.org'>https://example.org</a></pre>"
    )
    assert texts(body) == [
        "Las consultas se responden por mensajería todos los martes y jueves, de 18 a 20, y además los sábados de "
        "mañana si hay turnos.",
        "",
        "https://example.org",
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<style>p { color: red }</style>",
        "<template>x</template>",
        "<p hidden>x</p>",
        "<p style='DISPLAY: none'>x<b>x</b></p>",
        "<span style='visibility:hidden'>x</span>",
        "<div style='font-size:0px'>x</div>",
        "<div style='max-height:0;overflow:hidden'>x</div>",
        "<span style='mso-hide:all'>x</span>",
        "<span style='position:absolute;left:-9999px'>x</span>",
        "<input type=hidden value=x>",
        "<!-- x --><!--[if mso]><p>x</p><![endif]-->",
        "<iframe src='file:///etc/passwd'>x</iframe><img src='http://example.org/x' alt=x>",
        "<p class=oculta>x</p>",
        "<datalist><option>x</datalist>",
    ],
)
def test_what_the_eye_does_not_see(hidden: str) -> None:
    head = "<title>x</title><style><!-- .oculta { display: none } --></style>"
    assert "".join(texts(f"Lugar: {hidden}Goya", head)).replace("\n", "") == "Lugar: Goya"


def test_what_is_visible_again() -> None:
    assert texts("<p style='visibility:hidden'>x<span style='visibility:visible'>a</span></p>") == ["a"]
    assert texts("<![if !mso]>a<![endif]>") == ["a"]


# -- looks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "style"),
    [
        ("<b>a</b>", Style.BOLD),
        ("<strong>a</strong>", Style.BOLD),
        ("<em>a</em>", Style.ITALIC),
        ("<u>a</u>", Style.UNDERLINE),
        ("<s>a</s>", Style.STRIKE),
        ("<strike>a</strike>", Style.STRIKE),
        ("<mark>a</mark>", Style.HIGHLIGHT),
        ("<ins>a</ins>", Style.NONE),
        ("<sup>a</sup>", Style.SUPERSCRIPT),
        ("<span style='font-weight:700'>a</span>", Style.BOLD),
        ("<b style='font-weight: normal'>a</b>", Style.NONE),
        ("<span style='text-decoration: underline line-through'>a</span>", Style.UNDERLINE | Style.STRIKE),
        ("<span style='background:#ff0'>a</span>", Style.HIGHLIGHT),
        ("<span style='background-color: rgb(255, 255, 0)'>a</span>", Style.HIGHLIGHT),
        ("<span style='background: yellow; mso-highlight: yellow'>a</span>", Style.HIGHLIGHT),
        ("<span style='background: white'>a</span>", Style.NONE),
        ("<span style='background: rgba(0,0,0,0)'>a</span>", Style.NONE),
        ("<p style='background: yellow'>a</p>", Style.HIGHLIGHT),
        ("<div style='background: yellow'><p>a</p></div>", Style.NONE),
        ("<table><tr><td bgcolor=yellow>a</table>", Style.HIGHLIGHT),
        ("<span style='border: 1px solid red'>a</span>", Style.ENCIRCLED),
        ("<span style='border: none'>a</span>", Style.NONE),
        ("<span class=e>a</span>", Style.BOLD | Style.HIGHLIGHT),
        ("<span class='x f'>a</span>", Style.STRIKE),
        ("<i class=f>a</i>", Style.ITALIC),
        ("<span id=g>a</span>", Style.UNDERLINE),
        ("<label>a</label>", Style.BOLD),
    ],
)
def test_looks(element: str, style: Style) -> None:
    head = """<style>/* a { color: red } */ .e, .z { font-weight: bold; background: yellow }
      span.f { text-decoration: line-through } #g { text-decoration: underline } label { font-weight: bold }
      @media print { label { font-weight: normal } } @font-face { font-family: x } div b { color: red }</style>"""
    assert styled(page(element, head).paragraphs[0]) == [("a", style)]


def test_colours_and_links() -> None:
    body = (
        "<font color=red>a</font><span style='color:#1F497D'>b</span><span style='color:windowtext'>c</span>"
        "<a href='mailto:a@example.org'>d</a>"
    )
    assert [(s.text, s.colour, s.link) for s in page(body).paragraphs[0].spans] == [
        ("a", "ff0000", None), ("b", "1f497d", None), ("c", None, None), ("d", None, "mailto:a@example.org")
    ]  # fmt: skip


def test_deleted_text_is_no_text() -> None:
    made = page("<p>Lugar: <del>Esquina</del><ins>Goya</ins></p>").paragraphs[0]
    assert made.text == "Lugar: Goya"
    assert ("Esquina", Style.DELETED) in styled(made)


def test_symbol_fonts_become_unicode() -> None:
    body = "<span style='font-family:Wingdings'>þ</span> Mixta <font face='Wingdings, serif'>o</font>"
    assert texts(body) == ["☑ Mixta ☐"]


# -- tables and lists ------------------------------------------------------------------------------------


def test_tables() -> None:
    body = """<table><caption>Planilla</caption><thead><tr><th colspan=2>A</th><th>B</thead>
      <tr><td rowspan=2>C<td><p>D</p><p>E</p></td><td></td></tr><tr><td>F<table><tr><td>G</table></table>H"""
    document = page(body)
    assert cells(document) == [
        (1, 0, 0, "A"), (1, 0, 2, "B"), (1, 1, 0, "C"), (1, 1, 1, "D"), (1, 1, 1, "E"), (1, 1, 2, ""),
        (1, 2, 1, "F"), (2, 0, 0, "G"),
    ]  # fmt: skip
    assert [p.text for p in document.paragraphs if p.cell is None] == ["Planilla", "H"]
    inner = document.paragraphs[-2].cell
    assert inner is not None and inner.outer is not None and (inner.outer.row, inner.outer.column) == (2, 1)


def test_lists_give_labels() -> None:
    body = (
        "<ul><li>a<li><p>b</p><ol start=3 type=a><li>c</ol></ul><ol><li value=7>d<li>e</ol>"
        "<ul class=lst><li>f</ul><ul style='list-style:none'><li>g</ul>"
    )
    head = "<style>.lst > li:before { content: '\\002751   ' }</style>"
    assert [(p.bullet, p.text) for p in page(body, head).paragraphs] == [
        ("•", "a"), ("•", "b"), ("c.", "c"), ("7.", "d"), ("8.", "e"), ("❑", "f"), (None, "g")
    ]  # fmt: skip


# -- controls ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("control", "text", "style"),
    [
        ("<input value='Goya (Corrientes)'>", "Goya (Corrientes)", Style.FILLED),
        ("<input type=date value=2020-04-24>", "2020-04-24", Style.FILLED),
        ("<input placeholder='Escriba'>", "Escriba", Style.PROMPT),
        ("<input type=checkbox checked>", "☒", Style.FILLED),
        ("<input type=radio>", "☐", Style.FILLED),
        ("<input type=submit value=Enviar>", "Enviar", Style.NONE),
        ("<textarea>\nGoya</textarea>", "Goya", Style.FILLED),
        ("<textarea placeholder=Escriba> </textarea>", "Escriba", Style.PROMPT),
        ("<select><option value=''>Elija<option selected>Mixta</select>", "Mixta", Style.FILLED),
        ("<select><option value='' selected>Elija<option>Mixta</select>", "Elija", Style.PROMPT),
        ("<select><option>Pública<option>Mixta</select>", "Pública", Style.PROMPT),
        ("<select multiple><option selected>a<option>b<option selected>c</select>", "a, c", Style.FILLED),
        ("<select><optgroup label=x><option label=a selected>z</optgroup></select>", "a", Style.FILLED),
    ],
)
def test_controls(control: str, text: str, style: Style) -> None:
    assert styled(page(f"<p>{control}</p>").paragraphs[0]) == [(text, style)]


def test_controls_that_show_nothing() -> None:
    assert texts(
        "<p>a<input><input type=password value=x><textarea></textarea><select multiple><option>x</select></p>"
    ) == ["a"]


def test_the_lines_of_a_text_area_are_paragraphs() -> None:
    assert texts("<label>Origen:</label><br><textarea>uno\r\ndos</textarea>fin") == ["Origen:", "uno", "dos", "fin"]


# -- what Word and LibreOffice write -----------------------------------------------------------------------


def test_content_controls_of_word() -> None:
    body = (
        "<p><w:Sdt CheckBox='t' CheckBoxIsChecked='t' CheckBoxValueChecked='&#9746;'><span>☒</span></w:Sdt>a "
        "<w:Sdt CheckBox='t'>☐</w:Sdt>b <w:Sdt ShowingPlcHdr='t'><span class=MsoPlaceholderText>Elija</span></w:Sdt>"
        "<w:Sdt Text='t'>Goya</w:Sdt><o:p></o:p></p>"
    )
    assert styled(page(body).paragraphs[0]) == [
        ("☒", Style.FILLED), ("a ", Style.NONE), ("☐", Style.FILLED), ("b ", Style.NONE), ("Elija", Style.PROMPT),
        ("Goya", Style.FILLED),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "<p class=MsoListParagraph><![if !supportLists]><span><span style='mso-list:Ignore'>1.<span style='font:7.0pt "
        '"Times New Roman"\'>&nbsp;&nbsp; </span></span></span><![endif]>uno</p>',
        "<p class=MsoListParagraphCxSpFirst>1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>uno</p>",
    ],
)
def test_list_labels_of_word(body: str) -> None:
    assert [(p.bullet, p.text) for p in page(body).paragraphs] == [("1.", "uno")]


def test_a_list_paragraph_of_word_without_label_is_text() -> None:
    assert texts("<p class=MsoListParagraph>a <b>b</b> cdefgh</p><p class=MsoListParagraph>x</p>") == [
        "a b cdefgh",
        "x",
    ]


def form_data(kind: int, result: int, default: int, *items: str) -> str:
    """FFData ([MS-DOC] 2.9.78) in hexadecimal, as Word writes it into a page."""
    raw = struct.pack("<IHHH", 0xFFFFFFFF, kind | result << 2, 0, 20) + bytes(4)  # no name
    raw += struct.pack("<H", default) + bytes(20)
    if items:
        raw += struct.pack("<HHH", 0xFFFF, len(items), 0)
        raw += b"".join(struct.pack("<H", len(item)) + item.encode("utf-16-le") for item in items)
    return raw.hex().upper()


@pytest.mark.parametrize(
    ("code", "data", "text"),
    [
        ("FORMCHECKBOX", form_data(1, 1, 0), "☒ Mixta"),
        ("FORMCHECKBOX", form_data(1, 25, 1), "☒ Mixta"),
        ("FORMCHECKBOX", form_data(1, 0, 1), "☐ Mixta"),
        ("FORMDROPDOWN", form_data(2, 1, 0, "uno", "dos"), "dos Mixta"),
    ],
)
def test_form_fields_of_word(code: str, data: str, text: str) -> None:
    body = (
        f"<p><!--[if supportFields]><span style='mso-element:field-begin'></span> {code} <![endif]-->"
        f"<!--[if gte mso 9]><xml> <w:data>{data}</w:data></xml><![endif]--><!--[if supportFields]><span "
        "style='mso-element:field-end'></span><![endif]--> Mixta</p>"
    )
    assert texts(body) == [text]


def test_notes_and_margins_are_layers() -> None:
    body = (
        "<div title=header><p>Arriba</p></div><p>Goya<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a> y <sup>"
        "<a class=sdfootnoteanc href='#sdfootnote1sym'><sup>1</sup></a></sup>más</p>"
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p>"
        "<a href='#_ftnref1'>[1]</a>"
        "al pie</p></div></div><div id=sdfootnote1><p><a class=sdfootnotesym href='#x'>1</a>otra</p></div>"
        "<div style='mso-element:comment-list'><p>¿seguro?</p></div><div title=footer><p>Abajo</p></div>"
    )
    document = page(body)
    assert layered(document, Layer.BODY) == ["Goya y más"]
    assert layered(document, Layer.FOOTNOTE) == ["al pie", "otra"]
    assert layered(document, Layer.COMMENT) == ["¿seguro?"]
    assert (layered(document, Layer.HEADER), layered(document, Layer.FOOTER)) == (["Arriba"], ["Abajo"])


def test_a_box_that_floats_in_a_line_is_a_text_box() -> None:
    document = page("<p>L<span style='float:left'><span>en el cuadro</span></span>ugar:</p>")
    assert [(p.text, p.layer) for p in document.paragraphs] == [("Lugar:", Layer.BODY), ("en el cuadro", Layer.TEXTBOX)]


# -- character sets ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("<p>Año</p>".encode("utf-8-sig"), None),
        ("<p>Año</p>".encode("utf-16"), None),
        ("<p>Año</p>".encode("cp1252"), None),
        ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>Año</p>".encode("latin-1"), None),
        ("<meta charset=macintosh><p>Año</p>".encode("mac_roman"), None),
        ("<meta charset=utf-8><p>Año</p>".encode("cp850"), "cp850"),
        ("<meta charset=utf-16><p>Año</p>".encode(), None),
        ("<?xml version='1.0' encoding='iso-8859-1'?><p>Año</p>".encode("latin-1"), None),
    ],
)
def test_character_sets(data: bytes, charset: str | None) -> None:
    assert [p.text for p in read_html(data, charset=charset).paragraphs] == ["Año"]


# -- malice ----------------------------------------------------------------------------------------------


def test_depth_is_no_matter() -> None:
    assert texts("<div>" * 100_000 + "hondo" + "</div>" * 100_000 + "fin") == ["hondo", "fin"]
    assert "".join(texts("<table><tr><td>" * 3000 + "a")).count("a") == 1
    assert "".join(texts("<div id=ftn1>" * 500 + "a")) == "a"


def test_limit() -> None:
    with pytest.raises(TooLarge):
        read(b"<p>" + b"a" * 11, Limits(characters=10))


TAGS = "<p> </p> <td> </td> <table> </table> <tr> <b> </b> <br> <li> <ul> </ul> <pre> <div> </div> <a> x"
CONTROLS = "<select> <option> </select> <textarea> </textarea> <input>"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(f"{TAGS} {CONTROLS}".split()), max_size=25))
def test_anything_is_read(parts: list[str]) -> None:
    page("".join(parts))


ELEMENTS = st.tuples(st.sampled_from(["p", "b", "div", "span", "td", "li", "h2"]), st.text("abcñ ", max_size=6))


@settings(max_examples=60, deadline=None)
@given(st.lists(ELEMENTS, max_size=12))
def test_no_character_is_lost(parts: list[tuple[str, str]]) -> None:
    body = "".join(f"<{tag}>{text}</{tag}>" for tag, text in parts)
    shown = "".join(texts(f"<table><tr>{body}</tr></table>" if any(tag == "td" for tag, _ in parts) else body))
    assert sorted(shown.replace(" ", "")) == sorted("".join(text for _, text in parts).replace(" ", ""))


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(lambda count: b"<div>" * count + b"a", id="depth"),
        pytest.param(lambda count: b"a<br>" * count, id="breaks"),
        pytest.param(lambda count: b"<p class=MsoListParagraph>" + b"&nbsp;" * count, id="blanks before a label"),
        pytest.param(lambda count: b"<style>" + b"a " * 20 * count + b"</style>", id="no rules"),
        pytest.param(lambda count: b"<style>" + b"/*" * 20 * count + b"</style>", id="open comments"),
        pytest.param(lambda count: b"<style>" + b"@x{a;}" * count + b";</style>", id="other rules"),
        pytest.param(lambda count: b"<p style='color:red" + b";" * 20 * count + b"x:(a)'>a", id="declarations"),
        pytest.param(lambda count: b"<table><tr>" + b"<td rowspan=9>a" * count + b"<tr>" * count, id="cells"),
    ],
)
def test_time_grows_with_the_page(source: Callable[[int], bytes]) -> None:
    assert_linear(read, source, 2000)


def test_style_sheets_with_faults() -> None:
    page = b"<style>p.a { color: red; b: { } p.b { font-weight: bold } /* p.b { color: red }</style>"
    document = read(page + b"<p class=a>uno<p class=b>dos<p style='background: rgba(1,2,3,1.2.3); color: red'>tres")
    assert [(p.spans[0].style, p.spans[0].colour) for p in document.paragraphs] == [
        (Style.NONE, None),
        (Style.BOLD, None),
        (Style.NONE, "ff0000"),
    ]
