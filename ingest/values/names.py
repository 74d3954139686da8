"""Names of people, out of answers that hold an e-mail address too."""

from __future__ import annotations

import re

from ingest.values.emails import find_emails
from ingest.values.filler import is_filler
from ingest.values.folding import fold
from ingest.values.text import one_line
from ingest.values.value import Value, unsure

_WORD = (
    r"(?:e\s?-?\s?mails?|mails?|(?:direcci[oó]n\s+de\s+)?correos?(?:\s+electr[oó]nicos?)?|casilla(?:\s+de\s+correo)?"
    r"|direcci[oó]n\s+electr[oó]nica|contactos?|e-?mail\s+address)"
)
# «Mail:» anywhere; without a colon only right before the address, or after a separator at the end.
_ANNOUNCED = re.compile(
    rf"(?<![\w@.-]){_WORD}\s*(?:[:=]|[.·–—-]*\s*(?=\0))[\s:.–—-]*|[-–—,;/|(]\s*{_WORD}\s*$", re.IGNORECASE
)
_OWN_LABEL = re.compile(
    r"^\W*(?:nombres?(?:\s*(?:y|/|,|e)\s*apellidos?)?"
    r"|apellidos?(?:\s*(?:y|/|,)\s*nombres?)?|(?:full )?name)\s*:\s*",
    re.IGNORECASE,
)
# What keeps its stop at the end of a name.
_ABBREVIATED = frozenset(
    (
        "abg|abog|agr|arq|ayte|cap|cdor|cdora|cmte|col|cr|cra|dir|dr|dra|dres|enf|ext|gob|gral|grl|ing|insp"
        "|int|jr|lic|lics|med|mg|mgs|mgter|ms|msc|pbro|ph|phd|ppal|pres|prof|profa|psic|sec|sgto|sr|sra|sres"
        "|srta|ssa|sta|sto|sub|tec|tte|vet|esq|hon|mr|mrs|rev|st"
    ).split("|")
)
_EMPTY_BRACKETS = re.compile(r"[(\[{<]\s*(?:\0\s*)+[)\]}>]")
_EDGE = ' \t,;:-–—/|·•<>"“”«»=_*\n'
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_DIGIT_RUN = re.compile(r"(?:\d[\s().-]*){6,}")


def read_name(text: str, filler: tuple[str, ...] = ()) -> Value[str | None]:
    """The name in an answer as typed, titles and roles included.

    The addresses, the word announcing them and the punctuation round them go; so does a piece
    that says nothing («Ana Pérez – s/d»). None where no name is left.

    >>> read_name("Ing. Ana Pérez (Mail: ana@x.org)").value
    'Ing. Ana Pérez'
    >>> read_name("ana@x.org (Ana Pérez)").value
    'Ana Pérez'
    """
    marked, position = [], 0
    for mention in find_emails(text):
        marked += [text[position : mention.start], "\0"]
        position = mention.end
    marked.append(text[position:])
    rest = _on_one_line("".join(marked))
    rest = _EMPTY_BRACKETS.sub("\0", _ANNOUNCED.sub("\0", rest))
    pieces = [piece for part in rest.split("\0") if (piece := _tidy(part)) and not is_filler(piece, filler)]
    if pieces:
        pieces[-1] = _without_filler_end(pieces[-1], filler)
    name = _joined(pieces)
    if not any(letter.isalpha() for letter in name):
        return Value(None)
    if _DIGIT_RUN.search(name):
        return Value(name, (unsure("digits", text=name),))
    return Value(name)


def _on_one_line(text: str) -> str:
    """The text on one line, the places where addresses stood kept as NUL."""
    return "\0".join(one_line(part) + " " if part.strip() else " " for part in text.split("\0")).strip(" ")


def _tidy(piece: str) -> str:
    """A piece without the punctuation that stood round the address, and without brackets left open."""
    piece = _OWN_LABEL.sub("", piece.strip(_EDGE))
    for opening, closing in _PAIRS.items():
        while piece.count(opening) > piece.count(closing) and piece.endswith(opening):
            piece = piece[:-1].rstrip(_EDGE)
        while piece.count(closing) > piece.count(opening) and piece.startswith(closing):
            piece = piece[1:].lstrip(_EDGE + ".")
    return _without_stop(piece.lstrip(". "))


def _without_stop(piece: str) -> str:
    """The piece without the stop that ends it, unless it abbreviates («Juan Pérez (h.)», «Lic.»)."""
    last = piece.split(" ")[-1]
    if piece.endswith(".") and "." not in last[:-1] and len(last) > 2 and fold(last[:-1]) not in _ABBREVIATED:
        return piece[:-1].rstrip(_EDGE)
    return piece


def _without_filler_end(piece: str, filler: tuple[str, ...]) -> str:
    head, separator, tail = _cut_last(piece)
    return head if separator and is_filler(tail, filler) else piece


def _cut_last(piece: str) -> tuple[str, str, str]:
    cut = max(piece.rfind(separator) for separator in (",", ";", " - ", " – ", " / ", "|"))
    if cut < 1:
        return piece, "", ""
    return piece[:cut].rstrip(_EDGE), piece[cut], piece[cut + 1 :].strip(_EDGE)


def _joined(pieces: list[str]) -> str:
    if len(pieces) == 1 and re.fullmatch(r"\([^()]*\)|\[[^\[\]]*\]", pieces[0]):
        return pieces[0][1:-1].strip(_EDGE)
    name = ""
    for piece in pieces:
        glue = " " if re.match(r"(?:y|e|and|&)\s|\(", piece) else ", "
        name += (glue if name else "") + piece
    return name
