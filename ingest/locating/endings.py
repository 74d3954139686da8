"""Where a sheet's last answer ends in running text: before the signature that follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.locating.hints import find_hint
from ingest.locating.labels import Label
from ingest.locating.printed import Printed
from schema.form import Form, Kind

_DIGITS = re.compile(r"\d")
_ADDRESS = re.compile(r"https?://|www\.|\b[\w-]+\.[a-z]{2,}(?:/|\b)", re.I)
_ONE_LINE = frozenset({Kind.DATE, Kind.PLACE, Kind.TEXT, Kind.NUMBER, Kind.YES_NO})


@dataclass(frozen=True, slots=True)
class Endings:
    """What may follow the labels of a form, by their index."""

    labels: tuple[Label, ...]
    form: Form

    def is_heading(self, label: int) -> bool:
        """Whether a label takes no answer of its own."""
        return self.labels[label].heading

    def is_answer(self, label: int, text: str) -> bool:
        """Whether a label's text says anything beyond its hint."""
        cuts = find_hint(text, self.labels[label].hint)
        return bool(text.strip()) and sum(cut.end - cut.start for cut in cuts) < len(text.strip())

    def goes_on(self, label: int, given: bool, gap: bool, text: str) -> bool:
        """Whether a label's answer goes on with a paragraph; never with the form's own text."""
        if Printed.of(self.form).holds(text):
            return False
        known = self.labels[label]
        return goes_on(Kind.NAME if known.heading else self.form.field(known.key).kind, given, gap, text)


def goes_on(kind: Kind, given: bool, gap: bool, text: str) -> bool:
    """Whether the answer to the last label goes on with this paragraph.

    `given` says that some of the answer came already, `gap` that a blank line stands between.

    >>> goes_on(Kind.PHONE, False, False, "0351 15 512-3456")
    True
    >>> goes_on(Kind.PHONE, True, True, "Sin otro particular, saluda atte.")
    False
    """
    text = text.strip()
    if kind is Kind.LONG_TEXT:
        return True
    if kind is Kind.PHONE:
        digits = len(_DIGITS.findall(text))
        return digits >= 5 and (not given or (not gap and digits * 3 > len(text))) or (not given and len(text) < 10)
    if kind is Kind.EMAIL:
        return not given and "@" in text
    if kind is Kind.NAME:
        return (not gap and "@" in text) if given else not gap
    if kind is Kind.URLS:
        return _ADDRESS.search(text) is not None or (not given and not gap)
    if kind is Kind.DATE and not given:
        return len(text) < 80 and (not gap or _DIGITS.search(text) is not None)
    if kind in _ONE_LINE:
        return not given and not gap
    return not gap and len(text) < 80
