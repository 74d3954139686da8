"""Corrections: made in the workbook, taken back into the bank, kept whatever is read again."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from bank_sheets import BANK, CLUB, issue, sheet

from ingest.bank import Bank, BankError, Reading, apply_workbook, describe
from schema.result import IssueCode

NAME = "Identificación de la iniciativa"
DATE = "Fecha publicación / relevamiento de la iniciativa"
KIND = "Tipo de institución / organización"
PLACE = "Localización"
ORIGIN = "Origen de la iniciativa"


class Desk:
    """A bank with its files, and a coordinator who works in the workbook."""

    def __init__(self, folder, form=BANK):
        self.folder, self.form, self.program = folder, form, "1"
        self.page = "Iniciativas" if form is BANK else "Entries"

    def open(self):
        return Bank.open(self.folder / "bank.db", self.form, program=self.program)

    def put(self, *results):
        with self.open() as bank:
            bank.add(Reading(result.source.path, result.source.sha256, (result,)) for result in results)
            bank.export(self.folder)

    def edit(self, changes, row=2, page=None):
        book = openpyxl.load_workbook(self.folder / "bank.xlsx")
        table = book[page or self.page]
        headings = {table.cell(1, place).value: place for place in range(1, table.max_column + 1)}
        for heading, value in changes.items():
            table.cell(row, headings[heading]).value = value
        book.save(self.folder / "bank.xlsx")

    def apply(self, name="bank.xlsx"):
        with self.open() as bank:
            applied = apply_workbook(bank, self.folder / name, "Ana")
            self.exported = bank.export(self.folder)
        return applied

    def entries(self):
        with self.open() as bank:
            return list(bank.contents().entries)


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    made.put(sheet("a.docx", issue(IssueCode.INVALID_DATE, "fecha", text="en curso"), fecha=None))
    return made


def test_a_corrected_cell_is_the_banks_value_and_the_sheet_is_complete(desk):
    desk.edit({DATE: datetime(2020, 5, 9), NAME: "Huertas en los patios de Goya"})
    applied = desk.apply()
    assert (len(applied.taken), applied.refused) == (2, ())
    [entry] = desk.entries()
    assert (entry.values["fecha"], entry.values["identificacion"]) == ("2020-05-09", "Huertas en los patios de Goya")
    assert (entry.status, entry.issues) == ("complete", ())
    assert entry.read == {"fecha": None, "identificacion": "Huertas en los patios"}
    assert desk.exported.edited is None


def test_nothing_changed_is_nothing_taken_and_applying_twice_takes_once(desk):
    assert desk.apply().taken == ()
    desk.edit({NAME: "Otro nombre"})
    (desk.folder / "copy.xlsx").write_bytes((desk.folder / "bank.xlsx").read_bytes())
    assert len(desk.apply().taken) == 1
    assert desk.apply().taken == ()
    again = desk.apply("copy.xlsx")
    assert (again.taken, again.refused) == ((), ())


@pytest.mark.parametrize(
    ("heading", "typed", "key", "value"),
    [
        (KIND, "Pública", "tipo_institucion", "publica"),
        (KIND, "publica", "tipo_institucion", "publica"),
        (DATE, "mayo de 2020", "fecha", "2020-05"),
        (DATE, "9/5/2020", "fecha", "2020-05-09"),
        ("Palabras claves", "riego - semillas", "palabras_clave", ["riego", "semillas"]),
        ("Página web – enlaces de la experiencia", "www.x.example.org/a", "enlaces", ["https://www.x.example.org/a"]),
        ("Teléfono / celular", "03777 43-2100", "contacto_telefono", "+543777432100"),
        ("Correo electrónico", "Nueva@Example.org", "contacto_email", "nueva@example.org"),
        ("Nombre, apellido y Email", "Rosa L.", "contacto_nombre", "Rosa L."),
        ("Breve resumen descriptivo", "Uno.\nDos.", "resumen", "Uno.\nDos."),
        ("Provincia", "Chaco", "provincia", "Chaco"),
        ("Palabras claves", None, "palabras_clave", []),
    ],
)
def test_a_correction_is_read_as_an_answer_of_its_kind(desk, heading, typed, key, value):
    desk.edit({heading: typed})
    assert desk.apply().refused == ()
    assert desk.entries()[0].values[key] == value


def test_a_corrected_place_brings_its_parts(desk):
    desk.edit({PLACE: "Trenque Lauquen, provincia de Buenos Aires"})
    desk.apply()
    values = desk.entries()[0].values
    assert (values["localidad"], values["provincia"]) == ("Trenque Lauquen", "Buenos Aires")


@pytest.mark.parametrize(
    ("heading", "typed", "reason"),
    [(KIND, "Estatal mixta", "no es una de las opciones"), (DATE, "31/02/2020", "No se entiende la fecha")],
)
def test_what_is_no_answer_is_refused_and_the_workbook_kept(desk, heading, typed, reason):
    desk.edit({heading: typed})
    applied = desk.apply()
    assert applied.taken == () and reason in applied.refused[0] and "Iniciativas, fila 2" in applied.refused[0]
    assert desk.exported.edited is not None and desk.exported.edited.exists()


def test_emptying_a_required_answer_is_a_correction_with_an_error(desk):
    desk.edit({ORIGIN: None})
    desk.apply()
    [entry] = desk.entries()
    assert entry.values["origen"] is None and "missing" in {str(found.code) for found in entry.about("origen")}


def test_an_answer_that_changed_meanwhile_is_refused(desk):
    old = (desk.folder / "bank.xlsx").read_bytes()
    desk.edit({NAME: "De Ana"})
    desk.apply()
    (desk.folder / "late.xlsx").write_bytes(old)
    book = openpyxl.load_workbook(desk.folder / "late.xlsx")
    book["Iniciativas"]["D2"].value = "De Luis"
    book.save(desk.folder / "late.xlsx")
    applied = desk.apply("late.xlsx")
    assert applied.taken == () and "cambió en el banco" in applied.refused[0] and "De Ana" in applied.refused[0]


def test_an_entry_that_a_later_version_replaced_is_refused(desk):
    desk.edit({ORIGIN: "Otro."})
    (desk.folder / "late.xlsx").write_bytes((desk.folder / "bank.xlsx").read_bytes())
    desk.put(sheet("b.docx", received="2020-06-01T00:00:00Z", resumen="Nuevo."))
    applied = desk.apply("late.xlsx")
    assert "versión más nueva de esta iniciativa (b.docx)" in applied.refused[0]


def test_corrections_survive_reading_again_a_new_program_and_a_new_form(desk):
    desk.edit({NAME: "Nombre corregido"})
    desk.apply()
    desk.program = "2"
    desk.form = replace(BANK, version="2")
    reread = sheet("a.docx", issue(IssueCode.INVALID_DATE, "fecha", text="en curso"), fecha=None)
    desk.put(replace(reread, record=reread.record.model_copy(update={"identificacion": "Huertas, mejor leído"})))
    [entry] = desk.entries()
    assert entry.values["identificacion"] == "Nombre corregido"
    assert entry.read["identificacion"] == "Huertas, mejor leído"


def test_a_correction_goes_over_to_the_sheet_sent_again_where_its_answer_is_the_same(desk):
    desk.edit({DATE: "9/5/2020", ORIGIN: "Origen corregido."})
    desk.apply()
    doubt = issue(IssueCode.INVALID_DATE, "fecha", text="en curso")
    again = sheet("b.docx", doubt, fecha=None, origen="Otra respuesta.", received="2020-06-01T00:00:00Z")
    desk.put(again, sheet("copy.docx", doubt, fecha=None, bytes_="saved again"))
    [entry] = desk.entries()
    assert entry.source.path == "b.docx"
    assert (entry.values["fecha"], entry.values["origen"]) == ("2020-05-09", "Otra respuesta.")
    with (desk.folder / "corrections.csv").open(encoding="utf-8-sig") as file:
        assert [(row["field"], row["state"]) for row in csv.DictReader(file)] == [
            ("fecha", "applied"), ("origen", "waiting"),
        ]  # fmt: skip


def test_an_ok_settles_a_doubt_but_not_what_is_missing(tmp_path):
    desk = Desk(tmp_path)
    issues = issue(IssueCode.MISSING, "origen"), issue(IssueCode.LOW_CONFIDENCE, "resumen")
    desk.put(sheet("a.docx", *issues, origen=None))
    desk.edit({"Visto bueno": "ok"}, row=2, page="Pendientes")
    desk.edit({"Visto bueno": "ok"}, row=3, page="Pendientes")
    applied = desk.apply()
    assert [(item.field, item.code) for item in applied.taken] == [("resumen", "low_confidence")]
    assert "Pendientes, fila 2" in applied.refused[0]
    assert [str(found.code) for found in desk.entries()[0].issues] == ["missing"]


def test_an_answer_can_be_corrected_in_the_list_of_what_waits(desk):
    desk.edit({"Lo que quedó en el banco (se puede corregir)": "9 de mayo de 2020"}, page="Pendientes")
    assert desk.apply().refused == ()
    assert desk.entries()[0].values["fecha"] == "2020-05-09"


def test_the_same_cell_corrected_in_two_ways_is_told(desk):
    desk.edit({"Lo que quedó en el banco (se puede corregir)": "9 de mayo de 2020"}, page="Pendientes")
    desk.edit({DATE: "10/5/2020"})
    applied = desk.apply()
    assert "con otro contenido" in applied.notices[0] and len(applied.taken) == 1
    assert desk.exported.edited is not None


def test_an_answer_cut_short_in_the_list_is_not_taken_from_there(tmp_path):
    desk = Desk(tmp_path)
    desk.put(sheet("a.docx", issue(IssueCode.LOW_CONFIDENCE, "origen"), origen="Muy largo. " * 50))
    assert desk.apply().notices == ()
    desk.edit({"Lo que quedó en el banco (se puede corregir)": "Corto."}, page="Pendientes")
    applied = desk.apply()
    assert applied.taken == () and "está cortada en esa hoja" in applied.notices[0]


def test_a_correction_is_listed_and_undone(desk):
    desk.edit({NAME: "Otro nombre"})
    desk.apply()
    with desk.open() as bank:
        [line] = describe(bank.corrections(), bank.contents(), bank.words)
        assert "a.docx" in line and "«Huertas en los patios» → «Otro nombre»" in line and "Ana" in line
        assert bank.undo(1) and not bank.undo(1)
        assert bank.contents().entries[0].values["identificacion"] == "Huertas en los patios"
        assert len(bank.corrections(undone=True)) == 1


def test_a_sorted_and_rearranged_workbook_is_understood(tmp_path):
    desk = Desk(tmp_path)
    desk.put(sheet("a.docx", identificacion="Primera"), sheet("b.docx", identificacion="Segunda"))
    book = openpyxl.load_workbook(desk.folder / "bank.xlsx")
    page = book["Iniciativas"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    rows = [rows[0], rows[2], rows[1], [None] * 3 + ["Nueva, sin identificador"]]
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(reversed(row + [None] * (len(rows[0]) - len(row))), 1):
            page.cell(number, place).value = value
    where = len(rows[0]) - 3
    assert page.cell(1, where).value == NAME
    page.cell(2, where).value = "Segunda, corregida"
    book.save(desk.folder / "bank.xlsx")
    applied = desk.apply()
    assert [item.values for item in applied.taken] == [{"identificacion": "Segunda, corregida"}]
    assert "Fila 4: no viene del banco" in applied.notices[0]


def test_files_that_are_no_workbook_of_this_bank_are_one_clear_error(desk, tmp_path):
    with desk.open() as bank:
        with pytest.raises(BankError, match="No se puede leer"):
            apply_workbook(bank, tmp_path / "none.xlsx", "Ana")
        (tmp_path / "text.xlsx").write_text("not a workbook")
        with pytest.raises(BankError, match="no es un libro"):
            apply_workbook(bank, tmp_path / "text.xlsx", "Ana")
        with zipfile.ZipFile(tmp_path / "zip.xlsx", "w") as package:
            package.writestr("a.txt", "a")
        with pytest.raises(BankError, match="no es un libro"):
            apply_workbook(bank, tmp_path / "zip.xlsx", "Ana")
        openpyxl.Workbook().save(tmp_path / "other.xlsx")
        with pytest.raises(BankError, match="no es un libro"):
            apply_workbook(bank, tmp_path / "other.xlsx", "Ana")


def test_another_forms_kinds_come_back_too(tmp_path):
    desk = Desk(tmp_path, CLUB)
    desk.put(sheet("a.txt", form=CLUB, club="Hill Lane", open_all_year=True, area=1.0))
    desk.edit({"Open all year?": "No", "What is grown": "Fruit, Vegetables"})
    desk.edit({"Area in hectares": 2.5, "Founded": "1921"})
    assert desk.apply().refused == ()
    values = desk.entries()[0].values
    assert (values["open_all_year"], values["area"], values["founded"]) == (False, 2.5, "1921")
    assert sorted(values["grown"]) == ["fruit", "veg"]
