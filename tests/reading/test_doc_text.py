from __future__ import annotations

import pytest
from doc_lines import lines
from hypothesis import given
from hypothesis import strategies as st
from word_binary import Piece, Run, sprm, style_free, word_file

from ingest.errors import Encrypted, TooLarge, Unreadable, UnsupportedFormat
from ingest.limits import Limits
from ingest.reading.doc import read

BOLD, STRIKE, HIDDEN, DELETED = 0x0835, 0x0837, 0x083C, 0x0800


def test_special_characters_are_what_the_eye_sees() -> None:
    text = "a\x0bb\x0cc\x0ed\te\x1ef\x1fg\xa0h\x01i\x02j\rk\r"
    assert lines(read(word_file(text))) == ["a\nb\nc\nd\te-fg\xa0hij", "k"]


def test_ends_of_a_content_control_are_no_text() -> None:
    special = sprm(0x0855, 1)
    text = "a <b> \x3cdentro\x3e\r"
    assert lines(read(word_file(text, [Run(6, 7, special), Run(13, 14, special)]))) == ["a <b> dentro"]


def test_pieces_of_one_and_two_bytes_make_one_text() -> None:
    pieces = [Piece("Ñandú € ", 1), Piece("☒ 🍲 ", 2), Piece("“fin”\r", 1)]
    assert lines(read(word_file(pieces))) == ["Ñandú € ☒ 🍲 “fin”"]


def test_fast_saved_pieces_bring_their_own_properties() -> None:
    struck = sprm(STRIKE, 1) + sprm(BOLD, 1)
    pieces = [
        Piece("Pública ", 1, 0x0055 << 1 | 1 << 8),  # one sprm in the PRM itself: bold
        Piece("Privada ", 2, 1 << 1 | 1),  # the second list of the CLX
        Piece("Mixta\r", 1),
    ]
    assert lines(read(word_file(pieces, lists=[b"", struck]))) == ["<bold|Pública ><bold,strike|Privada >Mixta"]


def test_looks_come_of_the_runs() -> None:
    text = "Pública Privada Mixta oculto\r"
    runs = [
        Run(0, 8, sprm(STRIKE, 1)),
        Run(8, 16, sprm(DELETED, 1)),
        Run(16, 22, sprm(BOLD, 1) + sprm(0x6870, 0x000000FF)),
        Run(22, 28, sprm(HIDDEN, 1)),
    ]
    document = read(word_file(text, runs))
    assert lines(document) == ["<strike|Pública ><deleted|Privada ><bold,#ff0000|Mixta >"]
    assert document.paragraphs[0].text == "Pública Mixta "


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        (sprm(0x2A0C, 7), "<highlight|x>"),  # a yellow marker
        (sprm(0x2A0C, 8), "x"),  # a white one
        (sprm(0xCA71, bytes.fromhex("000000ff ffcc0000 0000")), "<highlight|x>"),
        (sprm(0xCA71, bytes.fromhex("000000ff ffffff00 0000")), "x"),
        (sprm(0xCA71, bytes.fromhex("00000000 000000ff 0100")), "<highlight|x>"),  # solid black
        (sprm(0xCA71, bytes.fromhex("000000ff 000000ff 0000")), "x"),
        (sprm(0x4866, 6 << 5), "<highlight|x>"),  # Shd80: red behind
        (sprm(0x4866, 0xFFFF), "x"),
        (sprm(0x2A3E, 1), "<underline|x>"),
        (sprm(0x2A3E, 0), "x"),
        (sprm(0x2A53, 1), "<strike|x>"),
        (sprm(0x2A48, 1), "<superscript|x>"),
        (sprm(0x2A48, 2), "x"),
        (sprm(0x2A42, 6), "<#ff0000|x>"),
        (sprm(0x2A42, 1), "x"),
        (sprm(0x6870, 0xFF000000), "x"),
        (sprm(0xCA72, bytes.fromhex("00000000 04 01 0000")), "<encircled|x>"),
        (sprm(0x6865, 0xFFFFFFFF), "x"),
    ],
)
def test_what_a_property_shows(properties: bytes, shown: str) -> None:
    assert lines(read(word_file("x.\r", [Run(0, 1, properties)]))) == [shown + "."]


def test_symbols_are_read_by_their_font() -> None:
    fonts = b"".join([_font(name) for name in ("Arial", "Wingdings")])
    text = "( ( þ\r"
    runs = [
        Run(0, 1, sprm(0x6A09, 0xF0FE0001) + sprm(0x0855, 1)),
        Run(2, 3, sprm(0x6A09, 0xF0A80001)),  # as some writers do, without sprmCFSpec
        Run(4, 5, sprm(0x4A4F, 1) + sprm(0x4A51, 1)),
    ]
    assert lines(read(word_file(text, runs, tables={15: b"\2\0\0\0" + fonts}))) == ["☑ ☐ ☑"]


def _font(name: str) -> bytes:
    written = b"\0" * 39 + name.encode("utf-16-le") + b"\0\0"
    return bytes([len(written)]) + written


