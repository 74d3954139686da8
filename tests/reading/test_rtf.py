from __future__ import annotations

from collections.abc import Callable

import pytest
from growth import assert_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document, Layer, Paragraph, Style
from ingest.errors import TooLarge
from ingest.limits import Limits
from ingest.reading.rtf import read


def rtf(body: str, head: str = r"\ansi") -> Document:
    return read(f"{{\\rtf1{head}\n{body}}}".encode("latin-1"))


def texts(body: str, head: str = r"\ansi") -> list[str]:
    return [paragraph.text for paragraph in rtf(body, head).paragraphs]


def styled(paragraph: Paragraph) -> list[tuple[str, Style]]:
    return [(span.text, span.style) for span in paragraph.spans]


def cells(document: Document) -> list[tuple[int, int, int, str]]:
    return [(p.cell.table, p.cell.row, p.cell.column, p.text) for p in document.paragraphs if p.cell]


def layered(document: Document, layer: Layer) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.layer is layer]


# -- characters ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Puerto Pir\'e1mides", "Puerto Pirámides"),
        (r"Pir\u225\'e1mides", "Pirámides"),
        (r"Pir\b\u225\'e1mi\b0\u100 des \u225\'e1\u233\'e9", "Pirámides áé"),
        ("Puerto\nPir\\u225\n\\'e1mi\\'64es", "PuertoPirámides"),
        (r"{\uc2 Pir\u225\'c3\'a1mides\u233 xxx}\u233 xx", "Pirámideséxéx"),
        (r"Pir\u225?mides", "Pirámides"),
        (r"\uc0 Pir\u225 mides", "Pirámides"),
        (r"\uc2 Pir\u225??mides", "Pirámides"),
        (r"\uc3 x\u225 ab", "xá"),
        (r"{\uc0 a}\u225?b", "aáb"),
        (r"\u-10179?\u-8694?", "😊"),
        (r"{\b\u-10179?}{\b\u-8694?}", "😊"),
        (r"a\~b\_c\-d", "a\xa0b-cd"),
        (r"\{a\}\\", "{a}\\"),
        (r"\lquote a\rquote \endash  \ldblquote b\rdblquote\bullet c", "‘a’– “b”•c"),
        (r"a\tab b\line c", "a\tb\nc"),
        ("a\r\nb\nc", "abc"),
        ("r\xe1pido", "rápido"),
    ],
)
def test_characters(body: str, text: str) -> None:
    assert texts(body)[0] == text


@pytest.mark.parametrize(
    ("head", "raw"),
    [(r"\ansi\ansicpg1251", r"\'cc\'e8\'f0"), (r"\ansi{\fonttbl{\f0\fcharset204 Arial;}}", r"\f0\'cc\'e8\'f0")],
)
def test_code_pages(head: str, raw: str) -> None:
    assert texts(raw, head) == ["Мир"]


def test_other_character_sets() -> None:
    assert texts(r"Jos\'8e", r"\mac") == ["José"]
    assert texts(r"Jos\'82", r"\pca") == ["José"]
    head = r"\ansi{\fonttbl{\f0\fcharset128 MS Mincho;}{\f1\cpg1253 x;}}"
    assert texts(r"\f0\'93\'fa\'96\'7b\'83A\f1\'e1", head) == ["日本アα"]
    assert texts(r"\'c3\'b1", r"\ansi\ansicpg65001") == ["ñ"]


def test_symbol_fonts_become_unicode() -> None:
    head = r"\ansi{\fonttbl{\f0 Arial;}{\f1\fnil\fcharset2 Wingdings{\*\falt Symbol};}}"
    assert texts(r"{\f1\'fe} Mixta {\f1 o} {\f1\u-3844?}", head) == ["☑ Mixta ☐ ✓"]


# -- groups --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "group",
    [
        r"{\*\desconocido x}",
        r"{\pict\pngblip 89504e47 {\*\picprop x}}",
        r"{\info{\title x}}",
        r"{\*\bkmkstart x}",
        "{\\pict\\bin5 }}{{x}",
        r"{\object{\*\objdata 00ff}{\objclass x}}",
        r"{\*\htmltag84 <p>}",
        r"{\v x}",
        r"{\nonesttables x\par}",
    ],
)
def test_groups_that_show_nothing(group: str) -> None:
    assert texts(f"Lugar: {group}Goya") == ["Lugar: Goya"]


