from __future__ import annotations

import pytest
from ooxml import body, document, line, p, r, table, tc, tr

BY = 'w:id="1" w:author="Ana" w:date="2020-05-01T00:00:00Z"'


def ins(content: str) -> str:
    return f"<w:ins {BY}>{content}</w:ins>"


def gone(text: str) -> str:
    return f"<w:del {BY}><w:r><w:delText xml:space='preserve'>{text}</w:delText></w:r></w:del>"


MARK_DELETED = f"<w:rPr><w:del {BY}/></w:rPr>"
RUNS = [
    ("inserted", r("Goya") + ins(r(", Corrientes")), "Goya, Corrientes"),
    ("deleted", gone("Privada") + r("Mixta"), "{Privada|DELETED}Mixta"),
    ("deleted from what was inserted", ins(r("a") + gone("b")), "a{b|DELETED}"),
    ("deleted text outside of a deletion", "<w:r><w:delText>x</w:delText></w:r>" + r("y"), "{x|DELETED}y"),
    ("text in a deletion", f"<w:del {BY}>{r('x')}</w:del>", "{x|DELETED}"),
    ("moved away", f"<w:moveFrom {BY}>{r('x')}</w:moveFrom>", "{x|DELETED}"),
    ("moved here", f"<w:moveToRangeStart/><w:moveTo {BY}>{r('x')}</w:moveTo><w:moveToRangeEnd/>", "x"),
    ("a deleted mark with its look", gone("X").replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>"), "{X|BOLD+DELETED}"),
    ("a deleted line break", f"<w:del {BY}><w:r><w:br/></w:r></w:del>" + r("a"), "{\n|DELETED}a"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "runs", "expected"), RUNS)
def test_changes_within_a_line(what: str, runs: str, expected: str) -> None:
    assert line(runs) == expected


def test_deleted_text_is_not_in_the_paragraphs_text() -> None:
    [paragraph] = document(p(gone("Privada"), r("Mixta"))).paragraphs
    assert paragraph.text == "Mixta"


def test_a_deleted_paragraph_mark_joins() -> None:
    assert body(p("Sociedad ", properties=MARK_DELETED) + p("civil") + p("fin")) == [
        "Sociedad {\n|DELETED}civil",
        "fin",
    ]


def test_a_deleted_paragraph_leaves_none() -> None:
    assert body(p("a") + p(gone("b"), properties=MARK_DELETED) + p("c")) == ["a", "{b\n|DELETED}c"]


def test_a_deleted_mark_at_the_end_of_a_cell() -> None:
    assert body(table(tr(tc(p("a") + p("b", properties=MARK_DELETED)), "c"))) == ["a", "b{\n|DELETED}", "c"]


def test_deleted_rows_are_no_rows() -> None:
    rows = table(tr("uno"), tr(tc(p(gone("dos"))), tc(p(gone("2"))), properties=f"<w:del {BY}/>"), tr("tres"))
    made = document(rows)
    assert [(q.text, q.cell.row) for q in made.paragraphs if q.cell] == [("uno", 0), ("tres", 1)]
    assert body(rows)[1] == "{dos\n2\n|DELETED}tres"


def test_a_deleted_table_is_no_table() -> None:
    rows = table(*(tr(tc(p(gone(text))), properties=f"<w:del {BY}/>") for text in ("uno", "dos")))
    made = document(rows + table(tr("tres")))
    assert [(q.text, q.cell.table) for q in made.paragraphs if q.cell] == [("tres", 1)]


def test_inserted_rows_stay() -> None:
    assert body(table(tr("uno"), tr("dos", properties=f"<w:ins {BY}/>"))) == ["uno", "dos"]


def test_deleted_cells_give_way() -> None:
    row = tr("a", tc(p("b"), properties=f"<w:cellDel {BY}/>"), tc(p("c"), properties=f"<w:cellIns {BY}/>"))
    made = document(table(row))
    assert [(q.text, q.cell.column) for q in made.paragraphs if q.cell] == [("a", 0), ("c", 1)]
    assert body(table(row)) == ["a", "{b\n|DELETED}c"]


def test_cells_merged_by_a_change() -> None:
    merged = table(
        tr(tc(p("a"), properties=f'<w:cellMerge {BY} w:vMerge="rest"/>'), "b"),
        tr(tc(p(), properties=f'<w:cellMerge {BY} w:vMerge="cont"/>'), "c"),
    )
    made = document(merged)
    assert [(q.text, q.cell.row, q.cell.column, q.cell.rows) for q in made.paragraphs if q.cell] == [
        ("a", 0, 0, 2),
        ("b", 0, 1, 1),
        ("c", 1, 1, 1),
    ]


def test_changes_round_paragraphs_and_rows() -> None:
    assert body(f"<w:ins {BY}>{p('a')}</w:ins><w:del {BY}>{p('b')}</w:del>") == ["a", "{b|DELETED}"]
    assert body(table(f"<w:ins {BY}>{tr('a')}</w:ins>", f"<w:del {BY}>{tr('b')}</w:del>", tr("c"))) == [
        "a",
        "{b\n|DELETED}c",
    ]
