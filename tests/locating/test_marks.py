"""Whatever a person does to say "this one"."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hand_made import FORM_TEXT, of_rows, of_text

from ingest.document import Cell, Document, Layer, PageSize, Paragraph, Span, Style, paragraph
from ingest.locating import locate
from schema.form import find_form

FORM = find_form("banco-iniciativas")
NAMES = ["Pública", "Privada", "Sociedad civil", "Conocimiento", "Mixta"]
CODES = ["publica", "privada", "sociedad_civil", "conocimiento", "mixta"]
BEFORE, _, AFTER = FORM_TEXT.partition("Pública\nPrivada\nSociedad civil X\nConocimiento\nMixta")


def marks(document: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
    [sheet] = locate(document, FORM)
    answer = sheet.answers["tipo_institucion"]
    assert answer is not None
    return answer.marked, answer.doubts


def in_sheet(*paragraphs: Paragraph) -> Document:
    """A sheet of running text with these paragraphs for its options."""
    before, after = of_text(BEFORE.removesuffix("\n")), of_text(AFTER.removeprefix("\n"))
    return Document("docx", (*before.paragraphs, *paragraphs, *after.paragraphs))


def in_text(options: str) -> Document:
    return of_text(BEFORE + options + AFTER)


SIGNS = ["X", "x", "xx", "(x)", "[X]", "_X_", "✓", "✔", "☒", "☑", "■", "( X )", "- X", ": sí"]


@pytest.mark.parametrize(("sign", "chosen"), list(product(SIGNS, range(5))))
def test_a_mark_behind_the_option(sign: str, chosen: int) -> None:
    lines = [f"{name} {sign}" if number == chosen else name for number, name in enumerate(NAMES)]
    assert marks(in_text("\n".join(lines))) == ((CODES[chosen],), ())


@pytest.mark.parametrize(("sign", "chosen"), list(product(["X", "(x)", "[X]", "✓", "☒", "☑", "X -"], range(5))))
def test_a_mark_before_the_option(sign: str, chosen: int) -> None:
    lines = [f"{sign} {name}" if number == chosen else name for number, name in enumerate(NAMES)]
    assert marks(in_text("\n".join(lines))) == ((CODES[chosen],), ())


@pytest.mark.parametrize(
    ("full", "empty"), [("☒", "☐"), ("☑", "☐"), ("(x)", "( )"), ("[X]", "[ ]"), ("●", "○"), ("_X_", "___")]
)
@pytest.mark.parametrize("gap", ["   ", " / ", " - ", "\t", " "])
@pytest.mark.parametrize("before", [True, False])
def test_boxes_in_a_row(full: str, empty: str, gap: str, before: bool) -> None:
    for chosen in range(5):
        boxes = [full if number == chosen else empty for number in range(5)]
        pairs = [f"{box} {name}" if before else f"{name} {box}" for box, name in zip(boxes, NAMES, strict=True)]
        assert marks(in_text(gap.join(pairs))) == ((CODES[chosen],), ()), pairs


@pytest.mark.parametrize(("full", "empty"), [("þ", "o"), ("ý", "¨"), ("ü", "o")])
def test_boxes_of_a_symbol_font_that_is_lost(full: str, empty: str) -> None:
    """Copied as plain text, or printed where Wingdings is not installed, a ticked box is the letter in its place."""
    for chosen in range(5):
        lines = [f"{full if number == chosen else empty} {name}" for number, name in enumerate(NAMES)]
        assert marks(in_text("\n".join(lines))) == ((CODES[chosen],), ())


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Pública / Privada X / Sociedad civil / Conocimiento / Mixta", "privada"),
        ("Pública   -   Privada   -   Sociedad civil X   -   Conocimiento   -   Mixta", "sociedad_civil"),
        ("Pública X          Privada          Sociedad civil          Conocimiento          Mixta", "publica"),
        ("Pública      Privada      Sociedad civil      Conocimiento ✓      Mixta", "conocimiento"),
        ("Pública, Privada, Sociedad civil, Conocimiento, Mixta (x)", "mixta"),
    ],
)
def test_one_mark_in_a_row_of_options(row: str, code: str) -> None:
    assert marks(in_text(row)) == ((code,), ())


def test_a_mark_right_between_two_options_is_doubted() -> None:
    codes, doubts = marks(in_text("Pública Privada X Sociedad civil Conocimiento Mixta"))
    assert doubts and len(codes) <= 1


@pytest.mark.parametrize("style", [Style.HIGHLIGHT, Style.UNDERLINE, Style.BOLD, Style.ENCIRCLED, Style.CROSSED])
def test_the_only_one_that_looks_so(style: Style) -> None:
    for chosen in range(5):
        lines = [
            paragraph([Span(name, style if number == chosen else Style.NONE)]) for number, name in enumerate(NAMES)
        ]
        assert marks(in_sheet(*lines)) == ((CODES[chosen],), ())


def test_the_only_one_in_another_colour() -> None:
    lines = [paragraph([Span(name, colour="ff0000" if name == "Mixta" else None)]) for name in NAMES]
    assert marks(in_sheet(*lines)) == (("mixta",), ())


@pytest.mark.parametrize("style", [Style.BOLD, Style.HIGHLIGHT, Style.UNDERLINE, Style.NONE])
def test_what_all_have_says_nothing(style: Style) -> None:
    assert marks(in_sheet(*(paragraph([Span(name, style)]) for name in NAMES))) == ((), ())


def test_several_of_one_look_are_several_marks() -> None:
    lines = [paragraph([Span(name, Style.HIGHLIGHT if name.startswith("P") else Style.NONE)]) for name in NAMES]
    assert marks(in_sheet(*lines))[0] == ("publica", "privada")


@pytest.mark.parametrize("style", [Style.STRIKE, Style.CROSSED, Style.DELETED])
def test_all_others_struck_out_or_deleted(style: Style) -> None:
    lines = [paragraph([Span(name, Style.NONE if name == "Privada" else style)]) for name in NAMES]
    assert marks(in_sheet(*lines)) == (("privada",), ())


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Mixta", ("mixta",)),
        ("Organización de la sociedad civil", ("sociedad_civil",)),
        ("Privado", ("privada",)),
        ("Soc. civil", ("sociedad_civil",)),
        ("pública y privada", ("publica", "privada")),
        ("La conducción es Mixta, y así se vota en cada una de las reuniones", ()),
        ("", ()),
        ("no sabemos", ()),
    ],
)
def test_the_name_typed_as_the_answer(typed: str, codes: tuple[str, ...]) -> None:
    assert marks(in_text(typed))[0] == codes


def test_typed_beside_the_printed_list() -> None:
    assert marks(in_text("Mixta\n\n" + "\n".join(NAMES)))[0] == ("mixta",)


def test_two_marks() -> None:
    assert marks(in_text("Pública X\nPrivada\nSociedad civil x\nConocimiento\nMixta"))[0] == (
        "publica",
        "sociedad_civil",
    )


def test_words_added_to_the_printed_options() -> None:
    lines = [
        "Pública (Estado)",
        "Privada",
        "Organización de la sociedad civil",
        "Conocimiento (universidad, INTA) X",
        "Mixta",
    ]
    assert marks(in_text("\n".join(lines)))[0] == ("conocimiento",)


def test_a_lone_x_in_running_text_is_no_mark() -> None:
    lines = [*NAMES, "Trabajamos de a 2 x 1 en el taller X de costura, según el plan X-20."]
    assert marks(in_text("\n".join(lines)))[0] == ()


def cells(rows: list[list[str]]) -> Document:
    """A table of options and marks under the label's row."""
    width = max(len(row) for row in rows)
    label = paragraph([Span("Tipo de institución / organización: (marcar con una X)")], Cell(1, 0, 0, columns=width))
    made = [label]
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            made.append(paragraph([Span(text)] if text else [], Cell(1, number, column)))
    head, _, tail = BEFORE.partition("Tipo de")
    before, after = of_text(head), of_text(AFTER.removeprefix("\n"))
    del tail
    return Document("docx", (*before.paragraphs, *made, *after.paragraphs))


