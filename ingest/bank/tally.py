"""What a bank's summary counts; the workbook and the report show the same figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.bank.columns import Column, columns, option_labels, place_column
from ingest.bank.display import moment
from ingest.bank.entry import Contents, Entry
from ingest.bank.words import Words
from schema.form import Kind
from schema.result import Status


@dataclass(frozen=True, slots=True)
class Tally:
    """A counted list: its heading, what is counted, and the counts in the order to show them."""

    heading: str
    counts: tuple[tuple[str, int], ...]
    whole: int
    upright: bool = False  # a course of time, to be drawn left to right


def tallies(contents: Contents, words: Words) -> list[Tally]:
    """All that is counted: how they are, by each choice, by province, by week, what is missed most."""
    entries = contents.entries
    found = [_states(contents, words)]
    for column in columns(contents.form):
        if column.kind in (Kind.CHOICE, Kind.CHOICES, Kind.YES_NO):
            found.append(_choices(column, entries, words))
    province = place_column(contents.form, "province")
    if province is not None:
        found.append(_provinces(province, entries, words, place_column(contents.form, "country")))
    found.append(_weeks(entries, words))
    found.append(_missed(contents, words))
    return [tally for tally in found if tally.counts]


def _states(contents: Contents, words: Words) -> Tally:
    every = Counter(entry.status for entry in (*contents.entries, *contents.rejected))
    counts = tuple((words.statuses[status], every[status]) for status in Status if every[status])
    return Tally(words.counts.by_status, counts, sum(every.values()))


def _choices(column: Column, entries: Iterable[Entry], words: Words) -> Tally:
    entries = tuple(entries)
    labels: dict[str, str] = option_labels(column.field)
    if column.kind is Kind.YES_NO:
        labels = {"True": words.yes, "False": words.no}
    seen: Counter[str] = Counter()
    for entry in entries:
        value = entry.values.get(column.key)
        codes = value if isinstance(value, list) else [] if value is None else [str(value)]
        seen.update(labels.get(code, code) for code in codes)
        seen[words.unknown] += not codes
    order = [*labels.values(), words.unknown]
    counts = tuple((label, seen[label]) for label in order if seen[label])
    return Tally(words.counts.by_field.format(heading=_lowered(column.heading)), counts, len(entries))


def _provinces(column: Column, entries: tuple[Entry, ...], words: Words, country: Column | None) -> Tally:
    """By province; an entry without one counts for its country."""
    seen: Counter[str] = Counter()
    for entry in entries:
        abroad = entry.values.get(country.key) if country else None
        seen[str(entry.values.get(column.key) or abroad or words.unknown)] += 1
    counts = tuple(sorted(seen.items(), key=lambda item: (item[0] == words.unknown, -item[1], item[0])))
    return Tally(words.counts.by_field.format(heading=_lowered(column.heading)), counts, len(entries))


def _weeks(entries: tuple[Entry, ...], words: Words) -> Tally:
    """By the Monday of the week received, weeks without any in between too (up to a year of them)."""
    seen: Counter[date] = Counter()
    undated = 0
    for entry in entries:
        received = moment(entry.source.received)
        if received is None:
            undated += 1
        else:
            seen[received.date() - timedelta(days=received.weekday())] += 1
    weeks = sorted(seen)
    if weeks and (weeks[-1] - weeks[0]).days <= 366:
        weeks = [weeks[0] + timedelta(days=days) for days in range(0, (weeks[-1] - weeks[0]).days + 1, 7)]
    counts = [(words.counts.week_of.format(day=week.strftime("%d/%m/%Y")), seen[week]) for week in weeks]
    if weeks and undated:
        counts.append((words.counts.no_date, undated))
    return Tally(words.counts.by_week, tuple(counts), len(entries), upright=True)


def _missed(contents: Contents, words: Words) -> Tally:
    headings = {column.key: column.heading for column in columns(contents.form)}
    seen: Counter[str] = Counter()
    for entry in contents.entries:
        seen.update({headings[issue.field] for issue in entry.issues if issue.field in headings})
    counts = tuple(sorted(seen.items(), key=lambda item: (-item[1], item[0])))[:12]
    return Tally(words.counts.missed, counts, len(contents.entries))


def _lowered(heading: str) -> str:
    return heading[:1].lower() + heading[1:]
