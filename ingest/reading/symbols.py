"""Symbol fonts: what their characters look like, in Unicode.

Word processors store a tick from Wingdings as ``ü`` in that font, or as U+F0FC in Unicode's private
use area, which is where Windows puts the 224 glyphs of a symbol-encoded font (``w:sym``'s
``w:char="F0FC"``, ISO/IEC 29500-1 17.3.3.30). The tables follow Unicode's own mapping of these
fonts (ISO/IEC JTC1/SC2/WG2 N4384), except where a glyph is one that people mark with: every empty
box is ``☐``, a box with a cross ``☒``, one with a tick ``☑``, ticks are ``✓`` or ``✔``, crosses ``✗`` or
``✘``, whatever their weight and shadow.

A table has 224 characters, for bytes 20 to FF; U+FFFD where the font has none.
"""

from __future__ import annotations

import re
from functools import cache

_WINGDINGS = (
    " 🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍"  # 20
    "🖎✌🖏👍👎☜☞☝☟🖐☺😐☹💣🕱🏳🏱✈☼🌢❄🕆✞🕈✠✡☪☯🕉☸♈♉"  # 40
    "♊♋♌♍♎♏♐♑♒♓🙰🙵●🔾■☐☐☐☐🞟⧫◆❖⬩☒⮹⌘🏵🏶🙶🙷▯"  # 60
    "🄋➀➁➂➃➄➅➆➇➈➉🄌➊➋➌➍➎➏➐➑➒➓🙢🙠🙡🙣🙞🙜🙝🙟·•"  # 80
    "⬝○🞆🞈◉🞋🔿▪☐🟁🟅★🟋🟏🟓🟑⯐⌖⯎⯏⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘"  # a0
    "🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈⮊⮉⮋🡨"  # c0
    "🡪🡩🡫🡬🡭🡯🡮🡸🡺🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭✘✓☒☑�"  # e0
)
_WINGDINGS_2 = (
    " 🖊🖋🖌🖍✄✀🕾🕽🗅🗆🗇🗈🗉🗊🗋🗌🗍📋🗑🗔🖵🖶🖷🖸🖭🖯🖱🖒🖓🖘🖙"  # 20
    "🖚🖛👈👉🖜🖝🖞🖟🖠🖡👆👇🖢🖣🖑✗✓☒☑☒☒⊗⊗🛇⦸🙱🙴🙲🙳‽🙹🙺"  # 40
    "🙻🙦🙤🙥🙧🙚🙘🙙🙛⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿�"  # 60
    "☉🌕☽☾⸿✝🕇🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧🙨🙩⋅🞄⦁●○🞅🞇🞉⊙⦿🞌"  # 80
    "🞍◾■☐☐☐☐🞔▣🞕🞖🞗🞘⬩⬥◇🞚◈🞛🞜🞝🞞⬪⬧◊🞠◖◗⯊⯋⯀⯁"  # a0
    "⬟⯂⬣⬢⯃⯄🞡🞢🞣🞤🞥🞦🞧✗✗✗✘✘✘✘🞯🞰🞱🞲🞳🞴🞵🞶🞷🞸🞹🞺"  # c0
    "🞻🞼🞽🞾🞿🟀🟂🟄🟆🟉🟊✶🟌🟎🟐🟒✹🟃🟇✯🟍🟔⯌⯍※⁂������"  # e0
)
_WINGDINGS_3 = (
    " ⭠⭢⭡⭣⭦⭧⭩⭨⭰⭲⭱⭳⭶⭸⭻⭽⭤⭥⭪⭬⭫⭭⭍⮠⮡⮢⮣⮤⮥⮦⮧"  # 20
    "⮐⮑⮒⮓⮀⮃⭾⭿⮄⮆⮅⮇⮏⮍⮎⮌⭮⭯⎋⌤⌃⌥␣⍽⇪⮸🢠🢡🢢🢣🢤🢥"  # 40
    "🢦🢧🢨🢩🢪🢫🡐🡒🡑🡓🡔🡕🡗🡖🡘🡙▲▼△▽◀▶◁▷◣◢◤◥🞀🞂🞁�"  # 60
    "🞃⯅⯆⯇⯈⮜⮞⮝⮟🠐🠒🠑🠓🠔🠖🠕🠗🠘🠚🠙🠛🠜🠞🠝🠟🠀🠂🠁🠃🠄🠆🠅"  # 80
    "🠇🠈🠊🠉🠋🠠🠢🠤🠦🠨🠪🠬🢜🢝🢞🢟🠮🠰🠲🠴🠶🠸🠺🠹🠻🢘🢚🢙🢛🠼🠾🠽"  # a0
    "🠿🡀🡂🡁🡃🡄🡆🡅🡇⮨⮩⮪⮫⮬⮭⮮⮯🡠🡢🡡🡣🡤🡥🡧🡦🡰🡲🡱🡳🡴🡵🡷"  # c0
    "🡶🢀🢂🢁🢃🢄🢅🢇🢆🢐🢒🢑🢓🢔🢖🢕🢗���������������"  # e0
)
_WEBDINGS = (
    " 🕷🕸🕲🕶🏆🎖🖇🗨🗩🗰🗱🌶🎗🙾🙼🗕🗖🗗⏴⏵⏶⏷⏪⏩⏮⏭⏸⏹⏺🗚🗳"  # 20
    "🛠🏗🏘🏙🏚🏜🏭🏛🏠🏖🏝🛣🔍🏔👁👂🏞🏕🛤🏟🛳🕬🕫🕨🔈🎔🎕🗬🙽🗭🗪🗫"  # 40
    "⮔✔🚲☐🛡📦🛱■🚑🛈🛩🛰🟈🕴●🛥🚔🗘✗❓🛲🚇🚍⛳⦸⊖🚭🗮⏐🗯🗲�"  # 60
    "🚹🚺🛉🛊🚼👽🏋⛷🏂🏌🏊🏄🏍🏎🚘🗠🛢💰🏷💳👪🗡🗢🗣✯🖄🖅🖃🖆🖹🖺🖻"  # 80
    "🕵🕰🖽☒📋🗒🗓🕮📚🗞🗟🗃🗂🖼🎭🎜🎘🎙🎧💿🎞📷🎟🎬📽📹📾📻🎚🎛📺💻"  # a0
    "🖥🖦🖧🕹🎮🕻🕼📟🖁🖀🖨🖩🖿🖪🗜🔒🔓🗝📥📤🕳🌣🌤🌥🌦☁🌨🌧🌩🌪🌬🌫"  # c0
    "🌜🌡🛋🛏🍽🍸🛎🛍Ⓟ♿🛆🖈🎓🗤🗥🗦🗧🛪🐿🐦🐟🐕🐈🙬🙮🙭🙯🗺🌍🌏🌎🕊"  # e0
)
_SYMBOL = (
    " !∀#∃%&∍()*+,−./0123456789:;<=>?"  # 20
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"  # 40
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~�"  # 60
    "��������������������������������"  # 80
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵"  # a0
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"  # c0
    "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭�"  # e0
)

