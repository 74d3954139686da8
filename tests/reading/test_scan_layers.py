"""Somebody else's text layer under a scan: a good one is heard, a poor one is not."""

from __future__ import annotations

from ingest.document import Box, PageSize
from ingest.layout.page import Run, Word
from ingest.reading.scan import ScannedPage, with_layer

TEXT = "La cooperativa repartió viandas entre las familias del barrio durante toda la pandemia desde marzo".split()


def words(texts: list[str], confidence: float = 0.99) -> tuple[Word, ...]:
    return tuple(
        Word(text, Box(60 * (place % 8), 20 * (place // 8), 60 * (place % 8) + 50, 20 * (place // 8) + 10),
             confidence=confidence)
        for place, text in enumerate(texts)
    )  # fmt: skip


def weighed(ours: list[Word], layer: list[str]) -> dict[str, float]:
    read = (*words(TEXT), *ours)
    page = with_layer(ScannedPage(1, PageSize(595, 842), read, shown=PageSize(595, 842)), words([*TEXT, *layer]))
    return {word.text: word.confidence for word in page.words[len(TEXT) :]}


def last(text: str, confidence: float) -> Word:
    return words([*TEXT, text])[-1]._replace(confidence=confidence)


def test_what_both_say_is_sure() -> None:
    assert weighed([last("14/05/2020", 0.7)], ["14/05/2020"]) == {"14/05/2020": 0.985}


def test_a_date_that_the_layer_gives_otherwise_is_doubted() -> None:
    assert weighed([last("14/05/2020", 0.985)], ["11/05/2020"]) == {"14/05/2020": 0.5}


def test_a_word_that_is_read_poorly_is_the_layer_s() -> None:
    assert weighed([last("escucla", 0.6)], ["escuela"]) == {"escuela": 0.85}


def test_a_word_that_is_read_well_stays() -> None:
    assert weighed([last("escuela", 0.97)], ["cscucla"]) == {"escuela": 0.97}


def test_a_layer_of_another_page_has_no_say() -> None:
    page = ScannedPage(1, PageSize(595, 842), (*words(TEXT), last("14/05/2020", 0.9)), shown=PageSize(595, 842))
    assert with_layer(page, [Run(word[::-1], Box(0, 0, 50, 10)) for word in TEXT]) is page
