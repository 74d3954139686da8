r"""The tokens of Rich Text Format (RTF Specification 1.9.1, "Basic entities").

    {\*\fldinst HYPERLINK "https://example.org/"}\b Se\'f1as \u8211\'96 \{a\}\par

A run of control words is one token: programs write the same runs again and again, so each is taken
apart once. A group's opening brace tells the destination that it opens, so that one which shows
nothing is passed over at once.
"""

from __future__ import annotations

import re

TEXT, OPEN, STAR, OPENED, RUN, HEX, CLOSE, BINARY, SYMBOL = range(1, 10)

TOKEN = re.compile(
    rb"""
      ([^\\{}\r\n]++) [\r\n]*+                                                    # TEXT
    | (\{) [\r\n]*+ (?: (\\\*) [\r\n]*+ )? (?= \\([A-Za-z]++) | )                # OPEN, STAR, the word OPENED
    | ((?: \\ (?!bin[0-9]) [A-Za-z]++ (?: -?[0-9]++ )?+ [ ]?+ )++) [\r\n]*+          # RUN of control words
    | ((?: \\' [0-9A-Fa-f]{2} )++)                                                 # HEX: bytes
    | (\}) [\r\n]*+                                                               # CLOSE
    | \\bin ([0-9]{1,9}) [ ]?                                                      # BINARY
    | \\ ([^A-Za-z])                                                               # SYMBOL
    | [\r\n]++ | .
    """,
    re.VERBOSE | re.DOTALL,
)
"""The groups have the numbers of the constants; that of the last one tells what the token is."""

WORD = re.compile(rb"\\([A-Za-z]+)(-?[0-9]+)?")
_BRACE = re.compile(rb"[{}]|\\(?:bin([0-9]{1,9}) ?|[\\{}])")


def group_end(data: bytes, start: int) -> int:
    r"""Where the group ends whose content begins at `start`, counting braces, passing escapes and binary.

    >>> data = rb"{\pict\bin3 }}} \}}Goya"
    >>> data[group_end(data, 1):]
    b'Goya'
    """
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
