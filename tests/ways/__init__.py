"""Filled sheets of many kinds, made from records so that what must come out is known by construction.

`records` makes what people answer, `labels` and `choices` how they write labels and marks, `layouts` lays
a sheet out, `writers` save it, `check` compares what the program reads. ``python -m tests.ways`` hunts.
"""
