"""What locating hands to values: an answer as it stands on the sheet, before anyone understood it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from schema.result import Evidence


class Link(NamedTuple):
    """A hyperlink inside an answer: where its text begins in `Answer.text`, that text, its target."""

    start: int
    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Answer:
    r"""An answer's paragraphs, stripped of label, hint and deleted text.

    A soft line break inside a paragraph is ``"\n"``. `text` is all of it, paragraphs separated by
    ``"\n\n"``, so that `links` can point into it. `marked` are the codes of the options marked
    (choice fields). `certain` is False where the answer was located by guess, `found` where its label was
    not found but may stand in the midst of another answer.
    """

    paragraphs: tuple[str, ...]
    evidence: Evidence
    links: tuple[Link, ...] = ()
    marked: tuple[str, ...] = ()
    certain: bool = True
    doubts: tuple[str, ...] = field(default=())
    found: bool = True

    @property
    def text(self) -> str:
        """All paragraphs, two line ends between two."""
        return "\n\n".join(self.paragraphs)
