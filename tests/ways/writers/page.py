"""Web pages."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ..model import Block, Page, Run, Table, seen


def write(page: Page, charset: str = "utf-8") -> bytes:
    """The document as an HTML page."""
    head = f'<meta charset="{charset}"><title>planilla</title>'
    return f"<html><head>{head}</head><body>{_blocks(page.blocks)}</body></html>".encode(charset, "xmlcharrefreplace")


def _blocks(blocks: Sequence[Block]) -> str:
    made = []
    for block in blocks:
        if isinstance(block, Table):
            rows = "".join(
                "<tr>"
                + "".join(
                    f"<td{f' colspan={item.columns}' if item.columns > 1 else ''}>{_blocks(item.blocks)}</td>"
                    for item in row
                )
                + "</tr>"
                for row in block.rows
            )
            made.append(f"<table border=1>{rows}</table>")
        else:
            made.append(f"<p>{''.join(map(_run, seen(block.runs))) or '&nbsp;'}</p>")
    return "\n".join(made)


def _run(run: Run) -> str:
    if run.box is not None:
        return f"<input type=checkbox{' checked' if run.box else ''}>"
    text = escape(run.text).replace("\n", "<br>").replace("\t", "&nbsp;&nbsp;&nbsp;&nbsp;").replace("  ", "&nbsp; ")
    for tag, wanted in (("b", run.bold), ("u", run.underline), ("s", run.strike), ("mark", run.highlight)):
        text = f"<{tag}>{text}</{tag}>" if wanted else text
    if run.colour:
        text = f'<span style="color:#{run.colour}">{text}</span>'
    return f'<a href="{escape(run.link)}">{text}</a>' if run.link else text
