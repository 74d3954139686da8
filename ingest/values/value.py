"""What a value parser gives: the value, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeVar

from schema.result import IssueCode

T_co = TypeVar("T_co", covariant=True)
_NOTHING: Mapping[str, object] = {}


class Doubt(NamedTuple):
    """An issue in the making: its code, and the detail that fills its message.

    ``detail["reason"]`` refines the code: it picks the message `code.reason`.
    """

    code: IssueCode
    detail: Mapping[str, object] = _NOTHING


class Value(NamedTuple, Generic[T_co]):
    """A value in its normal form (None or empty where nothing was said or understood), and its doubts."""

    value: T_co
    doubts: tuple[Doubt, ...] = ()


def unsure(reason: str, **detail: object) -> Doubt:
    """The doubt that the value may be wrong, and why.

    >>> unsure("several").detail
    {'reason': 'several'}
    """
    return Doubt(IssueCode.LOW_CONFIDENCE, {"reason": reason, **detail})
