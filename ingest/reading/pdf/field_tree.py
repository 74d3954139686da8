"""The values of a form's buttons, read past PDFium.

PDFium tells a radio group's value from the states of its buttons, so that a group that a program
filled by its ``/V`` alone looks empty. For such groups the field tree is walked with pdfminer.
"""

from __future__ import annotations

import io
import logging

_MOST = 10_000  # fields that are looked at


def button_values(data: bytes) -> dict[str, str]:
    """Full field name -> the name that is its ``/V``; empty where the file is too damaged to tell."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve1
    from pdfminer.psparser import PSLiteral
    from pdfminer.utils import decode_text

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    values: dict[str, str] = {}
    try:
        form = resolve1(PDFDocument(PDFParser(io.BytesIO(data))).catalog.get("AcroForm")) or {}
        waiting = [("", item) for item in resolve1(form.get("Fields")) or []]
        looked_at = 0
        while waiting and looked_at < _MOST:
            looked_at += 1
            path, item = waiting.pop()
            field = resolve1(item)
            if not isinstance(field, dict):
                continue
            title = resolve1(field.get("T"))
            if isinstance(title, bytes):
                path = f"{path}.{decode_text(title)}" if path else decode_text(title)
            value = resolve1(field.get("V"))
            if isinstance(value, PSLiteral):
                name = value.name
                values[path] = name if isinstance(name, str) else name.decode("utf-8", "replace")
            waiting += [(path, kid) for kid in resolve1(field.get("Kids")) or []]
    except Exception:  # a parser that trusts its input fails on a damaged file in any way there is
        return values
    return values
