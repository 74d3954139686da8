from __future__ import annotations

import pytest
from ooxml import body, document, p, r, table, tc, tr

from ingest.document import Layer

EMU = 12700
OPTIONS = ("Pública", "Privada", "Sociedad civil", "Conocimiento", "Mixta")
LINE = 10 * 1.15  # of Times in 10 points, which is what a document without styles is set in


def anchor(
    inside: str, x: float, y: float, width: float, height: float, across: str = "column", down: str = "paragraph"
) -> str:
    """A floating DrawingML drawing, in points."""
    places = "".join(
        f'<wp:position{axis} relativeFrom="{frm}"><wp:posOffset>{int(at * EMU)}</wp:posOffset></wp:position{axis}>'
        for axis, frm, at in (("H", across, x), ("V", down, y))
    )
    extent = f'<wp:extent cx="{int(width * EMU)}" cy="{int(height * EMU)}"/>'
    graphic = f"<a:graphic><a:graphicData>{inside}</a:graphicData></a:graphic>"
    inner = f'{places}{extent}<wp:docPr id="1" name="a"/>{graphic}'
    return f'<w:r><w:drawing><wp:anchor simplePos="0">{inner}</wp:anchor></w:drawing></w:r>'


def shape(preset: str, text: str = "") -> str:
    inner = f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>" if text else ""
    look = f'<a:prstGeom prst="{preset}"/><a:noFill/><a:ln w="9525"><a:solidFill/></a:ln>'
    return f"<wps:wsp><wps:spPr>{look}</wps:spPr>{inner}<wps:bodyPr/></wps:wsp>"


def drawn(preset: str, x: float, y: float, width: float, height: float, **more: str) -> str:
    return anchor(shape(preset), x, y, width, height, **more)


def vml(name: str, style: str, attributes: str = "", inside: str = "") -> str:
    return f'<w:r><w:pict><v:{name} style="{style}" {attributes}>{inside}</v:{name}></w:pict></w:r>'


def textbox(text: str, x: float = 0, y: float = 0, width: float = 100, height: float = 20) -> str:
    box = shape("rect", text).replace("<wps:wsp>", '<wps:wsp><wps:cNvSpPr txBox="1"/>')
    return anchor(box, x, y, width, height)


def list_of_options(*drawings: tuple[int, str]) -> str:
    """One option a paragraph, with drawings anchored in some."""
    at = dict(drawings)
    return "".join(p(at[number], option) if number in at else p(option) for number, option in enumerate(OPTIONS))


def marked(xml: str) -> dict[str, str]:
    """The marked words, and how."""
    found = {}
    for text in body(xml):
        for piece in text.split("{")[1:]:
            words, _, style = piece.partition("}")[0].partition("|")
            found[words] = style
    return found


# -- text boxes -------------------------------------------------------------------------------------


def test_a_text_box_stands_after_its_anchor_and_once() -> None:
    new = f"<mc:Choice Requires='wps'>{textbox(p('Goya'))[5:-6]}</mc:Choice>"
    box = f"<v:textbox><w:txbxContent>{p('Goya')}</w:txbxContent></v:textbox>"
    old = f"<mc:Fallback><w:pict><v:shape>{box}</v:shape></w:pict></mc:Fallback>"
    run = f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>"
    made = document(p("Localización:", run) + p("fin")).paragraphs
    assert [(q.layer, q.text) for q in made] == [
        (Layer.BODY, "Localización:"),
        (Layer.TEXTBOX, "Goya"),
        (Layer.BODY, "fin"),
    ]


def test_text_boxes_of_vml() -> None:
    content = f"<v:textbox><w:txbxContent>{p('Goya')}{table(tr('Ctes.'))}</w:txbxContent></v:textbox>"
    assert body(p("a", vml("shape", "width:10pt", inside=content))) == ["a", "Goya", "Ctes."]
    assert body(p("a", vml("shape", "", inside='<v:textpath string="Planilla"/>'))) == ["a", "Planilla"]


def test_a_box_in_a_box() -> None:
    inner = textbox(p("dentro"))
    assert body(p("a", textbox(p("b", inner))) + p("c")) == ["a", "b", "dentro", "c"]


