"""Diagrams that Word draws of a list (SmartArt, ISO/IEC 29500-1, 21.4): their texts, in the order of the list.

    <a:graphicData uri="…/diagram"><dgm:relIds r:dm="rId5" …/></a:graphicData>

The texts stand in a part of their own, as points, and the connections between them make the list:

    <dgm:dataModel><dgm:ptLst><dgm:pt modelId="{1}" type="doc"/><dgm:pt modelId="{2}"><dgm:t><a:p>…</dgm:pt></dgm:ptLst>
      <dgm:cxnLst><dgm:cxn srcId="{1}" destId="{2}" srcOrd="0"/></dgm:cxnLst></dgm:dataModel>
"""

from __future__ import annotations

from lxml import etree

from ingest.reading.docx.names import DGM, A, R
from ingest.reading.docx.parts import Part

RELATIONS = DGM + "relIds"
_SHOWN = (None, "node", "asst")  # the other points are the drawing's own, with no text that is shown


def diagram_lines(part: Part, relations: etree._Element) -> list[str]:
    """The lines of text of the diagram that a `dgm:relIds` of this part leads to."""
    data = part.part(relations.get(R + "dm"))
    root = data.xml() if data is not None else None
    if root is None:
        return []
    points = {point.get("modelId"): point for point in root.iter(DGM + "pt")}
    lines: list[str] = []
    for point in _in_order(root, points):
        if point.get("type") in _SHOWN:
            for paragraph in point.iterfind(f"{DGM}t/{A}p"):
                lines.append("".join([text.text or "" for text in paragraph.iter(A + "t")]))
    return [line for line in lines if line.strip()]


def _in_order(root: etree._Element, points: dict[str | None, etree._Element]) -> list[etree._Element]:
    """The points, each before those under it; those that nothing leads to come last."""
    below: dict[str | None, list[tuple[int, str | None]]] = {}
    for connection in root.iter(DGM + "cxn"):
        if connection.get("type", "parOf") == "parOf":
            place = connection.get("srcOrd", "")
            child = (int(place) if place.isdigit() else 0, connection.get("destId"))
            below.setdefault(connection.get("srcId"), []).append(child)
    found: dict[str | None, etree._Element] = {}
    waiting = [id for id, point in points.items() if point.get("type") == "doc"]
    while waiting:
        id = waiting.pop()
        if id in found or id not in points:
            continue
        found[id] = points[id]
        waiting += [child for _, child in sorted(below.get(id, ()), key=lambda item: -item[0])]
    return [*found.values(), *(point for id, point in points.items() if id not in found)]
