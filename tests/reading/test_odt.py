from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from growth import assert_linear

from ingest.document import Document, Layer, Paragraph, Style
from ingest.errors import Encrypted, Unreadable
from ingest.reading.odt import read

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "form": "urn:oasis:names:tc:opendocument:xmlns:form:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())


def flat(body: str, styles: str = "", automatic: str = "", masters: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {DECLARED}><office:styles>{styles}</office:styles>'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def package(body: str, **parts: str) -> bytes:
    content = f"<office:document-content {DECLARED}><office:body><office:text>{body}</office:text></office:body>"
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content + "</office:document-content>")
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return box.getvalue()


def paragraphs(body: str, **groups: str) -> tuple[Paragraph, ...]:
    return read(flat(body, **groups)).paragraphs


def styled(paragraph: Paragraph) -> list[tuple[str, Style]]:
    return [(span.text, span.style) for span in paragraph.spans]


def text_style(name: str, properties: str, more: str = "") -> str:
    head = f'<style:style style:name="{name}" style:family="text" {more}>'
    return f"{head}<style:text-properties {properties}/></style:style>"


def layered(document: Document, layer: Layer) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.layer is layer]


def test_white_space_breaks_and_blanks() -> None:
    body = (
        '<text:p>  Lugar:\n   Goya<text:s text:c="3"/>y<text:tab/>más<text:line-break/> allá <text:soft-page-break/> '
        "fin</text:p>"
    )
    assert paragraphs(body)[0].text == "Lugar: Goya   y\tmás\nallá fin"


def test_a_package_without_the_other_parts() -> None:
    document = read(package("<text:p>Goya</text:p><text:p/>"))
    assert [p.text for p in document.paragraphs] == ["Goya", ""]
    assert (document.format, document.damaged) == ("odt", False)


@pytest.mark.parametrize(
    ("properties", "style"),
    [
        ('fo:font-weight="bold"', Style.BOLD),
        ('fo:font-weight="700"', Style.BOLD),
        ('fo:font-style="italic"', Style.ITALIC),
        ('style:text-underline-style="solid"', Style.UNDERLINE),
        ('style:text-line-through-style="solid"', Style.STRIKE),
        ('style:text-line-through-type="double"', Style.STRIKE),
        ('fo:background-color="#ffff00"', Style.HIGHLIGHT),
        ('loext:char-shading-value="15" fo:background-color="transparent"', Style.HIGHLIGHT),
        ('style:text-position="super 58%"', Style.SUPERSCRIPT),
        ('fo:border="0.06pt solid #000000"', Style.ENCIRCLED),
        ('fo:background-color="#FFFFFF" fo:font-weight="normal" style:text-underline-style="none"', Style.NONE),
    ],
)
def test_looks(properties: str, style: Style) -> None:
    body = '<text:p>Tipo: <text:span text:style-name="T1">Mixta</text:span></text:p>'
    assert styled(paragraphs(body, automatic=text_style("T1", properties))[0])[-1][1] == style


def test_styles_inherit_and_are_taken_back() -> None:
    styles = (
        '<style:default-style style:family="paragraph"><style:text-properties fo:color="#ff0000"/>'
        '</style:default-style><style:style style:name="Titulo" style:family="paragraph">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        + text_style("Fuerte", 'style:text-line-through-style="solid"')
    )
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Titulo"/>'
        + text_style("T1", 'fo:color="#0000ff"', 'style:parent-style-name="Fuerte"')
        + text_style("T2", 'fo:font-weight="normal" style:use-window-font-color="true"')
    )
    body = (
        '<text:p text:style-name="P1">a<text:span text:style-name="T1">b<text:span text:style-name="T2">c</text:span>'
        "</text:span></text:p>"
    )
    spans = paragraphs(body, styles=styles, automatic=automatic)[0].spans
    assert [(s.text, s.style, s.colour) for s in spans] == [
        ("a", Style.BOLD, "ff0000"),
        ("b", Style.BOLD | Style.STRIKE, "0000ff"),
        ("c", Style.STRIKE, None),
    ]


