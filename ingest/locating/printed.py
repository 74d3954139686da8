"""What is printed on the blank form beside its questions: title and introduction, no one's answer."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from ingest.document import Document, Layer
from ingest.locating.words import fold, folded_words
from schema.form import Form


class Printed:
    """Tells the form's own text from what a person wrote.

    >>> from schema.form import find_form
    >>> printed = Printed.of(find_form("banco-iniciativas"))
    >>> printed.holds("PLANILLA DE RELEVAMIENTO"), printed.holds("Planilla de sueldos")
    (True, False)
    """

    def __init__(self, form: Form) -> None:
        texts = (form.title, *form.printed)
        self._lines = {" ".join(folded_words(text)) for text in texts}
        self._title = " ".join(folded_words(form.title))
        self._title_sizes = range(len(self._title) - 19, len(self._title) + 80)
        self._all = " ".join(" ".join(folded_words(text)) for text in texts)
        self._raw = {fold(text).strip() for text in texts}
        self._known: dict[str, bool] = {}

    @staticmethod
    @lru_cache(maxsize=16)
    def of(form: Form) -> Printed:
        """The form's printed text, made once a form."""
        return Printed(form)

    def holds(self, text: str) -> bool:
        """Whether a line is printed text: all of a printed line, or a piece of a long one."""
        known = self._known.get(text)
        if known is None:
            known = self._compare(" ".join(folded_words(text)))
            if len(self._known) < 256:
                self._known[text] = known
        return known

    def _compare(self, line: str) -> bool:
        if not line:
            return False
        if line in self._lines:
            return True
        if len(line) < 25:
            return any(fuzz.ratio(line, printed) >= 90 for printed in self._lines)
        if line in self._all:
            return True
        return fuzz.partial_ratio(line, self._all) >= 90

    def is_title(self, text: str) -> bool:
        """Whether a line shows the form's title, alone or with a few words more."""
        if len(text) not in self._title_sizes:
            return False
        line = " ".join(folded_words(text))
        return self._title in line or fuzz.ratio(line, self._title) >= 90

    def titles(self, document: Document) -> list[int]:
        """The numbers of the paragraphs that show the form's title."""
        return [
            number
            for number, paragraph in enumerate(document.paragraphs)
            if self.is_title(paragraph.text) and paragraph.layer in (Layer.BODY, Layer.TEXTBOX)
        ]
