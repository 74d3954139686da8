"""OpenDocument texts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from html import escape

from ..model import Block, Cell, Page, Para, Run, Table, seen

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
_KIND = "application/vnd.oasis.opendocument.text"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write(page: Page) -> bytes:
    """The document as an .odt package."""
    writer = _Writer()
    body = writer.blocks(page.blocks)
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {look}/></style:style>'
        for look, name in writer.styles.items()
    )
    content = (
        f'<office:document-content {_DECLARED} office:version="1.2"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("mimetype", _KIND)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return box.getvalue()


class _Writer:
    def __init__(self) -> None:
        self.styles: dict[str, str] = {}
        self._tables = 0

    def blocks(self, blocks: Sequence[Block]) -> str:
        return "".join(self._table(block) if isinstance(block, Table) else self._paragraph(block) for block in blocks)

    def _table(self, block: Table) -> str:
        self._tables += 1
        width = max(sum(item.columns for item in row) for row in block.rows)
        rows = "".join(f"<table:table-row>{''.join(map(self._cell, row))}</table:table-row>" for row in block.rows)
        return (
            f'<table:table table:name="T{self._tables}">'
            f'<table:table-column table:number-columns-repeated="{width}"/>{rows}</table:table>'
        )

    def _cell(self, item: Cell) -> str:
        span = f' table:number-columns-spanned="{item.columns}"' if item.columns > 1 else ""
        return f"<table:table-cell{span}>{self.blocks(item.blocks)}</table:table-cell>" + (
            "<table:covered-table-cell/>" * (item.columns - 1)
        )

    def _paragraph(self, block: Para) -> str:
        made = "".join(self._run(run) for run in seen(block.runs))
        if block.floating:
            made = f"<draw:frame><draw:text-box><text:p>{made}</text:p></draw:text-box></draw:frame>"
        return f"<text:p>{made}</text:p>"

    def _run(self, run: Run) -> str:
        text = run.text if run.box is None else "☒" if run.box else "☐"
        made = escape(text).replace("\n", "<text:line-break/>").replace("\t", "<text:tab/>")
        made = re.sub("  +", lambda found: f'<text:s text:c="{len(found[0])}"/>', made)
        made = re.sub("^ ", "<text:s/>", made)
        looks = ['fo:font-weight="bold"'] * run.bold
        looks += ['style:text-underline-style="solid"'] * run.underline
        looks += ['style:text-line-through-style="solid"'] * run.strike
        looks += ['fo:background-color="#ffff00"'] * run.highlight
        looks += [f'fo:color="#{run.colour}"'] if run.colour else []
        if looks:
            name = self.styles.setdefault(" ".join(looks), f"S{len(self.styles)}")
            made = f'<text:span text:style-name="{name}">{made}</text:span>'
        return f'<text:a xlink:href="{escape(run.link)}">{made}</text:a>' if run.link else made
