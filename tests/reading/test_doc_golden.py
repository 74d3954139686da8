from __future__ import annotations

import io
import json
import random
from pathlib import Path

import pytest
from compound import compound_file
from doc_lines import lines
from hypothesis import given, settings
from hypothesis import strategies as st
from olefile import OleFileIO
from word_binary import TEXT_AT, Piece, Run, sprm, word_file

from ingest.errors import FileProblem
from ingest.reading import read as read_any
from ingest.reading.doc import read

GOLDEN = sorted((Path(__file__).parent / "golden" / "doc").glob("*.doc"))


def streams(data: bytes) -> dict[str, bytes]:
    container = OleFileIO(io.BytesIO(data))
    names = [name for name in ("WordDocument", "1Table", "Data") if container.exists(name)]
    return {name: container.openstream(name).read() for name in names}


STREAMS = {path.name: streams(path.read_bytes()) for path in GOLDEN}


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_golden_documents(path: Path) -> None:
    document = read_any(path.read_bytes())
    assert document.format == "doc"
    assert not document.damaged
    assert lines(document) == json.loads(path.with_suffix(".doc.json").read_text("utf-8"))


def attempt(data: bytes) -> None:
    """Whatever the bytes: a document, or a named problem."""
    try:
        read(data)
    except FileProblem as problem:
        assert problem.code


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_a_file_cut_short_is_read_in_part_or_refused(path: Path) -> None:
    whole = path.read_bytes()
    for end in range(0, len(whole), 509):
        attempt(whole[:end])


@pytest.mark.parametrize("name", STREAMS)
@pytest.mark.parametrize("stream", ["WordDocument", "1Table"])
def test_a_stream_cut_short_leaves_what_comes_before(name: str, stream: str) -> None:
    parts = STREAMS[name]
    for end in range(0, len(parts[stream]), 311):
        attempt(compound_file({**parts, stream: parts[stream][:end]}))


def test_text_that_is_cut_off_marks_the_document_damaged() -> None:
    parts = streams(word_file("Fecha: mayo\r" + "a" * 4000 + "\r"))
    assert not read(compound_file(parts)).damaged
    document = read(compound_file({**parts, "WordDocument": parts["WordDocument"][:5000]}))
    assert document.damaged
    assert [paragraph.text for paragraph in document.paragraphs] == ["Fecha: mayo", "a" * ((5000 - TEXT_AT) // 2 - 12)]


def test_formatting_that_is_cut_off_marks_the_document_damaged() -> None:
    parts = streams(word_file("Fecha: mayo\r" + "a" * 4000 + "\r", [Run(0, 5, sprm(0x0835, 1))]))
    assert lines(read(compound_file(parts)))[0] == "<bold|Fecha>: mayo"
    document = read(compound_file({**parts, "WordDocument": parts["WordDocument"][:-512]}))
    assert document.damaged
    assert lines(document)[0] == "Fecha: mayo"


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(STREAMS)), st.sampled_from(["WordDocument", "1Table", "Data"]), st.integers(0, 2**32))
def test_bytes_gone_wrong_never_break_the_reader(name: str, stream: str, seed: int) -> None:
    parts = dict(STREAMS[name])
    chance = random.Random(seed)
    damaged = bytearray(parts.get(stream, b""))
    for _ in range(chance.choice([1, 3, 10, 50])):
        if damaged:
            damaged[chance.randrange(len(damaged))] = chance.choice([0, 1, 7, 13, 19, 21, 127, 128, 255])
    attempt(compound_file({**parts, stream: bytes(damaged)}))


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(GOLDEN), st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), min_size=1))
def test_a_container_gone_wrong_never_breaks_the_reader(path: Path, changes: list[tuple[int, int]]) -> None:
    data = bytearray(path.read_bytes())
    for at, value in changes:
        data[at % len(data)] = value
    attempt(bytes(data))


def test_a_file_without_its_directory_is_read_by_what_its_streams_hold() -> None:
    path = GOLDEN[0].with_name("campos.doc")
    data = path.read_bytes()
    name = "WordDocument".encode("utf-16-le")
    document = read(data.replace(name, b"\xff" * len(name)))
    assert document.damaged
    assert lines(document) == lines(read(data))


def test_text_without_a_piece_table_ends_where_it_makes_no_sense() -> None:
    for width, senseless in ((2, "\u8f48\u6a0c"), (1, "a\0b\0")):
        pieces = [Piece("Localización: Goya\r" * 10, width), Piece(senseless * 40 + "\r", width)]
        document = read(compound_file({**streams(word_file(pieces)), "1Table": b""}))
        assert document.damaged
        assert lines(document) == ["Localización: Goya"] * 10
