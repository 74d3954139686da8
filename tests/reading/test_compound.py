from __future__ import annotations

import struct
import time

import pytest
from compound import compound_file

from ingest.errors import Unreadable
from ingest.reading.compound import open_compound, root_streams

WHOLE = compound_file({"WordDocument": b"Goya", "1Table": b"x" * 9000})


def test_a_whole_file_opens() -> None:
    assert open_compound(WHOLE).openstream("WordDocument").read(4) == b"Goya"


@pytest.mark.parametrize("place", [40, 44, 64, 72])
def test_a_table_larger_than_the_file(place: int) -> None:
    hostile = bytearray(WHOLE)
    struct.pack_into("<I", hostile, place, 0x7FFFFFFF)
    with pytest.raises(Unreadable):
        open_compound(bytes(hostile))


@pytest.mark.parametrize("place", [30, 32])
def test_sectors_of_an_impossible_size(place: int) -> None:
    hostile = bytearray(WHOLE)
    struct.pack_into("<H", hostile, place, 65)
    with pytest.raises(Unreadable):
        open_compound(bytes(hostile))


def test_an_endless_stream_ends() -> None:
    """A chain of sectors that leads back to its start, and a length of two thousand million bytes."""
    hostile = bytearray(WHOLE)
    table = hostile.index(struct.pack("<III", 1, 2, 3))
    struct.pack_into("<I", hostile, table, 0)
    entry = hostile.index("WordDocument".encode("utf-16-le"))
    struct.pack_into("<I", hostile, entry + 120, 0x7FFFFFFF)
    started = time.perf_counter()
    assert len(open_compound(bytes(hostile)).openstream("WordDocument").read()) <= len(WHOLE)
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("kept", [0, 20, 512, 1000])
def test_a_cut_file(kept: int) -> None:
    with pytest.raises(Unreadable):
        open_compound(WHOLE[:kept])


def test_a_sound_file_is_read_as_olefile_reads_it() -> None:
    small = {"Data": b"a", "1Table": bytes(range(256)) * 40, "WordDocument": b"Goya" * 2000}
    whole = compound_file(small)
    opened = open_compound(whole)
    read = root_streams(whole, ("WordDocument", "1Table", "Data", "0Table"))
    assert read == {name: opened.openstream(name).read() for name in small}


@pytest.mark.parametrize("at", [0, 26, 28, 44, 48, 70])
def test_a_file_that_is_not_in_order_is_left_to_others(at: int) -> None:
    hostile = bytearray(WHOLE)
    hostile[at : at + 4] = b"\x7f\x7f\x7f\x7f"
    assert root_streams(bytes(hostile), ("WordDocument",)) is None


def test_a_stream_that_goes_nowhere_is_left_to_others() -> None:
    hostile = bytearray(WHOLE)
    table = hostile.index(struct.pack("<III", 1, 2, 3))
    struct.pack_into("<I", hostile, table, 0x00FFFFFF)
    assert root_streams(bytes(hostile), ("WordDocument",)) is None
