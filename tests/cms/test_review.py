"""When a page is due for review and when somebody is reminded. Pure: no database, no clock."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.review import (
    LONGEST_MONTHS,
    SCATTER_DAYS,
    SOON_DAYS,
    State,
    due_on,
    reminder_due,
    state,
)

DUE = date(2026, 11, 24)
days = st.dates(date(2000, 1, 1), date(2090, 1, 1))
numbers = st.integers(0, 2**63)
intervals = st.integers(1, LONGEST_MONTHS)


def after(number: int) -> date:
    return DUE + timedelta(days=number)


@pytest.mark.parametrize("interval", [-1, 0, 37, 600])
def test_an_interval_outside_three_years_is_refused(interval):
    with pytest.raises(ValueError, match="1 to 36 months"):
        due_on(DUE, interval, 1)


@given(days, intervals, numbers)
def test_a_page_is_due_after_its_review_and_within_three_years(reviewed, interval, number):
    due = due_on(reviewed, interval, number)

    assert reviewed < due
    assert (due.year, due.month, due.day) <= (reviewed.year + 3, reviewed.month, reviewed.day)


@given(days, st.integers(2, LONGEST_MONTHS), numbers)
def test_a_page_is_due_within_thirty_days_of_its_interval(reviewed, interval, number):
    due = due_on(reviewed, interval, number)

    assert abs((due - reviewed).days - interval * 30.4375) <= SCATTER_DAYS + 3


@given(days, intervals, numbers)
def test_the_same_page_is_always_due_on_the_same_day(reviewed, interval, number):
    assert due_on(reviewed, interval, number) == due_on(reviewed, interval, number)


def test_pages_launched_on_one_day_do_not_fall_due_on_one_day():
    per_day = Counter(due_on(DUE, 24, number) for number in range(100, 161))

    assert len(per_day) == 61
    assert set(per_day.values()) == {1}


def test_at_the_longest_interval_the_days_are_spread_before_the_limit_and_not_piled_on_it():
    per_day = Counter(due_on(DUE, 36, number) for number in range(61))

    assert max(per_day.values()) == 2
    assert max(per_day) == date(2029, 11, 24)


def test_neighbouring_pages_are_not_due_on_neighbouring_days():
    first, second = due_on(DUE, 24, 8), due_on(DUE, 24, 9)

    assert abs((first - second).days) > 7


def test_a_month_without_that_day_ends_on_its_last():
    unscattered = 14  # 14 * 37 = 8 * 61 + 30

    assert due_on(date(2026, 12, 31), 2, unscattered) == date(2027, 2, 28)
    assert due_on(date(2028, 2, 29), 12, unscattered) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("reviewed", "due", "expected"),
    [
        pytest.param(None, None, State.NEVER, id="nobody has looked yet"),
        pytest.param(DUE, None, State.NEVER, id="half a review is none"),
        pytest.param(DUE, after(SOON_DAYS + 1), State.FINE, id="far off"),
        pytest.param(DUE, after(SOON_DAYS), State.SOON, id="within three months"),
        pytest.param(DUE, after(0), State.SOON, id="the day itself is not too late"),
        pytest.param(DUE, after(-1), State.OVERDUE, id="the day after"),
    ],
)
def test_the_state_of_a_page(reviewed, due, expected):
    assert state(reviewed, due, DUE) is expected


@pytest.mark.parametrize(
    ("day", "reminded", "expected"),
    [
        pytest.param(-91, None, False, id="too early"),
        pytest.param(-90, None, True, id="three months before"),
        pytest.param(-90, -90, False, id="told today already"),
        pytest.param(-60, -90, False, id="between two reminders"),
        pytest.param(-29, -90, True, id="the one a month before was missed"),
        pytest.param(-28, -29, False, id="caught up once only"),
        pytest.param(0, -30, True, id="the day itself"),
        pytest.param(6, 0, False, id="not yet a week late"),
        pytest.param(7, 0, True, id="a week late"),
        pytest.param(16, 7, True, id="caught up in the third week"),
        pytest.param(20, 16, False, id="not again in that week"),
        pytest.param(21, 16, True, id="the rhythm goes on from the due date"),
        pytest.param(400, None, True, id="forgotten for a year: one reminder"),
    ],
)
def test_whether_a_reminder_is_due(day, reminded, expected):
    assert reminder_due(DUE, None if reminded is None else after(reminded), after(day)) is expected


def sent(awake: set[int]) -> list[int]:
    """The days on which a worker that is awake on some days sends a reminder."""
    reminded, told = None, []
    for day in range(-120, 120):
        if day in awake and reminder_due(DUE, reminded, after(day)):
            reminded = after(day)
            told.append(day)
    return told


def test_a_worker_that_never_sleeps_reminds_at_ninety_thirty_and_none_and_then_weekly():
    assert sent(set(range(-120, 120))) == [-90, -30, 0, *range(7, 120, 7)]


@given(st.sets(st.integers(-120, 119)))
def test_whatever_days_are_missed_each_moment_is_told_once_at_most_and_late_rather_than_never(
    awake,
):
    moments = [-90, -30, 0, *range(7, 120, 7)]
    told = sent(awake)

    for moment, following in zip(moments, [*moments[1:], 120], strict=True):
        seen = sorted(day for day in awake if moment <= day < following)
        assert [day for day in told if moment <= day < following] == seen[:1]
