"""Whether a message's text only repeats a sheet that is attached to it."""

from __future__ import annotations

import re
import unicodedata

from schema.result import Result

_ADDRESS = re.compile(r"\w\S*[@/.]\S*\w\S*")
_NOT_LETTERS = re.compile(r"[\W_]+")


def quotes(body: Result, attached: Result) -> bool:
    """Whether no answer of the sheet in the body says anything else than the attached sheet.

    An answer that the body leaves empty says nothing. Texts are compared by their letters and
    digits: quoting breaks lines and turns quotation marks, but does not change words.
    """
    if body.record is None or attached.record is None or body.form != attached.form:
        return False
    said, attached_answers = body.record.model_dump(), attached.record.model_dump()
    return all(_empty(value) or _same(value, attached_answers.get(key)) for key, value in said.items())


def _empty(value: object) -> bool:
    return value is None or value == "" or value == []


def _same(one: object, other: object) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return {_essence(item) for item in one} == {_essence(item) for item in other}
    return not _empty(other) and _essence(one) == _essence(other)


def _essence(value: object) -> str:
    r"""What of a value a quotation keeps.

    >>> _essence("«El  club»\nde Goya.") == _essence('"El club" de Goya'), _essence("https://Goya.example.org/")
    (True, 'https://goya.example.org')
    """
    text = unicodedata.normalize("NFKC", str(value)).casefold()
    if _ADDRESS.fullmatch(text):
        return text.rstrip("/.")
    return _NOT_LETTERS.sub("", text)
