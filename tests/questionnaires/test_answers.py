"""An answer is judged before it is stored, whatever it is; and no sentence repeats it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answers import (
    WrongAnswer,
    tidy,
    tidy_answers,
    wrong_answers,
    wrong_with,
)
from questionnaires.definition import DECLINED, Item
from tests.questionnaires.made import definition, group, question, rating, text, vas

TWO = [{"code": "a", "text": text("A")}, {"code": "b", "text": text("B")}]
ALONE = {"code": "none", "text": text("Ingen"), "exclusive": True}
FORM = definition(
    question("yes", "boolean"),
    question("one", "choice", options=[*TWO, ALONE]),
    question("many", "choice", options=[*TWO, ALONE], repeats=True),
    question("open", "open-choice", options=[*TWO, ALONE]),
    question("opens", "open-choice", options=[*TWO, ALONE], repeats=True),
    question("whole", "integer"),
    vas("line"),
    question("number", "decimal", minimum="-1.5", maximum=40),
    question("amount", "quantity", minimum=0, unit=text("ml")),
    question("day", "date", minimum="2026-01-01", maximum="2026-12-31"),
    question("clock", "time", minimum="08:00", maximum="16:00"),
    question("words", "string", maxLength=20),
    question("lines", "text", maxLength=60),
    question("shy", "string", maxLength=20, may_decline=True),
    group("box", rating("inside"), question("note", "display", options=None)),
    group(
        "rows",
        question("at", "time", required=True),
        group("within", question("ml", "integer", minimum=0, maximum=2000)),
        group("sips", question("sip", "integer"), repeats=True),
        repeats=True,
    ),
)  # fmt: skip
CHOOSE, ONE = "Choose among the answers.", "Choose one answer."
ONCE, ALONE_ONLY = "Each answer can be chosen once.", "One of the answers can only be chosen alone."
NUMBER = "Write a number, such as 36.6, with 15 characters at the most."
DATE, TIME = "Write a date, such as 2026-11-24.", "Write a time, such as 10:00."
CPR = "There is a CPR number in the text. Take it out, then send again."
NOWHERE = "There is no such question here."

GOOD = [
    ("yes", False), ("yes", True), ("one", "a"), ("many", ["b"]), ("many", ["none"]), ("open", "a"),
    ("open", {"other": "noget tredje"}), ("opens", ["a", {"other": "noget"}]), ("whole", -7),
    ("line", 0), ("line", 50), ("line", 100), ("number", "36.6"), ("number", "-1.5"), ("number", "40"),
    ("amount", "0"), ("day", "2026-01-01"), ("day", "2026-12-31"), ("clock", "08:00"),
    ("clock", "16:00"), ("words", "x" * 20), ("lines", "en\nto"), ("shy", DECLINED),
    ("rows", [{"at": "10:00", "ml": 200}, {"sips": [{"sip": 1}]}]),
]  # fmt: skip


@pytest.mark.parametrize(("link_id", "value"), GOOD, ids=repr)
def test_a_good_answer_is_stored_as_it_is(link_id: str, value: Any) -> None:
    item = FORM.item(link_id)

    assert wrong_with(item, value) is None
    assert tidy(item, value) == value


@pytest.mark.parametrize("nothing", [None, "", []], ids=repr)
def test_no_answer_is_never_wrong_and_never_stored(nothing: Any) -> None:
    for item in FORM.walk():
        assert wrong_with(item, nothing) is None
        assert tidy(item, nothing) is None


@pytest.mark.parametrize(
    ("link_id", "value", "sentence"),
    [
        ("yes", 1, "Answer yes or no."),
        ("yes", "true", "Answer yes or no."),
        ("one", "c", CHOOSE),
        ("one", ["a"], ONE),
        ("one", {"other": "x"}, CHOOSE),
        ("one", 1, CHOOSE),
        ("many", "a", CHOOSE),
        ("many", ["a", "c"], CHOOSE),
        ("many", ["a", ["b"]], CHOOSE),
        ("many", ["a", "a"], ONCE),
        ("many", ["a"] * 1000, ONCE),
        ("many", ["a", "none"], ALONE_ONLY),
        ("open", {"other": "x", "more": 1}, CHOOSE),
        ("open", {"other": 1}, "Write a text."),
        ("open", {"other": " \u200b "}, "Write your own answer, or choose another."),
        ("open", {"other": "x" * 201}, "Write 200 characters at the most."),
        ("open", {"other": "311235-4123"}, CPR),
        ("opens", [{"other": "x"}, {"other": "y"}], ONCE),
        ("opens", ["none", {"other": "x"}], ALONE_ONLY),
        ("whole", True, "Write a whole number."),
        ("whole", "7", "Write a whole number."),
        ("whole", 7.0, "Write a whole number."),
        ("whole", 10**15, "Write a whole number."),
        ("line", -1, "Write 0 or more."),
        ("line", 101, "Write 100 or less."),
        ("number", 36.6, NUMBER),
        ("number", "1e3", NUMBER),
        ("number", "NaN", NUMBER),
        ("number", "1.000,5", NUMBER),
        ("number", "٣٦", NUMBER),
        ("number", "0." + "1" * 14, NUMBER),
        ("number", "-1.51", "Write -1.5 or more."),
        ("number", "40.1", "Write 40 or less."),
        ("amount", "-1", "Write 0 or more."),
        ("day", "2026-02-29", DATE),
        ("day", "24.11.2026", DATE),
        ("day", 20261124, DATE),
        ("day", "2025-12-31", "Write 2026-01-01 or later."),
        ("day", "2027-01-01", "Write 2026-12-31 or earlier."),
        ("clock", "24:00", TIME),
        ("clock", "8:00", TIME),
        ("clock", "07:59", "Write 08:00 or later."),
        ("clock", "16:01", "Write 16:00 or earlier."),
        ("words", 7, "Write a text."),
        ("words", "x" * 21, "Write 20 characters at the most."),
        ("words", "cpr 311235-4123", CPR),
        ("lines", "311235\n\n\n\n4123", CPR),
        ("words", DECLINED, "This question cannot be declined."),
        ("shy", {"declined": 1}, "Write a text."),
        ("shy", {"declined": True, "why": "x"}, "Write a text."),
        ("box", {"inside": "1"}, NOWHERE),
        ("note", "x", NOWHERE),
    ],
    ids=repr,
)
def test_what_is_wrong_is_said_in_one_sentence(link_id: str, value: Any, sentence: str) -> None:
    fault = wrong_with(FORM.item(link_id), value)

    assert str(fault) == f'linkId "{link_id}": {sentence}'
    with pytest.raises(WrongAnswer) as refused:
        tidy(FORM.item(link_id), value)
    assert refused.value.fault == fault


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("10:00", 'linkId "rows": Write the rows as a list.'),
        ([["10:00"]], 'linkId "rows": Write the rows as a list.'),
        (DECLINED, 'linkId "rows": Write the rows as a list.'),
        ([{}] * 101, 'linkId "rows": There can be 100 rows at the most.'),
        ([{"at": "10:00"}, {"at": "x"}], f'linkId "rows", row 2, linkId "at": {TIME}'),
        ([{"ml": 2001}], 'linkId "rows", row 1, linkId "ml": Write 2000 or less.'),
        (
            [{"sips": [{}, {"sip": "1"}]}],
            'linkId "rows", row 1, linkId "sips", row 2, linkId "sip": Write a whole number.',
        ),
    ],
    ids=repr,
)
def test_what_is_wrong_in_a_row_is_told_with_the_row(value: Any, sentence: str) -> None:
    assert str(wrong_with(FORM.item("rows"), value)) == sentence


@pytest.mark.parametrize("stranger", ["one", "box", "within", "sip", "somebody 311235-4123"])
def test_a_row_holds_its_own_questions_only(stranger: str) -> None:
    fault = wrong_with(FORM.item("rows"), [{stranger: "a"}])

    assert fault is not None
    assert fault.sentence == NOWHERE
    assert "4123" not in str(fault)


@pytest.mark.parametrize(
    ("link_id", "value", "stored"),
    [
        ("number", " 36,60 ", "36.60"),
        ("number", 7, "7"),
        ("many", ["b", "a"], ["a", "b"]),
        ("opens", [{"other": "  noget\n andet "}, "a"], ["a", {"other": "noget andet"}]),
        ("open", {"other": "ring 12345678"}, {"other": "ring [telefon]"}),
        ("words", " to \n linjer ", "to linjer"),
        ("words", "\u200b", None),
        ("words", "halv \ud83d", "halv"),
        ("lines", " en \r\n\n\n\n to\u2028tre ", "en\n\nto\ntre"),
        ("lines", "skriv a@x.dk\neller 1234\n5678", "skriv [e-mail]\neller [telefon]"),
        ("rows", [{}, {"at": ""}, {"at": "10:00", "sips": [{}]}], [{"at": "10:00"}]),
        ("rows", [{}], None),
    ],
    ids=repr,
)
def test_an_answer_is_tidied_before_it_is_stored(link_id: str, value: Any, stored: Any) -> None:
    assert tidy(FORM.item(link_id), value) == stored


def test_a_number_without_limits_may_be_any() -> None:
    made = definition(question("a", "decimal"))

    assert tidy(made.item("a"), "-99999.5") == "-99999.5"


# --- A whole response -----------------------------------------------------------------------------


def test_a_whole_response_is_judged_at_once() -> None:
    found = wrong_answers(FORM, {"yes": 1, "inside": "9", "ghost": 1, "at": "10:00", "whole": 3})

    assert list(map(str, found)) == [
        'linkId "yes": Answer yes or no.',
        f'linkId "inside": {CHOOSE}',
        NOWHERE,
        NOWHERE,
    ]


@pytest.mark.parametrize("answers", [None, [], "yes", 1])
def test_a_response_is_one_object(answers: Any) -> None:
    assert list(map(str, wrong_answers(FORM, answers))) == [NOWHERE]


def test_a_whole_response_is_tidied_in_the_order_of_the_questions() -> None:
    given = {"words": " hej ", "inside": "1", "yes": False, "whole": None, "shy": DECLINED}

    stored = tidy_answers(FORM, given)

    assert list(stored.items()) == [
        ("yes", False), ("words", "hej"), ("shy", DECLINED), ("inside", "1"),
    ]  # fmt: skip


def test_a_response_with_one_wrong_answer_is_not_stored() -> None:
    with pytest.raises(WrongAnswer, match='linkId "line": Write 100 or less.'):
        tidy_answers(FORM, {"yes": True, "line": 101})


# --- Whatever JSON --------------------------------------------------------------------------------

SECRET = "Sigurd"
WORDS = st.sampled_from(["", "a", "none", "10:00", "2026-11-24", "36,6", SECRET, f"\ud800{SECRET}"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["other", "declined", "at", "sips", "sip", SECRET]), inner, max_size=3
        )
    ),
    max_leaves=10,
)
ITEMS = st.sampled_from(list(FORM.walk()))


@given(ITEMS, JSON)
def test_any_json_is_judged_as_an_answer_and_never_repeated(item: Item, value: Any) -> None:
    fault = wrong_with(item, value)

    if fault:
        assert SECRET not in str(fault)
    else:
        stored = tidy(item, value)
        assert tidy(item, stored) == stored


@given(st.dictionaries(st.sampled_from(list(FORM.by_link_id)), JSON, max_size=4))
def test_any_json_is_judged_as_a_response(answers: dict) -> None:
    found = wrong_answers(FORM, answers)

    assert len(found) <= len(answers)
    if not found:
        assert tidy_answers(FORM, tidy_answers(FORM, answers)) == tidy_answers(FORM, answers)
