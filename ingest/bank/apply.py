"""The way back: what people changed in the workbook becomes corrections, checked as answers are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.bank.columns import Column, columns, option_labels
from ingest.bank.correction import Correction
from ingest.bank.display import display
from ingest.bank.entry import Contents, Entry, Value
from ingest.bank.readback import Change, Check, Edits, read_edits
from ingest.bank.same import plain
from ingest.bank.words import Words
from ingest.bank.workbook.look import fitting
from schema.form import Form, Kind
from schema.result import Evidence, Issue, IssueCode, Severity

if TYPE_CHECKING:
    from ingest.answer import Answer
    from ingest.bank.bank import Bank


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a workbook's changes: those taken, and a line about each that was not."""

    taken: tuple[Correction, ...] = ()
    refused: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


class Refused(Exception):
    """A change that can't be taken; the message says why, for the person who made it."""


def apply_workbook(bank: Bank, path: Path, who: str) -> Applied:
    """Take the changes of a workbook as corrections by `who`.

    Applying the same workbook again takes nothing. Where all was taken the workbook may be written
    over by the next export; where something was refused or not understood, it is set aside then. Raises `BankError`
    where the file is no workbook of this bank.
    """
    from ingest.bank.export import settle

    edits = read_edits(path, bank.form, bank.words)
    applied = corrections_of(edits, bank.contents(), bank.words, who)
    if applied.taken:
        bank.correct(applied.taken)
    if not applied.refused and not applied.notices:
        settle(bank, path)
    return applied


def corrections_of(edits: Edits, contents: Contents, words: Words, who: str) -> Applied:
    """The corrections that edits amount to, those of places before those of their parts."""
    known = {column.key: column for column in columns(contents.form)}
    taken: list[Correction] = []
    refused: list[str] = []
    rank = {key: place for place, key in enumerate(known)}
    changes = sorted(edits.changes, key=lambda change: (change.row, rank.get(change.key, 0)))
    every: list[Change | Check] = [*changes, *edits.checks]
    entries, replaced = _concerned({edit.sheet for edit in every}, contents)
    for edit in every:
        try:
            entry = _entry(edit.sheet, entries, replaced, words)
            if isinstance(edit, Change):
                correction = _value(edit, entry, known[edit.key], contents.form, words, who)
            else:
                correction = _settled(edit, entry, words, who)
        except Refused as reason:
            sheet = (edit.page or words.sheets.entries) if isinstance(edit, Change) else words.sheets.pending
            refused.append(words.refused.format(sheet=sheet, row=edit.row, reason=reason))
        else:
            if correction is not None:
                taken.append(correction)
    return Applied(tuple(taken), tuple(refused), edits.unclear)


def _concerned(ids: Iterable[str], contents: Contents) -> tuple[dict[str, Entry], dict[str, Entry]]:
    """Of these sheets those that are rows, and for the others the row that stands for each."""
    rows = {id_: row for id_ in ids if (row := contents.row_of(id_)) is not None}
    return (
        {id_: row for id_, row in rows.items() if row.id == id_},
        {id_: row for id_, row in rows.items() if row.id != id_},
    )


def _entry(id_: str, entries: Mapping[str, Entry], replaced: Mapping[str, Entry], words: Words) -> Entry:
    if id_ in entries:
        return entries[id_]
    if id_ in replaced:
        raise Refused(words.row_replaced.format(by=replaced[id_].place))
    raise Refused(words.row_left)


def _value(change: Change, entry: Entry, column: Column, form: Form, words: Words, who: str) -> Correction | None:
    """A change of a cell, unless the bank says so already."""
    held = display(column, entry.values.get(column.key), words)
    if plain_lines(held) == plain_lines(change.now):
        return None
    if plain_lines(fitting(held, words.continues)) != plain_lines(change.was):
        raise Refused(words.conflict.format(heading=column.heading, held=_short(held), was=_short(change.was)))
    if held != fitting(held, words.continues):
        raise Refused(words.too_long.format(heading=column.heading))
    values, issues = read_value(form, column, change.now, entry, words)
    if change.now and any(issue.severity is Severity.ERROR for issue in issues):
        raise Refused(" ".join(issue.message for issue in issues))
    was = {key: entry.read.get(key, entry.values.get(key)) for key in values}
    return Correction(0, entry.id, column.key, "", was, values, issues, who, "")


