"""Where a document shows a form's labels: exactly first, then alike, as people re-type them.

A *sighting* is a place that could be a label: the words are there, at the start of a line. Whether
it is one, or an answer that begins with the same words, is decided afterwards for the whole
document (`ingest.locating.rounds`); so everything here errs on the side of seeing too much.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from rapidfuzz import fuzz

from ingest.document import Document, Layer, Paragraph, Style
from ingest.locating.hints import find_hint
from ingest.locating.words import Word, each_word, fold, folded_words, words_of
from schema.form import Form

# Numbering and bullets that people put before a label: «3)», «b.», «•», «**».
_LEAD = re.compile(
    r"[^\w«»“”\"'☐☒☑✓✔✗✘\n]*(?:(?:\d{1,2}\s?[.)°º\-–]+|[a-z][.)]|[ivx]{1,4}[.)])[^\w«»“”\"'☐☒☑✓✔✗✘\n]*)?",
    re.I,
)
_DELIMITER = re.compile(r"[ \t\xa0]*[)\]]?[ \t\xa0]*(?:[?:：;=]+|\.(?=\s|$)|[-–—>]+(?=\s|$)|$)")
_BRACKETED = re.compile(r"\([^)]*\)")
_BRACKET = re.compile(r"\s*[(\[]")
_SEGMENT = re.compile(r"(?:\n|\t|[ \xa0]{3,}|\|)")
_GAPS = ("\n", "\t", "|", "   ", "\xa0")  # without one of these a text has no segment: told twenty times as fast
_FIRST_WORD = re.compile(r"[^\w\n]?([^\W_]+)")
_HINT_REACH = 240  # characters behind a label in which its hint may stand
_RUN_ON = 0.75  # quality of a label in the midst of a line
_RUN_ON_WORDS = 3  # a label of more words is known without its colon
_MANY = 6  # lines with a colon, beyond the labels that are there, that may be labels too
_LONGEST_LINE = 100  # characters in which a label's colon stands
_FEW = 2  # labels missing, and those that are there are in their places
_ENUMERATES = (",", ";")  # «contacto, teléfono, redes»: words, and no label
_LONGEST_HEAD = 24  # words of a line that can belong to a label

EXACT = 1.0
SURE = 0.7  # quality from which a label counts as seen, not guessed
_SMALL = frozenset({"a", "de", "del", "e", "el", "en", "la", "las", "los", "o", "u", "y", "and", "of", "or", "the"})


class Variant(NamedTuple):
    """A way in which a label may be written, and how surely it is that label."""

    words: tuple[str, ...]
    quality: float


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the form: a field's or a heading's. `index` is its place in the sheet's order.

    `brackets` are what stands in brackets inside the label itself: where a sheet's line ends before them,
    they are printed text as a hint is.
    """

    index: int
    key: str
    text: str
    hint: str
    heading: bool
    brackets: tuple[str, ...]
    variants: tuple[Variant, ...]
    under: str | None = None  # key of the heading that it stands under


class Sighting(NamedTuple):
    """A place that could be a label: ``text[start:end]`` of a paragraph, with what it looks like there."""

    label: int
    paragraph: int
    start: int
    end: int
    quality: float
    opens: bool  # stands at the beginning of its paragraph
    bold: bool
    colon: bool


@lru_cache(maxsize=16)
def labels_of(form: Form) -> tuple[Label, ...]:
    """The form's labels in the order of the sheet; a heading comes before the first field under it."""
    labels: list[Label] = []
    headings = {heading.key: heading for heading in form.headings}

    def add(
        key: str, text: str, hint: str, heading: bool, aliases: Sequence[str] = (), under: str | None = None
    ) -> None:
        brackets = tuple(_BRACKETED.findall(text))
        labels.append(Label(len(labels), key, text, hint, heading, brackets, _variants(text, aliases), under))

    for item in form.fields:
        above = headings.pop(item.under or "", None)
        if above:
            add(above.key, above.label, above.hint, True)
        if item.label:
            add(item.key, item.label, item.hint, False, item.aliases, item.under)
    return tuple(labels)


