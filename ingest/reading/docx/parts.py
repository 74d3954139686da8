"""The package as OPC sees it (ISO/IEC 29500-2): parts, and the relationships between them.

    <Relationship Id="rId7" Type="http://schemas.…/relationships/hyperlink"
                  Target="https://example.org/" TargetMode="External"/>

Relationship types are told apart by their last step, which is the same in the transitional, the
strict and Microsoft's own spelling. What lies outside the package is named, never fetched.
"""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from ingest.errors import Unreadable
from ingest.reading.docx.names import transitional
from ingest.reading.package import Package


class Relationship(NamedTuple):
    """`kind` is the type's last step (``hyperlink``), `target` a part's name or, where `external`, an address."""

    kind: str
    target: str
    external: bool


class Part:
    """A part of the package, by its name; "" stands for the package itself."""

    def __init__(self, package: Package, name: str) -> None:
        self.package = package
        self.name = name
        self._relationships: dict[str, Relationship] | None = None

    def xml(self) -> etree._Element | None:
        """The part's root element, of a damaged part as far as it can be had; None where it is absent."""
        data = self.package.rescue(self.name)
        if data is None:
            return None
        try:
            return self.package.parse(transitional(data))
        except Unreadable as problem:
            if problem.reason == "doctype":
                raise
            self.package.damaged = True
            return None

    @property
    def relationships(self) -> dict[str, Relationship]:
        """By id; empty where the part has none."""
        if self._relationships is None:
            self._relationships = self._read_relationships()
        return self._relationships

    def part(self, id: str | None) -> Part | None:
        """The part that a relationship of this one leads to."""
        found = self.relationships.get(id) if id else None
        if found is None or found.external:
            return None
        return Part(self.package, found.target)

    def related(self, kind: str) -> Part | None:
        """The part that stands in a relationship of that kind, None where there is none."""
        for relationship in self.relationships.values():
            if relationship.kind == kind and not relationship.external:
                return Part(self.package, relationship.target)
        return None

    def _read_relationships(self) -> dict[str, Relationship]:
        folder, name = posixpath.split(self.name)
        root = Part(self.package, posixpath.join(folder, "_rels", f"{name}.rels")).xml()
        found: dict[str, Relationship] = {}
        for element in root if root is not None else ():
            id, type, target = element.get("Id"), element.get("Type"), element.get("Target")
            if id is None or type is None or target is None:
                continue
            external = element.get("TargetMode") == "External"
            kind = type.rpartition("/")[2]
            found[id] = Relationship(kind, target if external else self._resolve(folder, target), external)
        return found

    def _resolve(self, folder: str, target: str) -> str:
        """A part's name of a target relative to `folder`: names are compared without case (6.2.2.3)."""
        path = target.replace("\\", "/").partition("#")[0]
        name = posixpath.normpath(posixpath.join("/" + folder, path)).lstrip("/")
        for candidate in (name, unquote(name)):
            if candidate in self.package:
                return candidate
        alike = (known for known in self.package.names if known.lower() == name.lower())
        return next(alike, name)


def main_part(package: Package) -> Part:
    """The document's main part, by its relationship and not by its name.

    Where the package has lost its relationships, the part that Word gives the usual name. One that names
    a main part outside itself is no document: what it holds beside is not what Word would show.
    """
    root = Part(package, "")
    main = root.related("officeDocument")
    if main is None and not any(item.kind == "officeDocument" for item in root.relationships.values()):
        main = Part(package, "word/document.xml")
    if main is None or main.name not in package:
        raise Unreadable("no_document")
    return main
