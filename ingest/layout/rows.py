"""Lines of two columns to rows: which lines of an answer stand beside which label.

A row begins where a label begins. Labels that are set in the middle of a high answer begin below it:
there the wider gaps between rows tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Style
from ingest.layout.lines import TextLine

_STRIPE = 1.3  # a gap this much wider than between the closest lines may be one between rows
_APART = 1.9  # one this much wider ends a label

Half = TextLine | None
Row = tuple[list[TextLine], list[TextLine]]


def make_rows(halves: Sequence[tuple[Half, Half]]) -> list[Row]:
    """The rows of lines that were cut in two: the lines of each label and of its answer."""
    pitch = _pitch(halves)
    blocks = _blocks(halves, pitch)
    if all(_label_starts(block, pitch) == 1 for block in blocks):
        return [_row(block) for block in blocks]
    rows: list[Row] = []
    for label, answer in halves:
        if (
            not rows
            or (label is not None and not label_goes_on(rows[-1][0], label, pitch))
            or label is None
            and answer is not None
            and answer.after_rule
        ):
            rows.append(([], []))
        if label is not None:
            rows[-1][0].append(label)
        if answer is not None:
            rows[-1][1].append(answer)
    return rows


def _row(block: Sequence[tuple[Half, Half]]) -> Row:
    return (
        [label for label, _ in block if label is not None],
        [answer for _, answer in block if answer is not None],
    )


def _foot(half: tuple[Half, Half]) -> float:
    line = half[0] or half[1]
    return line.y1 if line is not None else 0.0


def _pitch(halves: Sequence[tuple[Half, Half]]) -> float:
    """How far the closest lines stand apart, in points."""
    steps = [_foot(after) - _foot(before) for before, after in zip(halves, halves[1:], strict=False)]
    size = max((line.size for half in halves for line in half if line is not None), default=10.0)
    usual = [step for step in steps if step > 0.8 * size]
    return min(usual) if usual else 1.2 * size


def _blocks(halves: Sequence[tuple[Half, Half]], pitch: float) -> list[list[tuple[Half, Half]]]:
    """The lines in blocks that wider gaps or ruling lines separate."""
    blocks: list[list[tuple[Half, Half]]] = []
    for place, half in enumerate(halves):
        ruled = any(line is not None and line.after_rule for line in half)
        if not blocks or ruled or _foot(half) - _foot(halves[place - 1]) > _STRIPE * pitch:
            blocks.append([])
        blocks[-1].append(half)
    return blocks


def _label_starts(block: Sequence[tuple[Half, Half]], pitch: float) -> int:
    count = 0
    label: list[TextLine] = []
    for line, _ in block:
        if line is None:
            continue
        if not label or not label_goes_on(label, line, pitch):
            count += 1
            label = []
        label.append(line)
    return count


def label_goes_on(label: Sequence[TextLine], line: TextLine, pitch: float) -> bool:
    """Whether a line of the label column goes on with the label above it."""
    if not label or line.after_rule:
        return False
    before = label[-1]
    if line.text.startswith("("):
        return True
    text = " ".join([part.text for part in label])
    if text.count("(") > text.count(")"):
        return True
    if line.y1 - before.y1 > _APART * pitch or text.endswith((":", "?", ")", ".")):
        return False
    if line.text[:1].islower() or line.text[:1].isdigit():
        return True
    bold, now = before.runs[-1].style & Style.BOLD, line.runs[0].style & Style.BOLD
    return bold == now and before.x0 == line.x0 and before.x1 + line.first_width > max(part.x1 for part in label) + 20
