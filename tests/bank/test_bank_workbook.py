"""The workbook, read back as a spreadsheet program would."""

from __future__ import annotations

from datetime import datetime

import openpyxl
import pytest
from bank_sheets import BANK, CLUB, issue, refused, sheet

from ingest.bank.columns import columns
from ingest.bank.entry import Contents, Repeat, Sameness, contents_of
from ingest.bank.workbook import write_workbook
from schema.result import IssueCode


@pytest.fixture
def opened(tmp_path):
    def write(contents):
        write_workbook(contents, tmp_path / "bank.xlsx")
        return openpyxl.load_workbook(tmp_path / "bank.xlsx")

    return write


def by_heading(page, row=2):
    return {page.cell(1, place).value: page.cell(row, place) for place in range(1, page.max_column + 1)}


def test_an_entry_is_a_row_with_the_labels_as_headings(opened):
    result = sheet(sender="ana@example.org", received="2020-05-06T08:00:00-03:00")
    page = opened(contents_of(BANK, [result]))["Iniciativas"]
    cells = by_heading(page)
    assert cells["Estado"].value == "Completa"
    assert cells["Tipo de institución / organización"].value == "Sociedad civil"
    assert cells["Fecha publicación / relevamiento de la iniciativa"].value == datetime(2020, 5, 4)
    assert cells["Breve resumen descriptivo"].value == "Siembran y reparten.\nSon 40 familias."
    assert cells["Página web – enlaces de la experiencia"].hyperlink.target == "https://huertas.example.org/patios"
    assert cells["Correo electrónico"].hyperlink.target == "mailto:rosa@example.org"
    assert cells["Teléfono / celular"].value == "+543777410000"
    assert (cells["Remitente"].value, cells["Archivo"].value) == ("ana@example.org", "a.docx")
    assert page.freeze_panes == "E2" and page.auto_filter.ref
    assert page.column_dimensions["A"].hidden


def test_a_doubt_is_coloured_and_says_why_and_what_was_read(opened):
    doubt = issue(IssueCode.AMBIGUOUS_DATE, "fecha", text="4/5 y 6/5")
    empty = issue(IssueCode.MISSING, "origen")
    page = opened(contents_of(BANK, [sheet("a.docx", doubt, empty, origen=None)]))["Iniciativas"]
    cells = by_heading(page)
    date, origin = cells["Fecha publicación / relevamiento de la iniciativa"], cells["Origen de la iniciativa"]
    assert date.fill.start_color.rgb == "FFFFEB9C" and origin.fill.start_color.rgb == "FFFFC7CE"
    assert "4/5 y 6/5" in date.comment.text and "En la planilla: «2020-05-04»" in date.comment.text
    assert "está vacío" in origin.comment.text
    assert (cells["Estado"].value, cells["Por ver"].value) == ("Incompleta", 2)


def test_a_partial_date_is_words_and_no_formula_runs(opened):
    book = opened(contents_of(BANK, [sheet(fecha="2020-05", identificacion="=1+1", origen="@SUMA(A1)")]))
    cells = by_heading(book["Iniciativas"])
    assert cells["Fecha publicación / relevamiento de la iniciativa"].value == "mayo de 2020"
    assert cells["Identificación de la iniciativa"].value == "=1+1"
    assert {cell.data_type for page in book for row in page for cell in row} <= {"s", "n", "d"}


def test_a_choice_has_a_drop_down_of_the_options_names(opened):
    book = opened(contents_of(BANK, [sheet()]))
    rule = book["Iniciativas"].data_validations.dataValidation[0]
    name, _, place = rule.formula1.lstrip("=").partition("!")
    offered = [cell.value for (cell,) in book[name][place.replace("$", "")]]
    assert offered == [option.label for option in BANK.field("tipo_institucion").options]
    cells = by_heading(book["Iniciativas"])
    assert cells["Tipo de institución / organización"].coordinate in rule.sqref


