"""Which messages of a server's folder were saved before, kept in a file beside them."""

from __future__ import annotations

import bisect
import json
from dataclasses import dataclass
from pathlib import Path

_FILE = ".planilla-fetch.json"


@dataclass(slots=True)
class Fetched:
    """The UIDs saved from one folder, as ranges, written down after each.

    UIDs hold only as long as the folder's UIDVALIDITY does (RFC 9051, section 2.3.1.1): under
    another one nothing was saved yet.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     first = Fetched.load(Path(folder), "ana@example.org/INBOX", 1)
    ...     for uid in (4, 5, 9): first.add(uid)
    ...     again = Fetched.load(Path(folder), "ana@example.org/INBOX", 1)
    ...     other = Fetched.load(Path(folder), "ana@example.org/INBOX", 2)
    >>> again.ranges, 5 in again, 6 in again, 5 in other
    ([[4, 5], [9, 9]], True, False, False)
    """

    folder: Path
    name: str
    validity: int
    ranges: list[list[int]]

    @classmethod
    def load(cls, folder: Path, name: str, validity: int) -> Fetched:
        """What is written down for a folder of an account."""
        known = _read(folder / _FILE).get(name)
        ranges: list[list[int]] = []
        if isinstance(known, dict) and known.get("uidvalidity") == validity and isinstance(known.get("uids"), list):
            ranges = [[int(first), int(last)] for first, last in known["uids"]]
        return cls(folder, name, validity, ranges)

    def __contains__(self, uid: int) -> bool:
        place = bisect.bisect_right(self.ranges, [uid, 1 << 62]) - 1
        return place >= 0 and uid <= self.ranges[place][1]

    def add(self, uid: int) -> None:
        """Note a message as saved."""
        if uid in self:
            return
        bisect.insort(self.ranges, [uid, uid])
        joined = [self.ranges[0]]
        for first, last in self.ranges[1:]:
            if first == joined[-1][1] + 1:
                joined[-1][1] = last
            else:
                joined.append([first, last])
        self.ranges = joined
        everything = _read(self.folder / _FILE)
        everything[self.name] = {"uidvalidity": self.validity, "uids": self.ranges}
        part = self.folder / f"{_FILE}.part"
        part.write_text(json.dumps(everything, indent=1), "utf-8")
        part.replace(self.folder / _FILE)


def _read(path: Path) -> dict[str, object]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