@pytest.mark.parametrize("chosen", range(5))
def test_marks_in_cells_of_their_own(chosen: int) -> None:
    ticks = ["X" if number == chosen else "" for number in range(5)]
    pairs = list(zip(NAMES, ticks, strict=True))
    layouts = {
        "right": [[name, tick] for name, tick in pairs],
        "left": [[tick, name] for name, tick in pairs],
        "below": [NAMES, ticks],
        "above": [ticks, NAMES],
        "one row, behind": [[text for pair in pairs for text in pair]],
        "one row, before": [[text for name, tick in pairs for text in (tick, name)]],
    }
    for layout, rows in layouts.items():
        assert marks(cells(rows)) == ((CODES[chosen],), ()), layout


def test_layers_that_are_no_answers() -> None:
    note = paragraph([Span("Mixta X")], layer=Layer.COMMENT)
    assert marks(in_sheet(*(paragraph([Span(name)]) for name in NAMES), note))[0] == ()


def test_of_rows_helper_keeps_spans() -> None:
    assert of_rows([["a"], ["b", "c"]], spans=[0]).paragraphs[0].cell == Cell(1, 0, 0, columns=2)


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ("Pública No\nPrivada No\nSociedad civil Sí\nConocimiento No\nMixta No", ("sociedad_civil",)),
        ("Pública ❌\nPrivada ❌\nSociedad civil ✅\nConocimiento ❌\nMixta ❌", ("sociedad_civil",)),
        ("Mixta (público - privada)", ("mixta",)),
        ("[ ] Pública   [ ] Privada   [ ] Sociedad civil   [ ] Conocimiento   [x]\nMixta", ("mixta",)),
        ("Pública [ ]   Privada [ ]   Sociedad civil [ ]   Conocimiento [ ]   Mixta\n[x]", ("mixta",)),
    ],
)
def test_signs_beside_names_and_rows_that_a_wrap_broke(options: str, codes: tuple[str, ...]) -> None:
    assert marks(in_text(options)) == (codes, ())


