"""The names of the fonts that runs are set in, by index ([MS-DOC] 2.9.286 SttbfFfn, 2.9.80 FFN)."""

from __future__ import annotations

from ingest.reading.doc.binary import u16

_NAME = 40  # offset of the name in an FFN, its length byte included


def read_fonts(raw: bytes) -> tuple[str, ...]:
    """The fonts' names.

    The table is a 16-bit count, a 16-bit zero, then the fonts: a byte of length, 39 bytes about the
    font, its name in UTF-16 with a closing zero, perhaps a second name.
    """
    names: list[str] = []
    at, count = 4, u16(raw, 0)
    while at < len(raw) and len(names) < count:
        end = at + 1 + raw[at]
        name = raw[at + _NAME : end]
        names.append(name[: len(name) & ~1].decode("utf-16-le", "replace").split("\0", 1)[0])
        at = end
    return tuple(names)
