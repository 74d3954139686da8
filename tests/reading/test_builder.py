from __future__ import annotations

from collections.abc import Callable

import pytest
from growth import assert_linear

from ingest.document import Document, Layer, Style
from ingest.errors import TooLarge
from ingest.limits import Limits
from ingest.reading.builder import Builder


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def paragraph(builder: Builder, text: str) -> None:
    builder.text(text)
    builder.end_paragraph()


def cell(builder: Builder, text: str, columns: int = 1, rows: int = 1) -> None:
    builder.begin_cell(columns, rows)
    paragraph(builder, text)
    builder.end_cell()


def test_runs_of_one_look_are_one_span() -> None:
    builder = Builder()
    builder.text("Soc", Style.BOLD)
    builder.text("iedad", Style.BOLD)
    builder.text(" civil")
    made = builder.end_paragraph()
    assert [(span.text, span.style) for span in made.spans] == [("Sociedad", Style.BOLD), (" civil", Style.NONE)]


def test_deleted_text_is_kept_apart() -> None:
    builder = Builder()
    builder.text("Privada", Style.DELETED)
    builder.text("Mixta")
    assert builder.position == 5
    made = builder.end_paragraph()
    assert made.text == "Mixta"
    assert made.spans[0] == ("Privada", Style.DELETED, None, None, None, None, 1.0)


def test_boxes_follow_the_paragraph_they_are_anchored_in() -> None:
    builder = Builder()
    builder.text("Localización: ")
    builder.begin_layer(Layer.TEXTBOX)
    paragraph(builder, "Goya")
    builder.text("Corrientes")
    builder.begin_layer(Layer.TEXTBOX)
    paragraph(builder, "en la caja de la caja")
    builder.end_layer()
    builder.end_layer()
    builder.text("(ciudad)")
    builder.end_paragraph()
    paragraph(builder, "después")
    document = builder.document("docx")
    assert texts(document) == ["Localización: (ciudad)", "Goya", "Corrientes", "en la caja de la caja", "después"]
    assert [p.layer for p in document.paragraphs][1:4] == [Layer.TEXTBOX] * 3


def test_a_box_in_a_header_follows_its_anchor() -> None:
    builder = Builder()
    builder.begin_layer(Layer.HEADER)
    builder.text("membrete")
    builder.begin_layer(Layer.TEXTBOX)
    builder.text("caja")
    builder.end_layer()
    builder.end_paragraph()
    builder.end_layer()
    document = builder.document("docx")
    assert texts(document) == ["membrete", "caja"]
    assert [p.layer for p in document.paragraphs] == [Layer.HEADER, Layer.HEADER]


def test_merged_cells_keep_the_grid() -> None:
    builder = Builder()
    builder.begin_table()
    builder.begin_row()
    cell(builder, "a", rows=2)
    cell(builder, "b", columns=2)
    cell(builder, "c")
    builder.end_row()
    builder.begin_row()
    cell(builder, "d")
    cell(builder, "e")
    builder.end_row()
    builder.begin_row()
    builder.skip_columns(1)
    cell(builder, "f")
    builder.end_row()
    builder.end_table()
    places = {p.text: (p.cell.row, p.cell.column) for p in builder.document("docx").paragraphs if p.cell}
    assert places == {"a": (0, 0), "b": (0, 1), "c": (0, 3), "d": (1, 1), "e": (1, 2), "f": (2, 1)}


def test_a_merged_cell_is_resumed_in_a_later_row() -> None:
    builder = Builder()
    builder.begin_table()
    builder.begin_row()
    cell(builder, "a", rows=2)
    builder.end_row()
    merged = builder.document("docx").paragraphs[0].cell
    assert merged is not None
    builder.begin_row()
    builder.resume_cell(merged)
    paragraph(builder, "resto")
    builder.end_cell()
    cell(builder, "b")
    builder.end_row()
    builder.end_table()
    rest, right = builder.document("docx").paragraphs[1:]
    assert rest.cell == merged
    assert right.cell is not None and (right.cell.row, right.cell.column) == (1, 1)


def test_nested_tables_know_their_cell_and_empty_cells_are_seen() -> None:
    builder = Builder()
    builder.begin_table()
    builder.begin_row()
    builder.begin_cell()
    builder.text("antes")
    builder.begin_table()
    builder.begin_row()
    builder.begin_cell()
    builder.end_cell()
    builder.end_row()
    builder.end_table()
    builder.end_cell()
    builder.end_row()
    builder.end_table()
    before, inner = builder.document("docx").paragraphs
    assert (before.text, inner.text) == ("antes", "")
    assert inner.cell is not None and inner.cell.table == 2 and inner.cell.outer == before.cell


def test_an_included_document_counts_its_tables_on() -> None:
    chunk = Builder()
    chunk.begin_table()
    chunk.begin_row()
    cell(chunk, "trozo")
    chunk.end_row()
    chunk.end_table()
    paragraph(chunk, "suelto")
    builder = Builder()
    builder.begin_table()
    builder.begin_row()
    builder.begin_cell()
    builder.include(chunk.document("html"))
    builder.end_cell()
    builder.end_row()
    builder.end_table()
    builder.begin_table()
    builder.begin_row()
    cell(builder, "última")
    builder.end_row()
    builder.end_table()
    inner, loose, last = builder.document("docx").paragraphs
    assert inner.cell is not None and inner.cell.table == 2 and inner.cell.outer == loose.cell
    assert loose.cell is not None and loose.cell.table == 1
    assert last.cell is not None and last.cell.table == 3


def test_too_many_characters_are_refused() -> None:
    builder = Builder(Limits(characters=10))
    builder.text("x" * 10)
    with pytest.raises(TooLarge):
        builder.text("x")


def test_the_position_counts_the_text_of_its_own_paragraph() -> None:
    builder = Builder()
    builder.text("Privada", Style.DELETED)
    assert builder.position == 0
    builder.text("Mixta")
    builder.begin_layer(Layer.TEXTBOX)
    builder.text("caja")
    assert builder.position == 4
    builder.end_layer()
    assert builder.position == 5
    builder.text(" X")
    builder.text("x", Style.DELETED)
    assert builder.position == 7
    builder.end_paragraph()
    assert builder.position == 0
    chunk = Builder()
    paragraph(chunk, "trozo")
    builder.include(chunk.document("html"))
    assert builder.position == 0


def test_a_look_goes_on_after_a_box() -> None:
    builder = Builder()
    builder.text("Soc", Style.BOLD)
    builder.begin_layer(Layer.TEXTBOX)
    builder.text("caja")
    builder.end_layer()
    builder.text("iedad", Style.BOLD)
    made = builder.end_paragraph()
    assert [(span.text, span.style) for span in made.spans] == [("Sociedad", Style.BOLD)]


def _one_paragraph(data: bytes) -> None:
    builder = Builder()
    for _ in data:
        builder.text("una línea de la respuesta ")
        builder.line_break()
        assert builder.position
    builder.end_paragraph()


def _merged_rows(data: bytes) -> None:
    builder = Builder()
    builder.begin_table()
    builder.begin_row()
    for _ in data:
        cell(builder, "", rows=len(data))
    for _ in data:
        builder.begin_row()
    builder.end_table()


@pytest.mark.parametrize(("write", "count"), [(_one_paragraph, 4000), (_merged_rows, 1000)])
def test_time_grows_with_what_is_written(write: Callable[[bytes], None], count: int) -> None:
    assert_linear(write, bytes, count)
