"""Random damage to files, of the kinds that transport, programs and people with intent do."""

from __future__ import annotations

import io
import random
import re
import zipfile

_NUMBERS = (b"\0", b"\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"\0\0\0\x80", b"-1", b"99999999999", b"1e999")
_TOKENS = (
    b"<", b">", b"{", b"}", b"(", b")", b"\\", b'"', b"\n", b"\r\n\r\n", b"--", b"=?utf-8?q?", b"&#0;", b"</w:p>",
    b"<table>", b"obj", b"endobj", b"stream", b"\\u-1", b"\\bin9999", b"\xef\xbb\xbf", b"PK\x03\x04",
    b"Content-Type: multipart/mixed",
)  # fmt: skip


def mutated(chance: random.Random, seeds: list[bytes]) -> bytes:
    """One of the seeds, damaged; of a package more often one of its parts, so that it still opens."""
    data = chance.choice(seeds)
    if data[:2] == b"PK" and chance.random() < 0.8:
        return _package(chance, data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        data = _damage(chance, data, seeds)
    return data


def _package(chance: random.Random, data: bytes) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as made:
        names = package.namelist()
        likely = [name for name in names if name.endswith(("document.xml", "content.xml", "styles.xml", ".rels"))]
        hit = chance.choice(likely or names) if names else ""
        for name in names:
            part = package.read(name)
            if name == hit:
                for _ in range(chance.choice((1, 2, 8))):
                    part = _markup(chance, part) if chance.random() < 0.6 else _damage(chance, part, [part])
            if not (name != hit and chance.random() < 0.02):
                made.writestr(name, part)
    return box.getvalue()


def _markup(chance: random.Random, data: bytes) -> bytes:
    """Take out, double, move or swap whole tags, which leaves XML that is well formed more often than not."""
    tags = [found.span() for found in re.finditer(rb"<[^<>]*/>|<(\w[\w:]*)[^<>]*>[^<>]*</\1>|<[^<>]+>", data)]
    if not tags:
        return data
    start, end = chance.choice(tags)
    kind = chance.randrange(4)
    if kind == 0:
        return data[:start] + data[end:]
    if kind == 1:
        return data[:end] + data[start:end] * chance.choice((1, 2, 200)) + data[end:]
    if kind == 2:
        value = re.sub(rb'="[^"]*"', lambda _: b'="' + chance.choice(_NUMBERS[5:]) + b'"', data[start:end], count=1)
        return data[:start] + value + data[end:]
    at = chance.choice(tags)[0]
    piece = data[start:end]
    return data[:at] + piece + data[at:]


def _damage(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.choice((1, 2, 4, 16, 256)))
    kind = chance.randrange(7)
    if kind == 0:
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    if kind == 1:
        return data[:at] + data[end:]
    if kind == 2:
        return data[:end] + data[at:end] * chance.choice((1, 8, 500)) + data[end:]
    if kind == 3:
        return data[:at] + chance.choice(_TOKENS) * chance.choice((1, 1, 50)) + data[at:]
    if kind == 4:
        number = chance.choice(_NUMBERS)
        return data[:at] + number + data[at + len(number) :]
    if kind == 5:
        return data[:at]
    other = chance.choice(seeds)
    return data[:at] + other[chance.randrange(len(other) + 1) :]
