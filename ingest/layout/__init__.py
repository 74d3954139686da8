"""From words and lines on a page to paragraphs in reading order: what the eye does with print.

`page` has the input (the same for a PDF's text layer and for recognised scans), `lay_out` gives the
paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Paragraph
from ingest.layout.arrange import arrange_page
from ingest.layout.blocks import lines, strips
from ingest.layout.composing import vocabulary_of
from ingest.layout.flow import Flow, join_pages
from ingest.layout.measure import set_right_edges
from ingest.layout.page import PageContent
from ingest.layout.paragraphs import usual_pitches

__all__ = ["lay_out"]


def lay_out(pages: Sequence[PageContent]) -> list[Paragraph]:
    """The paragraphs of a document's pages, in reading order, with their cells."""
    arranged = [arrange_page(page) for page in pages]
    all_strips = [strip for blocks in arranged for strip in strips(blocks)]
    open_strips = [strip for strip in all_strips if strip.right is None]
    set_right_edges(open_strips, {page.number: page.size for page in pages})
    pitch = usual_pitches((strip.lines, strip.right or 0.0) for strip in all_strips)
    vocabulary = vocabulary_of([line for blocks in arranged for line in lines(blocks)])
    return Flow(pitch, vocabulary, frozenset()).paragraphs(join_pages(arranged))
