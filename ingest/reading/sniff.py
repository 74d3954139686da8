"""What kind of file some bytes are, by their content alone."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"-----BEGIN PGP MESSAGE-----", "encrypted"),
)
_PHOTOS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif")

_MAIL_HEADER = re.compile(rb"(?:>?From [^\r\n]*\r?\n)?[!-9;-~]+[ \t]*:[^\r\n]*\r?\n")
_MAIL_SURE = re.compile(
    rb"^(?:received|return-path|message-id|mime-version|delivered-to|content-type|content-transfer-encoding"
    rb"|dkim-signature|x-[a-z-]+)[ \t]*:",
    re.I | re.M,
)
_MAIL_FROM = re.compile(rb"^(?:from|sender)[ \t]*:[^\r\n]*@", re.I | re.M)
_MAIL_DATE = re.compile(rb"^date[ \t]*:[^\r\n]*\d{1,2} [a-z]{3} \d{2,4} \d", re.I | re.M)
_MAIL_WAY = re.compile(rb"^(?:to|cc|received|return-path|delivered-to|message-id)[ \t]*:", re.I | re.M)
_PAGE = re.compile(rb"^content-type[ \t]*:[ \t]*(?:multipart/related|text/html)", re.I | re.M)
_MAILBOX = re.compile(rb"From [^\r\n]*\d:\d\d[^\r\n]*\r?\n(?:[!-9;-~]+[ \t]*:|>?From |\r?\n)")
_EMLX = re.compile(rb"\d{1,10}[ \t]*\r?\n(?=[!-9;-~]+[ \t]*:)")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|form|meta|title|span|o:p|br|h[1-6])\b", re.I)


def sniff(data: bytes) -> str:
    r"""The name of the format.

    One of the readers' (`docx` `doc` `odt` `rtf` `pdf` `html` `txt` `image`), of the containers'
    (`eml` `mht` `msg` `mbox` `zip` `tnef` `p7m`), `encrypted`, or a kind that is not read (`xlsx`, `binary` …).

    >>> sniff(b"{\\rtf1 hola}"), sniff("Localización: Goya".encode("cp1252")), sniff(b"%PDF-1.7")
    ('rtf', 'txt', 'pdf')
    """
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zip_kind(data)
    if data[:8] == OLE2:
        return _ole_kind(data)
    head = data[:1024]
    if head[:3] == b"\xef\xbb\xbf" or head[:1].isspace():
        head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")[:1024]
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    return _picture_kind(head) or _cms_kind(head) or _text_kind(data, head)


def _picture_kind(head: bytes) -> str | None:
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0" and head[15:18] == b"\0\0\0":
        return "image"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image"
    if head[4:8] == b"ftyp":
        return "image" if head[8:12] in _PHOTOS else "video"
    return None


# -- packages ----------------------------------------------------------------------------------------


def _zip_kind(data: bytes) -> str:
    r"""A package by the names of its parts: those of its directory, else of its first local header.

    >>> _zip_kind(b"PK\x03\x04" + bytes(22) + b"\x05\0\0\0word/")
    'docx'
    """
    if data[30:38] == b"mimetype":  # OpenDocument 1.2, part 3, section 3.3: first, and stored
        kind = data[38:120]
        if b"opendocument.text" in kind:
            return "odt"
        if b"opendocument." in kind:
            return "ods"
    names = set(_zip_names(data))
    for folder, name in ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx")):
        if any(part.startswith(folder) for part in names) and (
            b"[Content_Types].xml" in names or folder + b"document.xml" in names or len(names) == 1
        ):
            return name
    if b"content.xml" in names and b"META-INF/manifest.xml" in names:
        return "odt"
    return "zip"


def _zip_names(data: bytes) -> Iterator[bytes]:
    """The names in a zip's central directory (APPNOTE, 4.3.12); where it is cut off, in the local headers."""
    end = data.rfind(b"PK\x05\x06", max(len(data) - 66_000, 0))
    if end >= 0 and len(data) >= end + 22:
        _, count, size, offset = struct.unpack_from("<HHII", data, end + 8)
        at = end - size if end - size >= 0 and data[end - size : end - size + 4] == b"PK\x01\x02" else offset
        for _ in range(min(count, 2000)):
            if data[at : at + 4] != b"PK\x01\x02" or len(data) < at + 46:
                break
            name, extra, comment = struct.unpack_from("<HHH", data, at + 28)
            yield data[at + 46 : at + 46 + name]
            at += 46 + name + extra + comment
        return
    at = 0
    while at >= 0 and at < 1 << 20:
        length = int.from_bytes(data[at + 26 : at + 28], "little")
        yield data[at + 30 : at + 30 + length]
        at = data.find(b"PK\x03\x04", at + 4)


# -- compound files ----------------------------------------------------------------------------------


def _ole_kind(data: bytes) -> str:
    """A compound file by the names of what lies at its root; what is embedded has names of its own."""
    names = set(_ole_names(data)) or {name for name in _OLE_KINDS if name.encode("utf-16-le") in data}
    return next((kind for name, kind in _OLE_KINDS.items() if name in names), None) or _kind_by_content(data)


def _kind_by_content(data: bytes) -> str:
    """A compound file whose directory is lost: a document of Word 97 and later begins a sector ([MS-DOC] 2.5.1)."""
    at = data.find(_FIB, _SECTOR)
    while at >= 0:
        if at % _SECTOR == 0 and 0xC0 <= int.from_bytes(data[at + 2 : at + 4], "little") <= 0x112:
            return "doc"
        at = data.find(_FIB, at + 1)
    return "ole"


