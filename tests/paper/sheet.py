"""A filled sheet as it comes out of the printer, one page, and where its options stand."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2
from PIL import Image
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from schema.form import find_form

FORM = find_form("banco-iniciativas")
NAMES = {option.code: option.label for item in FORM.fields for option in item.options}
DPI = 300
_WIDTH, _HEIGHT = 595.0, 842.0
_LEFT, _RIGHT = 55.0, 540.0
_PAD = 4.0


class Place(NamedTuple):
    """A rectangle in points from the page's top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Look:
    """How a sheet is printed.

    `layout` is ``two`` (labels left, answers right, ruled), ``one`` (a ruled column), ``bare`` (no rules);
    `options` says what is printed at each option: ``list``, ``row``, ``boxes``, ``brackets``, ``parens``, ``cells``.
    """

    font: str = "Helvetica"
    size: float = 10.0
    layout: str = "two"
    options: str = "list"

    @property
    def bold(self) -> str:
        return "Times-Bold" if self.font.startswith("Times") else f"{self.font}-Bold"


@dataclass(slots=True)
class Printed:
    """The page's picture at 300 dpi, and the places of each option's name and of where its mark belongs."""

    page: Image.Image
    pdf: bytes
    names: dict[str, Place] = field(default_factory=dict)
    fields: dict[str, Place] = field(default_factory=dict)


class _Writer:
    """Draws from top to bottom."""

    def __init__(self, look: Look) -> None:
        self.file = io.BytesIO()
        self.look = look
        self.canvas = Canvas(self.file, pagesize=(_WIDTH, _HEIGHT), pageCompression=1)
        self.y = 50.0  # of the next line's top
        self.names: dict[str, Place] = {}
        self.fields: dict[str, Place] = {}

    @property
    def leading(self) -> float:
        return self.look.size * 1.3

    def text(self, x: float, text: str, font: str) -> float:
        """Write at the current line; where the text ends."""
        self.canvas.setFont(font, self.look.size)
        self.canvas.drawString(x, _HEIGHT - self.y - self.look.size, text)
        return x + float(stringWidth(text, font, self.look.size))

    def wrapped(self, x: float, width: float, text: str, font: str) -> None:
        for line in simpleSplit(text, font, self.look.size, width):
            self.text(x, line, font)
            self.y += self.leading

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x0, _HEIGHT - y0, x1, _HEIGHT - y1)

    def box(self, place: Place) -> None:
        for one, other in ((place[:2], (place.x1, place.y0)), ((place.x1, place.y0), place[2:]),
                           (place[2:], (place.x0, place.y1)), ((place.x0, place.y1), place[:2])):  # fmt: skip
            self.rule(*one, *other)


def printed(typed: Mapping[str, list[str]], look: Look, marked: tuple[str, ...] = ()) -> Printed:
    """The sheet with these answers; `marked` options get an X of the printer's."""
    writer = _Writer(look)
    for title, font in ((FORM.printed[0], look.font), (FORM.printed[1], look.bold), (FORM.printed[2], look.bold)):
        width = stringWidth(title, font, look.size)
        writer.text((_WIDTH - width) / 2, title, font)
        writer.y += writer.leading
    writer.y += 6
    top = writer.y
    for item in FORM.fields:
        if item.label:
            _question(writer, item.key, item.label, item.hint or "", typed.get(item.key, []), marked)
    if look.layout != "bare":
        for x in (_LEFT, _RIGHT, *((_column(look),) if look.layout == "two" else ())):
            writer.rule(x, top, x, writer.y)
        writer.rule(_LEFT, top, _RIGHT, top)
    if writer.y > _HEIGHT - 30:
        raise ValueError("more than a page")
    writer.canvas.showPage()
    writer.canvas.save()
    data = writer.file.getvalue()
    page = pypdfium2.PdfDocument(data)[0].render(scale=DPI / 72).to_pil().convert("RGB")
    return Printed(page, data, writer.names, writer.fields)


