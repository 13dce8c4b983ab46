"""enableWhen: each kind of answer, and everything that can be wrong with one."""

from typing import Any

import pytest

from tests.questionnaires.fhir.files import HL7, condition, extension, faults, made, question

MILLILITRES = extension(HL7 + "questionnaire-unitOption", valueCoding={"code": "mL"})
ASKED = (
    question("boolean"),
    question("integer", "integer"),
    question("decimal", "decimal"),
    question("quantity", "quantity", extension=[MILLILITRES]),
    question("date", "date"),
    question("time", "time"),
    question("string", "string"),
    question("choice", "choice"),
    question("open", "open-choice"),
)


def waiting(*conditions: dict, **more: Any) -> tuple:
    return (*ASKED, question("last", enableWhen=list(conditions), **more))


@pytest.mark.parametrize(
    ("question_id", "answer", "expected"),
    [
        ("boolean", {"answerBoolean": False}, False),
        ("integer", {"answerInteger": 4}, 4),
        ("decimal", {"answerDecimal": 5.6}, "5.6"),
        ("decimal", {"answerDecimal": 5}, "5"),
        ("quantity", {"answerQuantity": {"value": 40, "code": "mL"}}, "40"),
        ("date", {"answerDate": "2026-11-24"}, "2026-11-24"),
        ("time", {"answerTime": "10:00:00"}, "10:00"),
        ("string", {"answerString": "ja"}, "ja"),
        ("choice", {"answerCoding": {"code": "y"}}, "y"),
        ("choice", {"answerString": "y"}, "y"),
        ("open", {"answerString": "eget svar"}, "eget svar"),
    ],
)
def test_each_kind_of_answer_comes_along(question_id: str, answer: dict, expected: Any) -> None:
    found = made(*waiting(condition(question_id, "=", **answer)))

    assert found["items"][-1]["enableWhen"] == [
        {"question": question_id, "operator": "=", "answer": expected}
    ]


MISTYPED = [
    (
        "integer",
        "=",
        {"answerString": "4"},
        'enableWhen: answerString does not fit "integer" (integer).',
    ),
    (
        "integer",
        "=",
        {"answerInteger": "4"},
        'enableWhen: answerInteger does not fit "integer" (integer).',
    ),
    (
        "integer",
        "=",
        {"answerInteger": True},
        'enableWhen: answerInteger does not fit "integer" (integer).',
    ),
    (
        "decimal",
        "=",
        {"answerInteger": 4},
        'enableWhen: answerInteger does not fit "decimal" (decimal).',
    ),
    (
        "boolean",
        "=",
        {"answerBoolean": "true"},
        'enableWhen: answerBoolean does not fit "boolean" (boolean).',
    ),
    (
        "date",
        "=",
        {"answerInteger": "2022-09"},
        'enableWhen: answerInteger does not fit "date" (date).',
    ),
    (
        "date",
        "=",
        {"answerDate": "2022-09"},
        'enableWhen: "2022-09" is no answer to "date" (date).',
    ),
    (
        "time",
        "=",
        {"answerTime": "10:00:30"},
        'enableWhen: "10:00:30" is no answer to "time" (time).',
    ),
    ("choice", "=", {"answerCoding": {"code": "z"}}, 'enableWhen: "z" is no option of "choice".'),
    (
        "choice",
        "exists",
        {"answerCoding": {"code": "y"}},
        'enableWhen: answerCoding does not fit "choice" (choice).',
    ),
    (
        "choice",
        ">",
        {"answerCoding": {"code": "y"}},
        'enableWhen: ">" has no meaning for "choice" (choice).',
    ),
    ("choice", "=", {}, 'enableWhen on "choice" needs one answer.'),
    (
        "choice",
        "=",
        {"answerBoolean": True, "answerString": "y"},
        'enableWhen on "choice" needs one answer.',
    ),
    (
        "choice",
        "~",
        {"answerBoolean": True},
        "enableWhen: operator must be one of exists, =, !=, >, <, >=, <=.",
    ),
    ("q99", "=", {"answerBoolean": True}, 'enableWhen refers to "q99", which does not exist.'),
    ("", "=", {"answerBoolean": True}, "enableWhen names no question."),
]


@pytest.mark.parametrize(("question_id", "operator", "answer", "sentence"), MISTYPED)
def test_a_condition_that_cannot_hold_is_refused(
    question_id: str, operator: str, answer: dict, sentence: str
) -> None:
    told = faults(*waiting(condition(question_id, operator, **answer)))

    assert told == [f'item /q10 (linkId "last"): {sentence}']


def test_the_old_way_of_asking_for_any_answer_is_refused() -> None:
    old = {"question": "boolean", "hasAnswer": True}

    assert faults(*waiting(old)) == [
        'item /q10 (linkId "last"): "enableWhen.hasAnswer" belongs to FHIR STU3.'
    ]


def test_two_conditions_must_say_whether_all_or_any() -> None:
    two = [
        condition("boolean", "=", answerBoolean=True),
        condition("string", "exists", answerBoolean=True),
    ]

    assert faults(*waiting(*two)) == [
        'item /q10 (linkId "last"): several enableWhen need an enableBehavior: all or any.'
    ]
    assert "enableBehavior" not in made(*waiting(*two, enableBehavior="all"))["items"][-1]
    assert made(*waiting(*two, enableBehavior="any"))["items"][-1]["enableBehavior"] == "any"
    assert faults(*waiting(two[0], enableBehavior="some")) == [
        'item /q10 (linkId "last"): enableBehavior must be all or any.'
    ]


def test_a_code_of_another_system_than_the_options_never_comes() -> None:
    coded = [{"valueCoding": {"system": "http://a.example", "code": code}} for code in "yn"]
    asked = question("q", "choice", answerOption=coded)
    waits = [condition("q", "=", answerCoding={"system": "http://b.example", "code": "y"})]

    assert faults(asked, question("last", enableWhen=waits)) == [
        'item /q2 (linkId "last"): enableWhen: the code for "q" is of another system than its options.'
    ]


def test_nothing_is_said_about_answers_to_a_question_that_is_wrong_itself() -> None:
    broken = question("q", "choice", answerValueSet="#nowhere")
    waits = [condition("q", "=", answerCoding={"code": "z"})]

    assert len(faults(broken, question("last", enableWhen=waits))) == 1


def test_a_question_in_rows_cannot_be_waited_for_from_outside() -> None:
    rows = {"linkId": "g", "type": "group", "repeats": True, "item": [question("inner")]}
    waits = [condition("inner", "=", answerBoolean=True)]

    assert faults(rows, question("last", enableWhen=waits)) == [
        'item /q2 (linkId "last"): enableWhen refers to "inner", which is asked in the rows of a group.'
    ]
