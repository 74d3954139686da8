"""AcroForms: values with and without appearance streams, check states, choices, what is not shown."""

from __future__ import annotations

import pytest
from pdf_maker import Maker, box, form, words

from ingest.document import Document, Style
from ingest.errors import UnsupportedFormat
from ingest.reading.pdf import read


def field(kind: str, name: str, rect: str, entries: str) -> str:
    return f"<< /Type /Annot /Subtype /Widget /FT /{kind} /T ({name}) /Rect [{rect}] /F 4 {entries} >>"


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_text_beside_its_label() -> None:
    data = form(
        [field("Tx", "a", "200 695 400 712", "/V (Goya, Corrientes) /DA (/Helv 10 Tf 0 g)")],
        words(50, 700, "Lugar:"),
    )
    document = read(data)
    assert texts(document) == ["Lugar: Goya, Corrientes"]
    value = document.paragraphs[0].spans[-1]
    assert value.style & Style.FILLED
    assert value.box == pytest.approx((200, 842 - 712, 400, 842 - 695))


def test_lines_of_a_multi_line_field_are_paragraphs() -> None:
    tall = field("Tx", "a", "50 600 500 680", "/Ff 4096 /V (Uno.\\rDos y tres.\\r\\r) /DA (/Helv 10 Tf 0 g)")
    assert texts(read(form([tall], words(50, 700, "Resumen:")))) == ["Resumen:", "Uno.", "Dos y tres."]


def test_label_left_of_a_tall_field_wraps_beside_it() -> None:
    tall = field("Tx", "a", "200 620 500 710", "/Ff 4096 /V (Una respuesta larga.) /DA (/Helv 10 Tf 0 g)")
    content = words(50, 700, "Breve resumen") + words(50, 686, "del proyecto:") + words(50, 600, "Lugar:")
    assert texts(read(form([tall], content)))[-2:] == ["Una respuesta larga.", "Lugar:"]


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        ("/V /Si /AS /Si /AP << /N << /Si 3 0 R /Off 3 0 R >> >>", "☒ Mixta"),
        ("/V /Off /AS /Off /AP << /N << /Si 3 0 R /Off 3 0 R >> >>", "☐ Mixta"),
        ("/AS /Off", "☐ Mixta"),
        ("/V /Si /AS /Si", "☒ Mixta"),
        ("/V /Si", "☒ Mixta"),  # filled by a program that draws nothing
        ("", "☐ Mixta"),
        ("/V /Si /AS /Si /F 2", "Mixta"),  # hidden
        ("/V /Si /Ff 65536", "Mixta"),  # a push button
    ],
)
def test_check_boxes(entries: str, text: str) -> None:
    assert texts(read(form([field("Btn", "a", "50 698 62 710", entries)], words(70, 700, "Mixta")))) == [text]


@pytest.mark.parametrize("mine", ["/AS /o1", ""])
@pytest.mark.parametrize("other", ["/AS /Off", ""])
def test_radio_group_by_its_value(mine: str, other: str) -> None:
    maker = Maker()
    group = maker.add("")
    kids = []
    content = ""
    for place, name in enumerate(["Publica", "Privada", "Mixta"]):
        y = 700 - 20 * place
        on = f"/AP << /N << /o{place} 3 0 R /Off 3 0 R >> >> {mine if place == 1 else other}"
        kids.append(
            maker.add(f"<< /Type /Annot /Subtype /Widget /Parent {group} 0 R /Rect [50 {y - 2} 62 {y + 10}] {on} >>")
        )
        content += words(70, y, name)
    refs = " ".join(f"{kid} 0 R" for kid in kids)
    maker._objects[group - 1] = f"<< /FT /Btn /Ff 49152 /T (g) /V /o1 /Kids [{refs}] >>".encode()
    maker.page(content, extra=f"/Annots [{refs}]")
    maker.catalog(f"/AcroForm << /Fields [{group} 0 R] >>")
    assert texts(read(maker.data())) == ["☐ Publica", "☒ Privada", "☐ Mixta"]


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        ("/Ff 131072 /Opt [[(p) (Privada)] [(m) (Mixta)]] /V (m)", "Tipo: Mixta"),
        ("/Ff 131072 /Opt [(Privada) (Mixta)] /V (Mixta)", "Tipo: Mixta"),
        ("/Ff 393216 /Opt [(Privada)] /V (Otra cosa)", "Tipo: Otra cosa"),  # an editable combo box
        ("/Ff 2097152 /Opt [(Norte) (Sur) (Este)] /V [(Norte) (Este)] /I [0 2]", "Tipo: Norte, Este"),
        ("/Ff 131072 /Opt [(Privada) (Mixta)]", "Tipo:"),
    ],
)
def test_choices_show_their_labels(entries: str, text: str) -> None:
    data = form([field("Ch", "a", "100 695 300 712", entries)], words(50, 700, "Tipo:"))
    assert texts(read(data)) == [text]


def test_value_inherited_from_the_parent() -> None:
    maker = Maker()
    parent = maker.add("")
    kid = maker.add(f"<< /Type /Annot /Subtype /Widget /Parent {parent} 0 R /Rect [50 695 300 712] >>")
    maker._objects[parent - 1] = f"<< /FT /Tx /T (p) /V (heredado) /Kids [{kid} 0 R] >>".encode()
    maker.page("", extra=f"/Annots [{kid} 0 R]")
    maker.catalog(f"/AcroForm << /Fields [{parent} 0 R] >>")
    assert texts(read(maker.data())) == ["heredado"]


def test_value_drawn_into_the_page_too_comes_once() -> None:
    data = form(
        [field("Tx", "a", "100 695 400 712", "/V (Santa Fe, Argentina)")],
        words(50, 700, "Lugar:") + words(102, 700, "Santa Fe, Argentina"),
    )
    assert texts(read(data)) == ["Lugar: Santa Fe, Argentina"]


def test_box_printed_round_a_check_box_comes_once() -> None:
    ticked = field("Btn", "a", "50 698 62 710", "/V /Si /AS /Si /AP << /N << /Si 3 0 R /Off 3 0 R >> >>")
    data = form([ticked], box(50, 698, 62, 710) + words(70, 700, "Mixta"))
    assert texts(read(data)) == ["☒ Mixta"]


def test_xfa_only() -> None:
    maker = Maker()
    packet = maker.stream("", b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    maker.page(words(50, 700, "Please wait..."))
    maker.catalog(f"/AcroForm << /Fields [] /XFA {packet} 0 R >> /NeedsRendering true")
    with pytest.raises(UnsupportedFormat) as caught:
        read(maker.data())
    assert caught.value.reason == "xfa"
