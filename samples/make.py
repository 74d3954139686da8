"""Make the sample sheets: ``python samples/make.py [FOLDER]``, the same bytes each time.

What they say stands in ``answers.toml``; what is printed on them comes from the form. Word files
are written with python-docx, PDFs with reportlab (BSD licence, in the extra ``test``).
"""

from __future__ import annotations

import io
import sys
import tomllib
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from schema.form import Field, Form, Kind, find_form

HERE = Path(__file__).parent
INBOX = HERE / "inbox"
FORM = find_form("banco-iniciativas")
LONG_AGO = datetime(2020, 6, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet: its text, whether it is bold, whether a marker's colour lies over it."""

    text: str
    bold: bool = False
    highlighted: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question as printed, and what was written below or beside it."""

    label: list[Line]
    answer: list[Line]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file to make."""

    file: str
    layout: str
    mark: str = ""
    marked: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    seed: bool = False
    plain_labels: bool = False
    encoding: str = "utf-8"
    text: str = ""


MARKS: dict[str, Callable[[str, bool], Line]] = {
    "X after": lambda label, marked: Line(f"{label} X" if marked else label),
    "X before": lambda label, marked: Line(f"X {label}" if marked else label),
    "(x) before": lambda label, marked: Line(f"({'x' if marked else ' '}) {label}"),
    "[x] before": lambda label, marked: Line(f"[{'x' if marked else ' '}] {label}"),
    "box before": lambda label, marked: Line(f"{'☒' if marked else '☐'} {label}"),
    "highlighted": lambda label, marked: Line(label, highlighted=marked),
}


def questions(sheet: Sheet, form: Form = FORM) -> list[Question]:
    """The sheet's questions in the form's order, headings between them."""
    made: list[Question] = []
    open_heading = ""
    for item in form.fields:
        if item.shares:
            continue
        if item.under and item.under != open_heading:
            heading = next(entry for entry in form.headings if entry.key == item.under)
            made.append(Question([_label(heading.label, heading.hint, sheet)], []))
        open_heading = item.under or ""
        made.append(Question([_label(item.label, item.hint, sheet)], _answer(item, sheet)))
    return made


def _label(label: str, hint: str, sheet: Sheet) -> Line:
    text = f"{label} {hint}".strip()
    if sheet.plain_labels:
        letters = unicodedata.normalize("NFD", label.upper())
        text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return Line(text, bold=True)


def _answer(item: Field, sheet: Sheet) -> list[Line]:
    if item.kind is Kind.CHOICE:
        if sheet.mark == "typed":
            return [Line(option.label) for option in item.options if option.code in sheet.marked]
        return [MARKS[sheet.mark](option.label, option.code in sheet.marked) for option in item.options]
    return [Line(text) for text in sheet.answers.get(item.key, "").strip().split("\n") if text]


def seed_answers() -> dict[str, str]:
    """The answers of the sheet of Trenque Lauquen, from its text."""
    text = (INBOX / "trenque-lauquen.txt").read_text("utf-8")
    places = [(text.index(item.label), item) for item in FORM.fields if item.label and item.label in text]
    ends = [place for place, _ in places[1:]] + [len(text)]
    answers = {}
    for (start, item), end in zip(places, ends, strict=True):
        said = text[start + len(item.label) : end].strip().removeprefix(item.hint)
        for heading in FORM.headings:
            said = said.partition(heading.label)[0]
        if item.kind is not Kind.CHOICE:
            answers[item.key] = "\n".join(line.strip() for line in said.split("\n") if line.strip())
    return answers


# -- Word ----------------------------------------------------------------------------------------


def docx_bytes(sheet: Sheet) -> bytes:
    """The sheet as a Word file."""
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.created, properties.modified = "", LONG_AGO, LONG_AGO
    properties.title = FORM.title
    for text in FORM.printed[:3]:
        _write(document.add_paragraph(), Line(text, bold=True))
    for text in FORM.printed[3:]:
        document.add_paragraph(text)
    if sheet.layout == "paragraphs":
        for question in questions(sheet):
            for line in question.label + question.answer:
                _write(document.add_paragraph(), line)
    else:
        beside = sheet.layout == "label cell, answer cell"
        table = document.add_table(rows=0, cols=2 if beside else 1, style="Table Grid")
        for question in questions(sheet):
            cells = table.add_row().cells
            _fill(cells[0], question.label if beside else question.label + question.answer)
            if beside:
                _fill(cells[1], question.answer)
    stream = io.BytesIO()
    document.save(stream)
    return _repacked(stream.getvalue())


def _fill(cell: Any, lines: list[Line]) -> None:
    for number, line in enumerate(lines):
        _write(cell.add_paragraph() if number else cell.paragraphs[0], line)


def _write(paragraph: Any, line: Line) -> None:
    from docx.enum.text import WD_COLOR_INDEX

    run = paragraph.add_run(line.text)
    run.bold = line.bold or None
    if line.highlighted:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _repacked(package: bytes) -> bytes:
    """The package with every entry dated alike, and without the template's thumbnail."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/thumbnail.jpeg":
                continue
            if name == "_rels/.rels":
                data = _without_thumbnail(data)
            entry = zipfile.ZipInfo(name, (2020, 6, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, data)
    return stream.getvalue()


def _without_thumbnail(relationships: bytes) -> bytes:
    from lxml import etree

    root = etree.fromstring(relationships)
    for relationship in root:
        if "thumbnail" in relationship.get("Type", ""):
            root.remove(relationship)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


# -- PDF -----------------------------------------------------------------------------------------


def pdf_bytes(sheet: Sheet) -> bytes:
    """The sheet as a PDF with a text layer."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    plain = ParagraphStyle("plain", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=4)
    bold = ParagraphStyle("bold", plain, fontName="Helvetica-Bold")

    def shown(lines: list[Line]) -> list[Any]:
        return [Paragraph(_escaped(line.text), bold if line.bold else plain) for line in lines]

    flow: list[Any] = []
    if sheet.layout == "letter":
        flow += shown([Line(line) for line in sheet.text.strip().split("\n\n")])
    else:
        flow += shown([Line(line, bold=True) for line in FORM.printed[:3]])
        flow += [*shown([Line(line) for line in FORM.printed[3:]]), Spacer(1, 8)]
        if sheet.layout == "paragraphs":
            for question in questions(sheet):
                flow += shown(question.label + question.answer)
        else:
            beside = sheet.layout == "label cell, answer cell"
            rows = [
                [shown(question.label), shown(question.answer)] if beside else [shown(question.label + question.answer)]
                for question in questions(sheet)
            ]
            table = Table(rows, colWidths=[150, 310] if beside else [460])
            table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
            flow.append(table)
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, title=FORM.title, author="", invariant=1).build(flow)
    return stream.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# -- text ----------------------------------------------------------------------------------------


def text_bytes(sheet: Sheet) -> bytes:
    """The sheet as plain text, with the line ends of Windows."""
    lines = list(FORM.printed[:3]) + [""]
    for question in questions(sheet):
        lines += [line.text for line in question.label + question.answer] + [""]
    return "\r\n".join(lines).encode(sheet.encoding)


WRITERS = {".docx": docx_bytes, ".pdf": pdf_bytes, ".txt": text_bytes}


def make(folder: Path) -> list[Path]:
    """Write all sample files into `folder` and return their paths."""
    written = []
    for entry in tomllib.loads((HERE / "answers.toml").read_text("utf-8"))["sheet"]:
        sheet = Sheet(**entry)
        if sheet.seed:
            sheet.answers.update(seed_answers())
        path = folder / sheet.file
        path.write_bytes(WRITERS[path.suffix](sheet))
        written.append(path)
    return written


if __name__ == "__main__":
    for made in make(Path(sys.argv[1]) if len(sys.argv) > 1 else INBOX):
        print(made)
