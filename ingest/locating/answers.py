"""A label's region made an `Answer`: hint, prompts and struck-out text taken away, evidence kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.answer import Answer, Link
from ingest.document import Box, Cell, Document, Style
from ingest.locating.hints import Cut, find_hint
from ingest.locating.labels import Label
from ingest.locating.marks import Marks, read_marks
from ingest.locating.regions import Piece
from ingest.locating.runs import PARAGRAPH_END, Region, Run, region_of
from ingest.values.choices import YES_NO
from schema.form import Field, Kind, Option
from schema.result import Evidence

_LEAST_OF_A_WORD = 0.9  # confidence of OCR under which a date, a place, an address is worth a look
_LEAST_OF_A_TEXT = 0.85  # the same for a long text as a whole, where a letter matters less
_LEAST_OF_A_CHOICE = 0.55  # the same for the worst read of a choice's words: a mark may be why it is
_CHOICES = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.YES_NO})


def make_answer(
    document: Document, field: Field, label: Label, label_piece: Piece, pieces: Sequence[Piece], score: float
) -> Answer:
    """The answer to a field, out of the pieces that belong to its label. `score` is the label's own."""
    region = region_of(document, pieces, boxes=field.kind in _CHOICES)
    printed = [cut for hint in (label.hint, *label.brackets) for cut in find_hint(region.text, hint)]
    cuts = [*printed, *_not_answered(region.runs)]
    paragraphs, links = _texts(region, cuts)
    written = _written(region.runs, printed)
    doubts: tuple[str, ...] = ()
    marks = Marks()
    if field.kind in _CHOICES:
        marks = read_marks(_without(region, cuts), _options(field), _blank_cells(document, pieces))
        doubts = marks.doubts
    else:
        if any(run.style & Style.STRIKE for run in written):
            doubts += ("struck",)
        if document.pages:
            doubts += _page_doubts(document, field, written)
    shown = paragraphs if len(cuts) == len(printed) else _texts(region, printed)[0]
    evidence = _evidence(document, region, shown, written, label_piece, pieces, score)
    if field.kind in _CHOICES and not doubts and evidence.page in document.recognised:
        doubts = ("recognised",) if evidence.confidence < _LEAST_OF_A_CHOICE else ()
    return Answer(paragraphs, evidence, links, marks.codes, doubts=doubts)


def _written(runs: Sequence[Run], printed: Sequence[Cut]) -> list[Run]:
    """The visible runs that are more than the label's hint."""
    shown = [run for run in runs if not run.style & Style.DELETED and not run.text.isspace()]
    return [run for run in shown if not _inside(run, printed)] if printed else shown


def _inside(run: Run, cuts: Sequence[Cut]) -> bool:
    """Whether a run, but for the blanks round it, is cut away whole."""
    first = run.start + len(run.text) - len(run.text.lstrip())
    last = run.start + len(run.text.rstrip())
    return any(cut.start <= first and last <= cut.end for cut in cuts)


def _page_doubts(document: Document, field: Field, written: Sequence[Run]) -> tuple[str, ...]:
    """What may be wrong about text on a page: misread by OCR, or put together across lines by guess."""
    recognised = [run for run in written if run.page in document.recognised]
    doubts = ("recognised",) if _poorly_read(field, recognised) else ()
    joined = any(run.confidence < 1.0 and run.page not in document.recognised for run in written)
    return (*doubts, "hyphen") if joined else doubts


def _poorly_read(field: Field, runs: Sequence[Run]) -> bool:
    """Whether OCR may have misread an answer: one word where every letter counts, the text on the whole elsewhere."""
    if not runs:
        return False
    if field.kind is not Kind.LONG_TEXT:
        return min(run.confidence for run in runs) < _LEAST_OF_A_WORD
    letters = sum(len(run.text) for run in runs)
    return sum(run.confidence * len(run.text) for run in runs) / letters < _LEAST_OF_A_TEXT


def _options(field: Field) -> tuple[Option, ...]:
    return field.options or YES_NO


def _blank_cells(document: Document, pieces: Sequence[Piece]) -> list[Cell]:
    """The cells of the region's tables that hold nothing: where the other options have no mark."""
    tables = {cell.table for piece in pieces if (cell := document.paragraphs[piece.paragraph].cell)}
    texts: dict[Cell, str] = {}
    for paragraph in document.paragraphs:
        if paragraph.cell is not None and paragraph.cell.table in tables:
            texts[paragraph.cell] = texts.get(paragraph.cell, "") + paragraph.text.strip()
    return [cell for cell, text in texts.items() if not text]


def _not_answered(runs: Sequence[Run]) -> list[Cut]:
    """Prompts of controls, and what was struck out."""
    return [Cut(run.start, run.end) for run in runs if run.style & (Style.PROMPT | Style.STRIKE)]


