"""Where answers are found, whatever people do to the sheet."""

from __future__ import annotations

import pytest
from hand_made import FORM_TEXT, of_rows, of_text

from ingest.document import Cell, Document, PageSize, Span, paragraph
from ingest.locating import Sheet, locate
from schema.form import find_form

FORM = find_form("banco-iniciativas")
WANTED = {
    "fecha": "24/4/2020",
    "localizacion": "Goya (Corrientes)",
    "identificacion": "Ollas en red",
    "origen": "Dos comedores y un club.",
    "resumen": "Se cocina los martes.|Se reparte los jueves.",
    "aspectos_relevantes": "Nada se tira.",
    "palabras_clave": "ollas, barrio",
    "enlaces": "www.example.org",
    "contacto_nombre": "Ana Ruiz, ana@example.org",
    "contacto_telefono": "3777 15 412345",
}


def only(document: Document) -> Sheet:
    [sheet] = locate(document, FORM)
    return sheet


def texts(sheet: Sheet) -> dict[str, str | None]:
    return {
        key: None if answer is None else "|".join(paragraph.strip() for paragraph in answer.paragraphs)
        for key, answer in sheet.answers.items()
        if key != "tipo_institucion"
    }


def marked(sheet: Sheet) -> tuple[str, ...]:
    answer = sheet.answers["tipo_institucion"]
    assert answer is not None
    return answer.marked


def changed(*replacements: tuple[str, str]) -> str:
    text = FORM_TEXT
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text


def test_running_text() -> None:
    sheet = only(of_text(FORM_TEXT))
    assert texts(sheet) == WANTED
    assert marked(sheet) == ("sociedad_civil",)
    assert sheet.unclaimed == ()


@pytest.mark.parametrize(
    "replacements",
    [
        pytest.param([("Localización:", "localizacion")], id="no accent, no colon, small letters"),
        pytest.param([("Localización:", "LOCALIZACIÓN :")], id="capitals"),
        pytest.param([("Localización:", "2) Localizacóin:")], id="numbered, letters swapped"),
        pytest.param([("Localización:", "Localización de la experiencia:")], id="words added"),
        pytest.param([("Localización:", "Localización (ciudad y provincia):")], id="bracket added"),
        pytest.param([("Palabras claves:", "Palabras clave")], id="singular, no colon"),
        pytest.param([("Teléfono / celular:", "Teléfono:")], id="half of the label"),
        pytest.param([("Breve resumen descriptivo (no más de 150 palabras):", "Resumen:")], id="one word of it"),
        pytest.param([("Página web – enlaces de la experiencia:", "PAGINA WEB – ENLACES:")], id="cut short"),
        pytest.param([("(denominación) Ollas en red", "(denominación: Ollas en red)")], id="answer in the hint"),
        pytest.param([("(denominación) Ollas en red", "Ollas en red (denominación)")], id="answer before the hint"),
        pytest.param([("Contacto: (en caso que lo hubiera)\n", "")], id="heading gone"),
        pytest.param([("Fecha publicación", "• Fecha publicación")], id="bullet"),
        pytest.param([(": 24/4/2020", ":\n24/4/2020"), (": Goya", ":\n\nGoya")], id="answers below"),
    ],
)
def test_labels_as_people_retype_them(replacements: list[tuple[str, str]]) -> None:
    assert texts(only(of_text(changed(*replacements)))) == WANTED


def test_label_words_inside_answers_are_text() -> None:
    inside = "Nada se tira.\nContacto con otras provincias: hubo.\nLocalización: se cocina en el club."
    sheet = only(of_text(changed(("Nada se tira.", inside))))
    assert texts(sheet) == {**WANTED, "aspectos_relevantes": inside.replace("\n", "|")}


def test_a_label_that_is_gone_is_none() -> None:
    sheet = only(of_text(changed(("Origen de la iniciativa: (Institución / es que iniciaron el proceso)\n", ""))))
    assert texts(sheet)["origen"] is None


def test_rows_in_another_order() -> None:
    blocks = FORM_TEXT.strip().split("\n\n")
    moved = [blocks[0], *blocks[5:2:-1], *blocks[1:3], *blocks[6:]]
    assert texts(only(of_text("\n\n".join(moved)))) == WANTED


