"""Tracked changes (OpenDocument 1.3, part 3, 5.5): what was inserted is text; what was deleted is told as such.

    <text:changed-region xml:id="ct1"><text:deletion><office:change-info>…</office:change-info>
      <text:p>viejo</text:p></text:deletion></text:changed-region>
    …
    <text:p>nuevo<text:change text:change-id="ct1"/></text:p>

The deleted paragraphs stand before the body; ``text:change`` marks the place they were taken from.
"""

from __future__ import annotations

from lxml import etree

from ingest.reading.odt.names import OFFICE, PARAGRAPHS, TEXT, XML
from ingest.reading.odt.styles import PLAIN, Look
from ingest.reading.odt.walk import BLOCK, DELETED, INLINE, Walker


def deletions(body: etree._Element) -> dict[str, etree._Element]:
    """The deletions of a body, by their identifiers."""
    found: dict[str, etree._Element] = {}
    for region in body.iter(TEXT + "changed-region"):
        deletion = region.find(TEXT + "deletion")
        if deletion is not None:
            for name in (region.get(XML + "id"), region.get(TEXT + "id")):
                if name:
                    found[name] = deletion
    return found


def _change(walker: Walker, element: etree._Element, look: Look) -> None:
    """The place of a deletion: its text, in one line."""
    deletion = walker.deletions.pop(element.get(TEXT + "change-id", ""), None)
    if deletion is None:
        return
    blank = walker.blank
    with walker.scoped(DELETED):
        for count, paragraph in enumerate(deletion.iter(*PARAGRAPHS)):
            if count:
                walker.tell("\n", look)
            name = paragraph.get(TEXT + "style-name")
            walker.blank = True
            walker.inline(paragraph, walker.styles.paragraph(name) if name else look)
    walker.blank = blank


def _block_change(walker: Walker, element: etree._Element) -> None:
    _change(walker, element, PLAIN)


INLINE[TEXT + "change"] = _change
BLOCK[TEXT + "change"] = _block_change
for _name in ("change-start", "change-end"):
    INLINE[TEXT + _name] = BLOCK[TEXT + _name] = None
INLINE[OFFICE + "change-info"] = BLOCK[OFFICE + "change-info"] = None
