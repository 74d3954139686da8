"""Results as they cross from a worker to the program: the contract's JSON object, as bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from schema.form import Form
from schema.result import Evidence, Issue, IssueCode, Result, Severity, Source, Status, Values


class Line(NamedTuple):
    """A result as one line of JSON (without the line end), and its status, which nobody need parse it for."""

    status: str
    json: bytes


def to_line(result: Result) -> Line:
    """Write a result as it is printed.

    A file name that is no valid Unicode keeps its odd bytes as escaped surrogates.
    """
    item = result.to_json()
    try:
        data = json.dumps(item, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        data = json.dumps(item).encode("ascii")
    return Line(str(result.status), data)


def from_line(line: Line, forms: Sequence[Form] | None = None) -> Result:
    """The result that a line was made of; `forms` holds the form of its record, which is bare `Values` without."""
    item: dict[str, Any] = json.loads(line.json)
    return Result(
        source=Source(**item["source"]),
        form=item["form"],
        status=Status(item["status"]),
        record=_record(item, forms),
        issues=tuple(_issue(issue) for issue in item["issues"]),
        evidence={key: _evidence(found) for key, found in item["evidence"].items()},
        unclaimed=tuple(item["unclaimed"]),
    )


def _record(item: dict[str, Any], forms: Sequence[Form] | None) -> Any:
    if item["record"] is None:
        return None
    if forms is None:
        return Values(item["record"])
    from schema.record import record_model

    form = next(form for form in forms if form.id == item["form"])
    return record_model(form)(**item["record"])


def _issue(item: dict[str, Any]) -> Issue:
    return Issue(IssueCode(item["code"]), item["field"], Severity(item["severity"]), item["message"], item["detail"])


def _evidence(item: dict[str, Any]) -> Evidence:
    box = item["box"]
    return Evidence(**{**item, "box": tuple(box) if box else None})
