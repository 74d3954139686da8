"""Every command and every line of Python in the README runs."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.M | re.S)
LINES = [line for kind, block in BLOCKS if not kind for line in block.splitlines() if line.startswith("planilla ")]
# what follows the command on its line says what it does
COMMANDS = [re.split(r"\s{2,}|;", line)[0] for line in LINES]
ON_A_SERVER = [command for command in COMMANDS if command.startswith("planilla fetch ")]  # tests/intake runs it


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A coordinator's folder: an inbox, a sheet, and the bank made of the inbox."""
    made = tmp_path_factory.mktemp("coordinator")
    shutil.copytree(ROOT / "samples" / "inbox", made / "inbox")
    shutil.copy(ROOT / "samples" / "inbox" / "trenque-lauquen.pdf", made / "planilla.pdf")
    assert run("planilla ingest inbox/ -o output/", made).returncode == 1
    return made


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words, _, target = command.partition(" > ")
    done = subprocess.run(
        [sys.executable, "-m", "ingest", *shlex.split(words)[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )
    if target:
        (folder / target).write_text(done.stdout, "utf-8")
    return done


def test_there_are_commands() -> None:
    assert len(COMMANDS) > 10 and ON_A_SERVER


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in ON_A_SERVER])
def test_command(command: str, folder: Path) -> None:
    with (folder / "output" / "bank.csv").open(encoding="utf-8-sig", newline="") as file:
        ids = [row[0] for row in csv.reader(file)][1:]
    command = command.replace("SHEET OTHER", f"{ids[0]} {ids[1]}").replace("SHEET", ids[0])
    done = run(command, folder)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr


def test_python(folder: Path) -> None:
    [code] = [block for kind, block in BLOCKS if kind == "python"]
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "Trenque Lauquen" in done.stdout


def test_the_set_up_is_two_commands() -> None:
    """They are run, as they stand, in a fresh environment by ``.ci/run``."""
    setup = [block.strip() for kind, block in BLOCKS if kind == "sh"]
    assert len(setup) == 2 and all("\n" not in command for command in setup)
    assert "planilla ingest samples/inbox/" in setup[0] and setup[1].endswith("pytest")
