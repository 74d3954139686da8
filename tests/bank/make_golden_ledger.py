"""Make the golden ledger of this version of the tables: ``python tests/bank/make_golden_ledger.py``.

It is kept as SQL text, so that a change can be read. A released version's file is never made anew.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bank_sheets import BANK, issue, refused, sheet

from ingest.bank import Bank, Reading
from ingest.bank.correction import Correction
from ingest.bank.ledger import APPLICATION_ID, MIGRATIONS
from schema.result import IssueCode

GOLDEN = Path(__file__).parent / "golden"


def make() -> Path:
    doubt = issue(IssueCode.LOW_CONFIDENCE, "resumen")
    results = [
        sheet("/inbox/a.docx", doubt, sender="ana@example.org", received="2020-05-06T08:00:00-03:00"),
        sheet("/inbox/b.docx", received="2020-05-09T08:00:00-03:00", origen="Otro comienzo."),
        sheet("/inbox/c.docx", identificacion="Radio de monte"),
        refused("/inbox/d.pdf", IssueCode.ENCRYPTED),
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bank.db"
        with Bank.open(path, BANK, program="1", now=lambda: datetime(2020, 6, 1, tzinfo=UTC)) as bank:
            bank.begin_run()
            bank.add(Reading(result.source.path, result.source.sha256, (result,)) for result in results)
            bank.end_run()
            first, last = bank.contents().entries
            change = {"identificacion": "Radio del monte"}
            was = {"identificacion": "Radio de monte"}
            bank.correct([Correction(0, last.id, "identificacion", "", was, change, (), "Ana", "")])
            bank.split(bank.contents().repeats[0].entry.id, "Ana")
        with sqlite3.connect(path) as ledger:
            text = "\n".join(ledger.iterdump())
    version = len(MIGRATIONS)
    target = GOLDEN / f"ledger-{version}.sql"
    target.parent.mkdir(exist_ok=True)
    pragmas = f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {version};\n"
    target.write_text(f"{text}\n{pragmas}", "utf-8")
    return target


if __name__ == "__main__":
    print(make())
