"""FHIR's enableWhen: which questions are asked, which answers are kept, what is missing."""

from typing import Any

import pytest

from questionnaires.branching import (
    OPERATORS,
    Cycle,
    asked,
    asked_in_row,
    dependency_order,
    kept,
    missing,
)
from questionnaires.definition import DECLINED, Definition, read
from tests.questionnaires.made import definition, document, group, question, rating, text, when

TWO = [{"code": "a", "text": text("A")}, {"code": "b", "text": text("B")}]
TYPES: dict[str, dict] = {
    "boolean": {},
    "choice": {"options": TWO},
    "open-choice": {"options": TWO},
    "integer": {},
    "decimal": {},
    "quantity": {"unit": text("ml")},
    "date": {},
    "time": {},
    "string": {"maxLength": 20},
    "text": {"maxLength": 20},
}


def waiting(kind: str, operator: str, wanted: Any, **changes: Any) -> Definition:
    first = question("q", kind, **(TYPES[kind] | changes))
    return definition(first, rating("w", enableWhen=[when("q", operator, wanted)]))


def is_asked(made: Definition, answer: Any) -> bool:
    return "w" in asked(made, {"q": answer})


# --- The seven operators --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "operator", "wanted", "holds_for", "fails_for"),
    [
        ("boolean", "=", True, [True], [False, None]),
        ("boolean", "=", False, [False], [True, None]),
        ("boolean", "!=", True, [False, None], [True]),
        ("choice", "=", "a", ["a"], ["b", None]),
        ("choice", "!=", "a", ["b", None, DECLINED], ["a"]),
        ("open-choice", "=", "a", ["a"], ["b", {"other": "a"}, {"other": "x"}]),
        ("open-choice", "=", "x", [{"other": "x"}], ["a", {"other": "y"}]),
        ("open-choice", "!=", "x", ["a", {"other": "y"}, None], [{"other": "x"}]),
        ("integer", "=", 0, [0], [1, None]),
        ("integer", "!=", 0, [1, None], [0]),
        ("integer", ">", 3, [4], [3, 2, None]),
        ("integer", "<", 3, [2, 0], [3, 4, None]),
        ("integer", ">=", 3, [3, 4], [2, None]),
        ("integer", "<=", 3, [3, 2], [4, None]),
        ("integer", ">", 9, [10], [9]),
        ("decimal", "=", "1.5", ["1.5", "1.50"], ["1.51", "15"]),
        ("decimal", ">", "9.9", ["10", "9.91"], ["9.9", "9.90", "-10"]),
        ("quantity", "<=", 200, ["200", "200.0", "30"], ["200.1", None]),
        ("date", ">", "2026-09-30", ["2026-10-01"], ["2026-09-30", "2025-12-31", None]),
        ("date", "<=", "2026-09-30", ["2026-09-30", "2026-01-01"], ["2026-10-01"]),
        ("time", "<", "10:00", ["09:59"], ["10:00", "23:00", None]),
        ("time", ">=", "10:00", ["10:00"], ["09:59"]),
        ("string", "=", "ja", ["ja"], ["nej", "Ja", None]),
        ("text", "!=", "ja", ["nej", None], ["ja"]),
    ],
)  # fmt: skip
def test_an_operator_compares_as_its_type_does(
    kind, operator, wanted, holds_for, fails_for
) -> None:
    made = waiting(kind, operator, wanted)

    assert [answer for answer in holds_for if not is_asked(made, answer)] == []
    assert [answer for answer in fails_for if is_asked(made, answer)] == []


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("nothing", [None, "", [], DECLINED], ids=repr)
def test_exists_asks_whether_anything_was_answered(kind: str, nothing: Any) -> None:
    answer = {"boolean": False, "integer": 0, "decimal": "0", "quantity": "0"}.get(kind, "a")

    assert is_asked(waiting(kind, "exists", True), answer)
    assert not is_asked(waiting(kind, "exists", False), answer)
    assert not is_asked(waiting(kind, "exists", True), nothing)
    assert is_asked(waiting(kind, "exists", False), nothing)


def test_of_several_answers_one_is_enough() -> None:
    equal = waiting("choice", "=", "a", repeats=True)
    unequal = waiting("choice", "!=", "a", repeats=True)

    assert is_asked(equal, ["b", "a"])
    assert not is_asked(equal, ["b"])
    assert not is_asked(unequal, ["b", "a"])
    assert is_asked(unequal, ["b"])
    assert is_asked(unequal, [])


def test_each_of_the_seven_operators_is_there() -> None:
    assert sorted(OPERATORS) == sorted(["exists", "=", "!=", ">", "<", ">=", "<="])


# --- All, any, chains, groups ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("behavior", "answers", "is_asked"),
    [
        ("all", {"a": "1", "b": "1"}, True),
        ("all", {"a": "1", "b": "0"}, False),
        ("any", {"a": "1", "b": "0"}, True),
        ("any", {"a": "0", "b": "0"}, False),
        ("any", {}, False),
    ],
)
def test_conditions_hold_all_or_any(behavior: str, answers: dict, is_asked: bool) -> None:
    conditions = [when("a", "=", "1"), when("b", "=", "1")]
    made = definition(
        rating("a"), rating("b"), rating("w", enableWhen=conditions, enableBehavior=behavior)
    )

    assert ("w" in asked(made, answers)) is is_asked


