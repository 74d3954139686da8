"""What parts are called inside their container."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class Names:
    """The names given out in one container so far.

    >>> names = Names()
    >>> names.of("planilla.docx", 1), names.of("planilla.docx", 2), names.of(None, 3)
    ('planilla.docx', 'planilla.docx (2)', 'part-3')
    """

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._times: dict[str, int] = {}

    def of(self, name: str | None, number: int) -> str:
        """The name of the container's part of that number, as the container writes it; each is given once."""
        wanted = _CONTROL.sub("", name or "").strip() or f"part-{number}"
        given = wanted
        while given in self._given:
            self._times[wanted] = self._times.get(wanted, 1) + 1
            given = f"{wanted} ({self._times[wanted]})"
        self._given.add(given)
        return given
