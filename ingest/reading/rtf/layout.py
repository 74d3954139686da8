r"""How a paragraph of an RTF text is set, as far as it says where its words stand.

\pard\plain\qc\sb0\sa80\sl276\slmult1\li720\fi-360\f4\fs22
"""

from __future__ import annotations

from ingest.reading.drawn import Setting, typeface
from ingest.reading.rtf.fonts import FontTable
from ingest.reading.rtf.tokens import WORD

_TWIPS = 20.0
_ALIGNMENTS = {b"qc": 0.5, b"qr": 1.0}


def setting(source: bytes, width: float, fonts: FontTable) -> Setting:
    """How a paragraph is set whose control words these are, in a column that many points wide."""
    align = 0.0
    said: dict[bytes, int] = {}
    for name, number in WORD.findall(source):
        if name == b"pard":
            said.clear()
            align = 0.0
        elif name in _ALIGNMENTS:
            align = _ALIGNMENTS[name]
        elif number:
            said[name] = int(number[:9])
    size = said.get(b"fs", 24) / 2
    font = fonts.get(said.get(b"f", -1))
    face = typeface(font.name if font else None)
    line, height = said.get(b"sl", 0), size * face.line
    if line and said.get(b"slmult"):
        height *= line / 240
    elif line:
        height = max(abs(line) / _TWIPS, height if line > 0 else 0.0)
    indent = (said.get(b"li", 0) + said.get(b"fi", 0)) / _TWIPS
    before, after = said.get(b"sb", 0) / _TWIPS, said.get(b"sa", 0) / _TWIPS
    return Setting(size, face, height, before, after, width, indent, align)
