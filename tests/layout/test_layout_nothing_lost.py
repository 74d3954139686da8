"""Whatever stands on a page comes out of it, once."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from printed import frame, page, read, run

from ingest.document import Style
from ingest.layout.page import Rule, Run

WORDS = st.lists(
    st.sampled_from(["Lugar:", "Goya", "(x)", "una", "red", "2020", "•", "a-", "X", "é"]), min_size=1, max_size=9
)
RUNS = st.builds(
    lambda x, y, words, style, size: run(x, y, " ".join(words), style, size),
    st.sampled_from([40.0, 60.0, 200.0, 330.0]) | st.floats(5, 400),
    st.sampled_from([100.0, 112.0, 124.0, 136.0, 300.0]) | st.floats(12, 835),
    WORDS,
    st.sampled_from([Style.NONE, Style.BOLD, Style.FILLED]),
    st.sampled_from([10.0, 10.0, 7.0, 14.0]),
)
FRAMES = st.builds(
    lambda x, y, wide, high: frame(x, y, x + wide, y + high),
    st.floats(20, 400),
    st.floats(20, 700),
    st.floats(4, 300),
    st.floats(4, 200),
)


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()).replace("-", ""))


@settings(max_examples=150, deadline=None)
@given(st.lists(RUNS, max_size=25), st.lists(FRAMES, max_size=6), st.booleans())
def test_every_letter_comes_out_once(runs: list[Run], frames: list[list[Rule]], second: bool) -> None:
    rules = [rule for sides in frames for rule in sides]
    pages = [page(runs, rules)] + ([page(runs, rules, 2)] if second else [])
    found = read(*pages)
    got = "".join(paragraph.text + (paragraph.bullet or "") for paragraph in found)
    assert letters(got) == letters("".join(item.text for content in pages for item in content.words))