def test_a_letter_before_and_a_signature_after_are_unclaimed() -> None:
    letter = "Estimado equipo:\nLes mando la planilla completa.\n\n"
    signature = "\nSaludos cordiales,\nAna Ruiz\nCoordinadora"
    sheet = only(of_text(letter + FORM_TEXT + signature))
    assert texts(sheet) == WANTED
    assert sheet.unclaimed == (
        "Estimado equipo:",
        "Les mando la planilla completa.",
        "Saludos cordiales,",
        "Ana Ruiz",
        "Coordinadora",
    )


def test_a_signature_is_no_phone() -> None:
    text = changed((" 3777 15 412345", "")) + "\nSin otro particular, saluda atte.\nLic. Ana Ruiz"
    assert texts(only(of_text(text)))["contacto_telefono"] == ""


def test_three_sheets_in_one_file() -> None:
    without_date = changed(("Fecha publicación / relevamiento de la iniciativa: 24/4/2020\n", ""))
    sheets = locate(of_text("\n".join([without_date, FORM_TEXT, FORM_TEXT])), FORM)
    assert [texts(sheet) for sheet in sheets] == [{**WANTED, "fecha": None}, WANTED, WANTED]


def test_answers_in_the_next_cell() -> None:
    rows = [["Fecha publicación / relevamiento de la iniciativa:", "24/4/2020"], ["Localización:", "Goya (Corrientes)"]]
    rows += [["Tipo de institución / organización: (marcar con una X)", ""]]
    rows += [["Pública", ""], ["Privada", ""], ["Sociedad civil", "x"], ["Conocimiento", ""], ["Mixta", ""]]
    rows += [["Identificación de la iniciativa: (denominación)", "Ollas en red"]]
    sheet = only(of_rows(rows))
    assert texts(sheet)["localizacion"] == "Goya (Corrientes)"
    assert texts(sheet)["identificacion"] == "Ollas en red"
    assert marked(sheet) == ("sociedad_civil",)


def test_answers_in_the_cell_below_two_questions_a_row() -> None:
    rows = [
        ["Fecha publicación / relevamiento de la iniciativa:", "Localización:"],
        ["24/4/2020", "Goya (Corrientes)"],
        ["Identificación de la iniciativa: (denominación)", "Origen de la iniciativa:"],
        ["Ollas en red", "Dos comedores y un club."],
    ]
    found = texts(only(of_rows(rows)))
    assert {key: found[key] for key in ("fecha", "localizacion", "identificacion", "origen")} == {
        key: WANTED[key] for key in ("fecha", "localizacion", "identificacion", "origen")
    }


def test_text_after_the_table_is_unclaimed() -> None:
    table = of_rows([[block] for block in FORM_TEXT.strip().split("\n\n")])
    after = of_text("Saludos, Ana")
    document = Document("docx", (*table.paragraphs, *after.paragraphs))
    sheet = only(document)
    assert texts(sheet) == WANTED
    assert sheet.unclaimed == ("Saludos, Ana",)


@pytest.mark.parametrize(
    "text",
    [
        "Currículum\nNombre y apellido: Ana Ruiz\nTeléfono: 3777 412345\nContacto: ana@example.org",
        "Invitación\nFecha: 3 de mayo\nLocalización: Goya\nContacto: Ana",
        "",
    ],
)
def test_other_documents_are_no_sheet(text: str) -> None:
    assert locate(of_text(text), FORM) == []


def two_columns(**changes: str | None) -> Document:
    """A table with the labels on the left; a change to None takes a row away."""
    rows = []
    for field in FORM.fields:
        answer = {**WANTED, **changes}.get(field.key, "")
        if field.label and answer is not None:
            rows.append([f"{field.label} {field.hint}".strip(), answer.replace("|", "\n")])
    return of_rows(rows)


def test_an_answer_cell_that_begins_with_label_words() -> None:
    told = "Contacto: con el intendente.|Origen de la iniciativa: ver arriba."
    found = texts(only(two_columns(aspectos_relevantes=told)))
    assert found == {**WANTED, "aspectos_relevantes": told}


