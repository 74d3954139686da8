"""What people put on a finished page: typed text, pen strokes, highlighters, stamps, notes, links."""

from __future__ import annotations

import pytest
from pdf_maker import Maker, one_page, words

from ingest.document import Document, Layer, Style
from ingest.reading.pdf import read

OPTIONS = ["Publica", "Privada", "Mixta"]
LOOP = "90 688 72 680 75 660 120 662 126 685 88 690"
SCRIBBLE = "78 668 84 682 90 668 96 682 102 668 108 682 114 668 118 680"
PAGE = words(50, 740, "Tipo:") + "".join(words(80, 700 - 30 * place, name) for place, name in enumerate(OPTIONS))


def annotation(kind: str, rect: str, entries: str = "") -> str:
    return f"<< /Type /Annot /Subtype /{kind} /Rect [{rect}] /F 4 {entries} >>"


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.layer is Layer.BODY]


def styles(document: Document) -> dict[str, int]:
    """The style of each option's words."""
    return {
        span.text.strip(): span.style
        for paragraph in document.paragraphs
        for span in paragraph.spans
        if span.text.strip() in OPTIONS
    }


def test_text_typed_beside_an_option() -> None:
    document = read(one_page(PAGE, [annotation("FreeText", "55 665 72 685", "/Contents (X) /DA (/Helv 11 Tf)")]))
    assert texts(document) == ["Tipo:", "Publica", "X Privada", "Mixta"]
    assert document.paragraphs[2].spans[0].style & Style.FILLED


def test_text_typed_over_several_lines() -> None:
    typed = annotation("FreeText", "80 560 400 620", "/Contents (Uno.\\rDos.)")
    assert texts(read(one_page(PAGE, [typed])))[-2:] == ["Uno.", "Dos."]


@pytest.mark.parametrize(
    ("ink", "sign"),
    [
        ("[[56 668 70 682] [70 668 56 682]]", "✗"),
        ("[[56 675 60 668 72 686]]", "✓"),
        ("[[56 668 63 680 58 684 70 671 66 683]]", "✗"),  # no shape that has a name, but somebody drew it there
    ],
)
def test_pen_strokes_beside_an_option(ink: str, sign: str) -> None:
    document = read(one_page(PAGE, [annotation("Ink", "55 665 73 687", f"/InkList {ink}")]))
    assert texts(document) == ["Tipo:", "Publica", f"{sign} Privada", "Mixta"]


@pytest.mark.parametrize(
    ("drawn", "style"),
    [
        (annotation("Ink", "78 660 125 690", "/InkList [[85 665 110 688] [110 665 85 688]]"), Style.CROSSED),
        (annotation("Ink", "78 660 125 690", "/InkList [[85 675 95 665 118 690]]"), Style.CROSSED),
        (
            annotation("Ink", "70 655 130 690", "/InkList [[90 688 72 680 75 660 120 662 126 685 88 690]]"),
            Style.ENCIRCLED,
        ),
        (annotation("Circle", "70 660 130 690"), Style.ENCIRCLED),
        (annotation("Square", "74 662 124 686"), Style.ENCIRCLED),
        (annotation("Line", "76 670 124 680", "/L [78 673 122 675]"), Style.STRIKE),
        (annotation("Line", "76 660 124 670", "/L [80 667.5 116 667.5]"), Style.UNDERLINE),
        (
            annotation(
                "Ink", "76 660 124 690", "/InkList [[78 668 84 682 90 668 96 682 102 668 108 682 114 668 118 680]]"
            ),
            Style.STRIKE,
        ),
        (annotation("Highlight", "80 667 118 681", "/QuadPoints [80 681 118 681 80 667 118 667]"), Style.HIGHLIGHT),
        (annotation("StrikeOut", "80 667 118 681", "/QuadPoints [80 681 118 681 80 667 118 667]"), Style.STRIKE),
        (annotation("Squiggly", "80 667 118 681", "/QuadPoints [80 681 118 681 80 667 118 667]"), Style.UNDERLINE),
        (annotation("PolyLine", "80 660 118 690", "/Vertices [85 675 95 665 118 690]"), Style.CROSSED),
    ],
)
def test_marks_on_words(drawn: str, style: int) -> None:
    assert styles(read(one_page(PAGE, [drawn]))) == {"Publica": 0, "Privada": style, "Mixta": 0}


def test_stamp_with_a_cross_for_its_picture() -> None:
    maker = Maker()
    picture = maker.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 20 20]", b"1 0 0 RG 2 w 3 3 m 17 17 l S 17 3 m 3 17 l S"
    )
    stamp = annotation("Stamp", "56 666 72 682", f"/AP << /N {picture} 0 R >>")
    maker.page(PAGE, [stamp, annotation("Text", "400 700 420 720", "/Contents (una nota)")])
    document = read(maker.data())
    assert texts(document) == ["Tipo:", "Publica", "✗ Privada", "Mixta"]


def test_stamp_with_text() -> None:
    maker = Maker()
    font = maker.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    picture = maker.stream(
        f"/Type /XObject /Subtype /Form /BBox [0 0 90 20] /Resources << /Font << /F {font} 0 R >> >>",
        b"BT /F 12 Tf 2 5 Td (RECIBIDO) Tj ET",
    )
    maker.page(PAGE, [annotation("Stamp", "400 780 490 800", f"/AP << /N {picture} 0 R >>")])
    assert "RECIBIDO" in [paragraph.text for paragraph in read(maker.data()).paragraphs]


def test_notes_are_comments_and_hidden_ones_are_nothing() -> None:
    notes = [
        annotation("Text", "400 700 420 720", "/Contents (revisar)"),
        annotation("Highlight", "80 697 118 711", "/Contents (por que)"),
        annotation("Popup", "400 600 500 700", "/Contents (revisar)"),
        annotation("FreeText", "55 665 72 685", "/Contents (X) /F 2"),
    ]
    document = read(one_page(PAGE, notes))
    comments = [paragraph.text for paragraph in document.paragraphs if paragraph.layer is Layer.COMMENT]
    assert comments == ["revisar", "por que"]
    assert texts(document) == ["Tipo:", "Publica", "Privada", "Mixta"]


def test_link_targets_the_words_it_covers() -> None:
    link = annotation("Link", "98 697 124 712", "/A << /S /URI /URI (https://example.org/a) >>")
    document = read(one_page(words(80, 700, "Ver aqui mas"), [link]))
    spans = document.paragraphs[0].spans
    assert [(span.text.strip(), span.link) for span in spans] == [
        ("Ver", None),
        ("aqui", "https://example.org/a"),
        ("mas", None),
    ]