def test_a_paragraph_whose_mark_is_deleted_or_hidden_goes_on_in_the_next() -> None:
    text = "uno\rdos\rtres\rcuatro\r"
    runs = [Run(3, 4, sprm(DELETED, 1)), Run(12, 13, sprm(HIDDEN, 1))]
    assert lines(read(word_file(text, runs))) == ["uno<deleted|\n>dos", "trescuatro"]


def test_styles_give_looks_to_paragraphs_and_runs() -> None:
    styles = _styles(
        _style(1, 0xFFF, b"", sprm(STRIKE, 1)),
        _style(1, 0, sprm(0xC64D, bytes.fromhex("000000ff ffcc0000 0000")), sprm(BOLD, 1)),  # shaded, based on 0
        _style(2, 0xFFF, None, sprm(HIDDEN, 1)),
        _style(1, 3, b"", sprm(BOLD, 1)),  # based on itself
    )
    text = "uno dos\rtres\rcuatro\rcinco\r"
    characters = [
        Run(4, 7, sprm(STRIKE, 0x81)),  # the opposite of its style
        Run(13, 15, sprm(0x4A30, 2)),
        Run(20, 22, sprm(BOLD, 0)),
    ]
    paragraphs = [Run(0, 8, b"\0\0"), Run(8, 13, b"\1\0"), Run(13, 20, b"\1\0"), Run(20, 26, b"\3\0")]
    document = read(word_file(text, characters, paragraphs, {1: styles}))
    assert lines(document) == [
        "<strike|uno >dos",
        "<bold,strike,highlight|tres>",
        "<bold,strike,highlight|atro>",
        "ci<bold|nco>",
    ]


def _style(kind: int, base: int, paragraph: bytes | None, character: bytes) -> bytes:
    lists = [character] if paragraph is None else [b"\0\0" + paragraph, character]
    std = b"\0\0" + (kind | base << 4).to_bytes(2, "little") + len(lists).to_bytes(2, "little") + b"\0" * 4
    std += b"\1\0e\0\0\0"
    for item in lists:
        std += len(item).to_bytes(2, "little") + item + b"\0" * (len(item) % 2)
    return std


def _styles(*styles: bytes) -> bytes:
    header = len(styles).to_bytes(2, "little") + b"\x0a\0"
    written = [len(style).to_bytes(2, "little") + style for style in styles]
    return len(header).to_bytes(2, "little") + header + b"".join(written)


def test_numbers_and_bullets_are_labels_not_text() -> None:
    level = bytes.fromhex("03000000 02 00 01") + b"\0" * 21  # from 3, lower roman
    lists = b"\1\0" + b"\7\0\0\0" + b"\0" * 22 + b"\1\0"
    overrides = b"\1\0\0\0" + b"\7\0\0\0" + b"\0" * 12 + b"\0" * 4
    numbered = style_free(sprm(0x460B, 1))
    paragraphs = [Run(0, 4, numbered), Run(4, 8, numbered), Run(8, 12, style_free())]
    # the levels stand right behind the lists, outside their size
    whole = word_file("uno\rdos\rfin\r", (), paragraphs, {74: overrides, 73: lists, 90: level + b"\2\0\0\0.\0"})
    assert lines(read(whole)) == ["iii.| uno", "iv.| dos", "fin"]


_CHARACTERS = st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Co", "Cc"])


@given(st.lists(st.tuples(st.text(_CHARACTERS), st.booleans())))
def test_no_character_is_lost_whatever_the_pieces(parts: list[tuple[str, bool]]) -> None:
    pieces = []
    for text, narrow in parts:
        written = text.encode("cp1252", "ignore").decode("cp1252") if narrow else text
        if written:
            pieces.append(Piece(written, 1 if narrow else 2))
    whole = "".join([piece.text for piece in pieces])
    assert read(word_file([*pieces, Piece("fin\r")])).paragraphs[0].text == whole + "fin"


@pytest.mark.parametrize(
    ("data", "problem", "reason"),
    [
        (word_file("x\r", version=0x0065), UnsupportedFormat, "doc-word6"),
        (word_file("x\r", flags=0x0300), Encrypted, "doc"),
        (word_file("\r"), Unreadable, "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Unreadable, "doc"),
    ],
)
def test_files_that_can_not_be_read_say_why(data: bytes, problem: type[Exception], reason: str) -> None:
    with pytest.raises(problem) as caught:
        read(data)
    assert caught.value.reason == reason  # type: ignore[attr-defined]


def test_a_text_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLarge):
        read(word_file("x" * 200 + "\r"), Limits(characters=100))


def test_without_a_piece_table_the_text_is_still_read_but_damaged() -> None:
    data = bytearray(word_file("Localización: Goya\r"))
    at = data.index(b"\xec\xa5")
    data[at + 154 + 33 * 8 : at + 154 + 33 * 8 + 8] = b"\0" * 8
    document = read(bytes(data))
    assert document.damaged
    assert lines(document) == ["Localización: Goya"]
