"""Web addresses: found in what people write, and in the targets of hyperlinks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote

from ingest.answer import Link
from ingest.values.text import clean, one_line
from ingest.values.value import Doubt, Value, unsure
from schema.result import IssueCode

# An address ends at a blank, a quote or an angle bracket, or where the next one begins after a comma.
_END = r"(?:(?![,;|]+(?:https?://|www\.))[^\s<>\"“”])"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_ADDRESS = re.compile(
    rf"https?://{_END}+"
    rf"|(?<![\w@.-])(?<!\w/)www\.{_END}+"
    rf"|(?<![\w@./-])(?:{_LABEL}\.)*{_LABEL}\.[a-z]{{2,24}}(?::\d+)?/{_END}+",
    re.IGNORECASE,
)
_OPENED = {")": "(", "]": "[", "»": "«", "}": "{"}
_CLOSING = ".,;)]}»’'”*"
_WEB = re.compile(r"(?:https?://|www\.)[^\s]+", re.IGNORECASE)
_SCHEME = re.compile(r"^https?://", re.IGNORECASE)
_NEXT_IN_URL = re.compile(r"(?<=[^/=?&:%])https?://", re.IGNORECASE)
_TORN = re.compile(r"\.\s(?:com|org|net|edu|gob|gov|gub|info|coop)(?:\.[a-z]{2})?(?:/|$|\s)", re.IGNORECASE)
# A colon where a host's full stop should be: «blog.example:org». A number behind it is a port.
_BROKEN_HOST = re.compile(
    r"(?<![\w@])(?:https?://)?\w[\w-]*\.[\w.-]*:(?:com|org|net|edu|gob|gov|gub|info|coop)\b(?!//)", re.IGNORECASE
)
# «Bs.As/La Plata»: a name of two letters is an address only under the endings of the link shorteners.
_ENDINGS = frozenset(
    (
        "com|org|net|edu|gov|gob|mil|int|info|biz|name|coop|museum|pro|jobs|app|dev|web|site|online|blog|page|link|shop"
        "|store|xyz|club|live|life|tech|cloud|digital|media|news|social|studio|travel|world|wiki|works|zone|agency|center"
        "|community|earth|farm|fund|foundation|global|green|help|host|house|land|lat|love|ngo|ong|one|plus|press|radio"
        "|red|school|science|space|team|today|tools|top|tours|university|video|website|bio|art|example|test|tel|cat"
    ).split("|")
)
_SHORTENERS = frozenset({"me", "ly", "co", "com", "gl", "be", "net", "org", "gd", "cc", "fb"})


class Address(NamedTuple):
    """A web address and where it stands in the text."""

    start: int
    end: int
    url: str


def find_addresses(text: str) -> list[Address]:
    """The addresses in a text: where each stands, and its absolute form.

    >>> find_addresses("Nota en www.x.org/a.")
    [Address(start=8, end=19, url='https://www.x.org/a')]
    """
    found = []
    position = 0
    while match := _ADDRESS.search(text, position):
        start, end = match.span()
        inner = _NEXT_IN_URL.search(match[0], 1)
        if inner:
            end = start + inner.start()
        end = start + len(_trimmed(text[start:end]))
        position = max(end, start + 1)
        if _plausible(text[start:end]):
            found.append(Address(start, end, absolute(text[start:end])))
    return found


def _goes_on(text: str, item: Address) -> bool:
    """Whether a line's end, now a blank, seems to stand inside the address: «x.org/una- nota», «x. org/»."""
    rest = text[item.end :]
    return bool(item.url[-1] in "-_=&%" and re.match(r"\s\w", rest)) or bool(_TORN.match(rest))


def _trimmed(address: str) -> str:
    """The address without the punctuation that closes it, unless it was opened inside."""
    while address and address[-1] in _CLOSING:
        opening = _OPENED.get(address[-1])
        if opening and address.count(opening) >= address.count(address[-1]):
            break
        address = address[:-1]
    return address


def _plausible(address: str) -> bool:
    if _SCHEME.match(address):
        return len(address) > len("https://")
    host = address.partition("/")[0].partition(":")[0].casefold().split(".")
    if host[0] == "www":
        return len(host) > 1 and bool(host[1])
    if len(host[-1]) > 2 and host[-1] not in _ENDINGS:
        return False
    return len(host[-2]) > 2 or host[-1] in _SHORTENERS


def absolute(address: str) -> str:
    """The address with a scheme.

    >>> absolute("www.x.org"), absolute("http://x.org")
    ('https://www.x.org', 'http://x.org')
    """
    return address if _SCHEME.match(address) else f"https://{address}"


def _same(address: str) -> str:
    """What two addresses have in common that differ in no more than scheme, case of host, and final slash."""
    host, slash, path = _SCHEME.sub("", unquote(address)).partition("/")
    return (host.casefold() + slash + path).rstrip("/")


def read_links(paragraphs: Sequence[str], links: Sequence[Link] = ()) -> Value[list[str]]:
    """All web addresses of an answer, in order, each once.

    `links` point into the paragraphs joined by two line ends. A hyperlink whose text is no address
    gives its target; where the text is one, it counts, with a doubt where the target is another.
    An answer without any is kept as written, as `invalid_url`.

    >>> read_links(["La nota: aquí."], [Link(9, "aquí", "https://x.org/nota")]).value
    ['https://x.org/nota']
    """
    text = "\n\n".join(paragraphs)
    found = find_addresses(text)
    doubts: list[Doubt] = []
    for link in links:
        target = link.target.strip()
        if not _WEB.fullmatch(target):
            continue
        end = link.start + max(len(link.text), 1)
        inside = [item for item in found if item.start < end and link.start < item.end]
        if not inside:
            found.append(Address(link.start, end, absolute(target)))
        elif all(_same(item.url) != _same(target) for item in inside):
            doubts.append(unsure("link_target", text=inside[0].url, target=target))
    if not found:
        written = one_line(text)
        return Value([written], (Doubt(IssueCode.INVALID_URL, {"text": written}),))
    if broken := _BROKEN_HOST.search(text):
        doubts.append(unsure("broken", text=broken[0]))
    if any(_goes_on(text, item) for item in found):
        doubts.append(unsure("wrapped", text=found[0].url))
    urls: dict[str, str] = {}
    for item in sorted(found, key=lambda item: item.start):
        urls.setdefault(_same(item.url), clean(item.url))
    return Value(list(urls.values()), tuple(doubts))