def test_the_result_of_an_object_and_the_newer_of_two_versions_are_read() -> None:
    assert texts(r"{\object{\*\objdata 00}{\result Goya}}") == ["Goya"]
    assert texts(r"{\upr{viejo}{\*\ud{nuevo}}}") == ["nuevo"]


def test_groups_restore_what_they_change() -> None:
    assert styled(rtf(r"a{\b b{\i c}d\b0 e}f").paragraphs[0]) == [
        ("a", Style.NONE), ("b", Style.BOLD), ("c", Style.BOLD | Style.ITALIC), ("d", Style.BOLD),
        ("ef", Style.NONE),
    ]  # fmt: skip


# -- looks ---------------------------------------------------------------------------------------------

COLOURS = r"\ansi{\colortbl;\red0\green0\blue0;\red255\green255\blue0;\red255\green0\blue0;\red255\green255\blue255;}"


@pytest.mark.parametrize(
    ("words", "style"),
    [
        (r"\b", Style.BOLD),
        (r"\ul", Style.UNDERLINE),
        (r"\uldb", Style.UNDERLINE),
        (r"\ul\ulnone", Style.NONE),
        (r"\strike", Style.STRIKE),
        (r"\striked1", Style.STRIKE),
        (r"\b\plain", Style.NONE),
        (r"\highlight2", Style.HIGHLIGHT),
        (r"\highlight4", Style.NONE),
        (r"\chshdng0\chcbpat2", Style.HIGHLIGHT),
        (r"\chshdng2500", Style.HIGHLIGHT),
        (r"\cb4", Style.NONE),
        (r"\super", Style.SUPERSCRIPT),
        (r"\chbrdr\brdrs\brdrw10", Style.ENCIRCLED),
        (r"\chbrdr\brdrnone", Style.NONE),
        (r"\pard\cbpat2", Style.HIGHLIGHT),
        (r"\rtlch\fcs1 \ab\af0 \ltrch\fcs0", Style.NONE),
    ],
)
def test_looks(words: str, style: Style) -> None:
    assert styled(rtf(f"{words} Mixta", COLOURS).paragraphs[0]) == [("Mixta", style)]


def test_colours() -> None:
    spans = rtf(r"{\cf3 a}{\cf1 b}{\cf0 c}", COLOURS).paragraphs[0].spans
    assert [(span.text, span.colour) for span in spans] == [("a", "ff0000"), ("bc", None)]


def test_styles_inherit() -> None:
    head = COLOURS + (
        r"{\stylesheet{\s0 Normal;}{\s1\sbasedon0\b T\'edtulo;}{\s2\sbasedon1\cf3 Otro;}"
        r"{\*\cs10\additive\strike Tachado;}{\*\cs11\sbasedon11 Placeholder Text;}}"
    )
    document = rtf(r"\pard\plain\s2 a{\cs10 b}{\b0 c}\par\pard\plain\s0 d{\cs11 Elija}", head)
    assert styled(document.paragraphs[0]) == [("a", Style.BOLD), ("b", Style.BOLD | Style.STRIKE), ("c", Style.NONE)]
    assert document.paragraphs[0].spans[0].colour == "ff0000"
    assert styled(document.paragraphs[1]) == [("d", Style.NONE), ("Elija", Style.PROMPT)]


def test_tracked_changes() -> None:
    document = rtf(r"Lugar: {\revised\revauth1 Goya}{\deleted\revauthdel1 Esquina\par y m\'e1s} (Corrientes)\par fin")
    assert [p.text for p in document.paragraphs] == ["Lugar: Goya (Corrientes)", "fin"]
    assert [text for text, style in styled(document.paragraphs[0]) if style & Style.DELETED] == ["Esquina\ny más"]


# -- fields --------------------------------------------------------------------------------------------


