"""A case: a sheet on paper, and what must come out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from tests.ways import records

from . import pens, sheet, wear

FONTS = ("Helvetica", "Times-Roman")
_NOTHING = 0.06  # of the sheets have no mark, and as many have two


@dataclass(slots=True)
class Case:
    """The bytes of a file, how it was made (`ways`), and the answers that it holds."""

    name: str
    data: bytes
    ways: dict[str, str]
    filled: records.Filled
    printed: sheet.Printed = field(repr=False)


def make(seed: int, **fixed: str) -> Case:
    """The case of that seed; `fixed` sets the wear, mark, layout, options or font."""
    rng = Random(seed)
    mark = fixed.get("mark") or rng.choice(list(pens.MARKS))
    kinds, draw = pens.MARKS[mark]
    filled = records.draw(rng)
    look = sheet.Look(
        fixed.get("font") or rng.choice(FONTS),
        rng.choice((9.0, 10.0, 10.5, 11.0)),
        fixed.get("layout") or rng.choice(("two", "two", "one", "bare")),
        fixed.get("options") or rng.choice(kinds),
    )
    made = _on_one_page(filled, look)
    pen = pens.Pen(made.page, rng)
    marked = [rng.choice(list(sheet.NAMES))]
    chance = rng.random()
    if mark not in pens.ONE_ONLY and chance < 2 * _NOTHING:
        marked = [] if chance < _NOTHING else rng.sample(list(sheet.NAMES), 2)
    for code in marked:
        draw(pen, made, code)
    filled.record["tipo_institucion"] = marked[0] if len(marked) == 1 else None
    worn = fixed.get("wear") or rng.choice(pens.IN_COLOUR.get(mark, tuple(wear.WEARS)))
    ways = {"wear": worn, "mark": mark, "marked": "+".join(marked), "font": look.font, "size": str(look.size),
            "layout": look.layout, "options": look.options}  # fmt: skip
    return Case(f"paper-{seed}", wear.WEARS[worn](made.page, rng), ways, filled, made)


def _on_one_page(filled: records.Filled, look: sheet.Look) -> sheet.Printed:
    """The printed sheet, its long answers cut until they fit."""
    while True:
        try:
            return sheet.printed(filled.typed, look)
        except ValueError:
            longest = max(
                ("origen", "resumen", "aspectos_relevantes"), key=lambda key: len(" ".join(filled.typed[key]))
            )
            filled.typed[longest].pop()
            whole = "\n".join(" ".join(text.split()) for text in filled.typed[longest])
            filled.record[longest] = whole or None
