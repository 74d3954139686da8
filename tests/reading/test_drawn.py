from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Span, Style, paragraph
from ingest.reading.drawn.restyling import restyle

_LOOKS = st.sampled_from([Style.NONE, Style.BOLD, Style.DELETED])
_SPANS = st.lists(st.tuples(st.text("abc ", min_size=1, max_size=5), _LOOKS), max_size=5)
_MARKS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 9), st.sampled_from([Style.STRIKE, Style.CROSSED])), max_size=5
)


@given(_SPANS, _MARKS)
def test_each_character_gets_the_styles_of_the_marks_over_it(
    spans: list[tuple[str, Style]], marks: list[tuple[int, int, Style]]
) -> None:
    made = paragraph([Span(text, style) for text, style in spans])
    restyled = restyle(made, [(start, start + length, style) for start, length, style in marks])
    assert restyled.text == made.text
    expected = []
    at = 0
    for text, style in spans:
        for character in text:
            added = Style.NONE
            for start, length, mark in marks:
                if not style & Style.DELETED and start <= at < start + length:
                    added |= mark
            expected.append((character, style | added))
            at += not style & Style.DELETED
    assert [(character, span.style) for span in restyled.spans for character in span.text] == expected
