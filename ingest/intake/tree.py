"""What a container holds, in one vocabulary: mail, archives and Outlook files all give this.

A container is opened by a function ``open(data, limits) -> Container``; its entries come one after
the other, and an attachment's bytes only when they are asked for, so that an archive is never
unpacked as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple


class TextForm(NamedTuple):
    """One form of a message's own text, as bytes still in their character set."""

    data: bytes
    format: str  # as declared: "html", "txt" or "rtf"
    charset: str | None = None
    flowed: bool = False
    without_blank: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A message's own text. `forms` all say the same, the richest first."""

    forms: tuple[TextForm, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attached file or an archive's entry.

    `name` is as the container writes it, for showing only. `number` counts the container's parts
    from 1. `read` gives the bytes (or raises a `FileProblem`); `size` is how many they say they
    are, `packed` how many they take in the container.
    """

    name: str | None
    number: int
    read: Callable[[], bytes]
    size: int
    packed: int
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something in a container that is no part, and why (a code of `ingest.intake.ignored`)."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Container:
    """An opened container: its format's name, its entries, and a message's From and Date.

    One inside a message that is none itself (`winmail.dat`) holds more of that message's own parts.
    """

    format: str
    entries: Iterable[Body | Attachment | Nested | Ignored]
    sender: str | None = None
    received: str | None = None
    is_message: bool = False


@dataclass(frozen=True, slots=True)
class Nested:
    """A message attached to another that has no bytes of its own, only a place in the other's file."""

    name: str | None
    number: int
    open: Callable[[], Container]


Entry = Body | Attachment | Nested | Ignored
