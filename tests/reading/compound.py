"""Writes compound files ([MS-CFB], version 3), so that a test can build a .doc of streams of its own."""

from __future__ import annotations

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4096  # a shorter stream would stand in the mini stream


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A file with those streams in its root, each filled up with zeros to 4096 bytes at least."""
    padded = {name: data.ljust(_SMALLEST, b"\0") for name, data in streams.items()}
    fat: list[int] = []
    body = b""
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for index, (name, data) in enumerate(padded.items(), 1):
        entries.append(_entry(name, 2, len(fat), len(data), right=index + 1 if index < len(padded) else _FREE))
        body += _chained(data, fat)
    directory = len(fat)
    body += _chained(b"".join(entries), fat)
    sectors = -(-(len(fat) + 1) // (_SECTOR // 4 - 1))
    first = len(fat)
    fat += [_FAT] * sectors
    fat += [_FREE] * (-len(fat) % (_SECTOR // 4))
    body += struct.pack(f"<{len(fat)}I", *fat)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, sectors, directory, 0, _SMALLEST, _END, 0, _END, 0),
    )
    located = [*range(first, first + sectors)]
    return header + struct.pack("<109I", *located, *[_FREE] * (109 - sectors)) + body


def _chained(data: bytes, fat: list[int]) -> bytes:
    count = -(-len(data) // _SECTOR)
    start = len(fat)
    fat += [*range(start + 1, start + count), _END]
    return data.ljust(count * _SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIII", encoded, len(encoded) + 2, kind, 1, _FREE, right, child, start, size, 0
    )  # fmt: skip
