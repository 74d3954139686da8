"""Internet mail (RFC 5322, 2045-2049): a message's texts and attachments."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ingest.intake.envelope import received, sender
from ingest.intake.headers import Headers, decode_words
from ingest.intake.ignored import Reason
from ingest.intake.mime import Leaf, split
from ingest.intake.transfer import decode_transfer, is_base64, uuencoded
from ingest.intake.tree import Attachment, Body, Container, Entry, Ignored, TextForm
from ingest.limits import DEFAULT_LIMITS, Limits

_REPORTS = frozenset({"message/delivery-status", "message/disposition-notification", "text/rfc822-headers",
                      "message/feedback-report", "message/global-delivery-status"})  # fmt: skip
_ELSEWHERE = frozenset({"message/external-body", "message/partial"})
_FORMS = {"text/html": "html", "text/plain": "txt", "text/rtf": "rtf", "application/rtf": "rtf"}
_RICHEST_FIRST = {"html": 0, "rtf": 1, "txt": 2}


def open_message(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Container:
    r"""Open a message.

    >>> message = open_message(b"From: Ana <ana@example.org>\n\nHola")
    >>> message.sender, [body.forms[0].data for body in message.entries]
    ('ana@example.org', [b'Hola'])
    """
    headers, leaves = split(data, limits)
    entries = _Reader(data, leaves, limits).entries()
    return Container("eml", entries, sender(headers), received(headers), is_message=True)


class _Reader:
    def __init__(self, data: bytes, leaves: list[Leaf], limits: Limits) -> None:
        self._data = data
        self._leaves = leaves
        self._limits = limits
        self._number = 0
        self._forms: dict[int, list[Leaf]] = {}

    def entries(self) -> Iterator[Entry]:
        """The message's parts in order; the forms of one text together, where the first stands."""
        told: set[int] = set()
        for leaf in self._leaves:
            if leaf.alternative is not None and _is_text(leaf):
                self._forms.setdefault(leaf.alternative, []).append(leaf)
        for leaf in self._leaves:
            self._number += 1
            if leaf.kind in _REPORTS or leaf.kind in _ELSEWHERE:
                yield Ignored(leaf.kind, Reason.REPORT if leaf.kind in _REPORTS else Reason.ELSEWHERE)
            elif not _is_text(leaf):
                yield self._attachment(leaf)
            elif leaf.alternative is None:
                yield from self._body([leaf])
            elif leaf.alternative not in told:
                told.add(leaf.alternative)
                yield from self._body(self._forms[leaf.alternative])

    def _attachment(self, leaf: Leaf) -> Attachment:
        size = leaf.end - leaf.start
        return Attachment(
            name(leaf.headers),
            self._number,
            partial(self._decoded, leaf),
            size,
            size,
            leaf.headers.parameters("content-type")[1].get("charset"),
        )

    def _decoded(self, leaf: Leaf) -> bytes:
        self._limits.check("part_bytes", leaf.end - leaf.start)
        raw = self._data[leaf.start : leaf.end]
        encoding = leaf.headers.text("content-transfer-encoding").lower()
        data = decode_transfer(raw, encoding)
        if data is raw and not leaf.kind.startswith(("text/", "message/")) and is_base64(raw):
            return decode_transfer(raw, "base64")
        return data

    def _body(self, leaves: list[Leaf]) -> Iterator[Entry]:
        """The text in all its forms, then the files that stand uuencoded in it."""
        forms, files = [], []
        for leaf in leaves:
            data = self._decoded(leaf)
            if b"begin " in data:
                found = uuencoded(data)
                files += found
                for file in reversed(found):
                    data = data[: file.start] + data[file.end :]
            _, parameters = leaf.headers.parameters("content-type")
            forms.append(
                TextForm(
                    data,
                    _FORMS.get(leaf.kind, "txt"),
                    parameters.get("charset"),
                    parameters.get("format", "").lower() == "flowed",
                    parameters.get("delsp", "").lower() == "yes",
                )
            )
        forms.sort(key=lambda form: _RICHEST_FIRST[form.format])
        yield Body(tuple(forms))
        for file in files:
            self._number += 1
            size = len(file.data)
            yield Attachment(decode_words(file.name), self._number, partial(bytes, file.data), size, size)


def saved_page(data: bytes, limits: Limits = DEFAULT_LIMITS) -> TextForm | None:
    """The page in a web page that was saved in one file (MHTML, RFC 2557): its first HTML part."""
    _, leaves = split(data, limits)
    for leaf in leaves:
        if leaf.kind == "text/html":
            content = decode_transfer(
                data[leaf.start : leaf.end], leaf.headers.text("content-transfer-encoding").lower()
            )
            return TextForm(content, "html", leaf.headers.parameters("content-type")[1].get("charset"))
    return None


def name(headers: Headers) -> str | None:
    """The file name that a part's header gives it, as it was written, decoded."""
    for field, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        found = headers.parameters(field)[1].get(parameter)
        if found:
            return found
    return None


def _is_attached(leaf: Leaf) -> bool:
    return leaf.headers.parameters("content-disposition")[0] == "attachment"


def _is_text(leaf: Leaf) -> bool:
    """Whether a part is the message's own text, not a file."""
    if not leaf.kind.startswith("text/") and leaf.kind != "application/rtf":
        return False
    if leaf.kind in ("text/calendar", "text/x-vcard", "text/vcard", "text/directory", "text/css", "text/x-amp-html"):
        return False
    return not _is_attached(leaf) and not name(leaf.headers)
