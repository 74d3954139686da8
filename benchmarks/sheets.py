"""One sheet, bytes to result, by format and stage, beside the floor and beside other programs."""

from __future__ import annotations

import io
import tempfile
import zipfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

from benchmarks.commands import INBOX
from benchmarks.timing import Timing, in_turn
from ingest.extraction import extract_part
from ingest.intake.part import Part
from ingest.job import Job, Reader
from ingest.locating import locate
from ingest.options import Options
from ingest.reading import read
from ingest.reading.sniff import sniff
from ingest.values import normalise
from schema.form import Form, shipped_forms

Call = Callable[[], object]
_FILES = Path(__file__).with_name("files")  # one sheet as a word processor writes it in each of its formats
_KINDS = ("docx", "pdf", "doc", "odt", "rtf", "html")


def measure(options: Namespace) -> Iterator[str]:
    """A table's lines for each file: stage or program, ms a sheet, spread, ratio to the floor."""
    [form, *_] = shipped_forms().values()
    for path in options.paths or [*(_FILES / f"sheet.{kind}" for kind in _KINDS), INBOX / "trenque-lauquen.txt"]:
        data = path.read_bytes()
        kind = sniff(data)
        timings = in_turn({**_stages(data, form), **_floors(kind, data), **_peers(kind, path, data)}, options.seconds)
        yield f"\n{path.name} ({len(data) / 1000:.0f} kB)"
        yield from _table(timings)
    if not options.paths:
        yield "\nsheet.docx in a mail"
        yield from _table(_mail(_FILES / "sheet.docx", options.seconds))


def _mail(attached: Path, seconds: float) -> dict[str, Timing]:
    """A mail's file to results, beside its attachment's bytes to result."""
    mail = EmailMessage()
    mail["From"], mail["Date"] = "ana@example.org", "Sat, 25 Apr 2020 10:11:12 -0300"
    mail.set_content("Adjunto la planilla.")
    mail.add_attachment(attached.read_bytes(), maintype="application", subtype="octet-stream", filename=attached.name)
    reader, forms = Reader(Options(isolated=False)), list(shipped_forms().values())
    part = Part("sheet", None, attached.read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mail.eml")
        path.write_bytes(bytes(mail))
        return in_turn(
            {
                "planilla: mail to results": lambda: reader.read(Job(str(path))),
                "  its attachment alone": lambda: extract_part(part, forms),
                "  reading its bytes": path.read_bytes,
            },
            seconds,
        )


def _table(timings: dict[str, Timing]) -> Iterator[str]:
    floor = next((timing.median for name, timing in timings.items() if name.startswith("floor")), None)
    for name, timing in timings.items():
        ratio = f"{timing.median / floor:7.1f} x floor" if floor else ""
        yield f"  {name:34s}{timing.median:9.2f} ms  ({timing.low:.2f}–{timing.high:.2f}) {ratio}"


def _stages(data: bytes, form: Form) -> dict[str, Call]:
    document = read(data)
    [sheet, *_] = locate(document, form)
    part = Part("sheet", None, data)
    return {
        "planilla: bytes to result": lambda: extract_part(part, [form]),
        "  reading": lambda: read(data),
        "  locating": lambda: locate(document, form),
        "  values": lambda: normalise(form, sheet.answers),
    }


def _floors(kind: str, data: bytes) -> dict[str, Call]:
    from lxml import etree

    def unzip(member: str) -> object:
        return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(member))

    def pdf() -> None:
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
        for number in range(len(document)):
            document[number].get_textpage().get_text_range()

    if kind == "docx":
        return {"floor: unzip and parse": lambda: unzip("word/document.xml")}
    if kind == "odt":
        return {"floor: unzip and parse": lambda: unzip("content.xml")}
    if kind == "pdf":
        return {"floor: pypdfium2, bare text": pdf}
    return {}


def _peers(kind: str, path: Path, data: bytes) -> dict[str, Call]:
    """Other programs, as far as they are installed: their text or cells alone."""
    found: dict[str, Call] = {}
    for name, kinds, make in _PEERS:
        if kind in kinds:
            try:
                call = make(path, data)
                call()
            except ImportError:
                continue
            except Exception as error:
                print(f"  {name} does not read {path.name}: {error}")
                continue
            found[name] = call
    return found


def _python_docx(path: Path, data: bytes) -> Call:
    import docx

    def call() -> list[str]:
        document = docx.Document(io.BytesIO(data))
        return [cell.text for table in document.tables for row in table.rows for cell in row.cells]

    return call


def _docx2python(path: Path, data: bytes) -> Call:
    from docx2python import docx2python

    def call() -> object:
        with docx2python(path) as document:
            return document.text

    return call


def _pdfplumber(path: Path, data: bytes) -> Call:
    import pdfplumber

    def call() -> list[str]:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return [page.extract_text() for page in document.pages]

    return call


def _markitdown(path: Path, data: bytes) -> Call:
    from markitdown import MarkItDown

    reader = MarkItDown()
    return lambda: reader.convert(path)


def _kreuzberg(path: Path, data: bytes) -> Call:
    from kreuzberg import extract_file_sync

    return lambda: extract_file_sync(str(path))


_PEERS: tuple[tuple[str, tuple[str, ...], Callable[[Path, bytes], Call]], ...] = (
    ("python-docx: cells", ("docx",), _python_docx),
    ("docx2python: text", ("docx",), _docx2python),
    ("pdfplumber: text", ("pdf",), _pdfplumber),
    ("markitdown: text", ("docx", "pdf", "html", "rtf", "odt"), _markitdown),
    ("kreuzberg: text", ("docx", "pdf", "html", "rtf", "odt", "doc"), _kreuzberg),
)
