"""Every limit is explained where the command line sends people to read about it."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from ingest.limits import Limits

PAGE = (Path(__file__).parent.parent / "SECURITY.md").read_text("utf-8")


def test_every_limit_stands_on_the_page_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", PAGE, re.M))
    assert rows == {item.name: str(item.default) for item in dataclasses.fields(Limits)}


def test_the_tests_that_the_page_names_exist() -> None:
    for name in re.findall(r"`(tests/[\w/.]+)`", PAGE):
        assert (Path(__file__).parent.parent / name).exists(), name