def test_links() -> None:
    document = rtf(
        r'Ver {\field{\*\fldinst { HYPERLINK "https://example.org/a" \\l "b" }}{\fldrslt{\ul nota}}}, '
        r'{\field{\*\fldinst HYPERLINK \\l "x"}{\fldrslt ab}}'
    )
    assert [(span.text, span.link) for span in document.paragraphs[0].spans] == [
        ("Ver ", None), ("nota", "https://example.org/a#b"), (", ab", None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (r"{\*\formfield{\fftype1\ffres1\ffdefres0}}", "☒"),
        (r"{\*\formfield{\fftype1\ffres0\ffdefres1}}", "☐"),
        (r"{\*\formfield{\fftype1\ffres25\ffdefres1{\*\ffname Casilla1}}}{\*\datafield 00}", "☒"),
        (r"{\*\formfield{\fftype1\ffdefres1}}", "☒"),
        ("", "☐"),
    ],
)
def test_check_boxes(form: str, text: str) -> None:
    document = rtf(rf"{{\field{{\*\fldinst FORMCHECKBOX {form}}}{{\fldrslt }}}} Mixta")
    assert styled(document.paragraphs[0]) == [(text, Style.FILLED), (" Mixta", Style.NONE)]


def test_lists_and_text_fields() -> None:
    entries = r"{\*\formfield{\fftype2\ffres1{\*\ffl uno}{\*\ffl d\'f3s}}}"
    document = rtf(
        rf"{{\field{{\*\fldinst FORMDROPDOWN {entries}}}{{\fldrslt x}}}}/"
        r"{\field{\*\fldinst FORMTEXT {\*\formfield{\fftype0{\*\ffdeftext x}}}}{\fldrslt {Go}ya}}/"
        r"{\field{\*\fldinst FORMTEXT}{\fldrslt \u8194\'20\u8194\'20 }}/{\field{\*\fldinst DATE}{\fldrslt 1/5/20}}"
    )
    assert styled(document.paragraphs[0]) == [
        ("dós", Style.FILLED), ("/", Style.NONE), ("Goya", Style.FILLED), ("//1/5/20", Style.NONE)
    ]  # fmt: skip


def test_fields_that_show_their_code() -> None:
    document = rtf(
        r'{\field{\*\fldinst SYMBOL 254 \\f "Wingdings" \\s 10}{\fldrslt}} Mixta '
        r"{\field{\*\fldinst MACROBUTTON NoMacro [Escriba aqu\'ed]}{\fldrslt}}"
    )
    assert styled(document.paragraphs[0]) == [("☑ Mixta ", Style.NONE), ("[Escriba aquí]", Style.PROMPT)]


# -- tables --------------------------------------------------------------------------------------------


def test_cells_and_rows() -> None:
    row = r"\trowd\cellx2000\cellx4000\pard\intbl "
    document = rtf(rf"{row}Lugar\cell Go\par ya\cell\row{row}Fecha\cell 2020\cell\row\pard fin")
    assert cells(document) == [
        (1, 0, 0, "Lugar"), (1, 0, 1, "Go"), (1, 0, 1, "ya"), (1, 1, 0, "Fecha"), (1, 1, 1, "2020")
    ]  # fmt: skip
    assert document.paragraphs[-1].text == "fin" and document.paragraphs[-1].cell is None


def test_merged_cells() -> None:
    document = rtf(
        r"\trowd\clmgf\cellx1000\clmrg\cellx2000\cellx3000\pard\intbl A\cell\cell B\cell\row"
        r"\trowd\clvmgf\cellx1000\cellx2000\cellx3000 C\cell D\cell E\cell\row"
        r"\trowd\clvmrg\cellx1000\cellx3010\cell F\cell\row"
    )
    found = [(p.text, p.cell.row, p.cell.column, p.cell.rows, p.cell.columns) for p in document.paragraphs if p.cell]
    assert found == [
        ("A", 0, 0, 1, 2), ("B", 0, 2, 1, 1), ("C", 1, 0, 2, 1), ("D", 1, 1, 1, 1), ("E", 1, 2, 1, 1), ("F", 2, 1, 1, 2)
    ]  # fmt: skip