def test_what_waits_is_listed_by_sender_the_missing_first(opened):
    late = sheet("b.docx", issue(IssueCode.OVER_LIMIT, "resumen", words=180, limit=150), sender="zoe@example.org")
    issues = issue(IssueCode.LOW_CONFIDENCE, "origen"), issue(IssueCode.MISSING, "fecha")
    other = sheet("c.docx", *issues, sender="ana@example.org")
    nobody = sheet("a.docx", issue(IssueCode.MISSING, "palabras_clave"))
    page = opened(contents_of(BANK, [nobody, late, other]))["Pendientes"]
    shown = [(by_heading(page, row)["Remitente"].value, by_heading(page, row)["Clase"].value) for row in range(2, 6)]
    assert shown == [
        ("ana@example.org", "Falta"), ("ana@example.org", "Revisar"), ("zoe@example.org", "Revisar"),
        ("(sin remitente)", "Revisar"),
    ]  # fmt: skip


def test_a_rejected_file_says_why_and_what_to_do(opened):
    locked = refused("inbox/x.pdf", IssueCode.ENCRYPTED, sender="leo@example.org")
    page = opened(contents_of(BANK, [locked]))["Rechazados"]
    cells = by_heading(page)
    assert cells["Archivo"].value == "x.pdf"
    assert "contraseña" in cells["Por qué no entró"].value
    assert "Pedir el archivo sin contraseña" in cells["Qué hacer"].value


def test_a_repeat_names_the_sheet_that_stands_for_it(opened):
    first, again = contents_of(BANK, [sheet("a.docx"), sheet("b.docx", origen="Otro comienzo.")]).entries
    contents = Contents(BANK, (again,), (Repeat(Sameness.EARLIER, first, again, ("origen",)),))
    cells = by_heading(opened(contents)["Duplicados"])
    assert (cells["Archivo"].value, cells["Es la misma que"].value) == ("a.docx", "b.docx")
    assert cells["Respuestas que cambiaron"].value == "Origen de la iniciativa"
    assert "Nació en una cooperativa." in cells["Respuestas que cambiaron"].comment.text


def test_the_summary_counts_each_choice_and_draws_it(opened):
    contents = contents_of(BANK, [sheet("a.docx"), sheet("b.docx", tipo_institucion="mixta", origen="X")])
    page = opened(contents)["Resumen"]
    counted = {row[0].value: row[1].value for row in page.iter_rows(max_col=2) if row[0].value}
    assert (counted["Sociedad civil"], counted["Mixta"], counted["Corrientes"]) == (1, 1, 2)
    assert counted["Iniciativas en el banco"] == 2
    assert len(page._charts) >= 3


def test_another_form_has_its_own_language_headings_and_columns(opened):
    result = sheet(form=CLUB, club="Hill Lane", open_all_year=False, grown=["veg", "fruit"], area=1.5)
    book = opened(contents_of(CLUB, [result]))
    assert [page.title for page in book][:5] == ["Entries", "Pending", "Rejected", "Repeats", "Summary"]
    cells = by_heading(book["Entries"])
    assert cells["Name of the club"].column == 4
    assert (cells["Open all year?"].value, cells["What is grown"].value) == ("No", "Vegetables, Fruit")
    assert cells["Area in hectares"].value == 1.5


def test_an_empty_bank_and_a_very_long_answer_are_written(opened):
    assert opened(contents_of(BANK, []))["Pendientes"]["D2"].value == "No hay nada pendiente."
    page = opened(contents_of(BANK, [sheet(origen="a" * 40_000)]))["Iniciativas"]
    assert by_heading(page)["Origen de la iniciativa"].value.endswith("[sigue en bank.csv]")


def test_the_same_contents_give_the_same_bytes(tmp_path):
    results = [sheet("a.docx", issue(IssueCode.MISSING, "origen")), sheet("b.docx"), refused("c", IssueCode.NOT_A_FORM)]
    write_workbook(contents_of(BANK, results), tmp_path / "one.xlsx")
    write_workbook(contents_of(BANK, results[::-1]), tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_headings_are_told_apart():
    assert len({column.heading for column in columns(BANK)}) == len(BANK.keys)
