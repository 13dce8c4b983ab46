"""Answers as QuestionnaireResponses: nothing about the person, and others can read them."""

from typing import Any

import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import given
from hypothesis import strategies as st

from questionnaires import uploads
from questionnaires.branching import kept
from questionnaires.faults import parse
from questionnaires.fhir import response
from tests.questionnaires.fhir.definitions import DATES, NUMBER, TIMES, definitions
from tests.questionnaires.fhir.test_round_trips import unhurried

URL = "https://spoerg.example/Questionnaire/dagbog"
DECLINED = {"declined": True}


def text(words: str) -> dict:
    return {"da": words, "en": f"{words} (en)"}


VAS = {"control": "vas", "minimum": 0, "maximum": 100}
MILLILITRES = {"unit": text("ml"), "unit_code": "mL"}
YES = {"code": "y", "display": "Ja", "system": "http://s.example"}
CHOICE = {
    "linkId": "sure", "type": "choice", "text": text("Sikker?"),
    "options": [
        {"code": "y", "text": text("Ja"), "system": "http://s.example"}, {"code": "n", "text": text("Nej")},
    ],
    "items": [{"linkId": "why", "type": "string", "text": text("Hvorfor?"), "maxLength": 100}],
}  # fmt: skip
WIDE = {
    "key": "dagbog",
    "version": "1.2",
    "title": text("Dagbog"),
    "reporter": "self",
    "licence": {"kind": "own", "owner": "Kilden"},
    "items": [
        CHOICE,
        {"linkId": "intro", "type": "display", "text": text("Læs")},
        {"linkId": "body", "type": "group", "items": [
            {"linkId": "heat", "type": "decimal", "text": text("Temperatur")},
            {"linkId": "pain", "type": "integer", "text": text("Ondt"), **VAS},
        ]},
        {"linkId": "rows", "type": "group", "repeats": True, "text": text("Dagen"), "items": [
            {"linkId": "at", "type": "time", "text": text("Hvornår?")},
            {"linkId": "amount", "type": "quantity", "text": text("Hvor meget?"), **MILLILITRES},
        ]},
        {
            "linkId": "many", "type": "open-choice", "text": text("Hvad?"),
            "repeats": True, "options": CHOICE["options"],
        },
        {"linkId": "on", "type": "date", "text": text("Dag")},
        {"linkId": "own", "type": "text", "text": text("Andet?"), "maxLength": 200},
    ],
}  # fmt: skip
DEFINITION = parse(WIDE)
ANSWERS = {
    "sure": "y",
    "why": "Fordi",
    "heat": "36.60",
    "pain": 0,
    "rows": [{"at": "10:00", "amount": "250"}, {"at": "12:30"}],
    "many": ["n", {"other": "Vand"}],
    "on": DECLINED,
    "own": "Alt godt",
}


def written(answers: dict, language: str = "da", **more: Any) -> dict:
    found = response(DEFINITION, URL, "1.2", answers, language, **more)
    QuestionnaireResponse.model_validate_json(uploads.written(found))
    return found


def items(found: dict) -> dict[str, list[dict]]:
    """Return the items of a response by their linkId."""
    by_link_id: dict[str, list[dict]] = {}
    waiting = list(found.get("item", []))
    while waiting:
        item = waiting.pop(0)
        by_link_id.setdefault(item["linkId"], []).append(item)
        waiting += item.get("item", [])
        for answer in item.get("answer", []):
            waiting += answer.get("item", [])
    return by_link_id


def answer(answers: dict, link_id: str) -> list[dict]:
    return items(written(answers))[link_id][0]["answer"]


def test_the_head_names_the_version_and_nobody() -> None:
    found = written(ANSWERS)

    assert {name: value for name, value in found.items() if name != "item"} == {
        "resourceType": "QuestionnaireResponse",
        "language": "da",
        "questionnaire": "https://spoerg.example/Questionnaire/dagbog|1.2",
        "status": "completed",
    }


@pytest.mark.parametrize(
    ("answers", "link_id", "expected"),
    [
        ({"sure": "y"}, "sure", {"valueCoding": YES}),
        ({"sure": "n"}, "sure", {"valueCoding": {"code": "n", "display": "Nej"}}),
        ({"pain": 0}, "pain", {"valueInteger": 0}),
        ({"on": "2026-11-24"}, "on", {"valueDate": "2026-11-24"}),
        ({"own": "Alt godt"}, "own", {"valueString": "Alt godt"}),
        ({"rows": [{"at": "10:00"}]}, "at", {"valueTime": "10:00:00"}),
    ],
)  # fmt: skip
def test_each_answer_is_of_the_kind_fhir_wants(answers: dict, link_id: str, expected: dict) -> None:
    assert answer(answers, link_id) == [expected]


