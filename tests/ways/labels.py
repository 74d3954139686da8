"""Labels as people retype them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from random import Random

from schema.form import find_form

FORM = find_form("banco-iniciativas")
LABELS = {item.key: item.label for item in FORM.fields if item.label}
HINTS = {item.key: item.hint for item in FORM.fields if item.hint}
HEADING = FORM.headings[0]
SHORT = {
    "fecha": "Fecha:", "localizacion": "Localización:", "tipo_institucion": "Tipo de institución:",
    "identificacion": "Identificación:", "origen": "Origen:", "resumen": "Breve resumen:",
    "aspectos_relevantes": "Aspectos relevantes:",
    "palabras_clave": "Palabras clave:", "enlaces": "Página web:",
    "contacto_nombre": "Nombre, apellido:", "contacto_telefono": "Teléfono:",
}  # fmt: skip
LONGER = {"localizacion": "Localización de la experiencia:", "palabras_clave": "Palabras claves (hasta cinco):",
          "contacto_telefono": "Teléfono / celular de contacto:",
          "origen": "Origen de la iniciativa local:"}  # fmt: skip
STYLES = ("exact", "exact", "exact", "capitals", "plain letters", "numbered", "lettered", "dashes", "bullets",
          "short", "longer", "typos", "no colon", "spaced colon")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelling:
    """How a sheet's labels look: the style of their words, what becomes of the hints, whether bold."""

    style: str = "exact"
    hints: str = "kept"  # kept, cut, gone, below
    bold: bool = True

    def label(self, key: str, number: int, rng: Random) -> str:
        """The label of a field."""
        return _styled(LABELS[key], key, self.style, number, rng)

    def hint(self, key: str) -> str:
        """Its hint, as far as this sheet prints it."""
        hint = HINTS.get(key, "")
        if self.hints == "gone":
            return ""
        return hint[: len(hint) * 2 // 3].rsplit(" ", 1)[0] + ")" if self.hints == "cut" and len(hint) > 25 else hint


def draw(rng: Random) -> Labelling:
    """A way to write labels."""
    return Labelling(rng.choice(STYLES), rng.choice(("kept", "kept", "cut", "gone", "below")), rng.random() < 0.6)


def _styled(label: str, key: str, style: str, number: int, rng: Random) -> str:
    match style:
        case "capitals":
            return label.upper()
        case "plain letters":
            return _bare(label).lower()
        case "numbered":
            return f"{number}{rng.choice((') ', '. ', '.- ', '- '))}{label}"
        case "lettered":
            return f"{chr(96 + number)}) {label}"
        case "dashes":
            return f"- {label}"
        case "bullets":
            return f"• {label}"
        case "short":
            return SHORT[key]
        case "longer":
            return LONGER.get(key, label)
        case "typos":
            return _slip(label, rng)
        case "no colon":
            return label.rstrip(":")
        case "spaced colon":
            return label.rstrip(":") + " : "
    return label


def _bare(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def _slip(label: str, rng: Random) -> str:
    """A letter left out, doubled or swapped, not a word's first."""
    places = [at for at in range(2, len(label) - 2) if label[at - 1 : at + 2].isalpha()]
    at = rng.choice(places)
    return rng.choice((label[:at] + label[at + 1 :], label[:at] + label[at] + label[at:],
                       label[:at] + label[at + 1] + label[at] + label[at + 2 :]))  # fmt: skip