def test_text_in_merged_cells_is_kept() -> None:
    document = rtf(
        r"\trowd\clvmgf\clmgf\cellx1000\clmrg\cellx2000\pard\intbl A\cell B\cell\row"
        r"\trowd\clvmrg\clmgf\cellx1000\clmrg\cellx2000 C\cell\cell\row"
    )
    assert [text for *_, text in cells(document)] == ["A", "B", "C"]


def test_tables_in_cells() -> None:
    document = rtf(
        r"\trowd\cellx5000\pard\intbl Tipo\par\pard\intbl\itap2 Mixta\nestcell X\nestcell"
        r"{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}{\nonesttables\par}\pard\intbl\itap1 fin\cell\row"
    )
    assert cells(document) == [(1, 0, 0, "Tipo"), (2, 0, 0, "Mixta"), (2, 0, 1, "X"), (1, 0, 0, "fin")]
    inner = document.paragraphs[1].cell
    assert inner is not None and inner.outer is not None and inner.outer.table == 1


def test_shaded_cells() -> None:
    document = rtf(r"\trowd\clcbpat2\cellx1000\clcbpat4\cellx2000\pard\intbl a\cell b\cell\row", COLOURS)
    assert [p.spans[0].style for p in document.paragraphs] == [Style.HIGHLIGHT, Style.NONE]


def test_a_row_without_definition_or_end() -> None:
    assert cells(rtf(r"\pard\intbl a\cell b\cell")) == [(1, 0, 0, "a"), (1, 0, 1, "b")]


# -- other streams -------------------------------------------------------------------------------------


def test_notes_comments_and_margins_are_layers() -> None:
    document = rtf(
        r"{\header\pard Arriba\par}{\footerf\pard Abajo\par}Goya{\super\chftn{\footnote\pard\chftn al pie}}"
        r"{\*\atnid x}{\*\atnauthor Ana}\chatn{\*\annotation{\*\atnref 1}\pard \'bfseguro?} (Corrientes)\par"
    )
    assert layered(document, Layer.BODY) == ["Goya (Corrientes)"]
    assert layered(document, Layer.FOOTNOTE) == ["al pie"]
    assert layered(document, Layer.COMMENT) == ["¿seguro?"]
    assert (layered(document, Layer.HEADER), layered(document, Layer.FOOTER)) == (["Arriba"], ["Abajo"])


@pytest.mark.parametrize(
    "box",
    [
        r"{\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard Goya\par}}{\shprslt{\*\do x}}}",
        r"{\*\do\dobypara\dodhgt1{\dptxbx\dptxlrtb{\dptxbxtext\pard Goya\par}}}",
    ],
)
def test_text_boxes(box: str) -> None:
    document = rtf(rf"Lugar:{box} \par")
    assert [(p.text, p.layer) for p in document.paragraphs] == [("Lugar: ", Layer.BODY), ("Goya", Layer.TEXTBOX)]


def test_text_boxes_in_groups_and_word_art() -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt \pard\plain %s\par}}}"
    group = r"{\shpgrp{\*\shpinst" + box % "uno" + r"{\shpgrp{\*\shpinst" + box % "dos" + r"}}}{\shprslt otra vez}}"
    art = r"{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 136}}{\sp{\sn gtextUNICODE}{\sv A\u241\'f1o\'0d2020}}}}"
    document = rtf(rf"Lugar{group}{art}: Goya\par")
    assert [(p.text, p.layer) for p in document.paragraphs] == [
        ("Lugar: Goya", Layer.BODY),
        *[(text, Layer.TEXTBOX) for text in ("uno", "dos", "Año", "2020")],
    ]


def test_list_labels() -> None:
    document = rtf(r"\pard{\listtext\tab 1.\tab}uno\par{\pntext\'95\tab}dos\par tres")
    assert [(p.bullet, p.text) for p in document.paragraphs] == [("1.", "uno"), ("•", "dos"), (None, "tres")]


# -- damage and malice -----------------------------------------------------------------------------------


def test_a_cut_file_says_so() -> None:
    document = read(rb"{\rtf1\ansi\pard Lugar: Goya\par Fecha: {\b 20")
    assert ([p.text for p in document.paragraphs], document.damaged) == (["Lugar: Goya", "Fecha: 20"], True)
    assert read(rb"{\rtf1 a{\pict 0123").damaged
    assert not read(b"{\\rtf1 a}\r\n\0").damaged