def _without(region: Region, cuts: Sequence[Cut]) -> Region:
    """A choice's region with its hint blanked out, so that all places stay; what is struck out stays too."""
    text = list(region.text)
    runs = [run for run in region.runs if not run.style & Style.PROMPT]
    struck = {(run.start, run.end) for run in region.runs if run.style & Style.STRIKE and not run.style & Style.PROMPT}
    for cut in cuts:
        if cut not in struck:
            text[cut.start : cut.end] = ["\n" if letter == "\n" else " " for letter in text[cut.start : cut.end]]
    return Region("".join(text), tuple(runs))


def _texts(region: Region, cuts: Sequence[Cut]) -> tuple[tuple[str, ...], tuple[Link, ...]]:
    """The paragraphs that are left, and the hyperlinks at their places among them."""
    linked = [run for run in region.runs if run.link and not run.style & Style.DELETED]
    cuts = sorted(cuts)
    paragraphs: list[str] = []
    stretches: list[tuple[int, int, int]] = []  # begin, end in the region; place in what is left
    at, start = 0, 0
    for part in region.text.split(PARAGRAPH_END):
        kept = list(_stretches(start, start + len(part), cuts))
        text = "".join([region.text[first:last] for first, last in kept])
        if text and not text.isspace():
            for first, last in kept if linked else ():
                stretches.append((first, last, at))
                at += last - first
            paragraphs.append(text)
            at += len(PARAGRAPH_END)
        start += len(part) + len(PARAGRAPH_END)
    return tuple(paragraphs), tuple(_links(linked, stretches)) if linked else ()


def _stretches(first: int, last: int, cuts: Sequence[Cut]) -> Iterator[tuple[int, int]]:
    """What the cuts, in their order, leave of ``first … last``."""
    for cut in cuts:
        if cut.start < last and cut.end > first:
            if cut.start > first:
                yield first, cut.start
            first = max(first, cut.end)
    if first < last:
        yield first, last


def _links(linked: Sequence[Run], stretches: Sequence[tuple[int, int, int]]) -> list[Link]:
    links: list[Link] = []
    end = -1
    for run in linked:
        place = next((at + run.start - first for first, last, at in stretches if first <= run.start < last), None)
        if place is None:
            continue
        if links and links[-1].target == run.link and run.start == end:
            links[-1] = links[-1]._replace(text=links[-1].text + run.text)
        else:
            links.append(Link(place, run.text, run.link or ""))
        end = run.end
    return links


def _evidence(
    document: Document,
    region: Region,
    shown: Sequence[str],
    visible: Sequence[Run],
    label: Piece,
    pieces: Sequence[Piece],
    score: float,
) -> Evidence:
    """`shown` is what stands there beside the hint, `visible` its runs."""
    gone = " ".join([run.text.strip() for run in region.runs if run.style & (Style.DELETED | Style.STRIKE)])
    shows = document.paragraphs[label.paragraph]
    number = visible[0].paragraph if visible else _place(document, label, pieces)
    page, box, confidence = None, None, score
    if document.pages:
        page, box = _boxed(visible, shows.page)
        confidence = min([score, *[run.confidence for run in visible]])
    return Evidence(
        label=shows.text[label.start : label.end].strip(),
        text="\n".join([part.strip() for part in shown]),
        where=where(document, number),
        page=page,
        box=box,
        confidence=max(0.0, min(1.0, confidence)),
        deleted=gone,
    )


def _place(document: Document, label: Piece, pieces: Sequence[Piece]) -> int:
    """The paragraph where an answer that shows nothing would stand: the first with text, else the label's."""
    for piece in pieces:
        if document.paragraphs[piece.paragraph].text.strip():
            return piece.paragraph
    return label.paragraph


def _boxed(visible: Sequence[Run], page: int | None) -> tuple[int | None, Box | None]:
    """The page that an answer begins on (else its label's), and the box round what stands there of it."""
    page = next((run.page for run in visible if run.page is not None), page)
    box: Box | None = None
    for run in visible:
        if run.box is not None and run.page == page:
            box = run.box if box is None else box.union(run.box)
    return page, box


def where(document: Document, number: int) -> str:
    """The place of a paragraph in words: ``table 1, row 2`` or ``paragraph 7``.

    >>> from ingest.document import Cell, Document, Span, paragraph
    >>> where(Document("docx", (paragraph([Span("x")], Cell(1, 1, 0)),)), 0)
    'table 1, row 2'
    """
    cell = document.paragraphs[number].cell
    if cell is None:
        return f"paragraph {number + 1}"
    column = f", column {cell.column + 1}" if cell.column else ""
    return f"table {cell.table}, row {cell.row + 1}{column}"
