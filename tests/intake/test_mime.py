from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import TooLarge
from ingest.intake.mime import Leaf, split
from ingest.limits import Limits


def leaves(message: bytes) -> list[Leaf]:
    return split(message, Limits())[1]


def texts(message: bytes) -> list[bytes]:
    return [message[leaf.start : leaf.end] for leaf in leaves(message)]


MIXED = b"Content-Type: multipart/mixed; boundary=b\n\n"

MESSAGES = [
    ("no MIME at all", b"Subject: x\n\nHola\n", [b"Hola\n"]),
    ("two parts", MIXED + b"before\n--b\n\nuno\n--b\n\ndos\n--b--\nafter", [b"uno", b"dos"]),
    ("carriage returns", MIXED + b"--b\r\n\r\nuno\r\n--b\r\n\r\ndos\r\n--b--\r\n", [b"uno", b"dos"]),
    ("line ends of an old Mac", (MIXED + b"--b\n\nuno\n--b--\n").replace(b"\n", b"\r"), [b"uno"]),
    ("blanks after the boundary", MIXED + b"--b  \n\nuno\n--b-- \n", [b"uno"]),
    ("never closed", MIXED + b"--b\n\nuno\n--b\n\ndos\n", [b"uno", b"dos\n"]),
    ("an empty part", MIXED + b"--b\n\n--b\n\ndos\n--b--", [b"", b"dos"]),
    ("a part that is all header", MIXED + b"--b\nContent-Type: text/plain\n--b\n\ndos\n--b--", [b"", b"dos"]),
    ("a boundary within a line", MIXED + b"--b\n\nx --b\n--bb\n--b--", [b"x --b\n--bb"]),
    ("quoted boundary with a colon", MIXED.replace(b"=b", b'="b: 1"') + b"--b: 1\n\nuno\n--b: 1--", [b"uno"]),
    ("a boundary that ends in dashes", MIXED.replace(b"=b", b"=b--") + b"--b--\n\nuno\n--b----", [b"uno"]),
    (
        "no boundary named",
        b"Content-Type: multipart/mixed\n\n--x\nContent-Type: text/plain\n\nuno\n"
        b"--x\nContent-Type: text/html\n\ndos\n--x--",
        [b"uno", b"dos"],
    ),
    (
        "another boundary named",
        MIXED + b"--x\nContent-Type: text/plain\n\nuno\n--x--\n",
        [b"uno"],
    ),
    ("a multipart without any part", MIXED + b"-- \nAna\n", [b"-- \nAna\n"]),
    (
        "an inner one that is not closed",
        MIXED + b"--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nuno\n--b\n\ndos\n--b--",
        [b"uno", b"dos"],
    ),
]


@pytest.mark.parametrize(("message", "parts"), [case[1:] for case in MESSAGES], ids=[case[0] for case in MESSAGES])
def test_parts(message: bytes, parts: list[bytes]) -> None:
    assert [part.replace(b"\r", b"\n") for part in texts(message)] == parts


def test_the_forms_of_one_text_are_told() -> None:
    message = (
        b"Content-Type: multipart/alternative; boundary=a\n\n--a\n\nplain\n"
        b"--a\nContent-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n<p>html\n"
        b"--r\nContent-Type: image/png\n\nPNG\n--r--\n--a--\n"
    )
    found = leaves(message)
    assert [(leaf.kind, leaf.alternative) for leaf in found] == [("text/plain", 1), ("text/html", 1), ("image/png", 1)]


def test_the_parts_of_a_digest_are_messages() -> None:
    message = b"Content-Type: multipart/digest; boundary=d\n\n--d\n\nSubject: x\n\nHola\n--d--"
    assert [leaf.kind for leaf in leaves(message)] == ["message/rfc822"]


def nested(depth: int) -> bytes:
    top = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(depth))
    return top + b"\nfondo\n" + b"".join(b"--b%d--\n" % level for level in reversed(range(depth)))


def test_depth_costs_no_more_than_size() -> None:
    def seconds(depth: int) -> float:
        message = nested(depth)
        started = time.perf_counter()
        assert texts(message) == [b"fondo"]
        return time.perf_counter() - started

    assert seconds(8000) < 20 * max(seconds(1000), 0.005)


def test_too_many_parts() -> None:
    message = MIXED + b"--b\n\nx\n" * 50
    with pytest.raises(TooLarge, match="members"):
        split(message, Limits(members=40))


def test_unbounded_guessing_ends() -> None:
    part = b"--a\nContent-Type: multipart/mixed; boundary=none\n\n"
    started = time.perf_counter()
    split(b"Content-Type: multipart/mixed; boundary=a\n\n" + part * 9000, Limits())
    assert time.perf_counter() - started < 3


@given(st.lists(st.binary(max_size=40).map(lambda data: data.replace(b"\n", b" ").replace(b"\r", b" ")), min_size=1))
def test_what_was_put_in_comes_out(parts: list[bytes]) -> None:
    message = MIXED + b"".join(b"--b\n\n" + b"x" + part + b"\n" for part in parts) + b"--b--\n"
    assert texts(message) == [b"x" + part for part in parts]


@given(st.text(alphabet="-b\r\n: Content-Type: multipart/mixed;boundary=", max_size=200).map(str.encode))
def test_nothing_raises(data: bytes) -> None:
    for leaf in leaves(data):
        assert 0 <= leaf.start <= leaf.end <= len(data)
