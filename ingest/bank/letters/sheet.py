"""A sheet as Word, with what it says filled in and what is missing or in doubt on a yellow ground.

The program reads such a sheet as it reads any other: what is filled in comes back as it was.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ingest.bank.columns import Column, columns, option_labels
from ingest.bank.display import display, whole_date
from ingest.bank.entry import Entry
from ingest.bank.words import Words, words_for
from schema.form import Field, Form, Kind

MADE = datetime(2020, 1, 1)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_YELLOW = "FFF2A8"
_TICKED, _UNTICKED = "☒", "☐"


def sheet_docx(form: Form, entry: Entry, note: str) -> bytes:
    """The sheet as the bytes of a Word file: the same for the same entry. `note` stands above the questions."""
    import docx
    from docx.shared import Pt

    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.created, properties.modified = form.title, "", MADE, MADE
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(form.title, level=1)
    document.add_paragraph().add_run(note).italic = True
    table = document.add_table(rows=0, cols=1, style="Table Grid")
    heading = ""
    for field in form.fields:
        if field.shares:
            continue
        if field.under and field.under != heading:
            group = next(item for item in form.headings if item.key == field.under)
            _label(table.add_row().cells[0], group.label, group.hint)
        heading = field.under or ""
        cell = table.add_row().cells[0]
        _label(cell, field.label, field.hint)
        for line in answer_lines(form, field, entry):
            cell.add_paragraph(line)
        if any(entry.about(key) for key in _keys(form, field)):
            _shade(cell)
            if field.kind not in (Kind.CHOICE, Kind.CHOICES, Kind.YES_NO):
                cell.add_paragraph("")
    stream = io.BytesIO()
    document.save(stream)
    return _dated(stream.getvalue())


def answer_lines(form: Form, field: Field, entry: Entry) -> list[str]:
    """What the sheet says to a question, as a person would write it; what was not understood, as it was written."""
    words = words_for(form.language)
    if field.kind in (Kind.CHOICE, Kind.CHOICES, Kind.YES_NO):
        return _options(field, entry, words)
    said = [written(column, entry, form, words) for column in columns(form) if column.key in _keys(form, field)]
    text = ", ".join(part for part in said if part)
    if not text:
        text = next((str(issue.detail["text"]) for issue in entry.about(field.key) if issue.detail.get("text")), "")
    return [line for line in text.split("\n") if line.strip()]


def written(column: Column, entry: Entry, form: Form, words: Words) -> str:
    """A value as a person writes it: a date with its day first where the form has it so, a number with its unit."""
    value = entry.values.get(column.key)
    day = whole_date(value) if column.kind is Kind.DATE else None
    if day is not None and form.day_first:
        return day.strftime("%d/%m/%Y")
    if column.kind is Kind.NUMBER and value is not None and column.field.unit:
        return f"{display(column, value, words)} {column.field.unit}"
    return display(column, value, words)


def _keys(form: Form, field: Field) -> set[str]:
    """The keys that a question's answer gives, without those derived from another."""
    return {field.key, *(other.key for other in form.fields if other.shares == field.key)}


def _options(field: Field, entry: Entry, words: Words) -> list[str]:
    labels: Iterable[tuple[object, str]] = option_labels(field).items()
    if field.kind is Kind.YES_NO:
        labels = ((True, words.yes), (False, words.no))
    value = entry.values.get(field.key)
    marked = value if isinstance(value, list) else [value]
    return [f"{_TICKED if code in marked else _UNTICKED} {label}" for code, label in labels]


def _label(cell: Any, label: str, hint: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.add_run(label).bold = True
    if hint:
        paragraph.add_run(f" {hint}")


def _shade(cell: Any) -> None:
    """Give a cell a ground: ``<w:shd w:val="clear" w:color="auto" w:fill="FFF2A8"/>`` (ISO/IEC 29500-1, 17.4.32)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _YELLOW)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _dated(package: bytes) -> bytes:
    """The package with all its entries dated alike, so that the same sheet gives the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            item = zipfile.ZipInfo(name, _EPOCH)
            item.compress_type, item.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(item, old.read(name))
    return stream.getvalue()
