"""One run at a time on a bank: a lock that the system lets go of when its holder dies, however it dies."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ingest.bank.errors import BankBusy
from ingest.bank.words import Words

if os.name == "nt":  # pragma: no cover
    import msvcrt

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def locked(path: Path, wait: float, waiting: Callable[[], None], words: Words) -> Iterator[None]:
    """Hold the bank at `path` to oneself, by a lock on the file ``<path>.lock``.

    While another run has it, call `waiting` once and try again for up to `wait` seconds, then
    raise `BankBusy`. `OSError` where the lock file can't be made.
    """
    handle = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        end = time.monotonic() + wait
        said = False
        while not _try(handle):
            if time.monotonic() >= end:
                raise BankBusy(words.busy.format(path=path))
            if not said:
                waiting()
                said = True
            time.sleep(0.05)
        yield
    finally:
        with suppress(OSError):
            os.close(handle)
