"""From words and lines on a page to paragraphs in reading order: what the eye does with print.

`page` has the input (the same for a PDF's text layer and for recognised scans), `lay_out` gives the
paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Layer, Paragraph
from ingest.layout.arrange import arrange_page
from ingest.layout.blocks import lines, strips
from ingest.layout.composing import Vocabulary
from ingest.layout.flow import Flow, join_pages
from ingest.layout.margins import split_margins
from ingest.layout.measure import narrow_edges, set_right_edges
from ingest.layout.page import PageContent
from ingest.layout.paragraphs import usual_pitches
from ingest.layout.turning import turn_back, upright

__all__ = ["lay_out"]


def lay_out(pages: Sequence[PageContent]) -> list[Paragraph]:
    """The paragraphs of a document's pages, in reading order, with their cells.

    Headers stand before all text, footnotes and footers after it, and at the very end what is turned
    or slanted beside the text (as headers: no part of it). Boxes are where the pages show them.
    """
    standing = [upright(page) for page in pages]
    result = _paragraphs([page.content for page in standing])
    turns = {page.content.number: (page.turn, page.content.size) for page in standing if page.turn}
    if turns:
        result = turn_back(result, turns)
    for page in standing:
        for turn, aside in page.aside:
            found = _paragraphs([aside])
            lines_aside = [replace(paragraph, cell=None, layer=Layer.HEADER) for paragraph in found]
            result += turn_back(lines_aside, {aside.number: (turn, aside.size)})
    return result


def _paragraphs(pages: Sequence[PageContent]) -> list[Paragraph]:
    """The paragraphs of pages that read from left to right."""
    margins, marks = split_margins(pages)
    arranged = [arrange_page(page, margin.text) for page, margin in zip(pages, margins, strict=True)]
    all_strips = [strip for blocks in arranged for strip in strips(blocks)]
    sizes = {page.number: page.size for page in pages}
    open_strips = [strip for strip in all_strips if strip.right is None]
    set_right_edges(open_strips, sizes)
    pitch = usual_pitches((strip.lines, strip.right or 0.0) for strip in all_strips)
    vocabulary = Vocabulary(line for blocks in arranged for line in lines(blocks))
    flow = Flow(pitch, vocabulary, marks, narrow_edges(open_strips))
    result: list[Paragraph] = []
    for margin in margins:
        result += flow.margin(margin.header, Layer.HEADER)
    result += flow.paragraphs(join_pages(arranged, pitch))
    for margin in margins:
        result += flow.margin(margin.notes, Layer.FOOTNOTE)
        result += flow.margin(margin.footer, Layer.FOOTER)
    return result
