"""What goes out as FHIR comes in again as the same, and others can read it."""

import json
from pathlib import Path

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from hypothesis import HealthCheck, given, settings

from questionnaires import documents, uploads
from questionnaires.faults import parse
from questionnaires.fhir import canonical, read, write
from tests.questionnaires.fhir.definitions import definitions
from tests.questionnaires.fhir.files import file, made, question

pytestmark = pytest.mark.thorough

INSTRUMENTS = sorted(Path("questionnaires/instruments").rglob("*.json"))
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def out_and_in(document: dict) -> dict:
    found = documents.read(uploads.written(write(document)).encode())
    assert not found.faults
    assert found.document is not None
    return found.document


@unhurried
@given(definitions())
def test_any_definition_comes_out_and_in_as_the_same(document: dict) -> None:
    first = out_and_in(document)

    assert parse(first) == parse(document)
    assert out_and_in(first) == first


@unhurried
@given(definitions())
def test_others_can_read_what_we_write(document: dict) -> None:
    Questionnaire.model_validate_json(uploads.written(write(document)))


@pytest.mark.parametrize("path", INSTRUMENTS, ids=lambda path: path.stem)
def test_a_shipped_instrument_comes_out_and_in_as_the_same(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))

    first = out_and_in(document)

    assert parse(first) == parse(document)
    assert out_and_in(first) == first
    Questionnaire.model_validate_json(uploads.written(write(document)))


def test_a_file_of_ours_comes_in_without_any_warning() -> None:
    path = Path("questionnaires/instruments/kontakten_i_dag.json")

    found = read(write(json.loads(path.read_text(encoding="utf-8"))))

    assert found.warnings == []


def test_numbers_go_out_as_they_are_written() -> None:
    document = made(question()) | {"items": [
        {"linkId": "q", "type": "decimal", "text": {"da": "T"}, "minimum": "36.60", "maximum": "41"}
    ]}  # fmt: skip

    assert '"valueDecimal": 36.60' in uploads.written(write(document))


def test_a_questionnaire_without_an_address_gets_one_of_ours_and_keeps_none() -> None:
    document = made(question())

    assert write(document)["url"] == "https://kilden.example/fhir/Questionnaire/proeve"
    assert canonical(parse(document)) == "https://kilden.example/fhir/Questionnaire/proeve|2.0"
    assert "url" not in out_and_in(document)
    other = made(question(), url="http://u.example/q")
    assert out_and_in(other)["url"] == "http://u.example/q"


def test_the_status_is_the_one_it_is_told() -> None:
    assert write(made(question()), "retired")["status"] == "retired"


def test_the_text_of_a_file_of_ours_is_not_taken_for_markup() -> None:
    document = made(question()) | {"title": {"da": "Under <b>3</b>?"}}

    assert out_and_in(document)["title"] == {"da": "Under <b>3</b>?"}


def test_the_line_that_helps_has_a_linkid_nobody_else_has() -> None:
    helped = {"linkId": "q", "type": "boolean", "text": {"da": "Q"}, "help": {"da": "H"}}
    taken = helped | {"linkId": "q-help", "help": {}}

    found = write(made(question()) | {"items": [helped, taken]})

    assert found["item"][0]["item"][0]["linkId"] == "q-help-"


REPORTERS = "self, self_with_relative, self_with_staff, relative, staff"
OURS = "intro, thanks, age_question, reporter, licence, scales"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ('{"wibble": 1}', f"what Kilden added may hold {OURS} only."),
        ('{"intro": 1, "intro": 2}', 'The key "intro" stands twice in one object.'),
        ('{"scales": 7}', "scales: must be a list of at most 50."),
        ('{"intro": "Hej"}', "intro: is missing in Danish."),
        ('{"reporter": ["self"]}', f"reporter must be one of {REPORTERS}."),
        (7, "The file is not JSON: line 1, column 1."),
    ],
)
def test_what_stands_in_our_own_extension_is_trusted_no_more_than_the_rest(
    value: object, sentence: str
) -> None:
    ours = {"url": "https://kilden.example/fhir/questionnaire", "valueString": value}

    found = read(file(question(), extension=[ours]))

    assert [str(fault) for fault in found.faults] == [sentence]
