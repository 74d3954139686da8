"""The report's parts: figures, counts, the table of entries, what did not get in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice

from ingest.bank.columns import Column, columns, place_column, title_column
from ingest.bank.display import display, first_day, moment, whole_date
from ingest.bank.display import said as on_sheet
from ingest.bank.entry import Contents, Entry, Sameness, Value
from ingest.bank.report.html import EMPTY, Html, closing, join, lines, opening, say, tag, text
from ingest.bank.report.words import ReportWords
from ingest.bank.same import plain
from ingest.bank.tally import Count, Tally, tallies
from ingest.bank.words import Words
from schema.form import Form, Kind
from schema.result import Severity, Status

MOST = 5_000
"""Entries that the table holds at most: a page of more opens slowly."""

_WEB = re.compile(r"https?://", re.IGNORECASE)


def figures(contents: Contents, count: Count, words: ReportWords) -> Html:
    """How many came, are in the bank, are complete, wait, were left out, came twice."""
    complete = count.states[Status.COMPLETE]
    numbers = (
        (len(contents.entries) + len(contents.repeats) + len(contents.rejected), words.received, ""),
        (len(contents.entries), words.in_bank, ""),
        (complete, words.complete, "good"),
        (len(contents.entries) - complete, words.waiting, "bad"),
        (len(contents.rejected), words.rejected.lower(), ""),
        (len(contents.repeats), words.repeats.lower(), ""),
    )
    cards = join(
        tag("li", say("strong", number), text(f" {label}"), class_=kind or None) for number, label, kind in numbers
    )
    return tag("section", say("h2", words.figures), tag("ul", cards, class_="figures"), id="figures")


def counts(contents: Contents, count: Count, said: Words, words: ReportWords) -> Html:
    """Every tally as a small table whose numbers are bars, too."""
    tables = join(_tally(tally, said) for tally in tallies(contents, count, said))
    return tag("section", say("h2", words.counts), tag("div", tables, class_="tallies"), id="counts")


def _tally(tally: Tally, said: Words) -> Html:
    most = max(number for _, number in tally.counts)
    rows = join(
        tag(
            "tr",
            say("th", label, scope="row"),
            tag("td", say("span", number), tag("i", style=f"width:{100 * number / most:.1f}%"), class_="bar"),
        )
        for label, number in tally.counts
    )
    head = tag("tr", say("th", said.headings.question, scope="col"), say("th", said.headings.number, scope="col"))
    return tag(
        "table", say("caption", tally.heading), tag("thead", head, class_="unseen"), tag("tbody", rows), class_="tally"
    )


def shown_columns(form: Form) -> list[Column]:
    """The few columns that the table shows closed: what it is, where, its choices, its date."""
    title = title_column(form)
    found = [title] if title else []
    found += [column for part in ("locality", "province") if (column := place_column(form, part))]
    found += [column for column in columns(form) if column.kind in (Kind.CHOICE, Kind.DATE)][:3]
    return found


def entry_table(contents: Contents, count: Count, said: Words, words: ReportWords) -> Iterator[Html]:
    """The searchable, sortable table of all entries, each with everything it says."""
    shown = shown_columns(contents.form)
    heads = [column.heading for column in shown] + [said.headings.status]
    buttons = join(
        tag("th", say("button", heading, type="button", title=words.sort.format(heading=heading)), scope="col")
        for heading in heads
    )
    yield opening("section", id="entries")
    yield say("h2", words.entries)
    yield _controls(count, shown, said, words)
    yield say("p", "", id="count", role="status", data_shown=words.shown, data_none=words.none)
    yield _notice(len(contents.entries), words)
    yield Html(opening("div", class_="wide") + opening("table", id="table") + tag("thead", tag("tr", buttons)))
    for number, entry in enumerate(islice(contents.entries, MOST)):
        yield _entry(number, entry, shown, contents.form, said, words)
    yield closing("table", "div", "section")


def _notice(rows: int, words: ReportWords) -> Html:
    """That a table does not show all rows, where it does not."""
    return say("p", words.too_many.format(number=MOST)) if rows > MOST else EMPTY


def _controls(count: Count, shown: list[Column], said: Words, words: ReportWords) -> Html:
    """The search field, and a choice for every column of few values."""
    boxes = [
        tag(
            "label",
            text(words.search),
            Html("<input "),
            Html(f'type="search" id="search" placeholder="{text(words.search_hint)}">'),
        )
    ]
    for place, column in enumerate(shown):
        values: Iterable[Value]
        if column.kind is Kind.CHOICE:
            values = count.answers[column.key]
        elif column.part == "province":
            values = [province for province, _ in count.provinces]
        else:
            continue
        offered = {display(column, value, said) for value in values} - {""}
        boxes.append(_select(column.heading, place, sorted(offered, key=plain), words))
    states = [said.statuses[status] for status in (Status.COMPLETE, Status.INCOMPLETE)]
    boxes.append(_select(said.headings.status, len(shown), states, words))
    return tag("form", join(boxes), class_="controls", role="search")


def _select(heading: str, place: int, values: list[str], words: ReportWords) -> Html:
    options = [say("option", words.all, value="")] + [say("option", value, value=value) for value in values]
    return tag("label", text(heading), tag("select", join(options), data_column=place))


def _entry(number: int, entry: Entry, shown: list[Column], form: Form, said: Words, words: ReportWords) -> Html:
    """Two rows: the closed one, and under it everything."""
    cells = []
    for column in shown:
        value = entry.values.get(column.key)
        sort = first_day(value) if column.kind is Kind.DATE else None
        cells.append(say("td", short(column, value, said), data_sort=sort))
    title = cells[0] if cells else say("td", entry.place)
    opener = tag(
        "td",
        say(
            "button", _inner(title) or entry.place, type="button", class_="opener", aria_expanded="false",
            aria_controls=f"e{number}",
        ),
    )  # fmt: skip
    state = "good" if entry.status is Status.COMPLETE else "bad"
    label = said.statuses[entry.status]
    closed = tag("tr", opener, *cells[1:], tag("td", say("span", label, class_=f"state {state}")))
    more = tag("td", _everything(entry, form, said, words), colspan=len(shown) + 1)
    opened = tag("tr", more, id=f"e{number}", class_="more")
    return tag("tbody", closed, opened, data_find=_findable(entry))


def _inner(cell: Html) -> str:
    return unescape(re.sub(r"<[^>]*>", "", cell))


def short(column: Column, value: Value, said: Words) -> str:
    """A value on one line; a whole date as people write it."""
    day = whole_date(value) if column.kind is Kind.DATE else None
    if day is not None:
        return day.strftime("%d/%m/%Y") if said.language == "es" else day.isoformat()
    return display(column, value, said)


def _everything(entry: Entry, form: Form, said: Words, words: ReportWords) -> Html:
    rows = []
    for column in columns(form):
        value = entry.values.get(column.key)
        if column.part is None and (value not in (None, [], "") or entry.about(column.key)):
            rows.append(say("dt", column.heading))
            rows.append(tag("dd", _value(column, entry, said), _doubts(column, entry, said, words)))
    others = join(say("li", line) for line in entry.unclaimed)
    rest = tag("details", say("summary", words.unclaimed), tag("ul", others)) if entry.unclaimed else EMPTY
    received = moment(entry.source.received)
    origin = [entry.place, entry.source.sender or said.nobody]
    origin += [received.strftime("%d/%m/%Y")] if received else []
    return Html(tag("dl", *rows) + rest + say("p", " · ".join(origin), class_="origin"))


def _value(column: Column, entry: Entry, said: Words) -> Html:
    value = entry.values.get(column.key)
    if column.kind is Kind.URLS and isinstance(value, list):
        shown = (say("a", url, href=url, rel="noopener noreferrer") if _WEB.match(url) else text(url) for url in value)
        return join(tag("p", item) for item in shown)
    return lines(short(column, value, said))


def _doubts(column: Column, entry: Entry, said: Words, words: ReportWords) -> Html:
    """What is the matter with an answer, and what the sheet says there where it is not the value."""
    issues = entry.about(column.key)
    if not issues:
        return EMPTY
    items = join(
        say("li", issue.message, class_="bad" if issue.severity is Severity.ERROR else "doubt") for issue in issues
    )
    found = on_sheet(column, entry.evidence.get(column.key))
    if found and plain(found) == plain(display(column, entry.values.get(column.key), said)):
        found = ""
    read = tag("blockquote", say("cite", words.said), lines(found)) if found else EMPTY
    return Html(tag("ul", items, class_="doubts") + read)


def _findable(entry: Entry) -> str:
    """What a search looks through: all values, plain."""
    values = (" ".join(value) if isinstance(value, list) else str(value or "") for value in entry.values.values())
    return plain(" ".join([*values, entry.source.sender or "", entry.place]))


def left_out(contents: Contents, said: Words, words: ReportWords) -> Iterator[Html]:
    """The files that gave no sheet, and the sheets that another one stands for."""
    heads = said.headings
    if contents.rejected:
        rows = (
            (entry.place, entry.source.sender or said.nobody, " ".join(issue.message for issue in entry.issues),
             " ".join(dict.fromkeys(said.advice.get(issue.code, "") for issue in entry.issues)))
            for entry in contents.rejected
        )  # fmt: skip
        yield from _listed("rejected", words.rejected, (heads.file, heads.sender, heads.reason, heads.advice), rows,
                           _notice(len(contents.rejected), words))  # fmt: skip
    if contents.repeats:
        why = {
            Sameness.BYTES: said.same_bytes, Sameness.ANSWERS: said.same_answers, Sameness.EARLIER: said.earlier,
        }  # fmt: skip
        pairs = (
            (repeat.entry.place, repeat.entry.source.sender or said.nobody, why[repeat.sameness], repeat.of.place)
            for repeat in contents.repeats
        )
        yield from _listed("repeats", words.repeats, (heads.file, heads.sender, heads.sameness, heads.of), pairs,
                           _notice(len(contents.repeats), words))  # fmt: skip


def _listed(
    name: str, title: str, headings: tuple[str, ...], rows: Iterable[tuple[str, ...]], notice: Html
) -> Iterator[Html]:
    """A section with a table of texts."""
    head = tag("tr", join(say("th", heading, scope="col") for heading in headings))
    yield Html(opening("section", id=name) + say("h2", title) + notice + opening("div", class_="wide"))
    yield Html(opening("table") + tag("thead", head) + opening("tbody"))
    for row in islice(rows, MOST):
        yield tag("tr", join(say("td", cell) for cell in row))
    yield closing("tbody", "table", "div", "section")
