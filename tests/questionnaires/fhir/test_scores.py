"""A calculated score becomes a scale where its expression has a shape we know; it is never evaluated."""

import pytest

from questionnaires.faults import parse
from questionnaires.fhir.scores import understood
from tests.questionnaires.fhir.files import (
    HL7,
    SDC,
    condition,
    extension,
    faults,
    made,
    question,
    warnings,
)

SUM = ".answer.weight().sum()"
SOME = "%resource.item.where(linkId='a' or linkId = 'b')"


def weighted(link_id: str, *weights: float, **more: object) -> dict:
    options = [
        {
            "valueCoding": {"code": str(weight)},
            "extension": [extension(HL7 + "ordinalValue", valueDecimal=weight)],
        }
        for weight in weights
    ]
    return question(link_id, "choice", answerOption=options, **more)


def score(expression: str, link_id: str = "total") -> dict:
    written = {"language": "text/fhirpath", "expression": expression}
    return question(
        link_id,
        "decimal",
        extension=[extension(SDC + "calculatedExpression", valueExpression=written)],
    )


ASKED = (weighted("a", 0, 1, 2), weighted("b", 0, 0.5), question("other"))


def test_a_sum_over_named_questions_is_a_scale_in_which_a_missing_answer_counts_0() -> None:
    found = made(*ASKED, score(SOME + SUM))

    assert [item["linkId"] for item in found["items"]] == ["a", "b", "other"]
    assert found["scales"] == [
        {
            "key": "total",
            "title": {"da": "Text total"},
            "items": [{"linkId": "a"}, {"linkId": "b"}],
            "method": "sum",
            "missing": {"kind": "zero"},
            "direction": "lower_is_better",
            "least": 0,
            "greatest": "2.5",
        }
    ]
    assert warnings(*ASKED, score(SOME + SUM)) == [
        'item /q4 (linkId "total"): is read as the sum of 2 weights; a missing answer counts 0. Check the '
        "rule, and which direction is better."
    ]
    assert parse(found).scales


def test_a_sum_of_all_or_none_is_a_scale_without_a_score_where_one_is_missing() -> None:
    expression = f"iif({SOME}.answer.count() = 2, {SOME}{SUM}, {{}})"

    assert made(*ASKED, score(expression))["scales"][0]["missing"] == {"kind": "all"}
    assert warnings(*ASKED, score(expression)) == [
        'item /q4 (linkId "total"): is read as the sum of 2 weights, and as no score unless all are '
        "answered. Check the rule, and which direction is better."
    ]


@pytest.mark.parametrize(
    "expression",
    [
        "%resource.item.where(linkId in ('a' | 'b')).answer.value.ordinal().sum()",
        "%resource.item.where(linkId != 'other').answer.weight().sum()",
        "QuestionnaireResponse.descendants().where(linkId='a' or linkId='b').answer.weight().sum()",
    ],
)
def test_the_same_sum_may_be_written_in_other_ways(expression: str) -> None:
    assert [part["linkId"] for part in made(*ASKED, score(expression))["scales"][0]["items"]] == [
        "a",
        "b",
    ]


UNKNOWN = [
    "(1|2|3).repeat($this+1)",
    "%resource.item.answer.weight().sum()",
    "%resource.item.where(linkId.matches('^a')).answer.weight().sum()",
    SOME + ".answer.weight().avg()",
    SOME + SUM + " * 4",
    f"iif({SOME}.answer.count() >= 1, {SOME}{SUM}, {{}})",
    f"iif({SOME}.answer.count() = 3, {SOME}{SUM}, {{}})",
    f"iif(%resource.item.where(linkId='a').answer.count() = 1, {SOME}{SUM}, {{}})",
    "%resource.item.where(linkId='a' or linkId='nowhere').answer.weight().sum()",
    "%resource.item.where(linkId='a' or linkId='other').answer.weight().sum()",
    "%resource.item.where(linkId='a" + "x" * 6000 + "').answer.weight().sum()",
    "",
]


@pytest.mark.parametrize("expression", UNKNOWN)
def test_any_other_expression_is_left_to_a_person(expression: str) -> None:
    found = made(*ASKED, score(expression))

    assert "scales" not in found
    assert [item["linkId"] for item in found["items"]] == ["a", "b", "other"]
    assert warnings(*ASKED, score(expression)) == [
        'item /q4 (linkId "total"): score not imported, define it here.'
    ]


def test_a_sum_looks_only_where_the_expression_looks() -> None:
    inside = {"linkId": "g", "type": "group", "item": [weighted("a", 0, 1), weighted("b", 0, 1)]}
    deep = "%resource.descendants().where(linkId='a' or linkId='b')" + SUM

    assert "scales" not in made(inside, score(SOME + SUM))
    assert "scales" in made(inside, score(deep))


def test_a_sum_over_several_answers_of_one_question_is_left_to_a_person() -> None:
    given = (weighted("a", 0, 1, repeats=True), weighted("b", 0, 1))

    assert "scales" not in made(*given, score(SOME + SUM))


def test_two_scores_of_one_name_get_keys_of_their_own() -> None:
    found = made(*ASKED, score(SOME + SUM, "total 1"), score(SOME + SUM, "total-1"))

    assert [scale["key"] for scale in found["scales"]] == ["total-1", "total-1-2"]


def test_a_question_that_waits_for_a_score_is_refused() -> None:
    waits = [condition("total", ">", answerDecimal=0)]

    assert faults(*ASKED, score(SOME + SUM), question("last", enableWhen=waits)) == [
        'item /q5 (linkId "last"): enableWhen refers to "total", which is calculated and never asked.'
    ]


def test_a_linkid_with_spaces_is_read_as_it_is() -> None:
    read = understood("%resource.item.where( linkId = 'a b' ).answer.weight().sum()")

    assert read is not None
    assert read.links == ("a b",)