def _variants(text: str, aliases: Sequence[str]) -> tuple[Variant, ...]:
    """The label itself, without its bracketed parts, its alternatives, and the form's other wordings."""
    bare = re.sub(r"\([^)]*\)", " ", text)
    found: dict[tuple[str, ...], float] = {}
    ranked = [(text, EXACT), *((alias, 0.97) for alias in aliases), (bare, 0.97)]
    parts = [part for part in re.split(r"\s*/\s*|\s+[–—-]\s+", bare) if part.strip(" :")]
    if len(parts) > 1:
        ranked += [(parts[0], 0.85), *((part, 0.7) for part in parts[1:])]
    for wording, quality in ranked:
        words = folded_words(wording)
        if words:
            found.setdefault(words, quality)
    return tuple(Variant(words, quality) for words, quality in found.items())


@lru_cache(maxsize=16)
def _by_first_word(form: Form) -> dict[str, tuple[tuple[Label, Variant], ...]]:
    index: dict[str, list[tuple[Label, Variant]]] = {}
    for label in labels_of(form):
        for variant in label.variants:
            index.setdefault(variant.words[0], []).append((label, variant))
    return {word: tuple(sorted(pairs, key=lambda pair: -len(pair[1].words))) for word, pairs in index.items()}


def find_labels(document: Document, form: Form) -> list[Sighting]:
    """All sightings of the form's labels, in document order."""
    exact = _by_first_word(form)
    found: list[Sighting] = []
    unsure: list[_Head] = []
    for number, paragraph in enumerate(document.paragraphs):
        if paragraph.layer is not Layer.BODY and paragraph.layer is not Layer.TEXTBOX:
            continue
        if not paragraph.text or paragraph.text.isspace():
            continue
        for head in _heads(number, paragraph):
            pairs = exact.get(head.first)
            sighting = _exactly(head, pairs) if pairs else None
            if sighting is not None:
                found.append(sighting)
            elif head.opens_line:
                unsure.append(head)
    wanted = _wanted(labels_of(form), found) if not _asks_more(found, unsure) else list(labels_of(form))
    if wanted:
        found += _run_on(document, wanted, found)
        found += [sighting for head in unsure if (sighting := _alike(head, wanted)) is not None]
        found.sort(key=lambda sighting: (sighting.paragraph, sighting.start))
    return found


def _run_on(document: Document, wanted: Sequence[Label], found: Sequence[Sighting]) -> Iterator[Sighting]:
    """Labels in the midst of a line, where a mail program joined what stood on two; written out in full."""
    firm = Counter(sighting.label for sighting in found if sighting.quality >= EXACT - 0.1)
    sheets = max(firm.values(), default=1)
    missing = [label for label in wanted if firm[label.index] < sheets and not label.heading]
    if not found or not missing:
        return
    for number, paragraph in enumerate(document.paragraphs):
        if paragraph.layer is not Layer.BODY or not paragraph.text:
            continue
        folded = fold(paragraph.text)
        for label in missing:
            wording = label.variants[0].words
            if wording[-1] not in folded or wording[0] not in folded:
                continue
            words = words_of(paragraph.text)
            for at in range(1, len(words) - len(wording) + 1):
                taken = words[at : at + len(wording)]
                if tuple(word.text for word in taken) != wording:
                    continue
                end = _DELIMITER.match(paragraph.text, taken[-1].end)
                if (end and ":" in end.group()) or len(wording) > _RUN_ON_WORDS:
                    last = end.end() if end else taken[-1].end
                    yield Sighting(label.index, number, taken[0].start, last, _RUN_ON, False, False, end is not None)
                break


