"""The workbook's first sheet: one row an entry, as coordinators read and correct it.

The first column, hidden, holds the entry's id, so that a row keeps its name when it is sorted or
moved. Two more hidden sheets serve the way back: one holds every cell's text as it was written,
one the options that the drop-downs offer.
"""

from __future__ import annotations

from typing import Any

from ingest.bank.columns import Column, columns, option_labels, title_column
from ingest.bank.display import display, moment, said, whole_date
from ingest.bank.entry import Contents, Entry
from ingest.bank.words import Words
from ingest.bank.workbook.look import MAXIMAL, Look, Tint, fitting, height, width
from ingest.bank.workbook.sheet import Cell, write_cell, write_note
from schema.form import Form, Kind
from schema.result import Issue, Severity, Status

BASE_SHEET = "_base"
LISTS_SHEET = "_listas"
BASE_MARK = "planilla-base"
URL_LIMIT = 2_079
LINK_LIMIT = 60_000
NOTE_TEXT = 600


def shown_columns(form: Form) -> tuple[Column, ...]:
    """The record's columns in the sheet's order: what it is about first, then as the form asks."""
    title = title_column(form)
    return tuple(sorted(columns(form), key=lambda column: column is not title))


class EntrySheet:
    """Writes the sheet of entries and the hidden ones behind it."""

    def __init__(self, book: Any, contents: Contents, look: Look, words: Words) -> None:
        self._book = book
        self._contents = contents
        self._look = look
        self._words = words
        self._columns = shown_columns(contents.form)
        self._links = 0
        self._sheet = book.get_worksheet_by_name(words.sheets.entries)

    def write(self) -> None:
        """Write everything."""
        entries = self._contents.entries
        first = 3  # after the id, the status and the number of doubts
        texts = {
            column.key: [display(column, entry.values.get(column.key), self._words) for entry in entries]
            for column in self._columns
        }
        wide = [width(column.heading, texts[column.key], MAXIMAL[column.kind]) for column in self._columns]
        self._header(wide, first)
        for number, entry in enumerate(entries, 1):
            written = [texts[column.key][number - 1] for column in self._columns]
            self._sheet.set_row(number, height(zip(written, wide, strict=True)))
            self._state(number, entry)
            for place, (column, text) in enumerate(zip(self._columns, written, strict=True), first):
                self._value(number, place, column, entry, text)
            self._origin(number, first + len(self._columns), entry)
        self._drop_downs(first)
        self._base(texts)

    def _header(self, wide: list[float], first: int) -> None:
        words, sheet = self._words.headings, self._sheet
        plan = [("id", 15.0, True), (words.status, 12.0, False), (words.doubts, 8.0, False)]
        plan += [(column.heading, room, False) for column, room in zip(self._columns, wide, strict=True)]
        places = [entry.place for entry in self._contents.entries]
        senders = [entry.source.sender or "" for entry in self._contents.entries]
        plan += [
            (words.sender, width(words.sender, senders, 30), False),
            (words.received, 12.0, False),
            (words.file, width(words.file, places, 44), False),
        ]
        for place, (heading, room, hidden) in enumerate(plan):
            sheet.set_column(place, place, room, None, {"hidden": hidden})
            sheet.write_string(0, place, heading, self._look.header)
        sheet.set_row(0, height([(heading + "   ", room - 4) for heading, room, hidden in plan if not hidden]) + 4)
        sheet.freeze_panes(1, first + 1)
        sheet.autofilter(0, 0, max(1, len(self._contents.entries)), len(plan) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _state(self, row: int, entry: Entry) -> None:
        sheet, words = self._sheet, self._words
        tint = Tint.GOOD if entry.status is Status.COMPLETE else Tint.ERROR
        note = "\n".join(issue.message for issue in entry.issues if issue.field is None)
        sheet.write_string(row, 0, entry.id)
        write_cell(sheet, row, 1, Cell(words.statuses[entry.status], tint, note), self._look, words)
        doubts = len(entry.issues)
        tint = Tint.NONE if not doubts else Tint.ERROR if entry.errors else Tint.WARNING
        write_cell(sheet, row, 2, Cell(doubts if doubts else "", tint), self._look, words)

    def _value(self, row: int, place: int, column: Column, entry: Entry, text: str) -> None:
        sheet, look = self._sheet, self._look
        issues = entry.about(column.key)
        tint = _tint(issues, column.key in entry.read)
        value = entry.values.get(column.key)
        day = whole_date(value) if column.kind is Kind.DATE else None
        if day is not None and day.year >= 1900:
            sheet.write_datetime(row, place, day, look.cell(tint, self._words.date_format))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            sheet.write_number(row, place, value, look.cell(tint))
        elif not text:
            sheet.write_blank(row, place, None, look.cell(tint))
        elif not self._link(row, place, column, text, tint):
            bold = place == 3
            sheet.write_string(row, place, fitting(text, self._words.continues), look.cell(tint, bold=bold))
        note = self._note(column, entry, issues)
        if note:
            write_note(sheet, row, place, note)

    def _link(self, row: int, place: int, column: Column, text: str, tint: Tint) -> bool:
        """Write a cell that opens its (first) address, where it has one that Excel takes."""
        target, _, rest = text.partition("\n")
        if column.kind is Kind.EMAIL and "@" in target:
            target = f"mailto:{target}"
        elif column.kind is not Kind.URLS or not target.lower().startswith(("http://", "https://")):
            return False
        if len(target) > URL_LIMIT or self._links >= LINK_LIMIT or len(text) > CELL_TEXT:
            return False
        tip = self._words.several_links if rest else ""
        outcome = self._sheet.write_url(row, place, target, self._look.cell(tint, link=True), text, tip)
        self._links += outcome == 0
        return bool(outcome == 0)

    def _note(self, column: Column, entry: Entry, issues: tuple[Issue, ...]) -> str:
        words = self._words
        lines = [issue.message for issue in issues]
        if column.key in entry.read:
            lines.append(words.corrected.format(text=display(column, entry.read[column.key], words)))
        text = said(column, entry.evidence.get(column.key)) if issues else ""
        if text:
            lines.append(words.read_as.format(text=text if len(text) <= NOTE_TEXT else text[:NOTE_TEXT] + "…"))
        return "\n".join(lines)

    def _origin(self, row: int, place: int, entry: Entry) -> None:
        received = moment(entry.source.received)
        cells = [Cell(entry.source.sender or ""), Cell(received or entry.source.received or ""), Cell(entry.place)]
        for offset, cell in enumerate(cells):
            write_cell(self._sheet, row, place + offset, cell, self._look, self._words)

    def _drop_downs(self, first: int) -> None:
        """Offer the options' names in every cell of a choice or a yes/no question."""
        lists = self._book.get_worksheet_by_name(LISTS_SHEET)
        last, used = len(self._contents.entries), 0
        for place, column in enumerate(self._columns, first):
            if column.kind is Kind.CHOICE:
                choices = list(option_labels(column.field).values())
            elif column.kind is Kind.YES_NO:
                choices = [self._words.yes, self._words.no]
            else:
                continue
            for number, choice in enumerate(choices):
                lists.write_string(number, used, choice)
            if last:
                name = _letters(used)
                rule = {
                    "validate": "list",
                    "source": f"={LISTS_SHEET}!${name}$1:${name}${len(choices)}",
                    "error_title": self._words.pick_title,
                    "error_message": self._words.pick_from_list,
                }
                self._sheet.data_validation(1, place, last, place, rule)
            used += 1

    def _base(self, texts: dict[str, list[str]]) -> None:
        """Keep each cell's text as written: what differs from it later was changed by a person."""
        base, form = self._book.get_worksheet_by_name(BASE_SHEET), self._contents.form
        for place, text in enumerate((BASE_MARK, "1", form.id, form.version)):
            base.write_string(0, place, text)
        base.write_string(1, 0, "id")
        base.write_string(2, 0, "id")
        for place, column in enumerate(self._columns, 1):
            base.write_string(1, place, column.key)
            base.write_string(2, place, column.heading)
            for number, text in enumerate(texts[column.key], 3):
                if text:
                    base.write_string(number, place, fitting(text, self._words.continues))
        for number, entry in enumerate(self._contents.entries, 3):
            base.write_string(number, 0, entry.id)


CELL_TEXT = 32_000


def _tint(issues: tuple[Issue, ...], corrected: bool) -> Tint:
    if any(issue.severity is Severity.ERROR for issue in issues):
        return Tint.ERROR
    if issues:
        return Tint.WARNING
    return Tint.CORRECTED if corrected else Tint.NONE


def _letters(place: int) -> str:
    """A column's name: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
