"""The commands on a bank, run as a coordinator would."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).parent.parent.parent


def planilla(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "ingest", *words], cwd=folder, capture_output=True, encoding="utf-8", timeout=120
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    for name in ("tandil-dos-marcas.docx", "montevideo-ollas.txt"):
        shutil.copy(ROOT / "samples" / "inbox" / name, tmp_path / "inbox")
    planilla("ingest", "inbox", folder=tmp_path)
    return tmp_path


def rows(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "output" / "bank.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["source_path"]: row for row in csv.DictReader(file)}


def test_a_correction_in_the_workbook_holds_until_it_is_undone(folder: Path) -> None:
    path = folder / "output" / "bank.xlsx"
    book = load_workbook(path)
    sheet = book.worksheets[0]
    [cell] = [cell for row in sheet.iter_rows() for cell in row if cell.value == "Montevideo, Uruguay"]
    cell.value = "Salto, Uruguay"
    book.save(path)
    applied = planilla("apply", "output/bank.xlsx", "--who", "Ana", folder=folder)
    assert applied.returncode == 0 and "1 corrections taken" in applied.stdout
    assert rows(folder)["inbox/montevideo-ollas.txt"]["localizacion"] == "Salto, Uruguay"
    planilla("ingest", "inbox", "--again", folder=folder)
    assert rows(folder)["inbox/montevideo-ollas.txt"]["localizacion"] == "Salto, Uruguay"
    [line] = planilla("corrections", folder=folder).stdout.splitlines()
    assert "«Montevideo, Uruguay» → «Salto, Uruguay»" in line and "Ana" in line
    assert planilla("undo", line.split()[0], folder=folder).returncode == 0
    assert rows(folder)["inbox/montevideo-ollas.txt"]["localizacion"] == "Montevideo, Uruguay"


def test_status_counts(folder: Path) -> None:
    told = dict(line.split(maxsplit=1) for line in planilla("status", folder=folder).stdout.splitlines())
    assert (told["files"], told["entries"], told["complete"], told["incomplete"]) == ("2", "2", "1", "1")


def test_merge_split_and_rejoin(folder: Path) -> None:
    first, second = (row["id"] for row in rows(folder).values())
    assert planilla("bank", "merge", first, second, folder=folder).returncode == 0
    assert len(rows(folder)) == 1
    assert planilla("bank", "rejoin", first, folder=folder).returncode == 0
    assert len(rows(folder)) == 2
    wrong = planilla("bank", "split", "no-such", folder=folder)
    assert wrong.returncode == 2 and "no such sheet" in wrong.stderr


def test_letters_and_the_public_edition(folder: Path) -> None:
    assert planilla("reply", "-o", "letters", folder=folder).returncode == 0
    assert len(list((folder / "letters").glob("*.eml"))) == 1
    assert planilla("publish", "-o", "public", folder=folder).stdout.startswith("1 sheets")
    assert "@" not in (folder / "public" / "bank.csv").read_text("utf-8")


@pytest.mark.parametrize("command", [["status"], ["apply", "none.xlsx"], ["undo", "1"], ["reply"], ["publish"]])
def test_no_bank_is_one_clear_line(tmp_path: Path, command: list[str]) -> None:
    done = planilla(*command, folder=tmp_path)
    assert done.returncode == 2 and done.stderr.strip()
