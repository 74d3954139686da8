"""What can be wrong with a bank as a whole; the command line shows the message and ends with status 2."""

from __future__ import annotations

import errno
from pathlib import Path

from ingest.bank.words import Words


class BankError(Exception):
    """The bank can't be read or written as asked. The message is one line, for a person."""


class BankBusy(BankError):
    """Another run holds the bank."""


class BankUnwritable(BankError):
    """The folder or the disk does not take the bank: full, read-only, not a folder, open elsewhere."""


class BankDamaged(BankError):
    """The ledger is no database, or not one of this program's."""


class BankTooNew(BankError):
    """The ledger was written by a later version of the program."""


def unwritable(error: OSError, path: Path, words: Words) -> BankUnwritable:
    """Name what stands in the way of writing `path`, and what helps."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        reason = words.disk_full
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        reason = words.no_permission
    elif error.errno in (errno.ENOTDIR, errno.EEXIST):
        reason = words.no_folder
    else:
        reason = error.strerror or str(error)
    return BankUnwritable(words.cannot_write.format(path=path, reason=reason))
