"""Hyperlinks whose target is a relationship (ISO/IEC 29500-1, 17.16.22).

    <w:hyperlink r:id="rId4" w:anchor="mapa"><w:r><w:t>nuestra página</w:t></w:r></w:hyperlink>

A link without a relationship leads to a place within the document: it is no link to anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from ingest.reading.docx.names import R, W

if TYPE_CHECKING:
    from ingest.reading.docx.walk import Walker


def hyperlink(walker: Walker, element: etree._Element) -> None:
    """A `w:hyperlink`."""
    outer = walker.link
    target = walker.part.relationships.get(element.get(R + "id", "")) if element.get(R + "id") else None
    if target is not None:
        anchor = element.get(W + "anchor")
        walker.link = f"{target.target}#{anchor}" if anchor and "#" not in target.target else target.target
    walker.flow(element)
    walker.link = outer
