"""Arrow arrays made from Python values by their buffers (Arrow columnar format 1.0).

``pyarrow.array`` would do, but it imports pandas, where that is installed, only to see whether it was
given something of pandas': half a second and 50 MB of every run.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import accumulate, chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

_FIRST_DAY = date(1970, 1, 1).toordinal()
_FIRST_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)


def strings(values: Sequence[str | None]) -> pa.Array:
    """Texts."""
    import pyarrow as pa

    texts = [b"" if value is None else value.encode() for value in values]
    offsets = _offsets(map(len, texts))
    return pa.StringArray.from_buffers(len(values), offsets, pa.py_buffer(b"".join(texts)), _validity(values))


def lists(values: Sequence[Sequence[str] | None]) -> pa.Array:
    """Lists of texts."""
    import pyarrow as pa

    return _nested(pa.list_(pa.string()), values, strings([*chain.from_iterable(value or () for value in values)]))


def structs(values: Sequence[Sequence[dict[str, str | None]]], names: Sequence[str]) -> pa.Array:
    """Lists of structs of texts, each with all of `names`."""
    import pyarrow as pa

    kind = pa.struct([(name, pa.string()) for name in names])
    flat = list(chain.from_iterable(values))
    parts = [strings([item[name] for item in flat]) for name in names]
    return _nested(pa.list_(kind), values, pa.Array.from_buffers(kind, len(flat), [None], children=parts))


def dictionary(values: Sequence[object], codes: Sequence[str]) -> pa.Array:
    """Some of `codes`; what is none of them is null."""
    import pyarrow as pa

    places = {code: place for place, code in enumerate(codes)}
    indices = [places.get(str(value)) for value in values]
    small = len(codes) < 128
    return pa.DictionaryArray.from_arrays(
        _fixed(indices, pa.int8() if small else pa.int32(), "b" if small else "i"), strings(codes)
    )


def booleans(values: Sequence[bool | None]) -> pa.Array:
    """Yes and no."""
    import pyarrow as pa

    return pa.Array.from_buffers(pa.bool_(), len(values), [_validity(values), pa.py_buffer(_bits(map(bool, values)))])


def doubles(values: Sequence[float | None]) -> pa.Array:
    """Numbers."""
    import pyarrow as pa

    return _fixed(values, pa.float64(), "d")


def integers(values: Sequence[int | None]) -> pa.Array:
    """Whole numbers of 32 bits."""
    import pyarrow as pa

    return _fixed(values, pa.int32(), "i")


def days(values: Sequence[date | None]) -> pa.Array:
    """Days."""
    import pyarrow as pa

    return _fixed([None if day is None else day.toordinal() - _FIRST_DAY for day in values], pa.date32(), "i")


def moments(values: Sequence[datetime | None]) -> pa.Array:
    """Moments in UTC, which they must be given in, by the microsecond."""
    import pyarrow as pa

    ticks = [None if at is None else _microseconds(at) for at in values]
    return _fixed(ticks, pa.timestamp("us", "UTC"), "q")


def _microseconds(at: datetime) -> int:
    since = at - _FIRST_MOMENT
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def _fixed(values: Sequence[float | None], kind: pa.DataType, code: str) -> pa.Array:
    import pyarrow as pa

    held = array(code, [0 if value is None else value for value in values])
    return pa.Array.from_buffers(kind, len(values), [_validity(values), pa.py_buffer(held)])


def _nested(kind: pa.DataType, values: Sequence[Sequence[object] | None], children: pa.Array) -> pa.Array:
    import pyarrow as pa

    offsets = _offsets(len(value or ()) for value in values)
    return pa.Array.from_buffers(kind, len(values), [_validity(values), offsets], children=[children])


def _offsets(lengths: Iterable[int]) -> pa.Buffer:
    import pyarrow as pa

    return pa.py_buffer(array("i", accumulate(lengths, initial=0)))


def _validity(values: Sequence[object]) -> pa.Buffer | None:
    """The bitmap that says which values are there; None where all are."""
    import pyarrow as pa

    if None not in values:
        return None
    return pa.py_buffer(_bits(value is not None for value in values))


def _bits(flags: Iterable[bool]) -> bytes:
    r"""Flags as bits, the first the lowest of the first byte.

    >>> _bits([True, False, True])
    b'\x05'
    """
    digits = "".join(["1" if flag else "0" for flag in flags])
    return int(digits[::-1] or "0", 2).to_bytes((len(digits) + 7) // 8, "little")
