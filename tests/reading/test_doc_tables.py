from __future__ import annotations

import struct

from doc_lines import lines
from word_binary import Run, sprm, style_free, word_file

from ingest.reading.doc import read

IN_TABLE, DEPTH = sprm(0x2416, 1), 0x6649


def definition(*edges: int, flags: tuple[int, ...] = ()) -> bytes:
    """sprmTDefTable: the edges of a row's cells, and each cell's merge flags."""
    cells = len(edges) - 1
    operand = bytes([cells]) + struct.pack(f"<{cells + 1}h", *edges)
    for index in range(cells):
        operand += struct.pack("<H18x", flags[index] if index < len(flags) else 0)
    return sprm(0xD608, operand)


def table(*rows: tuple[str, bytes]) -> list[str]:
    """The lines of a table: each row's cells, between them 07, and the sprms of its end."""
    text, runs = "", []
    for cells, sprms in rows:
        start = len(text)
        text += cells + "\x07"
        runs.append(Run(start, len(text), style_free(IN_TABLE)))
        text += "\x07"
        runs.append(Run(len(text) - 1, len(text), style_free(IN_TABLE, sprm(0x2417, 1), sprms)))
    runs.append(Run(len(text), len(text) + 4, style_free()))
    return lines(read(word_file(text + "fin\r", (), runs)))


def test_cells_stand_on_the_grid_of_all_rows() -> None:
    assert table(
        ("a\x07b", definition(0, 3000, 9000)),
        ("c\x07d\rd\x07e", definition(0, 3010, 6000, 9000)),
        ("f", definition(3000, 9000)),
    ) == [
        "(1:0,0) a",
        "(1:0,1 1x2) b",
        "(1:1,0) c",
        "(1:1,1) d",
        "(1:1,1) d",
        "(1:1,2) e",
        "(1:2,1 1x2) f",
        "fin",
    ]


def test_cells_merged_downwards_cover_those_below() -> None:
    first, more = 0x60, 0x20
    assert table(
        ("a\x07b", definition(0, 3000, 6000, flags=(first, 0))),
        ("\x07c", definition(0, 3000, 6000, flags=(more, 0))),
        ("\x07d", definition(0, 3000, 6000, flags=(first, 0))),
    ) == ["(1:0,0 2x1) a", "(1:0,1) b", "(1:1,1) c", "(1:2,0) ", "(1:2,1) d", "fin"]


def test_text_of_a_covered_cell_goes_into_the_one_above() -> None:
    assert table(
        ("a\x07b", definition(0, 3000, 6000, flags=(0x60, 0))),
        ("resto\x07c", definition(0, 3000, 6000, flags=(0x20, 0))),
    ) == ["(1:0,0 2x1) a", "(1:0,1) b", "(1:0,0 2x1) resto", "(1:1,1) c", "fin"]


def test_cells_merged_across_are_one_whichever_flag_begins_them() -> None:
    for begins, goes_on in ((1, 2), (2, 1), (3, 1)):
        row = definition(0, 1000, 2000, 3000, 4000, flags=(begins, goes_on, begins, goes_on))
        assert table(("a\x07\x07b\x07más", row), ("c\x07d\x07e\x07f", definition(0, 1000, 2000, 3000, 4000)))[:3] == [
            "(1:0,0 1x2) a",
            "(1:0,2 1x2) b",
            "(1:0,2 1x2) más",
        ]


def test_rows_without_a_definition_are_cells_side_by_side() -> None:
    assert table(("a\x07b", b""))[:2] == ["(1:0,0) a", "(1:0,1) b"]