def test_a_label_that_is_gone_is_not_found_in_an_answer_cell() -> None:
    told = "Origen de la iniciativa: fue en el club."
    found = texts(only(two_columns(aspectos_relevantes=told, origen=None)))
    assert found == {**WANTED, "aspectos_relevantes": told, "origen": None}


def test_the_one_label_out_of_order_in_running_text_is_doubted() -> None:
    text = changed(
        ("Localización: Goya (Corrientes)\n\n", ""),
        ("Nada se tira.", "Nada se tira.\nLocalización: se cocina en el club."),
    )
    answers = only(of_text(text)).answers
    doubted = [key for key, answer in answers.items() if answer is not None and not answer.certain]
    assert doubted == ["localizacion", "aspectos_relevantes"]


def test_slips_in_each_of_two_sheets() -> None:
    sheets = [changed(("Origen de", "Orijen de")), changed(("Palabras claves", "Palabaras clave"))]
    assert [texts(sheet) for sheet in locate(of_text("\n".join(sheets)), FORM)] == [WANTED, WANTED]


def test_name_and_address_on_lines_of_their_own() -> None:
    text = changed(("Nombre, apellido y Email: Ana Ruiz, ", "Nombre y apellido: Ana Ruiz\nEmail: "))
    assert texts(only(of_text(text)))["contacto_nombre"] == "Ana Ruiz|Email: ana@example.org"


def test_contact_written_beside_its_heading() -> None:
    contact = "Contacto: Ana Ruiz, ana@example.org, 3777 15 412345"
    text = FORM_TEXT[: FORM_TEXT.index("Contacto:")] + contact
    answers = only(of_text(text)).answers
    for key in ("contacto_nombre", "contacto_telefono"):
        answer = answers[key]
        assert answer is not None and not answer.certain
        assert answer.text.strip() == "Ana Ruiz, ana@example.org, 3777 15 412345"


def test_a_label_s_bracket_without_its_colon() -> None:
    text = changed(("(no más de 150 palabras): (actores", "(no más de 150 palabras) (actores"))
    assert texts(only(of_text(text))) == WANTED


def test_a_whole_sheet_in_one_paragraph() -> None:
    found = texts(only(Document("html", (paragraph([Span(FORM_TEXT)]),))))
    assert {key: (value or "").replace("\n", "|") for key, value in found.items()} == WANTED


@pytest.mark.parametrize(
    "answers", ["\nAna Ruiz, ana@example.org\n3777 15 412345", "Ana Ruiz, ana@example.org\n3777 15 412345"]
)
def test_labels_of_one_cell_answered_line_by_line_in_the_next(answers: str) -> None:
    rows = [
        [f"{field.label} {field.hint}".strip(), WANTED.get(field.key, "")] for field in FORM.fields[:-3] if field.label
    ]
    rows.append(["Contacto: (en caso que lo hubiera)\nNombre, apellido y Email:\nTeléfono / celular:", answers])
    assert texts(only(of_rows([[cell.replace("|", "\n") for cell in row] for row in rows]))) == WANTED


def test_a_table_of_ten_thousand_rows_is_no_matter() -> None:
    rows = [[field.label, "x"] for field in FORM.fields[:8] if field.label]
    sheet = only(of_rows([*rows, *([["", "y más"]] * 10_000)]))
    answer = sheet.answers[FORM.fields[7].key]
    assert answer is not None and len(answer.paragraphs) == 10_001


def test_a_label_misread_by_ocr_and_broken_over_lines() -> None:
    text = changed(
        ("publicación / relevamiento", "publicación 1 relevamiento"),
        ("descriptivo (no más de 150 palabras):", "descriptivo\n(no más de 150 palabras):"),
    )
    assert texts(only(of_text(text))) == WANTED


def test_words_that_begin_like_the_heading_are_no_heading() -> None:
    """The sheet has no line «Contacto:»; an answer that begins so keeps its words."""
    inside = "Contacto con otras provincias: hubo."
    text = changed(("Contacto: (en caso que lo hubiera)\n", ""), ("Nada se tira.", inside))
    assert texts(only(of_text(text))) == {**WANTED, "aspectos_relevantes": inside}


def test_a_list_of_words_is_no_label() -> None:
    text = changed(("Palabras claves: ollas, barrio", "Palabras claves:\ncontacto, teléfono, redes"))
    assert texts(only(of_text(text)))["palabras_clave"] == "contacto, teléfono, redes"


