"""Mailboxes (RFC 4155 and its cousins mboxo, mboxrd, mboxcl): many messages in one file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple

_SEPARATOR = re.compile(rb"(?:\A|\n)From [^\r\n]*\d:\d\d[^\r\n]*\r?\n(?=>?[!-9;-~]+[ \t]*:|>From |\r?\n)")
_QUOTED = re.compile(rb"^>(>*From )", re.M)
_CHUNK = 1 << 20
_LINE = 2000  # bytes that a separator and the beginning of the next line take at most


class Span(NamedTuple):
    """Where a message lies in a mailbox: after its ``From `` line, up to the next one."""

    start: int
    end: int


def spans(file: BinaryIO) -> Iterator[Span]:
    r"""The places of a mailbox's messages, found without holding more than a piece of it.

    A ``From `` line parts two messages where it has a time and a header follows it; a sentence
    that begins with "From" does not.

    >>> import io
    >>> box = b"From a@example.org Sat Apr 25 10:11:11 2020\nSubject: 1\n\nFrom here on\n"
    >>> list(spans(io.BytesIO(box * 2)))
    [Span(start=44, end=69), Span(start=113, end=138)]
    """
    start: int | None = None
    offset = 0  # of the buffer in the file
    buffer = file.read(_CHUNK)
    while buffer:
        more = file.read(_CHUNK)
        # A separator that the end of the buffer may cut is looked at with the next piece.
        safe = len(buffer) if not more else max(len(buffer) - _LINE, 0)
        at = 0
        while (found := _SEPARATOR.search(buffer, at)) and found.start() < safe:
            begins = found.start() + (buffer[found.start() : found.start() + 1] == b"\n")
            if start is not None:
                yield Span(start, offset + begins)
            elif offset + begins > 0:
                pass  # text before the first message
            start = offset + found.end()
            at = found.end() - 1
        if not more:
            break
        at = max(at, safe)
        buffer, offset = buffer[at:] + more, offset + at
    if start is not None:
        yield Span(start, offset + len(buffer))


def is_saved_message(name: str, count: int) -> bool:
    """Whether a "mailbox" is but one message, saved with the line that a mailbox puts before it.

    A mailbox of one message looks the same: here the name has to tell.
    """
    return count == 1 and name.lower().endswith(".eml")


def messages(data: bytes) -> Iterator[bytes]:
    """The messages of a mailbox that is in memory."""
    for span in spans(BytesIO(data)):
        yield message(data[span.start : span.end])


def message(data: bytes) -> bytes:
    r"""A message as it was before the mailbox: one ``>`` of each ``>From `` undone.

    >>> message(b"Hola\n>From here\n>>From there\n")
    b'Hola\nFrom here\n>From there\n'
    """
    return _QUOTED.sub(rb"\1", data) if b">From " in data else data
