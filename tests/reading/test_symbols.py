from __future__ import annotations

import pytest

from ingest.reading.symbols import is_symbol_font, to_unicode

BOXES = [
    ("Wingdings", "\xa8", "☐"),
    ("Wingdings", "o", "☐"),
    ("Wingdings", "x", "☒"),
    ("Wingdings", "ý", "☒"),
    ("Wingdings", "þ", "☑"),
    ("Wingdings", "\uf0fe", "☑"),
    ("Wingdings 2", "\uf0a3", "☐"),
    ("Wingdings 2", "R", "☑"),
    ("Wingdings 2", "S", "☒"),
    ("Wingdings 2", "T", "☒"),
    ("Webdings", "c", "☐"),
]
MARKS = [
    ("Wingdings", "ü", "✓"),
    ("Wingdings", "û", "✘"),
    ("Wingdings 2", "P", "✓"),
    ("Wingdings 2", "O", "✗"),
    ("Webdings", "a", "✔"),
    ("Webdings", "r", "✗"),
    ("ZapfDingbats", "4", "✔"),
    ("ZapfDingbats", "8", "✘"),
]
LETTERS = [
    ("Symbol", "abc", "αβχ"),
    ("Symbol", "\uf0b7", "•"),
    ("Symbol", "a b\n\tc", "α β\n\tχ"),
    ("Symbol", "\u201d", "\u201d"),  # no such glyph
    ("Wingdings", "\u2022", "➓"),  # byte 95, as cp1252 decodes it
    ("Wingdings", "☒", "☒"),  # already Unicode
]
LOST_FONT = [
    (None, "\uf0fe", "☑"),
    ("Calibri", "Mixta \uf0a8", "Mixta ☐"),
    ("Calibri", "\uf0b7 uno", "• uno"),
    (None, "\uf052", "☑"),
    (None, "\uf052\uf065\uf064", "Red"),
    (None, "\uf0ff", "\uf0ff"),
    (None, "Goya", "Goya"),
]


@pytest.mark.parametrize(("font", "text", "seen"), BOXES + MARKS + LETTERS + LOST_FONT)
def test_what_the_eye_sees(font: str | None, text: str, seen: str) -> None:
    assert to_unicode(font, text) == seen


@pytest.mark.parametrize(
    "font",
    ["Wingdings", "WINGDINGS 2", "Wingdings-Regular", "ABCDEF+Wingdings3", "SymbolMT", "'Webdings'"],
)
def test_symbol_fonts(font: str) -> None:
    assert is_symbol_font(font)


@pytest.mark.parametrize("font", [None, "", "Arial", "Segoe UI Symbol", "OpenSymbol", "Symbola", "MS Gothic"])
def test_fonts_that_show_letters(font: str | None) -> None:
    assert not is_symbol_font(font)
    assert to_unicode(font, "xoþ") == "xoþ"


def test_no_glyph_is_lost() -> None:
    for font in ("Wingdings", "Wingdings 2", "Wingdings 3", "Webdings", "Symbol", "ZapfDingbats"):
        for code in range(0x21, 0x100):
            assert len(to_unicode(font, chr(0xF000 + code))) == 1
