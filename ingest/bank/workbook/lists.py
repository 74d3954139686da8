"""The workbook's lists: what waits, what was rejected, what came twice."""

from __future__ import annotations

from typing import Any

from ingest.bank.columns import Column, columns, title_column
from ingest.bank.display import display, moment, said
from ingest.bank.entry import Contents, Entry, Repeat, Sameness
from ingest.bank.words import Words
from ingest.bank.workbook.look import Look, Tint
from ingest.bank.workbook.sheet import Cell, Heading, write_table
from schema.result import Issue, Severity

SAID = 220


def pending(contents: Contents, words: Words) -> tuple[list[Heading], list[list[Cell]]]:
    """One row a thing missing or in doubt, by sender and sheet, the missing first."""
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
    rows = [
        _doubt(entry, issue, known, contents, words)
        for entry in sorted(contents.entries, key=_by_sender)
        for issue in sorted(entry.issues, key=lambda issue: issue.severity is Severity.WARNING)
    ]
    return headings, rows


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


def rejected(contents: Contents, words: Words) -> tuple[list[Heading], list[list[Cell]]]:
    """One row a file that gave no sheet: why, and what to do about it."""
    heads = words.headings
    headings = [
        Heading(heads.file, 40),
        Heading(heads.sender, 30),
        Heading(heads.received, 12),
        Heading(heads.reason, 60),
        Heading(heads.advice, 50),
    ]
    rows = [
        [
            Cell(entry.place, note=entry.source.path),
            Cell(entry.source.sender or words.nobody),
            Cell(moment(entry.source.received) or entry.source.received or ""),
            Cell("\n".join(issue.message for issue in entry.issues)),
            Cell("\n".join(dict.fromkeys(words.advice.get(issue.code, "") for issue in entry.issues))),
        ]
        for entry in contents.rejected
    ]
    return headings, rows


def repeats(contents: Contents, words: Words) -> tuple[list[Heading], list[list[Cell]]]:
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
    return headings, [_repeat(repeat, contents, words) for repeat in contents.repeats]


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


def write_lists(book: Any, contents: Contents, look: Look, words: Words) -> None:
    """Write the three sheets."""
    names = words.sheets
    for name, made, empty in (
        (names.pending, pending(contents, words), words.nothing_pending),
        (names.rejected, rejected(contents, words), words.nothing_rejected),
        (names.repeats, repeats(contents, words), words.nothing_repeated),
    ):
        sheet = book.get_worksheet_by_name(name)
        headings, rows = made
        write_table(sheet, headings, rows, look, words, empty)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        if name == names.pending and rows:
            last = len(headings) - 1
            sheet.data_validation(1, last, len(rows), last, {"validate": "list", "source": [words.ok]})
            changes = {"type": "formula", "criteria": "=$D2<>$D1", "format": look.divider}
            sheet.conditional_format(1, 0, len(rows), last, changes)


def about(entry: Entry, contents: Contents) -> str:
    """What an entry is about, in a line."""
    title = title_column(contents.form)
    value = entry.values.get(title.key) if title else None
    return str(value) if value else ""


def _by_sender(entry: Entry) -> tuple[bool, str, str, str, int]:
    source = entry.source
    return not source.sender, (source.sender or "").casefold(), source.path, source.member or "", source.sheet


def cut(text: str) -> str:
    """A text as these lists show it: its beginning, where it is long."""
    return text if len(text) <= SAID else text[:SAID].rstrip() + "…"
