"""Columns that no line separates: a label beside its answer, text in two columns.

A gap is a column's edge where it stands at one place on several lines. Beside each other are either
the two halves of rows (labels and answers: the rows become a table's), or two texts, each read from
top to bottom.
"""

from __future__ import annotations

from ingest.layout.blocks import Block, Strip
from ingest.layout.lines import TextLine


def arrange_columns(found: list[TextLine], left: float, right: float, edge: float | None) -> list[Block]:
    """The blocks of open lines, from top to bottom, in a region from `left` to `right`."""
    return [Strip(found, left, edge)]
