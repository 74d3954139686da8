"""What a worker may not do, whatever a file makes its libraries do.

The system's own limits hold for C code too: no more memory than allowed, no byte written to any
file, no core dump of private data. Python code is further kept from the network, from starting
programs and from opening files for writing, by an audit hook (PEP 578), which can't be removed.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

from ingest.options import Options

_DENIED = frozenset(
    {
        "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
        "socket.gethostbyname", "socket.gethostbyaddr", "subprocess.Popen", "os.system", "os.exec", "os.fork",
        "os.forkpty", "os.posix_spawn", "os.spawn", "pty.spawn", "os.remove", "os.rename", "os.rmdir", "os.mkdir",
        "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "shutil.rmtree", "urllib.Request",
        "ftplib.connect", "smtplib.connect", "webbrowser.open",
    }
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC


def confine(options: Options) -> None:
    """Confine this process for good."""
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program ends its workers itself
    # One engine thread a worker: the workers are what fills the cores.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    _limit_resources(options.limits.memory)
    sys.dont_write_bytecode = True
    sys.addaudithook(_deny)


def _limit_resources(memory: int) -> None:
    try:
        import resource
    except ImportError:
        return
    for name, value in (("RLIMIT_AS", memory), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)):
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        with suppress(ValueError, OSError):
            _, most = resource.getrlimit(kind)
            value = value if most == resource.RLIM_INFINITY else min(value, most)
            resource.setrlimit(kind, (value, most))


def _deny(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        flags = arguments[2]
        if isinstance(flags, int) and flags & _WRITING and arguments[0] != os.devnull:
            raise PermissionError(f"a worker opens no file for writing: {arguments[0]!r}")
    elif event in _DENIED:
        raise PermissionError(f"a worker does nothing of this kind: {event}")
