"""E-mail addresses: found in what people write, and in the targets of hyperlinks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote

from ingest.answer import Link
from ingest.values.links import find_addresses
from ingest.values.value import Doubt, Value, unsure
from schema.result import IssueCode

_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
# RFC 5322 dot-atom, letters of any alphabet (RFC 6531); the name must not begin in the middle of one.
_LOCAL = rf"(?<![\w.@+%-])(?!/){_ATOM}(?:\.{_ATOM})*"
_DOMAIN = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,24}(?![\w@-])"
ADDRESS = re.compile(rf"{_LOCAL}@{_DOMAIN}")
_DOT = r"\s*(?:\(punto\)|\[punto\]|\(dot\)|\[dot\]|\bpunto\b|\bdot\b)\s*"
_AT = r"\s*(?:\(\s*(?:arroba|at|a)\s*\)|\[\s*(?:arroba|at|a)\s*\]|\barroba\b)\s*"
_SPELT = rf"[\w.+-]+{_AT}[\w-]+(?:(?:\.|{_DOT})[\w-]+)*"
_SPELT_AT = rf"[\w.+-]+ at [\w-]+(?:(?:\.|{_DOT})[\w-]+)+"
# What was meant as an address and is none: «luis@», «ana.perez arroba x.org», «ana @ x.org», «ana@x,org».
_ATTEMPT = re.compile(
    rf"{_SPELT}|{_SPELT_AT}|[\w.+-]+ @ ?[\w.-]+|[\w.+-]+@ [\w-]+(?:\.[\w-]+)+|[\w.+-]+@(?:[\w.,-]*\w)?",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:mailto:|e?-?mail:)", re.IGNORECASE)


# A line's end inside an address comes out as a blank: «ana@x.example. ORG», «ana- perez@x.org».
_REST = re.compile(
    r"\.\s{1,2}((?:com|org|net|edu|gob|gov|gub|info|coop|ar|uy|cl|br|py|bo|co|mx|es)(?:\.[a-z]{2})?)(?![\w@.-])",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(r"\w[-_]\s{1,2}$")


class Mention(NamedTuple):
    """An address, or what was meant as one, and where it stands in the text.

    `wrapped` says that a line's end seems to stand inside it.
    """

    start: int
    end: int
    text: str
    valid: bool
    wrapped: bool = False


def find_emails(text: str) -> list[Mention]:
    """The addresses of a text, or, where there are none, what was meant as one.

    >>> [mention.text for mention in find_emails("Ana <ana@x.org>; luis@y.net.")]
    ['ana@x.org', 'luis@y.net']
    >>> find_emails("Ana: ana arroba x.org")[0].valid
    False
    """
    if not _might_hold_one(text):
        return []
    addresses = find_addresses(text)
    for pattern, valid in ((ADDRESS, True), (_ATTEMPT, False)):
        found = [
            _mention(text, match, valid)
            for match in pattern.finditer(text)
            if not any(address.start <= match.start() < address.end for address in addresses)
        ]
        if found:
            return found
    return []


def _mention(text: str, match: re.Match[str], valid: bool) -> Mention:
    """The address, with the rest of it that stands on the next line."""
    start, end = match.span()
    rest = _REST.match(text, end) if valid else None
    if rest:
        return Mention(start, rest.end(), f"{match[0]}.{rest[1]}", True, True)
    return Mention(start, end, match[0].strip(" .,;:"), valid, bool(_CUT_OFF.search(text[:start])))


def _might_hold_one(text: str) -> bool:
    folded = text.casefold()
    return "@" in folded or "arroba" in folded or "(a" in folded or "[a" in folded or " at " in folded


def _targets(links: Sequence[Link]) -> list[tuple[Link, str]]:
    """The addresses that hyperlinks lead to: ``mailto:ana@x.org?subject=Hola``."""
    found = []
    for link in links:
        scheme, colon, rest = link.target.strip().partition(":")
        address = unquote(rest.partition("?")[0]).partition(",")[0].strip()
        if colon and scheme.casefold() == "mailto" and ADDRESS.fullmatch(address):
            found.append((link, address))
    return found


def read_email(text: str, links: Sequence[Link] = (), alone: bool = True) -> Value[str | None]:
    """The first e-mail address of an answer, in lower case.

    What was meant as an address and is none is kept as written, as `invalid_email`; `alone` says
    that the question asks for nothing else, so that whatever was typed was meant as one.

    >>> read_email("Ana@X.org / prensa@x.org").value
    'ana@x.org'
    >>> read_email("luis@").doubts[0].code.value
    'invalid_email'
    """
    mentions = find_emails(text)
    targets = _targets(links)
    found = [mention.text.casefold() for mention in mentions if mention.valid]
    doubts: list[Doubt] = []
    if found:
        for link, target in targets:
            typed = ADDRESS.search(link.text)
            if typed and typed[0].casefold() != target.casefold():
                doubts.append(unsure("link_target", text=typed[0], target=target))
    if not found or not any(ADDRESS.search(link.text) for link, _ in targets):
        found += [target.casefold() for _, target in targets]
    if found:
        if mentions and mentions[0].wrapped:
            doubts.append(unsure("wrapped", text=found[0]))
        if len(set(found)) > 1:
            doubts.append(unsure("several", text=found[0], others=sorted(set(found) - {found[0]})))
        return Value(found[0], tuple(doubts))
    if mentions:
        return _invalid(mentions[0].text)
    return _invalid(_LEAD.sub("", text).strip()) if alone else Value(None)


def _invalid(written: str) -> Value[str | None]:
    return Value(written, (Doubt(IssueCode.INVALID_EMAIL, {"text": written}),))
