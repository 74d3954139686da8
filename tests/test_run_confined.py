"""Nothing gets out, nothing gets in: what workers may not do, and what reading does not even try."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples" / "inbox"

ATTEMPTS = {
    "write a file": "open('stolen.txt', 'w')",
    "append to a file": "open('kept.txt', 'a')",
    "write by the system": "import os; os.open('stolen.txt', os.O_WRONLY | os.O_CREAT)",
    "write under an open file": "kept.write(b'x' * 10); kept.flush()",
    "remove a file": "import os; os.remove('kept.txt')",
    "connect": "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
    "look up a name": "import socket; socket.getaddrinfo('example.org', 80)",
    "fetch a page": "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    "start a program": "import subprocess; subprocess.run(['true'])",
    "start a shell": "import os; os.system('true')",
    "take memory": "bytes(3 << 30)",
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_a_worker_can_not(attempt: str, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("")
    code = f"""
from ingest.confinement import confine
from ingest.options import Options
kept = open("kept.txt", "r+b")
confine(Options(forms=()))
try:
    {attempt}
except (PermissionError, MemoryError, OSError) as error:
    print("refused", flush=True)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True,
                          env={"PYTHONPATH": str(ROOT)})  # fmt: skip
    assert done.stdout == "refused\n", done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.txt"]
    assert (tmp_path / "kept.txt").read_bytes() == b""


WATCHED = """
import json, os, sys
seen = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        writing = isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        seen.append(["write" if writing else "read", os.path.realpath(os.fsdecode(arguments[0]))])
    elif event.partition(".")[0] in ("socket", "subprocess", "urllib", "ftplib") or event in ("os.system", "os.exec"):
        seen.append([event, ""])
from ingest.options import Options
from ingest.run import run_lines
options = Options(isolated=False)
list(run_lines(sys.argv[1:2], options))  # what is only imported once is imported now
sys.addaudithook(watch)
statuses = [line.status for line in run_lines(sys.argv[1:], options)]
print(json.dumps([statuses, seen]))
"""


def hostile(folder: Path) -> None:
    """Documents that name things to fetch, and places to write to."""
    with zipfile.ZipFile(folder / "outside.zip", "w") as archive:
        archive.writestr("../../../../../../tmp/planilla-escaped.txt", "Localización: Goya")
        archive.writestr("/tmp/planilla-escaped.txt", "Localización: Goya")
    (folder / "tracker.html").write_text(
        '<html><head><link rel=stylesheet href="http://127.0.0.1:9/a.css"><base href="http://127.0.0.1:9/"></head>'
        '<body><img src="http://127.0.0.1:9/pixel.png"><iframe src="file:///etc/passwd"></iframe>'
        "<p>Localización: Goya</p><p>Palabras claves: a, b</p></body></html>"
    )
    (folder / "external.eml").write_text(
        "From: a@example.org\nMIME-Version: 1.0\nContent-Type: message/external-body; access-type=URL;\n"
        ' URL="http://127.0.0.1:9/planilla.docx"\n\n'
    )
    source = zipfile.ZipFile(SAMPLES / "trenque-lauquen.docx")
    for name, target, mode in (
        ("template", "http://127.0.0.1:9/a.dotm", "External"),
        ("file", "file:///etc/passwd", "External"),
        ("traversal", "../../../../etc/passwd", "Internal"),
    ):
        box = io.BytesIO()
        with zipfile.ZipFile(box, "w") as package:
            for info in source.infolist():
                data = source.read(info)
                if info.filename == "word/_rels/document.xml.rels":
                    relation = (
                        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                        f'relationships/attachedTemplate" Target="{target}" TargetMode="{mode}"/></Relationships>'
                    )
                    data = data.replace(b"</Relationships>", relation.encode())
                package.writestr(info.filename, data)
        (folder / f"{name}.docx").write_bytes(box.getvalue())
    entity = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><office:document>&x;</office:document>'
    (folder / "entity.fodt").write_text(f'<?xml version="1.0"?>{entity}')


def test_reading_touches_nothing_but_its_files(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    shutil.copytree(SAMPLES, inbox, ignore=shutil.ignore_patterns("*.py", "*.toml", "*.md", "__pycache__"))
    hostile(inbox)
    away = tmp_path / "away"
    away.mkdir()
    done = subprocess.run([sys.executable, "-B", "-c", WATCHED, str(inbox)], cwd=away, capture_output=True, text=True,
                          env={"PYTHONPATH": str(ROOT)}, timeout=120)  # fmt: skip
    assert done.returncode == 0, done.stderr
    statuses, seen = json.loads(done.stdout)
    assert "complete" in statuses and len(statuses) >= len(list(inbox.iterdir()))
    ours = tuple(str(Path(place).resolve()) for place in (inbox, ROOT, sys.prefix, sys.base_prefix))
    assert [item for item in seen if item[0] != "read" or not item[1].startswith(ours)] == []
    assert not Path("/tmp/planilla-escaped.txt").exists()
    assert list(away.iterdir()) == []
