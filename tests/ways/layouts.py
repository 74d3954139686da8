"""Where questions and answers stand: in cells, in running text, in many ways mixed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from .labels import HEADING
from .model import Block, Para, Run, Table, cell, para, prefixed

RICH = frozenset({"docx", "odt", "rtf", "html"})
ANY = frozenset({*RICH, "txt"})


@dataclass(frozen=True, slots=True)
class Question:
    """A question on the sheet: its key, label and hint as printed, and the answer's blocks."""

    key: str
    label: str
    hint: str
    answer: tuple[Block, ...]
    bold: bool
    hint_below: bool = False

    @property
    def long(self) -> bool:
        """Whether it needs a row of its own."""
        return self.key in ("tipo_institucion", "origen", "resumen", "aspectos_relevantes", HEADING.key)

    def head(self) -> list[Para]:
        """The label's paragraphs, the hint beside or below it."""
        label = Run(self.label, bold=self.bold)
        if not self.hint:
            return [para(label)]
        return [para(label), para(self.hint)] if self.hint_below else [para(label, Run(" " + self.hint))]

    def together(self) -> list[Block]:
        """Label and answer, the answer's first line behind the label where it is short."""
        head, answer = self.head(), list(self.answer)
        if answer and not self.long and isinstance(answer[0], Para) and not answer[0].bullet:
            if self.label.endswith((":", ": ")) or self.hint:
                behind = Run(" ")
                last = head.pop()
                answer[0] = prefixed(answer[0], *last.runs, behind)
            else:
                return [*head, *answer]
        return [*head, *answer]


Layout = Callable[[Sequence[Question], Random], list[Block]]


def heading(bold: bool) -> Question:
    """«Contacto: (en caso que lo hubiera)», which has no answer of its own."""
    return Question(HEADING.key, HEADING.label, HEADING.hint, (), bold)


def _one(questions: Sequence[Question], rng: Random) -> list[Block]:
    """A table with a cell a question."""
    return [Table(tuple((cell(*question.together()),) for question in questions))]


def _one_below(questions: Sequence[Question], rng: Random) -> list[Block]:
    return [Table(tuple((cell(*question.head(), para(), *question.answer),) for question in questions))]


def _two(questions: Sequence[Question], rng: Random) -> list[Block]:
    """Labels in the left column, answers in the right one."""
    return [Table(tuple((cell(*question.head()), cell(*question.answer)) for question in questions))]


def _stacked(questions: Sequence[Question], rng: Random) -> list[Block]:
    """A row for the label, the next for its answer."""
    return [
        Table(tuple(row for question in questions for row in ((cell(*question.head()),), (cell(*question.answer),))))
    ]


def _paras(questions: Sequence[Question], rng: Random) -> list[Block]:
    return [block for question in questions for block in (*question.together(), para())]


def _tight(questions: Sequence[Question], rng: Random) -> list[Block]:
    return [block for question in questions for block in question.together()]


def _below(questions: Sequence[Question], rng: Random) -> list[Block]:
    return [block for question in questions for block in (*question.head(), *question.answer, para())]


def _tabs(questions: Sequence[Question], rng: Random) -> list[Block]:
    """A tab between a label and a short answer."""
    made: list[Block] = []
    for question in questions:
        answer = question.answer
        if not question.long and answer and isinstance(answer[0], Para):
            made += [prefixed(answer[0], *question.head()[0].runs, Run("\t")), *answer[1:]]
        else:
            made += [*question.head(), *answer]
    return made


def _pairs(questions: Sequence[Question], rng: Random) -> list[Block]:
    """Two short questions a row, long ones across."""
    return [Table(tuple(_rows(questions, 2, lambda question: (cell(*question.together()),))))]


def _four(questions: Sequence[Question], rng: Random) -> list[Block]:
    """Label and answer, label and answer; long ones across."""
    rows = _rows(questions, 4, lambda question: (cell(*question.head()), cell(*question.answer)))
    return [Table(tuple(rows))]


def _rows(questions: Sequence[Question], width: int, cells: Callable[[Question], tuple[object, ...]]):  # type: ignore[no-untyped-def]
    at = 0
    while at < len(questions):
        pair = questions[at : at + 2]
        if len(pair) == 2 and not pair[0].long and not pair[1].long:
            yield (*cells(pair[0]), *cells(pair[1]))
            at += 2
        else:
            yield (cell(*pair[0].together(), columns=width),)
            at += 1


def _bands(questions: Sequence[Question], rng: Random) -> list[Block]:
    """Up to three short labels in a row, their answers in the row below."""
    rows: list[tuple] = []  # type: ignore[type-arg]
    at = 0
    while at < len(questions):
        band = []
        while at < len(questions) and len(band) < 3 and not questions[at].long:
            band.append(questions[at])
            at += 1
        if len(band) == 3:
            rows += [tuple(cell(*item.head()) for item in band), tuple(cell(*item.answer) for item in band)]
        else:
            rows += [(cell(*item.together(), columns=3),) for item in band]
        if at < len(questions) and questions[at].long:
            rows.append((cell(*questions[at].together(), columns=3),))
            at += 1
    return [Table(tuple(rows))]


def _tables(questions: Sequence[Question], rng: Random) -> list[Block]:
    """A table a question, label over answer."""
    made: list[Block] = []
    for question in questions:
        made += [Table(((cell(*question.head()),), (cell(*question.answer),))), para()]
    return made


def _framed_labels(questions: Sequence[Question], rng: Random) -> list[Block]:
    """Each label in a table of its own, the answer as text between the tables."""
    made: list[Block] = []
    for question in questions:
        made += [Table(((cell(*question.head()),),)), *question.answer, para()]
    return made


def _all_in_one(questions: Sequence[Question], rng: Random) -> list[Block]:
    return [Table(((cell(*_paras(questions, rng)),),))]


def _nested(questions: Sequence[Question], rng: Random) -> list[Block]:
    """An outer table with the label and, under it, a table for the answer."""
    return [
        Table(tuple((cell(*question.head(), Table(((cell(*question.answer),),)), para()),) for question in questions))
    ]


def _floating(questions: Sequence[Question], rng: Random) -> list[Block]:
    """Each paragraph of an answer in a text box after the label."""
    made: list[Block] = []
    for question in questions:
        made += question.head()
        made += [replace(block, floating=True) if isinstance(block, Para) and block.text.strip() else block
                 for block in question.answer]  # fmt: skip
        made.append(para())
    return made


def _mixed(questions: Sequence[Question], rng: Random) -> list[Block]:
    """Some questions in one layout, the rest in another."""
    middle = rng.randint(3, len(questions) - 3)
    first, second = rng.sample((_one, _two, _paras, _stacked), 2)
    return [*first(questions[:middle], rng), para(), *second(questions[middle:], rng)]


LAYOUTS: dict[str, tuple[Layout, frozenset[str]]] = {
    "one": (_one, RICH), "one below": (_one_below, RICH), "two": (_two, RICH), "stacked": (_stacked, RICH),
    "paras": (_paras, ANY), "tight": (_tight, RICH | {"txt"}), "below": (_below, ANY), "tabs": (_tabs, ANY),
    "pairs": (_pairs, RICH), "four": (_four, RICH), "bands": (_bands, RICH), "tables": (_tables, RICH),
    "framed labels": (_framed_labels, RICH), "all in one": (_all_in_one, RICH), "nested": (_nested, RICH - {"rtf"}),
    "floating": (_floating, frozenset({"docx", "odt"})), "mixed": (_mixed, RICH),
}  # fmt: skip
