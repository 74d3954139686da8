"""Where in the text the runs of one look begin: pages count in bytes of the file, the text in characters."""

from __future__ import annotations

from bisect import bisect_right

from ingest.reading.doc.formatted import Runs
from ingest.reading.doc.pieces import Piece, Pieces

Lists = tuple[bytes, bytes]
"""The property lists of a run and of the piece that it stands in."""


def runs_by_position(pieces: Pieces, runs: Runs, marks: frozenset[int]) -> tuple[list[int], list[Lists]]:
    """The positions where runs begin, rising, and the lists of each; a run begins at each of the marks, too."""
    starts: list[int] = []
    lists: list[Lists] = []
    for piece in pieces.pieces:
        _add_piece(piece, runs, starts, lists)
    return _split_at(marks, starts, lists) if marks else (starts, lists)


def _add_piece(piece: Piece, runs: Runs, starts: list[int], lists: list[Lists]) -> None:
    none = b"", piece.properties
    starts.append(piece.start)
    lists.append(none)
    stop = piece.offset + (piece.end - piece.start) * piece.width
    index = max(bisect_right(runs.starts, piece.offset) - 1, 0)
    while index < len(runs.starts) and runs.starts[index] < stop:
        begin, end = max(runs.starts[index], piece.offset), min(runs.ends[index], stop)
        if end > begin:
            first = piece.start + (begin - piece.offset) // piece.width
            if starts[-1] >= first:
                starts.pop()
                lists.pop()
            starts.append(first)
            lists.append((runs.lists[index], piece.properties))
        index += 1
        following = runs.starts[index] if index < len(runs.starts) else stop
        if piece.offset <= end < min(following, stop):  # no run covers what follows
            starts.append(piece.start + (end - piece.offset) // piece.width)
            lists.append(none)


def _split_at(marks: frozenset[int], starts: list[int], lists: list[Lists]) -> tuple[list[int], list[Lists]]:
    found = dict(zip(starts, lists, strict=True))
    for mark in marks:
        index = bisect_right(starts, mark) - 1
        if index >= 0:
            found.setdefault(mark, lists[index])
    order = sorted(found)
    return order, [found[start] for start in order]
