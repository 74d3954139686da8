"""Many paths to results, in order: over worker processes, with a bounded number of files in flight."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ingest.intake.ignored import Reason, sentence
from ingest.intake.walk import Found, walk
from ingest.job import Job, Note, Outcome, Reader, refused
from ingest.options import Options
from ingest.pool import Pool
from ingest.wire import Line, from_line, to_line
from schema.result import Result

Skipped = Callable[[str, str], None]
"""Called with the path (and member) of what is passed over, and a sentence that says why."""


Known = Callable[[Found], bool]
"""Says of a file, before it is read, that it need not be."""


def run(
    paths: Iterable[str], options: Options, skipped: Skipped | None = None, known: Known | None = None
) -> Iterator[Result]:
    """The results of files and folders, in the order of the paths; files that are `known` are left out.

    A file that can't be read, takes too long or kills its worker gives a rejected result, and the
    rest go on. With ``options.isolated`` off all is read in this process, where a file that
    crashes a library ends the program.
    """
    if not options.isolated:
        for outcome in _read_here(paths, options, skipped, known):
            yield from outcome.results
        return
    for line in _read_apart(paths, options, skipped, known):
        yield from_line(line, options.forms if options.checked else None)


def run_lines(
    paths: Iterable[str], options: Options, skipped: Skipped | None = None, known: Known | None = None
) -> Iterator[Line]:
    """The same, as the lines of JSON that the workers wrote: nothing is parsed or written twice, no model made."""
    options = replace(options, checked=False)
    if not options.isolated:
        for outcome in _read_here(paths, options, skipped, known):
            yield from map(to_line, outcome.results)
        return
    yield from _read_apart(paths, options, skipped, known)


def _read_apart(paths: Iterable[str], options: Options, skipped: Skipped | None, known: Known | None) -> Iterator[Line]:
    """The lines of worker processes."""
    notes = _Notes(options, skipped)
    pool = Pool(options, _sources(paths, options, notes, known), notes.tell)
    try:
        yield from pool.lines()
    finally:
        pool.close()


class _Notes:
    """What the person in front of the screen is told beside the results."""

    def __init__(self, options: Options, skipped: Skipped | None) -> None:
        self._options = options
        self._skipped = skipped

    def walked(self, path: str, member: str | None, reason: Reason) -> None:
        """Something passed over on the way through a folder."""
        self.tell([(path, member, "skipped", str(reason))])

    def tell(self, notes: Iterable[Note]) -> None:
        """Hand on the notes of a job."""
        for path, member, kind, text in notes:
            name = f"{path}/{member}" if member else path
            if kind == "failed":
                sys.stderr.write(f"planilla: {name}\n{text}")
            elif self._skipped is not None:
                self._skipped(name, sentence(Reason(text), self._options.language))


def _sources(paths: Iterable[str], options: Options, notes: _Notes, known: Known | None) -> Iterator[Job | Line]:
    """A job for each file, a finished line for each path that no file can be had from."""
    for found in walk(paths, notes.walked):
        if found.problem is not None:
            yield to_line(refused(found.path, None, found.problem, options.language))
        elif known is None or not known(found):
            yield Job(found.path, found.walked)


def _read_here(
    paths: Iterable[str], options: Options, skipped: Skipped | None, known: Known | None
) -> Iterator[Outcome]:
    notes = _Notes(options, skipped)
    reader = Reader(options)
    for found in walk(paths, notes.walked):
        if found.problem is not None:
            yield Outcome([refused(found.path, None, found.problem, options.language)], [])
            continue
        if known is not None and known(found):
            continue
        job = Job(found.path, found.walked)
        for outcome in _with_messages(reader, job):
            notes.tell(outcome.notes)
            yield outcome


def _with_messages(reader: Reader, job: Job) -> Iterator[Outcome]:
    outcome = reader.read(job)
    yield outcome
    if outcome.spans is not None:
        spans = outcome.spans
        for number in range(len(spans) // 2):
            yield reader.read(job._replace(message=number + 1, start=spans[2 * number], end=spans[2 * number + 1]))
