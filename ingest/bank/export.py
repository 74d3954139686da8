"""The files made from a bank's contents, all at once or not at all, and only when something changed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.bank import delimited
from ingest.bank.entry import Contents
from ingest.bank.files import Writer, digest, write_files
from ingest.bank.parquet import write_parquet
from ingest.bank.report import write_report
from ingest.bank.words import words_for
from ingest.bank.workbook import write_workbook

if TYPE_CHECKING:
    from ingest.bank.bank import Bank

WORKBOOK = "bank.xlsx"
NAMES = ("bank.parquet", "bank.csv", "issues.csv", "corrections.csv", "report.html", WORKBOOK)


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did: the files it wrote, and the workbook with a person's changes that it found.

    `edited` is where that workbook is now: in its place where nothing new had to be shown, else
    beside it under another name, so that no change is lost before it is applied.
    """

    written: tuple[str, ...] = ()
    edited: Path | None = None


def writers(contents: Contents) -> dict[str, Writer]:
    """The name of each exported file and what writes it."""
    return {
        "bank.parquet": partial(write_parquet, contents.form, contents.entries),
        "bank.csv": partial(delimited.write_entries, contents),
        "issues.csv": partial(delimited.write_issues, contents),
        "corrections.csv": partial(delimited.write_corrections, contents),
        "report.html": partial(write_report, contents),
        WORKBOOK: partial(write_workbook, contents),
    }


def write_exports(contents: Contents, folder: Path) -> None:
    """Write all files into `folder`; raises `BankUnwritable`, with every old file kept, where it can't."""
    write_files(folder, writers(contents), words_for(contents.form.language))


def write_csv(contents: Contents, folder: Path, edition: delimited.Edition) -> list[Path]:
    """Write the tables as CSV in another edition, beside the usual files: ``bank.excel.csv``, ``issues.excel.csv``."""
    made: dict[str, Writer] = {
        f"bank.{edition}.csv": partial(delimited.write_entries, contents, edition=edition),
        f"issues.{edition}.csv": partial(delimited.write_issues, contents, edition=edition),
    }
    write_files(folder, made, words_for(contents.form.language))
    return [folder / name for name in made]


def export_bank(bank: Bank, folder: Path, again: bool = False) -> Exported:
    """Bring the files in `folder` up to date with the ledger; `again` writes them in any case.

    Where nothing changed, nothing is read or written. Raises `BankUnwritable`, with every old file
    kept, where the folder or the disk does not take them.
    """
    key = _key(bank, folder)
    last = json.loads(bank.meta(key) or "{}")
    own = set(last.get("workbooks", ()))
    lying = {name: digest(folder / name) for name in NAMES}
    edited = lying[WORKBOOK] is not None and lying[WORKBOOK] not in own
    fresh = again or last.get("state") != bank.state
    wanted = [name for name in NAMES if fresh or lying[name] != last.get("files", {}).get(name)]
    if edited and not fresh:
        wanted.remove(WORKBOOK)
    if not wanted:
        return Exported(edited=folder / WORKBOOK if edited else None)

    contents = bank.contents()
    bank.note_shown()
    made = writers(contents)
    aside = _aside(folder, lying[WORKBOOK]) if edited and WORKBOOK in wanted else None
    hashes: dict[str, str | None] = {}

    def before(staged: Mapping[str, Path]) -> None:
        hashes.update({name: digest(path) for name, path in staged.items()})
        if WORKBOOK in hashes:
            own.add(str(hashes[WORKBOOK]))
        bank.set_meta(key, json.dumps({"files": last.get("files", {}), "workbooks": sorted(own)}))
        if aside is not None:
            (folder / WORKBOOK).replace(aside)

    write_files(folder, {name: made[name] for name in wanted}, bank.words, before)
    files = {**last.get("files", {}), **hashes}
    workbooks = [files[WORKBOOK]]
    bank.set_meta(key, json.dumps({"state": bank.state, "files": files, "workbooks": workbooks}))
    return Exported(tuple(wanted), aside or (folder / WORKBOOK if edited else None))


def settle(bank: Bank, workbook: Path) -> None:
    """Note that every change in a workbook is in the ledger, so that the next export may write over it."""
    key = _key(bank, workbook.parent)
    last = json.loads(bank.meta(key) or "{}")
    last["workbooks"] = sorted({*last.get("workbooks", ()), str(digest(workbook))})
    bank.set_meta(key, json.dumps(last))


def _key(bank: Bank, folder: Path) -> str:
    """Under what the ledger keeps what it knows of the files in a folder."""
    return f"exported {Path(os.path.relpath(folder, bank.path.parent)).as_posix()}"


def _aside(folder: Path, content: str | None) -> Path:
    """A name for a workbook that people changed: it follows its content, so that no two collide."""
    stem, _, suffix = WORKBOOK.rpartition(".")
    return folder / f"{stem}-{str(content)[:8]}.{suffix}"
