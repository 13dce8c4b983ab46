"""Run charts against a slow, obvious twin."""

import statistics
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from feedback import plotthedots
from feedback.runcharts import analyse, last_shift
from tests.feedback.test_making_data_count import dots
from tests.feedback.test_runcharts import only, sides

# Median 5; useful sides, by hand: - - + + + - + - with two points on the line.
BY_HAND = [3, 4, 5, 7, 8, 6, 5, 2, 9, 1]


# --- properties, against a slow obvious twin ----------------------------------------------------

values = st.lists(st.none() | st.integers(-6, 6), min_size=1, max_size=40)
shares = st.lists(
    st.integers(0, 12).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
    max_size=30,
)


def slow_runs(points, line):
    """One letter per useful point, then look for the longest row of equal letters."""
    letters = "".join("o" if v > line else "u" for v in points if v is not None and v != line)
    longest = max((n for n in range(1, len(letters) + 1) if "o" * n in letters), default=0)
    longest = max(longest, max(n for n in range(len(letters) + 1) if "u" * n in letters))
    return len(letters), longest or None, letters.count("ou") + letters.count("uo")


@given(values, st.data())
def test_runs_agree_with_a_slow_obvious_count(series, data):
    freeze = data.draw(st.none() | st.integers(1, len(series)))
    baseline = [Fraction(v) for v in series[:freeze] if v is not None]
    summary = only(analyse(series, freeze=freeze))
    if not baseline:
        assert summary.center_line is None
        return
    n_useful, longest, crossings = slow_runs(series, statistics.median(baseline))
    assert (summary.n_useful, summary.longest_run) == (n_useful, longest)
    assert summary.crossings == (crossings if n_useful else None)


@given(shares)
def test_shares_are_compared_as_the_fractions_they_are(pairs):
    known = [Fraction(y, n) for y, n in pairs if n]
    analysis = analyse([y for y, _ in pairs], [n for _, n in pairs])
    if known:
        n_useful, longest, _ = slow_runs(known, statistics.median(known))
        assert (only(analysis).n_useful, only(analysis).longest_run) == (n_useful, longest)


@given(values, st.integers(-50, 50))
def test_adding_the_same_to_every_point_moves_the_line_and_changes_no_signal(series, step):
    moved = analyse([None if v is None else v + step for v in series])
    assert sides(moved) == sides(analyse(series))
    assert last_shift(moved) == last_shift(analyse(series))


@given(values)
def test_turned_upside_down_a_series_has_the_same_runs(series):
    here, there = only(analyse(series)), only(analyse([v if v is None else -v for v in series]))
    assert (here.longest_run, here.crossings) == (there.longest_run, there.crossings)
    assert here.runs_signal == there.runs_signal


@given(values, st.sampled_from(["run", "i", "mr"]), st.data())
def test_every_point_comes_back_in_order_with_limits_around_its_line(series, chart, data):
    parts = sorted(data.draw(st.sets(st.integers(1, max(1, len(series) - 1)), max_size=3)))
    parts = parts if len(series) > 1 else []
    analysis = analyse(series, chart=chart, parts=parts)
    assert [p.number for p in analysis.points] == list(range(1, len(series) + 1))
    assert sum(s.n_obs for s in analysis.summary) == len(series)
    for p in analysis.points:
        assert p.ucl is None or p.lcl <= p.cl <= p.ucl


@given(shares, st.sampled_from(["p", "pp", "u", "up", "ip"]))
def test_limits_of_shares_surround_the_line_and_stay_possible(pairs, chart):
    analysis = analyse([y for y, _ in pairs], [n for _, n in pairs], chart=chart)
    for p in analysis.points:
        if p.ucl is not None:
            assert p.lcl <= p.cl <= p.ucl
            assert chart == "ip" or p.lcl >= 0
            assert chart not in ("p", "pp") or p.ucl <= 1


@given(values, st.sampled_from(["run", "i"]))
def test_the_indexes_of_a_shift_are_one_side_of_one_line(series, chart):
    analysis = analyse(series, chart=chart)
    shift = last_shift(analysis)
    if shift:
        assert len(shift.indexes) == only(analysis).longest_run > only(analysis).longest_run_max
        assert {analysis.points[at].side for at in shift.indexes} == {shift.side}
        between = analysis.points[shift.indexes[0] : shift.indexes[-1] + 1]
        assert sum(p.is_useful for p in between) == len(shift.indexes)


@given(st.lists(st.none() | st.integers(-9, 9), min_size=1, max_size=25))
def test_nhs_names_agree_with_the_rules_read_out_slowly(series):
    assert plotthedots.special_causes(dots(series)) == slow_names(series)


def slow_names(series):
    """Trend before shift; two-in-three and limits do not occur in dots that are never near."""
    trends, shifts = {}, {}
    for start in range(len(series) - 6):
        seven = series[start : start + 7]
        if None in seven:
            continue
        ordered = len(set(seven)) == 7
        if ordered and seven == sorted(seven):
            trends |= dict.fromkeys(range(start, start + 7), "7 Point Trend (Increasing)")
        if ordered and seven == sorted(seven, reverse=True):
            trends |= dict.fromkeys(range(start, start + 7), "7 Point Trend (Decreasing)")
        if min(seven) > 0:
            shifts |= dict.fromkeys(range(start, start + 7), "7 Points Above CL")
        if max(seven) < 0:
            shifts |= dict.fromkeys(range(start, start + 7), "7 Points Below CL")
    both = shifts | trends
    return [both.get(at, "Common Cause") for at in range(len(series))]
