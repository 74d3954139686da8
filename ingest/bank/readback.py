"""What people changed in the workbook: it is read back and compared with what it was written as.

The hidden sheet of a workbook of ours holds every cell's text as written (`workbook.entries`), so
that a change is told from a difference to today's bank, however old the workbook is. Rows are
known by their hidden id, columns by their heading: both may have been sorted, filtered or moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ingest.bank.errors import BankError
from ingest.bank.words import Words
from ingest.bank.workbook.entries import BASE_MARK, BASE_SHEET
from ingest.bank.workbook.lists import cut
from schema.form import Form


@dataclass(frozen=True, slots=True)
class Change:
    """A cell whose text is not the one it was written with; `page` is the workbook's sheet, where not the first."""

    row: int
    sheet: str
    key: str
    was: str
    now: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A doubt that someone wrote «ok» beside."""

    row: int
    sheet: str
    field: str
    code: str


@dataclass(frozen=True, slots=True)
class Edits:
    """All that was changed, and what could not be made sense of, in words."""

    changes: tuple[Change, ...] = ()
    checks: tuple[Check, ...] = ()
    unclear: tuple[str, ...] = ()


@dataclass(slots=True)
class _Base:
    """The hidden sheet: the form, the keys by heading, each row's texts by key."""

    form: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)


def read_edits(path: Path, form: Form, words: Words) -> Edits:
    """Read a workbook that this program wrote and people worked in.

    Raises `BankError` where it is no workbook, none of ours, or another form's.
    """
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise BankError(words.cannot_read.format(path=path, reason=error.strerror or error)) from error
    except Exception as error:  # openpyxl raises whatever its parts raise: zipfile, ElementTree, KeyError …
        raise BankError(words.no_workbook.format(path=path)) from error
    try:
        base = _base(book)
        if base is None:
            raise BankError(words.no_workbook.format(path=path))
        if base.form != form.id:
            raise BankError(words.other_form.format(path=path, form=base.form))
        found = _Found(words)
        _entry_changes(book, base, found, words)
        checks = _pending_changes(book, base, found, words)
        return Edits(tuple(found.changes.values()), tuple(checks), tuple(found.unclear))
    finally:
        book.close()


def _base(book: Any) -> _Base | None:
    if BASE_SHEET not in book.sheetnames:
        return None
    rows = _rows(book[BASE_SHEET])
    _, first = next(rows, (0, ()))
    if not first or first[0] != BASE_MARK or len(first) < 3:
        return None
    keys = [as_text(cell) for cell in next(rows, (0, ()))[1]]
    headings = [as_text(cell) for cell in next(rows, (0, ()))[1]]
    base = _Base(as_text(first[2]), dict(zip(headings, keys, strict=False)))
    for _, row in rows:
        texts = [as_text(cell) for cell in row]
        base.texts[texts[0]] = dict(zip(keys[1:], texts[1:] + [""] * len(keys), strict=False))
    return base


class _Found:
    """The changes found so far, one a cell: two that differ are told, the first counts."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.changes: dict[tuple[str, str], Change] = {}
        self.unclear: list[str] = []

    def add(self, change: Change) -> None:
        """Take a change, unless the same cell was changed otherwise before."""
        other = self.changes.setdefault((change.sheet, change.key), change)
        if not _same(other.now, change.now):
            self.unclear.append(self._words.row_twice.format(row=change.row, other=other.row))


def _entry_changes(book: Any, base: _Base, found: _Found, words: Words) -> None:
    """What was changed in the sheet of entries."""
    if words.sheets.entries not in book.sheetnames:
        found.unclear.append(words.sheet_gone.format(sheet=words.sheets.entries))
        return
    rows = _rows(book[words.sheets.entries])
    headings = [as_text(cell) for cell in next(rows, (0, ()))[1]]
    columns = {place: base.keys[heading] for place, heading in enumerate(headings) if heading in base.keys}
    found.unclear += [words.column_gone.format(heading=heading) for heading in base.keys if heading not in headings]
    if "id" not in columns.values():
        return
    seen: set[str] = set()
    for number, row in rows:
        cells = {key: as_text(row[place]) if place < len(row) else "" for place, key in columns.items()}
        id_ = cells.pop("id")
        if id_ in base.texts:
            seen.add(id_)
            for key, now in cells.items():
                was = base.texts[id_].get(key, "")
                if not _same(now, was):
                    found.add(Change(number, id_, key, was, now))
        elif any(cells.values()):
            found.unclear.append(words.row_without_id.format(row=number))
    found.unclear += [words.row_gone.format(id=id_) for id_ in base.texts if id_ not in seen]


def _pending_changes(book: Any, base: _Base, found: _Found, words: Words) -> list[Check]:
    """What was settled, or corrected, in the list of what waits."""
    checks: list[Check] = []
    if words.sheets.pending not in book.sheetnames:
        return checks
    rows = _rows(book[words.sheets.pending])
    headings = [as_text(cell) for cell in next(rows, (0, ()))[1]]
    wanted = ("id", "key", "code", words.headings.ok, words.headings.value)
    if not all(heading in headings for heading in wanted):
        return checks
    places = [headings.index(heading) for heading in wanted]
    for number, row in rows:
        id_, key, code, ok, now = (as_text(row[place]) if place < len(row) else "" for place in places)
        if not id_:
            continue
        if ok:
            checks.append(Check(number, id_, key, code))
        was = base.texts.get(id_, {}).get(key)
        if was is None or _same(now, cut(was)):
            continue
        if cut(was) != was:
            found.unclear.append(words.cut_short.format(row=number, sheet=words.sheets.entries))
        else:
            found.add(Change(number, id_, key, was, now, words.sheets.pending))
    return checks


def _rows(sheet: Any) -> Iterator[tuple[int, Sequence[object]]]:
    """A sheet's rows with their numbers, whatever size the sheet says it has."""
    sheet.reset_dimensions()
    return enumerate(sheet.iter_rows(values_only=True), 1)


def as_text(cell: object) -> str:
    """A cell's content as the text it was written from: a date in ISO 8601, a number without a needless point.

    >>> as_text(datetime(2020, 4, 24)), as_text(12.0), as_text(0.5), as_text(None)
    ('2020-04-24', '12', '0.5', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, int | float):
        return f"{cell:.15g}"
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()


def _same(one: str, other: str) -> bool:
    """Whether two texts differ only in blanks at line ends, which programs drop."""
    return [line.rstrip() for line in one.split("\n")] == [line.rstrip() for line in other.strip().split("\n")]
