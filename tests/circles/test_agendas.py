"""An agenda builds itself from what waits, and is put in another order by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.circles.agendas import ORDER, Topic, arranged, can_move, moved, waiting
from feedback.circles.merging import lines, merged, tidy

IN, OUT = Topic("check_in", 0, "Ind"), Topic("check_out", 0, "Ud")
SIGNAL, DECISION = Topic("signal", 3, "Skift"), Topic("decision", 5, "Nummer")
ACTION, STUDY = Topic("action", 7, "Ring"), Topic("study", 9, "Prøve")
KINDS = ["check_in", "signal", "action", "other", "check_out"]


def test_nothing_waits_without_topics() -> None:
    assert waiting([], []) == []


def test_the_rounds_come_first_and_last_and_the_rest_in_the_order_of_the_work() -> None:
    found = waiting([OUT, STUDY, ACTION, DECISION, IN, SIGNAL], [])

    assert found == [IN, SIGNAL, DECISION, ACTION, STUDY, OUT]


def test_what_stands_there_does_not_wait_and_nothing_waits_twice() -> None:
    there = [("check_in", 0), ("signal", 3)]

    assert waiting([IN, SIGNAL, ACTION, ACTION, OUT], there) == [ACTION, OUT]


def test_the_same_number_of_another_kind_is_another_thing() -> None:
    assert waiting([Topic("action", 3, "x")], [("signal", 3)]) == [Topic("action", 3, "x")]


def test_what_is_new_comes_before_the_last_round() -> None:
    assert arranged(KINDS, ["study"], str) == [*KINDS[:4], "study", "check_out"]


def test_rounds_that_are_new_take_the_two_ends() -> None:
    found = arranged(["other"], ["check_in", "signal", "check_out"], str)

    assert found == ["check_in", "other", "signal", "check_out"]
    assert arranged([], [], str) == []


@pytest.mark.parametrize(
    ("at", "way", "order"),
    [
        (2, "up", [0, 2, 1, 3, 4]),
        (2, "down", [0, 1, 3, 2, 4]),
        (1, "up", [0, 1, 2, 3, 4]),
        (3, "down", [0, 1, 2, 3, 4]),
        (0, "down", [0, 1, 2, 3, 4]),
        (4, "up", [0, 1, 2, 3, 4]),
        (9, "up", [0, 1, 2, 3, 4]),
    ],
)
def test_the_rounds_at_both_ends_stay_where_they_are(at: int, way: str, order: list[int]) -> None:
    assert moved(KINDS, at, way) == order
    assert can_move(KINDS, at, way) == (order != [0, 1, 2, 3, 4])


@given(
    st.lists(st.sampled_from(ORDER), max_size=9),
    st.integers(-2, 10),
    st.sampled_from(["up", "down"]),
)
def test_a_move_loses_nothing(kinds: list[str], at: int, way: str) -> None:
    assert sorted(moved(kinds, at, way)) == list(range(len(kinds)))


# --- two texts ----------------------------------------------------------------------------------


def test_what_both_wrote_is_kept_once_and_what_differs_of_both() -> None:
    assert merged("Fælles.\nHendes.\nSlut.", "Fælles.\r\nMin.\r\nSlut.\r\n") == (
        "Fælles.\nHendes.\nMin.\nSlut."
    )


def test_line_ends_and_the_blanks_behind_a_line_are_no_difference() -> None:
    assert tidy("a  \r\nb\r\n\r\n") == tidy("a\nb") == "a\nb"


@given(st.text(alphabet="ab\n ", max_size=40), st.text(alphabet="ab\n ", max_size=40))
def test_no_line_of_either_is_lost(theirs: str, mine: str) -> None:
    both = lines(merged(theirs, mine))

    for text in (theirs, mine):
        for line in filter(None, lines(text)):
            assert both.count(line) >= lines(text).count(line)
