"""The public edition: complete sheets only, without contact data, senders and sources.

As CSV, Parquet and GeoJSON (RFC 7946), described by a ``datapackage.json`` (Frictionless Data Package
1.0) and a README with the licence and the data dictionary, which the form gives.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ingest.bank.atlas import spot_of
from ingest.bank.columns import Column, columns, option_labels, since_key
from ingest.bank.delimited import cell
from ingest.bank.display import first_day
from ingest.bank.entry import Contents, Entry
from ingest.bank.files import Writer, digest, write_files
from ingest.bank.parquet import write_parquet
from ingest.bank.publish.masking import public_entry
from ingest.bank.publish.words import PublicWords, public_words
from ingest.bank.words import words_for
from schema.form import Form, Kind
from schema.result import Status


@dataclass(frozen=True, slots=True)
class Licence:
    """Under what terms the data are published."""

    name: str = "CC-BY-4.0"
    title: str = "Creative Commons Attribution 4.0"
    path: str = "https://creativecommons.org/licenses/by/4.0/"


def write_public(contents: Contents, folder: Path, licence: Licence | None = None) -> int:
    """Write the public edition into `folder`; return the number of sheets in it.

    Raises `BankUnwritable`, with every old file kept, where the folder or the disk does not take it.
    """
    form, terms = contents.form, licence or Licence()
    words = public_words(form.language)
    number = 0

    def write_csv(path: Path) -> None:
        nonlocal number
        number = _write_csv(contents, words, path)

    data: dict[str, Writer] = {
        "bank.csv": write_csv,
        "bank.parquet": partial(_write_parquet, contents, words),
        "bank.geojson": partial(_write_geojson, contents, words),
    }
    write_files(folder, data, words_for(form.language))
    about = {
        "datapackage.json": partial(_write_package, form, folder, terms, words),
        "README.md": partial(_write_readme, form, number, terms, words),
    }
    write_files(folder, about, words_for(form.language))
    return number


def _public(contents: Contents, words: PublicWords) -> Iterator[Entry]:
    """The complete sheets, as they may be seen."""
    form = contents.form
    return (public_entry(form, entry, words) for entry in contents.entries if entry.status is Status.COMPLETE)


def public_columns(form: Form) -> list[Column]:
    """The columns that are no one's private matter."""
    return [column for column in columns(form) if not column.field.private]


def _names(form: Form) -> list[str]:
    names = ["id"]
    for column in public_columns(form):
        names += [column.key, since_key(column.key, form)] if column.since else [column.key]
    return names


def _row(entry: Entry, form: Form) -> list[str]:
    row = [entry.id]
    for column in public_columns(form):
        value = entry.values.get(column.key)
        row.append(cell(value))
        if column.since:
            day = first_day(value)
            row.append(day.isoformat() if day else "")
    return row


def _write_csv(contents: Contents, words: PublicWords, path: Path) -> int:
    """Write the table; return the number of its rows."""
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_names(contents.form))
        for entry in _public(contents, words):
            writer.writerow(_row(entry, contents.form))
            number += 1
    return number


def _write_parquet(contents: Contents, words: PublicWords, path: Path) -> None:
    write_parquet(contents.form, _public(contents, words), path, _names(contents.form))


def _write_geojson(contents: Contents, words: PublicWords, path: Path) -> None:
    """Write a FeatureCollection, a line a feature, one after the other."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        between = "\n"
        for entry in _public(contents, words):
            file.write(between + json.dumps(_feature(contents.form, entry), ensure_ascii=False))
            between = ",\n"
        file.write("\n]}\n")


def _feature(form: Form, entry: Entry) -> dict[str, Any]:
    at = spot_of(form, entry)
    said: dict[str, Any] = {"id": entry.id}
    said |= {column.key: entry.values.get(column.key) for column in public_columns(form)}
    if at is not None:
        said["exact"] = at.exact
    point = {"type": "Point", "coordinates": [at.longitude, at.latitude]} if at else None
    return {"type": "Feature", "id": entry.id, "geometry": point, "properties": said}


def _write_json(value: object, path: Path) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _write_package(form: Form, folder: Path, licence: Licence, words: PublicWords, path: Path) -> None:
    resources = []
    for name, kind, media in (
        ("bank.csv", "csv", "text/csv"),
        ("bank.parquet", "parquet", "application/vnd.apache.parquet"),
        ("bank.geojson", "geojson", "application/geo+json"),
    ):
        item: dict[str, Any] = {
            "name": f"bank-{kind}",
            "path": name,
            "format": kind,
            "mediatype": media,
            "bytes": (folder / name).stat().st_size,
            "hash": f"sha256:{digest(folder / name)}",
        }
        if kind == "csv":
            item |= {"profile": "tabular-data-resource", "encoding": "utf-8", "schema": table_schema(form, words)}
        resources.append(item)
    package = {
        "profile": "data-package",
        "name": form.id.lower().replace("_", "-"),
        "title": form.title,
        "version": form.version,
        "licenses": [{"name": licence.name, "title": licence.title, "path": licence.path}],
        "sources": [{"title": "GeoNames", "path": "https://www.geonames.org"}],
        "resources": resources,
    }
    _write_json(package, path)


def table_schema(form: Form, words: PublicWords) -> dict[str, Any]:
    """The Table Schema of the CSV."""
    once = {"required": True, "unique": True}
    fields: list[dict[str, Any]] = [
        {"name": "id", "type": "string", "description": words.identifier, "constraints": once}
    ]
    for column in public_columns(form):
        item: dict[str, Any] = {"name": column.key, "title": column.heading, "type": _TYPES.get(column.kind, "string")}
        item["description"] = _contents_of(column, words)
        if column.kind is Kind.CHOICE:
            item["constraints"] = {"enum": [option.code for option in column.field.options]}
        fields.append(item)
        if column.since:
            about = words.first_day.format(heading=column.heading)
            fields.append({"name": since_key(column.key, form), "type": "date", "description": about})
    return {"fields": fields, "missingValues": [""], "primaryKey": "id"}


_TYPES = {Kind.NUMBER: "number", Kind.YES_NO: "boolean"}


def _contents_of(column: Column, words: PublicWords) -> str:
    """What a column holds, in words."""
    match column.kind:
        case Kind.DATE:
            return words.partial_date
        case Kind.CHOICE | Kind.CHOICES:
            labels = "; ".join(f"{code} = {label}" for code, label in option_labels(column.field).items())
            said = words.one_of.format(options=labels)
            return said if column.kind is Kind.CHOICE else f"{words.list_of}: {labels}"
        case Kind.LIST | Kind.URLS:
            return words.list_of
        case Kind.NUMBER:
            return column.field.unit
        case _:
            return ""


def _write_readme(form: Form, number: int, licence: Licence, words: PublicWords, path: Path) -> None:
    rows = [words.dictionary, f"| `id` | | {words.identifier} |"]
    for column in public_columns(form):
        question = column.heading if column.part else column.field.name
        rows.append(f"| `{column.key}` | {question} | {_contents_of(column, words)} |")
        if column.since:
            rows.append(f"| `{since_key(column.key, form)}` | | {words.first_day.format(heading=column.heading)} |")
    text = words.readme.format(
        title=form.title, number=number, licence=licence.title, licence_path=licence.path, rows="\n".join(rows)
    )
    path.write_text(text, "utf-8")
