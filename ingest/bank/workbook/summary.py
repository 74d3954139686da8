"""The workbook's summary: counts with a chart each."""

from __future__ import annotations

from typing import Any

from ingest.bank.entry import Contents
from ingest.bank.tally import Count, Tally, tallies
from ingest.bank.words import Words
from ingest.bank.workbook.look import Look

CHART_ROWS = 14
ROW_PIXELS = 20


def write_summary(book: Any, contents: Contents, count: Count, look: Look, words: Words) -> None:
    """Write the sheet: the totals, then one block a tally with its chart at the right."""
    sheet = book.get_worksheet_by_name(words.sheets.summary)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 2, 11)
    sheet.set_column(3, 3, 3)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    counts = words.counts
    sheet.write_string(0, 0, counts.title, look.title)
    sheet.write_string(1, 0, contents.form.title, look.plain)
    totals = (
        (counts.sheets, len(contents.entries) + len(contents.repeats) + len(contents.rejected)),
        (counts.entries, len(contents.entries)),
        (counts.repeats, len(contents.repeats)),
        (words.sheets.rejected, len(contents.rejected)),
    )
    for row, (label, number) in enumerate(totals, 3):
        sheet.write_string(row, 0, label, look.plain)
        sheet.write_number(row, 1, number, look.plain)
    row = 3 + len(totals) + 1
    for tally in tallies(contents, count, words):
        row = _block(book, sheet, row, tally, look, words)


def _block(book: Any, sheet: Any, row: int, tally: Tally, look: Look, words: Words) -> int:
    """Write one tally from `row` on; return the row after it."""
    heads = words.headings
    sheet.write_string(row, 0, tally.heading, look.subtitle)
    sheet.write_string(row, 1, heads.number, look.subtitle)
    sheet.write_string(row, 2, heads.share, look.subtitle)
    for offset, (label, number) in enumerate(tally.counts, 1):
        sheet.write_string(row + offset, 0, label, look.plain)
        sheet.write_number(row + offset, 1, number, look.plain)
        if tally.whole:
            sheet.write_number(row + offset, 2, number / tally.whole, look.share)
    rows = max(CHART_ROWS, len(tally.counts) + 2)
    sheet.insert_chart(row, 4, _chart(book, sheet.get_name(), row, tally, rows), {"object_position": 2})
    return row + rows + 2


def _chart(book: Any, sheet: str, row: int, tally: Tally, rows: int) -> Any:
    chart = book.add_chart({"type": "column" if tally.upright else "bar"})
    first, last = row + 1, row + len(tally.counts)
    chart.add_series(
        {
            "name": tally.heading,
            "categories": [sheet, first, 0, last, 0],
            "values": [sheet, first, 1, last, 1],
            "fill": {"color": "#2E75B6"},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    chart.set_title({"name": tally.heading, "name_font": {"size": 12, "color": "#1F4E78"}})
    chart.set_legend({"none": True})
    bare = {"major_gridlines": {"visible": False}}
    if tally.upright:
        chart.set_x_axis(bare)
        chart.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}, "min": 0})
    else:
        chart.set_x_axis({**bare, "visible": False, "min": 0})
        chart.set_y_axis({**bare, "reverse": True})
    chart.set_size({"width": 620, "height": rows * ROW_PIXELS})
    return chart
