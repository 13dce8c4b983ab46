"""A QuestionnaireResponse comes in: every fault with its place, and nothing of the person. Pure."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires import uploads
from questionnaires.branching import kept
from questionnaires.faults import parse
from questionnaires.fhir import answered, response
from questionnaires.fhir import read as read_questionnaire
from questionnaires.fhir.answers import Answered
from tests.conftest import ORACLES
from tests.questionnaires.fhir.definitions import definitions
from tests.questionnaires.fhir.test_responses import ANSWERS, URL, WIDE
from tests.questionnaires.fhir.test_round_trips import unhurried

OURS = "https://kilden.example/fhir/Questionnaire/dagbog"
MODIFIED = (
    "modifierExtension may change what the answers mean. Take it out, or leave the entry out."
)
NO_DAY = "authored has no day that can be read. Write it as 2026-11-24, or give the week."
UNFINISHED = "The status is not completed or amended. Send it when it is finished."
NO_ITEM = "There is no such question here. Check the linkId, or take the item out."
NO_RESPONSE = "This is no QuestionnaireResponse. Leave it out."
MISFIT = "The answer has no value that fits the question (Integer). Mend the value[x]."
CPR = "311235-4123"
DEFINITION = parse(
    WIDE
    | {
        "items": [
            each | ({"may_decline": True} if each["linkId"] == "on" else {})
            for each in WIDE["items"]
        ]
    }
)
HL7 = "http://hl7.org/fhir/StructureDefinition/"


def resource(*items: dict, **changes: Any) -> dict:
    head = {"resourceType": "QuestionnaireResponse", "status": "completed"}
    return head | ({"item": list(items)} if items else {}) | changes


def item(link_id: str, *answers: dict, **more: Any) -> dict:
    return {"linkId": link_id} | ({"answer": list(answers)} if answers else {}) | more


def told(*items: dict, **changes: Any) -> list[str]:
    return [str(fault) for fault in answered(DEFINITION, resource(*items, **changes)).faults]


def test_what_we_write_is_what_we_read() -> None:
    written = uploads.written(response(DEFINITION, OURS, "1.2", ANSWERS, "en"))

    found = answered(DEFINITION, uploads.read_text(written))

    assert found == Answered(ANSWERS, [], "en", None)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        pytest.param([], NO_RESPONSE, id="a list"),
        pytest.param({"resourceType": "Patient"}, NO_RESPONSE, id="other"),
        pytest.param(resource(status="in-progress"),
                     f"status: {UNFINISHED}", id="begun"),
        pytest.param(resource(status=None),
                     f"status: {UNFINISHED}", id="none"),
        pytest.param(resource(modifierExtension=[]),
                     MODIFIED,
                     id="modified"),
        pytest.param(resource(questionnaire=f"{OURS}|0.9"),
                     "questionnaire: This answers version 0.9. The access point asks 1.2: choose another.",
                     id="another version"),
        pytest.param(resource(questionnaire="http://x.dk/Anna"),
                     f"questionnaire: This answers another questionnaire. The access point asks "
                     f"{OURS}|1.2: choose another.", id="another questionnaire"),
        pytest.param(resource(authored="2013-06"),
                     f"authored: {NO_DAY}",
                     id="a month"),
        pytest.param(resource(authored="2013-99-99T10:00:00Z"),
                     f"authored: {NO_DAY}",
                     id="no day"),
    ],
)  # fmt: skip
def test_a_resource_that_cannot_be_taken_in_says_why(given: Any, sentence: str) -> None:
    assert [str(fault) for fault in answered(DEFINITION, given).faults] == [sentence]


@pytest.mark.parametrize("named", [f"{OURS}|1.2", OURS, None])
def test_the_version_is_known_by_its_address_or_taken_as_asked(named: str | None) -> None:
    assert told(item("pain", {"valueInteger": 5}), questionnaire=named) == []


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        pytest.param([item("Anna Jensen", {"valueString": CPR})],
                     f"item 1: {NO_ITEM}",
                     id="an unknown question"),
        pytest.param([7], f"item 1: {NO_ITEM}",
                     id="no item"),
        pytest.param([item("body", {"valueString": CPR})],
                     f'item 1 (linkId "body"): {NO_ITEM}', id="an answer to a heading"),
        pytest.param([item("pain", {"valueInteger": 1}), item("pain", {"valueInteger": 1})],
                     'item 2 (linkId "pain"): This question is answered twice. Leave one answer.',
                     id="twice"),
        pytest.param([item("body", item=[item("heat", {"valueString": CPR})])],
                     f'item 1 (linkId "body")/1 (linkId "heat"): {MISFIT.replace("Integer", "Decimal")}',
                     id="of another kind"),
        pytest.param([item("pain", {})],
                     f'item 1 (linkId "pain"): {MISFIT}', id="no value"),
        pytest.param([item("pain", {"valueInteger": 1, "valueDecimal": 1})],
                     f'item 1 (linkId "pain"): {MISFIT}', id="two values"),
        pytest.param([item("pain", {"valueInteger": 1}, {"valueInteger": 2})],
                     'linkId "pain": Write a whole number.', id="two answers to one"),
        pytest.param([item("pain", {"valueInteger": 101})], 'linkId "pain": Write 100 or less.',
                     id="too much"),
        pytest.param([item("sure", {"valueCoding": {"code": CPR}})],
                     'linkId "sure": Choose among the answers.', id="no option"),
        pytest.param([item("own", {"valueString": f"Bo {CPR}"})],
                     'linkId "own": There is a CPR number in the text. Take it out, then send again.',
                     id="CPR"),
        pytest.param([item("pain", {"valueInteger": 1}, modifierExtension=[{"url": "x"}])],
                     f'item 1 (linkId "pain"): {MODIFIED}', id="modified"),
        pytest.param([item("rows", item=[item("amount", {"valueQuantity": {"value": 2, "code": "L"}})])],
                     'item 1 (linkId "rows")/1 (linkId "amount"): The unit is not mL. Convert the number.',
                     id="another unit"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place_and_never_with_the_answer(
    items: list, sentence: str
) -> None:
    found = told(*items)

    assert found == [sentence]
    assert CPR not in str(found)
    assert "Anna" not in str(found)


def test_all_faults_are_told_at_once() -> None:
    assert len(told(item("x"), item("pain", {}), item("heat", {"valueBoolean": True}))) == 3


def test_items_below_items_have_an_end() -> None:
    deep = item("body")
    for _ in range(30):
        deep = item("body", item=[deep])

    assert told(deep)[-1].endswith("The items stand more than 16 deep.")


def test_rows_own_choices_and_declining_come_in() -> None:
    found = answered(
        DEFINITION,
        resource(
            item("rows", item=[item("at", {"valueTime": "08:00:00"})]),
            item("rows"),
            item("rows", item=[item("amount", {"valueQuantity": {"value": 250, "unit": "ml"}})]),
            item("many", {"valueString": "Vand"}, {"valueCoding": {"code": "n"}}),
            item("on", {"extension": [{"url": f"{HL7}data-absent-reason", "valueCode": "asked-declined"}]}),
        ),
    )  # fmt: skip

    assert found.faults == []
    assert found.answers == {
        "rows": [{"at": "08:00"}, {}, {"amount": "250"}],
        "many": [{"other": "Vand"}, "n"],
        "on": {"declined": True},
    }


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-04-24", date(2024, 4, 24)),
        ("2024-04-24T19:17:37.563Z", datetime.fromisoformat("2024-04-24T19:17:37.563+00:00")),
        ("2013-06-18T00:00:00+01:00", datetime.fromisoformat("2013-06-18T00:00:00+01:00")),
    ],
)
def test_the_moment_is_handed_on_to_become_a_week(written: str, moment: date) -> None:
    given = resource(item("pain", {"valueInteger": 1}), authored=written)

    assert answered(DEFINITION, given).authored == moment
    assert answered(DEFINITION, given, with_day=False).authored is None


def test_who_it_is_about_is_never_looked_at() -> None:
    person = {
        name: {"reference": f"Patient/{CPR}", "display": "Anna", "value": CPR}
        for name in ("subject", "author", "source", "identifier", "encounter", "text", "meta")
    }
    given = resource(item("pain", {"valueInteger": 1}, text=CPR), id=CPR, **person)

    found = answered(DEFINITION, given)

    assert CPR not in str(found)
    assert found == answered(DEFINITION, resource(item("pain", {"valueInteger": 1})))


@pytest.mark.thorough
@unhurried
@given(st.data())
def test_any_questionnaire_takes_its_own_answers_back(data: st.DataObject) -> None:
    made = parse(data.draw(definitions()))
    answers = kept(made, {})

    assert answered(made, response(made, URL, made.version, answers)).answers == answers


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["linkId", "item", "answer", "valueString", "extension", "value"]),
            inside,
        )
    ),
    max_leaves=12,
)


@pytest.mark.thorough
@given(JSON, st.sampled_from(["item", "authored", "language", "questionnaire", "status"]))
def test_any_json_is_read_or_refused_with_a_sentence(given_json: Any, name: str) -> None:
    found = answered(DEFINITION, resource(**{name: given_json}))

    assert all(str(fault) for fault in found.faults)


def met(name: str) -> Answered:
    """Let a public response meet the questionnaire it was made for."""
    folder = ORACLES / "fhir"
    questions = json.loads((folder / f"good/{name}.json").read_text("utf-8"))
    reading = read_questionnaire(questions, "own")
    given = json.loads((folder / f"responses/{name}.response.json").read_text("utf-8"))
    return answered(parse(reading.document), given)


@pytest.mark.oracle
def test_a_public_response_that_does_not_fit_its_questionnaire_is_told() -> None:
    """HL7's own example: it has answers as text where its questionnaire asks yes or no."""
    found = met("f201-hl7-example")

    assert [str(fault) for fault in found.faults] == [
        f'item 1 (linkId "1")/1: {NO_ITEM}',
        *(
            f'item 3 (linkId "3")/{number} (linkId "3.{number}"): The answer has no value that fits the '
            "question (Boolean). Mend the value[x]."
            for number in (1, 2)
        ),
    ]
    assert found.answers["2.3"] == "The Netherlands"


@pytest.mark.oracle
def test_questions_asked_once_for_each_choice_are_told() -> None:
    """Ours are asked once, whatever was chosen above; nothing is thrown away in silence."""
    found = met("repeating-choice-nested-items")

    assert {fault.sentence for fault in found.faults} == {
        "This question is answered twice. Leave one answer."
    }
    assert found.answers["/choice"] == ["C1", "C2"]
