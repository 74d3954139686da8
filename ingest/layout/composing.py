"""Paragraphs of the document model from lines: their text joined, their spans with page and box."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from ingest.document import Cell, Layer, Paragraph, Span, Style, paragraph
from ingest.layout.joining import between
from ingest.layout.lines import TextLine, line_spans
from ingest.layout.paragraphs import is_bullet


def compose_paragraph(
    lines: Sequence[TextLine],
    right: float,
    vocabulary: Container[str],
    cell: Cell | None = None,
    layer: Layer = Layer.BODY,
    marks: Container[str] = (),
) -> Paragraph:
    """The paragraph of these lines, without the reference marks of footnotes (`marks`)."""
    spans: list[Span] = []
    bullet: str | None = None
    final = len(lines) - 1
    for place, line in enumerate(lines):
        kept = line
        if marks:
            runs = [run for run in line.runs if not (run.style & Style.SUPERSCRIPT and run.text in marks)]
            if not runs:
                continue
            if len(runs) < len(line.runs):
                kept = line.with_runs(runs)
        if place == 0 and is_bullet(kept):
            bullet = kept.first_word
            kept = kept.without_first_word()
        off, ending = 0, ""
        if place < final:
            off, ending = between(line, lines[place + 1], right, vocabulary)
        made = line_spans(kept, ending)
        if off:
            text = made[-1].text
            made[-1] = made[-1]._replace(text=text[: len(text) - off - len(ending)] + ending)
        spans += made
    return paragraph(spans, cell, layer, bullet)


_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?= |$|[.,;:)»”\"'?!])")


class Vocabulary:
    """All words of a document in lower case, compounds with their hyphens; gathered when first asked for."""

    def __init__(self, lines: Iterable[TextLine]) -> None:
        self._lines = lines
        self._words: set[str] | None = None

    def __contains__(self, word: object) -> bool:
        if self._words is None:
            self._words = set(_WORDS.findall(" ".join([line.text for line in self._lines]).lower()))
        return word in self._words