_FIB, _SECTOR = b"\xec\xa5", 512


_OLE_KINDS = {
    "EncryptedPackage": "encrypted",
    "EncryptionInfo": "encrypted",
    "__properties_version1.0": "msg",
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": "ppt",
}


def _ole_names(data: bytes) -> list[str]:
    """The names at the root of a compound file's directory ([MS-CFB] 2.6), as far as it can be followed.

    An entry has 128 bytes: its name in UTF-16, the name's length at 64, its siblings at 68 and 72,
    its child at 76. The root entry comes first.
    """
    try:
        shift, first = struct.unpack_from("<H", data, 30)[0], struct.unpack_from("<I", data, 48)[0]
        if shift not in (9, 12):
            return []
        sector = 1 << shift
        directory = b"".join(_ole_chain(data, sector, first))
        names, seen = [], set()
        waiting = [struct.unpack_from("<I", directory, 76)[0]]
        while waiting:
            index = waiting.pop()
            if index in seen or (index + 1) * 128 > len(directory):
                continue
            seen.add(index)
            entry = directory[index * 128 : (index + 1) * 128]
            length = struct.unpack_from("<H", entry, 64)[0]
            names.append(entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace"))
            waiting += struct.unpack_from("<II", entry, 68)
    except struct.error:
        return []
    return names


def _ole_chain(data: bytes, sector: int, first: int) -> Iterator[bytes]:
    """The sectors of a chain, by the first 109 sectors of the allocation table, which the header lists."""
    table = struct.unpack_from("<109I", data, 76)
    seen: set[int] = set()
    at = first
    while at < 0xFFFFFFFA and at not in seen and len(seen) < 4096:
        seen.add(at)
        yield data[(at + 1) * sector : (at + 2) * sector]
        block, place = divmod(at, sector // 4)
        if block >= len(table) or table[block] >= 0xFFFFFFFA:
            return
        at = struct.unpack_from("<I", data, (table[block] + 1) * sector + place * 4)[0]


# -- signed and enveloped mail ------------------------------------------------------------------------

_PKCS7 = bytes.fromhex("06092a864886f70d0107")


def _cms_kind(head: bytes) -> str | None:
    """S/MIME (RFC 5652): a DER sequence that begins with the object identifier of its content."""
    if head[:1] != b"\x30" or _PKCS7 not in head[:24]:
        return None
    at = head.index(_PKCS7) + len(_PKCS7)
    return {2: "p7m", 3: "encrypted", 6: "encrypted"}.get(head[at], "binary") if at < len(head) else None


# -- texts -------------------------------------------------------------------------------------------


def _text_kind(data: bytes, head: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        narrow = data[:4096].replace(b"\0", b"")[2:]
        return "html" if _HTML.search(narrow[:1024]) else "txt"
    if head.startswith(b"<?xml") and b"office:document" in data[:4096]:
        return "odt"
    if _MAILBOX.match(head):
        return "mbox"
    start = data[:16384].lstrip(b"\xef\xbb\xbf \t\r\n")
    if is_mail(start):
        return "mht" if _is_saved_page(start) else "eml"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if _HTML.match(head) or (head.startswith(b"<") and _HTML.search(data[:4096])):
        return "html"
    return "binary" if _is_binary(data[:65536]) else "txt"


def is_mail(data: bytes) -> bool:
    r"""Whether a text begins with a message's header: fields that programs write, not people.

    A message pasted into a text («From: Ana», «Sent: Monday») is a text; what a mail program saved
    names its own doings (``Message-ID``, ``MIME-Version``), or has an address and a date as RFC 5322
    writes them.

    >>> is_mail(b"From: Ana <ana@example.org>\nMIME-Version: 1.0\n\nHola"), is_mail(b"From: Ana\nSent: Monday\n")
    (True, False)
    """
    emlx = _EMLX.match(data)
    if emlx:  # Apple Mail: the message's length stands before it
        data = data[emlx.end() :]
    if not _MAIL_HEADER.match(data):
        return False
    end = re.search(rb"\r?\n\r?\n", data)
    header = data[: end.start()] if end else data
    if not re.match(rb"(?:>?From [^\r\n]*\r?\n)?(?:(?:[!-9;-~]+[ \t]*:|[ \t])[^\r\n]*(?:\r?\n|\Z)){2,}", header):
        return False
    return bool(_MAIL_SURE.search(header) or (_MAIL_FROM.search(header) and _MAIL_DATE.search(header)))


def _is_saved_page(start: bytes) -> bool:
    """A web page as browsers and Word save it in one file (MHTML, RFC 2557): a message from and to nobody."""
    header = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    return bool(_PAGE.search(header)) and not _MAIL_FROM.search(header) and not _MAIL_WAY.search(header)


def _is_binary(sample: bytes) -> bool:
    """Whether bytes are no text: control characters, unless it is UTF-16 without a mark."""
    controls = sum(sample.count(bytes([byte])) for byte in range(32) if byte not in (9, 10, 11, 12, 13, 26, 27))
    if controls <= max(2, len(sample) // 500):
        return False
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    return not (sample.count(0) * 3 > len(sample) and max(even, odd) * 2 > len(sample) * 0.8)
