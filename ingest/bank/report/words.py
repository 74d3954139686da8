"""The words of the report, one set a language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What the report says beside what the bank's own words say."""

    skip: str
    contents: str
    figures: str
    counts: str
    map: str
    map_about: str
    map_exact: str
    map_middle: str
    off_map: str
    entries: str
    search: str
    search_hint: str
    all: str
    shown: str
    none: str
    sort: str
    open: str
    close: str
    doubts: str
    said: str
    unclaimed: str
    rejected: str
    repeats: str
    too_many: str
    made: str
    received: str
    in_bank: str
    complete: str
    waiting: str


SPANISH = ReportWords(
    skip="Ir a las iniciativas",
    contents="Contenido",
    figures="En cifras",
    counts="Cómo se reparten",
    map="En el mapa",
    map_about="Mapa de las iniciativas: {places} lugares.",
    map_exact="en su localidad",
    map_middle="se conoce solo la provincia",
    off_map="Sin lugar en el mapa: {number}.",
    entries="Iniciativas",
    search="Buscar",
    search_hint="nombre, lugar, palabra…",
    all="(todas)",
    shown="Se muestran {shown} de {all}.",
    none="Ninguna iniciativa coincide con la búsqueda.",
    sort="Ordenar por {heading}",
    open="Ver todo",
    close="Cerrar",
    doubts="Falta o hay que revisar",
    said="Lo que dice la planilla",
    unclaimed="Otros textos del documento",
    rejected="Archivos que no entraron",
    repeats="Planillas repetidas o reemplazadas",
    too_many="Aquí están las primeras {number} filas; todas están en bank.xlsx.",
    made="Hecho con planilla. Localidades: GeoNames (CC BY 4.0). Contornos: Natural Earth.",
    received="recibidas",
    in_bank="en el banco",
    complete="completas",
    waiting="esperan algo",
)

ENGLISH = ReportWords(
    skip="Go to the entries",
    contents="Contents",
    figures="In figures",
    counts="How they divide",
    map="On the map",
    map_about="Map of the entries: {places} places.",
    map_exact="in its town",
    map_middle="only the province is known",
    off_map="Not on the map: {number}.",
    entries="Entries",
    search="Search",
    search_hint="name, place, word…",
    all="(all)",
    shown="{shown} of {all} shown.",
    none="No entry matches the search.",
    sort="Sort by {heading}",
    open="Show all",
    close="Close",
    doubts="Missing or worth a look",
    said="What the sheet says",
    unclaimed="Other texts of the document",
    rejected="Files left out",
    repeats="Sheets repeated or replaced",
    too_many="These are the first {number} rows; all are in bank.xlsx.",
    made="Made with planilla. Towns: GeoNames (CC BY 4.0). Outlines: Natural Earth.",
    received="received",
    in_bank="in the bank",
    complete="complete",
    waiting="wait for something",
)


def report_words(language: str) -> ReportWords:
    """The report's words in a language; English where there are none of it."""
    return SPANISH if language.split("-")[0].lower() == "es" else ENGLISH
