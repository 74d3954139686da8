"""Single elements of a large part, parsed without parsing the rest.

Word's part of styles is easily forty times as long as the document that uses three of them. Here
an element is found in the bytes, cut out and parsed alone, within a copy of the part's root tag
(which declares the namespaces):

    <w:styles xmlns:w="…"> … <w:style w:type="character" w:styleId="Fuerte"><w:name w:val="Strong"/>
      <w:rPr><w:b/></w:rPr></w:style> … </w:styles>

A part that is written in an unusual way (another prefix, comments, UTF-16) is parsed whole.
"""

from __future__ import annotations

import re

from lxml import etree

from ingest.reading.docx.names import W
from ingest.reading.package import parse_xml

# The library's own function for it would import the machinery of network requests.
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def _holds(data: bytes, pair: bytes) -> bool:
    """Whether two bytes stand side by side: the second, which is rare, is a hundred times as quick to look for."""
    return pair[1:] in data and pair in data


class Fragments:
    """The elements of one part, by name and the value of an attribute, all of them in W's namespace."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._root: etree._Element | None = None
        opening = re.search(rb"<w:\w+\b[^>]*[^/]>", data[:20_000])
        usual = data[:2] not in (b"\xff\xfe", b"\xfe\xff") and not _holds(data, b"<!") and not _holds(data, b"='")
        if opening is None or not usual or b"<w:" not in data[: opening.start() + 3]:
            self._root = parse_xml(data)
            return
        self._opening = opening.group()
        self._closing = b"</" + re.split(rb"[\s>]", self._opening[1:], maxsplit=1)[0] + b">"
        prolog = data[: opening.start()]
        self._prolog = prolog if prolog.lstrip().startswith(b"<?xml") else b""

    def find(self, tag: str, attribute: str, value: str) -> etree._Element | None:
        """The first element of that name whose attribute has that value."""
        if self._root is not None:
            for element in self._root.iter(W + tag):
                if element.get(W + attribute) == value:
                    return element
            return None
        wanted = f'w:{attribute}="{value.translate(_ESCAPED)}"'.encode()
        opening = f"<w:{tag} ".encode()
        at = self._data.find(wanted)
        while at >= 0:
            start = self._data.rfind(b"<", 0, at)
            if self._data.startswith(opening, start):
                return self._cut(tag, start)
            at = self._data.find(wanted, at + 1)
        return None

    def first(self, tag: str) -> etree._Element | None:
        """The first element of that name."""
        if self._root is not None:
            return next(self._root.iter(W + tag), None)
        found = re.search(f"<w:{tag}[ >]".encode(), self._data)
        return self._cut(tag, found.start()) if found else None

    def first_with(self, tag: str, attributes: dict[str, str]) -> etree._Element | None:
        """The first element of that name whose attributes all have these values."""
        if self._root is not None:
            for element in self._root.iter(W + tag):
                if all(element.get(W + name) == value for name, value in attributes.items()):
                    return element
            return None
        needed = [f'w:{name}="{value}"'.encode() for name, value in attributes.items()]
        for found in re.finditer(f"<w:{tag} [^>]*>".encode(), self._data):
            if all(part in found.group() for part in needed):
                return self._cut(tag, found.start())
        return None

    def _cut(self, tag: str, start: int) -> etree._Element | None:
        """The element that begins at that byte."""
        data = self._data
        head = data.find(b">", start)
        closing = f"</w:{tag}>".encode()
        end = head + 1 if data[head - 1 : head] == b"/" else data.find(closing, start) + len(closing)
        if end <= start:
            return None
        root = parse_xml(self._prolog + self._opening + data[start:end] + self._closing)
        return root[0] if len(root) else None
