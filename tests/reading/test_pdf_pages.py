"""Pages as they are shown: turned, cropped, landscape; text that the eye does not see; damaged and locked files."""

from __future__ import annotations

import hashlib
import zlib

import pytest
from pdf_maker import HELVETICA, Maker, box, one_page, words

from ingest.document import Document, Layer, Style
from ingest.errors import Encrypted, TooLarge, Unreadable
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading.pdf import read
from ingest.reading.pdf.document import open_pdf
from ingest.reading.pdf.page import read_page


def texts(document: Document, layer: Layer = Layer.BODY) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.layer is layer]


def turned(x: float, y: float, text: str, cosine: int, sine: int) -> str:
    return f"BT /F 11 Tf {cosine} {sine} {-sine} {cosine} {x} {y} Tm ({text}) Tj ET\n"


@pytest.mark.parametrize(
    ("turn", "content", "size"),
    [
        (0, words(50, 742, "Goya") + words(50, 720, "Corrientes"), (595, 842)),
        (90, turned(100, 50, "Goya", 0, 1) + turned(122, 50, "Corrientes", 0, 1), (842, 595)),
        (180, turned(545, 100, "Goya", -1, 0) + turned(545, 122, "Corrientes", -1, 0), (595, 842)),
        (270, turned(495, 792, "Goya", 0, -1) + turned(473, 792, "Corrientes", 0, -1), (842, 595)),
    ],
)
def test_turned_pages_read_as_they_are_shown(turn: int, content: str, size: tuple[int, int]) -> None:
    document = read(one_page(content, extra=f"/Rotate {turn}"))
    assert texts(document) == ["Goya", "Corrientes"]
    assert document.pages == (size,)
    span = document.paragraphs[0].spans[0]
    assert span.box is not None
    assert (span.box.x0, span.box.y1) == pytest.approx((50, 100 + 0.22 * 11), abs=1.5)


@pytest.mark.parametrize(("cosine", "sine"), [(0, 1), (0, -1), (-1, 0)])
def test_page_whose_text_lies_on_its_side(cosine: int, sine: int) -> None:
    lines = ["Lugar: Goya, provincia de Corrientes", "Tipo: Mixta", "Origen: una cooperativa"]
    step = 20
    content = "".join(
        turned(300 + sine * step * place, 400 - cosine * step * place, line, cosine, sine)
        for place, line in enumerate(lines)
    )
    document = read(one_page(content))
    assert texts(document) == lines
    for paragraph in document.paragraphs:
        assert paragraph.spans[0].box is not None
        x0, y0, x1, y1 = paragraph.spans[0].box
        assert (y1 - y0 > x1 - x0) == bool(sine)
        assert 0 < x0 < x1 < 595 and 0 < y0 < y1 < 842


def test_words_up_the_margin_and_watermarks_are_no_text() -> None:
    content = (
        words(80, 700, "Una respuesta en dos")
        + words(80, 686, "renglones.")
        + turned(30, 400, "Form. 7", 0, 1)
        + "BT /F 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm (BORRADOR) Tj ET"
    )
    document = read(one_page(content))
    assert " ".join(texts(document)) == "Una respuesta en dos renglones."
    assert sorted(texts(document, Layer.HEADER)) == ["BORRADOR", "Form. 7"]


def test_crop_box_moves_the_origin() -> None:
    content = words(150, 500, "adentro") + words(20, 500, "afuera")
    document = read(one_page(content, extra="/CropBox [100 200 500 700]"))
    assert texts(document) == ["adentro"]
    assert document.pages == ((400, 500),)
    span = document.paragraphs[0].spans[0]
    assert span.box is not None
    assert span.box.x0 == pytest.approx(50, abs=1)


def test_text_that_nobody_sees() -> None:
    content = (
        words(50, 700, "visible")
        + "1 1 1 rg "
        + words(50, 680, "blanco sobre blanco")
        + "0.2 0.2 0.6 rg "
        + box(40, 650, 300, 670, "f")
        + "1 1 1 rg "
        + words(50, 656, "blanco sobre azul")
        + "0 g BT /F 11 Tf 3 Tr 50 600 Td (invisible) Tj ET"
    )
    assert texts(read(one_page(content))) == ["visible", "blanco sobre azul"]


def test_fonts_and_colours() -> None:
    content = (
        words(50, 700, "negrita", font="B")
        + words(120, 700, "cursiva", font="I")
        + "1 0 0 rg "
        + words(190, 700, "roja")
    )
    spans = read(one_page(content)).paragraphs[0].spans
    assert [(span.text.strip(), span.style, span.colour) for span in spans] == [
        ("negrita", Style.BOLD, None),
        ("cursiva", Style.ITALIC, None),
        ("roja", 0, "ff0000"),
    ]


def test_font_size_below_zero() -> None:
    upside = "BT /F -11 Tf -1 0 0 -1 50 700 Tm (Goya, Corrientes) Tj ET\n"
    [found], [plain] = read(one_page(upside)).paragraphs, read(one_page(words(50, 700, "Goya, Corrientes"))).paragraphs
    assert found == plain


