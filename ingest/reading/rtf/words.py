"""The words of plain text: paragraphs, characters by name, looks, colours."""

from __future__ import annotations

from ingest.document import Style
from ingest.reading.rtf.fonts import code_page, colour
from ingest.reading.rtf.reader import DELETED, HIGHLIGHT, SKIPPED, STARRED, WORDS, Handler, Reader, word

_CHARACTERS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "enspace": " ", "emspace": " ", "qmspace": " ", "tab": "\t", "line": "\n", "lbr": "\n",
}  # fmt: skip

_UNDERLINES = (
    "ul uld uldash uldashd uldashdd uldb ulhwave ulldash ulth ulthd ulthdash ulthdashd ulthdashdd ulthldash "
    "ululdbwave ulw ulwave"
)


# -- characters and paragraphs -------------------------------------------------------------------------


def _character(text: str) -> Handler:
    def show(reader: Reader, value: int | None) -> None:
        reader.show(text)

    return show


for _name, _text in _CHARACTERS.items():
    WORDS[_name.encode()] = _character(_text)


@word("par")
def _par(reader: Reader, value: int | None) -> None:
    r"""The end of a paragraph; one that a tracked change deleted joins it with the next."""
    if reader.sink is not None:
        reader.sink.append("\n")
    elif reader.bits & DELETED:
        reader.add("\n", reader.bits)
    else:
        reader.end_paragraph()


@word("page", "column")
def _page(reader: Reader, value: int | None) -> None:
    reader.flush()
    if reader.sink is None and reader.context.content:
        reader.show("\n")


@word("sect")
def _sect(reader: Reader, value: int | None) -> None:
    reader.flush()
    if reader.sink is None and reader.context.content:
        reader.end_paragraph()


@word("pard")
def _pard(reader: Reader, value: int | None) -> None:
    reader.depth, reader.shaded = 0, False


@word("u")
def _unicode(reader: Reader, value: int | None) -> None:
    if value is not None:
        reader.unicode(value)


@word("uc")
def _stand_ins(reader: Reader, value: int | None) -> None:
    reader.stand_ins = max(value if value is not None else 1, 0)


@word("upr")
def _two_versions(reader: Reader, value: int | None) -> None:
    r"""``{\upr{in the code page}{\*\ud{in Unicode}}}``."""
    reader.drop_next = True


# -- the document -----------------------------------------------------------------------------------


@word("ansicpg")
def _code_page(reader: Reader, value: int | None) -> None:
    reader.encoding = code_page(value or 1252) or reader.encoding


def _encoding(name: str) -> Handler:
    def choose(reader: Reader, value: int | None) -> None:
        reader.encoding = name

    return choose


for _name, _text in (("mac", "mac_roman"), ("pc", "cp437"), ("pca", "cp850")):
    WORDS[_name.encode()] = _encoding(_text)


@word("deff")
def _default_font(reader: Reader, value: int | None) -> None:
    reader.default_font = reader.font = value or 0


# -- looks --------------------------------------------------------------------------------------------


def _flag(bit: int) -> Handler:
    def switch(reader: Reader, value: int | None) -> None:
        reader.bits = reader.bits & ~bit if value == 0 else reader.bits | bit

    return switch


for _name, _bit in (
    ("b", Style.BOLD), ("i", Style.ITALIC), ("strike", Style.STRIKE), ("striked", Style.STRIKE),
    ("super", Style.SUPERSCRIPT), ("chbrdr", Style.ENCIRCLED), ("deleted", Style.DELETED), ("mvf", Style.DELETED),
):  # fmt: skip
    WORDS[_name.encode()] = _flag(int(_bit))
for _name in _UNDERLINES.split():
    WORDS[_name.encode()] = _flag(int(Style.UNDERLINE))


@word("ulnone")
def _no_underline(reader: Reader, value: int | None) -> None:
    reader.bits &= ~int(Style.UNDERLINE)


@word("nosupersub", "sub")
def _no_superscript(reader: Reader, value: int | None) -> None:
    reader.bits &= ~int(Style.SUPERSCRIPT)


@word("plain")
def _plain(reader: Reader, value: int | None) -> None:
    reader.bits, reader.colour, reader.hidden, reader.font = 0, None, False, reader.default_font


@word("v")
def _hidden(reader: Reader, value: int | None) -> None:
    reader.hidden = value != 0


@word("f")
def _font(reader: Reader, value: int | None) -> None:
    reader.font = value or 0


# -- colours --------------------------------------------------------------------------------------------


def _named_colour(reader: Reader, value: int | None) -> str | None:
    """A colour of the table; None for the automatic one."""
    return colour(reader.colours[value]) if value is not None and 0 <= value < len(reader.colours) else None


def shows(reader: Reader, value: int | None) -> bool:
    """Whether a background of that colour is seen on paper."""
    return _named_colour(reader, value) not in (None, "ffffff")


@word("cf")
def _colour(reader: Reader, value: int | None) -> None:
    named = _named_colour(reader, value)
    reader.colour = None if named == "000000" else named


@word("highlight", "chcbpat", "cb")
def _background(reader: Reader, value: int | None) -> None:
    reader.bits = reader.bits | HIGHLIGHT if shows(reader, value) else reader.bits & ~HIGHLIGHT


@word("chshdng")
def _pattern(reader: Reader, value: int | None) -> None:
    if value:
        reader.bits |= HIGHLIGHT


@word("cbpat")
def _paragraph_background(reader: Reader, value: int | None) -> None:
    reader.shaded = reader.shaded or shows(reader, value)


@word("shading")
def _paragraph_pattern(reader: Reader, value: int | None) -> None:
    reader.shaded = reader.shaded or bool(value)


LOOKS = frozenset(
    name.encode()
    for name in (
        "b",
        "i",
        "strike",
        "striked",
        "super",
        "ulnone",
        "v",
        "cf",
        "highlight",
        "chcbpat",
        *_UNDERLINES.split(),
    )
)
"""Words by which a style says how characters look."""


# -- what shows nothing ------------------------------------------------------------------------------

SKIPPED.update(
    name.encode()
    for name in (
        "pict info themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl xmlnstbl "
        "generator pgdsctbl ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn bkmkstart bkmkend objdata objclass objname "
        "objalias objsect nonshppict shprslt nonesttables private template operator author title subject keywords "
        "comment doccomm xe tc rxe txe revtbl atnid atnauthor atndate atnicn atnref atrfstart atrfend atnparent "
        "userprops docvar filetbl mctrlPr xmlname"
    ).split()
)
STARRED.update((b"ud", b"moMath", b"moMathPara", b"result"))