def _asks_more(found: Sequence[Sighting], unsure: Sequence[_Head]) -> bool:
    """Whether before or behind the labels found there may be another sheet's, each with a slip: lines with colons."""
    firm = [sighting.paragraph for sighting in found if sighting.quality >= 0.8]
    if not firm:
        return True
    first, last = min(firm), max(firm)
    beyond = [head for head in unsure if not first <= head.number <= last]
    return sum(":" in head.paragraph.text[head.begin : head.begin + _LONGEST_LINE] for head in beyond) >= _MANY


def _wanted(labels: Sequence[Label], found: Sequence[Sighting]) -> list[Label]:
    """The labels to look for once more, with slips: not those that are there, all in the form's order.

    A label out of order may be words of an answer. A file may hold several sheets, each with slips of its own.
    """
    firm = [sighting.label for sighting in found if sighting.quality >= 0.8]
    if len(set(firm)) < len(firm):
        return list(labels)
    placed = set(_longest_in_order(firm))
    missing = [label for label in labels if label.index not in placed]
    return missing if len(missing) <= _FEW else list(labels)


def _longest_in_order(numbers: Sequence[int]) -> list[int]:
    """The longest part of a sequence in which each number is greater than the one before.

    >>> _longest_in_order([0, 2, 3, 1, 4])
    [0, 2, 3, 4]
    """
    best: list[list[int]] = []  # the longest that ends with each number
    for number in numbers:
        before = max((chain for chain in best if chain[-1] < number), key=len, default=[])
        best.append([*before, number])
    return max(best, key=len, default=[])


@dataclass(slots=True)
class _Head:
    """The beginning of a line: where a label could stand."""

    number: int
    paragraph: Paragraph
    start: int  # with numbering and bullets
    begin: int  # of the first word
    first: str  # that word, folded
    opens: bool
    opens_line: bool
    line_end: int
    _words: list[Word] = field(default_factory=list)
    _more: Iterator[Word] | None = None  # those of them not read yet: mostly the first few will do

    @property
    def words(self) -> list[Word]:
        """The words that can belong to a label."""
        return self.leading(_LONGEST_HEAD)

    def leading(self, count: int) -> list[Word]:
        """So many of them at least, if there are so many."""
        if self._more is None:
            end = min(self.line_end, self.begin + 240)
            self._more = islice(each_word(self.paragraph.text, self.begin, end), _LONGEST_HEAD)
        if len(self._words) < count:
            self._words += islice(self._more, count - len(self._words))
        return self._words

    def after(self, word: Word) -> int | None:
        """Where the answer begins if a label ends with this word: behind a colon, dash or bracket's end."""
        delimiter = _DELIMITER.match(self.paragraph.text, word.end, self.line_end)
        return delimiter.end() if delimiter else None

    def sighting(self, label: Label, end: int, quality: float, colon: bool) -> Sighting:
        bold = _is_bold(self.paragraph, self.begin)
        quality -= 0 if self.opens_line else 0.1
        return Sighting(label.index, self.number, self.start, end, quality, self.opens, bold, colon)


def _heads(number: int, paragraph: Paragraph) -> Iterator[_Head]:
    """The places of a paragraph where a label could stand: lines' beginnings, behind wide gaps and filled fields."""
    text = paragraph.text
    filled = _filled(paragraph)
    starts = {0: True}
    if any(sign in text for sign in _GAPS):
        for gap in _SEGMENT.finditer(text):
            starts.setdefault(gap.end(), gap.group() == "\n")
    for _, end in filled:
        starts.setdefault(end, False)
    begun = -1
    for start in sorted(starts):
        lead = _LEAD.match(text, start)
        begin = lead.end() if lead else start
        if begin == begun:  # the same line, its tabs or blanks read over once already
            continue
        begun = begin
        if any(first <= begin < last for first, last in filled):
            continue
        word = _FIRST_WORD.match(text, begin)
        if word:
            opens = not text[:start].strip()
            line_end = text.find("\n", begin)
            line_end = len(text) if line_end < 0 else line_end
            first = fold(word.group(1))
            yield _Head(number, paragraph, start, word.start(1), first, opens, starts[start] or opens, line_end)


