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
        kept: TextLine | None = _without(marks, line) if marks else line
        if kept is None:
            continue
        if place == 0 and is_bullet(kept):
            bullet = kept.first_word
            kept = kept.without_first_word()
        if place == final:
            spans += line_spans(kept)
            continue
        off, ending = between(line, lines[place + 1], right, vocabulary)
        spans += line_spans(kept, ending)
        if off:
            text = spans[-1].text
            spans[-1] = spans[-1]._replace(text=text[: len(text) - off - len(ending)] + ending)
    return paragraph(spans, cell, layer, bullet)


def _without(marks: Container[str], line: TextLine) -> TextLine | None:
    """The line without these raised marks, None where it is nothing else."""
    runs = [run for run in line.runs if not (run.style & Style.SUPERSCRIPT and run.text in marks)]
    if len(runs) == len(line.runs):
        return line
    return line.with_runs(runs) if runs else None


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
