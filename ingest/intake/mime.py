"""A message taken apart into its MIME parts (RFC 2045, 2046) in one pass, however deep it is nested.

``email.parser`` of the standard library recurses at each multipart and compares each line with each
boundary under way: three thousand multiparts in each other end in a RecursionError after seconds,
and an ordinary mail with a Word file takes 10 ms. Here all lines that begin with ``--`` are found at
once, and each is looked up among the boundaries that are open: time and memory grow with the size
alone, and the parts are ranges of the message's bytes, not copies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from ingest.intake.headers import Headers, read_headers
from ingest.limits import Limits

_DELIMITER = re.compile(rb"\n--([^\r\n]*)")
_GUESSES = 20  # lines that are looked at for a boundary that no header names
_PART_HEADER = re.compile(rb"[ \t]*\r?\n?content-[a-z-]+[ \t]*:", re.I)


class Leaf(NamedTuple):
    """A part that is no multipart: its header, and where its still encoded body lies in the message.

    `alternative` numbers the ``multipart/alternative`` that the part is one form of.
    """

    headers: Headers
    kind: str
    start: int
    end: int
    alternative: int | None = None


@dataclass(frozen=True, slots=True)
class _Multipart:
    boundary: bytes
    default: str
    alternative: int | None


class _Splitter:
    """The parts found so far and the multiparts that are open, outermost first."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.data = data
        self.limits = limits
        self.leaves: list[Leaf] = []
        self.open: list[_Multipart] = []
        self.places: dict[bytes, int] = {}  # boundary -> its place in `open`
        self.current: Leaf | None = None
        self.alternatives = 0
        lines = _DELIMITER.finditer(data)
        self.delimiters = [(line.start() + 1, _next_line(data, line.end()), line[1].rstrip()) for line in lines]
        self.last = {token: index for index, (_, _, token) in enumerate(self.delimiters)}

    def split(self, headers: Headers, start: int) -> list[Leaf]:
        """All leaves below the header whose body begins at `start`."""
        self._begin(headers, start, 0)
        for index, (at, end, token) in enumerate(self.delimiters):
            if at < start:
                continue
            if token in self.places:
                self._close_leaf(at)
                self._close_to(self.places[token] + 1)
                part, body = read_headers(self.data, end, self._next_boundary(index))
                self._begin(part, body, index + 1)
            elif token[-2:] == b"--" and token[:-2] in self.places:
                self._close_leaf(at)
                self._close_to(self.places[token[:-2]])
        self._close_leaf(len(self.data))
        return self.leaves

    def _begin(self, headers: Headers, start: int, following: int) -> None:
        outer = self.open[-1] if self.open else None
        kind, parameters = headers.parameters("content-type")
        kind = kind if "/" in kind else outer.default if outer else "text/plain"
        alternative = outer.alternative if outer else None
        if kind.startswith("multipart/"):
            boundary = self._boundary(parameters.get("boundary", ""), start, following)
            if boundary:
                if kind == "multipart/alternative" and alternative is None:
                    self.alternatives += 1
                    alternative = self.alternatives
                default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
                self.places[boundary] = len(self.open)
                self.open.append(_Multipart(boundary, default, alternative))
                self.limits.check("members", len(self.open))
                return
            kind = "text/plain"
        self.current = Leaf(headers, kind, start, start, alternative)

    def _boundary(self, declared: str, start: int, following: int) -> bytes | None:
        """The boundary as declared; where no line has it, the first that delimits parts."""
        boundary = declared.encode("utf-8", "replace").rstrip()
        if boundary and self.last.get(boundary, -1) >= following:
            return boundary
        for _, end, token in self.delimiters[following : following + _GUESSES]:
            if token and token not in self.places and end > start and _PART_HEADER.match(self.data, end):
                return token
        return None

    def _next_boundary(self, index: int) -> int | None:
        """Where the header that follows a delimiter must end at the latest."""
        if index + 1 < len(self.delimiters):
            at, _, token = self.delimiters[index + 1]
            if token in self.places or token[:-2] in self.places:
                return at
        return None

    def _close_leaf(self, at: int) -> None:
        if self.current is None:
            return
        end = at
        if at < len(self.data):
            # The line end before a delimiter belongs to the delimiter (RFC 2046, section 5.1.1).
            end -= 2 if self.data[at - 2 : at] == b"\r\n" else 1
        self.leaves.append(self.current._replace(end=max(end, self.current.start)))
        self.limits.check("members", len(self.leaves))
        self.current = None

    def _close_to(self, depth: int) -> None:
        for multipart in self.open[depth:]:
            self.places.pop(multipart.boundary, None)
        del self.open[depth:]


def _next_line(data: bytes, at: int) -> int:
    """Where the line after the one that ends at `at` begins."""
    return at + 2 if data[at : at + 2] == b"\r\n" else at + 1


def split(data: bytes, limits: Limits) -> tuple[Headers, list[Leaf]]:
    r"""A message's own header and its parts, in order; raises `TooLarge` where they are too many.

    >>> message = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHola\n--b--\n"
    >>> [message[leaf.start:leaf.end] for leaf in split(message, Limits())[1]]
    [b'Hola']
    """
    if b"\n" not in data[:20_000] and b"\r" in data[:20_000]:
        data = data.replace(b"\r", b"\n")  # as on the first Macs; one byte for one keeps the places
    headers, start = read_headers(data)
    return headers, _Splitter(data, limits).split(headers, start)
