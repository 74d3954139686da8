"""The way of a document, in a page of code: bytes to `Document` to answers to results.

A pure function: no file, clock, network or state in it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.document import Document, Paragraph, paragraph
from ingest.errors import FileProblem, NotAForm, Unreadable
from ingest.intake.part import Part
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.locating import Sheet, locate
from ingest.reading import read
from ingest.values import normalise
from schema.form import Form
from schema.messages import message
from schema.result import Issue, Result, Severity, Source, Status, Values

if TYPE_CHECKING:
    from pydantic import BaseModel


def extract_part(
    part: Part, forms: Sequence[Form], limits: Limits = DEFAULT_LIMITS, language: str = "es", checked: bool = True
) -> list[Result]:
    '''The sheets that a document holds, or one `rejected` result that says why there is none.

    Records are passed through their model, unless `checked` is off: then they are bare `Values`.

    >>> from schema.form import find_form
    >>> text = """Fecha publicación / relevamiento de la iniciativa: 3 de mayo de 2020
    ... Localización: Goya (Corrientes)
    ... Tipo de institución / organización: privada
    ... Origen de la iniciativa: el club de pesca"""
    >>> [result] = extract_part(Part("goya.txt", None, text.encode()), [find_form("banco-iniciativas")])
    >>> str(result.status), result.record.fecha, result.record.localidad
    ('incomplete', '2020-05-03', 'Goya')
    '''
    format: str | None = part.format
    try:
        document = composed(read(part.data, limits, part.format, part.charset, part.flowed, part.without_blank))
        format = document.format
        form, sheets = best_form(document, forms)
    except FileProblem as problem:
        return [rejected(part, problem, language, format)]
    return [
        _result(part, document, form, sheet, number, language, number == len(sheets), checked)
        for number, sheet in enumerate(sheets, 1)
    ]


def composed(document: Document) -> Document:
    """The document with all text in Unicode's composed form (NFC), as labels and values are compared."""
    if all(unicodedata.is_normalized("NFC", item.text) for item in document.paragraphs):
        return document
    return replace(document, paragraphs=tuple(_composed(item) for item in document.paragraphs))


def _composed(item: Paragraph) -> Paragraph:
    spans = [span._replace(text=unicodedata.normalize("NFC", span.text)) for span in item.spans]
    return paragraph(spans, item.cell, item.layer, item.bullet)


def best_form(document: Document, forms: Sequence[Form]) -> tuple[Form, list[Sheet]]:
    """The form that most of is found of, and its sheets; `NotAForm` where there is none.

    Of a damaged document nobody can say that: what is lost may be the form.
    """
    found = [(form, sheets) for form in forms if (sheets := locate(document, form))]
    if not found:
        raise Unreadable("cut") if document.damaged else NotAForm()
    return max(found, key=lambda pair: max(sheet.share for sheet in pair[1]))


def _result(
    part: Part, document: Document, form: Form, sheet: Sheet, number: int, language: str, last: bool, checked: bool
) -> Result:
    answers = dict(sheet.answers)
    if document.damaged and last:
        end = next((key for key in reversed(answers) if answers[key] is not None), "")
        if cut := answers.get(end):
            answers[end] = replace(cut, certain=False)
    normal = normalise(form, answers, language)
    errors = any(issue.severity is Severity.ERROR for issue in normal.issues)
    return Result(
        source=source_of(part, document.format, number),
        form=form.id,
        status=Status.INCOMPLETE if errors else Status.COMPLETE,
        record=_checked(form, normal.record) if checked else Values(normal.record),
        issues=normal.issues,
        evidence={key: answer.evidence for key, answer in answers.items() if answer is not None},
        unclaimed=sheet.unclaimed,
    )


def _checked(form: Form, values: dict[str, object]) -> BaseModel:
    from schema.record import record_model

    return record_model(form)(**values)


def rejected(part: Part, problem: FileProblem, language: str = "es", format: str | None = None) -> Result:
    """The result of a part that no sheet can be had from."""
    text = message(problem.code, language, problem.reason, **problem.detail)
    detail = {**problem.detail, **({"reason": problem.reason} if problem.reason else {})}
    issue = Issue(problem.code, None, Severity.ERROR, text, detail)
    return Result(source_of(part, format), None, Status.REJECTED, issues=(issue,))


def source_of(part: Part, format: str | None, sheet: int = 1) -> Source:
    """A result's source."""
    return Source(part.path, part.member, sheet, part.sha256, format, part.sender, part.received)
