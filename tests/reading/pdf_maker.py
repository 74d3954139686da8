"""PDF files written by hand, object by object: just what a test needs to be in them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
BOLD = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
ITALIC = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Oblique /Encoding /WinAnsiEncoding >>"
DINGBATS = "<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>"
FONTS = {"F": HELVETICA, "B": BOLD, "I": ITALIC, "Z": DINGBATS}


def literal(text: str) -> str:
    """A string object: ``(text)`` in WinAnsi, a hexadecimal UTF-16 one where that has no such letter."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return "<FEFF" + text.encode("utf-16-be").hex() + ">"
    return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"


def words(x: float, y: float, text: str, size: float = 11, font: str = "F") -> str:
    """Content that writes `text` with its baseline at (x, y) of page space."""
    return f"BT /{font} {size} Tf {x} {y} Td {literal(text)} Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> str:
    """Content that draws a line."""
    return f"{width} w {x0} {y0} m {x1} {y1} l S\n"


def box(x0: float, y0: float, x1: float, y1: float, paint: str = "S") -> str:
    """Content that draws a rectangle: `paint` is S for its outline, f for its area."""
    return f"{x0} {y0} {x1 - x0} {y1 - y0} re {paint}\n"


class Maker:
    """Collects objects and pages, and gives the file."""

    def __init__(self) -> None:
        self._objects: list[bytes] = [b"", b""]  # the catalog and the page tree, written last
        self._pages: list[int] = []
        self._catalog = ""
        self._fonts = "<< " + " ".join(f"/{name} {self.add(font)} 0 R" for name, font in FONTS.items()) + " >>"

    def add(self, body: str | bytes) -> int:
        """Add an object; its number."""
        self._objects.append(body if isinstance(body, bytes) else body.encode("cp1252"))
        return len(self._objects)

    def stream(self, dictionary: str, data: bytes, compress: bool = False) -> int:
        """Add a stream object; its number."""
        if compress:
            data, dictionary = zlib.compress(data), dictionary + " /Filter /FlateDecode"
        head = f"<< {dictionary} /Length {len(data)} >>\nstream\n".encode()
        return self.add(head + data + b"\nendstream")

    def page(self, content: str, annotations: Sequence[str] = (), extra: str = "", size: str = "0 0 595 842") -> int:
        """Add a page; the number of its object. Annotations are given as dictionaries."""
        stream = self.stream("", content.encode("cp1252"))
        if annotations:
            extra += " /Annots [" + " ".join(f"{self.add(item)} 0 R" for item in annotations) + "]"
        page = self.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{size}] /Contents {stream} 0 R"
            f" /Resources << /Font {self._fonts} >> {extra} >>"
        )
        self._pages.append(page)
        return page

    def catalog(self, entries: str) -> None:
        """Add entries to the catalog."""
        self._catalog += entries

    def data(self) -> bytes:
        """The file."""
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        self._objects[0] = f"<< /Type /Catalog /Pages 2 0 R {self._catalog} >>".encode()
        self._objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(self._pages)} >>".encode()
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self._objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)
        return bytes(out)


def one_page(content: str, annotations: Sequence[str] = (), extra: str = "", size: str = "0 0 595 842") -> bytes:
    """A file of one page."""
    maker = Maker()
    maker.page(content, annotations, extra, size)
    return maker.data()


def form(fields: Sequence[str], content: str = "", extra: str = "") -> bytes:
    """A file of one page with an AcroForm of these fields, each a field and its widget in one dictionary."""
    maker = Maker()
    numbers = [maker.add(field) for field in fields]
    refs = " ".join(f"{number} 0 R" for number in numbers)
    maker.page(content, extra=f"/Annots [{refs}]")
    maker.catalog(f"/AcroForm << /Fields [{refs}] {extra} >>")
    return maker.data()
