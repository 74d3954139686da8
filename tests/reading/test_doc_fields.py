from __future__ import annotations

import struct
from collections.abc import Callable

import pytest
from doc_lines import lines
from growth import assert_linear
from word_binary import Run, sprm, word_file

from ingest.reading.doc import read
from ingest.reading.doc.codes import parse_code
from ingest.reading.doc.fields import FormField, FormKind, read_form_field

_AT = 16  # where the tests' form field stands in the Data stream


def _text(text: str) -> bytes:
    return struct.pack("<H", len(text)) + text.encode("utf-16-le") + b"\0\0"


def form_data(kind: int, result: int = 25, default: int | str = 0, items: tuple[str, ...] = ()) -> bytes:
    """The data of a form field ([MS-DOC] 2.9.78), as they stand in the Data stream from `_AT` on."""
    ffdata = struct.pack("<IHHH", 0xFFFFFFFF, kind | result << 2, 0, 20) + _text("Campo1")
    ffdata += _text(default) if isinstance(default, str) else struct.pack("<H", default)
    ffdata += _text("") * 5
    if items:
        ffdata += struct.pack("<3H", 0xFFFF, len(items), 0)
        ffdata += b"".join([struct.pack("<H", len(item)) + item.encode("utf-16-le") for item in items])
    return b"\0" * _AT + struct.pack("<IH", 68 + len(ffdata), 68) + b"\0" * 62 + ffdata


def shown(text: str, data: bytes = b"", *looks: Run) -> str:
    """The line that a paragraph makes: 01 in it has the data of a form field, 13 to 15 are field marks."""
    form = sprm(0x6A03, _AT) + sprm(0x0806, 1) + sprm(0x0855, 1)
    runs = [Run(at, at + 1, form) for at, character in enumerate(text) if character == "\x01"]
    (line,) = lines(read(word_file(text + "\r", sorted([*runs, *looks]), data=data)))
    return line


@pytest.mark.parametrize(
    ("result", "default", "box"),
    [(0, 0, "☐"), (1, 0, "☒"), (0, 1, "☐"), (1, 1, "☒"), (25, 0, "☐"), (25, 1, "☒")],
)
def test_a_check_box_has_its_result_or_its_default(result: int, default: int, box: str) -> None:
    data = form_data(1, result, default)
    assert shown("\x13 FORMCHECKBOX \x01\x14\x15 Mixta", data) == f"<filled|{box}> Mixta"
    assert shown("Mixta \x13 FORMCHECKBOX \x01\x15", data) == f"Mixta <filled|{box}>"


@pytest.mark.parametrize(("result", "default", "chosen"), [(0, 0, "Agro"), (2, 0, "Ambos"), (25, 1, "Salud")])
def test_a_drop_down_shows_the_item_chosen(result: int, default: int, chosen: str) -> None:
    data = form_data(2, result, default, ("Agro", "Salud", "Ambos"))
    assert shown("Sector: \x13 FORMDROPDOWN \x01\x14\x15.", data) == f"Sector: <filled|{chosen}>."


def test_a_drop_down_without_data_shows_the_result_in_the_text() -> None:
    assert shown("Sector: \x13 FORMDROPDOWN \x01\x14Salud\x15.") == "Sector: <filled|Salud>."


def test_form_text_shows_its_result_and_its_default_where_it_has_none() -> None:
    data = form_data(0, 25, "Argentina")
    assert shown("País: \x13 FORMTEXT \x01\x14Uruguay\x15.", data) == "País: <filled|Uruguay>."
    assert shown("País: \x13 FORMTEXT \x01\x14Argentina\x15.", data) == "País: <prompt|Argentina>."
    assert shown("País: \x13 FORMTEXT \x01\x15.", data) == "País: <prompt|Argentina>."


def test_the_result_of_a_check_box_is_shown_where_it_is_more_than_a_box() -> None:
    data = form_data(1, 1)
    assert shown("\x13 FORMCHECKBOX \x01\x14☐\x15.", data) == "<filled|☒>."
    assert shown("\x13 FORMCHECKBOX \x01\x14otro texto\x15.", data) == "otro texto<filled|☒>."


def test_links_take_their_target_from_the_code() -> None:
    code = '\x13 HYPERLINK "https://example.org/a" \\l "b" \\o "una ayuda" \x14'
    assert shown(f"Ver {code}la página\x15.") == "Ver <https://example.org/a#b|la página>."
    assert shown('\x13 HYPERLINK \\l "_Toc1" \x14abajo\x15') == "abajo"


def test_fields_in_fields() -> None:
    text = 'a \x13 IF \x13 PAGE \x141\x15 = 1 "sí" \x14\x13 HYPERLINK "mailto:x@example.org" \x14x\x15 sí\x15 z'
    assert shown(text) == "a <mailto:x@example.org|x> sí z"


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ('\x13 SYMBOL 254 \\f "Wingdings" \\s 11\x15', "☑"),
        ("\x13 SYMBOL 0x2612 \\u\x15", "☒"),
        ("\x13 MACROBUTTON SinMacro [Escriba el lugar]\x15", "<prompt|[Escriba el lugar]>"),
        ("\x13 MACROBUTTON Tildar ☐\x15", "☐"),
        ('\x13 XE "entrada" \x15', ""),
        ("\x13 SET Autor Ana \x14Ana\x15", ""),
        ("\x13 TIME \\@ HH \x1410\x15", "10"),
    ],
)
def test_what_other_fields_show(field: str, line: str) -> None:
    assert shown(f"a {field} z") == f"a {line} z"


def test_a_mark_without_its_counterpart_hides_nothing() -> None:
    assert shown("uno \x13 dos \x14 tres") == "uno  dos  tres"
    assert shown("uno \x15 dos \x13 PAGE \x147\x15") == "uno  dos 7"


def test_a_deleted_field_is_deleted_text() -> None:
    text = "a\x13 FORMCHECKBOX \x01\x14\x15b"
    deleted = sprm(0x0800, 1)
    runs = (Run(1, 2, deleted), Run(17, 19, deleted))
    assert shown(text, form_data(1, 1), *runs) == "a<filled,deleted|☒>b"


def test_form_data_that_make_no_sense_are_none() -> None:
    data = form_data(2, 25, 7, ("uno",))
    assert read_form_field(data, _AT) == FormField(FormKind.DROP_DOWN, text="")
    assert read_form_field(data, 0) is None
    assert read_form_field(data, 10**9) is None
    assert read_form_field(form_data(3), _AT) is None
    for end in range(_AT, len(data)):
        read_form_field(data[:end], _AT)


def test_codes_are_taken_apart() -> None:
    assert parse_code("hyperlink https://example.org").arguments == ("https://example.org",)
    assert parse_code('HYPERLINK "C:\\\\Mis documentos\\\\a.doc"').arguments == ("C:\\Mis documentos\\a.doc",)
    assert parse_code("").name == ""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(lambda count: "\x13 Q \x14" * count + "a" + "\x15" * count, id="fields in fields"),
        pytest.param(lambda count: "\x13 Q \x14a\x15" * count, id="fields"),
        pytest.param(lambda count: "\x13 Q " * count, id="open fields"),
        pytest.param(lambda count: "a\r" * count, id="paragraphs"),
        pytest.param(lambda count: "a\x0b" * count, id="lines"),
    ],
)
def test_time_grows_with_the_text(text: Callable[[int], str]) -> None:
    assert_linear(read, lambda count: word_file(text(count) + "\r", []), 2000)


def test_text_in_many_fields_is_shown() -> None:
    assert "fin" in shown("\x13 Q \x14" * 50 + "fin" + "\x15" * 50)