_ZAPF_DINGBATS = {
    **{byte: 0x2701 + byte - 0x21 for byte in range(0x21, 0x7F)},
    **{byte: 0x2761 + byte - 0xA1 for byte in range(0xA1, 0xFF)},
    **{byte: 0x2460 + byte - 0xAC for byte in range(0xAC, 0xB6)},
    **{byte: ord(glyph) for byte, glyph in zip(b"%*+Hlnqrstuw", "☎☛☞★●■☐☐▲▼◆◗", strict=True)},
    **{byte: ord(glyph) for byte, glyph in zip(b"op\xa8\xa9\xaa\xab\xd5\xd6\xd7", "☐☐♣♦♥♠→↔↕", strict=True)},
}
"""Zapf Dingbats is, but for these, Unicode's block of dingbats in the order of its bytes."""

_GLYPHS = {
    "wingdings": _WINGDINGS,
    "wingdings2": _WINGDINGS_2,
    "wingdings3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
_NAMES = {
    **{name: name for name in _GLYPHS},
    "zapfdingbats": "zapfdingbats",
    "itczapfdingbats": "zapfdingbats",
}
_CANDIDATE = re.compile("dings|symbol|zapf", re.I)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_NOISE = re.compile(r"[\s\-_,\"']+")
_STYLE_ENDING = re.compile(r"(?:regular|normal|bold|italic|roman|mt|ttf?|itc)+$")

_LONE = {
    **{0xF000 + byte: _WINGDINGS[byte - 32] for byte in b"lnopqruvx\xa1\xa4\xa7\xa8\xd8\xe0\xe8"},
    **{0xF000 + byte: _WINGDINGS[byte - 32] for byte in b"\xfb\xfc\xfd\xfe"},
    **{0xF000 + byte: _WINGDINGS_2[byte - 32] for byte in b"OPQRST\xa3"},
    0xF0B7: "•",
}
"""Private-use characters whose font is lost, and what they most likely were: Wingdings or its second part."""
_PRIVATE_RUN = re.compile("[\uf020-\uf07e]{2,}")
_PRIVATE = re.compile("[\uf020-\uf0ff]")


def is_symbol_font(font: str | None) -> bool:
    """Whether a font shows symbols in place of letters.

    >>> is_symbol_font("Wingdings 2"), is_symbol_font("ABCDEF+SymbolMT"), is_symbol_font("Segoe UI Symbol")
    (True, True, False)
    """
    return _table_name(font) is not None


def to_unicode(font: str | None, text: str) -> str:
    """The characters that the eye sees where `text` is set in `font`.

    Text in any other font comes back unchanged, but for lone characters of the private use area
    (U+F020 to U+F0FF), which are read as the symbol font's that they came from.

    >>> to_unicode("Wingdings", "þ"), to_unicode("Wingdings", "\uf0a8"), to_unicode("Webdings", "a")
    ('☑', '☐', '✔')
    >>> to_unicode("Arial", "Mixta \uf0fc"), to_unicode(None, "Mixta")
    ('Mixta ✓', 'Mixta')
    """
    name = _table_name(font)
    if name is not None:
        return text.translate(_translation(name))
    if text.isprintable() or not _PRIVATE.search(text):
        return text
    text = _PRIVATE_RUN.sub(_letters, text)
    return _PRIVATE.sub(_lone, text)


def _letters(run: re.Match[str]) -> str:
    """A run of private-use characters: a text font that was encoded as a symbol font."""
    return "".join([chr(ord(character) - 0xF000) for character in run.group()])


def _lone(found: re.Match[str]) -> str:
    code = ord(found.group())
    return _LONE.get(code) or (chr(code - 0xF000) if code < 0xF07F else found.group())


def _table_name(font: str | None) -> str | None:
    """The table of a font's name: ``Wingdings 2``, ``ABCDEF+Wingdings-Regular``, ``SymbolMT``."""
    if not font or not _CANDIDATE.search(font):
        return None
    name = _NOISE.sub("", _SUBSET.sub("", font)).lower()
    return _NAMES.get(name) or _NAMES.get(_STYLE_ENDING.sub("", name))


@cache
def _translation(name: str) -> dict[int, str]:
    """For `str.translate`: the font's bytes, as private use, as Latin-1 and as cp1252 decodes them."""
    if name == "zapfdingbats":
        glyphs = {byte: chr(code) for byte, code in _ZAPF_DINGBATS.items()}
    else:
        glyphs = {byte: glyph for byte, glyph in enumerate(_GLYPHS[name], 32) if glyph != "\ufffd"}
    table = {0xF000 + byte: glyph for byte, glyph in glyphs.items()}
    for byte, glyph in glyphs.items():
        if byte == 0xA0 or byte == 0x20:
            continue  # a blank is a blank in every font
        table[byte] = glyph
        decoded = bytes([byte]).decode("cp1252", "ignore")
        if decoded:
            table[ord(decoded)] = glyph
    table[0xF020] = " "
    return table