def _filled(paragraph: Paragraph) -> list[tuple[int, int]]:
    """The stretches of the text that a person typed into a control: never a label."""
    stretches, at = [], 0
    for span in paragraph.spans:
        if span.style & Style.DELETED:
            continue
        if span.style & (Style.FILLED | Style.PROMPT):
            stretches.append((at, at + len(span.text)))
        at += len(span.text)
    return stretches


def _is_bold(paragraph: Paragraph, at: int) -> bool:
    position = 0
    for span in paragraph.spans:
        if span.style & Style.DELETED:
            continue
        position += len(span.text)
        if position > at:
            return bool(span.style & Style.BOLD)
    return False


def _exactly(head: _Head, pairs: Sequence[tuple[Label, Variant]]) -> Sighting | None:
    longest = len(pairs[0][1].words)  # they come longest first
    texts = tuple([word.text for word in head.leading(longest)])
    for label, variant in pairs:
        count = len(variant.words)
        if texts[:count] == variant.words:
            found = _ended(head, label, variant, count)
            if found is not None and variant.quality < EXACT and (not found.colon or found.quality < 0.8):
                # «Página web – enlaces: …», «Fecha publicación | relevamiento …»: more of the label follows
                for longer in (_shortened(head, [label]), _alike(head, [label])):
                    if longer is not None and (longer.end, longer.quality) > (found.end, found.quality):
                        found = longer
            if found is not None:
                return found
    return None


def _ended(head: _Head, label: Label, variant: Variant, count: int) -> Sighting | None:
    """A sighting whose words fit: see how it ends, and how much that speaks for a label."""
    last, text = _closed(head, head.leading(count)[count - 1]), head.paragraph.text
    end = head.after(last)
    if end is not None:
        colon = ":" in text[last.end : end]
        return head.sighting(
            label, end, variant.quality if colon or end >= head.line_end else variant.quality - 0.05, colon
        )
    if _BRACKET.match(text, last.end, head.line_end):
        return _bracketed(head, label, variant, last)
    extended = _extended(head, label, variant, count)
    if extended is not None:
        return extended
    if text[last.end : last.end + 1] not in _ENUMERATES and (count > 1 or variant.quality == EXACT):
        gap = text[last.end : head.words[count].start] if count < len(head.words) else ""
        loose = 0.85 if "\t" in gap or len(gap) > 1 else 0.75 if count > 1 else SURE
        return head.sighting(label, last.end, min(variant.quality, loose), False)
    return None


def _closed(head: _Head, last: Word) -> Word:
    """The label's last word, with the bracket that closes behind it: «(no más de 150 palabras)»."""
    text = head.paragraph.text
    inside = text.rfind("(", head.begin, last.end) > text.rfind(")", head.begin, last.end)
    return last._replace(end=last.end + 1) if inside and text[last.end : last.end + 1] == ")" else last


def _bracketed(head: _Head, label: Label, variant: Variant, last: Word) -> Sighting:
    """«Localización (ciudad y provincia): …»: a bracket before the colon is the label's, unless it is the hint."""
    text = head.paragraph.text
    close = text.find(")", last.end, head.line_end)
    if close >= 0:
        behind = _DELIMITER.match(text, close + 1, head.line_end)
        hint = " ".join(folded_words(label.hint))
        inner = " ".join(folded_words(text[last.end : close]))
        if behind and ":" in behind.group() and (not hint or fuzz.ratio(inner, hint) < 60):
            return head.sighting(label, behind.end(), min(variant.quality, 0.9), True)
    return head.sighting(label, last.end, variant.quality, False)


