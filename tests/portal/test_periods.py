"""The ISO week: the finest time an anonymous answer knows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.periods import Quarter, Week

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 11, 24), "2026-W48"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2025, 12, 29), "2026-W01"),
    ],
)
def test_a_day_belongs_to_the_week_of_its_thursday(day: date, week: str) -> None:
    assert str(Week.of(day)) == week


@pytest.mark.parametrize("text", ["", "2026-48", "2026-W54", "2025-W53", "26-W01", "2026-W00"])
def test_what_is_not_a_week_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="is not a week: write it like 2026-W48"):
        Week.parse(text)


@given(DAYS, st.integers(-500, 500))
def test_weeks_added_can_be_taken_away(day: date, count: int) -> None:
    week = Week.of(day)

    assert week.plus(count).plus(-count) == week
    assert Week.parse(str(week)) == week


@given(DAYS, DAYS)
def test_written_weeks_sort_as_time_goes(one: date, other: date) -> None:
    first, second = Week.of(one), Week.of(other)

    assert (str(first) < str(second)) == (first < second) == (first.monday < second.monday)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2026-Q1", "2026-W01", "2026-W13"),
        ("2026-Q3", "2026-W27", "2026-W39"),
        ("2025-Q4", "2025-W40", "2025-W52"),
        pytest.param("2026-Q4", "2026-W40", "2026-W53", id="a year of 53 weeks"),
    ],
)
def test_a_quarter_is_thirteen_weeks_and_the_last_holds_what_is_left(
    written: str, first: str, last: str
) -> None:
    quarter = Quarter.parse(written)

    assert (str(quarter), str(quarter.first), str(quarter.last)) == (written, first, last)


def test_every_week_is_in_exactly_one_quarter_and_they_follow_one_another() -> None:
    weeks = [Week(2019, 52).plus(number) for number in range(800)]

    for week in weeks:
        quarter = Quarter.of(week)
        assert quarter.first <= week <= quarter.last
        assert Quarter.of(quarter.last) == Quarter.of(quarter.first) == quarter
        assert Quarter.of(quarter.last.plus(1)) > quarter
