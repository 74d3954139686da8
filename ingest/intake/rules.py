"""Which of a container's parts give a result: the rules for mail, mailboxes and archives.

A message with what is attached to it, at whatever depth, is one group, and so is an archive; each
message of a mailbox is one of its own. In a group

* every sheet gives its result;
* a part that can't be read always gives its rejection, for it may be a sheet;
* a part that is readable and no sheet gives nothing; where the whole group gave nothing, it is
  `not_a_form` itself;
* the forms of a body (HTML and plain text) are one, and a body that quotes an attached sheet is
  that sheet;
* parts are unpacked within one budget; where that is used up the rest is not read, and one
  `too_large` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from ingest.errors import FileProblem, NotAForm, TooLarge, UnsupportedFormat
from ingest.intake import mbox
from ingest.intake.containers import OPENERS
from ingest.intake.ignored import Reason, by_content, by_name, too_small
from ingest.intake.names import Names
from ingest.intake.part import Part
from ingest.intake.problems import problem_of
from ingest.intake.quoting import quotes
from ingest.intake.tree import Attachment, Body, Container, Ignored, Nested, TextForm
from ingest.limits import MB, Limits
from ingest.reading.sniff import sniff
from schema.result import IssueCode, Result, Severity

_NO_SHEET = frozenset({IssueCode.NOT_A_FORM, IssueCode.UNSUPPORTED_FORMAT})
_BODY_KINDS = frozenset({"html", "txt", "rtf"})


def _nobody(*_: object) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the rules need from outside: how a part is read, how a problem becomes a result, who is told.

    `extract` gives a part's results (one rejected result where it is no sheet), `reject` makes such
    a result. `skipped` is called with path, member and reason for what is passed over, `failed` with
    the exceptions that no reader should have raised.
    """

    extract: Callable[[Part], list[Result]]
    reject: Callable[[Part, FileProblem, str | None], Result]
    limits: Limits
    skipped: Callable[[str, str | None, Reason], None] = _nobody
    failed: Callable[[str, str | None, Exception], None] = _nobody


def results_of(path: str, data: bytes, desk: Desk) -> Iterator[Result]:
    """The results of a file: its own where it is a document, those of its parts where it is a container."""
    kind = _kind_of(path, data)
    if kind == "mbox":
        yield from mailbox_results(path, data, desk)
    elif kind in OPENERS:
        yield from _Group(desk, path, data, kind).results()
    else:
        yield from desk.extract(_unwrapped(Part(path, None, data), kind, desk.limits))


def _unwrapped(part: Part, kind: str, limits: Limits) -> Part:
    """The part itself, but for a web page saved in one file: the page in it."""
    if kind != "mht":
        return part
    from ingest.intake.eml import saved_page

    page = saved_page(part.data, limits)
    if page is None:
        return replace(part, format="txt")
    return replace(part, data=page.data, charset=page.charset, format="html")


def _kind_of(name: str, data: bytes) -> str:
    kind = sniff(data)
    if kind == "mbox" and mbox.is_saved_message(name, sum(1 for _ in islice(mbox.messages(data), 2))):
        return "eml"
    return kind


def mailbox_results(path: str, data: bytes, desk: Desk) -> Iterator[Result]:
    """The results of each message of a mailbox, in order."""
    for number, message in enumerate(mbox.messages(data), 1):
        yield from message_results(path, str(number), message, desk)


def message_results(path: str, member: str, data: bytes, desk: Desk) -> Iterator[Result]:
    """The results of one message of a mailbox."""
    yield from _Group(desk, path, data, "eml", member).results()


class _Exhausted(Exception):
    """The group's budget is used up."""

    def __init__(self, problem: TooLarge) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(slots=True)
class _Budget:
    """How much may still be unpacked, and how many parts looked at."""

    bytes: int
    members: int


