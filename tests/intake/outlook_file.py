"""Writes Outlook files for tests: compound files with storages ([MS-CFB]), and TNEF ([MS-OXTNEF])."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096

Tree = dict[str, "bytes | Tree"]


def compound_tree(tree: Tree) -> bytes:
    """A compound file with those streams (bytes) and storages (dicts)."""
    fat: list[int] = []
    mini_fat: list[int] = []
    body, mini = bytearray(), bytearray()
    entries: list[list[object]] = [["Root Entry", 5, _FREE, _FREE, _END, 0]]

    def chain(data: bytes, table: list[int], target: bytearray, unit: int) -> int:
        count = -(-len(data) // unit)
        start = len(table)
        table.extend([*range(start + 1, start + count), _END] if count else [])
        target.extend(data.ljust(count * unit, b"\0"))
        return start if count else _END

    def add(items: Tree) -> int:
        """Add a storage's children; the number of the first."""
        numbers = []
        for name, item in sorted(items.items(), key=lambda pair: (len(pair[0]), pair[0].upper())):
            numbers.append(len(entries))
            entries.append([name, 1 if isinstance(item, dict) else 2, _FREE, _FREE, 0, 0])
            if isinstance(item, bytes):
                small = len(item) < _CUTOFF
                start = chain(item, mini_fat, mini, _MINI) if small else chain(item, fat, body, _SECTOR)
                entries[-1][4:] = [start, len(item)]
        for number, following in zip(numbers, numbers[1:], strict=False):
            entries[number][2] = following
        for number in numbers:
            item = items[str(entries[number][0])]
            if isinstance(item, dict) and item:
                entries[number][3] = add(item)
        return numbers[0] if numbers else _FREE

    entries[0][3] = add(tree)
    entries[0][4:] = [chain(bytes(mini), fat, body, _SECTOR), len(mini)]
    mini_table = struct.pack(f"<{len(mini_fat)}I", *mini_fat).ljust(-(-len(mini_fat) * 4 // _SECTOR) * _SECTOR, b"\xff")
    mini_start = chain(mini_table, fat, body, _SECTOR)
    directory = chain(b"".join(_entry(*entry) for entry in entries), fat, body, _SECTOR)  # type: ignore[arg-type]
    sectors = -(-(len(fat) + 1) // (_SECTOR // 4 - 1))
    first = len(fat)
    fat += [_FAT] * sectors
    fat += [_FREE] * (-len(fat) % (_SECTOR // 4))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, sectors, directory, 0, _CUTOFF, mini_start, len(mini_table) // _SECTOR, _END, 0,
    )  # fmt: skip
    located = struct.pack("<109I", *range(first, first + sectors), *[_FREE] * (109 - sectors))
    return header + located + bytes(body) + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIII", wide, len(wide) + 2, kind, 1, _FREE, right, child, start, size, 0)


def filetime(moment: datetime) -> int:
    return int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


def storage(
    texts: dict[int, str] | None = None,
    blobs: dict[int, bytes] | None = None,
    numbers: dict[tuple[int, int], int] | None = None,
    header: int = 32,
    **parts: Tree,
) -> Tree:
    """A message's or attachment's storage; `numbers` are keyed by id and type."""
    tree: Tree = {f"__substg1.0_{key:04X}001F": text.encode("utf-16-le") for key, text in (texts or {}).items()}
    tree.update({f"__substg1.0_{key:04X}0102": data for key, data in (blobs or {}).items()})
    fixed = b"".join(
        struct.pack("<HHI", kind, key, 6) + (value & (1 << 64) - 1).to_bytes(8, "little")
        for (key, kind), value in (numbers or {}).items()
    )
    tree["__properties_version1.0"] = bytes(header) + fixed
    return {**tree, **parts}


def attachment(data: bytes | Tree, name: str | None = None, **texts: str) -> Tree:
    tree = storage({0x3707: name} if name else {}, header=8)
    if isinstance(data, dict):
        return {**tree, "__substg1.0_3701000D": data}
    return {**tree, "__substg1.0_37010102": data}


def msg_file(message: Tree, *attachments: Tree) -> bytes:
    return compound_tree(with_attachments(message, *attachments))


def with_attachments(message: Tree, *attachments: Tree) -> Tree:
    return {**message, **{f"__attach_version1.0_#{number:08X}": item for number, item in enumerate(attachments)}}


# -- TNEF ----------------------------------------------------------------------------------------------


def tnef_file(*attributes: bytes) -> bytes:
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(attributes)


def attribute(level: int, kind: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def properties(*items: tuple[int, int, bytes]) -> bytes:
    """MAPI properties: id, type, value."""
    out = struct.pack("<I", len(items))
    for key, kind, value in items:
        out += struct.pack("<HH", kind, key)
        if key >= 0x8000:
            out += bytes(16) + struct.pack("<II", 0, 0x8501)
        if kind in (0x0D, 0x1E, 0x1F, 0x102):
            out += struct.pack("<II", 1, len(value))
        out += value.ljust(-(-len(value) // 4) * 4, b"\0")
    return out


def tnef_attachment(name: str, data: bytes, *items: tuple[int, int, bytes]) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    return (
        attribute(2, 0x00069002, bytes(14))
        + attribute(2, 0x00018010, name[:8].encode("cp1252", "replace") + b"\0")
        + (attribute(2, 0x0006800F, data) if data else b"")
        + attribute(2, 0x00069005, properties((0x3707, 0x1F, wide), *items))
    )
