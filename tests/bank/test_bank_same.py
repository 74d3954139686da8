"""Three levels of the same, and what people decide about them."""

from __future__ import annotations

import pytest
from bank_sheets import BANK, CLUB, issue, sheet

from ingest.bank import Bank, Reading
from ingest.bank.entry import Sameness
from schema.result import IssueCode


@pytest.fixture
def bank(tmp_path):
    with Bank.open(tmp_path / "bank.db", BANK) as opened:
        yield opened


def put(bank, *results):
    bank.add(Reading(result.source.path, result.source.sha256, (result,)) for result in results)
    return bank.contents()


def shown(contents):
    return [entry.source.path for entry in contents.entries]


def repeats(contents):
    return [(repeat.entry.source.path, str(repeat.sameness), repeat.of.source.path) for repeat in contents.repeats]


def test_the_same_answers_in_another_file_are_one_entry_with_a_warning(bank):
    contents = put(bank, sheet("b.docx"), sheet("a.pdf"))
    assert shown(contents) == ["b.docx"] and repeats(contents) == [("a.pdf", "answers", "b.docx")]
    [warning] = contents.repeats[0].entry.issues
    assert (warning.code, warning.severity, warning.detail["of"]) == ("duplicate", "warning", "b.docx")
    assert warning.message == "Repite la planilla «b.docx»."


def test_sheets_without_answers_are_not_the_same(bank):
    empty = dict.fromkeys(BANK.keys) | {"palabras_clave": [], "enlaces": []}
    doubts = [issue(IssueCode.MISSING, "origen")]
    assert len(put(bank, sheet("a.docx", *doubts, **empty), sheet("b.docx", *doubts, **empty)).entries) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"identificacion": "HUERTAS EN LOS PÁTIOS"},
        {"identificacion": "Huerta en los patios"},
        {"identificacion": "«Huertas en los patios»."},
        {"identificacion": "Las huertas de los pátios"},
        {"identificacion": "Huertas en los paitos"},
        {"localidad": None, "localizacion": "Corrientes"},
        {"origen": "Otro comienzo."},
    ],
)
def test_the_same_initiative_sent_again_is_its_later_version(bank, changes):
    old = sheet("a.docx", received="2020-05-01T10:00:00-03:00")
    new = sheet("b.docx", received="2020-05-09T10:00:00-03:00", **({"resumen": "Más familias."} | changes))
    contents = put(bank, new, old)
    assert shown(contents) == ["b.docx"] and repeats(contents) == [("a.docx", "earlier", "b.docx")]
    assert set(contents.repeats[0].changed) == {"resumen", *changes}


@pytest.mark.parametrize(
    "changes",
    [
        {"identificacion": "Huertas en las plazas"},
        {"localidad": "Esquina", "localizacion": "Esquina, Corrientes"},
        {"identificacion": "Huertas en los patios 2"},
        {"identificacion": "Huertas en los patios de Goya Norte"},
        {"identificacion": None},
    ],
)
def test_what_differs_in_name_or_place_is_another_initiative(bank, changes):
    assert len(put(bank, sheet("a.docx"), sheet("b.docx", **changes)).entries) == 2


def test_the_moment_counts_not_its_writing(bank):
    noon = sheet("a.docx", received="2020-05-01T12:00:00+00:00", origen="Al mediodía.")
    later = sheet("b.docx", received="2020-05-01T10:00:00-03:00", origen="Una hora después.")
    assert shown(put(bank, later, noon)) == ["b.docx"]


def test_a_sheet_with_two_possible_homes_joins_the_first_and_does_not_bring_them_together(bank):
    goya, esquina = sheet("a.docx"), sheet("b.docx", localidad="Esquina", localizacion="Esquina, Corrientes")
    vague = sheet("c.docx", localidad=None, localizacion="Corrientes", origen="¿Cuál?")
    assert shown(put(bank, goya, esquina, vague)) == ["b.docx", "c.docx"]


def test_people_can_tell_sheets_apart_and_take_it_back(bank):
    old, new = sheet("a.docx"), sheet("b.docx", origen="Otro comienzo.")
    contents = put(bank, old, new)
    earlier = contents.repeats[0].entry.id
    bank.split(earlier, "Ana")
    assert shown(bank.contents()) == ["a.docx", "b.docx"]
    assert bank.rejoin(earlier) and not bank.rejoin(earlier)
    assert shown(bank.contents()) == ["b.docx"]


def test_people_can_put_sheets_together(bank):
    old, new = sheet("a.docx"), sheet("b.docx", identificacion="Patios que alimentan", localidad=None)
    first, second = put(bank, old, new).entries
    bank.merge(first.id, second.id, "Ana")
    assert repeats(bank.contents()) == [("a.docx", "earlier", "b.docx")]
    with pytest.raises(KeyError):
        bank.merge(first.id, "nothing", "Ana")


def test_split_undoes_a_repeat_of_answers_too(bank):
    contents = put(bank, sheet("a.docx"), sheet("b.docx"))
    assert contents.repeats[0].sameness is Sameness.ANSWERS
    bank.split(contents.repeats[0].entry.id, "Ana")
    assert shown(bank.contents()) == ["a.docx", "b.docx"]


def test_a_form_without_places_needs_names_that_are_nearly_equal(tmp_path):
    with Bank.open(tmp_path / "clubs.db", CLUB) as bank:
        contents = put(
            bank,
            sheet("a.txt", form=CLUB, club="Hill Lane Allotments", area=1.0),
            sheet("b.txt", form=CLUB, club="Hill Lane allotments", area=2.0),
            sheet("c.txt", form=CLUB, club="Mill Lane Allotments", area=3.0),
        )
        assert shown(contents) == ["b.txt", "c.txt"]
