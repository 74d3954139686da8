from __future__ import annotations

import struct

from doc_lines import lines
from word_binary import Run, sprm, word_file

from ingest.document import Layer
from ingest.reading.doc import read

SPECIAL = sprm(0x0855, 1)


def positions(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def test_notes_and_comments_stand_after_the_paragraph_of_their_mark() -> None:
    body, notes = "Uno\x02 dos\x05.\rTres*\x02\r", "\x02 nota\r*propia\r\r"
    comments, ends = "\x05duda\r\r", "\x02 final\r\r"
    text = body + notes + comments + ends
    star = body.index("*")
    tables = {
        2: positions(3, star, len(body)) + b"\1\0" + b"\0\0",  # footnotes: one numbered, one with a mark typed
        3: positions(0, 7, 15, 16),
        4: positions(body.index("\x05"), len(body)) + b"\0" * 30,
        5: positions(0, 6, 7),
        46: positions(star + 1, len(body)) + b"\1\0",
        47: positions(0, 8, 9),
    }
    lengths = (len(body), len(notes), 0, 0, len(comments), len(ends))
    runs = [Run(star, star + 1, sprm(0x2A48, 1))]
    assert lines(read(word_file(text, runs, tables=tables, lengths=lengths))) == [
        "Uno dos.",
        "footnote:  nota",
        "comment: duda",
        "Tres",
        "footnote: *propia",
        "footnote:  final",
    ]


def test_notes_of_deleted_text_are_gone() -> None:
    body, notes = "Uno\x02\r", "\x02nota\r\r"
    tables = {2: positions(3, len(body)) + b"\1\0", 3: positions(0, 6, 7)}
    data = word_file(body + notes, [Run(3, 4, sprm(0x0800, 1))], tables=tables, lengths=(len(body), len(notes)))
    assert lines(read(data)) == ["Uno"]


def _record(kind: int, content: bytes, container: bool = True) -> bytes:
    return struct.pack("<HHI", 0xF if container else 0, kind, len(content)) + content


def _shape(number: int) -> bytes:
    return _record(0xF004, _record(0xF00A, struct.pack("<II", number, 0), container=False))


def test_text_boxes_stand_after_their_anchor_even_in_a_group() -> None:
    body = "Uno\x08.\rDos\x08.\rFin\r"
    boxes = "primera\r\rdel grupo\r\rsin ancla\r\r\r"
    ends = (9, 20, 31, 32)
    shapes = positions(3, body.rindex("\x08"), len(body))
    shapes += b"".join([struct.pack("<I22x", shape) for shape in (1026, 1030)])
    texts = positions(0, *ends) + b"".join([struct.pack("<14xI4x", shape) for shape in (1026, 1032, 1099, 0)])
    group = _record(0xF003, _shape(1030) + _shape(1031) + _record(0xF003, _shape(1033) + _shape(1032)))
    drawing = _record(0xF002, _record(0xF003, _shape(1024) + _shape(1026) + group))
    tables = {40: shapes, 56: texts, 50: _record(0xF000, b"") + b"\0" + drawing}
    lengths = (len(body), 0, 0, 0, 0, 0, len(boxes))
    runs = [Run(at, at + 1, SPECIAL) for at, character in enumerate(body) if character == "\x08"]
    document = read(word_file(body + boxes, runs, tables=tables, lengths=lengths))
    assert lines(document) == [
        "Uno.",
        "text box: primera",
        "Dos.",
        "text box: del grupo",
        "Fin",
        "text box: sin ancla",
    ]


def _word_art(number: int, letters: str, hidden: bool = False) -> bytes:
    value = (letters + "\0").encode("utf-16-le")
    properties = struct.pack("<HIHI", 0xC0C5, 2, 0xC0C0, len(value)) + struct.pack("<HI", 0x03BF, 0x20002 * hidden)
    content = properties + b"\0\0" + value
    told = struct.pack("<HHI", 3 << 4 | 3, 0xF00B, len(content)) + content
    return _record(0xF004, _record(0xF00A, struct.pack("<II", number, 0), container=False) + told)


def test_word_art_stands_after_its_anchor() -> None:
    body = "Uno\x08\x08.\rFin\r"
    shapes = positions(3, 4, len(body)) + b"".join([struct.pack("<I22x", shape) for shape in (1026, 1027)])
    art = _word_art(1026, "Año\r2020") + _word_art(1027, "no", hidden=True)
    drawing = _record(0xF002, _record(0xF003, _shape(1024) + art))
    tables = {40: shapes, 50: _record(0xF000, b"") + b"\0" + drawing}
    runs = [Run(3, 5, SPECIAL)]
    document = read(word_file(body, runs, tables=tables, lengths=(len(body),)))
    assert lines(document) == ["Uno.", "text box: Año", "text box: 2020", "Fin"]


def test_headers_and_footers_that_are_shown() -> None:
    body = "Uno\x0cDos\r"
    stories = ["par\r\r", "impar\r\r", "", "pie\r\r", "primera\r\r", ""]  # of the first section
    stories += ["", "", "", "", "primera 2\r\r", "pie 2\r\r"]
    ends = [0] * 7  # six stories of note separators, which are empty
    for story in stories:
        ends.append(ends[-1] + len(story))
    headers = "".join(stories) + "\r"
    title = sprm(0x300A, 1)
    sections = struct.pack("<3I", 0, 4, len(body)) + struct.pack("<HIHI", 0, 2**31, 0, 0)
    sections += struct.pack("<HIHI", 0, 0, 0, 0)

    def shown(facing: int, section_with_title: int) -> list[str]:
        at = 0x300  # inside the FIB's unused part, where the tests' section properties stand
        places = [2**31, 2**31]
        if section_with_title:
            places[section_with_title - 1] = at
        sed = struct.pack("<3I", 0, 4, len(body)) + b"".join([struct.pack("<HIHI", 0, p, 0, 0) for p in places])
        tables = {6: sed, 11: positions(*ends, ends[-1] + 1), 31: bytes([facing]) + b"\0" * 83}
        data = bytearray(word_file(body + headers, (), tables=tables, lengths=(len(body), 0, len(headers))))
        start = data.index(b"\xec\xa5") + at
        data[start : start + 2 + len(title)] = struct.pack("<H", len(title)) + title
        return lines(read(bytes(data)))

    assert shown(0, 0) == ["Uno", "Dos", "header: impar", "footer: pie"]
    assert shown(1, 0) == ["Uno", "Dos", "header: par", "header: impar", "footer: pie"]
    assert shown(0, 1) == ["Uno", "Dos", "header: impar", "footer: pie", "header: primera"]
    assert shown(0, 2) == ["Uno", "Dos", "header: impar", "footer: pie", "header: primera 2", "footer: pie 2"]


def test_text_boxes_of_a_header_are_no_place_for_answers() -> None:
    body, headers, boxes = "Uno\r", "\x08\r\r", "cuadro\r\r"
    tables = {
        11: positions(*[0] * 8, 2, 2, 2, 2, 2, 3),
        41: positions(0, 3) + struct.pack("<I22x", 2049),
        58: positions(0, 8) + struct.pack("<14xI4x", 2049),
    }
    lengths = (len(body), 0, len(headers), 0, 0, 0, 0, len(boxes))
    runs = [Run(4, 5, SPECIAL)]
    document = read(word_file(body + headers + boxes, runs, tables=tables, lengths=lengths))
    assert [(item.layer, item.text) for item in document.paragraphs if item.text] == [
        (Layer.BODY, "Uno"),
        (Layer.HEADER, "cuadro"),
    ]
