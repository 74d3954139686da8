"""Paragraphs of the document model from lines: their text joined, their spans with page and box."""

from __future__ import annotations

from collections.abc import Container, Sequence

from ingest.document import Cell, Layer, Paragraph, Span, Style, paragraph
from ingest.layout.joining import between
from ingest.layout.lines import TextLine, line_spans
from ingest.layout.page import Word
from ingest.layout.paragraphs import is_bullet


def compose_paragraph(
    lines: Sequence[TextLine],
    right: float,
    vocabulary: Container[str],
    cell: Cell | None = None,
    layer: Layer = Layer.BODY,
    drop: Container[int] = (),
) -> Paragraph:
    """The paragraph of these lines; `drop` holds the ids of words that are reference marks."""
    spans: list[Span] = []
    bullet: str | None = None
    for place, line in enumerate(lines):
        kept = line
        if drop:
            words = [word for word in line.words if id(word) not in drop]
            if not words:
                continue
            kept = replace_words(line, words)
        if place == 0 and is_bullet(kept):
            bullet = kept.words[0].text
            kept = replace_words(kept, kept.words[1:])
        off, ending = 0, ""
        if place + 1 < len(lines):
            off, ending = between(line, lines[place + 1], right, vocabulary)
        made = line_spans(kept, ending)
        if off:
            text = made[-1].text
            made[-1] = made[-1]._replace(text=text[: len(text) - off - len(ending)] + ending)
        spans += made
    return paragraph(spans, cell, layer, bullet)


def replace_words(line: TextLine, words: list[Word]) -> TextLine:
    """The line with other words."""
    if words and words[0].joined:
        words = [words[0]._replace(joined=False), *words[1:]]
    return TextLine(words, line.page, line.x0, line.y0, line.x1, line.y1, line.size, line.after_rule)


def vocabulary_of(lines: Sequence[TextLine]) -> set[str]:
    """All words of the document in lower case, compounds with their hyphens, without what stands round them."""
    found = set()
    for line in lines:
        for word in line.words:
            if not word.style & Style.FILLED:
                found.add(word.text.strip(".,;:()«»“”\"'¿?¡!").lower())
    return found
