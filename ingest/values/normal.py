"""Which parser reads which kind of answer, and what one field's answer can tell another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute

from ingest.answer import Answer
from ingest.values.choices import YES_NO, match_yes_no
from ingest.values.dates import read_date
from ingest.values.emails import read_email
from ingest.values.filler import is_filler
from ingest.values.links import read_links
from ingest.values.lists import read_list
from ingest.values.names import read_name
from ingest.values.needs import issue, over_limit, spoken_name
from ingest.values.numbers import read_number
from ingest.values.phones import ARGENTINA, read_phone
from ingest.values.places import Place, area_code, country_code, read_place
from ingest.values.text import one_line, read_long_text, read_text
from ingest.values.value import Doubt, Value, unsure
from schema.form import Field, Form, Kind
from schema.result import Issue, IssueCode

Values = dict[str, object]
_CHOICES = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.YES_NO})
_LISTS = frozenset({Kind.LIST, Kind.URLS, Kind.CHOICES})


@dataclass(slots=True)
class _Sheet:
    """What the readers of a sheet's fields share: its form, and the place read so far."""

    form: Form
    place: Place = attribute(default_factory=Place)


_Reader = Callable[[Answer, Field, _Sheet], Value[object]]


def normalised_fields(
    form: Form, answers: Mapping[str, Answer | None], language: str
) -> Iterator[tuple[Values, list[Issue]]]:
    """For each field, in order, the keys it gives with their values, and its issues.

    Places are read first, whatever their order, because phone numbers are read as those of the place.
    """
    sheet = _Sheet(form)
    given: dict[str, Value[object] | None] = {}
    places: dict[str, Place] = {}
    for field in sorted(form.fields, key=lambda field: field.kind is not Kind.PLACE):
        answer = answers.get(field.shares or field.key)
        given[field.key] = _read(answer, field, sheet) if answer is not None else None
        if field.kind is Kind.PLACE:
            places[field.key] = sheet.place
    for field in form.fields:
        answer = answers.get(field.shares or field.key)
        value = given[field.key] or Value[object]([] if field.kind in _LISTS else None)
        values: Values = {field.key: value.value}
        if field.kind is Kind.PLACE:
            values |= {key: getattr(places[field.key], part) for key, part in field.derives}
        doubts = _doubts(answer, field, value)
        name = spoken_name(field, form)
        made = (issue(doubt, field, name, language) for doubt in doubts)
        yield values, [item for item in made if item is not None]


def _doubts(answer: Answer | None, field: Field, value: Value[object]) -> Iterator[Doubt]:
    """All that is the matter with a field's answer."""
    if answer is None or not answer.found:
        yield Doubt(IssueCode.LABEL_NOT_FOUND)
        if answer is not None:
            yield unsure("located")
        return
    yield from value.doubts
    if value.value in (None, [], "") and not value.doubts:
        yield Doubt(IssueCode.MISSING if field.kind not in _MARKED else IssueCode.NO_MARK)
    elif field.words is not None:
        yield from over_limit(str(value.value), field)
    if not answer.certain:
        yield unsure("located")
    for reason in answer.doubts:
        yield unsure(reason)


_MARKED = frozenset({Kind.CHOICE, Kind.YES_NO})


def _read(answer: Answer, field: Field, sheet: _Sheet) -> Value[object]:
    """The value of an answer, empty where it says nothing."""
    if field.kind in _CHOICES:
        return _choice(answer, field, sheet.form)
    text = answer.text
    if is_filler(text, sheet.form.filler) and not any(link.target for link in answer.links):
        if field.kind is Kind.PLACE:
            sheet.place = Place()
        return Value([] if field.kind in _LISTS else None)
    return _READERS[field.kind](answer, field, sheet)


def _choice(answer: Answer, field: Field, form: Form) -> Value[object]:
    options = YES_NO if field.kind is Kind.YES_NO else field.options
    marked = [option.code for option in options if option.code in answer.marked]
    if field.kind is Kind.CHOICES:
        return Value(marked)
    if not marked and field.kind is Kind.YES_NO and not is_filler(answer.text, form.filler):
        typed = match_yes_no(one_line(answer.text))
        marked = [typed] if typed else []
    if len(marked) > 1:
        return Value(None, (Doubt(IssueCode.MULTIPLE_MARKS, {"marked": marked}),))
    if not marked:
        return Value(None)
    return Value(marked[0] == "yes" if field.kind is Kind.YES_NO else marked[0])


def _place(answer: Answer, field: Field, sheet: _Sheet) -> Value[object]:
    found = read_place(answer.paragraphs, sheet.form.country)
    sheet.place = found.value
    return Value(read_text(answer.paragraphs), found.doubts)


def _phone(answer: Answer, field: Field, sheet: _Sheet) -> Value[object]:
    home = sheet.form.country or ARGENTINA
    place = sheet.place
    region = country_code(place.country) or home
    return read_phone(answer.text, answer.links, region, lambda: area_code(place), home)


_READERS: dict[Kind, _Reader] = {
    Kind.TEXT: lambda answer, field, sheet: Value(read_text(answer.paragraphs)),
    Kind.LONG_TEXT: lambda answer, field, sheet: Value(read_long_text(answer.paragraphs)),
    Kind.NAME: lambda answer, field, sheet: read_name(answer.text, sheet.form.filler),
    Kind.DATE: lambda answer, field, sheet: read_date(answer.text, sheet.form.day_first),
    Kind.PLACE: _place,
    Kind.NUMBER: lambda answer, field, sheet: read_number(answer.text, field, sheet.form.language),
    Kind.LIST: lambda answer, field, sheet: Value(read_list(answer.paragraphs)),
    Kind.URLS: lambda answer, field, sheet: read_links(answer.paragraphs, answer.links),
    Kind.EMAIL: lambda answer, field, sheet: read_email(answer.text, answer.links, not field.shares),
    Kind.PHONE: _phone,
}
