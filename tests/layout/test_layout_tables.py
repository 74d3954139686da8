"""Tables: ruled, merged, nested, split by the page; rows and columns without lines."""

from __future__ import annotations

from printed import across, block, cells, down, frame, page, read, run, texts

from ingest.document import Style

LABEL = Style.BOLD


def test_ruled_table_with_an_empty_cell() -> None:
    words = [run(55, 112, "Lugar:"), run(155, 112, "Goya"), run(55, 132, "Fecha:")]
    rules = [*frame(50, 100, 300, 140), across(50, 300, 120), down(150, 100, 140)]
    assert cells(read(page(words, rules))) == [(0, 0, "Lugar:"), (0, 1, "Goya"), (1, 0, "Fecha:"), (1, 1, "")]


def test_merged_cells_keep_the_grid() -> None:
    words = [run(55, 112, "Título"), run(55, 132, "uno"), run(155, 132, "dos")]
    rules = [*frame(50, 100, 300, 140), across(50, 300, 120), down(150, 120, 140)]
    found = read(page(words, rules))
    assert cells(found) == [(0, 0, "Título"), (1, 0, "uno"), (1, 1, "dos")]
    assert found[0].cell is not None
    assert found[0].cell.columns == 2


def test_nested_table() -> None:
    words = [run(55, 112, "Tipo:"), run(165, 122, "Privada"), run(165, 142, "Mixta"), run(245, 142, "X")]
    rules = [*frame(50, 100, 300, 160), down(150, 100, 160)]
    rules += [*frame(160, 110, 260, 150), across(160, 260, 130), down(240, 110, 150)]
    found = read(page(words, rules))
    inner = [item for item in found if item.cell is not None and item.cell.outer is not None]
    assert cells(inner) == [(0, 0, "Privada"), (0, 1, ""), (1, 0, "Mixta"), (1, 1, "X")]
    assert inner[0].cell is not None and inner[0].cell.outer is not None
    assert (inner[0].cell.outer.row, inner[0].cell.outer.column) == (0, 1)


def test_run_that_reaches_over_a_line_is_cut() -> None:
    rules = [*frame(50, 100, 300, 120), down(100, 100, 120)]
    assert cells(read(page([run(55, 112, "Lugar: XX Goya")], rules))) == [(0, 0, "Lugar: XX"), (0, 1, "Goya")]


def test_row_split_by_the_page_is_one_cell() -> None:
    full = "una respuesta larga que llena el renglón de su celda y que sigue"
    top = [*frame(50, 100, 500, 800), down(150, 100, 800)]
    bottom = [*frame(50, 60, 500, 300), down(150, 60, 300), across(50, 500, 100)]
    first = page([run(55, 112, "Origen:"), *block(155, 112, [full, full])], top, 1)
    second = page([run(155, 72, "en la otra hoja."), run(55, 112, "Lugar:"), run(155, 112, "Goya")], bottom, 2)
    assert cells(read(first, second)) == [
        (0, 0, "Origen:"),
        (0, 1, f"{full} {full} en la otra hoja."),
        (1, 0, "Lugar:"),
        (1, 1, "Goya"),
    ]


def test_rows_of_labels_and_answers_without_lines() -> None:
    words = [
        *block(50, 100, ["Fecha publicación o", "relevamiento:"], style=LABEL),
        run(200, 100, "24 de abril"),
        run(50, 130, "Origen:", LABEL),
        *block(200, 130, ["Una red de incubación de la zona con sus socios locales,", "que empezó en 2018."]),
        run(50, 160, "Lugar:", LABEL),
        run(200, 160, "Goya"),
    ]
    assert cells(read(page(words))) == [
        (0, 0, "Fecha publicación o relevamiento:"),
        (0, 1, "24 de abril"),
        (1, 0, "Origen:"),
        (1, 1, "Una red de incubación de la zona con sus socios locales, que empezó en 2018."),
        (2, 0, "Lugar:"),
        (2, 1, "Goya"),
    ]


def test_label_in_the_middle_of_its_answer() -> None:
    words = [
        *block(
            200,
            100,
            [
                "Una red de incubación de la zona con sus socios",
                "locales y del municipio, que empezó a trabajar",
                "en 2018.",
            ],
        ),
        run(50, 112, "Origen:", LABEL),
        *block(200, 160, ["Goya", "Corrientes", "Argentina"]),
        run(50, 172, "Lugar:", LABEL),
    ]
    answer = "Una red de incubación de la zona con sus socios locales y del municipio, que empezó a trabajar en 2018."
    assert cells(read(page(words))) == [
        (0, 0, "Origen:"),
        (0, 1, answer),
        (1, 0, "Lugar:"),
        (1, 1, "Goya"),
        (1, 1, "Corrientes"),
        (1, 1, "Argentina"),
    ]


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    left = [run(50, 100, "Lugar:", LABEL), run(50, 112, "Goya"), run(50, 140, "Fecha:", LABEL), run(50, 152, "2020")]
    right = [run(320, 100, "Origen:", LABEL), run(320, 112, "Una red."), run(320, 140, "Claves:", LABEL)]
    found = texts(read(page([*left, *right])))
    assert found == ["Lugar:", "Goya", "Fecha:", "2020", "Origen:", "Una red.", "Claves:"]


def test_label_beside_a_box() -> None:
    words = [*block(50, 112, ["Origen de la", "iniciativa:"]), run(155, 112, "Una red.")]
    found = cells(read(page(words, frame(150, 100, 500, 120))))
    assert found == [(0, 0, "Origen de la iniciativa:"), (0, 1, "Una red.")]


def test_answer_column_that_goes_on_over_the_page() -> None:
    full = "una respuesta larga que llena el renglón de su columna y que sigue en"
    words = [run(50, 700, "Lugar:", LABEL), run(200, 700, "Goya"), run(50, 730, "Origen:", LABEL)]
    first = page([*words, *block(200, 730, [full, full])], number=1)
    second = page([run(200, 80, "otra hoja.")], number=2)
    assert cells(read(first, second))[-1] == (1, 1, f"{full} {full} otra hoja.")


def test_a_label_in_bold_that_wraps_beside_its_one_line_answer() -> None:
    words = [
        run(60, 100, "Teléfono /", Style.BOLD),
        run(180, 100, "+54 9 11 4567-8901"),
        run(60, 112, "celular:", Style.BOLD),
        run(60, 124, "Contacto: nadie"),
    ]
    found = [(paragraph.cell is not None, paragraph.text) for paragraph in read(page(words))]
    assert (True, "Teléfono / celular:") in found
    assert (True, "+54 9 11 4567-8901") in found


def test_two_labels_and_two_answers_side_by_side_without_lines() -> None:
    words = [
        *block(60, 100, ["Fecha de", "publicación:"], style=Style.BOLD),
        *block(160, 100, ["24 de abril", "de 2020"]),
        *block(260, 100, ["Lugar de", "la red:"], style=Style.BOLD),
        *block(360, 100, ["Temuco,", "Chile"]),
    ]
    in_order = "Fecha de publicación: 24 de abril de 2020 Lugar de la red: Temuco, Chile"
    assert " ".join(texts(read(page(words)))) == in_order
