"""What kind of file some bytes are, by their content alone."""

from __future__ import annotations

import re

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"\x78\x9f\x3e\x22", "tnef"),
)
_ZIP_PARTS = (
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
)
_MAIL_HEADER = re.compile(
    rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?"
    rb"(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to|content-type|x-[!-9;-~]+):",
    re.I,
)
_MAIL_NEEDS = re.compile(rb"^(?:received|return-path|message-id|mime-version|from|date):", re.I | re.M)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|form|meta|title|span|o:p)\b", re.I)


def sniff(data: bytes) -> str:
    """The name of the format.

    One of the readers' (`docx` `doc` `odt` `rtf` `pdf` `html` `txt` `image`), of the containers'
    (`eml` `msg` `mbox` `zip` `tnef`), or of a kind that is not read (`xlsx`, `binary` …).

    >>> sniff(b"{\\\\rtf1 hola}"), sniff("Localización: Goya".encode("cp1252")), sniff(b"%PDF-1.7")
    ('rtf', 'txt', 'pdf')
    """
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1024] if data[:3] == b"\xef\xbb\xbf" or data[:1].isspace() else data[:1024]
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zip_kind(data)
    if data[:8] == OLE2:
        return _ole_kind(data)
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image"
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis"):
        return "image"
    return _text_kind(data, head)


def _zip_kind(data: bytes) -> str:
    """A package by its parts' names, which stand in clear in the local headers and the directory."""
    if data[30:38] == b"mimetype":
        kind = data[38:120]
        if b"opendocument.text" in kind:
            return "odt"
        if b"opendocument." in kind:
            return "ods"
    directory = data[-(1 << 16) :] if len(data) > 1 << 16 else data
    if b"[Content_Types].xml" in data[:1 << 16] or b"[Content_Types].xml" in directory:
        for part, name in _ZIP_PARTS:
            if b"PK\x03\x04" in data and (part in directory or part in data[: 1 << 16]):
                return name
    if b"content.xml" in directory and b"META-INF/manifest.xml" in directory:
        return "odt"
    return "zip"


def _ole_kind(data: bytes) -> str:
    def named(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if named("EncryptedPackage"):
        return "encrypted"
    if named("__properties_version1.0") or named("__nameid_version1.0"):
        return "msg"
    if named("WordDocument"):
        return "doc"
    return "xls" if named("Workbook") or named("Book") else "ole"


def _text_kind(data: bytes, head: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        narrow = data[:4096].replace(b"\0", b"")[2:]
        return "html" if _HTML.search(narrow[:1024]) else "txt"
    if head.startswith(b"<?xml") and b"office:document" in data[:4096]:
        return "odt"
    if data.startswith(b"From ") and _MAIL_NEEDS.search(data[:8192]):
        return "mbox"
    if _MAIL_HEADER.match(head) and _MAIL_NEEDS.search(head):
        return "eml"
    if _HTML.match(head) or (head.startswith((b"<", b"\xef\xbb\xbf<")) and _HTML.search(data[:4096])):
        return "html"
    sample = data[:65536]
    controls = sum(sample.count(bytes([byte])) for byte in range(32) if byte not in (9, 10, 11, 12, 13, 26, 27))
    if controls > max(2, len(sample) // 500):
        if sample.count(0) * 3 > len(sample) and max(sample[0::2].count(0), sample[1::2].count(0)) * 2 > len(sample) * 0.8:
            return "txt"  # UTF-16 without a mark
        return "binary"
    return "txt"
