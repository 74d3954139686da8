"""What intake hands to reading: the bytes of one document, and where they came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One document: a plain file, an attachment, an entry of an archive or a message's own body.

    `path` is the path as given, `member` the place inside a container (for showing, never for
    opening; None for a plain file). `sender` is the address in From and `received` the Date
    (ISO 8601 with its offset, where the message gives one) of the innermost message that holds the part.

    The rest is set only where the container knows what the bytes can't say: a message's body is
    ``txt`` or ``html`` even if its first line looks like a mail header, and its character set and
    line wrapping (``format=flowed`` and ``DelSp=yes``, RFC 3676) stand in a header. Elsewhere the
    content decides.

    >>> Part("inbox/a.txt", None, b"Goya").sha256[:8]
    '730c298b'
    """

    path: str
    member: str | None
    data: bytes
    sender: str | None = None
    received: str | None = None
    charset: str | None = None
    format: str | None = None
    flowed: bool = False
    without_blank: bool = False

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()