def test_changes_to_a_definition() -> None:
    plain = definition(0, 1000, 2000, 3000)

    def second(cells: str, sprms: bytes) -> list[str]:
        return table(("x\x07y\x07z", plain), (cells, sprms))[3:-1]

    insert_two_of_1000_at_the_start = sprm(0x7621, 0x03E80200)
    assert second("a\x07b\x07c", definition(0, 1000) + insert_two_of_1000_at_the_start) == [
        "(1:1,0) a",
        "(1:1,1) b",
        "(1:1,2) c",
    ]
    delete_the_second = sprm(0x5622, 0x0201)
    assert second("a\x07b", plain + delete_the_second) == ["(1:1,0) a", "(1:1,1) b"]
    merge_the_first_two = sprm(0x5624, 0x0200)
    assert second("a\x07\x07c", plain + merge_the_first_two) == ["(1:1,0 1x2) a", "(1:1,2) c"]
    second_2000_wide = sprm(0x7623, 0x07D00201)
    assert second("a\x07b", definition(0, 1000, 2000) + second_2000_wide) == ["(1:1,0) a", "(1:1,1 1x2) b"]


def test_a_shaded_cell_is_a_highlight() -> None:
    yellow, none = bytes.fromhex("000000ff ffff0000 0000"), bytes.fromhex("000000ff 000000ff 0000")
    shades = sprm(0xD612, none + yellow)
    assert table(("a\x07b", definition(0, 1000, 2000) + shades))[:2] == ["(1:0,0) a", "(1:0,1) <highlight|b>"]


def test_a_row_of_a_definition_too_long_for_its_page_is_found_in_the_data_stream() -> None:
    sprms = style_free(IN_TABLE, sprm(0x2417, 1))[2:] + definition(0, 3000, 9000) + sprm(0xD62B, b"\0\3")
    data = struct.pack("<H", len(sprms)) + sprms
    runs = [Run(0, 4, style_free(IN_TABLE)), Run(4, 5, style_free(sprm(0x6646, 0))), Run(5, 9, style_free())]
    text = "a\x07b\x07\x07fin\r"
    assert lines(read(word_file(text, (), runs, data=data))) == ["(1:0,0) a", "(1:0,1) b", "fin"]


def test_a_row_that_a_tracked_change_removes_is_deleted_text() -> None:
    text = "a\x07\x07b\x07\x07c\x07\x07fin\r"
    plain, end = style_free(IN_TABLE), style_free(IN_TABLE, sprm(0x2417, 1), definition(0, 3000))
    paragraphs = [Run(at, at + size, list_) for at, size, list_ in
                  ((0, 2, plain), (2, 1, end), (3, 2, plain), (5, 1, end), (6, 2, plain), (8, 1, end))]  # fmt: skip
    document = read(word_file(text, [Run(5, 6, sprm(0x0800, 1))], [*paragraphs, Run(9, 13, style_free())]))
    assert lines(document) == ["(1:0,0) a", "(1:1,0) <deleted|b\n>c", "fin"]


def test_tables_in_cells() -> None:
    two, three = sprm(DEPTH, 2), sprm(DEPTH, 3)
    parts = [
        ("fuera\r", IN_TABLE + sprm(DEPTH, 1)),
        ("x\r", IN_TABLE + two + sprm(0x244B, 1)),
        ("honda\r", IN_TABLE + three + sprm(0x244B, 1)),
        ("\r", IN_TABLE + three + sprm(0x244B, 1) + sprm(0x244C, 1) + definition(0, 100)),
        ("Mixta\r", IN_TABLE + two + sprm(0x244B, 1)),
        ("\r", IN_TABLE + two + sprm(0x244B, 1) + sprm(0x244C, 1) + definition(0, 500, 900)),
        ("después\x07", IN_TABLE + sprm(DEPTH, 1)),
        ("otra\x07", IN_TABLE + sprm(DEPTH, 1)),
        ("\x07", IN_TABLE + sprm(DEPTH, 1) + sprm(0x2417, 1) + definition(0, 3000, 6000)),
        ("fin\r", b""),
    ]
    text, runs = "", []
    for part, sprms in parts:
        runs.append(Run(len(text), len(text) + len(part), style_free(sprms)))
        text += part
    assert lines(read(word_file(text, (), runs))) == [
        "(1:0,0) fuera",
        "(1:0,0) (2:0,0) x",
        "(1:0,0) (2:0,1) (3:0,0) honda",
        "(1:0,0) (2:0,1) Mixta",
        "(1:0,0) después",
        "(1:0,1) otra",
        "fin",
    ]
