"""What the tables are made of: an `Entry` a sheet, and the `Contents` of a bank.

Entries hold plain values (those of the record's JSON), so that a table is made alike of results
fresh from the documents and of what a ledger remembers.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from schema.form import Form
from schema.result import Evidence, Issue, Result, Severity, Source, Status

if TYPE_CHECKING:
    from ingest.bank.correction import Correction

_SURROGATES = re.compile(r"[\ud800-\udfff]")

Value = str | int | float | bool | list[str] | None
"""A value of a record, as in its JSON: codes for choices, ISO 8601 for dates."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One sheet as the bank shows it.

    `values` has every key of the form, corrections applied (empty where the status is `rejected`);
    `read` has what was read, for the corrected keys only.
    """

    id: str
    source: Source
    status: Status
    values: dict[str, Value] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    unclaimed: tuple[str, ...] = ()
    read: dict[str, Value] = field(default_factory=dict)

    def about(self, key: str) -> tuple[Issue, ...]:
        """The issues of one field."""
        return tuple(issue for issue in self.issues if issue.field == key)

    @property
    def errors(self) -> int:
        """How many issues keep the sheet from being complete."""
        return sum(issue.severity is Severity.ERROR for issue in self.issues)

    @property
    def warnings(self) -> int:
        """How many issues ask for a look."""
        return sum(issue.severity is Severity.WARNING for issue in self.issues)

    @property
    def place(self) -> str:
        """The file as a person looks for it: ``mail-017.eml › planilla.docx (2)``."""
        return source_name(self.source)


class Sameness(StrEnum):
    """Why a sheet is not a row of its own."""

    BYTES = "bytes"  # the very same file came before
    ANSWERS = "answers"  # another file with the same answers came before
    EARLIER = "earlier"  # a later sheet describes the same initiative


@dataclass(frozen=True, slots=True)
class Repeat:
    """A sheet that another one stands for: which, in what sense the same, and which one that is."""

    sameness: Sameness
    entry: Entry
    of: Entry
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contents:
    """All that the exports show: the rows, the repeats behind them, the files that gave nothing.

    `corrections` are all ever made, those taken back too; `applied` the numbers of those that the
    rows show. The sequences may be views of a ledger (`ingest.bank.shown`), which read each entry when
    it is asked for: go through them as often as need be, and keep nothing.
    """

    form: Form
    entries: Sequence[Entry] = ()
    repeats: Sequence[Repeat] = ()
    rejected: Sequence[Entry] = ()
    corrections: tuple[Correction, ...] = ()
    applied: frozenset[int] = frozenset()

    @property
    def everything(self) -> Iterable[Entry]:
        """Every sheet and file, repeats and rejected ones too, in a fixed order."""
        repeated = [repeat.entry for repeat in self.repeats if repeat.sameness is not Sameness.BYTES]
        return sorted((*self.entries, *repeated, *self.rejected), key=order)

    def by_sender(self) -> Iterable[Entry]:
        """The rows, those of one sender one after the other; those without a sender last."""
        return sorted(self.entries, key=sender_order)

    def find(self, ids: Collection[str]) -> dict[str, Entry]:
        """Those of `ids` that are sheets or files of the bank, repeats and rejected ones too."""
        return {entry.id: entry for entry in self.everything if entry.id in ids}

    def row_of(self, id_: str) -> Entry | None:
        """The row that shows a sheet, or the one that stands for it; None for what is in no row."""
        rows = (entry for entry in self.entries if entry.id == id_)
        return next(rows, None) or next((repeat.of for repeat in self.repeats if repeat.entry.id == id_), None)


def entry_id(source: Source) -> str:
    """The name of a sheet in the bank: it follows the bytes, wherever they lie.

    >>> entry_id(Source("a.docx", sheet=2, sha256="730c298b" + "0" * 56))
    '730c298b00000000-2'
    """
    digest = source.sha256
    if not digest:  # of what could not even be opened
        digest = hashlib.sha256(f"{source.path}\0{source.member or ''}".encode(errors="replace")).hexdigest()
    return f"{digest[:16]}-{source.sheet}"


def sayable(text: str) -> str:
    r"""A text that can be written: without halves of surrogate pairs, which stand for odd bytes of a file name.

    >>> ascii(sayable("planilla-\udcf1.docx"))
    "'planilla-\\ufffd.docx'"
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text


def sayable_source(source: Source) -> Source:
    """A source whose path and member can be written."""
    return replace(source, path=sayable(source.path), member=source.member and sayable(source.member))


def source_name(source: Source) -> str:
    """A source as a person looks for it.

    >>> source_name(Source("inbox/mail-017.eml", "planilla.docx", 2))
    'mail-017.eml › planilla.docx (2)'
    """
    name = source.path.replace("\\", "/").rstrip("/").rpartition("/")[2] or source.path
    name = f"{name} › {source.member}" if source.member else name
    return f"{name} ({source.sheet})" if source.sheet > 1 else name


def order(entry: Entry) -> tuple[str, str, int, str]:
    """The order of rows: by path, member and sheet."""
    return entry.source.path, entry.source.member or "", entry.source.sheet, entry.id


def sender_order(entry: Entry) -> tuple[bool, str, str, str, int]:
    """The order of rows by sender, whatever the letters' case."""
    source = entry.source
    return not source.sender, (source.sender or "").casefold(), source.path, source.member or "", source.sheet


def entries_of(results: Iterable[Result]) -> list[Entry]:
    """Results as entries, in their order, nothing compared."""
    return [
        Entry(
            id=entry_id(result.source),
            source=sayable_source(result.source),
            status=result.status,
            values=result.record.model_dump(mode="json") if result.record is not None else {},
            issues=result.issues,
            evidence=dict(result.evidence),
            unclaimed=result.unclaimed,
        )
        for result in results
    ]


def contents_of(form: Form, results: Sequence[Result]) -> Contents:
    """The contents of a bank that holds just these results, none of them compared with another."""
    entries = sorted(entries_of(results), key=order)
    return Contents(
        form,
        tuple(entry for entry in entries if entry.status is not Status.REJECTED),
        (),
        tuple(entry for entry in entries if entry.status is Status.REJECTED),
    )