def test_grouped_text_boxes_come_in_order() -> None:
    group = f"<wpg:wgp><wpg:grpSpPr/>{shape('rect', p('uno'))}{shape('rect', p('dos'))}</wpg:wgp>"
    assert body(p("a", anchor(group, 0, 0, 100, 50))) == ["a", "uno", "dos"]


def test_a_text_box_in_a_deleted_run_is_deleted() -> None:
    assert body(p(f"<w:del>{textbox(p('Goya'))}</w:del>", "a")) == ["a", "{Goya|DELETED}"]


def test_a_text_box_in_a_cell_knows_its_cell() -> None:
    made = document(table(tr(tc(p("Lugar:", textbox(p("Goya")))), "b"))).paragraphs
    assert [(q.text, q.cell.column if q.cell else None) for q in made] == [("Lugar:", 0), ("Goya", 0), ("b", 1)]


def test_a_text_box_stands_beside_what_it_floats_by() -> None:
    far = p("Fecha:", textbox(p("Goya"), y=2 * LINE + 2)) + p() + p("Lugar:") + p("Origen:")
    assert body(far) == ["Fecha:", "", "Lugar:", "Goya", "Origen:"]
    near = p("Fecha:", textbox(p("hoy"), x=60, y=-5)) + p("Lugar:")
    assert body(near) == ["Fecha:", "hoy", "Lugar:"]
    on_the_page = p("Fecha:", anchor(shape("rect", p("hoy")), 60, 500, 100, 20, down="page")) + p("Lugar:")
    assert body(on_the_page) == ["Fecha:", "hoy", "Lugar:"]


def test_hidden_and_empty_drawings_say_nothing() -> None:
    hidden = textbox(p("x")).replace("<w:drawing>", "<w:rPr><w:vanish/></w:rPr><w:drawing>")
    assert body(p("a", hidden)) == ["a"]
    assert body(p("a", textbox(p()))) == ["a"]


# -- marks ------------------------------------------------------------------------------------------

ROUND = [
    ("an ellipse", drawn("ellipse", -4, -2, 36, 17)),
    ("a frame", drawn("roundRect", -4, -2, 36, 17)),
    ("a frame from the page's margin", drawn("rect", -4, -2, 36, 17, across="margin")),
    ("an ellipse by its character", drawn("ellipse", -4, -2, 36, 17, across="character", down="line")),
    ("somewhere on the page", drawn("ellipse", 80, 400, 36, 17, across="page", down="page")),
    ("VML", vml("oval", "position:absolute;margin-left:-4pt;margin-top:-2pt;width:36pt;height:17pt", 'filled="f"')),
    ("VML by its type", vml("shape", "position:absolute;margin-left:-4pt;width:36pt;height:14pt", 'type="#_x0000_t3"')),
]
CROSSED = [
    ("a cross", drawn("mathMultiply", 5, 0, 16, 14)),
    ("a cross beside the option", drawn("mathMultiply", 40, 0, 12, 12)),
    ("two slashes", drawn("line", 2, 0, 20, 13) + drawn("straightConnector1", 2, 0, 20, 13)),
    ("a scribble", anchor("<wps:wsp><wps:spPr><a:custGeom/></wps:spPr></wps:wsp>", 0, 0, 24, 14)),
    ("VML freehand", vml("polyline", "position:absolute;margin-left:0;margin-top:0;width:20pt;height:14pt")),
]


@pytest.mark.parametrize(("what", "drawing"), ROUND)
@pytest.mark.parametrize("number", [0, 1, 4])
def test_a_shape_round_an_option(what: str, drawing: str, number: int) -> None:
    assert marked(list_of_options((number, drawing))) == {OPTIONS[number]: "ENCIRCLED"}


@pytest.mark.parametrize(("what", "drawing"), CROSSED)
def test_a_shape_over_an_option(what: str, drawing: str) -> None:
    assert marked(list_of_options((4, drawing))) == {"Mixta": "CROSSED"}


@pytest.mark.parametrize("number", range(5))
def test_a_shape_anchored_in_another_paragraph(number: int) -> None:
    drawing = drawn("ellipse", -4, number * LINE - 2, 80, 17)
    assert marked(list_of_options((0, drawing))) == {OPTIONS[number]: "ENCIRCLED"}
    upwards = drawn("ellipse", -4, (number - 4) * LINE - 2, 80, 17)
    assert marked(list_of_options((4, upwards))) == {OPTIONS[number]: "ENCIRCLED"}


