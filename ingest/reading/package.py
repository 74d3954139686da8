"""Zip packages of XML (OOXML, ODF), opened as if their sender meant harm.

Sizes are checked before anything is unpacked; a header that lies about its size ends in an error.
The one XML parser here resolves no entity, loads no DTD and opens no network connection; a
DOCTYPE, which neither format may have, is refused.
"""

from __future__ import annotations

from functools import cache

from lxml import etree

from ingest.errors import Encrypted, TooLarge, Unreadable
from ingest.limits import MB, Limits
from ingest.reading import zipped


@cache
def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def parse_xml(data: bytes, *, recover: bool = False) -> etree._Element:
    """Parse an XML part; raise `Unreadable` where it is damaged or has a DOCTYPE.

    With `recover` a part that is cut short or damaged gives the elements up to there.

    >>> parse_xml(b"<a><b>Goya</b><b>Corrien", recover=True)[1].text
    'Corrien'
    """
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise Unreadable("doctype")
    try:
        root = etree.fromstring(data, _parser(recover))
    except etree.XMLSyntaxError as error:
        raise Unreadable("xml", why=str(error)) from error
    if root is None:
        raise Unreadable("xml")
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("doctype")
    return root


class Package:
    """The parts of a zip package, by name.

    `damaged` is true where something could not be read as it should: the archive's directory is
    lost (the file was cut), or `rescue` had to leave part of a part behind.

    >>> import io, zipfile
    >>> box = io.BytesIO()
    >>> with zipfile.ZipFile(box, "w") as archive: archive.writestr("a.xml", "<a/>")
    >>> package = Package(box.getvalue(), Limits())
    >>> package.xml("a.xml").tag, package.xml("b.xml")
    ('a', None)
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._data = data
        self.damaged = False
        try:
            self._members = zipped.directory(data)
        except zipped.BadZip as error:
            self._members = zipped.survivors(data)
            self.damaged = True
            if not self._members:
                raise Unreadable("zip", why=str(error)) from error
        limits.check("members", len(self._members))
        limits.check("total_bytes", sum([member.size for member in self._members.values()]))

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def names(self) -> list[str]:
        """The names of all parts, as the package writes them."""
        return list(self._members)

    def read(self, name: str) -> bytes | None:
        """A part's bytes, None where there is no such part; `Unreadable` where it is damaged."""
        member = self._checked(name)
        if member is None:
            return None
        try:
            return zipped.unpack(self._data, member)
        except zipped.BadZip as error:
            raise Unreadable("zip", why=str(error)) from error

    def rescue(self, name: str) -> bytes | None:
        """A part's bytes, of a damaged one those up to the damage; None where there is no such part."""
        try:
            return self.read(name)
        except Unreadable:
            self.damaged = True
            return zipped.rescue(self._data, self._members[name], self._limits.part_bytes)

    def xml(self, name: str) -> etree._Element | None:
        """A part parsed as XML, None where there is no such part."""
        data = self.read(name)
        return None if data is None else parse_xml(data)

    def rescue_xml(self, name: str) -> etree._Element | None:
        """A part parsed as XML, of a damaged one what can be had; None where there is no such part.

        `Unreadable` where nothing of it can.
        """
        data = self.rescue(name)
        return None if data is None else self.parse(data)

    def parse(self, data: bytes) -> etree._Element:
        """Parse a part's bytes; where they are damaged, up to the damage."""
        try:
            return parse_xml(data)
        except Unreadable as problem:
            if problem.reason != "xml":
                raise
            self.damaged = True
            return parse_xml(data, recover=True)

    def _checked(self, name: str) -> zipped.Member | None:
        """The member of that name, within the limits and not locked."""
        member = self._members.get(name)
        if member is None:
            return None
        self._limits.check("part_bytes", member.size)
        if member.size > MB and member.size > self._limits.ratio * max(member.packed, 1):
            ratio = member.size // max(member.packed, 1)
            raise TooLarge("ratio", limit="ratio", value=ratio, allowed=self._limits.ratio)
        if member.encrypted:
            raise Encrypted("zip")
        return member
