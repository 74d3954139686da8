"""The report: one HTML file that needs no network, to be read on a desk, on a phone and on paper."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib import resources
from pathlib import Path

from ingest.bank.entry import Contents
from ingest.bank.report.html import Html, closing, join, opening, say, tag
from ingest.bank.report.map import Places, map_section
from ingest.bank.report.parts import counts, entry_table, figures, left_out
from ingest.bank.report.words import ReportWords, report_words
from ingest.bank.tally import counted
from ingest.bank.words import words_for

POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'"
)
"""What the page may do: show itself and run its own script. Nothing is fetched, whatever a sheet says."""


def write_report(contents: Contents, path: Path) -> None:
    """Write `report.html`: the same bytes for the same contents."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces(contents))


def report(contents: Contents) -> str:
    """The report as HTML."""
    return "".join(pieces(contents))


def pieces(contents: Contents) -> Iterator[str]:
    """The report as HTML, one piece after the other: it is never in memory as a whole."""
    form = contents.form
    said, words = words_for(form.language), report_words(form.language)
    script = _file("report.js")
    policy = POLICY.format(hash=b64encode(sha256(script.encode()).digest()).decode())
    places = Places(form)
    count = counted(contents, places.add)
    yield "<!doctype html>\n"
    yield opening("html", lang=form.language)
    yield tag(
        "head",
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        say("title", form.title),
        tag("style", _file("report.css")),
    )
    yield opening("body")
    yield say("a", words.skip, href="#entries", class_="skip")
    yield tag("header", say("h1", form.title), _contents(contents, words))
    yield opening("main")
    yield figures(contents, count, words)
    yield counts(contents, count, said, words)
    yield map_section(places, words)
    yield from entry_table(contents, count, said, words)
    yield from left_out(contents, said, words)
    yield closing("main")
    yield tag("footer", say("p", words.made))
    yield tag("script", script)
    yield closing("body", "html")
    yield "\n"


def _contents(contents: Contents, words: ReportWords) -> Html:
    places = [("figures", words.figures), ("counts", words.counts), ("map", words.map), ("entries", words.entries)]
    places += [("rejected", words.rejected)] if contents.rejected else []
    places += [("repeats", words.repeats)] if contents.repeats else []
    links = join(tag("li", say("a", label, href=f"#{place}")) for place, label in places)
    return tag("nav", tag("ul", links), aria_label=words.contents)


def _file(name: str) -> Html:
    return Html(resources.files("ingest.bank.report").joinpath(name).read_text("utf-8"))