def chain(length: int, operator: str = "=") -> Definition:
    links = [
        rating(f"q{at}", enableWhen=[when(f"q{at - 1}", operator, "1")]) for at in range(1, length)
    ]
    return definition(rating("q0"), *links)


def test_what_is_not_asked_counts_as_not_answered() -> None:
    answers = {"q0": "0", "q1": "1", "q2": "1"}

    assert asked(chain(3), answers) == {"q0"}
    assert kept(chain(3), answers) == {"q0": "0"}


def test_a_question_waiting_for_another_answer_is_asked_where_there_is_none() -> None:
    assert asked(chain(3, "!="), {"q0": "1", "q1": "1"}) == {"q0", "q2"}


def test_a_chain_of_two_hundred_is_followed_to_its_end() -> None:
    answers = {f"q{at}": "1" for at in range(200)}

    assert len(asked(chain(200), answers)) == 200
    assert asked(chain(200), answers | {"q0": "0"}) == {"q0"}
    assert kept(chain(200), answers) == answers


def test_a_chain_may_be_written_from_behind() -> None:
    made = chain(200)
    turned = definition(
        *(
            rating(f"q{at}", enableWhen=[when(f"q{at - 1}", "=", "1")]) if at else rating("q0")
            for at in reversed(range(200))
        )
    )
    answers = {f"q{at}": "1" for at in range(200)} | {"q150": "0"}

    assert asked(turned, answers) == asked(made, answers)
    assert len(asked(turned, answers)) == 151


def test_a_group_that_is_not_asked_takes_all_below_it_along() -> None:
    made = definition(
        rating("a"),
        group(
            "g",
            group("h", rating("b"), {"linkId": "t", "type": "display", "text": text("T")}),
            enableWhen=[when("a", "=", "1")],
        ),
        rating("w", enableWhen=[when("b", "exists", True)]),
    )
    answers = {"b": "1", "w": "1"}

    assert asked(made, answers | {"a": "1"}) == {"a", "g", "h", "b", "t", "w"}
    assert asked(made, answers | {"a": "0"}) == {"a"}
    assert kept(made, answers | {"a": "0"}) == {"a": "0"}


def test_a_question_below_a_question_goes_with_it() -> None:
    above = rating("b", enableWhen=[when("a", "=", "1")], items=[rating("c")])
    made = definition(rating("a"), above)

    assert kept(made, {"a": "1", "b": "1", "c": "1"}) == {"a": "1", "b": "1", "c": "1"}
    assert kept(made, {"a": "0", "b": "1", "c": "1"}) == {"a": "0"}


def test_a_ring_is_told_with_its_links() -> None:
    made = read(
        document(
            rating("a", enableWhen=[when("c", "exists", True)]),
            rating("b", enableWhen=[when("a", "exists", True)]),
            rating("c", enableWhen=[when("b", "exists", True)]),
        )
    )

    with pytest.raises(Cycle, match="^a → c → b → a$") as told:
        dependency_order(made)
    assert told.value.ring == ["a", "c", "b"]


# --- Rows -----------------------------------------------------------------------------------------

DIARY = definition(
    rating("night"),
    group(
        "rows",
        question("leak", "boolean", required=True),
        rating("how-much", enableWhen=[when("leak", "=", True)], required=True),
        rating("when-asleep", enableWhen=[when("night", "=", "1"), when("leak", "=", True)]),
        repeats=True,
    ),
)


def test_in_a_row_the_same_row_is_looked_at() -> None:
    answers = {"rows": [{"leak": True, "how-much": "1"}, {"leak": False, "how-much": "2"}]}

    assert kept(DIARY, answers) == {"rows": [{"leak": True, "how-much": "1"}, {"leak": False}]}
    assert asked_in_row(DIARY, answers, answers["rows"][0]) == {"leak", "how-much"}
    assert asked_in_row(DIARY, answers, answers["rows"][1]) == {"leak"}


def test_in_a_row_a_question_outside_of_it_is_seen() -> None:
    row = {"leak": True, "when-asleep": "1"}

    assert kept(DIARY, {"night": "1", "rows": [row]}) == {"night": "1", "rows": [row]}
    assert kept(DIARY, {"night": "0", "rows": [row]}) == {"night": "0", "rows": [{"leak": True}]}


def test_what_is_asked_in_rows_is_not_asked_outside_of_them() -> None:
    assert asked(DIARY, {"leak": True}) == {"night", "rows"}
    assert kept(DIARY, {"leak": True, "night": "1"}) == {"night": "1"}


def test_rows_without_an_answer_are_no_rows() -> None:
    assert kept(DIARY, {"rows": [{}, {"how-much": "1"}, {"leak": False}]}) == {
        "rows": [{"leak": False}]
    }
    assert kept(DIARY, {"rows": [{}, {"how-much": "1"}]}) == {}


