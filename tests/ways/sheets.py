"""A case: a file made of records in one of the ways, and what must come out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from . import choices, labels, layouts, records
from .model import Block, Page, Para, Run, para
from .writers import opendocument, page, plain, rich, word

FORMATS = ("docx", "docx", "odt", "rtf", "html", "txt")
LETTERS = (
    (
        "Estimado equipo:",
        "Les mando la planilla que completamos con la gente de la red.",
        "Cualquier cosa me escriben.",
    ),
    ("Buenas tardes, adjunto lo pedido. Un abrazo.",),
    ("De: Ana Ruiz <ana@example.org>", "Asunto: RV: banco de iniciativas", "", "Hola, va la planilla."),
)
SIGNATURES = (
    ("Saludos cordiales,", "Ana Ruiz", "Coordinadora de la red"),
    ("--", "Lic. Pedro Gómez", "Universidad de la Costa"),
    ("Sin otro particular, saluda atentamente.",),
)


@dataclass(slots=True)
class Case:
    """The bytes of a file, how it was made (`ways`), and the sheets that it holds."""

    name: str
    data: bytes
    ways: dict[str, str]
    sheets: list[records.Filled] = field(default_factory=list)
    visible: list[str] = field(default_factory=list)  # what must come out somewhere


def make(seed: int, **fixed: str) -> Case:
    """The case of that seed; `fixed` sets the format, layout, labels or mark."""
    rng = Random(seed)
    format = fixed.get("format") or rng.choice(FORMATS)
    case = Case(f"case-{seed}.{format}", b"", {"format": format})
    made = Page()
    count = rng.choices((1, 2, 3), (10, 2, 1))[0]
    if rng.random() < 0.3:
        made.blocks += _lines(case, rng.choice(LETTERS))
        case.ways["letter"] = "before"
    for number in range(count):
        made.blocks += _sheet(case, rng, format, fixed)
        if number + 1 < count:
            made.blocks.append(para())
    if rng.random() < 0.3:
        made.blocks += [para(), *_lines(case, rng.choice(SIGNATURES))]
        case.ways["signature"] = "after"
    if format == "docx" and rng.random() < 0.2:
        made.header, made.footer = "Municipio de la Costa", "Hoja 1 de 2"
        case.visible += [made.header, made.footer]
    case.data = _WRITERS[format](made, rng)
    return case


_WRITERS: dict[str, Callable[[Page, Random], bytes]] = {
    "docx": lambda made, rng: word.write(made), "odt": lambda made, rng: opendocument.write(made),
    "rtf": lambda made, rng: rich.write(made), "html": lambda made, rng: page.write(made), "txt": plain.write,
}  # fmt: skip


def _lines(case: Case, lines: tuple[str, ...]) -> list[Block]:
    case.visible += lines
    return [para(line) for line in lines]


def _sheet(case: Case, rng: Random, format: str, fixed: dict[str, str]) -> list[Block]:
    filled = records.draw(rng)
    labelling = labels.draw(rng)
    if "labels" in fixed:
        labelling = replace(labelling, style=fixed["labels"])
    if format == "txt":
        labelling = replace(labelling, bold=False)
    name = fixed.get("layout") or rng.choice(
        [key for key, (_, formats) in layouts.LAYOUTS.items() if format in formats]
    )
    way = rng.choice([way for way in choices.WAYS if format in way.formats and fixed.get("mark", way.name) == way.name])
    blocks = _mark(filled, way, rng)
    case.ways |= {"layout": name, "labels": labelling.style, "hints": labelling.hints, "mark": way.name,
                  "marked": str(filled.record["tipo_institucion"]), "bold": str(labelling.bold)}  # fmt: skip
    order = list(records.KEYS)
    if rng.random() < 0.12:
        one, other = sorted(rng.sample(range(1, 9), 2))
        order[one], order[other] = order[other], order[one]
        case.ways["order"] = "moved"
    if rng.random() < 0.12 and (gone := rng.choice(order[1:8])) != "tipo_institucion":
        order.remove(gone)
        _forget(filled, gone)
        case.ways["gone"] = gone
    questions = [_question(filled, key, number, labelling, blocks, rng) for number, key in enumerate(order, 1)]
    if rng.random() < 0.85:
        first = next(at for at, item in enumerate(questions) if item.key in ("contacto_nombre", "contacto_telefono"))
        questions.insert(first, layouts.heading(labelling.bold))
    draw, _ = layouts.LAYOUTS[name]
    case.sheets.append(filled)
    for texts in filled.typed.values():
        case.visible += texts
    intro = rng.random() < 0.8
    title: list[Block] = [para(text) for text in (labels.FORM.printed[:3] if intro else ())]
    return [*title, *draw(questions, rng)]


def _question(
    filled: records.Filled, key: str, number: int, labelling: labels.Labelling, marked: list[Block], rng: Random
) -> layouts.Question:
    answer = marked if key == "tipo_institucion" else [_typed(text, key) for text in filled.typed[key]]
    hint = labelling.hint(key)
    below = labelling.hints == "below"
    return layouts.Question(key, labelling.label(key, number, rng), hint, tuple(answer), labelling.bold, below)


def _typed(text: str, key: str) -> Para:
    return para(Run(text))


def _mark(filled: records.Filled, way: choices.Way, rng: Random) -> list[Block]:
    code = rng.choice(choices.CODES)
    marked = [code]
    chance = rng.random()
    if way.name not in choices.ONE_ONLY and chance < 0.16:
        marked = [] if chance < 0.08 else rng.sample(choices.CODES, 2)
    filled.record["tipo_institucion"] = code if len(marked) == 1 else None
    if len(marked) != 1:
        filled.errors.add(("multiple_marks" if marked else "no_mark", "tipo_institucion"))
    return way.draw(marked, rng)


def _forget(filled: records.Filled, key: str) -> None:
    """The sheet lacks a question."""
    records.empty(filled, key, "")
    needed = ("missing", key) in filled.errors
    filled.errors.discard(("missing", key))
    if needed:
        filled.errors.add(("label_not_found", key))
