"""The little of CSS that can say "this one", "not this" or "not seen" (CSS 2.2).

    <style>.elegida { font-weight: bold; background: yellow } #oculto, p.nota { display: none }</style>
    <td style="text-decoration: line-through; mso-hide: all">

Rules of simple selectors are read (a tag, classes, an identifier); one with a combinator would need
the elements round it, and is left out, as are those for other media.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

_COMMENT = re.compile(r"/\*(?:.*?\*/|.*)|<!--|-->", re.DOTALL)  # one that does not end goes to the end
_SELECTOR = re.compile(r"([a-z][\w:-]*|\*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_LABEL = re.compile(r"([\w.#-]+)\s*>\s*li::?before|li([.#][\w-]+)::?before", re.IGNORECASE)
_CONTENT = re.compile(r"content\s*:\s*([\"'])(.{0,200}?)\1", re.DOTALL)
_MEDIA = re.compile(r"@media\s+(?:screen|all)\s*\{", re.IGNORECASE)
_BRACE = re.compile(r"[{}]")
_SEPARATOR = re.compile(r"[();]")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
_MOST_RULES = 2000
_PROPERTIES = frozenset(
    (
        "background background-color border color display float font font-family font-size font-style font-weight "
        "height left list-style list-style-type max-height mso-border-alt mso-element mso-hide mso-highlight mso-list "
        "mso-symbol-font-family opacity overflow overflow-y position text-decoration text-decoration-line text-indent "
        "top vertical-align visibility white-space"
    ).split()
)

Declarations = Mapping[str, str]


class _Rule(NamedTuple):
    weight: tuple[int, int, int]  # identifiers, classes, tags
    order: int
    tag: str
    classes: frozenset[str]
    id: str
    declarations: Declarations


class StyleSheet:
    """The rules of a document's style elements.

    >>> sheet = StyleSheet(); sheet.add("p.a, #b { color: red; FONT-WEIGHT: bold }")
    >>> sheet.declarations("p", "a", "", "color: blue")
    {'color': 'blue', 'font-weight': 'bold'}
    """

    def __init__(self) -> None:
        self._rules: dict[str, list[_Rule]] = {}  # by tag, .class or #id
        self._labels: dict[str, str] = {}
        self._count = 0
        self._known: dict[tuple[str, str, str, str], dict[str, str]] = {}

    def add(self, source: str) -> None:
        """Read a style element's text."""
        self._known.clear()
        source = _without_blocks(_COMMENT.sub("", source))
        for selectors, body in _rules(source):
            declarations = parse_declarations(body)
            for selector in selectors.split(","):
                self._add_rule(selector.strip(), declarations, body)

    def _add_rule(self, selector: str, declarations: Declarations, body: str) -> None:
        label = _LABEL.fullmatch(selector)
        if label:
            content = _CONTENT.search(body)
            if content:
                self._labels[label[1] or label[2]] = _ESCAPE.sub(_unescape, content[2])
            return
        found = _SELECTOR.fullmatch(selector)
        if not found or not selector or self._count >= _MOST_RULES:
            return
        self._count += 1
        tag = (found[1] or "*").lower()
        parts = re.findall(r"[.#][\w-]+", found[2])
        classes = frozenset(part[1:] for part in parts if part[0] == ".")
        id = next((part[1:] for part in parts if part[0] == "#"), "")
        weight = (bool(id), len(classes), tag != "*")
        key = f"#{id}" if id else f".{min(classes)}" if classes else tag
        self._rules.setdefault(key, []).append(_Rule(weight, self._count, tag, classes, id, declarations))

    def declarations(self, tag: str, classes: str, id: str, style: str) -> Declarations:
        """What holds for an element with these attributes, inherited values not counted."""
        if not self._rules:
            return parse_declarations(style) if style else _NOTHING
        id = id if f"#{id}" in self._rules else ""
        key = (tag, classes, id, style)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._cascade(tag, frozenset(classes.split()), id, style)
        return known

    def _cascade(self, tag: str, classes: frozenset[str], id: str, style: str) -> dict[str, str]:
        keys = ["*", tag, *[f".{name}" for name in classes], f"#{id}"]
        rules = [
            rule
            for key in keys
            for rule in self._rules.get(key, ())
            if rule.tag in ("*", tag) and rule.classes <= classes and (not rule.id or rule.id == id)
        ]
        together: dict[str, str] = {}
        for rule in sorted(rules, key=lambda rule: (rule.weight, rule.order)):
            together.update(rule.declarations)
        if style:
            together.update(parse_declarations(style))
        return together

    def list_label(self, classes: str) -> str | None:
        """What a rule ``.c > li:before { content: "☐ " }`` puts before the items of a list of these classes."""
        return next((self._labels[f".{name}"] for name in classes.split() if f".{name}" in self._labels), None)


_NOTHING: Declarations = {}


def _rules(source: str) -> Iterator[tuple[str, str]]:
    """The selectors and the body of each rule: ``p, td { color: red }``."""
    for piece in source.split("}")[:-1]:
        head, brace, body = piece.rpartition("{")
        if brace:
            yield head.rpartition("{")[2], body


def _without_blocks(source: str) -> str:
    """A style sheet without ``@media``, ``@font-face`` and the like; what is for the screen is kept."""
    pieces: list[str] = []
    at = 0
    while (start := source.find("@", at)) >= 0:
        pieces.append(source[at:start])
        brace = source.find("{", start)
        semicolon = source.find(";", start, brace) if brace >= 0 else source.find(";", start)
        if brace < 0 or semicolon >= 0:
            at = semicolon + 1 if semicolon >= 0 else len(source)
            continue
        end = _block_end(source, brace)
        if _MEDIA.fullmatch(source, start, brace + 1):
            pieces.append(source[brace + 1 : end - 1])
        at = end
    pieces.append(source[at:])
    return "".join(pieces)


def _block_end(source: str, brace: int) -> int:
    depth = 0
    for found in _BRACE.finditer(source, brace):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return found.end()
    return len(source)


@lru_cache(maxsize=2000)
def parse_declarations(source: str) -> Declarations:
    """The properties that count here, in lower case, and their values.

    >>> parse_declarations("color: RED; margin: 0; background:url(a;b) #fff !important")
    {'color': 'RED', 'background': 'url(a;b) #fff'}
    """
    found: dict[str, str] = {}
    for item in _items(source):
        name, colon, value = item.partition(":")
        if colon and (name := name.strip().lower()) in _PROPERTIES:
            found[name] = value.replace("!important", "").strip()
    return found


def _items(source: str) -> list[str]:
    """The declarations of a body: cut at semicolons, not at those in brackets."""
    if ")" not in source:
        return source.split(";")
    items: list[str] = []
    end = len(source)
    bracket = ""  # the next one
    for found in reversed(list(_SEPARATOR.finditer(source))):
        if found[0] != ";":
            bracket = found[0]
        elif bracket != ")":
            items.append(source[found.end() : end])
            end = found.start()
    items.append(source[:end])
    return items[::-1]


def _unescape(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else 0
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else found[2] or ""
