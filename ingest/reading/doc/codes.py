"""Field codes: what a field is told to do, as text (ISO/IEC 29500-1 17.16, which took them from this format)."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r'["“”]((?:[^"“”\\]|\\.)*)["“”]?|(\\[^\s"“”]+)|([^\s"“”\\]\S*)')
_ESCAPE = re.compile(r"\\(.)")
_ARGUMENT_SWITCHES = {
    "HYPERLINK": frozenset("lot"),
    "SYMBOL": frozenset("fs"),
}


class Code(NamedTuple):
    """A field's name in capitals, its arguments, and its switches with theirs."""

    name: str
    arguments: tuple[str, ...] = ()
    switches: dict[str, str] = {}  # noqa: RUF012


def parse_code(text: str) -> Code:
    r"""Take a field code apart.

    >>> parse_code(' HYPERLINK "https://example.org/a b" \\l "parte" ')
    Code(name='HYPERLINK', arguments=('https://example.org/a b',), switches={'l': 'parte'})
    """
    name = ""
    arguments: list[str] = []
    switches: dict[str, str] = {}
    waiting = ""
    for quoted, switch, word in _TOKEN.findall(text):
        if switch:
            waiting = switch[1:2].lower()
            switches[waiting] = ""
            if waiting not in _ARGUMENT_SWITCHES.get(name, ""):
                waiting = ""
            continue
        value = _ESCAPE.sub(r"\1", quoted) if quoted else word
        if not name:
            name = value.upper()
        elif waiting:
            switches[waiting] = value
            waiting = ""
        else:
            arguments.append(value)
    return Code(name, tuple(arguments), switches)


def link_target(code: Code) -> str | None:
    r"""Where a HYPERLINK leads: its address, with the place in it; None for a place in the document itself.

    >>> link_target(parse_code('HYPERLINK "https://example.org" \\l "parte"'))
    'https://example.org#parte'
    """
    if not code.arguments or not code.arguments[0]:
        return None
    place = code.switches.get("l", "")
    return f"{code.arguments[0]}#{place}" if place and "#" not in code.arguments[0] else code.arguments[0]


def shown_code(text: str) -> str:
    """What a MACROBUTTON or GOTOBUTTON shows: its code after the name and the first argument.

    >>> shown_code(" MACROBUTTON SinMacro [Escriba el nombre]")
    '[Escriba el nombre]'
    """
    parts = text.split(None, 2)
    return parts[2] if len(parts) > 2 else ""
