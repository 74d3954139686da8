"""A pool of workers that gives results in the order of the jobs, and survives each of its workers."""

from __future__ import annotations

import os
import signal
import time
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ingest.job import Job, Note, death, refused
from ingest.options import Options
from ingest.wire import Line, to_line
from ingest.workers import Worker, ready, spans_of, warm

_CHUNK = 16  # files handed out at once, once there are many
_IN_FLIGHT = 4 * _CHUNK  # files a worker that are handed out, or read and not yet their turn
_DEATHS = 4  # workers that one file may cost


@dataclass(slots=True)
class _Slot:
    """A job's place in the order, and what has become of it."""

    job: Job | None
    lines: list[Line] | None = None
    part: int = -1  # of a container: the part that the worker is at
    deaths: int = 0
    retried: bool = False
    messages: _Messages | None = None


@dataclass(slots=True)
class _Messages:
    """The messages of a mailbox: those not yet handed out, and the slots of those that were."""

    job: Job
    spans: array[int]
    next: int = 0
    slots: deque[_Slot] = field(default_factory=deque)

    @property
    def more(self) -> bool:
        return 2 * self.next < len(self.spans)

    def take(self) -> _Slot | None:
        if not self.more:
            return None
        start, end = self.spans[2 * self.next], self.spans[2 * self.next + 1]
        self.next += 1
        slot = _Slot(self.job._replace(message=self.next, start=start, end=end, broken=()))
        self.slots.append(slot)
        return slot


@dataclass(slots=True)
class _Hand:
    """A worker with the slots that it was given and has not answered, the first being under way."""

    worker: Worker
    slots: deque[_Slot] = field(default_factory=deque)
    deadline: float = 0.0
    timed_out: bool = False


