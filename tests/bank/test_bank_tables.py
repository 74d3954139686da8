"""The tables: data frame, Parquet and CSV, for two forms."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bank_sheets import BANK, CLUB, issue, refused, sheet
from hypothesis import given
from hypothesis import strategies as st

from ingest.bank.delimited import Edition, guard, unguard, write_entries, write_issues
from ingest.bank.entry import contents_of
from ingest.bank.frame import to_frame
from ingest.bank.parquet import write_parquet
from schema.result import IssueCode


def rows(path, separator=","):
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def test_a_frame_has_a_dtype_for_each_kind():
    frame = to_frame([sheet(), refused("b.docx", IssueCode.ENCRYPTED)])
    assert frame["identificacion"].tolist()[0] == "Huertas en los patios"
    assert frame["identificacion"].dtype == "string" and frame["identificacion"].isna()[1]
    assert list(frame["tipo_institucion"].cat.categories) == [option.code for option in BANK.fields[2].options]
    assert frame["fecha_desde"][0] == pd.Timestamp(2020, 5, 4)
    assert frame["palabras_clave"].tolist() == [["huertas", "cooperativa"], []]
    assert frame["status"].tolist() == ["complete", "rejected"]
    assert frame["issues"][1][0]["code"] == "encrypted"


def test_a_frame_of_another_form_takes_its_own_kinds():
    frame = to_frame([sheet(form=CLUB, open_all_year=True, area=0.5, founded="1921", grown=["veg"])], CLUB)
    assert str(frame["open_all_year"].dtype) == "boolean" and frame["open_all_year"][0]
    assert frame["area"][0] == 0.5
    assert frame["founded_from"][0] == pd.Timestamp(1921, 1, 1)
    assert frame["grown"][0] == ["veg"]


def test_a_frame_of_nothing_needs_its_form():
    assert to_frame([], CLUB)["club"].tolist() == []
    with pytest.raises(ValueError, match="0 forms"):
        to_frame([])


def test_parquet_is_typed_and_says_what_it_holds(tmp_path):
    doubt = issue(IssueCode.AMBIGUOUS_DATE, "fecha", text="mayo y junio")
    result = sheet("a.docx", doubt, fecha="2020-05", received="2020-06-01T09:00:00-03:00")
    write_parquet(BANK, contents_of(BANK, [result]).entries, tmp_path / "bank.parquet")
    table = pq.read_table(tmp_path / "bank.parquet")
    kinds = {field.name: field.type for field in table.schema}
    assert kinds["palabras_clave"] == pa.list_(pa.string())
    assert pa.types.is_dictionary(kinds["tipo_institucion"])
    assert kinds["fecha_desde"] == pa.date32()
    assert pa.types.is_struct(kinds["issues"].value_type)
    row = table.to_pylist()[0]
    assert (row["fecha"], row["fecha_desde"].isoformat()) == ("2020-05", "2020-05-01")
    assert row["issues"][0]["code"] == "ambiguous_date"
    assert row["source_received"].isoformat() == "2020-06-01T12:00:00+00:00"
    said = table.schema.metadata
    assert (said[b"planilla.layout"], said[b"planilla.form"], said[b"planilla.form_version"]) == (
        b"1", b"banco-iniciativas", b"1",
    )  # fmt: skip


def test_the_spreadsheet_csv_opens_with_accents_and_runs_nothing(tmp_path):
    contents = contents_of(BANK, [sheet(identificacion="=HIPERVINCULO(A1)", origen="+ y -", provincia="Córdoba")])
    write_entries(contents, tmp_path / "bank.csv")
    assert (tmp_path / "bank.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    row = rows(tmp_path / "bank.csv")[0]
    assert row["identificacion"] == "'=HIPERVINCULO(A1)"
    assert row["contacto_telefono"] == "'+543777410000"
    assert row["provincia"] == "Córdoba"
    assert row["palabras_clave"] == "huertas | cooperativa"
    assert row["resumen"] == "Siembran y reparten.\nSon 40 familias."


def test_the_data_csv_holds_values_as_they_are(tmp_path):
    write_entries(contents_of(BANK, [sheet()]), tmp_path / "bank.csv", Edition.DATA)
    assert rows(tmp_path / "bank.csv")[0]["contacto_telefono"] == "+543777410000"
    write_entries(contents_of(BANK, [sheet()]), tmp_path / "bank.csv", Edition.EXCEL)
    assert rows(tmp_path / "bank.csv", ";")[0]["localidad"] == "Goya"


def test_every_issue_is_a_row_rejected_files_too(tmp_path):
    missing = issue(IssueCode.MISSING, "origen")
    contents = contents_of(BANK, [refused("z.pdf", IssueCode.UNREADABLE), sheet("a.docx", missing, origen=None)])
    write_issues(contents, tmp_path / "issues.csv")
    assert [(row["path"], row["code"], row["field"], row["severity"]) for row in rows(tmp_path / "issues.csv")] == [
        ("a.docx", "missing", "origen", "error"),
        ("z.pdf", "unreadable", "", "error"),
    ]


@given(st.text())
def test_a_guarded_cell_never_runs_and_comes_back(text):
    assert guard(text)[:1] not in set("=+-@\t\r")
    assert unguard(guard(text)) == text
