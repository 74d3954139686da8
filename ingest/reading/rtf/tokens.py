r"""The tokens of Rich Text Format (RTF Specification 1.9.1, "Basic entities").

    {\*\fldinst HYPERLINK "https://example.org/"}\b Se\'f1as \u8211\'96 \{a\}\par

A run of control words is one token: programs write the same runs again and again, so each is taken
apart once. A group's opening brace tells the destination that it opens, so that one which shows
nothing is passed over at once.
"""

from __future__ import annotations

import re

TEXT, BRACES, OPEN, STAR, OPENED, RUN, CLOSE, BINARY, SYMBOL = range(1, 10)

TOKEN = re.compile(
    rb"""
      ((?: [^\\{}]++ | \\' [0-9A-Fa-f]{2}
         | \\u -?[0-9]++ [ ]?+ (?= \\' [0-9A-Fa-f]{2} | [^\\{}\r\n] )
      )++)                                                                         # TEXT, letters by number too
    | (\{{8,}) (?= \{ )                                                           # BRACES that say nothing
    | (\{) [\r\n]*+ (?: (\\\*) [\r\n]*+ )? (?= \\([A-Za-z]++) | )                # OPEN, STAR, the word OPENED
    | ((?: \\ (?!bin[0-9]) [A-Za-z]++ (?: -?[0-9]++ )?+ [ ]?+ )++) [\r\n]*+          # RUN of control words
    | (\}) [\r\n]*+                                                               # CLOSE
    | \\bin ([0-9]{1,9}) [ ]?                                                      # BINARY
    | \\ ([^A-Za-z])                                                               # SYMBOL
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
"""The groups have the numbers of the constants; that of the last one tells what the token is."""

PIECE_TEXT, PIECE_BYTES, PIECE_UNICODE = range(1, 4)

PIECE = re.compile(rb"([^\\{}\r\n]++) | ((?: \\' [0-9A-Fa-f]{2} )++) | \\u (-?[0-9]++) [ ]?+ | [\r\n]++", re.VERBOSE)
"""What a TEXT token is made of, by the same token."""

WORD = re.compile(rb"\\([A-Za-z]+)(-?[0-9]+)?")
_BRACE = re.compile(rb"[{}]|\\(?:bin([0-9]{1,9}) ?|[\\{}])")
_INNER = rb"(?:[^{}]++%s)*+\}"
_SHALLOW = re.compile(_INNER % (rb"|\{" + _INNER % (rb"|\{" + _INNER % (rb"|\{" + _INNER % b""))))
"""The rest of a group with groups nested three deep at most, if no brace in it is escaped or binary."""


def group_end(data: bytes, start: int) -> int:
    r"""Where the group ends whose content begins at `start`, counting braces, passing escapes and binary.

    >>> data = rb"{\pict\bin3 }}} \}}Goya"
    >>> data[group_end(data, 1):]
    b'Goya'
    """
    shallow = _SHALLOW.match(data, start)
    if shallow and not (b"\\{" in shallow[0] or b"\\}" in shallow[0] or b"\\bin" in shallow[0]):
        return shallow.end()
    depth, at = 1, start
    while at < len(data):
        for found in _BRACE.finditer(data, at):
            sign = found[0]
            if sign == b"{":
                depth += 1
            elif sign == b"}":
                depth -= 1
                if not depth:
                    return found.end()
            elif found[1]:
                at = found.end() + int(found[1])
                break
        else:
            break
    return len(data)
