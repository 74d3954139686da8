"""Documents made by hand, as a reader would give them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Cell, Document, Paragraph, Span, Style, paragraph

FORM_TEXT = """\
Banco de Iniciativas Territoriales para enfrentar el COVID-19
Planilla de relevamiento

Fecha publicación / relevamiento de la iniciativa: 24/4/2020

Localización: Goya (Corrientes)

Tipo de institución / organización: (marcar con una X)
Pública
Privada
Sociedad civil X
Conocimiento
Mixta

Identificación de la iniciativa: (denominación) Ollas en red

Origen de la iniciativa: (Institución / es que iniciaron el proceso)
Dos comedores y un club.

Breve resumen descriptivo (no más de 150 palabras): (actores intervinientes, alcance territorial, recursos, líneas \
de acción, gobernanza)
Se cocina los martes.
Se reparte los jueves.

Aspectos relevantes/ sobresalientes a tener en cuenta:
Nada se tira.

Palabras claves: ollas, barrio

Página web – enlaces de la experiencia: www.example.org

Contacto: (en caso que lo hubiera)
Nombre, apellido y Email: Ana Ruiz, ana@example.org
Teléfono / celular: 3777 15 412345
"""


def of_text(text: str) -> Document:
    """A document of running text, a line a paragraph; `*so*` is bold."""
    return Document("txt", tuple(_line(line) for line in text.split("\n")))


def _line(line: str) -> Paragraph:
    parts = line.split("*")
    return paragraph([Span(part, Style.BOLD if odd % 2 else Style.NONE) for odd, part in enumerate(parts) if part])


def of_rows(rows: Sequence[Sequence[str]], spans: Sequence[int] = ()) -> Document:
    """A document that is one table; a cell's paragraphs are parted by line ends.

    `spans` are the rows whose one cell covers both columns.
    """
    paragraphs = []
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            cell = Cell(1, row, column, columns=2 if row in spans else 1)
            paragraphs += [paragraph([Span(line)] if line else [], cell) for line in text.split("\n")]
    return Document("docx", tuple(paragraphs))