@pytest.mark.parametrize(
    ("x", "width", "option"), [(-3, 38, "Pública"), (34, 37, "Privada"), (69, 62, "Sociedad civil")]
)
def test_a_shape_in_a_line_of_options(x: float, width: float, option: str) -> None:
    line = "Pública  Privada  Sociedad civil  Mixta"
    assert marked(p(drawn("ellipse", x, -2, width, 17), line)) == {option: "ENCIRCLED"}


def test_a_shape_that_fits_no_option_marks_none() -> None:
    line = "Pública  Privada  Sociedad civil  Mixta"
    assert marked(p(drawn("ellipse", 50, -2, 38, 17), line)) == {}
    between = drawn("ellipse", -4, 4 * LINE - 8.5, 80, 17)
    assert marked(list_of_options((0, between))) == {}


def test_lines_strike_or_underline() -> None:
    through, under = drawn("line", 0, 0.5 * LINE, 60, 0), drawn("line", 0, LINE, 60, 0)
    assert marked(list_of_options((1, through))) == {"Privada": "STRIKE"}
    assert marked(list_of_options((1, under))) == {"Privada": "UNDERLINE"}
    line = vml("line", "position:absolute", 'from="0,6.5pt" to="60pt,6.5pt"')
    assert marked(list_of_options((3, line))) == {"Conocimiento": "STRIKE"}


NOTHING = [
    ("a box to tick", drawn("rect", -1, 2, 9, 9)),
    ("a box beside the option", drawn("rect", 90, 0, 12, 12)),
    ("an arrow", drawn("rightArrow", -20, 0, 18, 12)),
    ("one slash", drawn("line", 0, 0, 30, 13)),
    ("without line or fill", drawn("ellipse", -4, -2, 60, 17).replace("<a:solidFill/>", "<a:noFill/>")),
    ("hidden", drawn("ellipse", -4, -2, 60, 17).replace('name="a"', 'name="a" hidden="1"')),
    ("deleted", f"<w:del>{drawn('ellipse', -4, -2, 60, 17)}</w:del>"),
]


@pytest.mark.parametrize(("what", "drawing"), NOTHING)
def test_what_is_no_mark(what: str, drawing: str) -> None:
    assert marked(list_of_options((1, drawing))) == {}


def test_a_frame_round_all_options_is_round_all() -> None:
    assert set(marked(list_of_options((0, drawn("rect", -4, -2, 150, 5 * LINE + 4))))) == set(OPTIONS)


def test_a_cross_in_the_line_is_a_character() -> None:
    inline = drawn("mathMultiply", 0, 0, 12, 12).replace("wp:anchor", "wp:inline")
    assert body(p("Mixta ", inline)) == ["Mixta ✗"]


def test_a_text_box_that_holds_a_mark_is_one() -> None:
    assert marked(list_of_options((0, textbox(p("X"), x=40, y=4 * LINE, width=16, height=14)))) == {"Mixta": "CROSSED"}
    assert "X" not in body(list_of_options((0, textbox(p("X"), x=40, y=4 * LINE, width=16, height=14))))


def test_marks_reach_no_other_cell() -> None:
    cells = table(tr(tc(p(drawn("ellipse", -4, -2, 60, 17), "Pública")), "Privada"), tr("Sociedad civil", "Mixta"))
    assert marked(cells) == {"Pública": "ENCIRCLED"}


def test_marks_keep_other_looks() -> None:
    xml = p(drawn("ellipse", -4, -2, 60, 17), r("Pri", "<w:b/>"), r("vada"))
    assert body(xml) == ["{Pri|BOLD+ENCIRCLED}{vada|ENCIRCLED}"]


def test_a_path_for_letters_that_nobody_wrote_is_no_paragraph() -> None:
    path = '<v:shapetype id="_x0000_t136"><v:textpath on="t" fitshape="t"/></v:shapetype>'
    word = vml("shape", "", inside='<v:textpath string="Planilla"/>')
    assert body(p("Goya", f"<w:r><w:pict>{path}</w:pict></w:r>")) == ["Goya"]
    assert body(p("Goya", word)) == ["Goya", "Planilla"]
