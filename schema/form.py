"""A form is data: `Form` and `Field`, read from a TOML file and checked.

A form file has the form's `id`, `title` and `language`, the texts that are printed on the blank
sheet beside its questions (`printed`), and one ``[[field]]`` a key of the record, in the sheet's
order. ``[[heading]]`` is a printed line that groups the fields which name it in `under`. All keys
are described in ``docs/forms.md``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from functools import cache
from keyword import iskeyword
from pathlib import Path
from typing import Any


class Kind(StrEnum):
    """What an answer is, and so which normal form it gets."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NAME = "name"
    DATE = "date"
    PLACE = "place"
    CHOICE = "choice"  # one of the options
    CHOICES = "choices"  # any number of the options
    YES_NO = "yes_no"
    NUMBER = "number"
    LIST = "list"
    URLS = "urls"
    EMAIL = "email"
    PHONE = "phone"


class Need(StrEnum):
    """What an empty answer is: an error, a warning, or nothing."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"


PLACE_PARTS = ("locality", "province", "country")


class FormError(ValueError):
    """A form file that can't be used; the message names the file and the line or key."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the options of a choice: its code in the record, and the names it goes by."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Cheap, since what is read of a line is looked up by its options."""
        return hash(self.code)


@dataclass(frozen=True, slots=True)
class Field:
    """A question of the form and the key that the record gives its answer.

    A field without a label of its own reads the answer of the field named in `shares` (an e-mail
    address beside a name). `derives` maps further keys of the record to the parts of a place.
    `words` is the most words an answer may have. `unit` and `units` belong to numbers: the unit of
    the record, and for other units the factor that turns them into it.
    """

    key: str
    kind: Kind
    need: Need
    label: str = ""
    hint: str = ""
    aliases: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    words: int | None = None
    derives: tuple[tuple[str, str], ...] = ()
    shares: str | None = None
    under: str | None = None
    private: bool = False
    unit: str = ""
    units: tuple[tuple[str, float], ...] = ()

    @property
    def name(self) -> str:
        """The label as people say it: no colon.

        >>> Field("lugar", Kind.TEXT, Need.REQUIRED, label="Localización:").name
        'Localización'
        """
        return self.label.strip().rstrip(":").rstrip() or self.key


@dataclass(frozen=True, slots=True)
class Heading:
    """A printed line over a group of fields, which takes no answer of its own."""

    key: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A survey sheet: what is printed on it, what it asks, what it needs."""

    id: str
    title: str
    language: str
    fields: tuple[Field, ...]
    version: str = "1"
    country: str | None = None
    day_first: bool = True
    headings: tuple[Heading, ...] = ()
    printed: tuple[str, ...] = ()
    filler: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Cheap, since what is made once a form is looked up by it for each sheet."""
        return hash((self.id, self.version))

    def field(self, key: str) -> Field:
        """The field of that key (KeyError where there is none)."""
        for item in self.fields:
            if item.key == key:
                return item
        raise KeyError(key)

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys of the record, in order: each field's, and after it those it derives."""
        return tuple(key for item in self.fields for key in (item.key, *(derived for derived, _ in item.derives)))


_LISTS = {"printed", "filler", "aliases"}


def load_form(path: Path) -> Form:
    """Read a form file; raise `FormError` with the line or the key where it is wrong."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise FormError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise FormError(f"{path}: not UTF-8 text (byte {error.start})") from error
    return parse_form(text, str(path))


def parse_form(text: str, name: str = "form") -> Form:
    """Make a `Form` of a form file's text; `name` stands in error messages."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FormError(f"{name}: {error}") from error
    try:
        form = _form(data)
        _check(form)
    except FormError as error:
        raise FormError(f"{name}: {error}") from error
    return form


def _form(data: dict[str, Any]) -> Form:
    entries, headings = data.pop("field", None), data.pop("heading", [])
    if not isinstance(entries, list) or not entries:
        raise FormError("has no [[field]]")
    made: dict[str, Any] = {
        "fields": tuple(_field(entry, f"field {number}") for number, entry in enumerate(entries, 1)),
        "headings": tuple(_record(Heading, entry, f"heading {number}") for number, entry in enumerate(headings, 1)),
    }
    for key in made:
        if key in data:
            raise FormError(f"unknown key {key!r}")
    form: Form = _record(Form, data, "the form", made)
    return form


def _field(entry: Any, where: str) -> Field:
    if not isinstance(entry, dict):
        raise FormError(f"{where} is no table")
    entry = dict(entry)
    where += f" ({entry['key']})" if isinstance(entry.get("key"), str) else ""
    made: dict[str, Any] = {}
    for key, enumeration in (("kind", Kind), ("need", Need)):
        if key in entry:
            made[key] = _member(enumeration, entry.pop(key), f"{where}: {key}")
    if "options" in entry:
        options = entry.pop("options")
        if not isinstance(options, list):
            raise FormError(f"{where}: options is no list")
        made["options"] = tuple(
            _record(Option, option, f"{where}: option {number}") for number, option in enumerate(options, 1)
        )
    for key in ("derives", "units"):
        if key in entry:
            table = entry.pop(key)
            if not isinstance(table, dict):
                raise FormError(f"{where}: {key} is no table")
            made[key] = tuple(table.items())
    field: Field = _record(Field, entry, where, made)
    return field


