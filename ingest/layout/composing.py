"""Paragraphs of the document model from lines: their text joined, their spans with page and box."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from ingest.document import Cell, Layer, Paragraph, Span, Style, paragraph
from ingest.layout.joining import Words, between
from ingest.layout.lines import TextLine, line_spans
from ingest.layout.paragraphs import is_bullet

_UNSURE = 0.6  # confidence of a line whose hyphen was taken away, or not, by guess
_HABIT = 3  # lines of a document that end with a hyphen


def compose_paragraph(
    lines: Sequence[TextLine],
    right: float,
    words: Words,
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
        off, ending, sure = between(line, lines[place + 1], right, words)
        spans += line_spans(kept, ending)
        if off:
            text = spans[-1].text
            spans[-1] = spans[-1]._replace(text=text[: len(text) - off - len(ending)] + ending)
        if not sure:
            spans[-1] = spans[-1]._replace(confidence=min(spans[-1].confidence, _UNSURE))
    return paragraph(spans, cell, layer, bullet)


def _without(marks: Container[str], line: TextLine) -> TextLine | None:
    """The line without these raised marks, None where it is nothing else."""
    runs = [run for run in line.runs if not (run.style & Style.SUPERSCRIPT and run.text in marks)]
    if len(runs) == len(line.runs):
        return line
    return line.with_runs(runs) if runs else None


_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?= |$|[.,;:)»”\"'?!])")
_DIVIDED = re.compile(r"[^\W\d_]-\Z")


class Vocabulary:
    """All words of a document in lower case, compounds with their hyphens; gathered when first asked for."""

    def __init__(self, lines: Iterable[TextLine]) -> None:
        self._lines = lines
        self._words: set[str] | None = None
        self._divided = 0

    def __contains__(self, word: object) -> bool:
        return word in self._gathered()

    @property
    def divided(self) -> bool:
        """Whether lines end with a hyphen as a habit: a word processor that divides words does so all along."""
        self._gathered()
        return self._divided >= _HABIT

    def _gathered(self) -> set[str]:
        if self._words is None:
            texts = [line.text for line in self._lines]
            self._words = set(_WORDS.findall(" ".join(texts).lower()))
            self._divided = sum(_DIVIDED.search(text) is not None for text in texts)
        return self._words
