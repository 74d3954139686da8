"""An answer's text as runs of one look, each knowing where on the sheet it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.document import TICKED, UNTICKED, Box, Cell, Document, Style
from ingest.locating.regions import Piece

PARAGRAPH_END = "\n\n"
_BOXES = frozenset({TICKED, UNTICKED})


class Run(NamedTuple):
    """Part of a span that belongs to an answer: ``text[start:end]`` of its region; a deleted one takes no room."""

    text: str
    start: int
    end: int
    style: Style
    colour: str | None
    link: str | None
    page: int | None
    box: Box | None
    confidence: float
    paragraph: int
    cell: Cell | None


@dataclass(frozen=True, slots=True)
class Region:
    """A label's answer as it stands: `text` has `PARAGRAPH_END` between two paragraphs."""

    text: str
    runs: tuple[Run, ...]


def region_of(document: Document, pieces: Sequence[Piece], boxes: bool = False) -> Region:
    """The text and runs of an answer's pieces; blank paragraphs are left out.

    With `boxes`, automatic bullets that are check boxes, some ticked and some not, stand before their
    paragraphs; they are on the sheet, but a list's bullets are no part of a text.
    """
    boxes = boxes and _are_boxes(document, pieces)
    runs: list[Run] = []
    texts: list[str] = []
    at = 0
    before: Piece | None = None
    for piece in pieces:
        paragraph = document.paragraphs[piece.paragraph]
        text = paragraph.text[piece.start : piece.end]
        if not text.strip() and not any(span.style & Style.DELETED for span in paragraph.spans):
            continue
        if before is not None and texts:
            texts.append(PARAGRAPH_END)
            at += len(PARAGRAPH_END)
        if boxes and paragraph.bullet in _BOXES and piece.start == 0:
            sign = f"{paragraph.bullet} "
            end = at + len(sign)
            runs.append(Run(sign, at, end, Style.FILLED, None, None, None, None, 1.0, piece.paragraph, paragraph.cell))
            texts.append(sign)
            at = end
        runs += _runs(document, piece, at)
        texts.append(text)
        at += len(text)
        before = piece
    return Region("".join(texts), tuple(runs))


def _are_boxes(document: Document, pieces: Sequence[Piece]) -> bool:
    bullets = {document.paragraphs[piece.paragraph].bullet for piece in pieces if piece.start == 0}
    return bullets >= {TICKED, UNTICKED}


def _runs(document: Document, piece: Piece, at: int) -> Iterator[Run]:
    paragraph = document.paragraphs[piece.paragraph]
    position = 0
    for text, style, colour, link, page, box, confidence in paragraph.spans:
        if style & Style.DELETED:
            if piece.start <= position <= piece.end:
                start = end = at + position - piece.start
                yield Run(text, start, end, style, colour, link, page, box, confidence, piece.paragraph, paragraph.cell)
            continue
        first, last = max(position, piece.start), min(position + len(text), piece.end)
        if first < last:
            shown, start, end = (
                text[first - position : last - position],
                at + first - piece.start,
                at + last - piece.start,
            )
            yield Run(shown, start, end, style, colour, link, page, box, confidence, piece.paragraph, paragraph.cell)
        position += len(text)
