"""What an exception from inside a reader means to the person who sent the file."""

from __future__ import annotations

from ingest.errors import FileProblem, TooLarge, Unreadable
from ingest.limits import Limits


def problem_of(error: Exception, limits: Limits) -> FileProblem:
    """The problem to report for an exception: its own where it is one, else `too_large` or `unreadable`.

    A reader that trips over a file it does not understand has met a damaged file; that it did so
    with an exception of another kind than it should is the program's own affair (``--debug``).

    >>> str(problem_of(KeyError("word/document.xml"), Limits()).code)
    'unreadable'
    """
    if isinstance(error, FileProblem):
        return error
    if isinstance(error, MemoryError):
        return TooLarge("memory", limit="memory", value="?", allowed=limits.memory)
    if isinstance(error, RecursionError):
        return Unreadable("depth")
    return Unreadable("internal", why=f"{type(error).__name__}: {error}"[:200])
