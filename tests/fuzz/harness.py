"""What is fuzzed, from which seeds, and what a run holds a reader to.

A reader given any bytes ends with a document or container, or with a `FileProblem`, and soon. The
targets are the same for atheris, which is led by coverage (``python tests/fuzz/fuzz_docx.py``), and
for the short run of random mutations in `test_fuzz.py`.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from hashlib import sha256
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TESTS = ROOT / "tests"
sys.path[:0] = [str(ROOT), str(TESTS / "intake"), str(TESTS / "reading")]

LED = Path(sys.argv[0]).name.startswith("fuzz_")
"""Whether this is a run of atheris, which has to watch the modules as they are imported."""


def _watched() -> AbstractContextManager[object]:
    if not LED:
        return nullcontext()
    import atheris

    watching: AbstractContextManager[object] = atheris.instrument_imports(include=["ingest"])
    return watching


with _watched():
    from ingest.errors import FileProblem
    from ingest.intake import archive, eml, mbox, msg, signed, tnef  # noqa: F401
    from ingest.intake.containers import OPENERS
    from ingest.intake.tree import Attachment, Container, Nested
    from ingest.limits import MB, Limits
    from ingest.reading import READERS
    from ingest.reading.sniff import sniff

LIMITS = Limits(part_bytes=4 * MB, total_bytes=16 * MB, pixels=1_000_000, pages=3, characters=200_000)
SECONDS = 10.0
"""How long one input may take, on a busy machine and under instrumentation."""

Target = Callable[[bytes], object]


def targets() -> dict[str, Target]:
    """Name -> what reads; pictures are left out, for recognising one takes seconds."""
    readers: dict[str, Target] = {name: _reader(module) for name, module in READERS.items() if name != "image"}
    containers: dict[str, Target] = {name: _opener(name) for name in OPENERS}
    return {**readers, **containers, "mbox": _mailbox, "sniff": sniff}


def _reader(module: str) -> Target:
    def read(data: bytes) -> object:
        return import_module(module).read(data, LIMITS)

    return read


def _opener(name: str) -> Target:
    def open_all(data: bytes) -> None:
        _exhaust(OPENERS[name](data, LIMITS), 0)

    return open_all


def _exhaust(container: Container, depth: int) -> None:
    for entry in container.entries:
        try:
            if isinstance(entry, Attachment) and entry.size <= LIMITS.part_bytes:
                entry.read()
            elif isinstance(entry, Nested) and depth < LIMITS.depth:
                _exhaust(entry.open(), depth + 1)
        except FileProblem:
            pass


def _mailbox(data: bytes) -> None:
    for message in mbox.messages(data):
        _exhaust(OPENERS["eml"](message, LIMITS), 0)


def check(target: Target, data: bytes) -> None:
    """Feed one input; AssertionError where it ends otherwise than it should, with the place it was kept in."""
    started = time.perf_counter()
    try:
        target(data)
    except FileProblem:
        pass
    except Exception as error:
        raise AssertionError(f"{type(error).__name__}: {error} ({_kept(data)})") from error
    took = time.perf_counter() - started
    assert took < SECONDS, f"took {took:.1f} s ({_kept(data)})"


def _kept(data: bytes) -> Path:
    path = Path(tempfile.gettempdir()) / f"planilla-crash-{sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    return path


# -- seeds -------------------------------------------------------------------------------------------


def seeds(name: str) -> list[bytes]:
    """Inputs to begin from: the samples and golden files of a kind, and what the tests build of it."""
    found = [data for data in _files() if name in ("sniff", sniff(data))]
    found += [data for kind, data in _built() if name in ("sniff", kind)]
    return [data for data in found if len(data) < 300_000] or [b""]


def _files() -> Iterator[bytes]:
    for folder in (ROOT / "samples", *sorted(TESTS.glob("*/golden"))):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in (".py", ".toml", ".json", ".md"):
                yield path.read_bytes()


def _built() -> Iterator[tuple[str, bytes]]:
    from outlook_file import attachment, attribute, msg_file, properties, storage, tnef_attachment, tnef_file
    from word_binary import word_file

    rtf = rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\trowd\cellx4000 Localizaci\'f3n:\cell\row\pard Goya\par}"
    mail = (
        b"From: Ana <ana@example.org>\r\nDate: Sat, 25 Apr 2020 10:11:12 -0300\r\nMIME-Version: 1.0\r\n"
        b"Subject: =?utf-8?q?A=C3=B1o?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nA=C3=B1o\r\n"
        b"--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: l@example.org\r\n\r\nHola\r\n--b\r\n"
        b"Content-Disposition: attachment; filename*0*=utf-8''a%C3; filename*1*=%B1o\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nR295YQ==\r\n--b--\r\n"
    )
    message = storage({0x007D: "From: a@example.org", 0x1000: "Hola"}, {0x1013: b"<p>Hola"}, {(0x0039, 0x40): 1 << 56})
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "Localización: Goya")
        archive.writestr("m.eml", mail)
    yield "rtf", rtf
    yield "html", b"<html><body><table><tr><td>Lugar:<td><input value=Goya><select><option selected>a</select></table>"
    yield "txt", "Localización: Goya\n> Origen: el club\n| a | b |\n".encode()
    yield "doc", word_file("Localización:\x07Goya\x07\x07\r")
    yield "eml", mail
    yield "mbox", (b"From a@example.org Sat Apr 25 10:11:11 2020\n" + mail) * 3
    yield "msg", msg_file(message, attachment(b"Goya", "a.txt"), attachment(message, "m"))
    yield (
        "tnef",
        tnef_file(attribute(1, 0x00069003, properties((0x1000, 0x1E, b"Hola"))), tnef_attachment("a", b"Goya")),
    )
    yield "zip", box.getvalue()
    signed = bytes.fromhex("3080 06092a864886f70d010702 a080 3080 020101 3100 3080 06092a864886f70d010701 a080 2480")
    yield "p7m", signed + b"\x04\x1eContent-Type: text/plain\r\n\r\nHo" + b"\0\0" * 5


def fuzz(name: str) -> None:
    """Run a target under atheris with the arguments of the command line (those of libFuzzer)."""
    import atheris

    target, start = targets()[name], seeds(name)
    if name in READERS:
        with _watched():
            import_module(READERS[name])
            check(target, start[0])  # imports what is imported where it is used
    with tempfile.TemporaryDirectory() as corpus:
        for number, data in enumerate(start):
            (Path(corpus) / f"seed-{number}").write_bytes(data)
        atheris.Setup([*sys.argv, corpus], lambda data: check(target, data))
        atheris.Fuzz()
