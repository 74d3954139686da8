"""The workbook's lists: what waits, what was rejected, what came twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ingest.bank.columns import Column, columns, title_column
from ingest.bank.display import display, moment, said
from ingest.bank.entry import Contents, Entry, Repeat, Sameness
from ingest.bank.words import Words
from ingest.bank.workbook.cells import ROWS_MOST, Cell, Heading, Page, frame_columns, laid_out, shown_widths, widths
from ingest.bank.workbook.look import Look, Tint
from schema.result import Issue, Severity

SAID = 220


class List:
    """One of the lists: its headings, and its rows, made anew each time they are gone through."""

    def __init__(
        self,
        name: str,
        headings: Sequence[Heading],
        count: int,
        rows: Callable[[], Iterable[Sequence[Cell]]],
        words: Words,
    ) -> None:
        self.name = name
        self.count = count
        self._headings = headings
        self._rows = rows
        self._words = words
        self._wide = widths(headings, rows(), words)

    @property
    def page(self) -> Page:
        """The rows."""
        wide = shown_widths(self._headings, self._wide)
        laid = lambda: (laid_out(cells, self._headings, self._wide, self._words) for cells in self._rows())  # noqa: E731
        return Page(self.name, 1, self.count, wide, laid)

    def frame(self, sheet: Any, look: Look, empty: str) -> None:
        """Set up the sheet and write its headings; `empty` stands there where it has no rows."""
        frame_columns(sheet, self._headings, self._wide, look)
        sheet.set_row(0, 32)
        sheet.freeze_panes(1, 0)
        if self.count:
            sheet.autofilter(0, 0, min(self.count, ROWS_MOST), len(self._headings) - 1)
        else:
            visible = next(place for place, heading in enumerate(self._headings) if not heading.hidden)
            sheet.write_string(1, visible, empty)

    def offer_ok(self, sheet: Any, look: Look) -> None:
        """Let the last column be settled with a word, and draw a line between the senders."""
        if self.count:
            last, end = len(self._headings) - 1, min(self.count, ROWS_MOST)
            sheet.data_validation(1, last, end, last, {"validate": "list", "source": [self._words.ok]})
            changes = {"type": "formula", "criteria": "=$D2<>$D1", "format": look.divider}
            sheet.conditional_format(1, 0, end, last, changes)


def pending(contents: Contents, doubts: int, words: Words) -> List:
    """One row a thing missing or in doubt, by sender and sheet, the missing first; `doubts` is how many there are."""
    heads = words.headings
    headings = [
        Heading("id", 15, hidden=True),
        Heading("key", 15, hidden=True),
        Heading("code", 15, hidden=True),
        Heading(heads.sender, 30),
        Heading(heads.file, 40),
        Heading(heads.about, 40),
        Heading(heads.severity, 12),
        Heading(heads.question, 30),
        Heading(heads.matter, 50),
        Heading(heads.said, 50),
        Heading(heads.value, 40),
        Heading(heads.ok, 14),
    ]
    known = {column.key: column for column in columns(contents.form)}

    def rows() -> Iterator[list[Cell]]:
        for entry in contents.by_sender():
            for issue in sorted(entry.issues, key=lambda issue: issue.severity is Severity.WARNING):
                yield _doubt(entry, issue, known, contents, words)

    return List(words.sheets.pending, headings, doubts, rows, words)


def _doubt(entry: Entry, issue: Issue, known: dict[str, Column], contents: Contents, words: Words) -> list[Cell]:
    column = known.get(issue.field or "")
    error = issue.severity is Severity.ERROR
    return [
        Cell(entry.id),
        Cell(issue.field or ""),
        Cell(str(issue.code)),
        Cell(entry.source.sender or words.nobody),
        Cell(entry.place),
        Cell(about(entry, contents)),
        Cell(words.severities[issue.severity], Tint.ERROR if error else Tint.WARNING),
        Cell(column.heading if column else ""),
        Cell(issue.message),
        Cell(cut(said(column, entry.evidence.get(column.key))) if column else ""),
        Cell(cut(display(column, entry.values.get(column.key), words)) if column else ""),
        Cell(""),
    ]


def rejected(contents: Contents, words: Words) -> List:
    """One row a file that gave no sheet: why, and what to do about it."""
    heads = words.headings
    headings = [
        Heading(heads.file, 40),
        Heading(heads.sender, 30),
        Heading(heads.received, 12),
        Heading(heads.reason, 60),
        Heading(heads.advice, 50),
    ]

    def rows() -> Iterator[list[Cell]]:
        for entry in contents.rejected:
            yield [
                Cell(entry.place, note=entry.source.path),
                Cell(entry.source.sender or words.nobody),
                Cell(moment(entry.source.received) or entry.source.received or ""),
                Cell("\n".join(issue.message for issue in entry.issues)),
                Cell("\n".join(dict.fromkeys(words.advice.get(issue.code, "") for issue in entry.issues))),
            ]

    return List(words.sheets.rejected, headings, len(contents.rejected), rows, words)


def repeats(contents: Contents, words: Words) -> List:
    """One row a sheet that another one stands for."""
    heads = words.headings
    headings = [
        Heading(heads.about, 44),
        Heading(heads.sameness, 24),
        Heading(heads.file, 40),
        Heading(heads.sender, 30),
        Heading(heads.received, 12),
        Heading(heads.of, 40),
        Heading(heads.changed, 40),
        Heading(heads.code, 18),
    ]
    rows = lambda: (_repeat(repeat, contents, words) for repeat in contents.repeats)  # noqa: E731
    return List(words.sheets.repeats, headings, len(contents.repeats), rows, words)


def _repeat(repeat: Repeat, contents: Contents, words: Words) -> list[Cell]:
    entry = repeat.entry
    why = {
        Sameness.BYTES: words.same_bytes,
        Sameness.ANSWERS: words.same_answers,
        Sameness.EARLIER: words.earlier,
    }[repeat.sameness]
    changed = [column for column in columns(contents.form) if column.key in repeat.changed]
    before = [
        f"{column.heading}: {cut(display(column, entry.values.get(column.key), words)) or '—'}" for column in changed
    ]
    return [
        Cell(about(entry, contents)),
        Cell(why, Tint.WARNING if repeat.sameness is Sameness.EARLIER else Tint.NONE),
        Cell(entry.place, note=entry.source.path),
        Cell(entry.source.sender or words.nobody),
        Cell(moment(entry.source.received) or entry.source.received or ""),
        Cell(repeat.of.place),
        Cell("\n".join(column.heading for column in changed), note="\n".join(before)),
        Cell(entry.id),
    ]


def about(entry: Entry, contents: Contents) -> str:
    """What an entry is about, in a line."""
    title = title_column(contents.form)
    value = entry.values.get(title.key) if title else None
    return str(value) if value else ""


def cut(text: str) -> str:
    """A text as these lists show it: its beginning, where it is long."""
    return text if len(text) <= SAID else text[:SAID].rstrip() + "…"
