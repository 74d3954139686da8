"""The words of the public edition, one set a language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublicWords:
    """What the public edition says."""

    email: str
    phone: str
    person: str
    readme: str
    dictionary: str
    first_day: str
    list_of: str
    one_of: str
    partial_date: str
    identifier: str


SPANISH = PublicWords(
    email="[correo]",
    phone="[teléfono]",
    person="[nombre]",
    readme="""# {title}

Edición pública: {number} planillas completas, sin datos de contacto. En los textos, las direcciones de
correo y los teléfonos se reemplazaron por «[correo]» y «[teléfono]».

| archivo | qué es |
| --- | --- |
| `bank.csv` | la tabla, en CSV (UTF-8, comas; los elementos de una lista, separados por ` | `) |
| `bank.parquet` | la misma tabla, con tipos |
| `bank.geojson` | lo mismo sobre el mapa; sin punto donde no se conoce el lugar |
| `datapackage.json` | la descripción de los datos, según Frictionless Data Package |

## Licencia

{licence} (<{licence_path}>). Coordenadas de las localidades: GeoNames (<https://www.geonames.org>), CC BY 4.0.

## Diccionario de datos

{rows}
""",
    dictionary="| columna | pregunta | contenido |\n| --- | --- | --- |",
    first_day="Primer día de «{heading}».",
    list_of="lista",
    one_of="una opción: {options}",
    partial_date="fecha ISO 8601, tan precisa como se conoce (2020-04-24, 2020-04, 2020)",
    identifier="identificador de la planilla",
)

ENGLISH = PublicWords(
    email="[e-mail]",
    phone="[phone]",
    person="[name]",
    readme="""# {title}

Public edition: {number} complete sheets, without contact data. In the texts, e-mail addresses and phone
numbers have been replaced by “[e-mail]” and “[phone]”.

| file | what it is |
| --- | --- |
| `bank.csv` | the table as CSV (UTF-8, commas; the items of a list are separated by ` | `) |
| `bank.parquet` | the same table, typed |
| `bank.geojson` | the same on the map; without a point where the place is not known |
| `datapackage.json` | the description of the data, a Frictionless Data Package |

## Licence

{licence} (<{licence_path}>). Coordinates of towns: GeoNames (<https://www.geonames.org>), CC BY 4.0.

## Data dictionary

{rows}
""",
    dictionary="| column | question | contents |\n| --- | --- | --- |",
    first_day="First day of “{heading}”.",
    list_of="list",
    one_of="one option: {options}",
    partial_date="ISO 8601 date, as precise as it is known (2020-04-24, 2020-04, 2020)",
    identifier="identifier of the sheet",
)


def public_words(language: str) -> PublicWords:
    """The public edition's words in a language; English where there are none of it."""
    return SPANISH if language.split("-")[0].lower() == "es" else ENGLISH
