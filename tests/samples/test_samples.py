"""The committed samples are those that the script makes."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
INBOX = SAMPLES / "inbox"
SHEETS = sorted(INBOX.iterdir())


@pytest.fixture(scope="module")
def remade(tmp_path_factory):
    pytest.importorskip("reportlab", reason="the PDFs are made with reportlab, of the extra dev")
    spec = importlib.util.spec_from_file_location("make_samples", SAMPLES / "make.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("samples")
    module.make(folder)
    return folder


def test_every_sample_is_made_by_the_script_as_it_is_committed(remade):
    made = {path.name for path in remade.iterdir()}
    assert made | {"trenque-lauquen.txt"} == {path.name for path in SHEETS}
    texts = [name for name in made if name.endswith(".txt")]
    assert texts and all((remade / name).read_bytes() == (INBOX / name).read_bytes() for name in texts)


def test_making_them_twice_gives_the_same_bytes(remade, tmp_path):
    sys.modules["make_samples"].make(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in remade.iterdir()
    }


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_samples_are_small_and_described(path):
    assert path.stat().st_size < 60_000
    assert f"`{path.name}`" in (SAMPLES / "README.md").read_text("utf-8")
