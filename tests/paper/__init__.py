"""Sheets on paper, made from records so that what must come out is known: printed, marked by pen, and worn.

`sheet` prints one, `pens` marks an option as a hand does, `wear` scans, faxes, photographs or turns the page,
`check` compares what the program reads. ``python -m tests.paper`` hunts.
"""
