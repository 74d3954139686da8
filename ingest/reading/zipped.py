"""The members of a zip archive: its directory read in one pass, and what is left when that is lost.

Packages (OOXML, ODF) are zips of stored or deflated members (ISO/IEC 29500-2, 7.3). The
standard library opens them too, at four times the cost; it is asked here only where an archive is
unusual (Zip64). Layout, in the words of PKWARE's APPNOTE:

    local header    50 4B 03 04  version flags method time date crc packed size name extra  data…
    directory entry 50 4B 01 02  … the same … offset of the local header
    end record      50 4B 05 06  … number of entries, size of the directory, its offset, comment
"""

from __future__ import annotations

import contextlib
import struct
import zlib
from typing import NamedTuple

_LOCAL = struct.Struct("<4s5H3I2H")
_ENTRY = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MAGIC, _ENTRY_MAGIC, _END_MAGIC = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_WIDE, _WIDE_COUNT = 0xFFFFFFFF, 0xFFFF
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 1, 8, 0x800


class BadZip(Exception):
    """The archive, or a member of it, is not as it says."""


class Member(NamedTuple):
    """One entry: sizes in bytes as declared, `header` is the offset of its local header."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    header: int

    @property
    def encrypted(self) -> bool:
        """Whether the member's data need a password."""
        return bool(self.flags & _ENCRYPTED)


def directory(data: bytes) -> dict[str, Member]:
    """The archive's members by name; of two with one name the last. `BadZip` where the directory is lost."""
    end = data.rfind(_END_MAGIC, max(0, len(data) - 65_557))
    if end < 0 or end + _END.size > len(data):
        raise BadZip("no directory")
    _, _, _, _, count, length, offset, _ = _END.unpack_from(data, end)
    if count == _WIDE_COUNT or _WIDE in (length, offset):
        return _wide_directory(data)
    position = end - length
    shift = position - offset  # bytes that stand before the archive
    if position < 0 or shift < 0:
        raise BadZip("directory out of place")
    members = {}
    for _ in range(count):
        if data[position : position + 4] != _ENTRY_MAGIC or position + _ENTRY.size > end:
            raise BadZip("directory damaged")
        fields = _ENTRY.unpack_from(data, position)
        flags, method, crc, packed, size = fields[3], fields[4], fields[7], fields[8], fields[9]
        name_length, extra, comment, header = fields[10], fields[11], fields[12], fields[16]
        if _WIDE in (packed, size, header):
            return _wide_directory(data)
        start = position + _ENTRY.size
        name = _name(data[start : start + name_length], flags)
        members[name] = Member(name, flags, method, crc, packed, size, header + shift)
        position = start + name_length + extra + comment
    return members


def _wide_directory(data: bytes) -> dict[str, Member]:
    """The directory of a Zip64 archive, by the standard library."""
    import io
    import zipfile

    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BadZip(str(error)) from error
    return {
        info.filename: Member(
            info.filename, info.flag_bits, info.compress_type, info.CRC, info.compress_size, info.file_size,
            info.header_offset,
        )
        for info in infos
    }  # fmt: skip


def unpack(data: bytes, member: Member) -> bytes:
    """A member's bytes; `BadZip` unless they have the size and the checksum that the directory declares."""
    packed = _packed(data, member)
    if member.method == _STORED:
        unpacked = packed
    else:
        try:
            unpacked = zlib.decompressobj(-15).decompress(packed, member.size + 1)
        except zlib.error as error:
            raise BadZip(f"{member.name} is damaged") from error
    if len(unpacked) != member.size or zlib.crc32(unpacked) != member.crc:
        raise BadZip(f"{member.name} is damaged")
    return unpacked


def rescue(data: bytes, member: Member, limit: int) -> bytes:
    """What can be had of a damaged or cut member, at most `limit` bytes; possibly nothing."""
    try:
        packed = _packed(data, member)
    except BadZip:
        return b""
    if member.method == _STORED:
        return packed[:limit]
    stream = zlib.decompressobj(-15)
    pieces: list[bytes] = []
    left = limit
    with contextlib.suppress(zlib.error):
        for start in range(0, len(packed), 64):  # small steps: a bad step gives nothing
            pieces.append(stream.decompress(packed[start : start + 64], left))
            left -= len(pieces[-1])
            if stream.eof or left <= 0:
                break
    return b"".join(pieces)


def survivors(data: bytes) -> dict[str, Member]:
    """The members found by their local headers, where the directory is lost.

    A file cut in transit ends within a member; those before it are whole. A header that leaves its
    sizes to be said after the data (flag bit 3) counts up to the next header.
    """
    members: dict[str, Member] = {}
    position = data.find(_LOCAL_MAGIC)
    while 0 <= position <= len(data) - _LOCAL.size:
        _, _, flags, method, _, _, crc, packed, size, name_length, extra = _LOCAL.unpack_from(data, position)
        start = position + _LOCAL.size
        following = data.find(_LOCAL_MAGIC, start)
        if flags & _SIZES_FOLLOW or packed == _WIDE:
            packed = (following if following > 0 else len(data)) - start - name_length - extra
            size = 0
        name = _name(data[start : start + name_length], flags)
        members[name] = Member(name, flags, method, crc, max(packed, 0), size, position)
        step = start + name_length + extra + packed
        position = step if data[step : step + 4] == _LOCAL_MAGIC else following
    return members


def _name(raw: bytes, flags: int) -> str:
    return raw.decode("utf-8", "replace") if flags & _UTF8 or raw.isascii() else raw.decode("cp437")


def _packed(data: bytes, member: Member) -> bytes:
    """A member's bytes as they lie in the archive."""
    header = member.header
    if data[header : header + 4] != _LOCAL_MAGIC or header + _LOCAL.size > len(data):
        raise BadZip(f"{member.name} has no header")
    if member.method not in (_STORED, _DEFLATED):
        raise BadZip(f"{member.name} is packed in an unknown way")
    name_length, extra = struct.unpack_from("<2H", data, header + 26)
    start = header + _LOCAL.size + name_length + extra
    return data[start : start + member.packed]
