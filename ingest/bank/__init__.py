"""The bank: what was read, kept, corrected, and shown as tables, a workbook, a report.

What others use stands here; it is imported when first asked for, since most of it needs pandas,
pyarrow or a database.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.bank.apply import Applied, apply_workbook, describe
    from ingest.bank.bank import Bank, Standing
    from ingest.bank.batch import Summary, ingest_paths
    from ingest.bank.delimited import Edition
    from ingest.bank.entry import contents_of
    from ingest.bank.errors import BankError
    from ingest.bank.export import write_csv, write_exports
    from ingest.bank.frame import to_frame
    from ingest.bank.letters import write_letters
    from ingest.bank.publish import Licence, write_public
    from ingest.bank.stored import Reading

_HOMES = {
    "Applied": "apply",
    "apply_workbook": "apply",
    "describe": "apply",
    "Bank": "bank",
    "Standing": "bank",
    "Summary": "batch",
    "ingest_paths": "batch",
    "Edition": "delimited",
    "contents_of": "entry",
    "BankError": "errors",
    "write_csv": "export",
    "write_exports": "export",
    "to_frame": "frame",
    "write_letters": "letters",
    "Licence": "publish",
    "write_public": "publish",
    "Reading": "stored",
}

__all__ = [
    "Applied",
    "Bank",
    "BankError",
    "Edition",
    "Licence",
    "Reading",
    "Standing",
    "Summary",
    "apply_workbook",
    "contents_of",
    "describe",
    "ingest_paths",
    "write_public",
    "to_frame",
    "write_csv",
    "write_exports",
    "write_letters",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
