"""Word 97 to 2003 documents (.doc), by [MS-DOC]: Word Binary File Format.

A document is a compound file. Its ``WordDocument`` stream begins with the FIB, which says where in the
table stream everything else is described; the text and the pages of formatting lie in ``WordDocument``
itself, the states of form fields in ``Data``. The modules follow the structure: `fib`, `pieces` (the
text), `formatted` and `sprms` (formatting as written), `styles`, `looks` and `paragraphs` (formatting as
meant), `fields`, `tables`, `anchors`, and `stories`, which walks it all.
"""

from __future__ import annotations

from ingest.document import Document
from ingest.errors import Unreadable
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading.builder import Builder
from ingest.reading.doc.anchors import read_anchors, story_starts
from ingest.reading.doc.characters import Characters
from ingest.reading.doc.container import Container
from ingest.reading.doc.fib import Story, Table, read_fib
from ingest.reading.doc.fields import read_form_field
from ingest.reading.doc.fonts import read_fonts
from ingest.reading.doc.formatted import character_runs, paragraph_runs
from ingest.reading.doc.lists import Lists
from ingest.reading.doc.looks import Looks
from ingest.reading.doc.paragraphs import ParagraphFormats
from ingest.reading.doc.pieces import read_pieces
from ingest.reading.doc.sections import read_margins, section_ends
from ingest.reading.doc.stories import Stories
from ingest.reading.doc.styles import read_styles

__all__ = ["read"]


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a .doc file.

    Raises `Encrypted`, `UnsupportedFormat` for Word 95 and older, `TooLarge`, or `Unreadable` where no
    text can be had. Where only a part can, the document is `damaged`.
    """
    container = Container(data, limits)
    stream = container.stream("WordDocument")
    fib = read_fib(stream)
    table = container.stream(fib.table_stream)
    pieces = read_pieces(stream, table, fib, limits)
    if not pieces.text.strip("\0\r\x07 "):
        raise Unreadable("doc")
    form_data = container.stream("Data")
    styles = read_styles(fib.place(Table.STYLES).of(table))
    fonts = read_fonts(fib.place(Table.FONTS).of(table))
    anchors = read_anchors(fib, table)
    builder = Builder(limits)
    runs = character_runs(stream, fib.place(Table.CHARACTER_PAGES).of(table))
    paragraphs = paragraph_runs(stream, fib.place(Table.PARAGRAPH_PAGES).of(table))
    characters = Characters(
        pieces,
        runs,
        Looks(styles, fonts),
        builder,
        form_field=lambda at: read_form_field(form_data, at),
        anchored=lambda at: stories.tell_anchored(at),
        typed_marks=frozenset(anchors.custom),
    )
    stories = Stories(
        pieces,
        paragraphs,
        ParagraphFormats(styles, form_data),
        characters,
        anchors,
        Lists(fib, table, fonts),
        section_ends(fib, table),
        builder,
    )
    starts = story_starts(fib)
    stories.tell(starts[Story.MAIN], starts[Story.MAIN + 1] or len(pieces.text))
    for stretch in [*anchors.loose, *read_margins(fib, table, stream)]:
        stories.tell_stretch(stretch)
    complete = container.whole and fib.fits(table) and all(part.complete for part in (pieces, runs, paragraphs))
    return builder.document("doc", damaged=not complete)