def test_a_ring_of_styles_ends() -> None:
    ring = text_style("A", "", 'style:parent-style-name="B"') + text_style("B", "", 'style:parent-style-name="A"')
    body = '<text:p><text:span text:style-name="A">Goya</text:span></text:p>'
    assert paragraphs(body, styles=ring)[0].text == "Goya"


def test_shaded_paragraphs_cells_and_rows_are_highlighted() -> None:
    automatic = "".join(
        f'<style:style style:name="S{number}" style:family="{family}"><style:{family}-properties '
        'fo:background-color="#ffff00"/></style:style>'
        for number, family in enumerate(("paragraph", "table-cell", "table-row"))
    )
    body = (
        '<text:p text:style-name="S0">a</text:p><table:table><table:table-row>'
        '<table:table-cell table:style-name="S1"><text:p>b</text:p></table:table-cell>'
        "<table:table-cell><text:p>c</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:style-name="S2"><table:table-cell><text:p>d</text:p></table:table-cell>'
        "</table:table-row></table:table><text:p>e</text:p>"
    )
    found = {p.text: bool(p.spans[0].style & Style.HIGHLIGHT) for p in paragraphs(body, automatic=automatic)}
    assert found == {"a": True, "b": True, "c": False, "d": True, "e": False}


def test_hidden_text_is_not_there() -> None:
    automatic = text_style("T1", 'text:display="none"')
    body = (
        '<text:p>a<text:span text:style-name="T1">x</text:span>'
        '<text:hidden-text text:is-hidden="true">x</text:hidden-text>'
        '<text:hidden-text text:is-hidden="false">b</text:hidden-text></text:p>'
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>x</text:p>'
        '<text:section text:display="none"><text:p>x</text:p></text:section>'
        "<text:section><text:p>c</text:p></text:section>"
    )
    assert [p.text for p in paragraphs(body, automatic=automatic)] == ["ab", "c"]


def test_symbol_fonts_become_unicode() -> None:
    automatic = text_style("T1", 'fo:font-family="Wingdings"') + text_style("T2", 'style:font-name="W1"')
    automatic += '<style:font-face style:name="W1" svg:font-family="\'Wingdings 2\'"/>'
    body = (
        '<text:p><text:span text:style-name="T1">\uf0fe</text:span> Mixta '
        '<text:span text:style-name="T1">o</text:span> '
        '<text:span text:style-name="T2">P</text:span></text:p>'
    )
    assert paragraphs(body, automatic=automatic)[0].text == "☑ Mixta ☐ ✓"


def test_merged_and_repeated_cells() -> None:
    body = """<table:table><table:table-header-rows><table:table-row>
      <table:table-cell table:number-columns-spanned="2"><text:p>A</text:p></table:table-cell>
      <table:covered-table-cell/><table:table-cell><text:p>B</text:p></table:table-cell></table:table-row>
      </table:table-header-rows><table:table-row>
      <table:table-cell table:number-rows-spanned="2"><text:p>C</text:p></table:table-cell>
      <table:table-cell table:number-columns-repeated="2"/></table:table-row><table:table-row>
      <table:covered-table-cell/><table:table-cell><text:p>D</text:p></table:table-cell></table:table-row></table:table>"""
    cells = [(p.text, p.cell.row, p.cell.column, p.cell.rows, p.cell.columns) for p in paragraphs(body) if p.cell]
    assert cells == [
        ("A", 0, 0, 1, 2), ("B", 0, 2, 1, 1), ("C", 1, 0, 2, 1), ("", 1, 1, 1, 1), ("", 1, 2, 1, 1), ("D", 2, 1, 1, 1)
    ]  # fmt: skip


def test_a_table_in_a_cell() -> None:
    def table(content: str) -> str:
        row = f"<table:table-row><table:table-cell>{content}</table:table-cell></table:table-row>"
        return f"<table:table>{row}</table:table>"

    cell = paragraphs(table("<text:p>Tipo</text:p>" + table("<text:p>X</text:p>")))[1].cell
    assert cell is not None and cell.table == 2 and cell.outer is not None and cell.outer.table == 1