def _settled(check: Check, entry: Entry, words: Words, who: str) -> Correction | None:
    """A doubt that someone settled, unless it is gone already."""
    found = [issue for issue in entry.issues if (issue.field or "", str(issue.code)) == (check.field, check.code)]
    if not found:
        return None
    if found[0].severity is Severity.ERROR:
        raise Refused(words.not_settled.format(message=found[0].message))
    return Correction(0, entry.id, check.field, check.code, {}, {}, (), who, "")


def read_value(
    form: Form, column: Column, text: str, entry: Entry, words: Words
) -> tuple[dict[str, Value], tuple[Issue, ...]]:
    """Read a corrected text as an answer to the column's question: the new values, and what is still doubtful.

    A person has looked: `low_confidence` is no doubt any more. Raises `Refused` for an option that
    the form does not have.
    """
    from ingest.answer import Answer
    from ingest.values import normalise

    field = column.field
    if column.part is not None:
        return {column.key: text or None}, ()
    marked = _options(column, text, words)
    answers: dict[str, Answer | None] = {}
    if column.kind is Kind.PHONE:  # read as one of the place
        answers = {
            item.key: _answer(str(entry.values.get(item.key) or "")) for item in form.fields if item.kind is Kind.PLACE
        }
    answers[field.shares or field.key] = Answer(
        tuple(text.split("\n")) if text else (), Evidence(None, text, ""), marked=marked
    )
    made = normalise(form, answers, words.language)
    keys = (field.key, *(key for key, _ in field.derives))
    values: dict[str, Value] = {key: made.record[key] for key in keys}  # type: ignore[misc]
    issues = (issue for issue in made.issues if issue.field == field.key)
    return values, tuple(issue for issue in issues if issue.code is not IssueCode.LOW_CONFIDENCE)


def _answer(text: str) -> Answer | None:
    from ingest.answer import Answer

    return Answer((text,), Evidence(None, text, "")) if text else None


def _options(column: Column, text: str, words: Words) -> tuple[str, ...]:
    """The codes of the options that a text names, one or several."""
    if column.kind is Kind.YES_NO:
        names = {plain(words.yes): "yes", plain(words.no): "no"}
        said = [text]
    elif column.kind in (Kind.CHOICE, Kind.CHOICES):
        names = {plain(label): code for code, label in option_labels(column.field).items()}
        said = [text] if column.kind is Kind.CHOICE or plain(text) in names else text.split(",")
    else:
        return ()
    codes = []
    for name in said:
        if not name.strip():
            continue
        if plain(name) not in names:
            offered = [words.yes, words.no] if column.kind is Kind.YES_NO else option_labels(column.field).values()
            raise Refused(words.no_option.format(said=name.strip(), options=", ".join(offered)))
        codes.append(names[plain(name)])
    return tuple(codes)


def plain_lines(text: str) -> list[str]:
    """A text's lines without blanks at their ends, which spreadsheet programs drop."""
    return [line.rstrip() for line in text.strip().split("\n")]


def _short(text: str, most: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most] + "…"


def describe(corrections: Iterable[Correction], contents: Contents, words: Words) -> list[str]:
    """A line a correction, for a person: its number, sheet, question, what it was and what it is."""
    known = {column.key: column for column in columns(contents.form)}
    corrections = list(corrections)
    found = contents.find({item.sheet for item in corrections})
    lines = []
    for item in corrections:
        column = known.get(item.field)
        heading = column.heading if column else item.field
        if item.code or column is None:
            change = words.settled.format(code=item.code)
        else:
            was, now = (display(column, values.get(item.field), words) for values in (item.was, item.values))
            change = f"«{_short(was)}» → «{_short(now)}»"
        undone = f" ({words.undone.format(at=item.undone)})" if item.undone else ""
        place = found[item.sheet].place if item.sheet in found else item.sheet
        lines.append(f"{item.number}  {place}  {heading}: {change}  {item.who}, {item.at}{undone}")
    return lines
