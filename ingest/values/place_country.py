"""Which country an answer about a place means, where it does not say so itself."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.values.gazetteer import COUNTRY, DEPARTMENT, PROVINCE, QUARTER, REGION, TOWN, Entry
from ingest.values.place_words import Part

# A town abroad may be meant where it has this many times the people of its namesake at home: a
# neighbour's sooner than a distant one; below the last, it can't.
_RIVAL_NEXT_DOOR = 0.5
_RIVAL_FAR_AWAY = 20.0
_LESSER = 0.1
# A town abroad named without its country is known by itself from so many people on.
_KNOWN_NEXT_DOOR = 20_000
_KNOWN_FAR_AWAY = 500_000
_NEIGHBOURS = {"AR": frozenset({"UY", "PY", "BO", "CL", "BR"})}


@dataclass(slots=True)
class Reading:
    """What the parts of an answer come to, step by step. Countries are ISO 3166 codes here."""

    home: str
    country: str | None = None
    province: str | None = None
    towns: list[Entry] | None = None
    reasons: list[str] | None = None
    unknown: list[Part] | None = None
    department: bool = False
    region: bool = False

    def doubt(self, reason: str) -> None:
        """Note a reason to doubt the place, once."""
        if self.reasons is None:
            self.reasons = []
        if reason not in self.reasons:
            self.reasons.append(reason)


def town_entries(part: Part, country: str, province: str | None = None) -> list[Entry]:
    """The towns of that name there; those that only a list by hand knows come last."""
    found = [entry for entry in part.of(TOWN) if entry.country == country]
    if province and country == "AR":
        found = [entry for entry in found if entry.province == province]
    return sorted(found, key=lambda entry: -entry.population)


def choose_country(known: list[Part], reading: Reading) -> None:
    """The country that is named, or the one where most of the names are."""
    named = [part for part in known if part.of(COUNTRY) and part.hint in (None, COUNTRY)]
    named = [part for part in named if not _town_of_another(part, known, reading.home)]
    if named:
        codes = list(dict.fromkeys(entry.country for part in named for entry in part.of(COUNTRY)))
        others = [part for part in known if part not in named]
        local = {entry.country for part in others for entry in part.entries if entry.kind in (TOWN, PROVINCE)}
        reading.country = next((code for code in codes if code in local), codes[0]) if len(codes) > 1 else codes[0]
        if len(codes) > 1:
            reading.doubt("several")
        known[:] = others
        return
    counts: dict[str, int] = {}
    for part in known:
        for code in {entry.country for entry in part.entries if entry.country and _fits(part, entry)}:
            counts[code] = counts.get(code, 0) + 1
    if not counts:
        return
    most = max(counts.values())
    best = [code for code, count in counts.items() if count == most]
    if any(entry.country == reading.home for entry in known[-1].of(PROVINCE)):
        best.append(reading.home)  # «…, Córdoba» is not in Spain
    if reading.home in best:
        reading.country = reading.home
        _look_abroad(known, best, reading)
    elif len(best) == 1:
        reading.country = best[0]
        _is_known(known, reading)
    else:
        reading.country = None
        _among_countries(known, best, reading)


def _town_of_another(part: Part, known: list[Part], home: str) -> bool:
    """Whether a country's name is that of a town in what another part names: «Puerto Rico, Misiones»."""
    if any(entry.country == home for entry in part.of(COUNTRY)):
        return False
    after = known[next(i for i, other in enumerate(known) if other is part) + 1 :]
    provinces = {entry.province for other in known if other is not part for entry in other.of(PROVINCE)}
    countries = {entry.country for other in after if not other.linked for entry in other.of(COUNTRY)}
    return any(entry.province in provinces or entry.country in countries for entry in part.of(TOWN))


def _fits(part: Part, entry: Entry) -> bool:
    """Whether a reading is of the kind that the answer says; a district may be a town or a province abroad."""
    if part.hint in (None, QUARTER) or entry.kind in (part.hint, REGION):
        return True
    if part.hint == TOWN:
        return entry.kind in (DEPARTMENT, QUARTER)
    return part.hint == DEPARTMENT and entry.country != "AR" and entry.kind in (PROVINCE, TOWN)


def _is_known(known: list[Part], reading: Reading) -> None:
    """Doubt a small town abroad that is named alone: it may be another, misspelt."""
    if len(known) > 1 or reading.country is None or not known[0].of(TOWN):
        return
    next_door = reading.country in _NEIGHBOURS.get(reading.home, frozenset())
    if _people(known, reading.country) < (_KNOWN_NEXT_DOOR if next_door else _KNOWN_FAR_AWAY):
        reading.doubt("countries")


def _people(known: list[Part], code: str) -> int:
    """How many live in the largest town of the first part's name in a country."""
    return max((entry.population for entry in known[0].of(TOWN) if entry.country == code), default=0)


def _look_abroad(known: list[Part], best: list[str], reading: Reading) -> None:
    """A name alone that is also that of a greater town abroad: which is meant, nobody can tell."""
    home = reading.home
    if len(known) > 1 or any(entry.kind == PROVINCE and entry.country == home for entry in known[0].entries):
        return
    if known[0].of(REGION) or not town_entries(known[0], home):
        return
    here = max(_people(known, home), 500)
    neighbours = _NEIGHBOURS.get(home, frozenset())
    people = {code: _people(known, code) / here for code in best if code != home}
    rival = {code: _RIVAL_NEXT_DOOR if code in neighbours else _RIVAL_FAR_AWAY for code in people}
    if any(people[code] >= rival[code] for code in people):
        reading.country = None
        reading.towns = [next(entry for entry in known[0].entries if entry.kind == TOWN and entry.country != home)]
        reading.doubt("countries")
    elif any(share >= _LESSER for share in people.values()):
        reading.doubt("countries")


def _among_countries(known: list[Part], best: list[str], reading: Reading) -> None:
    """A name that several countries abroad have: the one beside which all others are small, if any."""
    ranked = sorted(best, key=lambda code: _people(known, code), reverse=True)
    if _people(known, ranked[1]) < _people(known, ranked[0]) * _LESSER:
        reading.country = ranked[0]
        _is_known(known, reading)
        return
    town = next((entry for entry in known[0].entries if entry.kind == TOWN), None)
    if town:
        reading.towns = [town]
    reading.doubt("countries")
