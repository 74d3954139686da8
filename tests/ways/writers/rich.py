"""Rich Text Format."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Block, Page, Para, Run, Table, seen


def write(page: Page) -> bytes:
    """The document as RTF; colours are a table of one."""
    colours = sorted({run.colour for item in _all(page.blocks) for run in item.runs if run.colour})
    table = "".join(
        f"\\red{int(name[:2], 16)}\\green{int(name[2:4], 16)}\\blue{int(name[4:], 16)};" for name in colours
    )
    head = (
        f"{{\\rtf1\\ansi\\ansicpg1252\\uc1{{\\fonttbl{{\\f0 Arial;}}}}{{\\colortbl;\\red255\\green255\\blue0;{table}}}"
    )
    places = {name: number for number, name in enumerate(colours, 2)}
    return (head + _blocks(page.blocks, places, "") + "}").encode("ascii")


def _all(blocks: Sequence[Block]) -> Sequence[Para]:
    from ..model import paragraphs

    return list(paragraphs(blocks))


def _blocks(blocks: Sequence[Block], colours: dict[str, int], inside: str) -> str:
    made = []
    for block in blocks:
        if isinstance(block, Table):
            made += [_row(row, colours) for row in block.rows]
            made.append("\\pard ")
        else:
            made.append("\\pard" + inside + " " + "".join(_run(run, colours) for run in seen(block.runs)) + "\\par\n")
    return "".join(made)


def _row(row: Sequence[object], colours: dict[str, int]) -> str:
    from ..model import Cell

    cells = [item for item in row if isinstance(item, Cell)]
    at, edges = 0, ""
    for item in cells:
        at += item.columns * 2000
        edges += f"\\cellx{at}"
    body = ""
    for item in cells:
        content = _blocks(item.blocks, colours, "\\intbl")
        body += content.removesuffix("\\par\n") + "\\cell\n"
    return f"\\trowd{edges}\n{body}\\row\n"


def _run(run: Run, colours: dict[str, int]) -> str:
    text = run.text if run.box is None else "☒" if run.box else "☐"
    look = "\\b" * run.bold + "\\ul" * run.underline + "\\strike" * run.strike + "\\highlight1" * run.highlight
    look += f"\\cf{colours[run.colour]}" if run.colour else ""
    made = "{" + look + " " + _escaped(text) + "}"
    if run.link:
        made = f'{{\\field{{\\*\\fldinst HYPERLINK "{_escaped(run.link)}"}}{{\\fldrslt {made}}}}}'
    return made


def _escaped(text: str) -> str:
    made = []
    for letter in text:
        if letter in "\\{}":
            made.append("\\" + letter)
        elif letter == "\n":
            made.append("\\line ")
        elif letter == "\t":
            made.append("\\tab ")
        elif ord(letter) < 128:
            made.append(letter)
        else:
            units = letter.encode("utf-16-le")
            made += [
                f"\\u{int.from_bytes(units[at : at + 2], 'little', signed=True)}?" for at in range(0, len(units), 2)
            ]
    return "".join(made)