class Pool:
    """Reads jobs over worker processes.

    `source` gives jobs, or lines that are ready; it is asked for no more than are in flight.
    """

    def __init__(self, options: Options, source: Iterator[Job | Line], tell: Callable[[Iterable[Note]], None]) -> None:
        self._options = options
        self._source = source
        self._tell = tell
        self._most = options.jobs or cores()
        self._order: deque[_Slot] = deque()
        self._boxes: list[_Slot] = []  # the mailboxes among them
        self._again: deque[_Slot] = deque()  # to be handed out before anything new
        self._hands: list[_Hand] = []
        self._in_flight = 0
        self._handed = 0
        self._dry = False

    # -- results in order -------------------------------------------------------------------------

    def lines(self) -> Iterator[Line]:
        """All lines, in the order of the jobs."""
        while True:
            self._hand_out()
            yield from self._ready()
            if self._dry and not self._order:
                return
            if self._in_flight:
                self._wait()

    def _ready(self) -> Iterator[Line]:
        """The lines whose turn it is."""
        while self._order:
            slot = self._order[0]
            if slot.messages is not None:
                queue = slot.messages.slots
                while queue and queue[0].lines is not None:
                    yield from self._leave(queue)
                if queue or slot.messages.more:
                    return
                self._boxes.remove(self._order.popleft())
            elif slot.lines is not None:
                yield from self._leave(self._order)
            else:
                return

    def _leave(self, queue: deque[_Slot]) -> list[Line]:
        slot = queue.popleft()
        if slot.job is not None:
            self._in_flight -= 1
        return slot.lines or []

    # -- handing out ------------------------------------------------------------------------------

    def _hand_out(self) -> None:
        """Give every idle worker a chunk, and start workers as long as there is work for them."""
        while True:
            idle = next((hand for hand in self._hands if not hand.slots), None)
            if idle is None and len(self._hands) >= self._most:
                return
            chunk = self._chunk()
            if not chunk:
                return
            if idle is None:
                warm(slot.job.path for slot in chunk if slot.job is not None)
                idle = _Hand(Worker(self._options))
                self._hands.append(idle)
            idle.slots.extend(chunk)
            idle.deadline = time.monotonic() + self._options.limits.seconds
            if not idle.worker.send([slot.job for slot in chunk if slot.job is not None]):
                self._lost(idle)

    def _chunk(self) -> list[_Slot]:
        """The next slots for one worker: a few at first, that all workers get some of a short list."""
        size = min(_CHUNK, 1 + self._handed // (4 * self._most))
        chunk: list[_Slot] = []
        while len(chunk) < size and (slot := self._next()) is not None:
            chunk.append(slot)
        self._handed += len(chunk)
        return chunk

    def _next(self) -> _Slot | None:
        if self._again:
            return self._again.popleft()
        window = _IN_FLIGHT * self._most
        for box in self._boxes:
            # What is first in the order is never kept waiting by what was read ahead of it.
            room = self._in_flight < window * (2 if box is self._order[0] else 1)
            if box.messages is not None and room and (slot := box.messages.take()):
                self._in_flight += 1
                return slot
        while self._in_flight < window and not self._dry:
            item = next(self._source, None)
            if item is None:
                self._dry = True
            elif isinstance(item, Line):
                self._order.append(_Slot(None, [item]))
            else:
                slot = _Slot(item)
                self._order.append(slot)
                self._in_flight += 1
                return slot
        return None

    # -- listening --------------------------------------------------------------------------------

    def _wait(self) -> None:
        """Wait for the next message or deadline."""
        busy = [hand for hand in self._hands if hand.slots]
        now = time.monotonic()
        nearest = min((hand.deadline for hand in busy), default=now)
        told = ready([hand.worker for hand in self._hands], max(nearest - now, 0) + 0.001)
        for hand in [hand for hand in self._hands if hand.worker in told]:
            self._listen(hand)
        if not told:
            now = time.monotonic()
            for hand in busy:
                if hand.deadline <= now:
                    hand.timed_out = True
                    self._lost(hand)

    def _listen(self, hand: _Hand) -> None:
        try:
            message = hand.worker.receive()
        except EOFError:
            self._lost(hand)
            return
        hand.deadline = time.monotonic() + self._options.limits.seconds
        if message[0] == "part":
            hand.slots[0].part = message[1]
            return
        slot = hand.slots.popleft()
        self._tell([tuple(note) for note in message[2]])
        if message[0] == "messages" and slot.job is not None:
            self._in_flight -= 1
            slot.messages = _Messages(slot.job, spans_of(message[1]))
            self._boxes.append(slot)
        else:
            slot.lines = [Line(*line) for line in message[1]]

    # -- losses -----------------------------------------------------------------------------------

    def _lost(self, hand: _Hand) -> None:
        """A worker is gone, or has to go: what it was at is blamed or tried again, the rest goes to others."""
        self._hands.remove(hand)
        code = hand.worker.end() if hand.timed_out else hand.worker.reap()
        if not hand.slots:
            return  # it had done its share
        slot, *rest = hand.slots
        if code == 0 and not hand.timed_out:
            self._again.extend(hand.slots)  # it made place for a fresh one as the chunk was on its way
            return
        self._again.extend(rest)
        cause = "timeout" if hand.timed_out else "memory" if code == -signal.SIGKILL else "crash"
        self._blame(slot, cause)

    def _blame(self, slot: _Slot, cause: str) -> None:
        """Note what a worker died of, and have the file read without that part.

        A worker that something else killed (it has no memory limit of ours that ends so) may be no
        fault of the file: that one is tried once more as it is.
        """
        job = slot.job
        if job is None:
            return
        slot.deaths += 1
        again = cause == "memory" and not slot.retried
        slot.retried = slot.retried or again
        part = max(slot.part, 0)
        if not again:
            if slot.deaths >= _DEATHS or any(part == number for number, _ in job.broken):
                # It dies outside of its parts, or of too many of them.
                problem = death(cause, self._options)
                slot.lines = [to_line(refused(job.path, job.member, problem, self._options.language))]
                return
            slot.job = job._replace(broken=(*job.broken, (part, cause)))
        slot.part = -1
        self._again.appendleft(slot)

    @property
    def pids(self) -> list[int]:
        """The process ids of the workers that run now."""
        return [hand.worker.pid for hand in self._hands]

    def close(self) -> None:
        """End all workers."""
        for hand in self._hands:
            hand.worker.end()
        self._hands.clear()


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
