"""The kinds of container, and the module that opens each; imported when first needed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ingest.intake.tree import Container
from ingest.limits import Limits

Opener = Callable[[bytes, Limits], Container]


def _later(module: str, function: str) -> Opener:
    def opener(data: bytes, limits: Limits) -> Container:
        opened: Container = getattr(import_module(f"ingest.intake.{module}"), function)(data, limits)
        return opened

    return opener


OPENERS: dict[str, Opener] = {
    "eml": _later("eml", "open_message"),
    "msg": _later("msg", "open_msg"),
    "p7m": _later("signed", "open_signed"),
    "tnef": _later("tnef", "open_tnef"),
    "zip": _later("archive", "open_archive"),
}
"""Format name -> ``open(data, limits)``. A mailbox is none of them: each of its messages is."""