def test_depth_is_bounded() -> None:
    assert texts("{" * 300_000 + "hondo" + "}" * 300_000) == ["hondo"]
    assert texts(r"{\footnote " * 3000 + "a" + "}" * 3000)
    assert texts(r"\pard\intbl\itap99999 a\nestcell\nestrow\cell\row")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(lambda count: b"{" * 10 * count + b"a" + b"}" * 10 * count, id="braces"),
        pytest.param(lambda count: b"{\\*\\x " * count, id="open groups"),
        pytest.param(lambda count: _row(b"\\clmrg", count), id="merged cells"),
        pytest.param(lambda count: _styles(count), id="styles"),
        pytest.param(lambda count: b"a\\u225?\\line " * count, id="lines"),
        pytest.param(lambda count: _shapes(count), id="shapes"),
    ],
)
def test_time_grows_with_the_text(source: Callable[[int], bytes]) -> None:
    assert_linear(read, lambda count: b"{\\rtf1 " + source(count) + b"}", 500)


def _row(merged: bytes, count: int) -> bytes:
    definition = b"".join(b"%s\\cellx%d" % (merged, 100 * number) for number in range(count))
    return b"\\trowd" + definition + b"\\intbl " + b"a\\cell " * count + b"\\row "


def _styles(count: int) -> bytes:
    table = b"".join(b"{\\s%d\\sbasedon%d x;}" % (number, number + 1) for number in range(count))
    return b"{\\stylesheet" + table + b"}" + b"".join(b"\\s%d a" % number for number in range(count))


def _shapes(count: int) -> bytes:
    return b"a{\\shp{\\*\\shpinst\\shpright999\\shpbottom319{\\sp{\\sn shapeType}{\\sv 3}}}}" * count


def test_limit() -> None:
    with pytest.raises(TooLarge):
        read(rb"{\rtf1 " + b"a" * 11 + b"}", Limits(characters=10))


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("\\{}'abu08 ;\n*"), max_size=60))
def test_anything_is_read(source: str) -> None:
    rtf(source)


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(categories=("L", "N", "P", "S")), max_size=40))
def test_unicode_round_trip(text: str) -> None:
    units = text.encode("utf-16-le")
    codes = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
    assert "".join(texts("".join(f"\\u{code}?" for code in codes))) == text


# -- drawn marks -----------------------------------------------------------------------------------------

FRAME = r"\shpleft-80\shptop-20\shpright920\shpbottom300\shpbxcolumn\shpbypara"


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        (rf"{{\shp{{\*\shpinst{FRAME}{{\sp{{\sn shapeType}}{{\sv 3}}}}}}}}", {"Privada": Style.ENCIRCLED}),
        (rf"{{\shp{{\*\shpinst{FRAME}{{\sp{{\sn shapeType}}{{\sv 123}}}}}}}}", {"Privada": Style.CROSSED}),
        (rf"{{\shp{{\*\shpinst{FRAME}{{\sp{{\sn shapeType}}{{\sv 75}}}}}}}}", {}),
        (
            rf"{{\shp{{\*\shpinst{FRAME}{{\sp{{\sn shapeType}}{{\sv 202}}}}{{\shptxt\pard X\par}}}}}}",
            {"Privada": Style.CROSSED},
        ),
        (r"{\*\do\dobxcolumn\dobypara\dpellipse\dpx-80\dpy-20\dpxsize1000\dpysize320}", {"Privada": Style.ENCIRCLED}),
        (r"{\*\do\dobxcolumn\dobypara\dpline\dpx0\dpy140\dpxsize880\dpysize0}", {"Privada": Style.STRIKE}),
    ],
)
def test_drawn_marks(drawing: str, expected: dict[str, Style]) -> None:
    options = ("Pública", "Privada", "Sociedad civil", "Mixta")
    body = "".join(rf"\pard\plain\f0\fs24 {drawing if option == 'Privada' else ''}{option}\par" for option in options)
    document = rtf(body)
    assert {s.text: s.style for p in document.paragraphs for s in p.spans if s.style} == expected
