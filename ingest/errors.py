"""What can go wrong with a file, as small exceptions that end as one `rejected` result each."""

from __future__ import annotations

from schema.result import IssueCode


class FileProblem(Exception):
    """A file or part from which no sheet can be had.

    `code` is the contract's, `reason` picks the message that says what to do (`schema/messages.py`
    has one a reason), `detail` fills its blanks.
    """

    code: IssueCode

    def __init__(self, reason: str = "", **detail: object) -> None:
        super().__init__(f"{self.code}: {reason}" if reason else str(self.code))
        self.reason = reason
        self.detail = detail


class Unreadable(FileProblem):
    """Damaged or empty: nothing of a sheet can be read."""

    code = IssueCode.UNREADABLE


class Encrypted(FileProblem):
    """Needs a password."""

    code = IssueCode.ENCRYPTED


class UnsupportedFormat(FileProblem):
    """A kind of file that is not read."""

    code = IssueCode.UNSUPPORTED_FORMAT


class NotAForm(FileProblem):
    """Readable, but no known form is in it."""

    code = IssueCode.NOT_A_FORM


class TooLarge(FileProblem):
    """Over one of the `Limits`; `detail` has `limit` (its name), `value` and `allowed`."""

    code = IssueCode.TOO_LARGE


class Timeout(FileProblem):
    """Not done within the time that a sheet may take."""

    code = IssueCode.TIMEOUT
