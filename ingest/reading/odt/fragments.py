"""Single styles of ``styles.xml``, parsed without parsing the rest.

The part is easily ten times as long as the content that uses three of its styles. Here an element
is found in the bytes by its name, cut out and parsed alone, within a root tag that declares the
namespaces that it uses:

    <office:document-styles xmlns:style="…"> … <style:style style:name="Strong" style:family="text">
      <style:text-properties fo:font-weight="bold"/></style:style> … </office:document-styles>

A part that is written in an unusual way (other prefixes, comments, UTF-16) is parsed whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from ingest.reading.odt.names import OFFICE, STYLE, TEXT

_PREFIXES = ((b"office:", OFFICE), (b"style:", STYLE), (b"text:", TEXT))
# The library's own function for it would import the machinery of network requests.
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_DECLARATION = re.compile(rb"\sxmlns:([^\s=:]+)=\"[^\"]*\"")
_NAMESPACES = {prefix.rstrip(b":").decode(): name[1:-1] for prefix, name in _PREFIXES}


def _holds(data: bytes, pair: bytes) -> bool:
    """Whether two bytes stand side by side: the second, which is rare, is a hundred times as quick to look for."""
    return pair[1:] in data and pair in data


class Fragments:
    """The elements of one part; `parse` parses bytes as XML, and may raise what it likes."""

    def __init__(self, data: bytes, parse: Callable[[bytes], etree._Element]) -> None:
        self._data = data
        self._parse = parse
        self._whole: etree._Element | None = None
        opening = re.search(rb"<office:[\w-]+ [^>]*[^/]>", data[:20_000])
        declared = [f'xmlns:{prefix}="{name}"'.encode() for prefix, name in _NAMESPACES.items()]
        plain = opening is not None and all(part in opening.group() for part in declared)
        if not plain or _holds(data, b"<!") or _holds(data, b"='") or opening is None:
            self._whole = parse(data)
            return
        self._root = re.split(rb"\s", opening.group()[1:], maxsplit=1)[0]
        self._declared = [(found[1] + b":", found[0]) for found in _DECLARATION.finditer(opening.group())]

    def find(self, tag: str, **attributes: str) -> etree._Element | None:
        """The first element with these attributes, all of them ``style:…``; `tag` is ``style:style`` or the like."""
        if self._whole is not None:
            for element in self._whole.iterfind(f".//{tag}", _NAMESPACES):
                if all(element.get(STYLE + name) == value for name, value in attributes.items()):
                    return element
            return None
        needed = [f'style:{name}="{_escaped(value)}"'.encode() for name, value in attributes.items()]
        opening = f"<{tag} ".encode() if needed else f"<{tag}".encode()
        sought = needed[0] if needed else opening
        at = self._data.find(sought)
        while at >= 0:
            start = self._data.rfind(b"<", 0, at + 1)
            head = self._data[start : self._data.find(b">", start)]
            if head.startswith(opening) and all(part in head for part in needed):
                return self._cut(tag, start)
            at = self._data.find(sought, at + 1)
        return None

    def _cut(self, tag: str, start: int) -> etree._Element | None:
        """The element that begins at that byte."""
        data = self._data
        head = data.find(b">", start)
        closing = f"</{tag}>".encode()
        end = head + 1 if data[head - 1 : head] == b"/" else data.find(closing, start) + len(closing)
        if end <= start or head < 0:
            return None
        cut = data[start:end]
        used = b"".join([said for prefix, said in self._declared if prefix in cut or prefix == b"office:"])
        root = self._parse(b"<%s%s>%s</%s>" % (self._root, used, cut, self._root))
        return root[0] if len(root) else None


def _escaped(value: str) -> str:
    return value.translate(_ESCAPED)
