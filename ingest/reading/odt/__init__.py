"""OpenDocument texts: ``.odt``, ``.ott`` and the flat ``.fodt`` (OASIS OpenDocument 1.3; ISO/IEC 26300)."""

from __future__ import annotations

from functools import partial

from lxml import etree

from ingest.document import Document, Layer
from ingest.errors import Encrypted, Unreadable
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.reading.builder import Builder
from ingest.reading.drawn import apply_marks
from ingest.reading.odt import drawings, fields, lists, tables  # noqa: F401 - they register their handlers
from ingest.reading.odt.changes import deletions
from ingest.reading.odt.forms import controls
from ingest.reading.odt.fragments import Fragments
from ingest.reading.odt.layout import setting
from ingest.reading.odt.names import MANIFEST, OFFICE, STYLE, text_of
from ingest.reading.odt.styles import Styles
from ingest.reading.odt.walk import Walker
from ingest.reading.package import Package, parse_xml

_HEADERS = ("header", "header-left", "header-first")
_FOOTERS = ("footer", "footer-left", "footer-first")


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read an OpenDocument text.

    Raises `Encrypted` where it needs a password, `Unreadable` where nothing of it can be read; of a
    damaged file what can be read is, and the document says so.
    """
    if data[:2] == b"PK":
        return _read_package(Package(data, limits), limits)
    try:
        root, damaged = parse_xml(data), False
    except Unreadable as problem:
        if problem.reason != "xml":
            raise
        root, damaged = parse_xml(data, recover=True), True
    styles = Styles(root)
    return _read_content(root, styles, styles, root.find(OFFICE + "master-styles"), limits, damaged)


def _read_package(package: Package, limits: Limits) -> Document:
    if "encrypted-package" in package:
        raise Encrypted("odt")
    content = _content(package)
    if content is None:
        raise Unreadable("zip", why="content.xml")
    named = masters = None
    data = package.rescue("styles.xml")
    if data:
        try:
            named = Fragments(data, package.parse)
            masters = named.find("office:master-styles")
        except Unreadable:
            package.damaged = True
    margins = Styles(None, named)
    return _read_content(content, Styles(content, named), margins, masters, limits, package.damaged)


def _content(package: Package) -> etree._Element | None:
    """The content; where it can't be read as it should, the manifest is asked whether it is encrypted."""
    content, problem = None, None
    try:
        content = package.rescue_xml("content.xml")
    except Unreadable as error:
        problem = error
    if (problem or package.damaged) and _is_encrypted(package.rescue("META-INF/manifest.xml")):
        raise Encrypted("odt")
    if problem:
        raise problem
    return content


def _is_encrypted(manifest: bytes | None) -> bool:
    """Whether the manifest says how to decrypt the content (part 2, 4.8)."""
    if not manifest or b"encryption-data" not in manifest:
        return False
    try:
        root = parse_xml(manifest)
    except Unreadable:
        return True
    entries = (data.getparent() for data in root.iter(MANIFEST + "encryption-data"))
    return any(entry is not None and entry.get(MANIFEST + "full-path") == "content.xml" for entry in entries)


def _read_content(
    content: etree._Element,
    styles: Styles,
    margin_styles: Styles,
    masters: etree._Element | None,
    limits: Limits,
    damaged: bool,
) -> Document:
    """Read the body between the headers and the footers, which have automatic styles of their own."""
    body = content.find(OFFICE + "body")
    if body is None:
        raise Unreadable("xml", why="office:body")
    builder = Builder(limits)
    margins = Walker(builder, margin_styles)
    _margins(margins, masters, _HEADERS, Layer.HEADER)
    walker = Walker(builder, styles)
    walker.deletions = deletions(body)
    walker.controls = controls(body)
    for text in body:
        walker.blocks(text)
    _margins(margins, masters, _FOOTERS, Layer.FOOTER)
    document = builder.document("odt", damaged=damaged)
    if walker.shapes:
        walked = [(made, partial(setting, element, styles)) for made, element in walker.walked]
        document = apply_marks(document, walker.shapes, walked)
    return document


def _margins(walker: Walker, masters: etree._Element | None, kinds: tuple[str, ...], layer: Layer) -> None:
    """The headers or footers of all pages, each once."""
    seen: set[str] = set()
    for page in masters.iterchildren(STYLE + "master-page") if masters is not None else ():
        for kind in kinds:
            for margin in page.iterchildren(STYLE + kind):
                text = text_of(margin).strip()
                if margin.get(STYLE + "display") == "false" or text in seen:
                    continue
                seen.add(text)
                with walker.story(layer):
                    walker.blocks(margin)