def test_letters_of_a_ligature_tell_nothing_of_their_widths() -> None:
    maker = Maker()
    bfchars = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <01> <00660069> endbfchar"
    ranges = b"1 beginbfrange <20> <7E> <0020> endbfrange"
    unicode = maker.stream("", b"/CMapName /A def /CMapType 2 def begincmap " + bfchars + b" " + ranges + b" endcmap")
    font = maker.add(f"{HELVETICA[:-3]} /ToUnicode {unicode} 0 R >>")
    shown = "BT /L 11 Tf 50 700 Td (An\\001trion) Tj 0 -14 Td (la oficina fue un fin) Tj ET"
    content = maker.stream("", shown.encode())
    maker._pages.append(
        maker.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R"
            f" /Resources << /Font << /L {font} 0 R >> >> >>"
        )
    )
    with open_pdf(maker.data(), DEFAULT_LIMITS) as pdf:
        assert "".join(run.text for run in read_page(pdf, 1).content.words) == "Anfitrionla oficina fue un fin"
        [kind] = [advances for font in pdf.fonts.values() for advances in font.advances.values()]
    assert {letter: round(kind[letter] / 11, 2) for letter in "fin"} == {"f": 0.28, "i": 0.22, "n": 0.56}


def test_symbols_of_the_dingbats_font() -> None:
    assert texts(read(one_page(words(50, 700, "4", font="Z") + words(65, 700, "Mixta")))) == ["✔ Mixta"]


def test_raised_mark_within_a_line() -> None:
    content = (
        "BT /F 11 Tf 50 700 Td (Firma de) Tj ( Ana) Tj /F 6 Tf 4 Ts (1) Tj /F 11 Tf 0 Ts ( y Juan) Tj ET\n"
        + words(50, 90, "1 Por la mañana.", size=8)
        + "".join(words(50, 680 - 14 * place, "un renglón cualquiera del texto") for place in range(4))
    )
    document = read(one_page(content))
    assert texts(document)[0] == "Firma de Ana y Juan"
    assert texts(document, Layer.FOOTNOTE) == ["1 Por la mañana."]


def test_form_xobject_with_lines_of_its_own_scale() -> None:
    maker = Maker()
    table = maker.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [2 0 0 2 0 0]",
        b"0.3 w 10 10 80 20 re S 50 10 m 50 30 l S",
    )
    content = "q 1 0 0 1 50 500 cm /T Do Q\n" + words(80, 535, "izquierda") + words(160, 535, "derecha")
    page = maker.stream("", content.encode())
    fonts = maker._fonts
    maker._pages.append(
        maker.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {page} 0 R"
            f" /Resources << /Font {fonts} /XObject << /T {table} 0 R >> >> >>"
        )
    )
    cells = [(paragraph.text, paragraph.cell and paragraph.cell.column) for paragraph in read(maker.data()).paragraphs]
    assert cells == [("izquierda", 0), ("derecha", 1)]


# -- files that can't be read, or should not be ------------------------------------------------------


def rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def locked(password: bytes) -> bytes:
    """A file encrypted with 40-bit RC4 (ISO 32000-1, 7.6.3), by hand."""
    padding = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    user, owner = (password + padding)[:32], padding
    o = rc4(hashlib.md5(owner).digest()[:5], user)
    identity, rights = b"0123456789abcdef", (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5(user + o + rights + identity).digest()[:5]
    u = rc4(key, padding)
    maker = Maker()
    content = words(50, 700, "abierto").encode()
    number = len(maker._objects) + 1
    secret = rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], content)
    stream = maker.stream("", secret)
    maker._pages.append(
        maker.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R"
            f" /Resources << /Font {maker._fonts} >> >>"
        )
    )
    encrypt = maker.add(f"<< /Filter /Standard /V 1 /R 2 /O <{o.hex()}> /U <{u.hex()}> /P -4 >>")
    ids = identity.hex()
    return maker.data().replace(
        b"/Root 1 0 R >>", f"/Root 1 0 R /Encrypt {encrypt} 0 R /ID [<{ids}> <{ids}>] >>".encode()
    )


def test_empty_password_is_tried() -> None:
    assert texts(read(locked(b""))) == ["abierto"]


def test_password() -> None:
    with pytest.raises(Encrypted):
        read(locked(b"secreto"))


def test_cut_file_is_damaged() -> None:
    whole = one_page(words(50, 700, "lo que queda"))
    document = read(whole[: whole.rindex(b"xref")])
    assert texts(document) == ["lo que queda"]
    assert document.damaged
    assert not read(whole).damaged


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnada", b"%PDF-1.4\n" + b"\0" * 500])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data)


def test_limits() -> None:
    maker = Maker()
    for _ in range(3):
        maker.page(words(50, 700, "hoja"))
    with pytest.raises(TooLarge) as caught:
        read(maker.data(), Limits(pages=2))
    assert caught.value.detail["limit"] == "pages"
    with pytest.raises(TooLarge):
        read(maker.data(), Limits(characters=5))


@pytest.mark.parametrize("levels", [1, 2])
def test_streams_that_unpack_to_too_much(levels: int) -> None:
    maker = Maker()
    data = b" " * (3 << 20)
    for _ in range(levels):
        data = zlib.compress(data, 9)
    filters = " ".join(["/FlateDecode"] * levels)
    stream = maker.stream(f"/Filter [{filters}]", data)
    maker._pages.append(maker.add(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R >>"))
    with pytest.raises(TooLarge):
        read(maker.data(), Limits(part_bytes=1 << 20))


def test_stream_hidden_in_the_bytes_of_another() -> None:
    bomb = zlib.compress(b" " * (3 << 20), 9)
    inner = b"9 0 obj << /Filter /FlateDecode >>\nstream\n" + bomb
    maker = Maker()
    maker.stream("/Length 0", inner)
    maker.page(words(50, 700, "hoja"))
    with pytest.raises(TooLarge):
        read(maker.data(), Limits(part_bytes=1 << 20))