def test_rows_of_a_group_that_is_not_asked_are_not_kept() -> None:
    made = definition(
        rating("a"), group("g", rating("b"), repeats=True, enableWhen=[when("a", "=", "1")])
    )
    rows = {"g": [{"b": "1"}]}

    assert kept(made, rows | {"a": "1"}) == rows | {"a": "1"}
    assert kept(made, rows | {"a": "0"}) == {"a": "0"}
    assert asked_in_row(made, rows | {"a": "0"}, {"b": "1"}) == frozenset()


NESTED = definition(
    group(
        "days",
        rating("kind"),
        group(
            "voids",
            rating("volume", required=True),
            rating("colour", enableWhen=[when("kind", "=", "2"), when("volume", "!=", "0")]),
            repeats=True,
            enableWhen=[when("kind", "!=", "0")],
        ),
        repeats=True,
    )
)


def test_rows_in_rows_see_the_row_around_them_and_no_other() -> None:
    void = {"volume": "1", "colour": "1"}
    days = [
        {"kind": "0", "voids": [void]},
        {"kind": "1", "voids": [void]},
        {"kind": "2", "voids": [void, {"volume": "0", "colour": "1"}]},
    ]

    assert kept(NESTED, {"days": days}) == {
        "days": [
            {"kind": "0"},
            {"kind": "1", "voids": [{"volume": "1"}]},
            {"kind": "2", "voids": [void, {"volume": "0"}]},
        ]
    }


def test_what_is_missing_in_rows_in_rows_is_found_there() -> None:
    days = [{"kind": "2", "voids": [{"colour": "1"}, {"volume": "1"}]}, {"kind": "0"}]

    assert [item.link_id for item in missing(NESTED, {"days": days})] == ["volume"]


# --- What is missing, and what is stored ----------------------------------------------------------


def lacking(made: Definition, answers: dict) -> list[str]:
    return [item.link_id for item in missing(made, answers)]


def test_a_required_question_is_missing_until_it_is_answered() -> None:
    made = definition(
        rating("a", required=True), rating("b"), question("c", "boolean", required=True)
    )

    assert lacking(made, {}) == ["a", "c"]
    assert lacking(made, {"a": "", "c": None}) == ["a", "c"]
    assert lacking(made, {"a": "0", "c": False}) == []


def test_a_required_question_that_was_declined_is_not_missing() -> None:
    made = definition(rating("a", required=True, may_decline=True))

    assert lacking(made, {"a": DECLINED}) == []


def test_a_required_question_is_not_missing_while_it_is_not_asked() -> None:
    made = definition(rating("a"), rating("b", required=True, enableWhen=[when("a", "=", "1")]))

    assert lacking(made, {"a": "0"}) == []
    assert lacking(made, {"a": "1"}) == ["b"]


def test_a_required_question_nobody_is_shown_is_not_missing() -> None:
    hidden = group("g", rating("b", required=True), hidden=True)

    assert lacking(definition(rating("a", required=True, hidden=True), hidden), {}) == []


def test_each_row_lacks_its_own_answer() -> None:
    rows = [{"leak": True}, {"leak": False}, {"leak": True, "how-much": "1"}, {}, {"leak": True}]

    assert lacking(DIARY, {"rows": rows}) == ["how-much", "how-much"]
    assert lacking(DIARY, {}) == []


def test_a_required_group_lacks_an_answer_where_nothing_in_it_was_answered() -> None:
    made = definition(
        rating("a"),
        group(
            "g",
            rating("b", enableWhen=[when("a", "=", "1")]),
            group("h", rating("c", enableWhen=[when("a", "=", "2")])),
            required=True,
        ),
    )

    assert lacking(made, {"a": "1"}) == ["g"]
    assert lacking(made, {"a": "1", "b": "0"}) == []
    assert lacking(made, {"a": "2", "c": "0"}) == []
    assert lacking(made, {"a": "2", "b": "0"}) == ["g"], "an answer that is not kept is none"
    assert lacking(made, {"a": "0"}) == [], "nothing in it is asked"


def test_required_rows_are_missing_until_one_holds_an_answer() -> None:
    made = definition(group("g", rating("a"), repeats=True, required=True))

    assert lacking(made, {}) == lacking(made, {"g": []}) == lacking(made, {"g": [{}]}) == ["g"]
    assert lacking(made, {"g": [{"a": "1"}]}) == []


def test_only_answers_to_questions_are_kept() -> None:
    made = definition(
        group("g", rating("a"), {"linkId": "t", "type": "display", "text": text("T")})
    )

    assert kept(made, {"a": "1", "g": "x", "t": "x", "ghost": "x"}) == {"a": "1"}


def test_nought_and_no_are_kept_and_nothing_is_not() -> None:
    made = definition(*(question(kind, kind, **more) for kind, more in TYPES.items()))
    answers = {
        "boolean": False,
        "integer": 0,
        "string": "",
        "choice": None,
        "date": [],
        "time": DECLINED,
    }

    assert kept(made, answers) == {"boolean": False, "integer": 0, "time": DECLINED}
