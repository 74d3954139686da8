"""One options model for the command line, the Python API and the workers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.limits import DEFAULT_LIMITS, Limits
from schema.form import Form, shipped_forms


@dataclass(frozen=True, slots=True)
class Options:
    """How sheets are read.

    `forms` are those looked for (all that ship, if none is named), `language` that of the messages
    (``es`` or ``en``), `jobs` the number of worker processes (None: one a core), `isolated` whether
    files are read in worker processes at all, `debug` whether the program's own traces are shown, `checked`
    whether records are passed through their Pydantic model where they are made.
    """

    forms: tuple[Form, ...] = field(default_factory=lambda: tuple(shipped_forms().values()))
    language: str = "es"
    limits: Limits = DEFAULT_LIMITS
    jobs: int | None = None
    isolated: bool = True
    debug: bool = False
    checked: bool = True


def parse_limits(pairs: Iterable[str]) -> Limits:
    """Limits raised (or lowered) by ``NAME=VALUE`` pairs; `ValueError` says what is wrong with one.

    >>> parse_limits(["pages=500", "seconds=90"]).pages
    500
    """
    known = {item.name: float if isinstance(item.default, float) else int for item in dataclasses.fields(Limits)}
    changed: dict[str, int | float] = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        if name not in known:
            import difflib

            alike = difflib.get_close_matches(name, known, n=1)
            hint = f" (did you mean {alike[0]}?)" if alike else ""
            raise ValueError(f"there is no limit {name!r}{hint}; the limits are {', '.join(known)}")
        try:
            changed[name] = known[name](value)
        except ValueError:
            raise ValueError(f"limit {name} needs a number, not {value!r}") from None
    return dataclasses.replace(DEFAULT_LIMITS, **changed)  # type: ignore[arg-type]
