"""A series is drawn with limits only where limits are true, and the reader is told why. Pure."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.chartkinds import FEW_POINTS, REASONS, choose
from feedback.runcharts import analyse


def shares(seed: int, count: int = 24, people: int = 100, extra: float = 0.0) -> tuple[list, list]:
    """Return shares about 60 %, that vary by chance and by `extra` beside it."""
    chance = random.Random(seed)
    tops = []
    for _ in range(count):
        level = 0.6 + chance.choice((-1, 1)) * extra
        tops.append(sum(chance.random() < level for _ in range(people)))
    return tops, [people] * count


def test_nothing_at_all_is_a_run_chart() -> None:
    assert choose([]).reason == choose([None] * 30, [10] * 30).reason == "few_points"


@pytest.mark.parametrize(("count", "chart"), [(FEW_POINTS - 1, "run"), (FEW_POINTS, "p")])
def test_limits_need_twenty_points_that_are_there(count: int, chart: str) -> None:
    tops, people = shares(3, count)

    assert choose([*tops, None, None], [*people, None, 0]).chart == chart


def test_shares_that_vary_by_chance_get_the_limits_of_chance() -> None:
    assert choose(*shares(3)).chart == "p"


def test_shares_that_vary_more_than_that_get_wider_limits() -> None:
    kind = choose(*shares(4, people=400, extra=0.06))

    assert (kind.chart, kind.reason) == ("pp", "pp")


@pytest.mark.parametrize("top", [3, 97])
def test_few_on_either_side_of_a_share_leave_it_without_limits(top: int) -> None:
    tops = [top + (at % 3) - 1 for at in range(30)]

    assert choose(tops, [100] * 30).reason == "few_events"
    assert choose([0] * 30, [100] * 30).reason == "few_events"
    assert choose([100] * 30, [100] * 30).reason == "few_events"


def test_a_series_whose_level_has_changed_has_no_limits_for_both_levels() -> None:
    tops = [*([50, 52, 48] * 5), *([70, 72, 68] * 5)]

    assert choose(tops, [100] * 30).reason == "shift"


def test_counts_of_events_are_a_c_chart_where_chance_alone_spreads_them() -> None:
    poisson = [40, 47, 36, 44, 38, 52, 41, 35, 46, 39, 43, 49] * 2
    wild = [40, 80, 30, 90, 20, 70, 45, 85, 25, 60, 35, 75] * 2

    assert choose(poisson).chart == "c"
    assert (choose(wild).chart, choose(wild).reason) == ("i", "i_counts")


def test_rates_above_one_are_a_u_chart() -> None:
    tops = [40, 47, 36, 44, 38, 52, 41, 35, 46, 39, 43, 49] * 2

    assert choose(tops, [20] * 24).chart == "u"
    assert choose([10 * top for top in tops], [20] * 24).chart == "up"


def test_measured_numbers_are_an_i_chart() -> None:
    kind = choose([3.1, 2.9, 3.3, 2.7] * 6, is_measured=True)

    assert (kind.chart, kind.reason) == ("i", "i")


def test_a_shift_that_only_the_mean_finds_leaves_the_series_without_limits() -> None:
    """Half the points lie on the median, so none of them is of a run; all are above the mean."""
    tops = [*([50] * 12), *([40, 52] * 3), *([50] * 12)]
    run = analyse(tops, [100] * 30)
    held = analyse(tops, [100] * 30, chart="p")

    assert (run.summary[0].runs_signal, held.summary[0].runs_signal) == (False, True)
    assert choose(tops, [100] * 30).reason == "unsteady"


def test_each_part_needs_enough_points_of_its_own() -> None:
    tops = [*([50, 52, 48, 51] * 6), *([70, 72, 68, 71] * 6)]

    assert choose(tops, [100] * 48).reason == "shift"
    assert choose(tops, [100] * 48, parts=(24,)).chart == "p"
    assert choose(tops[:40], [100] * 40, parts=(24,)).reason == "few_points"


def test_a_line_that_is_frozen_early_has_no_limits() -> None:
    tops, people = shares(3, 30)

    assert choose(tops, people, freeze=12).reason == "few_points"
    assert choose(tops, people, freeze=24).chart == "p"


def test_a_point_that_is_left_out_decides_nothing() -> None:
    tops, people = shares(3, FEW_POINTS)

    assert choose(tops, people, exclude=(1,)).reason == "few_points"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    points=st.lists(
        st.one_of(st.none(), st.tuples(st.integers(0, 60), st.integers(0, 60))), max_size=40
    ),
    has_parts=st.booleans(),
    is_measured=st.booleans(),
)
def test_whatever_comes_there_is_a_chart_that_can_be_drawn_and_a_reason(
    points: list, has_parts: bool, is_measured: bool
) -> None:
    tops = [point and point[0] for point in points]
    people = [point and point[1] for point in points] if has_parts and not is_measured else None

    kind = choose(tops, people, is_measured=is_measured)

    assert kind.sentence in REASONS.values()
    if points:
        analyse(tops, people, chart=kind.chart)
