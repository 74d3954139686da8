from __future__ import annotations

import pytest

from ingest.locating.hints import find_hint

DENOMINATION = "(denominación)"
ACTORS = "(actores intervinientes, alcance territorial, recursos, líneas de acción, gobernanza)"


@pytest.mark.parametrize(
    ("text", "hint", "left"),
    [
        ("(denominación) Clínica virtual", DENOMINATION, " Clínica virtual"),
        ("Clínica virtual (denominación)", DENOMINATION, "Clínica virtual "),
        ("(denominación: Clínica virtual)", DENOMINATION, "Clínica virtual"),
        ("(denominacion Clínica virtual", DENOMINATION, "Clínica virtual"),
        ("(DENOMINACIÓN)", DENOMINATION, ""),
        ("denominación: Clínica", DENOMINATION, "Clínica"),
        ("(marcar con X) Mixta", "(marcar con una X)", " Mixta"),
        ("(actores intervinientes, alcance territorial) Dos lanchas", ACTORS, " Dos lanchas"),
        ("(actores intervinientes, alcance\nterritorial, recursos, líneas de acción, gobernanza) Dos", ACTORS, " Dos"),
        ("(Goya) está en Corrientes", DENOMINATION, "(Goya) está en Corrientes"),
        ("Feria (sábados) con turnos", DENOMINATION, "Feria (sábados) con turnos"),
        ("Actores: el club y la escuela", ACTORS, "Actores: el club y la escuela"),
    ],
)
def test_only_the_hint_goes(text: str, hint: str, left: str) -> None:
    kept = list(text)
    for cut in reversed(find_hint(text, hint)):
        del kept[cut.start : cut.end]
    assert "".join(kept) == left


def test_a_hint_misread_by_ocr() -> None:
    text = "(Institución 1 es que lniciaron el proceso) Un convenio"
    [cut] = find_hint(text, "(Institución / es que iniciaron el proceso)")
    assert text[cut.end :] == " Un convenio"
