"""One file read, or one message of a mailbox: what a worker does, and what is done without workers."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ingest.errors import FileProblem, Timeout, TooLarge, Unreadable
from ingest.extraction import extract_part, rejected
from ingest.intake import mbox
from ingest.intake.files import opened, read_within, size_of
from ingest.intake.ignored import Reason
from ingest.intake.part import Part
from ingest.intake.problems import problem_of
from ingest.intake.rules import Desk, message_results, results_of
from ingest.options import Options
from ingest.reading.sniff import sniff
from schema.result import Result

_HEAD = 4096


class Job(NamedTuple):
    """A file, or (`message` from 1) the message of a mailbox that lies between `start` and `end`.

    `broken` names parts of the file, counted from 0, that a worker died of, and how: "timeout",
    "memory" or "crash". They are not read again.
    """

    path: str
    walked: bool = False
    message: int = 0
    start: int = 0
    end: int = 0
    broken: tuple[tuple[int, str], ...] = ()

    @property
    def member(self) -> str | None:
        """The member path of what the job reads, where it is no whole file."""
        return str(self.message) if self.message else None


Note = tuple[str, str | None, str, str]
"""Path, member, "skipped" or "failed", and the reason's code or the trace."""


class Outcome(NamedTuple):
    """What became of a job: its results, or the places of a mailbox's messages, which are jobs of their own."""

    results: list[Result]
    notes: list[Note]
    spans: array[int] | None = None


def death(cause: str, options: Options) -> FileProblem:
    """The problem of a part that a worker died of."""
    if cause == "timeout":
        return Timeout("", limit="seconds", allowed=options.limits.seconds)
    if cause == "memory":
        return TooLarge("memory", limit="memory", value="?", allowed=options.limits.memory)
    return Unreadable("crash")


def refused(path: str, member: str | None, problem: FileProblem, language: str) -> Result:
    """The result of a file of which no byte was read."""
    return _unread(rejected(Part(path, member, b""), problem, language))


def _unread(result: Result) -> Result:
    return replace(result, source=replace(result.source, sha256=""))


class Reader:
    """Reads jobs. `begun` is told the number of each further part of a container before it is read."""

    def __init__(self, options: Options, begun: Callable[[int], None] | None = None) -> None:
        self._options = options
        self._begun = begun
        self._broken: dict[int, str] = {}
        self._number = 0
        self._notes: list[Note] = []
        self._desk = Desk(self._extract, self._reject, options.limits, self._skipped, self._failed)

    def read(self, job: Job) -> Outcome:
        """Read a job; whatever goes wrong ends as a result."""
        self._broken, self._number, self._notes = dict(job.broken), 0, []
        results: list[Result] = []
        try:
            spans = self._spans(job)
            if spans is not None:
                return Outcome([], self._notes, spans)
            results.extend(self._results(job))
        except Exception as error:
            problem = problem_of(error, self._options.limits)
            if problem is not error:
                self._failed(job.path, job.member, error)
            results.append(refused(job.path, job.member, problem, self._options.language))
        return Outcome(results, self._notes)

    def _spans(self, job: Job) -> array[int] | None:
        """Where a mailbox's messages lie; None for what is no mailbox."""
        if job.message:
            return None
        with opened(job.path, job.walked) as file:
            if sniff(file.read(_HEAD)) != "mbox":
                return None
            file.seek(0)
            spans = array("q", [place for span in mbox.spans(file) for place in span])
        return None if mbox.is_saved_message(job.path, len(spans) // 2) else spans

    def _results(self, job: Job) -> Iterator[Result]:
        limits = self._options.limits
        with opened(job.path, job.walked) as file:
            if job.message:
                file.seek(job.start)
                data = read_within(file, limits, job.end - job.start)
            else:
                data = read_within(file, limits, size_of(file))
        if job.message:
            return message_results(job.path, str(job.message), mbox.message(data), self._desk)
        return results_of(job.path, data, self._desk)

    def _extract(self, part: Part) -> list[Result]:
        number, self._number = self._number, self._number + 1
        if number in self._broken:
            return [self._reject(part, death(self._broken[number], self._options), part.format)]
        if number and self._begun:
            self._begun(number)
        try:
            options = self._options
            return extract_part(part, options.forms, options.limits, options.language, options.checked)
        except Exception as error:
            self._failed(part.path, part.member, error)
            return [self._reject(part, problem_of(error, self._options.limits), part.format)]

    def _reject(self, part: Part, problem: FileProblem, format: str | None) -> Result:
        result = rejected(part, problem, self._options.language, format)
        return result if part.data else _unread(result)

    def _skipped(self, path: str, member: str | None, reason: Reason) -> None:
        self._notes.append((path, member, "skipped", str(reason)))

    def _failed(self, path: str, member: str | None, error: Exception) -> None:
        if self._options.debug:
            import traceback

            self._notes.append((path, member, "failed", "".join(traceback.format_exception(error))))
