from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.intake import mbox

LINE = b"From ana@example.org Sat Apr 25 10:11:11 2020\n"


def read(data: bytes) -> list[bytes]:
    return list(mbox.messages(data))


BOXES = [
    ("two", LINE + b"A: 1\n\nuno\n\n" + LINE + b"A: 2\n\ndos\n", [b"A: 1\n\nuno\n\n", b"A: 2\n\ndos\n"]),
    ("no blank line between", LINE + b"A: 1\n\nuno\n" + LINE + b"A: 2\n\ndos\n", [b"A: 1\n\nuno\n", b"A: 2\n\ndos\n"]),
    ("carriage returns", (LINE + b"A: 1\n\nuno\n").replace(b"\n", b"\r\n"), [b"A: 1\r\n\r\nuno\r\n"]),
    (
        "Thunderbird",
        b"From - Mon May 04 10:11:12 2020\nX-Mozilla-Status: 0001\n\nuno",
        [b"X-Mozilla-Status: 0001\n\nuno"],
    ),
    ("with a zone", b"From a@b Mon May  4 10:11:12 -0300 2020\nA: 1\n\nuno", [b"A: 1\n\nuno"]),
    ("a sentence", LINE + b"A: 1\n\nuno\n\nFrom here on:\nA: 2\n", [b"A: 1\n\nuno\n\nFrom here on:\nA: 2\n"]),
    ("a quoted separator", LINE + b"A: 1\n\n>" + LINE + b"A: 2\n", [b"A: 1\n\n" + LINE + b"A: 2\n"]),
    ("a twice quoted one", LINE + b"A: 1\n\n>>From x\n", [b"A: 1\n\n>From x\n"]),
    ("text before", b"\n\n" + LINE + b"A: 1\n\nuno", [b"A: 1\n\nuno"]),
    ("no message", b"hola", []),
]


@pytest.mark.parametrize(("data", "messages"), [case[1:] for case in BOXES], ids=[case[0] for case in BOXES])
def test_messages(data: bytes, messages: list[bytes]) -> None:
    assert read(data) == messages


@given(st.integers(0, 40), st.integers(1, 60), st.integers(30, 3000))
def test_places_do_not_depend_on_the_pieces_read(before: int, count: int, size: int) -> None:
    box = b"\n" * before + b"".join(LINE + b"A: %d\n\n" % number + b"x" * size + b"\n" for number in range(count))
    whole = [box[span.start : span.end] for span in mbox.spans(io.BytesIO(box))]
    chunk, mbox._CHUNK = mbox._CHUNK, 4096
    try:
        assert [box[span.start : span.end] for span in mbox.spans(io.BytesIO(box))] == whole
    finally:
        mbox._CHUNK = chunk
    assert len(whole) == count


def test_one_message_saved_with_a_mailboxs_line() -> None:
    assert mbox.is_saved_message("inbox/a.EML", 1)
    assert not mbox.is_saved_message("inbox/a.eml", 2)
    assert not mbox.is_saved_message("inbox/a.mbox", 1)
