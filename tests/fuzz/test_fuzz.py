"""A short run of random mutations, the same each time; atheris goes on from there (`run.sh`)."""

from __future__ import annotations

import os
import random
import traceback

import pytest
from harness import check, seeds, targets
from mutations import mutated

ROUNDS = {"pdf": 60, "docx": 60, "odt": 60, "doc": 100, "msg": 100}


@pytest.mark.parametrize("name", sorted(targets()))
def test_no_damage_ends_otherwise_than_it_should(name: str) -> None:
    """In a process of its own: a crash of a C library is a failure too."""
    if not hasattr(os, "fork"):
        run(name)
        return
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            run(name)
        except BaseException:
            os.write(tell, traceback.format_exc().encode()[-4000:])
        finally:
            os._exit(0)
    os.close(tell)
    with os.fdopen(told, "rb") as pipe:
        report = pipe.read().decode("utf-8", "replace")
    _, status = os.waitpid(child, 0)
    assert not report, report
    assert status == 0, f"ended by signal {os.WTERMSIG(status)}"


def run(name: str) -> None:
    chance = random.Random(name)
    target, start = targets()[name], seeds(name)
    for data in start:
        check(target, data)
    for _ in range(ROUNDS.get(name, 200)):
        check(target, mutated(chance, start))
