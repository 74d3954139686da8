"""Drawn marks: shapes that word processors let float over the text, put on the words that they lie on.

A reader gives its `Shape`s and, for each paragraph, how it is set; `apply_marks` does the rest.
"""

from __future__ import annotations

from ingest.reading.drawn.layout import Setting, typeface
from ingest.reading.drawn.marks import apply_marks
from ingest.reading.drawn.shapes import SHAPE_TYPES, Kind, Shape, kind_of

__all__ = ["SHAPE_TYPES", "Kind", "Setting", "Shape", "apply_marks", "kind_of", "typeface"]