def _member(enumeration: type[StrEnum], value: Any, where: str) -> StrEnum:
    try:
        return enumeration(value)
    except ValueError:
        names = [str(member) for member in enumeration]
        raise FormError(f"{where} is {value!r}{_hint(str(value), names)}; it can be {', '.join(names)}") from None


def _record(model: type[Any], data: Any, where: str, made: Mapping[str, Any] = {}) -> Any:  # noqa: B006
    """Make one of the dataclasses above of a TOML table, naming what is unknown, missing or of the wrong type."""
    if not isinstance(data, dict):
        raise FormError(f"{where} is no table")
    known = {item.name: item for item in fields(model)}
    values = dict(made)
    for key, value in data.items():
        if key not in known:
            raise FormError(f"{where}: unknown key {key!r}{_hint(key, known)}")
        values[key] = _typed(value, str(known[key].type), key, where)
    for key, item in known.items():
        if key not in values and item.default is MISSING:
            raise FormError(f"{where}: {key!r} is missing")
    return model(**values)


def _typed(value: Any, annotation: str, key: str, where: str) -> Any:
    if key in _LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise FormError(f"{where}: {key!r} is no list of texts")
        return tuple(value)
    wanted = bool if annotation == "bool" else int if annotation.startswith("int") else str
    if type(value) is not wanted:
        names = {bool: "true or false", int: "a whole number", str: "a text"}
        raise FormError(f"{where}: {key!r} is not {names[wanted]}")
    return value


def _hint(word: str, known: Iterable[str]) -> str:
    import difflib

    alike = difflib.get_close_matches(word, list(known), n=1)
    return f" (did you mean {alike[0]!r}?)" if alike else ""


_TAKEN_BEGINNINGS = ("_", "model_")
_TAKEN = frozenset(
    {"construct", "copy", "dict", "from_orm", "json", "parse_file", "parse_obj", "parse_raw", "schema", "schema_json",
     "update_forward_refs", "validate"}
)  # fmt: skip
"""Names that every Pydantic model has; asked for here, since importing Pydantic takes longer than reading a form."""


def _check_keys(keys: Iterable[str]) -> None:
    """A record's keys are attributes of it."""
    seen: set[str] = set()
    for key in keys:
        if not key.isidentifier():
            raise FormError(f"{key!r} can't be a key: letters, digits and _ only")
        if key.startswith(_TAKEN_BEGINNINGS) or key in _TAKEN or iskeyword(key):
            raise FormError(f"the key {key!r} can't name an attribute of a record: choose another")
        if key in seen:
            raise FormError(f"the key {key!r} stands twice")
        seen.add(key)


def _check(form: Form) -> None:
    """What the pieces must be to each other."""
    _check_keys(form.keys)
    headings = {heading.key for heading in form.headings}
    labelled = {item.key for item in form.fields if item.label}
    for item in form.fields:
        where = f"field {item.key}"
        if bool(item.label) == bool(item.shares):
            raise FormError(f"{where}: needs either 'label' or 'shares'")
        if item.shares and item.shares not in labelled:
            raise FormError(f"{where}: shares the answer of {item.shares!r}, which has no label")
        if item.under and item.under not in headings:
            raise FormError(f"{where}: there is no heading {item.under!r}")
        if (item.kind in (Kind.CHOICE, Kind.CHOICES)) != bool(item.options):
            raise FormError(f"{where}: options belong to kinds choice and choices, and they need them")
        codes = [option.code for option in item.options]
        if len(set(codes)) != len(codes):
            raise FormError(f"{where}: an option's code stands twice")
        for derived, part in item.derives:
            if item.kind is not Kind.PLACE or part not in PLACE_PARTS:
                raise FormError(f"{where}: {derived!r} is derived from {part!r}; only places derive, "
                                f"and their parts are {', '.join(PLACE_PARTS)}")  # fmt: skip


@cache
def shipped_forms() -> dict[str, Form]:
    """The forms that ship with the program, by id."""
    found = {}
    for entry in sorted(Path(__file__).with_name("forms").glob("*.toml")):
        form = parse_form(entry.read_text("utf-8"), entry.name)
        found[form.id] = form
    return found


def find_form(name: str) -> Form:
    """A form by the id of one that ships, or by the path of a form file; `FormError` where there is none."""
    forms = shipped_forms()
    if name in forms:
        return forms[name]
    path = Path(name)
    if path.suffix == ".toml" or path.exists():
        return load_form(path)
    raise FormError(f"there is no form {name!r}{_hint(name, forms)}; 'planilla forms' lists those that ship")