@dataclass(slots=True)
class _Found:
    """A result of the group. `scope` is the member path of the message it stands in, None for none."""

    result: Result
    scope: str | None
    body: int | None = None  # the number of the body it is from
    instead: list[list[Result]] = field(default_factory=list)  # what the body's other forms gave


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the group a container lies: its member path with a final ``/``, and whose envelope holds."""

    prefix: str
    sender: str | None
    received: str | None
    depth: int
    scope: str | None  # the prefix of the message that it is in


class _Group:
    """One message or archive with all that is in it."""

    def __init__(
        self,
        desk: Desk,
        path: str,
        data: bytes,
        kind: str,
        member: str | None = None,
        budget: _Budget | None = None,
        depth: int = 0,
    ) -> None:
        self.desk = desk
        self.limits = desk.limits
        self.part = Part(path, member, data)
        self.kind = kind
        self.found: list[_Found] = []
        self.budget = budget or _Budget(self.limits.total_bytes, self.limits.members)
        self.place = _Place(f"{member}/" if member else "", None, None, depth, None)
        self.bodies = 0

    def results(self) -> list[Result]:
        """Everything that the group gives."""
        try:
            self._container(self.part, self.kind, self.place)
        except _Exhausted as exhausted:
            # The parts that were too large on the way are what used it up: one result says so.
            self.found = [item for item in self.found if not _has(item.result, IssueCode.TOO_LARGE)]
            self._give(self.desk.reject(self.part, exhausted.problem, self.kind), self.place)
        return self._given() or [self.desk.reject(self.part, NotAForm(), self.kind)]

    def _given(self) -> list[Result]:
        return [item.result for item in self.found if not self._is_quotation(item)]

    # -- containers -------------------------------------------------------------------------------

    def _container(self, part: Part, kind: str, place: _Place) -> None:
        """Read all entries of a container; what can't be opened gives its rejection."""
        self._entries(partial(OPENERS[kind], part.data, self.limits), part, kind, place)

    def _entries(self, opener: Callable[[], Container], part: Part, kind: str, place: _Place) -> None:
        try:
            container = opener()
            if container.is_message:
                place = replace(place, sender=container.sender, received=container.received, scope=place.prefix)
                if part is self.part:
                    self.part = replace(part, sender=container.sender, received=container.received)
            names = Names()
            for entry in container.entries:
                if isinstance(entry, Ignored):
                    self._skip(place.prefix + entry.name, Reason(entry.reason))
                elif isinstance(entry, Body):
                    self._body(entry, names, place, merge=not container.is_message)
                elif isinstance(entry, Nested):
                    self._nested(entry, names, place, container.format)
                else:
                    self._attachment(entry, names, place, container)
        except Exception as error:
            if isinstance(error, _Exhausted):
                raise
            self._give(self.desk.reject(part, self._problem(part, error), kind), place)

    def _attachment(self, entry: Attachment, names: Names, place: _Place, container: Container) -> None:
        reason = by_name(entry.name or "")
        if reason:
            self._skip(place.prefix + (entry.name or ""), reason)
            return
        member = place.prefix + names.of(entry.name, entry.number)
        part = Part(self.part.path, member, b"", place.sender, place.received, entry.charset)
        try:
            self._admit(entry)
            part = replace(part, data=entry.read())
            reason = self._ignorable(entry, part.data, container)
            if reason:
                self._skip(member, reason)
                return
            self._open_or_read(part, place)
        except Exception as error:
            if isinstance(error, _Exhausted):
                raise
            self._give(self.desk.reject(part, self._problem(part, error), None), place)

    def _nested(self, entry: Nested, names: Names, place: _Place, kind: str) -> None:
        """A message that lies inside another's file."""
        member = place.prefix + names.of(entry.name, entry.number)
        part = Part(self.part.path, member, b"", place.sender, place.received)
        inner = replace(place, prefix=f"{member}/", depth=place.depth + 1)
        try:
            self._count()
            self.limits.check("depth", inner.depth)
        except TooLarge as problem:
            self._give(self.desk.reject(part, problem, kind), place)
            return
        self._entries(entry.open, part, kind, inner)

    def _open_or_read(self, part: Part, place: _Place) -> None:
        kind = _kind_of(part.member or "", part.data)
        inner = replace(place, prefix=f"{part.member}/", depth=place.depth + 1)
        if kind == "mbox" or kind in OPENERS:
            self.limits.check("depth", inner.depth)
        if kind == "mbox":
            self._mailbox(part, inner)
        elif kind in OPENERS:
            self._container(part, kind, inner)
        else:
            self._read(_unwrapped(part, kind, self.limits), place)

    def _mailbox(self, part: Part, place: _Place) -> None:
        """A mailbox in a message or archive: its messages are groups of their own, within this one's budget."""
        for number, message in enumerate(mbox.messages(part.data), 1):
            member = f"{place.prefix}{number}"
            group = _Group(self.desk, part.path, message, "eml", member, self.budget, place.depth)
            try:
                group._container(group.part, group.kind, group.place)
            finally:
                self.found += [_Found(result, None) for result in group._given()]
            if not group.found:
                self.found.append(_Found(self.desk.reject(group.part, NotAForm(), group.kind), None))

    def _read(self, part: Part, place: _Place) -> None:
        for result in self.desk.extract(part):
            if _is_no_sheet(result):
                self._skip(part.member or "", Reason.NO_SHEET)
            else:
                self._give(result, place)

    def _ignorable(self, entry: Attachment, data: bytes, container: Container) -> Reason | None:
        if sniff(data) == "image" and too_small(data):
            return Reason.PICTURE
        if container.is_message and not entry.name and not data.strip():
            return Reason.BLANK
        return by_content(data)

    def _admit(self, entry: Attachment) -> None:
        """Check an attachment's size before it is unpacked, and take it off the budget.

        One that is refused for its ratio is taken off as well: unpacking was not its purpose.
        """
        self._count()
        ratio = entry.size // max(entry.packed, 1)
        bomb = entry.size > MB and ratio > self.limits.ratio
        if bomb or entry.size <= self.limits.part_bytes:
            self.budget.bytes -= min(entry.size, self.limits.part_bytes)
        if self.budget.bytes < 0:
            total = self.limits.total_bytes
            value = total - self.budget.bytes
            raise _Exhausted(TooLarge("total_bytes", limit="total_bytes", value=value, allowed=total))
        if bomb:
            raise TooLarge("ratio", limit="ratio", value=ratio, allowed=self.limits.ratio)
        self.limits.check("part_bytes", entry.size)

    def _count(self) -> None:
        self.budget.members -= 1
        if self.budget.members < 0:
            allowed = self.limits.members
            raise _Exhausted(TooLarge("members", limit="members", value=allowed + 1, allowed=allowed))

    # -- bodies -----------------------------------------------------------------------------------

    def _body(self, body: Body, names: Names, place: _Place, merge: bool) -> None:
        """A message's own text: the sheets of its best form. `merge` is for an Outlook part's copy of it."""
        texts = [form for form in body.forms if form.data.strip()]
        if not texts:
            return
        if merge and place.scope is not None:
            place = replace(place, prefix=place.scope)
            member = f"{place.prefix}body"
        else:
            member = place.prefix + names.of("body", 0)
        readings: list[list[Result]] = []
        sheets: list[list[Result]] = []
        for form in texts:
            readings.append(self._read_form(form, member, place))
            if any(result.record is not None for result in readings[-1]):
                sheets.append(readings[-1])
                if not _errors(readings[-1]):
                    break  # the other forms say no more
        if merge and (before := [item for item in self.found if item.result.source.member == member]):
            before[0].instead += sheets
            return
        self.bodies += 1
        if not sheets:
            for result in readings[0]:
                if _is_no_sheet(result):
                    self._skip(member, Reason.NO_SHEET)
                else:
                    self._give(result, place)
            return
        best = min(sheets, key=_errors)  # the first, the richest, of equals
        for result in best:
            others = [reading for reading in sheets if reading is not best]
            self.found.append(_Found(result, place.scope, self.bodies, others))

    def _read_form(self, form: TextForm, member: str, place: _Place) -> list[Result]:
        kind = sniff(form.data)
        if kind in ("html", "rtf", "encrypted"):
            format: str | None = kind
        elif kind in ("txt", "eml", "mbox"):
            # A text that begins like a mail's header is a text all the same.
            format = "html" if form.format == "html" and b"<" in form.data else "txt"
        else:
            format = None
        part = Part(
            self.part.path, member, form.data, place.sender, place.received, form.charset,
            format, form.flowed, form.without_blank,
        )  # fmt: skip
        try:
            if format is None and kind in OPENERS:
                raise UnsupportedFormat(kind)
            return self.desk.extract(part)
        except Exception as error:
            return [self.desk.reject(part, self._problem(part, error), format)]

    def _is_quotation(self, item: _Found) -> bool:
        """Whether this is a sheet in a body that a sheet attached to the same message also is."""
        if item.body is None or item.scope is None:
            return False
        others = [
            other.result
            for other in self.found
            if (other.scope or "").startswith(item.scope) and (other.body is None or other.scope != item.scope)
        ]
        sheets = [reading for reading in item.instead if len(reading) == 1]
        for candidate in (item.result, *(reading[0] for reading in sheets)):
            if any(quotes(candidate, other) for other in others):
                self._skip(item.result.source.member or "body", Reason.QUOTED)
                return True
        return False

    # -- what comes out ---------------------------------------------------------------------------

    def _give(self, result: Result, place: _Place) -> None:
        self.found.append(_Found(result, place.scope))

    def _skip(self, member: str, reason: Reason) -> None:
        self.desk.skipped(self.part.path, member, reason)

    def _problem(self, part: Part, error: Exception) -> FileProblem:
        problem = problem_of(error, self.limits)
        if problem is not error:
            self.desk.failed(part.path, part.member, error)
        return problem


def _has(result: Result, code: IssueCode) -> bool:
    return any(issue.code is code for issue in result.issues)


def _is_no_sheet(result: Result) -> bool:
    return result.record is None and any(issue.code in _NO_SHEET for issue in result.issues)


def _errors(reading: list[Result]) -> int:
    return sum(issue.severity is Severity.ERROR for result in reading for issue in result.issues)