def test_repetition_without_end_ends() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="999999999">'
        '<table:table-cell table:number-columns-repeated="999999999"/></table:table-row>'
    )
    assert len(paragraphs(f"<table:table>{row * 300}</table:table>")) < 12_000


def test_lists_give_labels() -> None:
    automatic = (
        '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="\uf0a7">'
        '<style:text-properties fo:font-family="Wingdings"/></text:list-level-style-bullet>'
        '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>'
        '<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="I" '
        'style:num-suffix="." text:start-value="3"/></text:list-style>'
    )
    body = (
        '<text:list text:style-name="L1"><text:list-item><text:p>uno</text:p><text:p>sigue</text:p><text:list>'
        "<text:list-item><text:p>dos</text:p></text:list-item><text:list-item><text:p>tres</text:p></text:list-item>"
        '</text:list></text:list-item></text:list><text:list text:style-name="L2"><text:list-item>'
        "<text:p>cuatro</text:p></text:list-item><text:list-item><text:p>cinco</text:p></text:list-item></text:list>"
    )
    assert [(p.bullet, p.text) for p in paragraphs(body, automatic=automatic)] == [
        ("▪", "uno"), (None, "sigue"), ("a)", "dos"), ("b)", "tres"), ("III.", "cuatro"), ("IV.", "cinco"),
    ]  # fmt: skip


def test_tracked_changes() -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>'
        "<dc:creator>Ana</dc:creator></office:change-info><text:p>viejo</text:p><text:p>y</text:p></text:deletion>"
        '</text:changed-region><text:changed-region text:id="c2"><text:insertion/></text:changed-region>'
        '</text:tracked-changes><text:p>Lugar: <text:change text:change-id="c1"/><text:change-start '
        'text:change-id="c2"/>Goya<text:change-end text:change-id="c2"/></text:p>'
    )
    made = paragraphs(body)
    assert [p.text for p in made] == ["Lugar: Goya"]
    assert styled(made[0]) == [("Lugar: ", Style.NONE), ("viejo\ny", Style.DELETED), ("Goya", Style.NONE)]


def test_links() -> None:
    spans = paragraphs(
        '<text:p>Ver <text:a xlink:href="https://example.org/n">nota</text:a> '
        '<text:a xlink:href="#a">b</text:a></text:p>'
    )[0].spans
    assert [(s.text, s.link) for s in spans] == [("Ver ", None), ("nota", "https://example.org/n"), (" b", None)]


def test_notes_comments_and_margins_are_layers() -> None:
    masters = (
        '<style:master-page style:name="S"><style:header><text:p>Arriba</text:p></style:header>'
        "<style:header-left><text:p>Arriba</text:p></style:header-left><style:footer><text:p>Abajo</text:p>"
        '</style:footer><style:footer-left style:display="false"><text:p>x</text:p></style:footer-left>'
        "</style:master-page>"
    )
    body = (
        "<text:p>Goya<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>al pie</text:p>"
        "</text:note-body></text:note><office:annotation><dc:creator>Ana</dc:creator><dc:date>2020</dc:date>"
        "<text:p>¿seguro?</text:p></office:annotation> (Corrientes)</text:p>"
    )
    document = read(flat(body, masters=masters))
    assert layered(document, Layer.BODY) == ["Goya (Corrientes)"]
    assert layered(document, Layer.FOOTNOTE) == ["al pie"]
    assert layered(document, Layer.COMMENT) == ["¿seguro?"]
    assert layered(document, Layer.HEADER) == ["Arriba"]
    assert layered(document, Layer.FOOTER) == ["Abajo"]


def test_text_boxes_stand_after_their_anchor() -> None:
    body = (
        "<text:p><draw:frame><draw:text-box><text:p>Goya</text:p></draw:text-box><draw:image/><svg:title>x</svg:title>"
        "</draw:frame>Lugar:<draw:g><draw:custom-shape><svg:desc>x</svg:desc><text:p>grupo</text:p></draw:custom-shape>"
        "</draw:g><draw:ellipse><text:p/></draw:ellipse></text:p>"
    )
    made = paragraphs(body)
    assert [(p.text, p.layer) for p in made] == [
        ("Lugar:", Layer.BODY), ("Goya", Layer.TEXTBOX), ("grupo", Layer.TEXTBOX)
    ]  # fmt: skip