def test_the_misspelt_label_in_its_place_wins_over_the_same_words_out_of_order() -> None:
    inside = "Localización: se cocina en el club."
    text = changed(("Localización: Goya", "Localizacón: Goya"), ("Nada se tira.", inside))
    assert texts(only(of_text(text))) == {**WANTED, "aspectos_relevantes": inside}


def test_a_label_in_the_midst_of_a_line_is_found_and_doubted() -> None:
    """A mail program joined two lines."""
    sheet = only(
        of_text(changed(("Palabras claves: ollas, barrio\n\nPágina", "Palabras claves: ollas, barrio Página")))
    )
    assert texts(sheet) == WANTED
    answers = [sheet.answers[key] for key in ("palabras_clave", "enlaces", "contacto_telefono")]
    assert [answer is not None and answer.certain for answer in answers] == [False, False, True]


QUESTIONS = ("Fecha publicación / relevamiento de la iniciativa:", "Localización:", "Identificación de la iniciativa:",
             "Origen de la iniciativa:", "Palabras claves:", "Teléfono / celular:")  # fmt: skip
SAID = ("24/4/2020", "Goya", "Ollas en red", "Localización: dos clubes.", "ollas, barrio", "3777 15 412345")
KEYS = ("fecha", "localizacion", "identificacion", "origen", "palabras_clave", "contacto_telefono")


@pytest.mark.parametrize("certain", [True, False], ids=["labels left", "labels right"])
def test_a_column_of_labels_and_one_of_answers(certain: bool) -> None:
    """An answer may begin with the words of a label; labels on the right are followed, with a doubt."""
    rows = [pair if certain else pair[::-1] for pair in zip(QUESTIONS, SAID, strict=True)]
    sheet = only(of_rows(rows))
    assert tuple(texts(sheet)[key] for key in KEYS) == SAID
    assert all(answer.certain is certain for key in KEYS if (answer := sheet.answers[key]))


def test_two_questions_a_row() -> None:
    rows = [[f"{QUESTIONS[at]} {SAID[at]}", f"{QUESTIONS[at + 1]} {SAID[at + 1]}"] for at in (0, 2, 4)]
    assert tuple(texts(only(of_rows(rows)))[key] for key in KEYS) == SAID


@pytest.mark.parametrize("double", [False, True], ids=["one line round it", "two lines round it"])
def test_each_label_in_a_frame_of_its_own_with_its_answer_behind(double: bool) -> None:
    paragraphs = []
    for table, (question, said) in enumerate(zip(QUESTIONS, SAID, strict=True), 1):
        outer = Cell(2 * table, 0, 0) if double else None
        frame = Cell(2 * table + 1, 0, 0, outer=outer)
        paragraphs += [paragraph([Span(question)], frame), paragraph([Span(said)]), paragraph([])]
    sheet = only(Document("docx", (*paragraphs, paragraph([Span("Saludos, Ana")]))))
    assert tuple(texts(sheet)[key] for key in KEYS) == SAID
    assert sheet.unclaimed == ("Saludos, Ana",)


def test_a_second_sheet_with_shortened_labels() -> None:
    short = "\n".join(f"{key}: {said}" for key, said in zip(
        ("Fecha", "Localización", "Tipo de institución", "Identificación", "Origen", "Breve resumen",
         "Palabras clave",
         "Página web", "Nombre, apellido", "Teléfono"),
        ("3/6/2020", "Posadas", "Mixta", "Huerta", "Un club.", "Se siembra.", "huerta", "www.example.org", "Eva",
         "376"),
        strict=True))  # fmt: skip
    first, second = locate(of_text(FORM_TEXT + "\n" + short), FORM)
    assert texts(first) == WANTED
    assert (texts(second)["origen"], texts(second)["resumen"]) == ("Un club.", "Se siembra.")


def doubted(sheet: Sheet) -> list[str]:
    return [key for key, answer in sheet.answers.items() if answer is not None and not answer.certain]


