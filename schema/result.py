"""What comes out: for each sheet its source, record, issues and evidence, and the codes of the contract."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel


class Status(StrEnum):
    """What became of a sheet."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    REJECTED = "rejected"


class Severity(StrEnum):
    """An error keeps a sheet from being complete, a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


class IssueCode(StrEnum):
    """What can be the matter with a field or a file."""

    MISSING = "missing"
    LABEL_NOT_FOUND = "label_not_found"
    NO_MARK = "no_mark"
    MULTIPLE_MARKS = "multiple_marks"
    INVALID_DATE = "invalid_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    OVER_LIMIT = "over_limit"
    INVALID_EMAIL = "invalid_email"
    INVALID_PHONE = "invalid_phone"
    INVALID_URL = "invalid_url"
    INVALID_NUMBER = "invalid_number"
    UNKNOWN_PLACE = "unknown_place"
    LOW_CONFIDENCE = "low_confidence"
    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    UNSUPPORTED_FORMAT = "unsupported_format"
    NOT_A_FORM = "not_a_form"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    DUPLICATE = "duplicate"


ERRORS = frozenset(
    {
        IssueCode.NO_MARK,
        IssueCode.MULTIPLE_MARKS,
        IssueCode.INVALID_DATE,
        IssueCode.INVALID_NUMBER,
        IssueCode.UNREADABLE,
        IssueCode.ENCRYPTED,
        IssueCode.UNSUPPORTED_FORMAT,
        IssueCode.NOT_A_FORM,
        IssueCode.TOO_LARGE,
        IssueCode.TIMEOUT,
    }
)
"""Codes that are errors wherever they stand; `missing` and `label_not_found` are where the field is required."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing the matter: a code, the field it is about (None for the file), and what fills its message."""

    code: IssueCode
    field: str | None
    severity: Severity
    message: str
    detail: dict[str, Any] = dataclasses.field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The issue as the contract's JSON object."""
        return {
            "code": str(self.code),
            "field": self.field,
            "severity": str(self.severity),
            "message": self.message,
            "detail": self.detail,
        }


@dataclass(frozen=True, slots=True)
class Source:
    """Where a sheet came from.

    `member` is the path inside a container (None for a plain file), `sheet` counts the sheets of
    one document from 1, `sha256` is that of the bytes read, `received` is ISO 8601.
    """

    path: str
    member: str | None = None
    sheet: int = 1
    sha256: str = ""
    format: str | None = None
    sender: str | None = None
    received: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The source as the contract's JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in the document a value was read, and how sure the reading is.

    `box` is ``[x0, y0, x1, y1]`` in points from the page's top left, where the format has pages.
    `deleted` is what a tracked change or a line drawn through it took out of the answer.
    """

    label: str | None
    text: str
    where: str
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    confidence: float = 1.0
    deleted: str = ""

    def to_json(self) -> dict[str, Any]:
        """The evidence as the contract's JSON object; `deleted` only where there is some."""
        item: dict[str, Any] = {
            "label": self.label,
            "text": self.text,
            "where": self.where,
            "page": self.page,
            "box": [round(edge, 1) for edge in self.box] if self.box else None,
            "confidence": round(self.confidence, 3),
        }
        if self.deleted:
            item["deleted"] = self.deleted
        return item


class Values(dict[str, object]):
    """A record's values before its model has checked them: enough where nothing but JSON is made of them.

    Importing Pydantic and making the model takes longer than reading a sheet or forty.
    """

    def model_dump(self, mode: str = "python") -> dict[str, Any]:
        """The values, as a checked record gives them."""
        return dict(self)


@dataclass(frozen=True, slots=True)
class Result:
    """One sheet, or one file that is none.

    `record` is an instance of the form's record model (`schema.record.record_model`), None where
    the status is `rejected`; or bare `Values`, where nobody asked for the check. `unclaimed` holds
    the document's lines that are in no answer and no part of the printed form.
    """

    source: Source
    form: str | None
    status: Status
    record: BaseModel | Values | None = None
    issues: tuple[Issue, ...] = ()
    evidence: dict[str, Evidence] = dataclasses.field(default_factory=dict)
    unclaimed: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The result as the contract's JSON object."""
        return {
            "source": self.source.to_json(),
            "form": self.form,
            "status": str(self.status),
            "record": self.record.model_dump(mode="json") if self.record is not None else None,
            "issues": [issue.to_json() for issue in self.issues],
            "evidence": {key: item.to_json() for key, item in self.evidence.items()},
            "unclaimed": list(self.unclaimed),
        }
