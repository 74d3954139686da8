"""AcroForm fields: what a person typed, chose and ticked in the form of the file (ISO 32000-1, 12.7).

Values are read from the field tree (``/V``), so that they are found where a program filled the form
and drew nothing. A check box or radio button is ticked where its appearance state ``/AS`` is its
"on" state, or where the field's value names that state. ``/Off`` is not ticked.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2.raw as raw

from ingest.document import TICKED, UNTICKED, Box, Style
from ingest.layout.page import Run
from ingest.reading.pdf.document import Pdf
from ingest.reading.pdf.geometry import Frame

HIDDEN = 0b100010  # annotation flags Hidden and NoView, ISO 32000-1 table 165
_BUTTONS = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
_CHOICES = (raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_MULTILINE = 1 << 12  # field flag, ISO 32000-1 table 228
_PASSWORD = 1 << 13
_OFF = ("", "Off")
_LINE = 13.0  # points: the height of a line where the field does not tell its font's size


class _Button(NamedTuple):
    """A button's own entries, as they are before PDFium completes what the file lacks."""

    appearance: bool
    state: str
    value: str


def read_fields(page: raw.FPDF_PAGE, pdf: Pdf, frame: Frame) -> list[Run]:
    """What the fields on a page hold, each a run at its box; nothing for empty ones and push buttons."""
    form = pdf.form
    buttons = {index: _button(annotation) for index, annotation in widgets(page)}
    raw.FORM_OnAfterLoadPage(page, form)  # before it no widget knows its field's options and states
    runs = []
    for index, annotation in widgets(page):
        kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
        size = _LINE
        if kind in _BUTTONS:
            text = TICKED if _is_ticked(pdf, annotation, buttons[index]) else UNTICKED
        elif kind in _CHOICES:
            text = ", ".join(_chosen(form, annotation)) or _value(form, annotation)
        elif kind == raw.FPDF_FORMFIELD_TEXTFIELD:
            flags = raw.FPDFAnnot_GetFormFieldFlags(form, annotation)
            text = "" if flags & _PASSWORD else _value(form, annotation)
            size = _font_size(form, annotation) if flags & _MULTILINE else _LINE
        else:
            text = ""
        if text:
            box = annotation_box(annotation, frame)
            runs.append(Run(text, box, min(box.y1 - box.y0, size), Style.FILLED))
    raw.FORM_OnBeforeClosePage(page, form)
    return runs


def widgets(page: raw.FPDF_PAGE) -> Iterator[tuple[int, raw.FPDF_ANNOTATION]]:
    """Each visible widget of a page and its place among the annotations."""
    for index, annotation in enumerate(each_annotation(page)):
        if raw.FPDFAnnot_GetSubtype(annotation) != raw.FPDF_ANNOT_WIDGET:
            continue
        if not raw.FPDFAnnot_GetFlags(annotation) & HIDDEN:
            yield index, annotation


def without_fields(runs: list[Run], fields: list[Run]) -> list[Run]:
    """The page's text without what some programs draw into the page under a field, its value once more."""
    values = [(field.box, " ".join(field.text.split())) for field in fields]
    return [
        run
        for run in runs
        if not any(
            box.x0 <= run.box.x0 and run.box.x1 <= box.x1 + 2 and _within(box, run.box) and run.text in value
            for box, value in values
        )
    ]


def without_boxes(runs: list[Run], fields: list[Run]) -> list[Run]:
    """The page's text without the boxes that are printed round its fields' own check boxes."""
    own = [field.box for field in fields if field.text in (TICKED, UNTICKED)]
    return [run for run in runs if run.text not in (TICKED, UNTICKED) or not any(_centred(run.box, box) for box in own)]


def _centred(one: Box, other: Box) -> bool:
    """Whether two boxes stand in the same place."""
    return abs(one.x0 + one.x1 - other.x0 - other.x1) < 8 and abs(one.y0 + one.y1 - other.y0 - other.y1) < 12


def _within(box: Box, other: Box) -> bool:
    return box.y0 < (other.y0 + other.y1) / 2 < box.y1


def each_annotation(page: raw.FPDF_PAGE) -> Iterator[raw.FPDF_ANNOTATION]:
    """Each annotation of a page, open as long as it is looked at."""
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            yield annotation
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def annotation_box(annotation: raw.FPDF_ANNOTATION, frame: Frame) -> Box:
    """Its rectangle as shown."""
    rectangle = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rectangle))
    return frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def _value(form: raw.FPDF_FORMHANDLE, annotation: raw.FPDF_ANNOTATION) -> str:
    """The field's value: its lines that are not empty."""
    text = wide_text(raw.FPDFAnnot_GetFormFieldValue, form, annotation)
    return "\n".join([line.strip() for line in text.splitlines() if line.strip()])


def _button(annotation: raw.FPDF_ANNOTATION) -> _Button:
    return _Button(
        bool(raw.FPDFAnnot_HasKey(annotation, b"AP")),
        wide_text(raw.FPDFAnnot_GetStringValue, annotation, b"AS"),
        wide_text(raw.FPDFAnnot_GetStringValue, annotation, b"V"),
    )


def _is_ticked(pdf: Pdf, annotation: raw.FPDF_ANNOTATION, button: _Button) -> bool:
    form = pdf.form
    if raw.FPDFAnnot_IsChecked(form, annotation) or button.state not in _OFF:
        return True
    value = button.value
    if not value and raw.FPDFAnnot_HasKey(annotation, b"Parent"):
        if wide_text(raw.FPDFAnnot_GetFormFieldValue, form, annotation) not in _OFF:
            return False  # another button of the group is ticked
        value = pdf.field_values.get(wide_text(raw.FPDFAnnot_GetFormFieldName, form, annotation), "")
    if value in _OFF:
        return False
    if not button.appearance:  # nothing names its "on" state
        return bool(raw.FPDFAnnot_GetFormControlCount(form, annotation) == 1)
    return value == wide_text(raw.FPDFAnnot_GetFormFieldExportValue, form, annotation)


def _chosen(form: raw.FPDF_FORMHANDLE, annotation: raw.FPDF_ANNOTATION) -> list[str]:
    """The labels of the chosen options, which need not be their values."""
    count = raw.FPDFAnnot_GetOptionCount(form, annotation)
    return [
        wide_text(raw.FPDFAnnot_GetOptionLabel, form, annotation, index).strip()
        for index in range(max(count, 0))
        if raw.FPDFAnnot_IsOptionSelected(form, annotation, index)
    ]


def _font_size(form: raw.FPDF_FORMHANDLE, annotation: raw.FPDF_ANNOTATION) -> float:
    size = ctypes.c_float()
    if raw.FPDFAnnot_GetFontSize(form, annotation, ctypes.byref(size)) and size.value > 0:
        return size.value
    return _LINE


def wide_text(ask: object, *arguments: object) -> str:
    """The answer of a PDFium function that fills a buffer with UTF-16 and returns its length in bytes."""
    length: int = ask(*arguments, None, 0)  # type: ignore[operator]
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    ask(*arguments, buffer, length)  # type: ignore[operator]
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")
