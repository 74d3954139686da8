"""What the program made of a case, beside what it should have made."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from ingest.extraction import extract_part
from ingest.intake.part import Part
from schema.result import Result, Severity

from .labels import FORM
from .records import Filled
from .sheets import Case

_PLACE = {"localidad": "localizacion", "provincia": "localizacion", "pais": "localizacion"}
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Outcome:
    """Counts, and a line for each thing that is not as it should be."""

    fields: int = 0
    silent: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    doubted: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def check(case: Case) -> Outcome:
    """Read the case's file and compare."""
    results = extract_part(Part(case.name, None, case.data), [FORM])
    outcome = Outcome()
    if len(results) != len(case.sheets) or results[0].record is None:
        outcome.errors.append(f"{len(results)} sheets for {len(case.sheets)}, {results[0].status}")
        outcome.silent += ["sheets"] * (len(results) != len(case.sheets) and results[0].record is not None)
        outcome.wrong.append("sheets")
        outcome.fields += 15 * len(case.sheets)
        return outcome
    for number, (result, filled) in enumerate(zip(results, case.sheets, strict=True)):
        _compare(result, filled, outcome, number)
    _conserve(results, case, outcome)
    return outcome


def _compare(result: Result, filled: Filled, outcome: Outcome, number: int) -> None:
    got = result.record.model_dump(mode="json") if result.record else {}
    about = {issue.field for issue in result.issues}
    unsure = {issue.field for issue in result.issues if issue.code == "low_confidence"}
    for key, want in filled.record.items():
        outcome.fields += 1
        if _normal(got[key]) == _normal(want):
            if key in unsure:
                outcome.doubted.append(key)
            continue
        line = f"{key} [{number}]: {want!r} came out as {got[key]!r}"
        (outcome.wrong if {key, _PLACE.get(key)} & about else outcome.silent).append(line)
    errors = {(str(issue.code), str(issue.field)) for issue in result.issues if issue.severity is Severity.ERROR}
    if errors != filled.errors:
        outcome.errors.append(f"[{number}] {sorted(filled.errors)} came out as {sorted(errors)}")


def _normal(value: object) -> object:
    if isinstance(value, list):
        return [_normal(item) for item in value] or None
    return " ".join(str(value).split()) if value not in (None, "") else None


def _conserve(results: list[Result], case: Case, outcome: Outcome) -> None:
    """Every word typed is in an answer's evidence or unclaimed."""
    given: Counter[str] = Counter()
    for result in results:
        for evidence in {id(item): item for item in result.evidence.values()}.values():
            given.update(_WORD.findall(f"{evidence.label} {evidence.text}"))
        for line in result.unclaimed:
            given.update(_WORD.findall(line))
    typed: Counter[str] = Counter()
    for text in case.visible:
        typed.update(_WORD.findall(text))
    if missing := typed - given:
        outcome.lost.append(f"lost {dict(missing)}")