def test_fields() -> None:
    body = (
        "<text:p><text:placeholder>&lt;Lugar&gt;</text:placeholder>"
        '<text:text-input text:description="x">Goya</text:text-input>'
        '<text:text-input text:description="Escriba">Escriba</text:text-input>'
        '<text:drop-down><text:label text:value="a"/><text:label text:value="b" text:current-selected="true"/>b'
        "</text:drop-down><text:date>1/5/20</text:date></text:p>"
    )
    assert styled(paragraphs(body)[0]) == [
        ("<Lugar>", Style.PROMPT), ("Goya", Style.FILLED), ("Escriba", Style.PROMPT), ("b", Style.FILLED),
        ("1/5/20", Style.NONE),
    ]  # fmt: skip


def test_content_controls() -> None:
    box = 'loext:checkbox="true" loext:checked-state="☑" loext:unchecked-state="☐"'
    body = (
        f'<text:p><loext:content-control {box} loext:checked="true"><text:span>☑</text:span></loext:content-control>a'
        f"<loext:content-control {box}>☐</loext:content-control>b "
        '<loext:content-control loext:showing-place-holder="true"><loext:list-item loext:display-text="z"/>Elija'
        "</loext:content-control><loext:content-control>Goya</loext:content-control></text:p>"
    )
    made = paragraphs(body)[0]
    assert made.text == "☒a☐b ElijaGoya"
    assert styled(made)[-2:] == [("Elija", Style.PROMPT), ("Goya", Style.FILLED)]


def test_form_fields_of_word() -> None:
    kind = 'field:type="vnd.oasis.opendocument.field.'
    body = (
        f'<text:p><field:fieldmark {kind}FORMCHECKBOX"><field:param field:name="Checkbox_Checked" field:value="true"/>'
        f'</field:fieldmark>a<field:fieldmark {kind}FORMCHECKBOX"/>b <field:fieldmark {kind}FORMDROPDOWN">'
        '<field:param field:name="Dropdown_ListEntry" field:value="uno"/><field:param field:name="Dropdown_ListEntry" '
        'field:value="dos"/><field:param field:name="Dropdown_Selected" field:value="1"/></field:fieldmark> '
        f'<field:fieldmark-start {kind}FORMTEXT"/>CODE<field:fieldmark-separator/>Goya<field:fieldmark-end/>.'
        f'<field:fieldmark-start {kind}FORMTEXT"/>\u2002\u2002\u2002<field:fieldmark-end/></text:p>'
    )
    made = paragraphs(body)[0]
    assert made.text == "☒a☐b dos Goya."
    assert [text for text, style in styled(made) if style == Style.FILLED] == ["☒", "☐", "dos", "Goya"]


def test_form_controls() -> None:
    forms = """<office:forms><form:form>
      <form:checkbox form:id="c1" form:label="Pública" form:current-state="checked"/>
      <form:radio form:id="c2" form:selected="true" form:current-selected="false"/>
      <form:textarea form:id="c3" xml:id="c3"><text:p>Goya</text:p><text:p>Corrientes</text:p></form:textarea>
      <form:listbox form:id="c4"><form:option form:label="uno"/>
      <form:option form:label="dos" form:current-selected="true"/></form:listbox>
      <form:text form:id="c5" form:value="antes" form:current-value="ahora"/>
      <form:checkbox form:id="c6" form:state="checked"/></form:form></office:forms>"""

    def control(number: int, anchor: str = "as-char", more: str = "") -> str:
        return f'<draw:control draw:control="c{number}" text:anchor-type="{anchor}" {more}/>'

    right = 'svg:x="3cm"'
    body = (
        f"{forms}<text:p>{control(1)} <text:s/>{control(2)} Privada</text:p>"
        f"<text:p>{control(6, 'paragraph', right)}Mixta</text:p>"
        f"<text:p>{control(3, 'paragraph')}Lugar:</text:p><text:p>Tipo: {control(4)}, {control(5)}</text:p>"
    )
    made = paragraphs(body)
    assert [(p.text, p.layer) for p in made] == [
        ("☒ Pública  ☐ Privada", Layer.BODY),
        ("Mixta ☒", Layer.BODY),
        ("Lugar:", Layer.BODY),
        ("Goya", Layer.TEXTBOX),
        ("Corrientes", Layer.TEXTBOX),
        ("Tipo: dos, ahora", Layer.BODY),
    ]
    assert made[3].spans[0].style == Style.FILLED


