"""The NHS rules of Making Data Count, by hand."""

from fractions import Fraction

import pytest

from feedback import plotthedots
from feedback.runcharts import analyse
from tests.feedback.test_runcharts import only

# Median 5; useful sides, by hand: - - + + + - + - with two points on the line.
BY_HAND = [3, 4, 5, 7, 8, 6, 5, 2, 9, 1]


# --- the NHS rules ------------------------------------------------------------------------------


def nhs(values, **options):
    options = {"improvement": "increase"} | options
    return analyse(values, chart="i", rules="nhs", **options)


def dots(values, near=()):
    return [
        plotthedots.Dot(
            None if v is None else Fraction(v),
            None if v is None else (v > 0) - (v < 0),
            False,
            at in near,
        )
        for at, v in enumerate(values)
    ]


def test_seven_points_above_the_mean_are_a_shift_and_six_are_not():
    assert plotthedots.special_causes(dots([2, 1] * 3 + [2])) == ["7 Points Above CL"] * 7
    assert plotthedots.special_causes(dots([2, 1] * 3)) == ["Common Cause"] * 6


def test_with_the_nhs_rules_a_point_on_the_mean_breaks_a_shift():
    assert set(plotthedots.special_causes(dots([2, 1, 2, 0, 2, 1, 2, 1]))) == {"Common Cause"}


def test_a_missing_point_breaks_a_shift_and_a_trend():
    assert set(plotthedots.special_causes(dots([1, 2, 3, 4, None, 5, 6, 7]))) == {"Common Cause"}


def test_a_trend_is_seven_values_each_strictly_higher():
    rising = [-3, -2, -1, 1, 2, 3, 4]
    assert plotthedots.special_causes(dots(rising)) == ["7 Point Trend (Increasing)"] * 7
    level = [-3, -2, -1, -1, 1, 2, 3]
    assert set(plotthedots.special_causes(dots(level))) == {"Common Cause"}


def test_the_top_of_a_rise_and_a_fall_belongs_to_the_fall():
    causes = plotthedots.special_causes(dots([-5, -4, -3, -2, -1, 1, 9, 4, -1, -2, -3, -4, -5]))
    assert causes[5:7] == ["7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"]


def test_two_of_three_near_the_limit_on_one_side_are_named_and_the_third_is_not():
    causes = plotthedots.special_causes(dots([-1, 5, 1, 5, -1], near=(1, 3)))
    assert causes == ["Common Cause", "2 in 3 Above CL", "Common Cause", "2 in 3 Above CL"] + [
        "Common Cause"
    ]


def test_near_is_beyond_two_thirds_but_not_outside():
    def near(value):
        return plotthedots.read_dot(Fraction(value), Fraction(0), Fraction(9)).is_near

    assert [near(v) for v in ("2", "2.1", "-2.1", "3", "3.1")] == [False, True, True, True, False]


@pytest.mark.parametrize(
    ("improvement", "low", "high"),
    [
        ("increase", "special_cause_concern", "special_cause_improvement"),
        ("decrease", "special_cause_improvement", "special_cause_concern"),
        ("neutral", "special_cause_neutral_low", "special_cause_neutral_high"),
    ],
)
def test_a_special_cause_is_good_or_bad_by_the_direction_of_improvement(improvement, low, high):
    analysis = nhs([2, 4] * 4 + [6, 8] * 4, improvement=improvement)
    assert {p.variation for p in analysis.points[:8]} == {low}
    assert analysis.variation == high
    assert only(analysis).runs_signal
    assert only(analysis).longest_run is None


@pytest.mark.parametrize(
    ("improvement", "target", "icon"),
    [
        ("increase", 99, "consistent_fail"),
        ("increase", -99, "consistent_pass"),
        ("decrease", 99, "consistent_pass"),
        ("decrease", -99, "consistent_fail"),
        ("increase", 5, "inconsistent"),
        ("neutral", 99, None),
        ("increase", None, None),
    ],
)
def test_assurance_compares_the_target_with_the_limits(improvement, target, icon):
    assert nhs([4, 6] * 8, improvement=improvement, target=target).assurance == icon


@pytest.mark.parametrize(("length", "is_trial"), [(12, True), (13, False)])
def test_limits_on_twelve_points_or_fewer_are_trial_limits(length, is_trial):
    analysis = nhs(([4, 6, 5] * 5)[:length])
    assert {p.short_group_warning for p in analysis.points} == {is_trial}


def test_excluded_and_missing_points_get_no_nhs_name():
    analysis = nhs([4, 6, 90, None] + [4, 6] * 6, exclude=[3])
    assert [p.variation for p in analysis.points[2:4]] == [None, None]
    assert analysis.points[2].sigma_signal
