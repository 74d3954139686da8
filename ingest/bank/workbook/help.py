"""How to work in the workbook, for who sees it for the first time."""

from __future__ import annotations

from typing import Any

from ingest.bank.words import Words
from ingest.bank.workbook.look import Look, height

SPANISH = (
    "Cada fila de «Iniciativas» es una planilla. Lo rojo falta; lo amarillo conviene revisarlo; lo celeste ya"
    " fue corregido. Al pasar por una celda con color, la nota dice qué pasa y qué dice la planilla.",
    "Para corregir: escribir en la celda, o elegir de la lista. La fecha puede ser un día (24/04/2020), un "
    "mes (abril de 2020) o un año.",
    "En «Pendientes» está lo mismo, remitente por remitente: ahí también se puede corregir la respuesta, o "
    "poner «ok» en «Visto bueno» cuando lo que quedó está bien.",
    "Se puede ordenar, filtrar y mover columnas. No borrar la columna oculta ni los títulos.",
    "Al terminar: guardar, y correr «planilla apply bank.xlsx» (o pedírselo a quien corre el programa). Cada "
    "cambio se revisa como una respuesta más; lo que no se puede tomar se dice, con la fila.",
    "Lo corregido queda para siempre, aunque las planillas se lean de nuevo; «planilla corrections» lo "
    "muestra y «planilla undo» lo deshace.",
)
ENGLISH = (
    "Each row of “Entries” is a sheet. Red is missing; yellow is worth a look; blue was corrected. The note "
    "of a coloured cell says what is the matter and what the sheet says.",
    "To correct: write into the cell, or pick from its list. A date can be a day (2020-04-24), a month (April"
    " 2020) or a year.",
    "“Pending” has the same by sender: there, too, an answer can be corrected, or “ok” put under “Checked” "
    "where what the bank holds is right.",
    "Rows can be sorted and filtered, columns moved. Do not delete the hidden column or the headings.",
    "At the end: save, and run “planilla apply bank.xlsx” (or ask whoever runs the program). Each change is "
    "checked as an answer is; what can't be taken is told, with its row.",
    "Corrections stay, however often the sheets are read again; “planilla corrections” lists them and "
    "“planilla undo” takes one back.",
)


def write_help(book: Any, look: Look, words: Words) -> None:
    """Write the sheet: a paragraph a row."""
    sheet = book.get_worksheet_by_name(words.help)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, words.help, look.title)
    for row, line in enumerate(SPANISH if words.language == "es" else ENGLISH, 2):
        sheet.set_row(row, height([(line, 100.0)]) + 8)
        sheet.write_string(row, 0, line, look.prose)
