"""Letters: kind, complete, one a sender, with a sheet that reads back as it was filled in."""

from __future__ import annotations

import email
import io
from email.policy import default

import docx
import pytest
from bank_sheets import BANK, CLUB, issue, refused, sheet

from ingest.bank.entry import contents_of
from ingest.bank.letters import write_letters
from ingest.bank.letters.sheet import sheet_docx
from ingest.extraction import extract_part
from ingest.intake.part import Part
from schema.result import IssueCode


def letters(contents, folder):
    paths = write_letters(contents, folder)
    return {path.name: email.message_from_bytes(path.read_bytes(), policy=default) for path in paths}


def read_back(form, entry):
    [result] = extract_part(Part("back.docx", None, sheet_docx(form, entry, "Nota.")), [form])
    return result


def test_each_sender_gets_one_draft_about_all_their_sheets(tmp_path):
    ana = {"sender": "ana@example.org"}
    unsure = issue(IssueCode.AMBIGUOUS_DATE, "fecha", text="4 y 5 de mayo")
    contents = contents_of(
        BANK,
        [
            sheet("a.docx", issue(IssueCode.MISSING, "origen"), origen=None, **ana),
            sheet("b.docx", unsure, identificacion="Radio", **ana),
            sheet("c.docx", sender="luis@example.org"),
            refused("d.pdf", IssueCode.ENCRYPTED, sender="zoe@example.org"),
            refused("e.txt", IssueCode.NOT_A_FORM, sender="spam@example.org"),
        ],
    )
    made = letters(contents, tmp_path)
    assert set(made) == {"ana-example-org.eml", "zoe-example-org.eml"}
    message = made["ana-example-org.eml"]
    body = message.get_body().get_content()
    assert (message["To"], message["X-Unsent"]) == ("ana@example.org", "1")
    assert message["From"] is None and message["Date"] is None
    assert message["Subject"] == "Sus planillas: nos faltan algunos datos"
    assert "«Origen de la iniciativa» está vacío." in body and "Planilla «Radio» (archivo b.docx)" in body
    assert "4 y 5 de mayo" in body and "Entendimos: «04/05/2020»" in body
    names = [part.get_filename() for part in message.iter_attachments()]
    assert names == ["huertas-en-los-patios.docx", "radio.docx"]
    assert "contraseña" in made["zoe-example-org.eml"].get_body().get_content()


def test_without_a_sender_the_address_in_the_sheet_serves_or_none(tmp_path):
    doubt = issue(IssueCode.MISSING, "palabras_clave")
    contents = contents_of(BANK, [sheet("a.docx", doubt), sheet("b.docx", doubt, contacto_email=None, origen="X")])
    made = letters(contents, tmp_path)
    assert {name: message["To"] for name, message in made.items()} == {
        "rosa-example-org.eml": "rosa@example.org", "sin-remitente-b-docx.eml": None,
    }  # fmt: skip


def test_a_draft_goes_when_nothing_is_left_to_ask_and_stays_when_someone_worked_on_it(tmp_path):
    missing = issue(IssueCode.MISSING, "origen")
    asked = [
        sheet(f"{name}.docx", missing, origen=None, sender=f"{name}@example.org") for name in ("ana", "leo", "zoe")
    ]
    write_letters(contents_of(BANK, asked), tmp_path)
    with (tmp_path / "leo-example-org.eml").open("ab") as file:
        file.write(b"Un abrazo, Rosa")
    (tmp_path / "otra.eml").write_bytes(b"To: nadie@example.org\r\n\r\nCarta propia")
    made = write_letters(contents_of(BANK, asked[1:]), tmp_path)
    assert [path.name for path in made] == ["leo-example-org-2.eml", "zoe-example-org.eml"]
    left = ["leo-example-org-2.eml", "leo-example-org.eml", "otra.eml", "zoe-example-org.eml"]
    assert sorted(path.name for path in tmp_path.iterdir()) == left
    assert write_letters(contents_of(BANK, asked[1:]), tmp_path) == made


@pytest.mark.parametrize(
    "nasty", ["x@example.org\r\nBcc: all@example.org", "two words", "a@b", "../../etc@example.org"]
)
def test_an_odd_sender_forges_no_header_and_no_path(tmp_path, nasty):
    result = sheet("a.docx", issue(IssueCode.MISSING, "origen"), sender=nasty, contacto_email=None)
    [(name, message)] = letters(contents_of(BANK, [result]), tmp_path / "letters").items()
    assert "Bcc" not in message and "/" not in name
    assert [path.name for path in tmp_path.iterdir()] == ["letters"]


def test_the_sheet_says_what_was_given_and_shows_what_is_missing():
    missing = issue(IssueCode.MISSING, "origen"), issue(IssueCode.INVALID_DATE, "fecha", text="en curso")
    entry = contents_of(BANK, [sheet("a.docx", *missing, origen=None, fecha=None)]).entries[0]
    back = read_back(BANK, entry)
    assert back.record.model_dump(mode="json") == entry.values
    assert [(str(found.code), found.field) for found in back.issues] == [
        ("invalid_date", "fecha"), ("missing", "origen"),
    ]  # fmt: skip
    data = sheet_docx(BANK, entry, "Nota.")
    cells = [cell for table in docx.Document(io.BytesIO(data)).tables for row in table.rows for cell in row.cells]
    shaded = [cell.text.split(":")[0] for cell in cells if "w:shd" in cell._tc.xml]
    assert shaded == ["Fecha publicación / relevamiento de la iniciativa", "Origen de la iniciativa"]
    assert sheet_docx(BANK, entry, "Nota.") == data


@pytest.mark.parametrize("code", [option.code for option in BANK.field("tipo_institucion").options])
def test_a_complete_sheet_reads_back_whole(code):
    entry = contents_of(BANK, [sheet(tipo_institucion=code, fecha="2020-05")]).entries[0]
    back = read_back(BANK, entry)
    assert back.record.model_dump(mode="json") == entry.values and back.issues == ()


def test_another_form_writes_its_own_language(tmp_path):
    result = sheet(form=CLUB, club="Hill Lane", sender="jo@example.org", grown=["fruit"], open_all_year=None)
    result = contents_of(CLUB, [result]).entries[0]
    back = read_back(CLUB, result)
    assert back.record.model_dump(mode="json")["grown"] == ["fruit"]
    doubt = issue(IssueCode.NO_MARK, "open_all_year", CLUB)
    doubtful = sheet("a", doubt, form=CLUB, club="Hill", sender="jo@example.org")
    [message] = letters(contents_of(CLUB, [doubtful]), tmp_path).values()
    assert message["Subject"] == "Your sheet “Hill”: something is missing"
