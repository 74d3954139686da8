"""What an engine says of a line, put in order."""

from __future__ import annotations

from ingest.reading.scan.engine import Token
from ingest.reading.scan.tesseract import _apart


def test_words_never_overlap() -> None:
    tokens = [Token("X", 0, 30, 0.9), Token("Mixta", 20, 60, 0.9)]
    assert [(token.x0, token.x1) for token in _apart(tokens)] == [(0, 20), (20, 60)]


def test_a_line_without_words() -> None:
    assert _apart([]) == []
