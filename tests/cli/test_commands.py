"""The real program, as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "samples" / "inbox"


def planilla(*words: str, given: str = "", folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ingest", *words],
        input=given,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        timeout=120,
    )


def results(done: subprocess.CompletedProcess[str]) -> list[dict[str, dict[str, object]]]:
    assert "Traceback" not in done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_extract_gives_one_object_a_sheet_in_the_order_of_the_paths() -> None:
    done = planilla(
        "extract",
        "samples/inbox/trenque-lauquen.txt",
        "samples/inbox/trenque-lauquen.docx",
        "samples/inbox/trenque-lauquen.pdf",
    )
    found = results(done)
    assert [item["source"]["format"] for item in found] == ["txt", "docx", "pdf"]
    assert found[0]["record"] == found[1]["record"] == found[2]["record"]
    assert found[0]["record"]["contacto_email"] is None
    assert done.returncode == 0


def test_extract_walks_a_folder_in_name_order() -> None:
    done = planilla("extract", "samples/inbox")
    paths = [item["source"]["path"] for item in results(done)]
    assert paths == sorted(paths) and len(paths) == 14
    assert done.returncode == 1


def test_paths_from_standard_input() -> None:
    done = planilla("extract", "-", given="samples/inbox/trenque-lauquen.txt\nsamples/inbox/en-blanco.docx\n")
    assert [item["status"] for item in results(done)] == ["complete", "incomplete"]


def test_a_missing_path_is_one_clear_line_and_the_rest_is_read() -> None:
    done = planilla("extract", "no-such-file.docx", "samples/inbox/trenque-lauquen.txt")
    assert done.returncode == 2
    assert done.stderr.strip() == "planilla: no such file or folder: no-such-file.docx"
    assert [item["status"] for item in results(done)] == ["rejected", "complete"]


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("banco-inicativas", "did you mean 'banco-iniciativas'?"),
        ("no-such.toml", "No such file"),
        ("broken.toml", "line 1"),
        ("unknown.toml", "unknown key 'tittle' (did you mean 'title'?)"),
    ],
)
def test_a_wrong_form_is_one_clear_line(tmp_path: Path, form: str, told: str) -> None:
    (tmp_path / "broken.toml").write_text("id = \n", "utf-8")
    (tmp_path / "unknown.toml").write_text(
        'id = "x"\ntittle = "x"\n[[field]]\nkey = "a"\nkind = "text"\nneed = "optional"\n', "utf-8"
    )
    done = planilla("extract", "--form", form, str(SAMPLES), folder=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_bad_input_gives_a_code_each_and_the_rest_go_on(tmp_path: Path) -> None:
    whole = (SAMPLES / "trenque-lauquen.docx").read_bytes()
    (tmp_path / "1-empty.docx").write_bytes(b"")
    (tmp_path / "2-cut.docx").write_bytes(whole[:700])
    (tmp_path / "3-letter.txt").write_text("Querida Ana:\nTe espero el martes.", "utf-8")
    (tmp_path / "4-program.exe").write_bytes(b"MZ\x90\0\3\0\0\0" * 50)
    (tmp_path / "5-good.docx").write_bytes(whole)
    done = planilla("extract", str(tmp_path))
    codes = [[issue["code"] for issue in item["issues"]] for item in results(done)]
    assert codes == [["unreadable"], ["unreadable"], ["not_a_form"], ["unsupported_format"], []]
    assert done.returncode == 1


def test_messages_in_either_language() -> None:
    spanish = planilla("check", "samples/inbox/san-juan-incompleta.docx").stdout
    english = planilla("check", "--lang", "en", "samples/inbox/san-juan-incompleta.docx").stdout
    assert "«Origen de la iniciativa» está vacío." in " ".join(spanish.split())
    assert "is empty." in english and "vacío" not in english


def test_check_fits_a_table_and_counts() -> None:
    done = planilla("check", "samples/inbox")
    assert done.stdout.splitlines()[0].split() == ["Planilla", "Falta", "Conviene", "revisar"]
    assert "planillas:" in done.stdout.splitlines()[-1]
    assert done.returncode == 1


def test_show_says_what_was_read_and_where() -> None:
    done = planilla("show", "samples/inbox/trenque-lauquen.docx")
    assert "Trenque Lauquen - provincia de Buenos Aires" in done.stdout
    assert "table 1, row 2" in done.stdout
    assert done.returncode == 0


@pytest.mark.parametrize("sample", ["trenque-lauquen.pdf"])
def test_show_draws_a_picture(tmp_path: Path, sample: str) -> None:
    target = tmp_path / "answers.png"
    done = planilla("show", str(SAMPLES / sample), "--picture", str(target))
    assert done.returncode == 0, done.stderr
    assert target.read_bytes().startswith(b"\x89PNG")


def test_forms() -> None:
    assert "banco-iniciativas" in planilla("forms").stdout
    shown = planilla("forms", "show", "banco-iniciativas").stdout
    assert "tipo_institucion" in shown and "at most 150 words" in shown
    schema = json.loads(planilla("forms", "schema", "banco-iniciativas").stdout)
    assert list(schema["properties"])[:2] == ["fecha", "localizacion"]


def test_ingest_writes_the_bank_and_reads_nothing_twice(tmp_path: Path) -> None:
    first = planilla("ingest", "samples/inbox", "-o", str(tmp_path))
    assert first.returncode == 1, first.stderr
    made = {path.name for path in tmp_path.iterdir()}
    assert {"bank.xlsx", "bank.csv", "bank.parquet", "issues.csv", "report.html", "bank.db"} <= made
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".db"}
    second = planilla("ingest", "samples/inbox", "-o", str(tmp_path))
    assert "Archivos: 0 leídos" in second.stdout
    assert before == {name: (tmp_path / name).read_bytes() for name in before}


def test_extract_of_a_docx_imports_nothing_heavy() -> None:
    code = (
        "import sys, ingest.cli\n"
        "sys.argv = ['planilla', 'extract', 'samples/inbox/trenque-lauquen.docx']\n"
        "try: ingest.cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'pyarrow', 'numpy', 'docx', 'pypdfium2', 'xlsxwriter'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", ["extract", "ingest", "check", "show", "forms"])
def test_help_of_each_command_has_an_example(command: str) -> None:
    done = planilla(command, "--help")
    assert done.returncode == 0 and "Example: planilla" in done.stdout
