from __future__ import annotations

from ooxml import body, document, p, table, tc, tr


def places(xml: str) -> list[tuple[str, int, int, int, int, int]]:
    """Text, table, row, column, rows and columns of each paragraph in a cell."""
    return [
        (q.text, q.cell.table, q.cell.row, q.cell.column, q.cell.rows, q.cell.columns)
        for q in document(xml).paragraphs
        if q.cell
    ]


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_rows_and_columns() -> None:
    assert places(table(tr("a", "b"), tr("c", "d")) + table(tr("e"))) == [
        ("a", 1, 0, 0, 1, 1),
        ("b", 1, 0, 1, 1, 1),
        ("c", 1, 1, 0, 1, 1),
        ("d", 1, 1, 1, 1, 1),
        ("e", 2, 0, 0, 1, 1),
    ]


def test_cells_over_columns_and_missing_ones() -> None:
    rows = table(
        tr(tc(p("a"), span(2)), "b"),
        tr("c", "d", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )
    assert places(rows) == [("a", 1, 0, 0, 1, 2), ("b", 1, 0, 2, 1, 1), ("c", 1, 1, 1, 1, 1), ("d", 1, 1, 2, 1, 1)]


def test_cells_over_rows() -> None:
    rows = table(
        tr(tc(p("a"), RESTART), "b"),
        tr(tc(p(), CONTINUE), "c"),
        tr(tc(p(), '<w:vMerge w:val="continue"/>'), "d"),
        tr(tc(p("e"), RESTART), "f"),
    )
    assert places(rows) == [
        ("a", 1, 0, 0, 3, 1),
        ("b", 1, 0, 1, 1, 1),
        ("c", 1, 1, 1, 1, 1),
        ("d", 1, 2, 1, 1, 1),
        ("e", 1, 3, 0, 1, 1),
        ("f", 1, 3, 1, 1, 1),
    ]


def test_cells_over_rows_and_columns() -> None:
    rows = table(
        tr(tc(p("a"), span(2) + RESTART), "b"),
        tr(tc(p(), span(2) + CONTINUE), "c"),
        tr("d", "e", "f"),
    )
    assert places(rows) == [
        ("a", 1, 0, 0, 2, 2),
        ("b", 1, 0, 2, 1, 1),
        ("c", 1, 1, 2, 1, 1),
        ("d", 1, 2, 0, 1, 1),
        ("e", 1, 2, 1, 1, 1),
        ("f", 1, 2, 2, 1, 1),
    ]


def test_text_left_in_a_covered_cell_belongs_to_the_merged_one() -> None:
    rows = table(tr(tc(p("a"), RESTART), "b"), tr(tc(p("resto"), CONTINUE), "c"))
    assert places(rows) == [("a", 1, 0, 0, 2, 1), ("b", 1, 0, 1, 1, 1), ("resto", 1, 0, 0, 2, 1), ("c", 1, 1, 1, 1, 1)]


def test_a_merge_that_never_began() -> None:
    assert places(table(tr("a"), tr(tc(p("b"), CONTINUE)))) == [("a", 1, 0, 0, 1, 1), ("b", 1, 1, 0, 1, 1)]


def test_nested_tables() -> None:
    inner = table(tr("x", "y"))
    made = document(table(tr("a", tc(p("b") + inner + p("c"))), tr("d"))).paragraphs
    assert [(q.text, q.cell.table, q.cell.outer.column if q.cell.outer else None) for q in made if q.cell] == [
        ("a", 1, None),
        ("b", 1, None),
        ("x", 2, 1),
        ("y", 2, 1),
        ("c", 1, None),
        ("d", 1, None),
    ]


def test_hidden_rows_are_not_shown() -> None:
    assert places(table(tr("a"), tr("b", properties="<w:hidden/>"), tr("c"))) == [
        ("a", 1, 0, 0, 1, 1),
        ("c", 1, 1, 0, 1, 1),
    ]


def test_empty_cells_are_seen() -> None:
    assert body(table(tr(tc(p()), "<w:tc/>", "c"))) == ["", "", "c"]


def test_wrapped_rows_and_cells() -> None:
    rows = table(
        f'<w:customXml w:element="fila">{tr("a")}</w:customXml>',
        "<w:bookmarkStart/>" + tr("<w:customXml>" + tc(p("b")) + "</w:customXml>", "c") + "<w:bookmarkEnd/>",
    )
    assert places(rows) == [("a", 1, 0, 0, 1, 1), ("b", 1, 1, 0, 1, 1), ("c", 1, 1, 1, 1, 1)]


def test_absurd_spans_are_bounded() -> None:
    [(_, _, _, _, _, columns)] = places(table(tr(tc(p("a"), span(999_999_999)))))
    assert columns <= 1000
