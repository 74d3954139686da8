"""How much of a machine one file may take. One model, for the command line, the API and the workers."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.errors import TooLarge

MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that no honest sheet comes near and that no hostile one gets past.

    Sizes are bytes. A file over a limit is rejected with `too_large` (or `timeout`) and the
    limit's name in the message; `--limit NAME=VALUE` raises it.
    """

    file_bytes: int = 100 * MB  # a file, as it lies in the folder; of a mailbox, one message
    part_bytes: int = 50 * MB  # one part of a package, archive or mail, unpacked
    total_bytes: int = 500 * MB  # all parts of a container, unpacked
    ratio: int = 200  # unpacked : packed, for parts over 1 MB
    depth: int = 8  # containers in containers
    members: int = 10_000  # entries of one container
    pages: int = 200  # pages of one document
    pixels: int = 100_000_000  # pixels of one image
    characters: int = 2_000_000  # characters of one document's text
    seconds: float = 60.0  # for one file, or one member of a container
    memory: int = 2048 * MB  # of one worker process

    def check(self, limit: str, value: int) -> None:
        """Raise `TooLarge` where `value` is over the limit of that name.

        >>> Limits(pages=10).check("pages", 11)
        Traceback (most recent call last):
        ingest.errors.TooLarge: too_large: pages
        """
        allowed = getattr(self, limit)
        if value > allowed:
            raise TooLarge(limit, limit=limit, value=value, allowed=allowed)


DEFAULT_LIMITS = Limits()
