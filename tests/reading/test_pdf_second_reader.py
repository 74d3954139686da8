"""The PDF reader held against another one: no character of a page is lost, none comes twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pdfplumber
import pytest

from ingest.reading import read

INBOX = Path(__file__).parents[2] / "samples" / "inbox"


@pytest.mark.parametrize("path", sorted(INBOX.glob("*.pdf")), ids=lambda path: path.name)
def test_the_same_characters_as_pdfplumber(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        theirs = "".join(char["text"] for page in pdf.pages for char in page.chars)
    ours = "".join(paragraph.text + (paragraph.bullet or "") for paragraph in read(path.read_bytes()).paragraphs)
    assert Counter("".join(ours.split())) == Counter("".join(theirs.split()))
