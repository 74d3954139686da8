"""Addresses, links, phones and dates as OCR leaves them, mended where their grammar leaves one reading.

Everything here works on words alone. What is mended beyond doubt keeps its confidence; what is a
good guess gets one that asks for a look.
"""

from __future__ import annotations

import re

from ingest.reading.scan.engine import Token

_GUESS = 0.6  # confidence at most of a word that was mended by a guess
_CLOSE = 0.85  # of one that may be two
_RUN_ON = re.compile(r"[a-záéíóúñ]{2}[.:;][A-ZÁÉÍÓÚÑ][a-záéíóúñ]")
_ADDRESS = re.compile(r"@|//|www\.")
_LOCAL = r"[\w.+%-]+"
_DOMAIN = r"(?:[a-z0-9-]+\.)+[a-z]{2,6}"
_AT = r"(?-i:\([WD]4?|[©®€]|QW4?|O['’]?|Q)"  # what Tesseract makes of an @
_EMAIL = re.compile(rf"(?P<before>[<(\[]?){_LOCAL}@{_DOMAIN}", re.I)
_BROKEN_EMAIL = re.compile(
    rf"^(?P<open>[<(\[]?)(?P<local>{_LOCAL}?){_AT}(?P<domain>{_DOMAIN})(?P<close>[>)\].,;]*)$", re.I
)
_LINK = re.compile(r"^[<(\[«\"]?(?:h[tl1i]{1,2}[tpl]{1,2}[ps]?s?[:;.]?/{1,2}|[vw]{2,4}[.,])", re.I)
_SCHEME = re.compile(r"^([<(\[«\"]?)(h[tl1i][tl1i]p)(s?)[:;.]{1,2}/{1,2}", re.I)
_WWW = re.compile(r"^([<(\[«\"]?(?:https?://)?)(?:[vw]{3,4}|[vw]v?w)[.,](?=\w)", re.I)
_TORN_SCHEME = re.compile(r"h\w{2,4}:/?$", re.I)
_DOMAIN_END = re.compile(rf"(?:{_DOMAIN}|[a-z]{{2,}})(?:[/?#]\S*)?[>)\].,;]*$", re.I)
_DIGITS = {"O": "0", "o": "0", "Q": "0", "l": "1", "I": "1", "|": "1", "S": "5", "B": "8", "Z": "2"}
_NUMBER = re.compile(r"[+(]?[\dOoQlI|SBZ]{1,}[\dOoQlI|SBZ()./-]*")


def mended(words: list[Token]) -> list[Token]:
    """The words, halves of addresses joined, each mended by the grammar that it nearly fits."""
    joined: list[Token] = []
    for word in words:
        if joined and belong_together(joined[-1].text, word.text):
            before = joined.pop()
            word = Token(before.text + word.text, before.x0, word.x1, min(before.confidence, word.confidence))
        joined.append(word)
    return [_mended(word) for word in joined]


def belong_together(one: str, two: str) -> bool:
    """Whether two words are one address or number that wide print has torn apart.

    >>> belong_together("https:", "//example.org"), belong_together("ANA@EXAMPLE.", "ORG")
    (True, True)
    >>> belong_together("0341", "-504408"), belong_together("Fin.", "Org")
    (True, False)
    """
    if _TORN_SCHEME.search(one) and two.startswith("/"):
        return True
    address = "@" in one or _LINK.match(one) is not None
    if address and (two == "." or (one.endswith((".", "@", "/", "_")) and _DOMAIN_END.match(two))):
        return True
    return one[-1:].isdigit() and re.match(r"[-/]\d", two) is not None


def _mended(word: Token) -> Token:
    if _RUN_ON.search(word.text) and not _ADDRESS.search(word.text):
        word = word._replace(confidence=min(word.confidence, _CLOSE))  # «Núñez.Email»: a blank may be lost
    if _ADDRESS.search(word.text) and not word.text.isascii():
        word = word._replace(confidence=min(word.confidence, _GUESS))  # a speck over a letter is no accent there
    for mend in (mended_email, mended_link, mended_number, mended_diaeresis):
        text, certain = mend(word.text)
        if text != word.text:
            confidence = word.confidence if certain else min(word.confidence, _GUESS)
            letters = word.letters if len(text) == len(word.text) else ()
            return word._replace(text=text, confidence=confidence, letters=letters)
    return word


def mended_email(text: str) -> tuple[str, bool]:
    """An e-mail address whose @ was misread or whose small l was taken for a capital i.

    Gives the text and whether the mend is beyond doubt.

    >>> mended_email("saIud@example.org"), mended_email("hola©telar.example.org")
    (('salud@example.org', True), ('hola@telar.example.org', False))
    """
    if "@" in text and _EMAIL.search(text):
        return _lower_l(text), True
    broken = _BROKEN_EMAIL.match(text)
    if broken and "@" not in text and len(broken["local"]) > 1 and not text.isupper():
        return f"{broken['open']}{broken['local']}@{broken['domain']}{broken['close']}", False
    return text, True


def mended_link(text: str) -> tuple[str, bool]:
    """A web address whose scheme or www was misread.

    >>> mended_link("hitps://example.org/a"), mended_link("vww.example.org"), mended_link("WWF.")
    (('https://example.org/a', True), ('www.example.org', True), ('WWF.', True))
    """
    if not _LINK.match(text) or "." not in text.replace(",", ".").strip("."):
        return text, True
    scheme = _SCHEME.match(text)
    if scheme and not re.match(r"[<(\[«\"]?https?://", text, re.I):
        text = f"{scheme[1]}http{scheme[3]}://{text[scheme.end() :]}"
    www = _WWW.match(text)
    if www:
        text = f"{www[1]}{'WWW' if text[www.end(1)].isupper() else 'www'}.{text[www.end() :]}"
    return _lower_l(text), True


def mended_number(text: str) -> tuple[str, bool]:
    """A number, phone or date with letters in it that look like digits.

    >>> mended_number("O3492-43-21OO"), mended_number("l2/O5/2020"), mended_number("OSB")
    (('03492-43-2100', False), ('12/05/2020', False), ('OSB', True))
    """
    digits = sum(letter.isdigit() for letter in text)
    if digits < 3 or not _NUMBER.fullmatch(text.rstrip(".,;:)")) or digits * 2 < len(text):
        return text, True
    fixed = "".join(_DIGITS.get(letter, letter) for letter in text)
    return fixed, fixed == text


def mended_diaeresis(text: str) -> tuple[str, bool]:
    """A u between g and e or i that has a sound bears two dots in Spanish, never an accent.

    >>> mended_diaeresis("Agúero")
    ('Agüero', True)
    """
    return re.sub(r"(?<=[gG])ú(?=[eéiíEÉIÍ])", "ü", re.sub(r"(?<=G)Ú(?=[EÉIÍ])", "Ü", text)), True


def _lower_l(text: str) -> str:
    """Capital i among small letters is a small l: a small i would have its dot. The first letter may be either.

    >>> _lower_l("saIud.example.org"), _lower_l("INFO@EXAMPLE.ORG"), _lower_l("(Info@example.org")
    ('salud.example.org', 'INFO@EXAMPLE.ORG', '(Info@example.org')
    """
    first = next((place for place, letter in enumerate(text) if letter.isalpha()), 0)
    rest = text[first + 1 :]
    capitals = sum(letter.isupper() and letter != "I" for letter in rest)
    if capitals or not any(letter.islower() for letter in rest):
        return text
    return text[: first + 1] + rest.replace("I", "l")
