"""Which sheets are versions of one initiative, found by an index in the database and not in memory.

Names already met lie in two temporary tables: ``names`` has the different names of each initiative,
``blocks`` leads from what two alike names share (`ingest.bank.same.blocks`) and from the places that
they give to the initiatives worth a look. However many sheets there are, one more is a few look-ups.
"""

from __future__ import annotations

import json
import sqlite3
from hashlib import blake2b

from ingest.bank.same import Name, alike, blocks, same

_TABLES = """
    DROP TABLE IF EXISTS temp.blocks;
    DROP TABLE IF EXISTS temp.names;
    CREATE TEMP TABLE blocks (
        block INTEGER NOT NULL, locality TEXT NOT NULL, province TEXT NOT NULL, initiative INTEGER NOT NULL,
        PRIMARY KEY (block, locality, province, initiative)) WITHOUT ROWID;
    CREATE TEMP TABLE names (
        initiative INTEGER NOT NULL, name TEXT NOT NULL, written TEXT, PRIMARY KEY (initiative, name)) WITHOUT ROWID;
"""


class Initiatives:
    """The initiatives found so far, numbered from 0 in the order in which they were first met."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._count = 0
        connection.executescript(_TABLES)
        connection.create_function("alike", 2, alike, deterministic=True)

    def of(self, name: Name | None) -> int:
        """The first initiative all of whose names are the same as `name`, a new one where there is none.

        A sheet without a name is an initiative of its own, which nothing is ever found to be the same as.
        """
        if name is None:
            return self._new()
        keys = [_hashed(block) for block in blocks(name)]
        for initiative in self._worth_a_look(name, keys):
            if all(same(name, other) for other in self._names(initiative)):
                self._keep(initiative, name, keys)
                return initiative
        initiative = self._new()
        self._keep(initiative, name, keys)
        return initiative

    def _new(self) -> int:
        self._count += 1
        return self._count - 1

    def _worth_a_look(self, name: Name, keys: list[int]) -> list[int]:
        """The initiatives with an alike title of which no place speaks against the name's."""
        locality, province = _place(name)
        query = f"SELECT DISTINCT initiative FROM blocks WHERE block IN ({','.join('?' * len(keys))})"
        values: list[int | str] = list(keys)
        for column, part in (("locality", locality), ("province", province)):
            if part:
                query += f" AND {column} IN ('', ?)"
                values.append(part)
        if name.written is not None and not locality and not province:
            # Nothing but the places as written can tell: of a common title there may be very many.
            query += " AND EXISTS (SELECT 1 FROM names n WHERE n.initiative = blocks.initiative AND alike(written, ?))"
            values.append(name.written)
        return [row[0] for row in self._connection.execute(query + " ORDER BY initiative", values)]

    def _names(self, initiative: int) -> list[Name]:
        rows = self._connection.execute("SELECT name FROM names WHERE initiative = ?", (initiative,))
        return [_read(row[0]) for row in rows]

    def _keep(self, initiative: int, name: Name, keys: list[int]) -> None:
        new = self._connection.execute(
            "INSERT OR IGNORE INTO names (initiative, name, written) VALUES (?, ?, ?)",
            (initiative, json.dumps(name), name.written),
        ).rowcount
        if new:
            self._connection.executemany(
                "INSERT OR IGNORE INTO blocks (block, locality, province, initiative) VALUES (?, ?, ?, ?)",
                [(key, *_place(name), initiative) for key in keys],
            )


def _place(name: Name) -> tuple[str, str]:
    """The locality and province that a name gives, as far as they count."""
    return (name.parts[0], name.parts[1]) if name.written is not None else ("", "")


def _hashed(block: str) -> int:
    """A block as a number of 64 bits: two that share one by chance are looked at, and told apart."""
    return int.from_bytes(blake2b(block.encode(), digest_size=8).digest(), "little", signed=True)


def _read(text: str) -> Name:
    words, parts, written = json.loads(text)
    return Name(tuple(words), tuple(parts), written)
