"""What the parts of one document share while they are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ingest.document import Paragraph
from ingest.limits import Limits
from ingest.reading.docx.numbering import Numberings
from ingest.reading.docx.parts import Part
from ingest.reading.docx.styles import Styles
from ingest.reading.drawn.shapes import Shape


@dataclass(slots=True)
class Sheet:
    """One document under way: its styles and lists, and what the body asked for from other parts.

    `notes` are the ids of footnotes, endnotes and comments in the order of their reference marks,
    as ``(kind, id)``; `sections` the `w:sectPr` met, which name headers and footers,
    `walked` the paragraphs made and the elements they were made of, `shapes` what is drawn on them.
    """

    main: Part
    limits: Limits
    styles: Styles
    numberings: Numberings
    notes: list[tuple[str, str]] = field(default_factory=list)
    sections: list[etree._Element] = field(default_factory=list)
    walked: list[tuple[Paragraph, etree._Element]] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    damaged: bool = False


def new_sheet(main: Part, limits: Limits) -> Sheet:
    """A document before anything of it was read."""
    return Sheet(main, limits, Styles(main), Numberings(main))