@pytest.mark.parametrize("said", ["Sociedad civil <--", "+ Sociedad civil", "Sociedad civil: ésta", "SOCIEDAD CIVIL"])
def test_the_only_option_written_in_another_way_is_taken_with_a_doubt(said: str) -> None:
    options = f"Pública\nPrivada\n{said}\nConocimiento\nMixta"
    assert marks(in_text(options)) == (("sociedad_civil",), ("set_apart",))


def test_a_mark_that_belongs_to_no_option_is_told() -> None:
    codes, doubts = marks(in_text("Pública   Privada X   Sociedad civil   Conocimiento   Mixta\nX"))
    assert (codes, doubts) == (("privada",), ("own_line",))


def test_a_mark_in_brackets_is_not_the_hint() -> None:
    """«(marcar con una X)» is not printed on this sheet."""
    options = "Pública\nPrivada (X)\nSociedad civil\nConocimiento\nMixta"
    assert marks(of_text(BEFORE.replace("(marcar con una X)", "") + options + AFTER)) == (("privada",), ())


def test_bullets_that_are_boxes() -> None:
    items = [Paragraph((Span(name),), name, bullet="☒" if name == "Mixta" else "☐") for name in NAMES]
    assert marks(in_sheet(*items)) == (("mixta",), ())


def test_a_mark_below_its_option_in_one_cell() -> None:
    cell = Cell(1, 0, 0)
    lines = ["Tipo de institución / organización:", *NAMES[:2], "X", *NAMES[2:]]
    before = of_text(BEFORE.partition("Tipo de")[0]).paragraphs
    table = tuple(paragraph([Span(line)], cell) for line in lines)
    codes, _ = marks(Document("docx", (*before, *table, *of_text(AFTER).paragraphs)))
    assert codes == ("privada",)


def test_a_mark_that_was_struck_out_is_taken_back() -> None:
    lines = [paragraph([Span(name)]) for name in NAMES]
    lines[0] = paragraph([Span("Pública "), Span("X", Style.STRIKE)])
    lines[4] = paragraph([Span("Mixta X")])
    assert marks(in_sheet(*lines))[0] == ("mixta",)


@pytest.mark.parametrize("style", [Style.CROSSED, Style.ENCIRCLED])
def test_drawn_over_part_of_an_option(style: Style) -> None:
    lines = [paragraph([Span(name)]) for name in NAMES]
    lines[2] = paragraph([Span("Sociedad", style), Span(" civil")])
    assert marks(in_sheet(*lines))[0] == ("sociedad_civil",)


@pytest.mark.parametrize(("confidence", "doubts"), [(0.5, ("recognised",)), (0.9, ())])
def test_a_choice_of_which_ocr_read_a_word_badly_is_a_doubt(confidence: float, doubts: tuple[str, ...]) -> None:
    """What made the word hard to read may be a mark on it."""
    spans = [Span(f"{name} X" if name == "Privada" else name, page=1, confidence=0.97) for name in NAMES]
    spans[4] = Span("Mixta", page=1, confidence=confidence)
    document = in_sheet(*[paragraph([span]) for span in spans])
    document = replace(document, pages=(PageSize(595, 842),), recognised=frozenset({1}))
    assert marks(document) == (("privada",), doubts)
