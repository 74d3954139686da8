"""How far labels keep to the order of their form."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def longest_in_order(numbers: Sequence[int]) -> list[int]:
    """The longest part of a sequence in which each number is greater than the one before.

    >>> longest_in_order([0, 2, 3, 1, 4])
    [0, 2, 3, 4]
    """
    best: list[list[int]] = []  # the longest that ends with each number
    for number in numbers:
        before = max((chain for chain in best if chain[-1] < number), key=len, default=[])
        best.append([*before, number])
    return max(best, key=len, default=[])


def count_in_order(numbers: Sequence[int]) -> int:
    """How many numbers that longest part has: all that is asked of long sequences.

    >>> count_in_order([0, 3, 1, 2, 4])
    4
    """
    last: list[int] = []  # of the chains of one number, two numbers …: the least that one ends with
    for number in numbers:
        at = bisect_left(last, number)
        last[at : at + 1] = [number]
    return len(last)
