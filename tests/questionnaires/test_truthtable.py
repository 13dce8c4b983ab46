"""What makes a question asked, as the JSON that a page judges. A browser test holds the script to it."""

import json
from typing import Any

import pytest

from questionnaires.branching import OPERATORS
from questionnaires.truthtable import has_conditions, places, table
from tests.questionnaires.made import definition, group, question, rating, text, when

YES_NO = [{"code": "ja", "text": text("Ja")}, {"code": "nej", "text": text("Nej")}]


def condition(asked: dict, operator: str, answer: Any) -> dict:
    """Return the condition of a question that waits for another, as the page gets it."""
    made = definition(asked, question("then", "boolean", enableWhen=[when("a", operator, answer)]))
    (found,) = line(table(made), 2)["when"]
    assert found.pop("of") == 1
    return found


def line(lines: list[dict], at: int) -> dict:
    (found,) = (each for each in lines if each["at"] == at)
    return found


def test_a_definition_without_conditions_needs_no_table() -> None:
    assert not has_conditions(definition(question("a", "boolean")))
    assert has_conditions(
        definition(
            question("a", "boolean"), group("g", question("b", "boolean", enableWhen=[when("a", "=", True)]))
        )
    )  # fmt: skip


def test_a_link_id_that_is_no_name_for_html_is_called_by_its_place() -> None:
    made = definition(group("/g 1", question('"><b>', "boolean")), question("'", "boolean"))

    assert places(made) == {"/g 1": 1, '"><b>': 2, "'": 3}
    assert [each["field"] for each in table(made) if "field" in each] == [1, 2]
    assert "<b>" not in json.dumps(table(made))


@pytest.mark.parametrize(
    ("operator", "answer", "found"),
    [
        ("=", "ja", {"codes": ["ja"]}),
        ("!=", "ja", {"codes": ["ja"], "empty": True}),
        ("exists", True, {"codes": ["ja", "nej"]}),
        ("exists", False, {"codes": ["ja", "nej"], "empty": True}),
    ],
)
def test_a_choice_lists_the_codes_that_decide(operator: str, answer: Any, found: dict) -> None:
    assert condition(question("a", "choice", options=YES_NO), operator, answer) == found


@pytest.mark.parametrize(
    ("operator", "answer", "found"),
    [
        ("=", "ja", {"codes": ["ja"]}),
        ("=", "Måske", {"codes": [], "words": "Måske"}),
        ("!=", "Måske", {"codes": [], "words": "Måske", "empty": True}),
        ("exists", True, {"codes": ["ja", "nej"], "words": True}),
    ],
)
def test_own_words_are_never_a_code(operator: str, answer: Any, found: dict) -> None:
    assert condition(question("a", "open-choice", options=YES_NO), operator, answer) == found


@pytest.mark.parametrize(
    ("operator", "answer", "found"),
    [
        ("=", True, {"codes": ["true"]}),
        ("!=", False, {"codes": ["false"], "empty": True}),
        ("exists", True, {"codes": ["true", "false"]}),
    ],
)
def test_yes_and_no_are_called_as_the_page_sends_them(
    operator: str, answer: bool, found: dict
) -> None:
    assert condition(question("a", "boolean"), operator, answer) == found


@pytest.mark.parametrize(
    ("kind", "operator", "answer", "found"),
    [
        ("integer", ">", 3, {"op": ">", "than": 3}),
        ("decimal", "<=", "36.60", {"op": "<=", "than": 36.6}),
        ("decimal", "!=", "0.1", {"op": "=", "than": 0.1, "empty": True}),
        ("integer", "exists", False, {"op": "exists", "empty": True}),
        ("date", ">=", "2026-01-01", {"op": ">=", "than": "2026-01-01"}),
        ("time", "<", "12:00", {"op": "<", "than": "12:00"}),
    ],
)
def test_numbers_and_days_are_compared(kind: str, operator: str, answer: Any, found: dict) -> None:
    assert condition(question("a", kind), operator, answer) == found


def test_words_are_equal_or_not() -> None:
    asked = question("a", "string", maxLength=20)

    assert condition(asked, "=", "ja") == {"words": "ja"}
    assert condition(asked, "exists", True) == {"words": True}


def test_every_operator_has_a_place_in_the_table() -> None:
    for operator in OPERATORS:
        answer: Any = True if operator == "exists" else 3
        assert condition(question("a", "integer"), operator, answer)["op"] in OPERATORS


def test_each_line_comes_after_those_it_waits_for() -> None:
    made = definition(
        rating("last", enableWhen=[when("middle", "=", "1")]),
        rating("middle", enableWhen=[when("first", "exists", True)]),
        rating("first"),
    )

    assert [each["at"] for each in table(made)] == [3, 2, 1]


def test_a_group_takes_all_below_it_along_and_a_row_is_marked() -> None:
    made = definition(
        rating("a"),
        group(
            "rows",
            rating("b", repeats=True),
            rating("c", enableWhen=[when("a", "=", "1"), when("b", "=", "2")], enableBehavior="any"),
            repeats=True,
        ),
    )  # fmt: skip
    lines = table(made)

    assert line(lines, 2) == {"at": 2}
    assert line(lines, 3) == {
        "at": 3,
        "above": 2,
        "row": True,
        "field": 2,
        "kind": "code",
        "many": True,
    }
    assert line(lines, 4)["any"] is True
    assert [each["of"] for each in line(lines, 4)["when"]] == [1, 3]
