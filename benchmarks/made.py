"""Sheets made on the fly: as many as are wanted, each of another initiative in another place."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from benchmarks.commands import INBOX

SAMPLE = INBOX / "trenque-lauquen.txt"
_TITLE = "Clínica virtual de acompañamiento a emprendedores y pymes"
_PLACE = "Trenque Lauquen - provincia de Buenos Aires"
_DATE = "24 de abril de 2020"
_TOWNS = ("Goya", "Mercedes", "Esquina", "Curuzú Cuatiá", "Bella Vista", "Saladas", "Santo Tomé", "Ituzaingó")
_THINGS = ("Huertas", "Talleres", "Radios", "Comedores", "Ferias", "Bibliotecas", "Semillas", "Tejedoras", "Viveros")


class Made(NamedTuple):
    """What one of them says otherwise than the sample; one of three has a date to be looked at."""

    title: str
    town: str
    date: str


def made(number: int) -> Made:
    """The sheet of that number."""
    thing, town = _THINGS[number % len(_THINGS)], _TOWNS[number // 7 % len(_TOWNS)]
    return Made(f"{thing} del barrio {number}", town, _DATE if number % 3 else "entre abril y mayo de 2020")


def fill_with_others(folder: Path, count: int) -> None:
    """Put so many of them into a folder, as plain text."""
    sample = SAMPLE.read_text("utf-8")
    for number in range(count):
        other = made(number)
        text = sample.replace(_TITLE, other.title).replace(_PLACE, f"{other.town}, Corrientes")
        (folder / f"{number:07}.txt").write_text(text.replace(_DATE, other.date), "utf-8")
