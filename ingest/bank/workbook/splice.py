"""The workbook's package (ECMA-376 Part 2): the shell's parts as they are, the tables' rows put in as they come.

Whatever grows with the bank goes through here once and is not kept: rows, then links and notes,
which stand in parts of their own and wait on disk until their sheet is done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ingest.bank.workbook.cells import ROWS_MOST, Cell, Page, Row
from ingest.bank.workbook.look import Style
from ingest.bank.workbook.notes import Notes, Spool
from ingest.bank.workbook.sheetdata import attribute, letters, row_xml

LINKS_MOST = 60_000
"""Links of one sheet: Excel takes 65,530 and calls a workbook with more damaged."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_LARGE = 200_000  # rows from which on a part may pass 2 GB
_DATA = re.compile(r"<sheetData>.*?</sheetData>|<sheetData/>", re.DOTALL)
_HEAD = re.compile(r'<row r="1"[^>]* ht="([\d.]+)"[^>]*>.*?</row>', re.DOTALL)
_SIZE = re.compile(r'<dimension ref="[^"]*"/>')
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOTES = '<Override PartName="/xl/comments{0}.xml" ContentType="application/vnd.openxmlformats-officedocument.{1}"/>'
_TEXTS = "spreadsheetml.comments+xml"
_BOXES = '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'


class Package:
    """Writes the workbook at `path`. A text longer than a cell ends with `continues`."""

    def __init__(self, path: Path, styles: Mapping[Style, int], continues: str) -> None:
        self._out = ZipFile(path, "w", ZIP_DEFLATED)
        self._styles = styles
        self._continues = continues
        self._noted: list[int] = []
        self._block = 1

    def splice(self, shell: ZipFile, pages: Mapping[str, Page]) -> None:
        """Copy the shell's parts, with the rows of `pages` (by the part that their sheet is) in their places."""
        with self._out:
            late = ("[Content_Types].xml",)
            for info in shell.infolist():
                if info.filename in pages:
                    self._page(info.filename, shell.read(info).decode("utf-8"), pages[info.filename])
                elif info.filename not in late:
                    self._put(info.filename, shell.read(info))
            types = shell.read(late[0]).decode("utf-8")
            notes = "".join(_NOTES.format(number, _TEXTS) for number in self._noted)
            types = re.sub(r"(<Types[^>]*>)", rf"\1{_BOXES if notes else ''}", types, count=1)
            self._put(late[0], types.replace("</Types>", f"{notes}</Types>").encode())

    def _put(self, name: str, data: bytes) -> None:
        self._out.writestr(_info(name), data)

    def _page(self, part: str, frame: str, page: Page) -> None:
        """Write one sheet, then what belongs to it."""
        found = _DATA.search(frame)
        if found is None:
            raise ValueError(f"{part} has no rows to be replaced")
        head = _HEAD.search(found[0]) if page.first else None
        before = _SIZE.sub("", frame[: found.start()])
        after = frame[found.end() :]
        with ExitStack() as stack:
            notes, links = Notes(page.widths), Spool()
            stack.callback(notes.close)
            stack.callback(links.close)
            with self._out.open(_info(part), "w", force_zip64=page.count > _LARGE) as file:
                write = _encoded(file)
                write(f"{before}<sheetData>{head[0] if head else ''}")
                if head:
                    notes.row(0, float(head[1]))
                self._rows(write, page, notes, links)
                write("</sheetData>")
                _close(write, after, notes, links)
            if notes.count or links.count:
                self._relations(part, notes, links)

    def _rows(self, write: Callable[[str], object], page: Page, notes: Notes, links: Spool) -> None:
        for number, row in enumerate(self._fitting(page), page.first):
            notes.row(number, row.height)
            cells = list(row.cells)
            for place, cell in enumerate(cells):
                if cell.note:
                    notes.add(number, place, cell.note)
                if cell.link:
                    if links.count < LINKS_MOST:
                        links.add(f"{letters(place)}{number + 1}", cell.link, cell.tip)
                    else:
                        cells[place] = cell.unlinked()
            write(row_xml(number, cells, row.height, self._styles, self._continues))

    def _fitting(self, page: Page) -> Iterable[Row]:
        """The rows that a sheet holds."""
        if page.count <= ROWS_MOST:
            return page.rows()
        last = [*(Cell(bare=True) for _ in page.widths[1:]), Cell(self._continues)]
        return chain(islice(page.rows(), ROWS_MOST), [Row(last)] if page.widths else [])

    def _relations(self, part: str, notes: Notes, links: Spool) -> None:
        """Write the parts that a sheet leads to, and the list of them."""
        folder, _, name = part.rpartition("/")
        number = int("".join(filter(str.isdigit, name)))
        large = notes.count > _LARGE
        if notes.count:
            self._noted.append(number)
            with self._out.open(_info(f"xl/comments{number}.xml"), "w", force_zip64=large) as file:
                notes.write_texts(_encoded(file))
            with self._out.open(_info(f"xl/drawings/vmlDrawing{number}.vml"), "w", force_zip64=large) as file:
                self._block = notes.write_boxes(_encoded(file), self._block)
        with self._out.open(_info(f"{folder}/_rels/{name}.rels"), "w") as file:
            write = _encoded(file)
            write(f'{_DECLARED}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">')
            for rank, (_, target, _) in enumerate(links, 1):
                write(_relationship(f"rId{rank}", "hyperlink", attribute(address(str(target))), "External"))
            if notes.count:
                write(_relationship("boxes", "vmlDrawing", f"../drawings/vmlDrawing{number}.vml"))
                write(_relationship("notes", "comments", f"../comments{number}.xml"))
            write("</Relationships>")


def _relationship(name: str, kind: str, target: str, mode: str = "Internal") -> str:
    return f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def _close(write: Callable[[str], object], after: str, notes: Notes, links: Spool) -> None:
    """Write what follows a sheet's rows, with its links and notes where the schema has them (18.3.1.99)."""
    place = re.search(r"<(?:printOptions|pageMargins)\b", after)
    cut = place.start() if place else after.index("</worksheet>")
    write(after[:cut])
    if links.count:
        write("<hyperlinks>")
        for rank, (cell, target, tip) in enumerate(links, 1):
            _, _, anchor = str(target).partition("#")
            location = f' location="{attribute(anchor)}"' if anchor else ""
            said = f' tooltip="{attribute(str(tip))}"' if tip else ""
            write(f'<hyperlink ref="{cell}" r:id="rId{rank}"{location}{said}/>')
        write("</hyperlinks>")
    rest = after[cut:]
    write(rest.replace("</worksheet>", '<legacyDrawing r:id="boxes"/></worksheet>') if notes.count else rest)


def address(target: str) -> str:
    """A link's address without its fragment, with what no address may hold written in per cent.

    >>> address("https://example.org/a b#c")
    'https://example.org/a%20b'
    """
    target = target.partition("#")[0]
    if re.search("%[0-9a-fA-F]{2}", target):
        return target
    return re.sub(r'[%" <>\[\]^`{}]', lambda match: f"%{ord(match[0]):02x}", target)


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, _EPOCH)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _encoded(file: IO[bytes]) -> Callable[[str], object]:
    return lambda text: file.write(text.encode("utf-8"))
