r"""The one model that every reader gives: a document as the eye sees it, in reading order.

A `Document` is a sequence of `Paragraph`s, a paragraph a sequence of `Span`s: runs of one look,
as a person who fills a sheet would tell them apart (bold, struck out, in a coloured box, typed
into a form field). Nothing in it says which file format it came from or which form it holds.

Three conventions make the model the same for all formats:

* **Selection marks are characters.** A check box of any kind (content control, legacy field,
  Wingdings symbol, AcroForm button, `<input>`) is `TICKED` or `UNTICKED` in the text, at its place.
* **A soft line break is** ``"\n"`` inside a paragraph. A line end that is only the page's or the
  mail's wrap is not in the model: readers join such lines with a blank.
* **What the eye does not see is not in the text**: fallback copies, hidden runs, field codes.
  Text deleted by a tracked change is kept as a span with `Style.DELETED`, outside `Paragraph.text`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntFlag
from typing import TYPE_CHECKING, NamedTuple

TICKED = "☒"
UNTICKED = "☐"


class Style(IntFlag):
    """How a span looks or where it comes from, as far as it can say "this one" or "not this"."""

    NONE = 0
    BOLD = 1
    ITALIC = 2
    UNDERLINE = 4
    STRIKE = 8  # struck out: by formatting, or by a line drawn through it
    HIGHLIGHT = 16  # a marker's colour or a shade behind the characters, their paragraph or their cell
    ENCIRCLED = 32  # a shape drawn round it
    CROSSED = 64  # a cross or a tick drawn over it
    FILLED = 128  # the content of a form field or content control: typed by the person, never printed
    PROMPT = 256  # a control's own prompt («Haga clic aquí …»): visible, but nobody's answer
    DELETED = 512  # removed by a tracked change: not part of the text
    SUPERSCRIPT = 1024


if not TYPE_CHECKING:
    # A sheet has thousands of style tests, and an IntFlag's operators cost twenty times an int's. So the
    # flags are what the type checker sees, and plain ints of the same names are what runs.
    Style = type(
        "Style",
        (),
        {
            "__doc__": Style.__doc__,
            "__new__": lambda cls, value=0: int(value),
            "NONE": 0,
            **{flag.name: int(flag) for flag in Style},
        },
    )


class Box(NamedTuple):
    """A rectangle on a page, in points from the page's top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float

    def union(self, other: Box) -> Box:
        """The smallest box that holds both.

        >>> Box(0, 0, 10, 10).union(Box(5, 5, 20, 8))
        Box(x0=0, y0=0, x1=20, y1=10)
        """
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


class Span(NamedTuple):
    """A run of characters of one look.

    `colour` is the text's colour as ``rrggbb``, or None for the automatic one (black).
    `link` is the target of a hyperlink over the span. `page` counts from 1. `confidence` is
    that of the recognition (1.0 for text that the file itself holds).
    """

    text: str
    style: Style = Style.NONE
    colour: str | None = None
    link: str | None = None
    page: int | None = None
    box: Box | None = None
    confidence: float = 1.0


class Cell(NamedTuple):
    """Where in a table a paragraph stands.

    Tables count from 1 through the document, nested ones too, in order of appearance; rows and
    columns count from 0 on the table's grid, so that a cell under a merged cell has the column
    that the eye would give it. `outer` is the cell that a nested table stands in.
    """

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    outer: Cell | None = None


class Layer(Enum):
    """Which part of the document a paragraph belongs to. Only BODY and TEXTBOX can hold answers."""

    BODY = "body"
    TEXTBOX = "text box"  # stands in the order of its anchor
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text, of a cell, or of a margin.

    `text` holds all spans but the deleted ones. `bullet` is an automatic list label («•», «3.»),
    which is no part of the text. Empty paragraphs are kept: they separate.
    """

    spans: tuple[Span, ...]
    text: str
    cell: Cell | None = None
    layer: Layer = Layer.BODY
    bullet: str | None = None

    @property
    def page(self) -> int | None:
        """The page of the first span that has one."""
        return next((span.page for span in self.spans if span.page is not None), None)


def paragraph(
    spans: Sequence[Span], cell: Cell | None = None, layer: Layer = Layer.BODY, bullet: str | None = None
) -> Paragraph:
    """Make a paragraph of its spans.

    >>> paragraph([Span("Localización: ", Style.BOLD), Span("Goya")]).text
    'Localización: Goya'
    """
    deleted = Style.DELETED
    text = "".join([span.text for span in spans if not span.style & deleted])
    return Paragraph(tuple(spans), text, cell, layer, bullet)


class PageSize(NamedTuple):
    """A page's width and height in points, as it is shown (after rotation and cropping)."""

    width: float
    height: float


Ink = Callable[[int, Box], float]
"""How much of a box on a page is dark, between 0 and 1: ``ink(page, box)``."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader gives: the format's name, the paragraphs in reading order, and how they were got.

    `damaged` says that part of the file could not be read. `recognised` holds the pages (from 1)
    that were read by OCR, and `ink` measures such a page's pixels.
    """

    format: str
    paragraphs: tuple[Paragraph, ...]
    pages: tuple[PageSize, ...] = ()
    damaged: bool = False
    recognised: frozenset[int] = frozenset()
    ink: Ink | None = field(default=None, compare=False)
