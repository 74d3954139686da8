from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.limits import Limits
from ingest.options import Options
from ingest.pool import _IN_FLIGHT
from ingest.run import run, run_lines
from schema.result import Result

SHEET = (
    "Fecha publicación / relevamiento de la iniciativa: 24/04/2020\nLocalización: {place}\n"
    "Identificación de la iniciativa: la huerta\nPalabras claves: río, redes\n"
)
HERE = Options(isolated=False)
APART = Options(jobs=2)
BOTH = pytest.mark.parametrize("options", [HERE, APART], ids=["in this process", "in workers"])


def write_sheets(folder: Path, count: int, place: str = "Goya (Corrientes)") -> list[str]:
    paths = [folder / f"{number:04}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(SHEET.format(place=place) + f"Teléfono / celular: {number}\n", "utf-8")
    return [str(path) for path in paths]


def message(text: str, number: int) -> str:
    return (
        f"From ana@example.org Sat Apr 25 10:11:11 2020\nFrom: Ana <ana{number}@example.org>\n"
        f"Date: Sat, 25 Apr 2020 10:11:12 -0300\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    )


def codes(results: list[Result]) -> list[str]:
    return [str(item.issues[0].code) if item.record is None else str(item.status) for item in results]


@BOTH
def test_results_come_in_the_order_of_the_paths(tmp_path: Path, options: Options) -> None:
    paths = write_sheets(tmp_path, 60)
    mixed = [*paths[30:], str(tmp_path / "nowhere.txt"), *paths[:30]]
    assert [item.source.path for item in run(mixed, options)] == mixed


@BOTH
def test_a_mailbox_is_read_message_by_message(tmp_path: Path, options: Options) -> None:
    box = "".join(message("Hola" if number % 3 else SHEET.format(place="Goya"), number) for number in range(1, 40))
    (tmp_path / "b.mbox").write_text(box, "utf-8")
    first, last = write_sheets(tmp_path, 2)
    results = list(run([first, str(tmp_path / "b.mbox"), last], options))
    members = [item.source.member for item in results[1:-1]]
    assert members == [str(number) if number % 3 else f"{number}/body" for number in range(1, 40)]
    assert [item.source.sender for item in results[1:4]] == [f"ana{number}@example.org" for number in (1, 2, 3)]
    assert (results[0].source.path, results[-1].source.path) == (first, last)


def test_workers_give_the_same_as_this_process(tmp_path: Path) -> None:
    write_sheets(tmp_path, 5)
    (tmp_path / "b.mbox").write_text(message(SHEET.format(place="Goya"), 1), "utf-8")
    (tmp_path / "empty.docx").write_bytes(b"")
    here, apart = (list(run_lines([str(tmp_path)], options)) for options in (HERE, APART))
    assert here == apart
    assert [item.to_json() for item in run([str(tmp_path)], APART)] == [json.loads(line.json) for line in here]


@BOTH
def test_what_cannot_be_read_is_a_result(tmp_path: Path, options: Options) -> None:
    (tmp_path / "a.docx").write_bytes(b"")
    (tmp_path / "b.xyz").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "c.txt").write_text("Querida Ana: gracias por todo.")
    results = list(run([str(tmp_path), str(tmp_path / "d"), os.devnull], options))
    assert codes(results) == ["unreadable", "unsupported_format", "not_a_form", "unreadable", "unreadable"]


@BOTH
def test_a_file_over_its_size_is_not_read(tmp_path: Path, options: Options) -> None:
    (tmp_path / "a.docx").write_bytes(b"x" * 2000)
    small = replace(options, limits=Limits(file_bytes=1000))
    [result] = run([str(tmp_path)], small)
    assert codes([result]) == ["too_large"]
    assert "--limit file_bytes" in result.issues[0].message
    assert result.source.sha256 == ""


@BOTH
def test_what_is_passed_over_is_told(tmp_path: Path, options: Options) -> None:
    write_sheets(tmp_path, 1)
    (tmp_path / "Thumbs.db").write_bytes(b"x")
    (tmp_path / "m.eml").write_text(message(SHEET.format(place="Goya"), 1).partition("\n")[2] + "\n", "utf-8")
    (tmp_path / "n.mbox").write_text(message("Hola", 1), "utf-8")
    told: list[tuple[str, str]] = []
    list(run([str(tmp_path)], replace(options, language="en"), lambda path, why: told.append((path, why))))
    assert told == [
        (f"{tmp_path}/Thumbs.db", "a file of the system"),
        (f"{tmp_path}/n.mbox/1/body", "readable, but no sheet"),
    ]


def test_paths_are_taken_as_they_are_needed(tmp_path: Path) -> None:
    paths = write_sheets(tmp_path, 4)
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield paths[taken % 4]

    lines = run_lines(endless(), APART)
    for _ in range(300):
        next(lines)
    lines.close()  # type: ignore[attr-defined]
    assert taken <= 300 + 2 * _IN_FLIGHT + 2


def children() -> set[str]:
    """The processes that this one has started (other tests may have left one) and that were not waited for."""
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are listed in /proc")
def test_ending_early_leaves_no_worker_behind(tmp_path: Path) -> None:
    before = children()
    lines = run_lines(write_sheets(tmp_path, 20), APART)
    next(lines)
    assert children() > before
    lines.close()  # type: ignore[attr-defined]
    assert children() == before


def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/a\xf1o.txt"
    Path(os.fsdecode(raw)).write_text(SHEET.format(place="Goya"), "utf-8")
    [line] = run_lines([str(tmp_path)], APART)
    assert os.fsencode(json.loads(line.json)["source"]["path"]) == raw
    line.json.decode("utf-8")
