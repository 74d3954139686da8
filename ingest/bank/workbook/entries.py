"""The workbook's first sheet: one row an entry, as coordinators read and correct it.

The first column, hidden, holds the entry's id, so that a row keeps its name when it is sorted or
moved. Two more hidden sheets serve the way back: one holds every cell's text as it was written,
one the options that the drop-downs offer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ingest.bank.columns import Column, columns, option_labels, title_column
from ingest.bank.display import display, moment, said, whole_date
from ingest.bank.entry import Contents, Entry
from ingest.bank.words import Words
from ingest.bank.workbook.cells import ROWS_MOST, Cell, Heading, Page, Row, frame_columns, shown, shown_widths, widths
from ingest.bank.workbook.look import MAXIMAL, Look, Tint, height
from ingest.bank.workbook.sheetdata import letters
from schema.form import Form, Kind
from schema.result import Issue, Severity, Status

BASE_SHEET = "_base"
LISTS_SHEET = "_listas"
BASE_MARK = "planilla-base"
URL_LIMIT = 2_079
CELL_TEXT = 32_000
NOTE_TEXT = 600
FIRST = 3  # columns before the answers: the id, the status, the number of doubts


def shown_columns(form: Form) -> tuple[Column, ...]:
    """The record's columns in the sheet's order: what it is about first, then as the form asks."""
    title = title_column(form)
    return tuple(sorted(columns(form), key=lambda column: column is not title))


class EntrySheet:
    """The sheet of entries and the hidden ones behind it: their frames, and their rows."""

    def __init__(self, contents: Contents, words: Words) -> None:
        self._contents = contents
        self._words = words
        self._columns = shown_columns(contents.form)
        self.headings = self._headings()
        self._wide = self._widths()

    def _headings(self) -> list[Heading]:
        heads = self._words.headings
        return [
            Heading("id", 15, hidden=True),
            Heading(heads.status, 12),
            Heading(heads.doubts, 8),
            *(Heading(column.heading, MAXIMAL[column.kind]) for column in self._columns),
            Heading(heads.sender, 30),
            Heading(heads.received, 12),
            Heading(heads.file, 44),
        ]

    def _widths(self) -> list[float]:
        """By what is in the columns, but for those whose contents are known."""
        found = widths(self.headings, (self._cells(entry) for entry in self._contents.entries), self._words)
        fixed = {0: 15.0, 1: 12.0, 2: 8.0, len(self.headings) - 2: 12.0}
        return [fixed.get(place, room) for place, room in enumerate(found)]

    @property
    def page(self) -> Page:
        """The rows of the entries."""
        name = self._words.sheets.entries
        return Page(name, 1, len(self._contents.entries), shown_widths(self.headings, self._wide), self._rows)

    @property
    def base(self) -> Page:
        """The rows of the hidden sheet with each cell's text as written."""
        return Page(BASE_SHEET, 0, 3 + len(self._contents.entries), (), self._base_rows)

    def frame(self, sheet: Any, look: Look) -> None:
        """Set up the sheet of entries and write its headings."""
        frame_columns(sheet, self.headings, self._wide, look)
        shown = [(heading.text + "   ", self._wide[place] - 4) for place, heading in enumerate(self.headings)]
        sheet.set_row(0, height(shown[1:]) + 4)
        sheet.freeze_panes(1, FIRST + 1)
        sheet.autofilter(0, 0, max(1, min(len(self._contents.entries), ROWS_MOST)), len(self.headings) - 1)
        sheet.repeat_rows(0)

    def offer(self, sheet: Any, lists: Any) -> None:
        """Offer the options' names in every cell of a choice or a yes/no question."""
        last, used = min(len(self._contents.entries), ROWS_MOST), 0
        for place, column in enumerate(self._columns, FIRST):
            if column.kind is Kind.CHOICE:
                choices = list(option_labels(column.field).values())
            elif column.kind is Kind.YES_NO:
                choices = [self._words.yes, self._words.no]
            else:
                continue
            for number, choice in enumerate(choices):
                lists.write_string(number, used, choice)
            if last:
                name = letters(used)
                rule = {
                    "validate": "list",
                    "source": f"={LISTS_SHEET}!${name}$1:${name}${len(choices)}",
                    "error_title": self._words.pick_title,
                    "error_message": self._words.pick_from_list,
                }
                sheet.data_validation(1, place, last, place, rule)
            used += 1

    def _rows(self) -> Iterator[Row]:
        place = slice(FIRST, FIRST + len(self._columns))
        for entry in self._contents.entries:
            cells = self._cells(entry)
            texts = (shown(cell.text, self._words) for cell in cells[place])
            yield Row(cells, height(zip(texts, self._wide[place], strict=True)))

    def _base_rows(self) -> Iterator[Row]:
        form = self._contents.form
        yield _bare((BASE_MARK, "1", form.id, form.version))
        yield _bare(["id", *(column.key for column in self._columns)])
        yield _bare(["id", *(column.heading for column in self._columns)])
        for entry in self._contents.entries:
            yield _bare([entry.id, *(self._text(column, entry) for column in self._columns)])

    def _text(self, column: Column, entry: Entry) -> str:
        return display(column, entry.values.get(column.key), self._words)

    def _cells(self, entry: Entry) -> list[Cell]:
        received = moment(entry.source.received)
        return [
            *self._state(entry),
            *(self._value(column, entry, column is self._columns[0]) for column in self._columns),
            Cell(entry.source.sender or ""),
            Cell(received or entry.source.received or ""),
            Cell(entry.place),
        ]

    def _state(self, entry: Entry) -> list[Cell]:
        note = "\n".join(issue.message for issue in entry.issues if issue.field is None)
        doubts = len(entry.issues)
        tint = Tint.NONE if not doubts else Tint.ERROR if entry.errors else Tint.WARNING
        return [
            Cell(entry.id, bare=True),
            Cell(
                self._words.statuses[entry.status], Tint.GOOD if entry.status is Status.COMPLETE else Tint.ERROR, note
            ),
            Cell(doubts or "", tint),
        ]

    def _value(self, column: Column, entry: Entry, title: bool) -> Cell:
        tint, note = Tint.NONE, ""
        if entry.issues or entry.read:
            issues = entry.about(column.key)
            tint, note = _tint(issues, column.key in entry.read), self._note(column, entry, issues)
        value = entry.values.get(column.key)
        day = whole_date(value) if column.kind is Kind.DATE else None
        if day is not None and day.year >= 1900:
            return Cell(day, tint, note)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return Cell(float(value), tint, note)
        text = display(column, value, self._words)
        link, tip = self._link(column, text) if column.kind in (Kind.URLS, Kind.EMAIL) else ("", "")
        return Cell(text, tint, note, link, tip, title and text != "")

    def _link(self, column: Column, text: str) -> tuple[str, str]:
        """The (first) address that a cell opens, where it has one that Excel takes, and the tip on it."""
        target, _, rest = text.partition("\n")
        if column.kind is Kind.EMAIL and "@" in target:
            target = f"mailto:{target}"
        elif not target.lower().startswith(("http://", "https://")):
            return "", ""
        if len(target) > URL_LIMIT or len(text) > CELL_TEXT:
            return "", ""
        return target, self._words.several_links if rest else ""

    def _note(self, column: Column, entry: Entry, issues: tuple[Issue, ...]) -> str:
        words = self._words
        lines = [issue.message for issue in issues]
        if column.key in entry.read:
            lines.append(words.corrected.format(text=display(column, entry.read[column.key], words)))
        text = said(column, entry.evidence.get(column.key)) if issues else ""
        if text:
            lines.append(words.read_as.format(text=text if len(text) <= NOTE_TEXT else text[:NOTE_TEXT] + "…"))
        return "\n".join(lines)


def _bare(texts: Sequence[str]) -> Row:
    return Row([Cell(text, bare=True) for text in texts])


def _tint(issues: tuple[Issue, ...], corrected: bool) -> Tint:
    if any(issue.severity is Severity.ERROR for issue in issues):
        return Tint.ERROR
    if issues:
        return Tint.WARNING
    return Tint.CORRECTED if corrected else Tint.NONE