def test_encrypted() -> None:
    manifest = (
        f'<manifest:manifest {DECLARED}><manifest:file-entry manifest:full-path="content.xml">'
        "<manifest:encryption-data/>"
        "</manifest:file-entry></manifest:manifest>"
    )
    with pytest.raises(Encrypted):
        read(package("<text:p", **{"META-INF__manifest": manifest}))
    assert read(package("<text:p>Goya</text:p>", **{"META-INF__manifest": manifest})).paragraphs[0].text == "Goya"


def test_damaged_files_give_what_is_left() -> None:
    cut = flat("<text:p>Lugar: Goya</text:p><text:p>Fecha: 2020</text:p>")[:-75]
    document = read(cut)
    assert document.damaged and document.paragraphs[0].text == "Lugar: Goya"
    with pytest.raises(Unreadable):
        read(b"<office:document/>")
    with pytest.raises(Unreadable):
        read(b"PK\x03\x04 nothing")


def test_entities_are_refused() -> None:
    source = flat("<text:p>&a;</text:p>").replace(
        b"<office:document ", b'<!DOCTYPE x [<!ENTITY a "b">]><office:document ', 1
    )
    with pytest.raises(Unreadable):
        read(source)


def test_depth_is_bounded() -> None:
    deep = "<text:span>" * 240 + "hondo" + "</text:span>" * 240
    assert paragraphs(f"<text:p>{deep}</text:p>")[0].text == "hondo"
    document = read(flat("<text:p>Goya</text:p><text:p>" + "<text:span>" * 5000))
    assert document.damaged and document.paragraphs[0].text == "Goya"


@pytest.mark.parametrize("comment", ["", "<!-- escrito a mano -->"])
def test_named_styles_are_found_in_their_part(comment: str) -> None:
    named = (
        f'<office:document-styles {DECLARED}>{comment}<office:font-face-decls><style:font-face style:name="W" '
        'svg:font-family="Wingdings"/></office:font-face-decls><office:styles>'
        '<style:default-style style:family="paragraph"><style:text-properties fo:font-style="italic"/>'
        "</style:default-style>"
        '<style:style style:name="Fuerte &amp; gris" style:family="text"><style:text-properties fo:font-weight="bold"/>'
        '</style:style><style:style style:family="paragraph" style:name="Caja"><style:text-properties '
        'style:font-name="W"/></style:style></office:styles><office:master-styles><style:master-page>'
        '<style:header><text:p text:style-name="Caja">o</text:p></style:header></style:master-page>'
        "</office:master-styles></office:document-styles>"
    )
    body = '<text:p><text:span text:style-name="Fuerte &amp; gris">Goya</text:span></text:p>'
    document = read(package(body, styles=named))
    assert styled(document.paragraphs[0]) == [("Goya", Style.BOLD | Style.ITALIC)]
    assert layered(document, Layer.HEADER) == ["☐"]


OPTIONS = ("Pública", "Privada", "Sociedad civil", "Mixta")
PLACE = 'text:anchor-type="char" draw:style-name="gr1" svg:x="-4pt" svg:y="-1pt" svg:width="50pt" svg:height="16pt"'