def _extended(head: _Head, label: Label, variant: Variant, count: int) -> Sighting | None:
    """«Localización de la experiencia: …»: a few words added before the colon."""
    text = head.paragraph.text
    colon = text.find(":", head.words[count - 1].end, head.line_end)
    if colon < 0 or colon - head.words[count - 1].end > 60:
        return None
    added = [word for word in head.words[count:] if word.end <= colon]
    if re.search(r"[.;!?]\s", text[head.words[count - 1].end : colon]):
        return None
    if len(added) > 5 or any(word.text[0].isdigit() for word in added) or text[colon : colon + 3] == "://":
        return None
    return head.sighting(label, colon + 1, min(variant.quality, 0.8) - 0.02 * len(added), True)


def _alike(head: _Head, labels: Sequence[Label]) -> Sighting | None:
    """The label most like the line's beginning: a letter or two wrong, or cut short."""
    best: tuple[float, Label, Variant, int] | None = None
    for label in labels:
        for variant in label.variants:
            ratio, count = _misspelt(head.paragraph.text, head.words, variant.words)
            quality = min(variant.quality, 0.98) * ratio
            if ratio and (best is None or quality > best[0]):
                best = (quality, label, variant, count)
    if best is not None:
        quality, label, variant, count = best
        return _ended(head, label, Variant(variant.words, quality), count)
    return _shortened(head, labels)


def _misspelt(text: str, words: Sequence[Word], wanted: tuple[str, ...]) -> tuple[float, int]:
    """How like `wanted` the first words are (0 where they are not), and how many words that takes."""
    target = "".join(wanted)
    pairs = enumerate(zip(words, words[1:], strict=False), 1)
    words = words[: next((at for at, (one, other) in pairs if ":" in text[one.end : other.start]), None)]
    if not words or fuzz.ratio(words[0].text[: len(wanted[0]) + 3], wanted[0]) < 50:
        return 0.0, 0
    best, count = 0.0, 0
    for taken in range(max(1, len(wanted) - 1), min(len(words), len(wanted) + 1) + 1):
        ratio = fuzz.ratio("".join([word.text for word in words[:taken]]), target) / 100
        if ratio > best:
            best, count = ratio, taken
    least = 0.84 if len(target) > 7 else 0.9
    return (best, count) if best >= least else (0.0, 0)


def _shortened(head: _Head, labels: Sequence[Label]) -> Sighting | None:
    """«Resumen:», «Tipo de Institución:»: the line up to its colon holds only words of one label, in its order."""
    text = head.paragraph.text
    colon = text.find(":", head.words[0].start, head.line_end)
    stop = colon if colon >= 0 else head.line_end
    taken = [word for word in head.words if word.end <= stop]
    if not taken or len(taken) > 8 or max(len(word.text) for word in taken) < 4:
        return None
    if colon < 0 and (len(taken) < 2 or taken[-1] is not head.words[-1]):
        return None
    matches = []
    for label in labels:
        covered = _covered([word.text for word in taken], label.variants[0].words)
        if covered:
            matches.append((covered, label))
    if not matches:
        return None
    matches.sort(key=lambda match: -match[0])
    if len(matches) > 1 and matches[1][0] > matches[0][0] - 0.05:
        return None
    covered, label = matches[0]
    end = head.after(taken[-1])
    if end is None:
        return None
    quality = 0.6 + 0.3 * covered - (0 if colon >= 0 else 0.1)
    behind = text[end : min(head.line_end, end + _HINT_REACH)].lstrip()
    if behind[:1] in ("(", "[") and find_hint(behind, label.hint):
        quality = max(quality, 0.9)  # the hint behind it leaves no doubt
    return head.sighting(label, end, quality, colon >= 0)


def _covered(words: Sequence[str], wanted: Sequence[str]) -> float:
    """What part of the label the words make up, 0 where one of them is not in it (in order)."""
    at = 0
    for word in words:
        if word in _SMALL:
            continue
        while at < len(wanted) and fuzz.ratio(word, wanted[at]) < 84:
            at += 1
        if at == len(wanted):
            return 0.0
        at += 1
    return sum(len(word) for word in words if word not in _SMALL) / sum(map(len, wanted))
