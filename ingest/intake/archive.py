"""Zip archives (APPNOTE.TXT of PKWARE): entries by name, opened in memory, never written anywhere."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from binascii import crc32
from collections.abc import Iterator
from functools import partial

from ingest.errors import Encrypted, Unreadable
from ingest.intake.ignored import Reason
from ingest.intake.tree import Attachment, Container, Entry, Ignored
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading.encodings import decode

_UTF_8 = 0x800
_ENCRYPTED = 0x1
_UNICODE_PATH = 0x7075  # Info-ZIP's extra field: version, CRC of the plain name, name in UTF-8

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


def open_archive(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Container:
    """Open an archive; raises `Unreadable` where its directory is damaged, `TooLarge` with too many entries."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise Unreadable("zip", why=str(error)) from error
    limits.check("members", len(archive.filelist))
    return Container("zip", _entries(archive))


def _entries(archive: zipfile.ZipFile) -> Iterator[Entry]:
    number = 0
    for info in archive.filelist:
        name = entry_name(info)
        if name.endswith(("/", "\\")):
            continue
        if stat.S_ISLNK(info.external_attr >> 16):
            yield Ignored(name, Reason.LINK)
            continue
        number += 1
        yield Attachment(name, number, partial(_read, archive, info), info.file_size, info.compress_size)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """An entry's bytes, checked against its CRC; `size` was checked before, and no more is unpacked."""
    if info.flag_bits & _ENCRYPTED:
        raise Encrypted("zip")
    try:
        return archive.read(info)
    except _DAMAGE as error:
        raise Unreadable("zip", why=str(error)) from error


def entry_name(info: zipfile.ZipInfo) -> str:
    """An entry's name: by its Unicode extra field or flag, else in the encoding that it looks like.

    The standard's code page 437 is what hardly any program means: those that set no flag write the
    computer's own, cp850 in Latin America, or UTF-8.
    """
    if info.flag_bits & _UTF_8:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    return _unicode_path(info.extra, raw) or decode(raw).text


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    at = 0
    while at + 4 <= len(extra):
        kind = int.from_bytes(extra[at : at + 2], "little")
        field = extra[at + 4 : at + 4 + int.from_bytes(extra[at + 2 : at + 4], "little")]
        if kind == _UNICODE_PATH and field[:5] == b"\x01" + crc32(raw).to_bytes(4, "little"):
            return field[5:].decode("utf-8", "replace")
        at += 4 + len(field)
    return None
