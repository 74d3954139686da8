"""The options of the choice and the marks on them: whatever a person does to say "this one"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from .labels import FORM
from .model import Block, Para, Run, Table, cell, para

OPTIONS = {option.code: option.label for option in FORM.field("tipo_institucion").options}
CODES = tuple(OPTIONS)
RICH = frozenset({"docx", "odt", "rtf", "html"})
ANY = frozenset({*RICH, "txt"})
TABLES = RICH - {"rtf"}  # tables in tables

_BEHIND = {
    "x": " X", "small x": " x", "tight tick": " ✓", "heavy tick": " ✔", "brackets": " (X)", "square": " [x]",
    "dotted": " ........ X", "dash": " - X", "colon": ": X", "tab": "\tX", "many": " XXX", "yes": ": Sí",
    "blanks": "        X", "cross": " ✗", "underscores": " __X__", "equals": " = X", "arrow": " → X", "ballot": " ☒",
}  # fmt: skip
_BEFORE = {"x": "X ", "brackets": "(x) ", "square": "[X] ", "tick": "✔ ", "ballot": "☑ ", "dash": "X - ", "tab": "X\t"}
_PAIRS = {
    "round": ("( X )", "(  )"),
    "square": ("[x]", "[ ]"), "ballots": ("☒", "☐"), "ticks": ("☑", "☐"),
    "lines": ("_X_", "___"),
    "circles": ("●", "○"), "squares": ("■", "□"), "words": ("Sí", "No"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """A way to mark: its name, the formats that can show it, and how it draws the options."""

    name: str
    formats: frozenset[str]
    draw: Callable[[Sequence[str], Random], list[Block]]


def _column(mark: Callable[[str, bool], Para]) -> Callable[[Sequence[str], Random], list[Block]]:
    return lambda marked, rng: [mark(label, code in marked) for code, label in OPTIONS.items()]


def _row(mark: Callable[[str, bool], str], gap: str) -> Callable[[Sequence[str], Random], list[Block]]:
    return lambda marked, rng: [para(gap.join(mark(label, code in marked) for code, label in OPTIONS.items()))]


def _behind(sign: str) -> Callable[[str, bool], Para]:
    return lambda label, yes: para(label + (sign if yes else ""))


def _before(sign: str) -> Callable[[str, bool], Para]:
    return lambda label, yes: para((sign if yes else "") + label)


def _styled(**look: object) -> Callable[[str, bool], Para]:
    return lambda label, yes: para(replace(Run(label), **look) if yes else Run(label))  # type: ignore[arg-type]


def _others(**look: object) -> Callable[[str, bool], Para]:
    return lambda label, yes: para(Run(label) if yes else replace(Run(label), **look))  # type: ignore[arg-type]


def _box(label: str, yes: bool) -> Para:
    return para(Run("", box=yes), " " + label)


def _bullet(label: str, yes: bool) -> Para:
    return Para((Run(label),), bullet="☒" if yes else "☐")


def _soft(marked: Sequence[str], rng: Random) -> list[Block]:
    return [para("\n".join(label + " X" * (code in marked) for code, label in OPTIONS.items()))]


def _under(marked: Sequence[str], rng: Random) -> list[Block]:
    made: list[Block] = []
    for code, label in OPTIONS.items():
        made += [para(label), *([para("X")] if code in marked else [])]
    return made


def _cells_beside(left: bool) -> Callable[[Sequence[str], Random], list[Block]]:
    def draw(marked: Sequence[str], rng: Random) -> list[Block]:
        rows = []
        for code, label in OPTIONS.items():
            pair = (cell(para(label)), cell(para("X" if code in marked else "")))
            rows.append(pair[::-1] if left else pair)
        return [Table(tuple(rows))]

    return draw


def _cells_below(marked: Sequence[str], rng: Random) -> list[Block]:
    names = tuple(cell(para(label)) for label in OPTIONS.values())
    marks = tuple(cell(para("X" if code in marked else "")) for code in OPTIONS)
    return [Table((names, marks))]


def _cells_in_row(marked: Sequence[str], rng: Random) -> list[Block]:
    row = [
        item
        for code, label in OPTIONS.items()
        for item in (cell(para(label)), cell(para("x" if code in marked else "")))
    ]
    return [Table((tuple(row),))]


def _typed_alone(marked: Sequence[str], rng: Random) -> list[Block]:
    words = {"publica": "Pública", "privada": "Privado", "sociedad_civil": "Organización de la sociedad civil",
             "conocimiento": "Del conocimiento", "mixta": "Es mixta"}  # fmt: skip
    return [para(" y ".join(words[code] for code in marked))] if marked else []


def _typed_after(marked: Sequence[str], rng: Random) -> list[Block]:
    listed: list[Block] = [para(label) for label in OPTIONS.values()]
    return [*listed, *(para(OPTIONS[code]) for code in marked)]


def _deleted(marked: Sequence[str], rng: Random) -> list[Block]:
    """All others removed by a tracked change."""
    return [
        para(label if code in marked or not marked else Run(label, deleted=True)) for code, label in OPTIONS.items()
    ]


WAYS = (
    *(Way(f"behind {name}", ANY, _column(_behind(sign))) for name, sign in _BEHIND.items()),
    *(Way(f"before {name}", ANY, _column(_before(sign))) for name, sign in _BEFORE.items()),
    *(Way(f"pair behind {name}", ANY, _column(lambda label, yes, p=pair: para(f"{label} {p[not yes]}")))
      for name, pair in _PAIRS.items()),
    *(Way(f"pair before {name}", ANY, _column(lambda label, yes, p=pair: para(f"{p[not yes]} {label}")))
      for name, pair in _PAIRS.items() if name != "words"),
    *(Way(f"row behind {gap!r}", ANY, _row(lambda label, yes: label + " X" * yes, gap))
      for gap in ("   ", " / ", " | ", " · ", ", ", " - ", "      ")),
    *(Way(f"row {where} {name}", ANY,
          _row(lambda label, yes, p=pair, w=where: " ".join((label, p[not yes])[:: 1 if w == "behind" else -1]), "   "))
      for name, pair in _PAIRS.items() if name != "words" for where in ("behind", "before")),
    Way("soft lines", ANY, _soft),
    Way("under", ANY, _under),
    Way("bold", RICH, _column(_styled(bold=True))),
    Way("underline", RICH, _column(_styled(underline=True))),
    Way("highlight", RICH, _column(_styled(highlight=True))),
    Way("colour", RICH, _column(_styled(colour="ff0000"))),
    Way("others struck", ANY, _column(_others(strike=True))),
    Way("others deleted", frozenset({"docx"}), _deleted),
    Way("check boxes", frozenset({"docx", "html"}), _column(_box)),
    Way("bullets", frozenset({"docx"}), _column(_bullet)),
    Way("cells right", TABLES, _cells_beside(False)),
    Way("cells left", TABLES, _cells_beside(True)),
    Way("cells below", TABLES, _cells_below),
    Way("cells in a row", TABLES, _cells_in_row),
    Way("typed alone", ANY, _typed_alone),
    Way("typed after", ANY, _typed_after),
)  # fmt: skip
ONE_ONLY = ("others deleted", "typed alone", "typed after", "others struck", "colour")
"""Ways that can't say two options, or say none by saying nothing of any."""
