"""Plain text: as it is typed, wrapped and quoted by mail programs, sent by a chat, marked up."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from random import Random

from ..model import Block, Page, Para, Table, seen

ENCODINGS = ("utf-8", "cp1252", "utf-16", "utf-8-sig", "mac_roman")


def write(page: Page, rng: Random) -> bytes:
    """The document as text, in one of the ways that texts travel."""
    way = rng.choice(("typed", "typed", "wrapped", "quoted", "chat", "markdown"))
    lines = _lines(page.blocks, markdown=way == "markdown")
    if way in ("wrapped", "quoted"):
        lines = [part for line in lines for part in (_wrapped(line) or [""])]
    if way == "quoted":
        lines = ["El 24/4/2020, Ana escribió:", "", *(f"> {line}".rstrip() for line in lines)]
    if way == "chat":
        lines[0] = f"[24/4/20 10:18:32] Ana: {lines[0]}"
    end = rng.choice(("\n", "\r\n"))
    text = end.join(lines) + end
    encoding = rng.choice(ENCODINGS)
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8")


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, 72, break_long_words=False, break_on_hyphens=False, drop_whitespace=True)


def _lines(blocks: Sequence[Block], markdown: bool) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                lines += [line for item in row for line in _lines(item.blocks, markdown)]
                lines.append("")
        else:
            lines += _paragraph(block, markdown).split("\n")
    return lines


def _paragraph(block: Para, markdown: bool) -> str:
    made = ""
    for run in seen(block.runs):
        text = run.text if run.box is None else "[x]" if run.box else "[ ]"
        core = text.strip()
        if markdown and core and run.bold:
            text = text.replace(core, f"**{core}**")
        if core and run.strike:
            text = text.replace(core, f"~{core}~")
        made += text
    return made
