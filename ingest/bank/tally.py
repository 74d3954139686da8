"""What a bank's summary counts; the workbook and the report show the same figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from ingest.bank.columns import Column, columns, option_labels, place_column
from ingest.bank.display import moment
from ingest.bank.entry import Contents, Entry, Value
from ingest.bank.words import Words
from schema.form import Form, Kind
from schema.result import Status


@dataclass(frozen=True, slots=True)
class Tally:
    """A counted list: its heading, what is counted, and the counts in the order to show them."""

    heading: str
    counts: tuple[tuple[str, int], ...]
    whole: int
    upright: bool = False  # a course of time, to be drawn left to right


@dataclass(slots=True)
class Count:
    """What is counted of a bank's contents, in one go through them."""

    states: Counter[Status] = field(default_factory=Counter)
    answers: dict[str, Counter[Value]] = field(default_factory=dict)
    provinces: Counter[tuple[str, str]] = field(default_factory=Counter)  # each with its country
    weeks: Counter[date | None] = field(default_factory=Counter)  # by their Mondays
    missed: Counter[str] = field(default_factory=Counter)
    doubts: int = 0

    @property
    def entries(self) -> int:
        """How many rows there are."""
        return self.states.total() - self.states[Status.REJECTED]


def counted(contents: Contents, each: Callable[[Entry], None] = lambda entry: None) -> Count:
    """Count the contents; `each` is shown every row on the way."""
    form = contents.form
    count = Count(Counter({Status.REJECTED: len(contents.rejected)}))
    closed = [column for column in columns(form) if column.kind in (Kind.CHOICE, Kind.CHOICES, Kind.YES_NO)]
    count.answers = {column.key: Counter() for column in closed}
    province, country = place_column(form, "province"), place_column(form, "country")
    asked = {column.key for column in columns(form)}
    for entry in contents.entries:
        values = entry.values
        count.states[entry.status] += 1
        for key, seen in count.answers.items():
            value = values.get(key)
            for code in value if isinstance(value, list) else [value]:
                seen[code] += 1
            seen[None] += value == []
        if province is not None:
            abroad = values.get(country.key) if country else None
            count.provinces[str(values.get(province.key) or ""), str(abroad or "")] += 1
        received = moment(entry.source.received)
        count.weeks[received and received.date() - timedelta(days=received.weekday())] += 1
        count.missed.update({issue.field for issue in entry.issues if issue.field in asked})
        count.doubts += len(entry.issues)
        each(entry)
    return count


def tallies(contents: Contents, count: Count, words: Words) -> list[Tally]:
    """All that is counted: how they are, by each choice, by province, by week, what is missed most."""
    found = [_states(count, words)]
    for column in columns(contents.form):
        if column.key in count.answers:
            found.append(_choices(column, count, words))
    province = place_column(contents.form, "province")
    if province is not None:
        found.append(_provinces(province, count, words))
    found.append(_weeks(count, words))
    found.append(_missed(contents.form, count, words))
    return [tally for tally in found if tally.counts]


def _states(count: Count, words: Words) -> Tally:
    counts = tuple((words.statuses[status], count.states[status]) for status in Status if count.states[status])
    return Tally(words.counts.by_status, counts, count.states.total())


def _choices(column: Column, count: Count, words: Words) -> Tally:
    labels: dict[str, str] = option_labels(column.field)
    if column.kind is Kind.YES_NO:
        labels = {"True": words.yes, "False": words.no}
    seen: Counter[str] = Counter()
    for code, number in count.answers[column.key].items():
        seen[words.unknown if code is None else labels.get(str(code), str(code))] += number
    order = [*labels.values(), words.unknown]
    counts = tuple((label, seen[label]) for label in order if seen[label])
    return Tally(words.counts.by_field.format(heading=_lowered(column.heading)), counts, count.entries)


def _provinces(column: Column, count: Count, words: Words) -> Tally:
    """By province; an entry without one counts for its country."""
    seen: Counter[str] = Counter()
    for (province, country), number in count.provinces.items():
        seen[province or country or words.unknown] += number
    counts = tuple(sorted(seen.items(), key=lambda item: (item[0] == words.unknown, -item[1], item[0])))
    return Tally(words.counts.by_field.format(heading=_lowered(column.heading)), counts, count.entries)


def _weeks(count: Count, words: Words) -> Tally:
    """By the Monday of the week received, weeks without any in between too (up to a year of them)."""
    weeks = sorted(week for week in count.weeks if week is not None)
    if weeks and (weeks[-1] - weeks[0]).days <= 366:
        weeks = [weeks[0] + timedelta(days=days) for days in range(0, (weeks[-1] - weeks[0]).days + 1, 7)]
    counts = [(words.counts.week_of.format(day=week.strftime("%d/%m/%Y")), count.weeks[week]) for week in weeks]
    if weeks and count.weeks[None]:
        counts.append((words.counts.no_date, count.weeks[None]))
    return Tally(words.counts.by_week, tuple(counts), count.entries, upright=True)


def _missed(form: Form, count: Count, words: Words) -> Tally:
    seen: Counter[str] = Counter()
    for column in columns(form):
        seen[column.heading] += count.missed[column.key]
    counts = tuple(sorted((+seen).items(), key=lambda item: (-item[1], item[0])))[:12]
    return Tally(words.counts.missed, counts, count.entries)


def _lowered(heading: str) -> str:
    return heading[:1].lower() + heading[1:]
