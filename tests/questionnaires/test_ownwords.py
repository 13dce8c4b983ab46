"""Which answers are own words, and what is left without them. Pure."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.ownwords import link_ids, replaced, without, words_of
from tests.questionnaires.fhir.test_responses import ANSWERS, DEFINITION
from tests.questionnaires.made import definition, group, question, text

YES_NO = [{"code": "ja", "text": text("Ja")}, {"code": "nej", "text": text("Nej")}]
MADE = definition(
    question("line", "string", maxLength=9, may_decline=True),
    question("one", "open-choice", options=YES_NO),
    question("many", "open-choice", options=YES_NO, repeats=True),
    question("code", "choice", options=YES_NO, items=[question("why", "text", maxLength=9)]),
    group("part", question("inside", "text", maxLength=9)),
    group("rows", question("ml", "integer"), question("note", "string", maxLength=9), repeats=True),
)
OTHER = {"other": "Ord"}


@pytest.mark.parametrize(
    ("answers", "found", "left"),
    [
        pytest.param({}, [], {}, id="nothing"),
        pytest.param({"line": {"declined": True}}, [], {"line": {"declined": True}}, id="declined"),
        pytest.param({"code": "ja"}, [], {"code": "ja"}, id="a code"),
        pytest.param({"one": "ja", "many": ["ja"]}, [], {"one": "ja", "many": ["ja"]}, id="chosen"),
        pytest.param({"line": "Ord"}, ["line"], {}, id="a line"),
        pytest.param({"one": OTHER}, ["one"], {}, id="something else"),
        pytest.param({"many": ["ja", OTHER]}, ["many"], {"many": ["ja"]}, id="several, and else"),
        pytest.param({"many": [OTHER]}, ["many"], {}, id="nothing but something else"),
        pytest.param({"code": "ja", "why": "Ord"}, ["why"], {"code": "ja"}, id="below an answer"),
        pytest.param({"inside": "Ord"}, ["inside"], {}, id="in a group"),
        pytest.param(
            {"rows": [{"ml": 1, "note": "Ord"}, {"note": "Ord"}, {"ml": 0}]},
            ["note"],
            {"rows": [{"ml": 1}, {}, {"ml": 0}]},
            id="in rows, once",
        ),
    ],
)
def test_own_words_are_known_and_can_be_left_out(answers: dict, found: list, left: dict) -> None:
    assert link_ids(MADE, answers) == found
    assert without(MADE, answers) == left
    assert without(MADE, answers, shown=found) == answers


def test_only_those_that_may_be_shown_are_left_in() -> None:
    answers = {"line": "Ord", "one": OTHER, "rows": [{"note": "Ord"}]}

    assert without(MADE, answers, shown=["one"]) == {"one": OTHER, "rows": [{}]}


def test_another_definition_has_its_own() -> None:
    assert link_ids(DEFINITION, ANSWERS) == ["why", "many", "own"]


def words_in(value: Any) -> str:
    return str(value).count("Ord") * "Ord"


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "line": st.just("Ord"),
            "one": st.sampled_from(["ja", OTHER]),
            "many": st.lists(st.sampled_from(["ja", "nej", OTHER]), min_size=1, max_size=2),
            "why": st.just("Ord"),
            "inside": st.just("Ord"),
            "rows": st.lists(st.sampled_from([{"ml": 0}, {"note": "Ord"}]), min_size=1, max_size=3),
        },
    )
)
def test_no_word_is_left_whatever_was_answered(answers: dict) -> None:
    assert not words_in(without(MADE, answers))
    assert bool(link_ids(MADE, answers)) == bool(words_in(answers))
    assert not link_ids(MADE, without(MADE, answers))


@pytest.mark.parametrize(
    ("link_id", "answers", "new", "left"),
    [
        pytest.param(
            "line",
            {"line": "Ord", "code": "ja"},
            ["Nyt"],
            {"line": "Nyt", "code": "ja"},
            id="a line",
        ),
        pytest.param("line", {"line": "Ord", "code": "ja"}, [None], {"code": "ja"}, id="erased"),
        pytest.param(
            "one", {"one": OTHER}, ["Nyt"], {"one": {"other": "Nyt"}}, id="something else"
        ),
        pytest.param("one", {"one": OTHER}, [None], {}, id="something else, erased"),
        pytest.param(
            "many", {"many": ["ja", OTHER]}, [None], {"many": ["ja"]}, id="what was ticked stays"
        ),
        pytest.param("many", {"many": [OTHER]}, [None], {}, id="nothing was ticked"),
        pytest.param(
            "inside", {"inside": "Ord", "line": "Ord"}, [None], {"line": "Ord"}, id="in a group"
        ),
        pytest.param(
            "note",
            {"rows": [{"ml": 1, "note": "A"}, {"ml": 2}, {"note": "B"}]},
            [None, "Nyt"],
            {"rows": [{"ml": 1}, {"ml": 2}, {"note": "Nyt"}]},
            id="in rows, each by itself",
        ),
    ],
)
def test_the_words_to_one_question_can_be_changed_or_taken_out(
    link_id: str, answers: dict, new: list, left: dict
) -> None:
    assert replaced(MADE, answers, link_id, new) == left
    assert list(words_of(MADE, left, link_id)) == [each for each in new if each]