@pytest.mark.parametrize("label", ["Palabras clave:", "Palabars claves:", "Palabras claves"])
def test_a_missing_label_with_a_slip_in_the_midst_of_an_answer_is_a_doubt(label: str) -> None:
    text = changed(("Nada se tira.\n\nPalabras claves: ollas, barrio", f"Nada se tira. {label} ollas, barrio"))
    sheet = only(of_text(text))
    assert doubted(sheet) == ["aspectos_relevantes", "palabras_clave"]
    missing = sheet.answers["palabras_clave"]
    assert missing is not None and not missing.found


def test_a_stray_label_in_a_sheet_that_is_one_framed_cell_is_doubted() -> None:
    text = changed(
        ("Localización: Goya (Corrientes)\n\n", ""),
        ("Nada se tira.", "Nada se tira.\nLocalización: se cocina en el club."),
    )
    framed = [paragraph(line.spans, Cell(1, 0, 0)) for line in of_text(text).paragraphs]
    assert doubted(only(Document("docx", tuple(framed)))) == ["localizacion", "aspectos_relevantes"]


def test_of_two_places_for_a_label_the_one_moved_less_is_taken_with_a_doubt() -> None:
    """The origin was moved up, and its answer begins with the words of the label that comes next."""
    origin = "Origen de la iniciativa: (Institución / es que iniciaron el proceso)\nDos comedores y un club.\n\n"
    place = "Localización: Goya (Corrientes)\n\n"
    moved = changed((origin, ""), (place, ""))
    begins = moved.index("Tipo de institución")
    heading = origin.splitlines()[0]
    text = moved[:begins] + f"{heading}\nLocalización: se cocina en el club.\n\n" + moved[begins:]
    at = text.index("Breve resumen")
    sheet = only(of_text(text[:at] + place + text[at:]))
    assert "localizacion" in doubted(sheet)
    assert "identificacion" in doubted(sheet)


def test_sheets_with_lettered_labels_behind_one_of_another_look() -> None:
    """Numbering before a label is no text that it stands in the midst of: else no sheet would end before another."""
    blocks = [block.partition(":")[::2] for block in FORM_TEXT.strip().split("\n\n")[1:]]
    rows = []
    for letter, (label, said) in zip("abcdefghijklm", blocks, strict=False):
        rows += [[f"{letter}) {label}:"], [said.strip()]]
    short = [("Fecha", "3/6/2020"), ("Localización", "Posadas"), ("Tipo de institución", "Mixta"),
             ("Identificación", "Huerta"), ("Origen", "Un club."), ("Breve resumen", "Se siembra."),
             ("Aspectos relevantes", "Ninguno."), ("Palabras clave", "huerta"), ("Página web", "www.example.org"),
             ("Nombre, apellido", "Eva"), ("Teléfono", "376")]  # fmt: skip
    first = of_text("\n\n".join(f"{label}: {said}" for label, said in short)).paragraphs
    document = Document("docx", (*first, *of_rows(rows).paragraphs))
    sheets = locate(document, FORM)
    assert [texts(sheet)["localizacion"] for sheet in sheets] == ["Posadas", "Goya (Corrientes)"]
    assert [texts(sheets[0])[key] for key in ("enlaces", "contacto_telefono")] == ["www.example.org", "376"]
    assert not doubted(sheets[1])


def test_a_word_put_together_by_guess_is_a_doubt() -> None:
    """Only of a page: there a reader joins lines."""
    spans = [Span("Nada se tira de lo fruti", page=1, confidence=0.6), Span("hortícola.", page=1)]
    lines = [paragraph(spans) if line.text == "Nada se tira." else line for line in of_text(FORM_TEXT).paragraphs]
    answer = only(Document("pdf", tuple(lines), pages=(PageSize(595, 842),))).answers["aspectos_relevantes"]
    assert answer is not None
    assert answer.doubts == ("hyphen",)


def test_what_would_answer_an_empty_last_question_below_its_table_is_a_doubt() -> None:
    rows = of_rows([[question, said] for question, said in zip(QUESTIONS, (*SAID[:-1], ""), strict=True)]).paragraphs
    behind = [
        Document("docx", (*rows, paragraph([Span(text)]))) for text in ("3777 15 412345", "Saludos cordiales, Ana")
    ]
    assert [doubted(only(document)) for document in behind] == [["contacto_telefono"], []]
