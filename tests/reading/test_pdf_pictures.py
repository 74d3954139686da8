"""Pages with a picture that fills them: whether the picture or the text is what somebody reads there."""

from __future__ import annotations

from pdf_maker import Maker, words

from ingest.limits import DEFAULT_LIMITS
from ingest.reading.pdf.document import open_pdf
from ingest.reading.pdf.page import PdfPage, read_page

PAPER, PRINT, VEIL = b"\xff" * 64, b"\xff\x00" * 32, b"\x40" * 64
SHEET = "".join(words(60, 700 - 14 * place, f"Localización de la iniciativa número {place}") for place in range(20))
STAMP = words(60, 20, "IF-2020-28374655-APN Firmado digitalmente, Ciudad de Buenos Aires, lunes 27 de abril de 2020", 7)


def page(before: str, picture: bytes, after: str, mask: bool = False, extra: str = "") -> PdfPage:
    """A page with content drawn before and after a picture of 8 by 8 pixels that fills it."""
    maker = Maker()
    image = "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
    soft = f"/SMask {maker.stream(image, VEIL)} 0 R" if mask else ""
    shown = maker.stream(f"{image} {soft}", picture)
    content = maker.stream("", f"{before} q 595 0 0 842 0 0 cm /P Do Q {after}".encode("cp1252"))
    resources = f"<< /Font {maker._fonts} /XObject << /P {shown} 0 R >> >>"
    maker._pages.append(
        maker.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R"
            f" /Resources {resources} {extra} >>"
        )
    )
    with open_pdf(maker.data(), DEFAULT_LIMITS) as pdf:
        return read_page(pdf, 1)


def test_text_under_the_picture_is_only_a_layer() -> None:
    found = page(SHEET, PRINT, "")
    assert found.picture
    assert not found.content.words
    assert len(found.layer) == 20


def test_text_under_the_picture_of_a_stamped_scan() -> None:
    found = page(SHEET, PRINT, STAMP)
    assert found.picture
    assert [run.text[:12] for run in found.content.words] == ["IF-2020-2837"]


def test_words_on_a_scan() -> None:
    found = page("", PRINT, STAMP)
    assert found.picture
    assert [run.text[:12] for run in found.content.words] == ["IF-2020-2837"]


def test_words_on_a_scan_that_lies_on_its_side() -> None:
    found = page("", PRINT, STAMP, extra="/Rotate 90")
    assert (found.picture, found.turn, found.content.size) == (True, 0, (842, 595))
    assert not found.content.words  # they are read where the rest is, from the picture


def test_text_on_coloured_paper() -> None:
    found = page("", PAPER, SHEET)
    assert not found.picture
    assert len(found.content.words) == 20


def test_text_under_a_veil() -> None:
    found = page(SHEET, PRINT, "", mask=True)
    assert not found.picture
    assert len(found.content.words) == 20
