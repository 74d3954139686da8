"""Fair timing: what is compared runs in turn, round by round, and medians are what counts."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple


class Timing(NamedTuple):
    """Milliseconds of CPU a call: the median of all rounds, and the middle half of them."""

    median: float
    low: float
    high: float


def in_turn(calls: Mapping[str, Callable[[], object]], seconds: float = 4.0) -> dict[str, Timing]:
    """Call each in turn until the time is up (at least five rounds), after one round that does not count.

    A shared machine is slow for a while now and then: what runs side by side is slowed alike. What others
    run meanwhile does not count, threads of the call's own do: it is the process's CPU that is read.
    """
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    started = time.perf_counter()
    rounds = 0
    while rounds < 5 or time.perf_counter() - started < seconds:
        for name, call in calls.items():
            begun = time.process_time()
            call()
            taken[name].append((time.process_time() - begun) * 1000)
        rounds += 1
    return {name: _summary(times) for name, times in taken.items()}


def _summary(times: list[float]) -> Timing:
    low, median, high = statistics.quantiles(times, n=4) if len(times) > 1 else (times[0],) * 3
    return Timing(median, low, high)
