"""Worker processes: each reads files within a bound on its memory, and can be lost without losing more.

A worker is a fork of the program (a fresh process where the system has no fork). It gets jobs in
chunks and sends one message a file, and one before each further part of a container, so that who
waits for it always knows what it is at. Messages are `marshal` bytes: nothing that can run code.
"""

from __future__ import annotations

import contextlib
import gc
import marshal
import os
import select
import signal
import sys
from array import array
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, Protocol

from ingest.job import Job, Outcome, Reader
from ingest.options import Options
from ingest.reading import READERS
from ingest.wire import to_line

_FILES_MOST = 5000  # after so many a worker makes place for a new one, whatever its libraries kept
_PIPE_HEADER = 4


class Channel(Protocol):
    """A two-way line of messages."""

    def send_bytes(self, data: bytes) -> None:
        """Send one message."""

    def recv_bytes(self) -> bytes:
        """Wait for the next message; EOFError where the other end is closed."""

    def fileno(self) -> int:
        """The descriptor to wait on."""

    def close(self) -> None:
        """Close this end."""


class Pipes:
    """A channel over two pipes: four bytes of length before each message."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming, self._outgoing = incoming, outgoing

    def send_bytes(self, data: bytes) -> None:
        """Send one message."""
        view = memoryview(len(data).to_bytes(_PIPE_HEADER, "little") + data)
        while view:
            view = view[os.write(self._outgoing, view) :]

    def recv_bytes(self) -> bytes:
        """Wait for the next message."""
        return self._exactly(int.from_bytes(self._exactly(_PIPE_HEADER), "little"))

    def _exactly(self, count: int) -> bytes:
        pieces = []
        while count:
            piece = os.read(self._incoming, min(count, 1 << 20))
            if not piece:
                raise EOFError
            pieces.append(piece)
            count -= len(piece)
        return b"".join(pieces)

    def fileno(self) -> int:
        """The descriptor to wait on."""
        return self._incoming

    def close(self) -> None:
        """Close this end."""
        for handle in (self._incoming, self._outgoing):
            with contextlib.suppress(OSError):
                os.close(handle)


def warm(paths: Iterable[str]) -> None:
    """Import what reads files of such names, which workers started from now on have then from the start.

    A worker writes nothing, so it would compile modules that were never compiled each time anew. The
    name is only a guess at what will be needed: the content decides what reads a file. What reads
    pictures brings threads, which no fork survives.
    """
    for path in paths:
        module = READERS.get(os.path.splitext(path)[1][1:].lower())  # noqa: PTH122
        if module is not None:
            with contextlib.suppress(Exception):  # whatever it is, the worker that needs it will say so
                import_module(module)


class Worker:
    """A running worker, seen from the program."""

    def __init__(self, options: Options) -> None:
        self.channel: Channel
        self._process: Any  # a process id, or multiprocessing's object
        self.channel, self._process = _fork(options) if hasattr(os, "fork") else _spawn(options)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process if isinstance(self._process, int) else self._process.pid or 0

    def send(self, jobs: list[Job]) -> bool:
        """Hand out jobs; False where the worker is gone."""
        try:
            self.channel.send_bytes(marshal.dumps([tuple(job) for job in jobs]))
        except OSError:
            return False
        return True

    def receive(self) -> tuple[Any, ...]:
        """The worker's next message; EOFError where it died."""
        try:
            message: tuple[Any, ...] = marshal.loads(self.channel.recv_bytes())
        except OSError as error:
            raise EOFError from error
        return message

    def end(self) -> int:
        """Kill the worker, if it still lives, and wait for it; its exit code, negative for a signal."""
        self.channel.close()
        if not isinstance(self._process, int):
            self._process.kill()
            self._process.join()
            return self._process.exitcode or 0
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])

    def reap(self) -> int:
        """Wait for a worker that is known to be gone; its exit code, negative for a signal."""
        if isinstance(self._process, int):
            code = os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])
            self.channel.close()
            return code
        return self.end()


def ready(workers: Sequence[Worker], seconds: float) -> list[Worker]:
    """Wait for the first messages (or deaths) among `workers`, no longer than that; those that have one."""
    if not hasattr(select, "poll"):
        from multiprocessing.connection import wait

        by_channel: dict[Any, Worker] = {worker.channel: worker for worker in workers}
        return [by_channel[channel] for channel in wait(list(by_channel), seconds)]
    poll = select.poll()
    by_handle = {worker.channel.fileno(): worker for worker in workers}
    for handle in by_handle:
        poll.register(handle, select.POLLIN)
    return [by_handle[handle] for handle, _ in poll.poll(seconds * 1000)]


def _fork(options: Options) -> tuple[Channel, int]:
    jobs_in, jobs_out = os.pipe()
    results_in, results_out = os.pipe()
    process = os.fork()
    if process == 0:
        code = 1
        try:
            _keep_only(jobs_in, results_out, options.debug)
            serve(Pipes(jobs_in, results_out), options)
            code = 0
        finally:
            os._exit(code)  # nothing of the program's own is flushed or cleaned up twice
    os.close(jobs_in)
    os.close(results_out)
    return Pipes(results_in, jobs_out), process


def _keep_only(incoming: int, outgoing: int, debug: bool) -> None:
    """Close all that the fork inherited but its pipes; the standard streams lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1) if debug else (0, 1, 2):
        os.dup2(nowhere, stream)
    first = 3
    for handle in sorted((incoming, outgoing)):
        os.closerange(first, handle)
        first = handle + 1
    try:
        most = os.sysconf("SC_OPEN_MAX")
    except (OSError, ValueError):
        most = 1024
    os.closerange(first, min(most, 1 << 16))


def _spawn(options: Options) -> tuple[Channel, Any]:
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, options), daemon=True)
    process.start()
    theirs.close()
    return ours, process


def serve(channel: Channel, options: Options) -> None:
    """Read jobs as they come until the line is closed: the life of a worker."""
    from ingest.confinement import confine

    confine(options)
    gc.freeze()  # what came with the fork is neither searched for garbage nor, for that, copied
    reader = Reader(options, lambda number: channel.send_bytes(marshal.dumps(("part", number))))
    done = 0
    while True:
        try:
            jobs = [Job(*fields) for fields in marshal.loads(channel.recv_bytes())]
        except EOFError:
            return
        for job in jobs:
            channel.send_bytes(marshal.dumps(_message(reader.read(job))))
        done += len(jobs)
        if done > _FILES_MOST or _swollen(options):
            return
        gc.collect(0)


def _message(outcome: Outcome) -> tuple[Any, ...]:
    if outcome.spans is not None:
        return ("messages", outcome.spans.tobytes(), outcome.notes)
    return ("done", [tuple(to_line(result)) for result in outcome.results], outcome.notes)


def spans_of(data: bytes) -> array[int]:
    """The places of a mailbox's messages, as a worker sent them: each one's start and end."""
    spans = array("q")
    spans.frombytes(data)
    return spans


def _swollen(options: Options) -> bool:
    """Whether the worker has taken more than half of its memory at some time: better a fresh one."""
    try:
        import resource
    except ImportError:
        return False
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return peak > options.limits.memory // 2
