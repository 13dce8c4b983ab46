"""Signals found on a chart, and when one is the same as before."""

import pytest

from feedback.runcharts import analyse
from feedback.signalling import Found, found_in, news

LOW, HIGH = [40, 42] * 6, [60, 62] * 5


def found(values: list, **options: object) -> list[tuple[str, int, str, int]]:
    return [
        (each.rule, each.side, each.start, len(each.names)) for each in all_in(values, **options)
    ]


def all_in(values: list, **options: object) -> list[Found]:
    names = [f"p{number}" for number in range(1, len(values) + 1)]
    return found_in(analyse(values, **options), names)


def test_nothing_to_see_is_no_signal() -> None:
    assert found([None, None]) == []
    assert found([5]) == []
    assert found(LOW) == []


def test_a_shift_begins_where_its_run_does() -> None:
    assert found(LOW + HIGH, freeze=12) == [("shift", 1, "p12", 11)]


def test_the_newest_run_beyond_the_limit_is_the_shift_though_another_was_longer() -> None:
    """With a median between them, the old level is a run as well: that is no news."""
    assert found([60] * 13 + [40] * 12, center_line=50) == [("shift", -1, "p14", 12)]


def test_few_crossings_are_a_signal_of_their_own_only_without_a_shift() -> None:
    assert [each[:2] for each in found([1] * 6 + [9] * 6)] == [("crossings", 0)]
    assert [each[0] for each in found(LOW + HIGH, freeze=12)] == ["shift"]


def test_only_the_newest_part_gives_signals() -> None:
    assert found(LOW + HIGH + [1, 2, 3], freeze=None, parts=[22]) == []


def test_neighbours_outside_the_limits_are_one_signal_and_others_are_others() -> None:
    values = [5, 6] * 10 + [50, 55, 5, 6, 60]

    outside = found(values, chart="i", freeze=20)

    assert [each for each in outside if each[0] == "outside"] == [
        ("outside", 1, "p21", 2),
        ("outside", 1, "p25", 1),
    ]


def test_a_point_left_out_gives_no_signal_though_it_lies_outside() -> None:
    assert found([5, 6] * 10 + [50], chart="i", freeze=20, exclude=[21]) == []
    assert found([5, 6] * 10 + [50], chart="i", freeze=20) == [("outside", 1, "p21", 1)]


def test_moving_ranges_give_no_shift() -> None:
    values = [0, 1] * 10 + [0, 5] * 10

    assert {each[0] for each in found(values, chart="mr")} <= {"outside"}


@pytest.mark.parametrize(
    ("values", "rule", "side"),
    [
        ([5, 6] * 10 + [50], "outside", 1),
        ([5, 6] * 10 + [-50], "outside", -1),
        ([5, 6, 5, 6, 5, 6] + [1, 2, 3, 4, 5, 6, 7], "trend", 1),
        ([7, 5] * 8 + [5.9] * 7, "shift", -1),
        ([7, 5] * 8 + [10, 6.5, 10], "near", 1),
    ],
)
def test_the_nhs_rules_name_their_signals(values: list, rule: str, side: int) -> None:
    signals = all_in(values, chart="i", rules="nhs", freeze=12)

    assert (rule, side) in {(each.rule, each.side) for each in signals}


# --- what is new --------------------------------------------------------------------------------

OLD = Found("shift", 1, ("p13", "p14", "p15"), "p13")


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(OLD, id="as it was"),
        pytest.param(Found("shift", 1, ("p13", "p14", "p15", "p16"), "p13"), id="longer"),
        pytest.param(
            Found("shift", 1, ("p14", "p15", "p16"), "p14"), id="its first point fell off"
        ),
    ],
)
def test_a_signal_that_stays_is_not_new(again: Found) -> None:
    assert news([again], [OLD]) == []


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Found("shift", -1, OLD.names, "p13"), id="on the other side"),
        pytest.param(Found("trend", 1, OLD.names, "p13"), id="by another rule"),
        pytest.param(Found("shift", 1, ("p20", "p21"), "p20"), id="at other points"),
    ],
)
def test_another_signal_is_new(other: Found) -> None:
    assert news([other], [OLD]) == [other]


def test_new_points_outside_are_told_of_together_and_begin_with_the_latest() -> None:
    first, second = Found("outside", 1, ("p3",), "p3"), Found("outside", 1, ("p9", "p10"), "p9")
    below = Found("outside", -1, ("p5",), "p5")

    assert news([first, below, second], []) == [
        below,
        Found("outside", 1, ("p3", "p9", "p10"), "p9"),
    ]
