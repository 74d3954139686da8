"""Issues of a field: what is missing, what is too long, and the doubts of its value, with their messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ingest.values.text import count_words
from ingest.values.value import Doubt
from schema.form import Field, Form, Need
from schema.messages import message
from schema.result import ERRORS, Issue, IssueCode, Severity

_BY_NEED = frozenset(
    {IssueCode.MISSING, IssueCode.LABEL_NOT_FOUND, IssueCode.NO_MARK}
)  # an error where required, a warning where recommended, nothing where optional


def issue(doubt: Doubt, field: Field, name: str, language: str) -> Issue | None:
    """The issue of a doubt about a field, or None where the field's need makes it none."""
    if doubt.code in _BY_NEED:
        if field.need is Need.OPTIONAL:
            return None
        severity = Severity.ERROR if field.need is Need.REQUIRED else Severity.WARNING
    else:
        severity = Severity.ERROR if doubt.code in ERRORS else Severity.WARNING
    detail = {key: value for key, value in doubt.detail.items()}
    reason = str(detail.get("reason", ""))
    text = message(doubt.code, language, reason, label=name, **_spoken(detail, field))
    return Issue(doubt.code, field.key, severity, text, detail)


def _spoken(detail: Mapping[str, object], field: Field) -> dict[str, object]:
    """The detail as it is said to people: options by their names, not by their codes."""
    blanks = {key: value for key, value in detail.items() if key != "reason"}
    marked = blanks.get("marked")
    if isinstance(marked, list):
        labels = {option.code: option.label for option in field.options}
        blanks["marked"] = ", ".join(labels.get(str(code), str(code)) for code in marked)
    return blanks


def over_limit(text: str, field: Field) -> Iterable[Doubt]:
    """The doubt that a text has more words than the field allows."""
    if field.words is not None and (words := count_words(text)) > field.words:
        yield Doubt(IssueCode.OVER_LIMIT, {"words": words, "limit": field.words})


def spoken_name(field: Field, form: Form) -> str:
    """What a field is called in messages: its label, or that of the field whose answer it shares."""
    if field.label or not field.shares:
        return field.name
    return form.field(field.shares).name
