"""A document to be written: blocks of paragraphs and tables, whatever the file format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look; ``"\\n"`` in it is a soft line break, `box` a check box (ticked or not) of a control."""

    text: str
    bold: bool = False
    underline: bool = False
    strike: bool = False
    highlight: bool = False
    colour: str | None = None
    link: str | None = None
    deleted: bool = False
    inserted: bool = False
    control: bool = False  # typed into a content control or form field
    box: bool | None = None
    note: str | None = None  # a footnote's text


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; `floating` puts it into a text box anchored in the paragraph before."""

    runs: tuple[Run, ...] = ()
    floating: bool = False
    bullet: str | None = None  # an automatic one

    @property
    def text(self) -> str:
        """What is seen of it."""
        return "".join(("☒" if run.box else "☐") if run.box is not None else run.text for run in seen(self.runs))


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell."""

    blocks: tuple[Block, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Para | Table


@dataclass(slots=True)
class Page:
    """A document with its margins."""

    blocks: list[Block] = field(default_factory=list)
    header: str = ""
    footer: str = ""


def seen(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs that no tracked change deleted."""
    return (run for run in runs if not run.deleted)


def para(*texts: str | Run) -> Para:
    """A paragraph of texts and runs."""
    return Para(tuple(Run(text) if isinstance(text, str) else text for text in texts if text))


def cell(*blocks: Block, columns: int = 1) -> Cell:
    """A cell; an empty one gets an empty paragraph."""
    return Cell(blocks or (para(),), columns)


def prefixed(item: Para, *runs: Run) -> Para:
    """The paragraph with runs before its own."""
    return replace(item, runs=(*runs, *item.runs))


def paragraphs(blocks: Sequence[Block]) -> Iterator[Para]:
    """All paragraphs, those of tables too."""
    for block in blocks:
        if isinstance(block, Para):
            yield block
        else:
            for row in block.rows:
                for item in row:
                    yield from paragraphs(item.blocks)