def marked(drawing: str, graphic: str = "") -> dict[str, Style]:
    """The options that a drawing anchored in the second one marks."""
    automatic = (
        '<style:style style:name="gr1" style:family="graphic"><style:graphic-properties style:vertical-rel="paragraph" '
        f'style:horizontal-rel="paragraph" {graphic}/></style:style>'
    )
    body = "".join(f"<text:p>{drawing if option == 'Privada' else ''}{option}</text:p>" for option in OPTIONS)
    return {s.text: s.style for p in paragraphs(body, automatic=automatic) for s in p.spans if s.style}


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        (f"<draw:ellipse {PLACE}/>", {"Privada": Style.ENCIRCLED}),
        (f"<draw:rect {PLACE}><text:p/></draw:rect>", {"Privada": Style.ENCIRCLED}),
        (f'<draw:g {PLACE}><draw:ellipse {PLACE}/></draw:g>', {"Privada": Style.ENCIRCLED}),
        (
            f'<draw:custom-shape {PLACE}><draw:enhanced-geometry draw:type="ooxml-mathMultiply"/></draw:custom-shape>',
            {"Privada": Style.CROSSED},
        ),
        (
            f'<draw:custom-shape {PLACE}><draw:enhanced-geometry draw:type="mso-spt13"/></draw:custom-shape>',
            {},
        ),
        (
            '<draw:line text:anchor-type="char" draw:style-name="gr1" svg:x1="0pt" svg:y1="7pt" svg:x2="44pt" '
            'svg:y2="7pt"/>',
            {"Privada": Style.STRIKE},
        ),
        (f'<draw:ellipse {PLACE.replace("-1pt", "26pt")}/>', {"Mixta": Style.ENCIRCLED}),
        (
            f"<draw:frame {PLACE}><draw:text-box><text:p>X</text:p></draw:text-box></draw:frame>",
            {"Privada": Style.CROSSED},
        ),
    ],
)  # fmt: skip
def test_drawn_marks(drawing: str, expected: dict[str, Style]) -> None:
    assert marked(drawing) == expected


def test_drawings_that_are_not_seen_or_whose_place_is_not_known_mark_nothing() -> None:
    assert marked(f"<draw:ellipse {PLACE}/>", 'draw:stroke="none" draw:fill="none"') == {}
    long = "<text:p>Una respuesta larga de muchas palabras que nadie quiso marcar con nada</text:p>"
    body = long.replace("<text:p>", f"<text:p><draw:ellipse {PLACE}/>")
    graphic = '<style:graphic-properties style:vertical-rel="page"/>'
    automatic = f'<style:style style:name="gr1" style:family="graphic">{graphic}</style:style>'
    assert not any(span.style for p in paragraphs(body, automatic=automatic) for span in p.spans)


_ELLIPSE = (
    '<draw:ellipse text:anchor-type="char" draw:style-name="gr{0}" svg:x="0in" svg:y="0in" svg:width="0.8in" '
    'svg:height="0.22in"/>'
)
_START = '<field:fieldmark-start field:type="vnd.oasis.opendocument.field.FORMTEXT"/>'
_BOX = '<draw:frame text:anchor-type="char" svg:y="0in"><draw:text-box><text:p>a</text:p></draw:text-box></draw:frame>'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(lambda count: f"<text:p>{(_ELLIPSE + 'Mixta ') * count}</text:p>", id="shapes in a paragraph"),
        pytest.param(lambda count: f"<text:p>{_ELLIPSE}Mixta</text:p>" * count, id="shapes"),
        pytest.param(lambda count: f"<text:p>{_START * 4 * count}a</text:p>", id="open fields"),
        pytest.param(lambda count: f"<text:p>{_BOX * count}Mixta</text:p>", id="boxes"),
        pytest.param(lambda count: f"<text:p>{'a<text:line-break/>' * count}</text:p>", id="lines"),
        pytest.param(
            lambda count: "".join(
                f'<text:p><text:span text:style-name="T{at}">a</text:span></text:p>' for at in range(count)
            ),
            id="unknown styles",
        ),
    ],
)
def test_time_grows_with_the_text(body: Callable[[int], str]) -> None:
    assert_linear(read, lambda count: flat(body(count)), 150)
