"""Colours and shades: indexes into Word's palette, COLORREFs, and what lies behind text.

[MS-DOC] 2.9.43 (COLORREF), 2.9.119 (Ico), 2.9.246 (Shd), 2.9.248 (Shd80), 2.9.121 (Ipat).
"""

from __future__ import annotations

_PALETTE = (
    None, "000000", "0000ff", "00ffff", "00ff00", "ff00ff", "ff0000", "ffff00", "ffffff",
    "000080", "008080", "008000", "800080", "800000", "808000", "808080", "c0c0c0",
)  # fmt: skip
_WHITE = 8
_AUTOMATIC = 0xFF
_NIL_80 = 0xFFFF
_CLEAR, _SOLID, _NIL = 0, 1, 0xFFFF


def indexed(index: int) -> str | None:
    """A colour of the palette as ``rrggbb``; None for the automatic one and for black.

    >>> indexed(6), indexed(0), indexed(1)
    ('ff0000', None, None)
    """
    colour = _PALETTE[index] if index < len(_PALETTE) else None
    return None if colour == "000000" else colour


def colour(reference: int) -> str | None:
    """A COLORREF (bytes red, green, blue, 255 for automatic) as ``rrggbb``; None for automatic and black.

    >>> colour(0x000000FF), colour(0xFF000000)
    ('ff0000', None)
    """
    if reference >> 24 == _AUTOMATIC or not reference & 0xFFFFFF:
        return None
    return (reference & 0xFFFFFF).to_bytes(3, "little").hex()


def is_marker(index: int) -> bool:
    """Whether a highlight of that palette index is seen: any but none and white."""
    return index not in (0, _WHITE)


def is_shade(operand: bytes) -> bool:
    """Whether a Shd is seen: foreground and background COLORREF, then a pattern of the one on the other.

    >>> is_shade(bytes.fromhex("000000ff ffff0000 0000")), is_shade(bytes.fromhex("000000ff ffffff00 0000"))
    (True, False)
    """
    if len(operand) < 10:
        return False
    pattern = operand[8] | operand[9] << 8
    if pattern == _NIL:
        return False
    if pattern == _CLEAR:
        return operand[7] != _AUTOMATIC and operand[4:7] != b"\xff\xff\xff"
    if pattern == _SOLID:
        return operand[3] == _AUTOMATIC or operand[0:3] != b"\xff\xff\xff"
    return True


def is_shade_80(value: int) -> bool:
    """Whether a Shd80 is seen: 5 bits foreground, 5 bits background, 6 bits pattern."""
    if value == _NIL_80:
        return False
    foreground, background, pattern = value & 0x1F, value >> 5 & 0x1F, value >> 10
    if pattern == _CLEAR:
        return background not in (0, _WHITE)
    return pattern != _SOLID or foreground != _WHITE
