"""Word documents as OOXML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tests.reading.ooxml import docx, p, table, tc, tr

from ..model import Block, Page, Para, Run, Table


def write(page: Page) -> bytes:
    """The document as a .docx package."""
    return _Writer().document(page)


class _Writer:
    def __init__(self) -> None:
        self._links: list[tuple[str, str, str]] = []
        self._notes: list[str] = []
        self._bullets: list[str] = []

    def document(self, page: Page) -> bytes:
        body = self._blocks(page.blocks)
        margins, references, parts = [], "", {}
        for kind, root, text in (("header", "hdr", page.header), ("footer", "ftr", page.footer)):
            if text:
                margins.append((f"rM{kind}", kind, f"{kind}1.xml"))
                references += f'<w:{kind}Reference w:type="default" r:id="rM{kind}"/>'
                uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
                parts[f"word/{kind}1.xml"] = (
                    f'<w:{root} xmlns:w="{uri}"><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:{root}>'
                )
        known = {}
        if self._notes:
            known["footnotes"] = "".join(
                f'<w:footnote w:id="{number}">{p(escape(note))}</w:footnote>'
                for number, note in enumerate(self._notes, 2)
            )
        if self._bullets:
            known["numbering"] = "".join(
                f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
                f'<w:lvlText w:val="{sign}"/></w:lvl></w:abstractNum>'
                for number, sign in enumerate(self._bullets, 1)
            ) + "".join(
                f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
                for number in range(1, len(self._bullets) + 1)
            )
        section = f"<w:sectPr>{references}</w:sectPr>"
        return docx(body + section, *self._links, *margins, parts=parts, **known)

    def _blocks(self, blocks: Sequence[Block]) -> str:
        made: list[str] = []
        for block in blocks:
            if isinstance(block, Table):
                rows = [
                    tr(
                        *(
                            tc(
                                self._cell(item.blocks),
                                f'<w:gridSpan w:val="{item.columns}"/>' if item.columns > 1 else "",
                            )
                            for item in row
                        )
                    )
                    for row in block.rows
                ]
                made.append(table(*rows))
            elif block.floating:
                made.append(self._floating(block))
            else:
                made.append(self._paragraph(block))
        return "".join(made)

    def _cell(self, blocks: Sequence[Block]) -> str:
        return self._blocks(blocks) + ("<w:p/>" if isinstance(blocks[-1], Table) else "")

    def _floating(self, item: Para) -> str:
        inner = self._paragraph(Para(item.runs, bullet=item.bullet))
        shape = f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>"
        fallback = f"<w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
        return (
            '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
            f"{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
            f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )

    def _paragraph(self, item: Para) -> str:
        properties = ""
        if item.bullet:
            if item.bullet not in self._bullets:
                self._bullets.append(item.bullet)
            number = self._bullets.index(item.bullet) + 1
            properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        return p(*(self._run(run) for run in item.runs), properties=properties)

    def _run(self, run: Run) -> str:
        if run.box is not None:
            state, sign = int(run.box), "☒" if run.box else "☐"
            return (
                f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
                f"<w:sdtContent><w:r><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
            )
        tag = "delText" if run.deleted else "t"
        lines = [
            "<w:tab/>".join(f'<w:{tag} xml:space="preserve">{escape(part)}</w:{tag}>' for part in line.split("\t"))
            for line in run.text.split("\n")
        ]
        note = ""
        if run.note:
            self._notes.append(run.note)
            note = f'<w:r><w:footnoteReference w:id="{len(self._notes) + 1}"/></w:r>'
        made = f"<w:r>{_look(run)}{'<w:br/>'.join(lines)}</w:r>{note}"
        if run.link:
            self._links.append((f"rL{len(self._links)}", "hyperlink", run.link))
            made = f'<w:hyperlink r:id="{self._links[-1][0]}">{made}</w:hyperlink>'
        if run.control:
            made = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{made}</w:sdtContent></w:sdt>"
        if run.deleted or run.inserted:
            kind = "del" if run.deleted else "ins"
            made = f'<w:{kind} w:id="9" w:author="Ana">{made}</w:{kind}>'
        return made


def _look(run: Run) -> str:
    look = "<w:b/>" * run.bold + "<w:strike/>" * run.strike
    look += f'<w:color w:val="{run.colour}"/>' if run.colour else ""
    look += '<w:highlight w:val="yellow"/>' * run.highlight + '<w:u w:val="single"/>' * run.underline
    return f"<w:rPr>{look}</w:rPr>" if look else ""
