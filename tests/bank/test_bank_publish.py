"""The public edition: what it leaves out, what it masks, and how it describes itself."""

from __future__ import annotations

import csv
import json
import re

import pyarrow.parquet as pq
import pytest
from bank_sheets import BANK, CLUB, issue, sheet

from ingest.bank.entry import contents_of
from ingest.bank.publish import write_public
from ingest.bank.publish.masking import mask
from ingest.bank.publish.words import SPANISH
from schema.result import IssueCode


@pytest.fixture
def public(tmp_path):
    contents = contents_of(
        BANK,
        [
            sheet("inbox/a.docx", sender="secret.sender@example.org", received="2020-05-01T00:00:00Z",
                  origen="Escribir a rosa@example.org o llamar al 03777 41-0000; preguntar por Rosa Ledesma."),
            sheet("inbox/b.docx", issue(IssueCode.MISSING, "origen"), identificacion="Incompleta", origen=None),
            sheet("inbox/c.docx", identificacion="Sin lugar", localidad=None, provincia=None, pais=None),
        ],
    )  # fmt: skip
    write_public(contents, tmp_path / "public")
    return tmp_path / "public"


def test_nothing_private_is_in_any_file(public):
    for path in public.iterdir():
        data = path.read_bytes()
        if path.suffix == ".parquet":
            data = json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False).encode()
        for secret in ("rosa@example.org", "Rosa Ledesma", "543777410000", "41-0000", "secret.sender", "inbox/"):
            assert secret.encode() not in data, (path.name, secret)
    names = pq.read_schema(public / "bank.parquet").names
    assert not [name for name in names if "contacto" in name or "source" in name]


def test_complete_sheets_only_with_their_texts_masked(public):
    with (public / "bank.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["identificacion"] for row in rows] == ["Huertas en los patios", "Sin lugar"]
    assert rows[0]["origen"] == "Escribir a [correo] o llamar al [teléfono]; preguntar por [nombre]."
    assert rows[0]["palabras_clave"] == "huertas | cooperativa"


def test_the_map_has_points_where_places_are_known(public):
    features = json.loads((public / "bank.geojson").read_text("utf-8"))["features"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [-59.26, -29.14]}
    assert features[1]["geometry"] is None
    assert features[0]["properties"]["palabras_clave"] == ["huertas", "cooperativa"]


def test_the_package_describes_the_table_and_each_file(public):
    package = json.loads((public / "datapackage.json").read_text("utf-8"))
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"]) and package["licenses"][0]["name"] == "CC-BY-4.0"
    for resource in package["resources"]:
        assert (public / resource["path"]).stat().st_size == resource["bytes"]
        assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"])
    fields = package["resources"][0]["schema"]["fields"]
    with (public / "bank.csv").open(encoding="utf-8") as file:
        assert [field["name"] for field in fields] == next(csv.reader(file))
    kinds = {field["name"]: field["type"] for field in fields}
    assert (kinds["fecha"], kinds["fecha_desde"]) == ("string", "date")
    enum = next(field for field in fields if field["name"] == "tipo_institucion")["constraints"]["enum"]
    assert enum == [option.code for option in BANK.field("tipo_institucion").options]


def test_the_readme_has_the_licence_and_a_line_a_column(public):
    text = (public / "README.md").read_text("utf-8")
    assert "CC BY" in text or "Creative Commons" in text
    for name in pq.read_schema(public / "bank.parquet").names:
        assert f"`{name}`" in text


def test_publishing_twice_gives_the_same_bytes(public, tmp_path):
    contents = contents_of(CLUB, [sheet(form=CLUB, club="Hill Lane", secretary="jo@example.org", area=2.0)])
    write_public(contents, tmp_path / "one")
    write_public(contents, tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
    assert "jo@example.org" not in (tmp_path / "one" / "bank.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Tel. 432100.", "Tel. [teléfono]."),
        ("al (011) 4252-1188 o +54 9 3878 41 2233", "al [teléfono] o [teléfono]"),
        ("0358 15 412 3344", "[teléfono]"),
        ("ana.perez arroba example punto org", "[correo]"),
        ("wa.me/5491144445555", "wa.me/[teléfono]"),
        ("Pagos de $ 1200000 y 12.400.000 pesos", "Pagos de $ 1200000 y 12.400.000 pesos"),
        ("Del 30/04/2020 al 12-05-2020, período 2018-2019", "Del 30/04/2020 al 12-05-2020, período 2018-2019"),
        ("418 créditos, 2.600 máscaras, 3,8 %", "418 créditos, 2.600 máscaras, 3,8 %"),
        ("https://www.example.org/notas/20200512345678", "https://www.example.org/notas/20200512345678"),
    ],
)
def test_contact_data_are_masked_and_other_numbers_are_not(text, masked):
    assert mask(text, (), SPANISH) == masked
