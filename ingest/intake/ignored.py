"""What is never a sheet, by its name or its first bytes, and the reason that `--verbose` gives."""

from __future__ import annotations

import re
import struct
from enum import StrEnum


class Reason(StrEnum):
    """Why something was passed over."""

    LOCK_FILE = "lock_file"  # ~$planilla.docx, .~lock.planilla.odt#
    SYSTEM_FILE = "system_file"  # .DS_Store, Thumbs.db, __MACOSX/, ._planilla.docx
    LINK = "link"  # a symbolic link, in a folder or an archive
    SPECIAL_FILE = "special_file"  # a pipe, socket or device
    MAILBOX_INDEX = "mailbox_index"  # what a mail server keeps beside the messages of a Maildir
    BLANK = "blank"  # a text without a character
    CALENDAR = "calendar"
    CONTACT = "contact"  # a vCard
    SIGNATURE = "signature"  # a cryptographic one
    REPORT = "report"  # a mail server's report on a delivery
    ELSEWHERE = "elsewhere"  # a part that only names a place to fetch it from
    OBJECT = "object"  # an OLE object in a message's text
    PICTURE = "picture"  # shown in the text, and too small to be a page
    QUOTED = "quoted"  # a body that repeats an attached sheet
    NO_SHEET = "no_sheet"  # readable, beside a sheet in the same message or archive


_SENTENCES = {
    "es": {
        Reason.LOCK_FILE: "archivo de bloqueo de un procesador de textos",
        Reason.SYSTEM_FILE: "archivo del sistema",
        Reason.LINK: "enlace simbólico: no se sigue",
        Reason.SPECIAL_FILE: "no es un archivo común (tubería, conexión o dispositivo)",
        Reason.MAILBOX_INDEX: "índice de un servidor de correo",
        Reason.BLANK: "texto en blanco",
        Reason.CALENDAR: "invitación de calendario",
        Reason.CONTACT: "tarjeta de contacto",
        Reason.SIGNATURE: "firma digital",
        Reason.REPORT: "aviso de entrega de un servidor de correo",
        Reason.ELSEWHERE: "sólo dice dónde buscar el contenido: no se busca",
        Reason.OBJECT: "objeto incrustado en el texto",
        Reason.PICTURE: "imagen demasiado chica para ser una página",
        Reason.QUOTED: "repite una planilla adjunta",
        Reason.NO_SHEET: "se puede leer, pero no es una planilla",
    },
    "en": {
        Reason.LOCK_FILE: "a word processor's lock file",
        Reason.SYSTEM_FILE: "a file of the system",
        Reason.LINK: "a symbolic link: not followed",
        Reason.SPECIAL_FILE: "no ordinary file (a pipe, socket or device)",
        Reason.MAILBOX_INDEX: "a mail server's index",
        Reason.BLANK: "a blank text",
        Reason.CALENDAR: "a calendar invitation",
        Reason.CONTACT: "a contact card",
        Reason.SIGNATURE: "a digital signature",
        Reason.REPORT: "a mail server's report on a delivery",
        Reason.ELSEWHERE: "only says where its content is: not fetched",
        Reason.OBJECT: "an object embedded in the text",
        Reason.PICTURE: "a picture too small to be a page",
        Reason.QUOTED: "repeats an attached sheet",
        Reason.NO_SHEET: "readable, but no sheet",
    },
}


def sentence(reason: Reason, language: str = "es") -> str:
    """The reason, for a person to read."""
    return _SENTENCES[language][reason]


_SYSTEM_NAMES = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx"})


def by_name(name: str) -> Reason | None:
    """The reason to pass over a file or entry of that name, None where there is none.

    >>> by_name("planillas/~$planilla.docx"), by_name("__MACOSX/a.docx"), by_name("a.docx")
    (<Reason.LOCK_FILE: 'lock_file'>, <Reason.SYSTEM_FILE: 'system_file'>, None)
    """
    steps = name.replace("\\", "/").split("/")
    last = steps[-1]
    if last.startswith("~$") or (last.startswith(".~lock.") and last.endswith("#")):
        return Reason.LOCK_FILE
    if last.startswith("._") or any(step.lower() in _SYSTEM_NAMES for step in steps):
        return Reason.SYSTEM_FILE
    return None


_SIGNS = (
    (re.compile(rb"\s*BEGIN:VCARD\b", re.I), Reason.CONTACT),
    (re.compile(rb"\s*BEGIN:VCALENDAR\b", re.I), Reason.CALENDAR),
    (re.compile(rb"\s*-----BEGIN PGP (?:SIGNATURE|PUBLIC KEY BLOCK)-----"), Reason.SIGNATURE),
    (re.compile(rb"\x00\x05\x16[\x00\x07]\x00[\x01\x02]\x00\x00"), Reason.SYSTEM_FILE),  # AppleSingle, AppleDouble
)


def by_content(data: bytes) -> Reason | None:
    """The reason to pass over an attachment with these bytes, None where there is none."""
    return next((reason for sign, reason in _SIGNS if sign.match(data)), None)


_LEAST_SIDE = 300
_LEAST_LONG_SIDE = 500
"""Pixels under which no one can read a sheet of a page in a picture."""


def too_small(data: bytes) -> bool:
    """Whether a picture is too small to show a sheet: a logo, an icon, a tracking pixel.

    False where the picture's size can't be told.
    """
    size = picture_size(data)
    return size is not None and (min(size) < _LEAST_SIDE or max(size) < _LEAST_LONG_SIDE)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF, BMP or JPEG, from its header alone.

    >>> picture_size(b"GIF89a" + bytes([20, 0, 10, 0]))
    (20, 10)
    """
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            width, height = struct.unpack(">II", data[16:24])
        elif data.startswith(b"GIF8"):
            width, height = struct.unpack("<HH", data[6:10])
        elif data.startswith(b"BM"):
            width, height = struct.unpack("<ii", data[18:26])
        elif data.startswith(b"\xff\xd8\xff"):
            return _jpeg_size(data)
        else:
            return None
    except struct.error:
        return None
    return abs(width), abs(height)


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """The size in a JPEG's frame header (ITU-T T.81, B.2.2): ``FF C0 len len 08 hh hh ww ww``."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
