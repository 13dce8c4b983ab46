"""The arithmetic of run charts: worked by hand, at the edges, and against a slow obvious twin."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest

from feedback.anhoej import crossings_min, longest_run_max
from feedback.runcharts import analyse, last_shift

# Median 5; useful sides, by hand: - - + + + - + - with two points on the line.
BY_HAND = [3, 4, 5, 7, 8, 6, 5, 2, 9, 1]


def only(analysis):
    (summary,) = analysis.summary
    return summary


def sides(analysis):
    return [point.side for point in analysis.points]


def limits_at(analysis, at):
    return analysis.points[at].lcl, analysis.points[at].ucl


# --- Anhøj's rules, by hand ---------------------------------------------------------------------


def test_a_run_chart_counts_useful_points_the_longest_run_and_crossings():
    summary = only(analyse(BY_HAND))
    assert (summary.n_obs, summary.n_useful, summary.center_line) == (10, 8, 5)
    assert (summary.longest_run, summary.longest_run_max) == (3, 6)
    assert (summary.crossings, summary.crossings_min) == (4, 1)
    assert not summary.runs_signal


def test_twenty_four_useful_points_signal_above_a_run_of_eight_or_below_eight_crossings():
    assert (longest_run_max(24), crossings_min(24)) == (8, 8)


@pytest.mark.parametrize(("length", "signals"), [(8, False), (9, True)])
def test_a_run_must_be_longer_than_the_limit_to_signal(length, signals):
    alternating = [-1, 1] * 12
    summary = only(analyse([1] * length + alternating[: 24 - length], center_line=0))
    assert (summary.n_useful, summary.longest_run, summary.longest_run_max) == (24, length, 8)
    assert summary.runs_signal is signals


@pytest.mark.parametrize(("crossings", "signals"), [(3, False), (2, True)])
def test_crossings_must_be_fewer_than_the_limit_to_signal(crossings, signals):
    pattern = {3: [3, 3, 3, 3], 2: [4, 4, 4]}[crossings]
    values = [(-1) ** at for at, length in enumerate(pattern) for _ in range(length)]
    summary = only(analyse(values, center_line=0))
    assert (summary.n_useful, summary.crossings, summary.crossings_min) == (12, crossings, 3)
    assert summary.longest_run <= summary.longest_run_max
    assert summary.runs_signal is signals


def test_a_point_on_the_median_neither_breaks_nor_lengthens_a_run():
    summary = only(analyse([1, 1, 0, 1, -1], center_line=0))
    assert (summary.longest_run, summary.crossings, summary.n_useful) == (3, 1, 4)


def test_a_steady_climb_is_no_signal_by_itself_because_there_is_no_trend_rule():
    summary = only(analyse([1, 2, 3, 4, 5, 6, 7]))
    assert summary.longest_run == 3
    assert not summary.runs_signal


def test_a_chart_of_moving_ranges_never_gives_a_runs_signal():
    summary = only(analyse([0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9], chart="mr"))
    assert summary.crossings < summary.crossings_min
    assert not summary.runs_signal


# --- the edges of a series ----------------------------------------------------------------------


def test_when_all_points_are_on_the_median_nothing_is_useful_and_nothing_signals():
    summary = only(analyse([7, 7, 7, 7]))
    assert (summary.center_line, summary.n_obs, summary.n_useful) == (7, 4, 0)
    assert summary.longest_run is summary.longest_run_max is None
    assert summary.crossings is summary.crossings_min is None
    assert not summary.runs_signal


@pytest.mark.parametrize("chart", ["run", "i", "mr", "c"])
def test_one_point_is_a_series_without_a_signal(chart):
    summary = only(analyse([3], chart=chart))
    assert (summary.n_obs, summary.n_useful, summary.runs_signal) == (1, 0, False)


def test_one_useful_point_has_a_run_of_one():
    summary = only(analyse([3], center_line=1))
    assert (summary.longest_run, summary.longest_run_max) == (1, 3)
    assert (summary.crossings, summary.crossings_min) == (0, 0)


@pytest.mark.parametrize("chart", ["run", "i", "mr", "c"])
def test_when_all_points_are_missing_there_is_no_line_at_all(chart):
    analysis = analyse([None, None, None], chart=chart)
    assert only(analysis).center_line is None
    assert only(analysis).n_obs == 3
    assert {(p.y, p.cl, p.lcl, p.ucl, p.side, p.is_missing) for p in analysis.points} == {
        (None, None, None, None, None, True)
    }


@pytest.mark.parametrize("chart", ["ip", "p", "pp", "u", "up"])
def test_when_all_denominators_are_zero_there_is_no_line_at_all(chart):
    analysis = analyse([0, 0], [0, 0], chart=chart)
    assert only(analysis).center_line is None
    assert [p.ucl for p in analysis.points] == [None, None]


def test_a_missing_point_is_not_zero_and_leaves_no_limits_where_it_has_no_denominator():
    analysis = analyse([3, None, 2, 0], [6, 6, None, 0], chart="p")
    assert [p.y for p in analysis.points] == [0.5, None, None, None]
    assert [p.is_missing for p in analysis.points] == [False, True, True, True]
    assert [p.ucl is None for p in analysis.points] == [False, True, True, True]


# --- exactness ----------------------------------------------------------------------------------


def test_a_tie_with_the_median_holds_where_floats_would_break_it():
    assert (0.1 + 0.7) / 2 != 0.4, "floats are the trap this test is about"
    assert sides(analyse([0.1, 0.7, 0.4], freeze=2)) == [-1, 1, 0]


def test_equal_shares_of_different_numbers_of_answers_lie_on_one_line():
    analysis = analyse([1, 3, 7, 2], [3, 9, 21, 6])
    assert only(analysis).n_useful == 0


def test_a_share_on_the_pooled_line_is_on_it():
    analysis = analyse([1, 2, 3], [10, 10, 10], chart="p")
    assert sides(analysis) == [-1, 0, 1]


def test_a_point_on_the_limit_is_inside():
    assert 0.5 + 3 * math.sqrt(0.5 * 0.5 / 9) == 1
    on_the_limit = analyse([0, 9], [9, 9], chart="p")
    assert [p.sigma_signal for p in on_the_limit.points] == [False, False]
    # CL 2: the limits 2 ± 3√2 are irrational; 6 is inside, 7 is outside.
    counts = analyse([2, 6, 7], chart="c", center_line=2)
    assert [p.sigma_signal for p in counts.points] == [False, False, True]


def test_whole_numbers_floats_decimals_and_fractions_are_one_number():
    wanted = analyse([1, 2, 3, 4])
    assert analyse([1.0, Decimal(2), Fraction(3), 4]) == wanted


# --- freeze, parts, exclude ---------------------------------------------------------------------


def test_a_frozen_line_comes_from_the_baseline_but_all_points_are_judged():
    analysis = analyse([1, 3, 1, 3, 5, 5, 5, 5, 5, 5], freeze=4)
    assert only(analysis).center_line == 2
    assert only(analysis).n_useful == 10
    assert only(analysis).longest_run == 7
    assert [p.is_baseline for p in analysis.points] == [True] * 4 + [False] * 6


def test_freezing_after_the_last_point_changes_nothing():
    assert analyse(BY_HAND, freeze=len(BY_HAND)) == analyse(BY_HAND)


def test_a_baseline_of_missing_points_only_gives_no_line():
    assert only(analyse([None, None, 3, 4], freeze=2)).center_line is None


def test_each_part_is_judged_as_if_it_were_alone():
    whole = analyse([*BY_HAND, *BY_HAND[::-1]], parts=[10])
    first, second = analyse(BY_HAND), analyse(BY_HAND[::-1])
    assert whole.summary[0] == only(first)
    assert whole.summary[1].longest_run == only(second).longest_run
    assert whole.summary[1].part == 2
    assert sides(whole) == sides(first) + sides(second)


def test_no_moving_range_crosses_the_edge_of_a_part():
    analysis = analyse([1, 2, 50, 51], chart="mr", parts=[2])
    assert [p.y for p in analysis.points] == [None, 1, None, 1]


def test_an_excluded_point_is_drawn_and_can_signal_but_does_not_count():
    analysis = analyse([4, 6, 4, 6, 90, 4, 6], chart="i", exclude=[5])
    assert only(analysis).center_line == 5
    assert (only(analysis).n_obs, only(analysis).n_useful) == (6, 6)
    assert analysis.points[4].y == 90
    assert analysis.points[4].sigma_signal
    assert not analysis.points[4].is_useful


def test_a_moving_range_steps_over_an_excluded_point_but_not_over_a_missing_one():
    excluded = analyse([1, 9, 4, 6], chart="mr", exclude=[2])
    assert [p.y for p in excluded.points] == [None, 8, 3, 2]
    assert only(excluded).center_line == 2.5
    missing = analyse([1, None, 4, 6], chart="mr")
    assert [p.y for p in missing.points] == [None, None, None, 2]
    assert only(missing).center_line == 2


def test_limits_step_over_an_excluded_point_but_not_over_a_missing_one():
    excluded = analyse([1, 9, 4, 6], chart="i", exclude=[2], screened=False)
    missing = analyse([1, None, 4, 6], chart="i", screened=False)
    for analysis, average_range in ((excluded, 2.5), (missing, 2)):
        middle = 11 / 3
        assert analysis.points[0].ucl == pytest.approx(middle + 3 * average_range / 1.128)
        assert analysis.points[0].cl == pytest.approx(middle)


# --- control limits, by hand --------------------------------------------------------------------


def test_the_limits_of_each_chart_are_those_of_the_book():
    i = analyse([4, 6, 5], chart="i")
    assert limits_at(i, 0) == pytest.approx((5 - 4.5 / 1.128, 5 + 4.5 / 1.128))
    mr = analyse([4, 6, 5], chart="mr")
    assert limits_at(mr, 1) == pytest.approx((0, 3.267 * 1.5))
    c = analyse([16, 16], chart="c")
    assert limits_at(c, 0) == pytest.approx((4, 28))
    p = analyse([20, 20], [100, 100], chart="p")
    assert limits_at(p, 0) == pytest.approx((0.08, 0.32))
    u = analyse([4, 4], [100, 25], chart="u")
    assert limits_at(u, 1) == pytest.approx((0, 0.064 + 3 * math.sqrt(0.064 / 25)))


def test_laneys_limits_follow_the_variation_that_is_really_there():
    shares, sizes = [48, 52, 48, 52], [100, 100, 100, 100]
    plain = analyse(shares, sizes, chart="p")
    prime = analyse(shares, sizes, chart="pp")
    # z = -0.4, 0.4, …: mean step 0.8, so sigma z = 0.8 / 1.128.
    width = (plain.points[0].ucl - 0.5) * 0.8 / 1.128
    assert limits_at(prime, 0) == pytest.approx((0.5 - width, 0.5 + width))


@pytest.mark.parametrize("chart", ["pp", "up"])
def test_laneys_limits_are_not_defined_where_nothing_ever_happens(chart):
    analysis = analyse([0, 0, 0], [9, 9, 9], chart=chart)
    assert [p.ucl for p in analysis.points] == [None] * 3


def test_the_normalised_chart_is_narrow_where_many_answered():
    analysis = analyse([5, 60, 6], [10, 100, 10], chart="ip", screened=False)
    few, many = (p.ucl - p.cl for p in analysis.points[:2])
    assert few == pytest.approx(many * math.sqrt(10))


def test_screening_drops_the_far_too_large_ranges_once():
    values = [1, 2, 1, 2, 1, 2, 1, 40, 1, 2, 1, 2]
    assert (
        analyse(values, chart="i").points[0].ucl
        < analyse(values, chart="i", screened=False).points[0].ucl
    )
    mean = sum(values) / 12
    assert analyse(values, chart="i").points[0].ucl == pytest.approx(mean + 3 / 1.128)


def test_screening_keeps_ranges_that_are_all_zero():
    assert limits_at(analyse([5, 5, 5], chart="i"), 0) == (5, 5)


def test_multiply_changes_the_unit_and_nothing_else():
    plain = analyse([1, 2, 4], [100, 100, 100], chart="u")
    percent = analyse([1, 2, 4], [100, 100, 100], chart="u", multiply=100)
    assert [p.y for p in percent.points] == [1, 2, 4]
    assert [p.ucl for p in percent.points] == pytest.approx([100 * p.ucl for p in plain.points])
    assert sides(plain) == sides(percent)


def test_a_given_centre_line_is_in_the_unit_of_the_chart():
    analysis = analyse([1, 2, 4], [100, 100, 100], chart="p", multiply=100, center_line=2)
    assert only(analysis).center_line == 2
    assert sides(analysis) == [-1, 0, 1]


# --- where a shift begins -----------------------------------------------------------------------


def test_a_shift_begins_at_the_first_useful_point_of_its_run():
    values = [5, 3, 5, 3, 5, 3, 5, 3, 5, 3, 5, 3, 4, 9, 9, 9, 4, 9, 9, 9, None, 9, 9, 9]
    shift = last_shift(analyse(values, center_line=4))
    assert (shift.start, shift.side) == (13, 1)
    assert shift.indexes == (13, 14, 15, 17, 18, 19, 21, 22, 23)


def test_of_two_equally_long_runs_the_later_is_the_shift():
    shift = last_shift(analyse([-1] * 9 + [1] * 9, center_line=0))
    assert (shift.start, shift.side) == (9, 1)


def test_the_shift_is_looked_for_in_the_last_part_that_has_one():
    quiet = [1, -1] * 6
    analysis = analyse([1] * 12 + quiet, parts=[12], center_line=0)
    assert last_shift(analysis).indexes == tuple(range(12))


def test_too_few_crossings_alone_are_a_signal_but_no_shift():
    analysis = analyse([1] * 4 + [-1] * 4 + [1] * 4, center_line=0)
    assert only(analysis).runs_signal
    assert last_shift(analysis) is None


def test_a_quiet_series_has_no_shift():
    assert last_shift(analyse(BY_HAND)) is None
    assert last_shift(analyse([None])) is None


# --- bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (([1],), {"chart": "pie"}, "Unknown chart 'pie'; choose one of run, i, ip, mr"),
        (([1],), {"rules": "ihi"}, "Unknown rules 'ihi'; choose one of anhoej, nhs"),
        (([],), {}, "The series is empty"),
        (([1, 2], [3]), {}, "There are 2 numerators but 1 denominators"),
        (([1],), {"chart": "p"}, "Chart 'p' needs denominators"),
        (([1], [2]), {"chart": "c"}, "Chart 'c' takes counts without denominators"),
        (([1, -1],), {"chart": "c"}, "The numerator of point 2 is negative"),
        (([-1], [5]), {"chart": "u"}, "The numerator of point 1 is negative"),
        (([1], [-5]), {}, "The denominator of point 1 is negative"),
        (([3, 6], [5, 5]), {"chart": "p"}, "point 2 is larger than its denominator"),
        (([1], [0]), {"chart": "pp"}, "point 1 is larger than its denominator"),
        (([1, float("nan")],), {}, "The numerator of point 2 is nan; it must be finite"),
        (([1], [math.inf]), {}, "The denominator of point 1 is inf; it must be finite"),
        ((["1"],), {}, "The numerator of point 1 is '1'; it must be a number"),
        (([True],), {}, "The numerator of point 1 is True; it must be a number"),
        (([1, 2],), {"freeze": 0}, "Freeze is after point 0; it must be after one of"),
        (([1, 2],), {"freeze": 3}, "the points 1 to 2"),
        (([1, 2, 3],), {"parts": [0]}, "a new part starts after one of the points 1 to 2"),
        (([1, 2, 3],), {"parts": [3]}, "inside the series"),
        (([1, 2, 3],), {"parts": [2, 1]}, "name them in rising order, each once"),
        (([1, 2, 3],), {"parts": [1, 1]}, "name them in rising order, each once"),
        (([1, 2, 3],), {"parts": [1], "freeze": 2}, "Give either freeze or parts, not both"),
        (([1, 2, 3],), {"exclude": [0]}, "may only name points from 1 to 3"),
        (([1],), {"multiply": 0}, "Multiply is 0; it must be larger than 0"),
        (([1],), {"chart": "c", "center_line": -1}, "The centre line is -1; in chart 'c'"),
        (([1], [2]), {"chart": "p", "center_line": 2}, "in chart 'p' it is at most 1"),
        (([1],), {"rules": "nhs"}, "The NHS rules are made for chart 'i'"),
        (([1] * 20,), {"rules": "nhs", "chart": "i", "freeze": 11}, "after 12 points or more"),
        (([1],), {"improvement": "up"}, "Unknown improvement 'up'; choose one of increase"),
    ],
)
def test_bad_input_is_refused_with_a_sentence_that_says_what_is_allowed(
    arguments, options, message
):
    with pytest.raises(ValueError, match="^[A-Z].*[.]$") as refusal:
        analyse(*arguments, **options)
    assert message in str(refusal.value)