def test_numbers_are_as_exact_as_they_were_answered() -> None:
    assert '"valueDecimal": 36.60' in uploads.written(written(ANSWERS))


def test_a_quantity_has_its_unit_and_code() -> None:
    (found,) = answer({"rows": [{"amount": "250"}]}, "amount")

    assert found["valueQuantity"] == {
        "value": 250,
        "unit": "ml",
        "system": "http://unitsofmeasure.org",
        "code": "mL",
    }


def test_each_row_is_a_group_of_its_own() -> None:
    rows = items(written(ANSWERS))["rows"]

    assert [[item["linkId"] for item in row["item"]] for row in rows] == [["at", "amount"], ["at"]]


def test_several_answers_are_several_and_own_words_are_text() -> None:
    assert answer(ANSWERS, "many") == [
        {"valueCoding": {"code": "n", "display": "Nej"}},
        {"valueString": "Vand"},
    ]


def test_what_somebody_would_rather_not_answer_says_so() -> None:
    assert answer({"on": DECLINED}, "on") == [
        {
            "extension": [
                {
                    "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
                    "valueCode": "asked-declined",
                }
            ]
        }
    ]


def test_what_was_passed_over_is_absent_and_so_is_an_empty_group() -> None:
    assert "item" not in written({})
    assert set(items(written({"sure": "n", "rows": [], "many": [], "own": ""}))) == {"sure"}


def test_a_question_below_another_stands_below_its_answer() -> None:
    (found,) = answer({"sure": "y", "why": "Fordi"}, "sure")

    assert found["item"][0]["answer"] == [{"valueString": "Fordi"}]


def test_a_question_below_one_that_was_passed_over_stands_below_the_question() -> None:
    (found,) = written({"why": "Fordi"})["item"]

    assert "answer" not in found
    assert found["item"][0]["linkId"] == "why"


def test_words_are_in_the_language_that_was_answered_in() -> None:
    found = written({"sure": "y"}, "en")

    assert found["item"][0]["text"] == "Sikker? (en)"
    assert found["item"][0]["answer"][0]["valueCoding"]["display"] == "Ja (en)"
    assert written({"sure": "y"}, "ar")["language"] == "da"


def test_own_words_can_be_left_out_wherever_they_stand() -> None:
    found = written(ANSWERS | {"own": DECLINED}, with_text=False)

    said = str(found)
    assert "Fordi" not in said
    assert "Vand" not in said
    assert items(found)["own"][0]["answer"][0]["extension"]
    assert items(found)["many"][0]["answer"] == [{"valueCoding": {"code": "n", "display": "Nej"}}]


def answers_to(draw: Any, asked: tuple) -> dict:
    """Return something for about every second question."""
    plain = {
        "boolean": st.booleans(), "integer": st.integers(-99, 99), "decimal": NUMBER, "quantity": NUMBER,
        "date": DATES, "time": TIMES, "string": st.just("ord"), "text": st.just("ord"),
    }  # fmt: skip
    found: dict = {}
    for item in asked:
        if item.is_rows:
            found[item.link_id] = [
                answers_to(draw, item.items) for _ in range(draw(st.integers(0, 2)))
            ]
            continue
        found |= answers_to(draw, item.items)
        if not item.is_question or draw(st.booleans()):
            continue
        value = draw(plain[item.type] if item.type in plain else st.sampled_from(item.codes))
        found[item.link_id] = draw(st.sampled_from(([value] if item.repeats else value, DECLINED)))
    return found


@pytest.mark.thorough
@unhurried
@given(st.data(), definitions())
def test_answers_to_any_questionnaire_can_be_read_by_others(data: Any, document: dict) -> None:
    definition = parse(document)
    answers = kept(definition, answers_to(data.draw, definition.items))

    found = response(definition, URL, "1", answers)

    QuestionnaireResponse.model_validate_json(uploads.written(found))
    answered = {
        name for name, given in items(found).items() if any("answer" in one for one in given)
    }
    assert answered == given_to(definition.items, answers)


def given_to(asked: tuple, answers: dict) -> set[str]:
    """Return the linkIds that are answered, in rows and outside."""
    found = set()
    for item in asked:
        rows = answers.get(item.link_id, []) if item.is_rows else [answers]
        found |= {name for row in rows for name in given_to(item.items, row)}
        found |= {item.link_id} if item.is_question and item.link_id in answers else set()
    return found
