"""How the time of reading grows with what is read."""

from __future__ import annotations

import time
from collections.abc import Callable

_STEP = 4  # times larger
_MOST = 2.5  # times longer than in proportion: a quadratic step takes 4 times
_TRIES = 5


def assert_linear(read: Callable[[bytes], object], make: Callable[[int], bytes], count: int) -> None:
    """Hold `read` to a time in proportion to its input: `make(count)` against ``make(4 * count)``.

    Times are of the processor, the best of a few; a busy machine gets a second chance.
    """
    small, large = make(count), make(_STEP * count)
    for _ in range(_TRIES):
        short = min(_seconds(read, small) for _ in range(3))
        long = _seconds(read, large)
        if long <= _MOST * _STEP * short:
            return
    raise AssertionError(f"{_STEP} times as much takes {long / short:.1f} times as long ({short:.4f} s, {long:.4f} s)")


def _seconds(read: Callable[[bytes], object], data: bytes) -> float:
    start = time.process_time()
    read(data)
    return time.process_time() - start
