"""Word documents (ISO/IEC 29500, `.docx`, `.docm`, `.dotx`, `.dotm`), strict and transitional.

Only the parts that count are opened: the main part, and those that it refers to (styles it uses,
lists, notes, margins, hyperlinks' targets). Macros and whatever lies outside the package are never touched.
"""

from __future__ import annotations

from functools import partial

from ingest.document import Document
from ingest.errors import Unreadable
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading.builder import Builder
from ingest.reading.docx import constructs
from ingest.reading.docx.layout import setting
from ingest.reading.docx.names import W
from ingest.reading.docx.notes import walk_margins, walk_notes
from ingest.reading.docx.parts import main_part
from ingest.reading.docx.sheet import new_sheet
from ingest.reading.docx.walk import Walker
from ingest.reading.drawn import apply_marks
from ingest.reading.package import Package

constructs.register()


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a Word document.

    Of a file that was cut or damaged, what is left of it, as `damaged`. Raises `Unreadable` where
    nothing is (`zip`, `no_document`, `xml`, `doctype`, `depth`), `Encrypted` and `TooLarge`.
    """
    package = Package(data, limits)
    main = main_part(package)
    root = main.xml()
    body = root.find(W + "body") if root is not None else None
    if root is None or body is None:
        raise Unreadable("no_document")
    sheet = new_sheet(main, limits)
    builder = Builder(limits)
    walker = Walker(sheet, main, builder)
    try:
        walker.flow(body)
        walk_notes(walker)
        walk_margins(walker)
    except RecursionError as error:
        raise Unreadable("depth") from error
    document = builder.document("docx", damaged=package.damaged or sheet.damaged)
    if sheet.shapes:
        walked = [(made, partial(setting, element, sheet.styles)) for made, element in sheet.walked]
        document = apply_marks(document, sheet.shapes, walked)
    if package.damaged and not any(paragraph.text.strip() for paragraph in document.paragraphs):
        raise Unreadable("zip")
    return document
