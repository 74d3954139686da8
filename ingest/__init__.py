"""How filled-in survey sheets become records.

>>> from ingest import extract
>>> [result] = extract("samples/inbox/trenque-lauquen.txt")
>>> str(result.status), result.record.localidad, result.record.tipo_institucion
('complete', 'Trenque Lauquen', 'mixta')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.api import extract, ingest, to_frame

__all__ = ["extract", "ingest", "to_frame"]


def __getattr__(name: str) -> object:
    """Import the functions of the API when they are first asked for, so that the command line starts fast."""
    if name in __all__:
        from ingest import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
