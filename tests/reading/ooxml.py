"""Word documents made in memory for tests: the XML of a body packed as a package."""

from __future__ import annotations

import io
import zipfile

from ingest.document import Document, Layer, Paragraph, Style
from ingest.reading.docx import read

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
          "comments": "comments", "settings": "settings"}  # fmt: skip

FLAGS = {name: getattr(Style, name) for name in (
    "BOLD", "ITALIC", "UNDERLINE", "STRIKE", "HIGHLIGHT", "ENCIRCLED", "CROSSED", "FILLED", "PROMPT", "DELETED",
    "SUPERSCRIPT")}  # fmt: skip


def part(root: str, content: str) -> str:
    """A part whose root is ``w:root``."""
    return f"{_PROLOG}<w:{root} {_DECLARED}>{content}</w:{root}>"


def relationships(*links: tuple[str, str, str]) -> str:
    """A part of relationships: id, kind and target each; targets with a scheme are external."""
    items = "".join(
        f'<Relationship Id="{id}" Type="{_TYPES}{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for id, kind, target in links
    )
    uri = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_PROLOG}<Relationships xmlns="{uri}">{items}</Relationships>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Parts packed as a zip."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return box.getvalue()


def docx(
    body: str,
    *links: tuple[str, str, str],
    parts: dict[str, str | bytes] | None = None,
    main: str = "word/document.xml",
    **known: str,
) -> bytes:
    """A document with that body; `known` are contents of the usual parts (styles, numbering, footnotes …)."""
    folder, _, name = main.rpartition("/")
    own = [*links, *((kind, kind, f"{kind}.xml") for kind in known)]
    return zipped(
        {
            "[Content_Types].xml": f"{_PROLOG}<Types/>",
            "_rels/.rels": relationships(("rId1", "officeDocument", main)),
            main: part("document", f"<w:body>{body}</w:body>"),
            f"{folder}/_rels/{name}.rels": relationships(*own),
            **{f"{folder}/{kind}.xml": part(_ROOTS[kind], content) for kind, content in known.items()},
            **(parts or {}),
        }
    )


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; text without markup is made a run."""
    made = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{made}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells; text without markup is made a cell."""
    made = "".join(cell if cell.startswith("<") else tc(p(cell)) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{made}</w:tr>"


def tc(content: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{content}</w:tc>"


def sdt(content: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def document(body: str, *links: tuple[str, str, str], **more: str) -> Document:
    """What the reader makes of a body."""
    return read(docx(body, *links, **more))


def shown(paragraph: Paragraph) -> str:
    """A paragraph with its spans' styles: ``Mixta {X|BOLD+HIGHLIGHT}``, links as ``{nota|->https://…}``."""
    pieces = []
    for span in paragraph.spans:
        looks = [name for name, flag in FLAGS.items() if span.style & flag]
        if span.colour:
            looks.append(f"#{span.colour}")
        mark = "+".join(looks) + (f"->{span.link}" if span.link else "")
        pieces.append(f"{{{span.text}|{mark}}}" if mark else span.text)
    return "".join(pieces)


def body(xml: str, *links: tuple[str, str, str], **more: str) -> list[str]:
    """The body's paragraphs as `shown`, text boxes among them."""
    made = document(xml, *links, **more)
    return [shown(paragraph) for paragraph in made.paragraphs if paragraph.layer in (Layer.BODY, Layer.TEXTBOX)]


def line(*runs: str, **more: str) -> str:
    """The one paragraph of a body of these runs, as `shown`."""
    [only] = body(p(*runs), **more)
    return only
