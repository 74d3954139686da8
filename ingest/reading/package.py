"""Zip packages of XML (OOXML, ODF), opened as if their sender meant harm.

Sizes are checked before anything is unpacked; a header that lies about its size ends in a CRC
error of the standard library. The one XML parser here resolves no entity, loads no DTD and opens
no network connection; a DOCTYPE, which neither format may have, is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from ingest.errors import Encrypted, TooLarge, Unreadable
from ingest.limits import MB, Limits

_PARSER_OPTIONS = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def parse_xml(data: bytes) -> etree._Element:
    """Parse an XML part; raise `Unreadable` where it is damaged or has a DOCTYPE."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise Unreadable("doctype")
    parser = etree.XMLParser(**_PARSER_OPTIONS)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("xml", why=str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable("doctype")
    return root


class Package:
    """The parts of a zip package, by name.

    >>> import io, zipfile
    >>> box = io.BytesIO()
    >>> with zipfile.ZipFile(box, "w") as archive: archive.writestr("a.xml", "<a/>")
    >>> package = Package(box.getvalue(), Limits())
    >>> package.xml("a.xml").tag, package.xml("b.xml")
    ('a', None)
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable("zip", why=str(error)) from error
        self._infos = {info.filename: info for info in self._zip.infolist()}
        limits.check("members", len(self._infos))
        limits.check("total_bytes", sum(info.file_size for info in self._infos.values()))

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    @property
    def names(self) -> list[str]:
        """The names of all parts, as the package writes them."""
        return list(self._infos)

    def read(self, name: str) -> bytes | None:
        """A part's bytes, None where there is no such part."""
        info = self._infos.get(name)
        if info is None:
            return None
        self._limits.check("part_bytes", info.file_size)
        if info.file_size > MB and info.file_size > self._limits.ratio * max(info.compress_size, 1):
            ratio = info.file_size // max(info.compress_size, 1)
            raise TooLarge("ratio", limit="ratio", value=ratio, allowed=self._limits.ratio)
        if info.flag_bits & 1:
            raise Encrypted("zip")
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise Unreadable("zip", why=str(error)) from error

    def xml(self, name: str) -> etree._Element | None:
        """A part parsed as XML, None where there is no such part."""
        data = self.read(name)
        return None if data is None else parse_xml(data)
