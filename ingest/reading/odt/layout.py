"""How a paragraph of an OpenDocument text is set, as far as it says where its words stand.

<style:paragraph-properties fo:margin-top="0.1in" fo:line-height="115%" fo:text-align="center"/>
<style:text-properties style:font-name="Arial" fo:font-size="11pt"/>
"""

from __future__ import annotations

from lxml import etree

from ingest.reading.drawn import Setting, typeface
from ingest.reading.odt.names import FO, STYLE, TABLE, TEXT, points
from ingest.reading.odt.styles import Styles

_ALIGNMENTS = {"center": 0.5, "end": 1.0, "right": 1.0}
_USUAL_SIZE = 12.0
_USUAL_WIDTH = 450.0
_PADDING = 5.0  # of a cell, left and right together about twice that


def setting(element: etree._Element, styles: Styles) -> Setting:
    """How a ``text:p`` or ``text:h`` is set."""
    name = element.get(TEXT + "style-name")
    span = next(element.iter(TEXT + "span"), None)
    chains = [styles.chain("paragraph", name)]
    if span is not None:
        chains.insert(0, styles.chain("text", span.get(TEXT + "style-name"), default=False))

    def text(attribute: str) -> str | None:
        return next((value for chain in chains if (value := _first(chain, "text", attribute)) is not None), None)

    def paragraph(attribute: str) -> str:
        return _first(chains[-1], "paragraph", attribute) or ""

    size = points(text(FO + "font-size")) or _USUAL_SIZE
    face = typeface(styles.font(text(STYLE + "font-name")) or text(FO + "font-family"))
    line = size * face.line
    stated = paragraph(FO + "line-height")
    if stated.endswith("%"):
        line *= float(stated.rstrip("%") or 100) / 100 if stated.rstrip("%").replace(".", "").isdigit() else 1.0
    elif points(stated):
        line = points(stated)
    return Setting(
        size,
        face,
        line,
        before=points(paragraph(FO + "margin-top")),
        after=points(paragraph(FO + "margin-bottom")),
        width=_width(element, styles),
        indent=points(paragraph(FO + "margin-left")) + points(paragraph(FO + "text-indent")),
        align=_ALIGNMENTS.get(paragraph(FO + "text-align"), 0.0),
    )


def _first(chain: list[etree._Element], kind: str, attribute: str) -> str | None:
    """What the strongest of some styles says."""
    for style in chain:
        properties = style.find(f"{STYLE}{kind}-properties")
        value = properties.get(attribute) if properties is not None else None
        if value is not None:
            return value
    return None


def _width(element: etree._Element, styles: Styles) -> float:
    """How wide the column is: of its cell, or of a page's usual text."""
    cell = next(element.iterancestors(TABLE + "table-cell"), None)
    table = next(element.iterancestors(TABLE + "table"), None)
    if cell is None or table is None:
        return _USUAL_WIDTH
    widths: list[float] = []
    for column in table.iter(TABLE + "table-column"):
        repeated = column.get(TABLE + "number-columns-repeated", "1")
        count = min(int(repeated), 100) if repeated.isdigit() else 1
        chain = styles.chain("table-column", column.get(TABLE + "style-name"))
        widths += [points(_first(chain, "table-column", STYLE + "column-width"))] * count
    first = sum(1 for _ in cell.itersiblings(TABLE + "table-cell", TABLE + "covered-table-cell", preceding=True))
    spanned = cell.get(TABLE + "number-columns-spanned", "1")
    width = sum(widths[first : first + (int(spanned) if spanned.isdigit() else 1)])
    return max(width - 2 * _PADDING, 20.0) if width else _USUAL_WIDTH