def _column(look: Look) -> float:
    return 200.0 if look.layout == "two" else _LEFT


def _question(writer: _Writer, key: str, label: str, hint: str, answer: list[str], marked: tuple[str, ...]) -> None:
    look = writer.look
    writer.y += _PAD
    start = writer.y
    if look.layout == "two":
        writer.wrapped(_LEFT + _PAD, _column(look) - _LEFT - 2 * _PAD, label, look.bold)
        if hint:
            writer.wrapped(_LEFT + _PAD, _column(look) - _LEFT - 2 * _PAD, hint, look.font)
        end, writer.y = writer.y, start
        left = _column(look) + _PAD
    else:
        writer.wrapped(_LEFT + _PAD, _RIGHT - _LEFT - 2 * _PAD, label, look.bold)
        if hint:
            writer.wrapped(_LEFT + _PAD, _RIGHT - _LEFT - 2 * _PAD, hint, look.font)
        end = left = _LEFT + _PAD
    if key == "tipo_institucion":
        _options(writer, left, marked)
    for text in answer:
        for part in text.split("\n"):
            writer.wrapped(left, _RIGHT - left - _PAD, part, look.font)
    writer.y = max(writer.y, end) + _PAD
    if look.layout != "bare":
        writer.rule(_LEFT, writer.y, _RIGHT, writer.y)


def _options(writer: _Writer, left: float, marked: tuple[str, ...]) -> None:
    look = writer.look
    if look.options == "row":
        x = left
        for code, name in NAMES.items():
            end = writer.text(x, name, look.font)
            _note(writer, code, x, end, Place(end + 2, writer.y, end + 12, writer.y + look.size * 1.2))
            x = end + 16
        writer.y += writer.leading
        return
    for code, name in NAMES.items():
        sign = "X" if code in marked else ""
        if look.options == "cells":
            _cell(writer, left, code, name, sign)
            continue
        x = left
        place: Place | None = None
        if look.options == "boxes":
            place = Place(left, writer.y + 1, left + look.size, writer.y + 1 + look.size)
            writer.box(place)
            x = place.x1 + 5
        elif look.options in ("brackets", "parens"):
            opening, closing = "[]" if look.options == "brackets" else "()"
            x = writer.text(left, opening, look.font)
            place = Place(x, writer.y, x + look.size * 0.9, writer.y + look.size * 1.2)
            x = writer.text(place.x1, closing + " ", look.font)
        end = writer.text(x, name, look.font)
        place = place or Place(end + 4, writer.y, end + 18, writer.y + look.size * 1.2)
        _note(writer, code, x, end, place)
        if sign:
            writer.text((place.x0 + place.x1) / 2 - look.size / 3, sign, look.font)
        writer.y += writer.leading


def _cell(writer: _Writer, left: float, code: str, name: str, sign: str) -> None:
    look = writer.look
    top, bottom = writer.y, writer.y + writer.leading + 4
    for x0, x1 in ((left, left + 110), (left + 110, left + 145)):
        writer.box(Place(x0, top, x1, bottom))
    writer.y += 1
    end = writer.text(left + 4, name, look.font)
    if sign:
        writer.text(left + 122, sign, look.font)
    _note(writer, code, left + 4, end, Place(left + 118, top + 2, left + 136, bottom - 2))
    writer.y = bottom


def _note(writer: _Writer, code: str, x0: float, x1: float, mark: Place) -> None:
    size = writer.look.size
    writer.names[code] = Place(x0, writer.y + 0.2 * size, x1, writer.y + 1.2 * size)
    writer.fields[code] = mark


def words(data: bytes) -> Iterator[tuple[str, Place]]:
    """The lines of a printed page's text with their places, as its file knows them."""
    page = pypdfium2.PdfDocument(data)[0]
    text = page.get_textpage()
    for place in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(place)
        yield text.get_text_bounded(left, bottom, right, top), Place(left, _HEIGHT - top, right, _HEIGHT - bottom)
